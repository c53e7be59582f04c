/** Events of one month, a week per line, Monday first. Off days and working weekends are marked. */
import { Button } from 'antd';
import { useMemo, type ReactNode } from 'react';
import type { OutreachRow } from '#contract/outreach.ts';
import { addDays, daysInMonth, partsOf, weekday } from '#domain/dates.ts';
import { hoursText, outreachStates } from '#domain/outreach.ts';
import { useKeys } from '#renderer/ui/keys.ts';
import { toneIcons } from '#renderer/ui/StateTag.tsx';
import { useCalendar } from '#renderer/ui/use-calendar.ts';
import './outreach.css';

interface Props {
  readonly rows: readonly OutreachRow[];
  readonly today: string;
  /** `2025-06` */
  readonly month: string;
  readonly onMonth: (month: string) => void;
  readonly onOpen: (row: OutreachRow) => void;
}

const shownPerDay = 4;
const icons = {
  planned: toneIcons.active,
  toFill: toneIcons.today,
  done: toneIcons.good,
  cancelled: toneIcons.idle,
} as const;

/** Days of the weeks that touch a month. */
export function daysShown(month: string): readonly string[] {
  const first = `${month}-01`;
  const { year, month: number } = partsOf(first);
  const before = weekday(first) - 1;
  const weeks = Math.ceil((before + daysInMonth(year, number)) / 7);
  return Array.from({ length: weeks * 7 }, (_, index) => addDays(first, index - before));
}

const shifted = (month: string, step: 1 | -1): string =>
  addDays(step === 1 ? `${month}-28` : `${month}-01`, step === 1 ? 7 : -1).slice(0, 7);

export function MonthGrid({ rows, today, month, onMonth, onOpen }: Props): ReactNode {
  const days = useMemo(() => daysShown(month), [month]);
  const { marks } = useCalendar();
  const byDay = useMemo(() => {
    const events = rows
      .filter((row) => row.state !== 'cancelled')
      .toSorted((a, b) => a.startTime.localeCompare(b.startTime));
    return new Map(days.map((day) => [day, events.filter((row) => row.heldOn <= day && row.endsOn >= day)]));
  }, [rows, days]);
  const total = rows.filter((row) => row.state !== 'cancelled' && row.heldOn.startsWith(month)).length;
  useKeys('活动月历', [
    { key: 'PageUp', label: '上个月', run: () => onMonth(shifted(month, -1)) },
    { key: 'PageDown', label: '下个月', run: () => onMonth(shifted(month, 1)) },
    { key: 't', label: '本月', run: () => onMonth(today.slice(0, 7)) },
  ]);
  return (
    <section className="section">
      <div className="section-head">
        <Button size="small" aria-label="上个月" onClick={() => onMonth(shifted(month, -1))}>
          ‹
        </Button>
        <h2 className="section-title month-title num">
          {Number(month.slice(0, 4))}年{Number(month.slice(5))}月
        </h2>
        <Button size="small" aria-label="下个月" onClick={() => onMonth(shifted(month, 1))}>
          ›
        </Button>
        <span className="muted month-total">{total === 0 ? '本月没有活动' : `本月 ${total} 场`}</span>
        <div className="page-actions">
          <Button size="small" onClick={() => onMonth(today.slice(0, 7))} disabled={month === today.slice(0, 7)}>
            本月<kbd>T</kbd>
          </Button>
        </div>
      </div>
      <div className="month-grid">
        {['一', '二', '三', '四', '五', '六', '日'].map((day) => (
          <div key={day} className="month-head">
            周{day}
          </div>
        ))}
        {days.map((day) => {
          const events = byDay.get(day) ?? [];
          return (
            <div
              key={day}
              className={`month-day${day.startsWith(month) ? '' : ' month-other'}${day === today ? ' month-today' : ''}`}
            >
              <div className="month-number num">
                {Number(day.slice(8))}
                {day === today && <span className="month-now">今天</span>}
                {marks[day] !== undefined && (
                  <span className={marks[day] === '休' ? 'month-rest' : 'month-work'}>{marks[day]}</span>
                )}
              </div>
              {events.slice(0, shownPerDay).map((row) => (
                <button
                  key={row.id}
                  type="button"
                  className="month-event"
                  title={`${row.title} ${hoursText(row)} ${row.place} ${outreachStates[row.state]}`}
                  onClick={() => onOpen(row)}
                >
                  <span aria-hidden="true">{icons[row.state]}</span> {row.title}
                </button>
              ))}
              {events.length > shownPerDay && (
                <span className="muted month-more">还有 {events.length - shownPerDay} 场</span>
              )}
            </div>
          );
        })}
      </div>
    </section>
  );
}
