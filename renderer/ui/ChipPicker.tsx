/** Few choices, all in sight: a digit, an arrow key or a press picks. */
import { useRef, type KeyboardEvent, type ReactNode } from 'react';
import type { Control } from './Field.tsx';
import { isComposing } from './key-names.ts';
import './form.css';

export interface ChipOption {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
}

interface Common {
  readonly options: readonly ChipOption[];
  readonly label: string;
  readonly control?: Control;
  readonly disabled?: boolean;
}

interface Single extends Common {
  readonly multiple?: false;
  readonly value: string | null;
  readonly onChange: (value: string) => void;
}

interface Multiple extends Common {
  readonly multiple: true;
  readonly value: readonly string[];
  readonly onChange: (value: readonly string[]) => void;
}

export function ChipPicker(props: Single | Multiple): ReactNode {
  const { options, control } = props;
  const group = useRef<HTMLDivElement>(null);
  const isOn = (value: string): boolean =>
    props.multiple === true ? props.value.includes(value) : props.value === value;
  const pick = (value: string): void => {
    if (props.multiple !== true) props.onChange(value);
    else props.onChange(isOn(value) ? props.value.filter((each) => each !== value) : [...props.value, value]);
  };
  const focusAt = (index: number): void => {
    group.current?.querySelectorAll<HTMLElement>('.chip')[index]?.focus();
  };
  const press = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (isComposing(event.nativeEvent) || event.ctrlKey || event.altKey || props.disabled === true) return;
    const chips = [...(group.current?.querySelectorAll<HTMLElement>('.chip') ?? [])];
    const at = chips.findIndex((chip) => chip === document.activeElement);
    const step =
      event.key === 'ArrowRight' || event.key === 'ArrowDown'
        ? 1
        : event.key === 'ArrowLeft' || event.key === 'ArrowUp'
          ? -1
          : 0;
    const digit = /^[1-9]$/.test(event.key) ? options[Number(event.key) - 1] : undefined;
    if (digit !== undefined) {
      pick(digit.value);
      focusAt(Number(event.key) - 1);
    } else if (step !== 0) {
      focusAt((at + step + options.length) % options.length);
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };
  const firstOn = options.findIndex((option) => isOn(option.value));
  return (
    <div
      ref={group}
      className="chip-picker"
      role={props.multiple === true ? 'group' : 'radiogroup'}
      aria-label={props.label}
      aria-invalid={control?.['aria-invalid']}
      aria-describedby={control?.['aria-describedby']}
      aria-required={props.multiple === true ? undefined : control?.['aria-required']}
      onKeyDown={press}
    >
      {options.map((option, index) => (
        <button
          key={option.value}
          type="button"
          // The label of the field points at the first chip.
          id={index === Math.max(0, firstOn) ? control?.id : undefined}
          data-enter-stop={index === Math.max(0, firstOn) ? '' : undefined}
          tabIndex={index === Math.max(0, firstOn) ? 0 : -1}
          className="chip"
          role={props.multiple === true ? 'checkbox' : 'radio'}
          // The label of the field would else be the name of the chip it points at.
          aria-label={option.label}
          aria-checked={isOn(option.value)}
          title={option.hint}
          disabled={props.disabled ?? false}
          onClick={() => {
            pick(option.value);
          }}
        >
          {index < 9 && (
            <span className="chip-digit" aria-hidden="true">
              {index + 1}
            </span>
          )}
          {option.label}
        </button>
      ))}
    </div>
  );
}
