/**
 * Form entry by number pad: Enter goes to the next field, Shift+Enter back, Ctrl+Enter saves.
 * The first field with a reason gets the focus. Text areas keep Enter for a new line.
 */
import { useEffect, useLayoutEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import type { FieldReasons } from '#domain/failure.ts';
import { isComposing, useKeys } from './keys.ts';
import './form.css';

interface Props {
  readonly label: string;
  readonly onSave: () => void;
  readonly onCancel?: (() => void) | undefined;
  readonly errors?: FieldReasons | undefined;
  readonly busy?: boolean;
  readonly children: ReactNode;
  /** Saves when Enter is pressed in the last field; for short forms such as log-in. */
  readonly lastEnterSaves?: boolean;
  readonly className?: string;
}

const stops =
  'input:not([type=hidden]):not([type=checkbox]):not([disabled]), textarea:not([disabled]), [role=combobox]:not([aria-disabled=true]), [data-enter-stop]';

/** Fields that Enter walks through, in reading order. */
export const enterStops = (form: HTMLElement): HTMLElement[] =>
  [...form.querySelectorAll<HTMLElement>(stops)].filter((field) => field.tabIndex >= 0 && field.offsetParent !== null);

/**
 * A date or time that could not be read is said beside its field, and the form still holds the value before.
 * Saving that would be saving what nobody typed: true, with the cursor in the field, when there is one.
 */
function focusUnread(within: ParentNode): boolean {
  const unread = within.querySelector<HTMLElement>('[aria-invalid=true][aria-describedby$="-problem"]');
  unread?.focus();
  return unread !== null;
}

/** For a button that saves from outside the form: at the top of the page, in the foot of a dialog. */
export const unlessUnread = (save: () => void) => (): void => {
  const top = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document;
  if (!focusUnread(top)) save();
};

export function EnterForm(props: Props): ReactNode {
  const { label, onCancel, errors, busy = false, lastEnterSaves = false } = props;
  const form = useRef<HTMLFormElement>(null);
  const onSave = (): void => {
    if (form.current === null || !focusUnread(form.current)) props.onSave();
  };
  const save = useRef(onSave);
  useLayoutEffect(() => {
    save.current = onSave;
  });
  useFirstError(form, errors);
  useKeys(label, [
    { key: 'Ctrl+Enter', label: '保存', run: onSave, when: !busy },
    { key: 'Escape', label: '返回', run: () => onCancel?.(), when: onCancel !== undefined },
  ]);
  const move = (event: KeyboardEvent<HTMLFormElement>): void => {
    if (event.key !== 'Enter' || event.ctrlKey || event.altKey || event.defaultPrevented) return;
    if (isComposing(event.nativeEvent) || form.current === null) return;
    const from = stopOf(event.target);
    if (from === undefined) return;
    event.preventDefault();
    const fields = enterStops(form.current);
    const at = fields.indexOf(from);
    const next = fields[at + (event.shiftKey ? -1 : 1)];
    if (next !== undefined) focusField(next);
    // After this event: what the same Enter chose in a picker belongs to what is saved.
    else if (lastEnterSaves && !event.shiftKey && !busy) setTimeout(() => save.current());
  };
  return (
    <form
      ref={form}
      className={`enter-form ${props.className ?? ''}`}
      aria-label={label}
      noValidate
      onKeyDown={move}
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) onSave();
      }}
    >
      {props.children}
    </form>
  );
}

/** The field Enter leaves; undefined where Enter has its own meaning (new line, press a button). */
function stopOf(target: EventTarget): HTMLElement | undefined {
  if (!(target instanceof HTMLElement) || target instanceof HTMLTextAreaElement) return undefined;
  const chips = target.closest('.chip-picker');
  if (chips !== null) return chips.querySelector<HTMLElement>('[data-enter-stop]') ?? undefined;
  return target instanceof HTMLButtonElement ? undefined : target;
}

function focusField(field: HTMLElement): void {
  field.focus();
  if (field instanceof HTMLInputElement) field.select();
}

function useFirstError(form: React.RefObject<HTMLFormElement | null>, errors: FieldReasons | undefined): void {
  useEffect(() => {
    if (errors === undefined || Object.keys(errors).length === 0) return;
    const first = form.current?.querySelector<HTMLElement>('[aria-invalid=true]');
    first?.focus();
    first?.scrollIntoView({ block: 'center' });
  }, [errors, form]);
}
