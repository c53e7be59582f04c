/** A date by number pad: 20250612, 6-12, 612, 今天, 昨天, +3. The calendar shows 休 and 班. */
import { useId, useRef, useState, type ReactNode } from 'react';
import { dayNumber } from '#domain/dates.ts';
import { parseTypedDate, type YearChoice } from '#domain/typed-date.ts';
import { Calendar } from './Calendar.tsx';
import type { Control } from './Field.tsx';
import { anchorName, anchorStyle, Floating } from './Floating.tsx';
import { dayWeek } from './format.ts';
import { isComposing } from './key-names.ts';
import './form.css';

export interface DayMarks {
  readonly [day: string]: '休' | '班';
}

interface Props {
  readonly value: string | null;
  readonly onChange: (day: string | null) => void;
  /** Business date of today; relative words count from it. */
  readonly today: string;
  readonly marks?: DayMarks | undefined;
  readonly min?: string;
  readonly max?: string;
  /** Which year a date without one means. */
  readonly year?: YearChoice;
  readonly control?: Control;
  readonly label?: string;
  readonly disabled?: boolean;
}

export function DateField(props: Props): ReactNode {
  const { value, onChange, today, control, disabled = false } = props;
  const ownId = useId();
  const id = control?.id ?? ownId;
  const anchor = anchorName(id);
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const [open, setOpen] = useState(false);
  const take = (day: string | null): void => {
    setTyped(undefined);
    setProblem(undefined);
    if (day !== value) onChange(day);
  };
  const settle = (): void => {
    if (typed === undefined) return;
    const result = readDay(typed, props);
    if (typeof result === 'object' && result !== null) setProblem(result.problem);
    else take(result);
  };
  return (
    <>
      <span
        className={`control${problem === undefined ? '' : ' control-error'}${disabled ? ' control-disabled' : ''}`}
        style={anchorStyle(id)}
        data-anchor={anchor}
      >
        <input
          ref={input}
          id={id}
          name={control?.name}
          autoComplete="off"
          inputMode="numeric"
          placeholder="如 612、6-12、昨天"
          aria-label={control === undefined ? props.label : undefined}
          aria-invalid={(control?.['aria-invalid'] ?? false) || problem !== undefined}
          aria-required={control?.['aria-required']}
          aria-describedby={problem === undefined ? control?.['aria-describedby'] : `${id}-problem`}
          disabled={disabled}
          value={typed ?? (value === null ? '' : `${value} ${dayWeek(value).slice(-2)}`)}
          onFocus={(event) => {
            event.target.select();
          }}
          onChange={(event) => {
            setTyped(event.target.value);
          }}
          onBlur={settle}
          onKeyDown={(event) => {
            if (isComposing(event.nativeEvent)) return;
            if (event.key === 'Enter') settle();
            if (event.key === 'Escape' && (open || typed !== undefined)) {
              event.stopPropagation();
              setOpen(false);
              take(value);
            }
            if (event.altKey && event.key === 'ArrowDown') setOpen(true);
          }}
        />
        <button
          type="button"
          className="control-button"
          aria-label="打开日历"
          title="日历 Alt+↓"
          tabIndex={-1}
          disabled={disabled}
          onClick={() => {
            setOpen(!open);
          }}
        >
          ▦
        </button>
        {open && (
          <Floating
            anchor={anchor}
            onClose={() => {
              setOpen(false);
            }}
            role="dialog"
            label="日历"
          >
            <Calendar
              value={value}
              today={today}
              marks={props.marks}
              min={props.min}
              max={props.max}
              onPick={(day) => {
                take(day);
                setOpen(false);
                input.current?.focus();
              }}
              onClose={() => {
                setOpen(false);
                input.current?.focus();
              }}
            />
          </Floating>
        )}
      </span>
      {problem !== undefined && (
        <p className="field-error" id={`${id}-problem`}>
          ▲ {problem}
        </p>
      )}
    </>
  );
}

/** The day typed, null for empty, or what is wrong with it. */
export function readDay(
  typed: string,
  limits: Pick<Props, 'today' | 'min' | 'max' | 'year'>,
): string | null | { readonly problem: string } {
  // What is shown while nothing is being typed reads `2025-06-12 周四`.
  const text = typed.replace(/周[一二三四五六日]$/, '').trim();
  if (text === '') return null;
  const day = parseTypedDate(text, limits.today, limits.year ?? 'nearest');
  if (day === null) return { problem: `“${text}”不是日期，可以写 612、6-12 或 20250612` };
  if (limits.min !== undefined && dayNumber(day) < dayNumber(limits.min)) return { problem: `不能早于 ${limits.min}` };
  if (limits.max !== undefined && dayNumber(day) > dayNumber(limits.max)) return { problem: `不能晚于 ${limits.max}` };
  return day;
}
