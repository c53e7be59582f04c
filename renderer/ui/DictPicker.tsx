/**
 * A choice from a dictionary by keyboard: Chinese, pinyin initials, full pinyin, `#` code or synonym;
 * digits 1–9 pick while nothing is typed; the most used come first.
 */
import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { Control } from './Field.tsx';
import { anchorName, anchorStyle, Floating } from './Floating.tsx';
import { isComposing } from './key-names.ts';
import { choicesOf, matches, type PickChoice, type PickLine } from './pick.ts';
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
  const { lines, value, onChange, control, leavesOnly = true, allowEmpty = false, disabled = false } = props;
  const ownId = useId();
  const id = control?.id ?? ownId;
  const anchor = anchorName(id);
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
  const pick = (choice: PickChoice | undefined): void => {
    if (choice === undefined) return;
    onChange(choice.line.id);
    close();
  };
  const press = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (isComposing(event.nativeEvent)) return;
    const result = pickerKey(event.key, { open, text, at, count: found.length });
    if (result === undefined) return;
    if (result.prevent) event.preventDefault();
    if (result.stop) event.stopPropagation();
    if (result.open === true) show();
    if (result.open === false) close();
    if (result.at !== undefined) setAt(result.at);
    if (result.pick !== undefined) pick(found[result.pick]);
    if (result.clear === true && allowEmpty) onChange(null);
  };
  return (
    <span className={`control${disabled ? ' control-disabled' : ''}`} style={anchorStyle(id)} data-anchor={anchor}>
      <input
        id={id}
        name={control?.name}
        role="combobox"
        autoComplete="off"
        autoFocus={props.autoFocus ?? false}
        aria-autocomplete="list"
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-activedescendant={open && found.length > 0 ? `${id}-option-${at}` : undefined}
        aria-label={control === undefined ? props.label : undefined}
        aria-invalid={control?.['aria-invalid']}
        aria-required={control?.['aria-required']}
        aria-describedby={control?.['aria-describedby']}
        aria-disabled={disabled}
        disabled={disabled}
        placeholder={open && chosen !== undefined ? chosen.line.label : (props.placeholder ?? '中文、拼音首字母或编码')}
        value={open ? text : (chosen?.line.label ?? '')}
        onChange={(event) => {
          show();
          setText(event.target.value);
          setAt(0);
        }}
        onMouseDown={show}
        onBlur={close}
        onKeyDown={press}
      />
      {allowEmpty && value !== null && !disabled && (
        <button type="button" tabIndex={-1} className="control-button" aria-label="清除" onClick={() => onChange(null)}>
          ✕
        </button>
      )}
      <span aria-hidden="true" className="control-button" style={{ lineHeight: '30px', textAlign: 'center' }}>
        ▾
      </span>
      {open && (
        <Floating anchor={anchor} onClose={close} width="anchor">
          <PickList id={id} found={found} at={at} value={value} onPick={pick} />
          <div className="pick-help">
            {found.length === 0 ? '没有这一项，换个说法试试' : '1–9 直接选 · # 开头查编码 · Enter 确定'}
          </div>
        </Floating>
      )}
    </span>
  );
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

interface PickerNow {
  readonly open: boolean;
  readonly text: string;
  readonly at: number;
  readonly count: number;
}

interface PickerStep {
  readonly prevent: boolean;
  readonly stop?: boolean;
  readonly open?: boolean;
  readonly at?: number;
  readonly pick?: number;
  readonly clear?: boolean;
}

/** What a key does in a picker; undefined leaves it to the form (Tab, Enter on a closed picker, letters). */
export function pickerKey(key: string, now: PickerNow): PickerStep | undefined {
  const { open, text, at, count } = now;
  if (!open) {
    if (key === 'ArrowDown' || key === 'ArrowUp' || key === ' ') return { prevent: true, open: true };
    if (key === 'Delete' || key === 'Backspace') return { prevent: true, clear: true };
    return undefined;
  }
  if (key === 'ArrowDown') return { prevent: true, at: Math.min(count - 1, at + 1) };
  if (key === 'ArrowUp') return { prevent: true, at: Math.max(0, at - 1) };
  if (key === 'Escape') return { prevent: true, stop: true, open: false };
  // Enter takes the choice and lets the form go on to the next field.
  if (key === 'Enter') return count === 0 ? { prevent: true, stop: true } : { prevent: false, pick: at };
  if (key === 'Tab') return text === '' || count === 0 ? { prevent: false, open: false } : { prevent: false, pick: at };
  if (text === '' && /^[1-9]$/.test(key) && Number(key) <= count) return { prevent: true, pick: Number(key) - 1 };
  return undefined;
}
