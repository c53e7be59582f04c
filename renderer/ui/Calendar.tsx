/** One month, Monday first, moved through by arrow keys. */
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { addDays, partsOf } from '#domain/dates.ts';
import type { DayMarks } from './DateField.tsx';
import { dayWeek } from './format.ts';
import { daysShown, otherMonth } from './month-days.ts';
import './form.css';

interface Props {
  readonly value: string | null;
  readonly today: string;
  readonly marks?: DayMarks | undefined;
  readonly min?: string | undefined;
  readonly max?: string | undefined;
  readonly onPick: (day: string) => void;
  readonly onClose: () => void;
}

const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

export function Calendar(props: Props): ReactNode {
  const { today, onPick, onClose } = props;
  const [at, setAt] = useState(props.value ?? today);
  const grid = useRef<HTMLDivElement>(null);
  useEffect(() => {
    grid.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  }, [at]);
  const press = (event: KeyboardEvent): void => {
    const step = steps[event.key];
    if (step !== undefined) setAt(addDays(at, step));
    else if (event.key === 'PageUp' || event.key === 'PageDown') setAt(otherMonth(at, event.key === 'PageUp' ? -1 : 1));
    else if (event.key === 'Escape') onClose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const { year, month } = partsOf(at);
  return (
    <div className="calendar" onKeyDown={press}>
      <div className="calendar-head">
        <button type="button" className="plain-button" aria-label="上个月" onClick={() => setAt(otherMonth(at, -1))}>
          ‹
        </button>
        <span aria-live="polite">
          {year}年{month}月
        </span>
        <button type="button" className="plain-button" aria-label="下个月" onClick={() => setAt(otherMonth(at, 1))}>
          ›
        </button>
      </div>
      <div className="calendar-grid" aria-hidden="true">
        {['一', '二', '三', '四', '五', '六', '日'].map((name) => (
          <span key={name} className="calendar-week">
            {name}
          </span>
        ))}
      </div>
      <div className="calendar-grid" ref={grid}>
        {daysShown(at).map((day) => (
          <Day key={day} day={day} at={at} {...props} />
        ))}
      </div>
      <button type="button" className="plain-button" onClick={() => onPick(today)}>
        今天 {dayWeek(today)}
      </button>
    </div>
  );
}

function Day(props: Props & { readonly day: string; readonly at: string }): ReactNode {
  const { day, at, today, value, marks, min, max, onPick } = props;
  const mark = marks?.[day];
  const classes = [
    'calendar-day',
    day.slice(0, 7) === at.slice(0, 7) ? '' : 'calendar-other',
    day === today ? 'calendar-today' : '',
  ];
  return (
    <button
      type="button"
      className={classes.join(' ')}
      tabIndex={day === at ? 0 : -1}
      aria-current={day === value ? 'date' : undefined}
      aria-label={`${dayWeek(day)}${mark === undefined ? '' : mark === '休' ? ' 休息' : ' 上班'}`}
      disabled={(min !== undefined && day < min) || (max !== undefined && day > max)}
      onClick={() => {
        onPick(day);
      }}
    >
      {partsOf(day).day}
      {mark !== undefined && (
        <span className={`calendar-mark ${mark === '休' ? 'calendar-rest' : 'calendar-work'}`} aria-hidden="true">
          {mark}
        </span>
      )}
    </button>
  );
}
