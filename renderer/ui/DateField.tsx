/** A date by number pad: 20250612, 6-12, 612, 今天, 昨天, +3. The calendar shows 休 and 班. */
import { useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { Calendar } from './Calendar.tsx';
import { attributesOf, type Control } from './Field.tsx';
import { anchorName, anchorStyle, Floating } from './Floating.tsx';
import { dayWeek } from './format.ts';
import { isComposing } from './key-names.ts';
import { readDay, type DayLimits } from './read-day.ts';
import './form.css';

export interface DayMarks {
  readonly [day: string]: '休' | '班';
}

/** `today` is the business date that relative words count from; `year` says which year a date without one means. */
interface Props extends DayLimits {
  readonly value: string | null;
  readonly onChange: (day: string | null) => void;
  readonly marks?: DayMarks | undefined;
  readonly control?: Control;
  readonly label?: string;
  readonly disabled?: boolean;
}

export function DateField(props: Props): ReactNode {
  const { control, disabled = false } = props;
  const ownId = useId();
  const id = control?.id ?? ownId;
  const anchor = anchorName(id);
  const input = useRef<HTMLInputElement>(null);
  const [open, setOpen] = useState(false);
  const { shown, problem, type, settle, take } = useTypedDay(props);
  const closeCalendar = (): void => {
    setOpen(false);
    input.current?.focus();
  };
  const press = (event: KeyboardEvent): void => {
    if (isComposing(event.nativeEvent)) return;
    if (event.key === 'Enter') settle();
    else if (event.altKey && event.key === 'ArrowDown') setOpen(true);
    else if (event.key === 'Escape' && open) {
      event.stopPropagation();
      setOpen(false);
    }
  };
  return (
    <>
      <span className={`control${disabled ? ' control-disabled' : ''}`} style={anchorStyle(id)} data-anchor={anchor}>
        <input
          ref={input}
          {...attributesOf(control, props.label)}
          {...(problem === undefined ? {} : { 'aria-invalid': true, 'aria-describedby': `${id}-problem` })}
          id={id}
          autoComplete="off"
          inputMode="numeric"
          placeholder="如 612、6-12、昨天"
          disabled={disabled}
          value={shown}
          onFocus={(event) => {
            event.target.select();
          }}
          onChange={(event) => {
            type(event.target.value);
          }}
          onBlur={settle}
          onKeyDown={press}
        />
        <CalendarButton disabled={disabled} onPress={() => setOpen(!open)} />
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
              {...props}
              onPick={(day) => {
                // Drawn first, so that focusing selects the new text.
                flushSync(() => {
                  take(day);
                });
                closeCalendar();
              }}
              onClose={closeCalendar}
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

function CalendarButton(props: { readonly disabled: boolean; readonly onPress: () => void }): ReactNode {
  return (
    <button
      type="button"
      className="control-button"
      aria-label="打开日历"
      title="日历 Alt+↓"
      tabIndex={-1}
      disabled={props.disabled}
      onClick={props.onPress}
    >
      ▦
    </button>
  );
}

interface TypedDay {
  readonly shown: string;
  readonly problem: string | undefined;
  readonly type: (text: string) => void;
  readonly settle: () => void;
  readonly take: (day: string | null) => void;
}

/** What is being typed stays as typed until the field is left. */
function useTypedDay({ value, onChange, ...limits }: Props): TypedDay {
  const [typed, setTyped] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const take = (day: string | null): void => {
    setTyped(undefined);
    setProblem(undefined);
    if (day !== value) onChange(day);
  };
  const settle = (): void => {
    if (typed === undefined) return;
    const result = readDay(typed, limits);
    if (typeof result === 'object' && result !== null) setProblem(result.problem);
    else take(result);
  };
  const shown = typed ?? (value === null ? '' : `${value} ${dayWeek(value).slice(-2)}`);
  return { shown, problem, type: setTyped, settle, take };
}
