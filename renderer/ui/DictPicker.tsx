/**
 * A choice from a dictionary by keyboard: Chinese, pinyin initials, full pinyin, `#` code or synonym;
 * digits 1–9 pick while nothing is typed; the most used come first.
 */
import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { attributesOf, type Control } from './Field.tsx';
import { anchorName, anchorStyle, Floating } from './Floating.tsx';
import { isComposing } from './key-names.ts';
import { choicesOf, matches, pickerKey, type PickChoice, type PickerStep, type PickLine } from './pick.ts';
import './form.css';

interface Props {
  readonly lines: readonly PickLine[];
  readonly value: string | null;
  readonly onChange: (id: string | null) => void;
  readonly placeholder?: string;
  readonly allowEmpty?: boolean;
  /** Groups only head their leaves unless this is false. */
  readonly leavesOnly?: boolean;
  readonly control?: Control;
  readonly label?: string;
  readonly autoFocus?: boolean;
  readonly disabled?: boolean;
}

/** More than fit are not drawn; typing narrows. */
const shownAtMost = 60;

export function DictPicker(props: Props): ReactNode {
  const { value, onChange, control, allowEmpty = false, disabled = false } = props;
  const ownId = useId();
  const id = control?.id ?? ownId;
  const anchor = anchorName(id);
  const picker = usePicker(props);
  return (
    <span className={`control${disabled ? ' control-disabled' : ''}`} style={anchorStyle(id)} data-anchor={anchor}>
      <PickBox {...props} id={id} picker={picker} />
      {allowEmpty && value !== null && !disabled && (
        <button type="button" tabIndex={-1} className="control-button" aria-label="清除" onClick={() => onChange(null)}>
          ✕
        </button>
      )}
      <span aria-hidden="true" className="control-mark">
        ▾
      </span>
      {picker.open && (
        <Floating anchor={anchor} onClose={picker.close} width="anchor">
          <PickList id={id} found={picker.found} at={picker.at} value={value} onPick={picker.pick} />
          <div className="pick-help">
            {picker.found.length === 0 ? '没有这一项，换个说法试试' : '1–9 直接选 · # 开头查编码 · Enter 确定'}
          </div>
        </Floating>
      )}
    </span>
  );
}

function PickBox(props: Props & { readonly id: string; readonly picker: Picker }): ReactNode {
  const { id, picker, disabled = false, placeholder = hint } = props;
  const { open, chosen } = picker;
  return (
    <input
      {...attributesOf(props.control, props.label)}
      id={id}
      role="combobox"
      autoComplete="off"
      autoFocus={props.autoFocus === true}
      aria-autocomplete="list"
      aria-expanded={open}
      aria-controls={`${id}-list`}
      aria-activedescendant={open && picker.found.length > 0 ? `${id}-option-${picker.at}` : undefined}
      aria-disabled={disabled}
      disabled={disabled}
      placeholder={open ? (chosen?.line.label ?? hint) : placeholder}
      value={open ? picker.text : (chosen?.line.label ?? '')}
      onChange={(event) => {
        picker.type(event.target.value);
      }}
      onFocus={(event) => {
        event.target.select();
      }}
      onMouseDown={picker.show}
      onBlur={picker.close}
      onKeyDown={picker.press}
    />
  );
}

const hint = '中文、拼音首字母或编码';

interface Picker {
  readonly open: boolean;
  readonly text: string;
  readonly at: number;
  readonly found: readonly PickChoice[];
  readonly chosen: PickChoice | undefined;
  readonly show: () => void;
  readonly close: () => void;
  readonly type: (text: string) => void;
  readonly pick: (choice: PickChoice) => void;
  readonly press: (event: KeyboardEvent<HTMLInputElement>) => void;
}

function usePicker({ lines, value, onChange, leavesOnly = true, allowEmpty = false, disabled = false }: Props): Picker {
  const [open, setOpen] = useState(false);
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const choices = useMemo(() => choicesOf(lines, leavesOnly, value), [lines, leavesOnly, value]);
  const found = useMemo(() => matches(choices, text).slice(0, shownAtMost), [choices, text]);
  const chosen = choices.find((choice) => choice.line.id === value);
  const close = (): void => {
    setOpen(false);
    setText('');
    setAt(0);
  };
  const show = (): void => {
    if (disabled || open) return;
    setOpen(true);
    setAt(
      Math.max(
        0,
        choices.findIndex((choice) => choice.line.id === value),
      ),
    );
  };
  const pick = (choice: PickChoice): void => {
    onChange(choice.line.id);
    close();
  };
  const type = (typed: string): void => {
    const label = chosen?.line.label ?? '';
    show();
    // The first letter may land behind the label that was shown until now.
    setText(!open && label !== '' && typed.startsWith(label) ? typed.slice(label.length) : typed);
    setAt(0);
  };
  const apply = (step: PickerStep): void => {
    if (step.open === true) show();
    if (step.open === false) close();
    if (step.at !== undefined) setAt(step.at);
    const picked = step.pick === undefined ? undefined : found[step.pick];
    if (picked !== undefined) pick(picked);
    if (step.clear === true && allowEmpty) onChange(null);
  };
  const press = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (isComposing(event.nativeEvent)) return;
    const step = pickerKey(event.key, { open, text, at, count: found.length });
    if (step === undefined) return;
    if (step.prevent) event.preventDefault();
    if (step.stop === true) event.stopPropagation();
    apply(step);
  };
  return { open, text, at, found, chosen, show, close, type, pick, press };
}

function PickList(props: {
  readonly id: string;
  readonly found: readonly PickChoice[];
  readonly at: number;
  readonly value: string | null;
  readonly onPick: (choice: PickChoice) => void;
}): ReactNode {
  const { id, found, at, value, onPick } = props;
  const active = useRef<HTMLLIElement>(null);
  useEffect(() => {
    active.current?.scrollIntoView({ block: 'nearest' });
  }, [at]);
  return (
    <ul id={`${id}-list`} role="listbox" className="pick-list" aria-label="选项">
      {found.map((choice, index) => (
        <li
          key={choice.line.id}
          id={`${id}-option-${index}`}
          ref={index === at ? active : undefined}
          role="option"
          aria-selected={choice.line.id === value}
          className={`pick-option${index === at ? ' pick-active' : ''}`}
          // Keeps the focus in the box.
          onMouseDown={(event) => {
            event.preventDefault();
          }}
          onClick={() => {
            onPick(choice);
          }}
        >
          <span className="pick-digit" aria-hidden="true">
            {index < 9 ? index + 1 : ''}
          </span>
          <span>
            {choice.line.label}
            {choice.path.length > 0 && <span className="pick-path"> {choice.path.join(' › ')}</span>}
          </span>
          <span className="pick-code mono">{choice.line.stdCode}</span>
        </li>
      ))}
    </ul>
  );
}
