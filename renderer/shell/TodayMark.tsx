/** `6月12日 周四 工作日`; amber when the calendar of the year has not been sent. */
import type { ReactNode } from 'react';
import { dayFact, hasYear } from '#domain/calendar.ts';
import { dateOfInstant, partsOf } from '#domain/dates.ts';
import { dayWeek } from '#renderer/ui/format.ts';
import { useCalendar } from '#renderer/ui/use-calendar.ts';
import { useNow } from './use-now.ts';

export function TodayMark(): ReactNode {
  const today = dateOfInstant(useNow());
  const { calendar } = useCalendar();
  return (
    <span className="top-date num">
      {dayWeek(today)}{' '}
      {calendar !== undefined &&
        (hasYear(calendar, partsOf(today).year) ? (
          <Fact workday={dayFact(calendar, today).workday} why={dayFact(calendar, today).why} />
        ) : (
          <span className="state-tag tone-today" title="今年的放假安排未下发，时限为估算">
            ◔ 日历未下发
          </span>
        ))}
    </span>
  );
}

const Fact = ({ workday, why }: { readonly workday: boolean; readonly why: string }): ReactNode =>
  workday ? <span>{why}</span> : <span className="tone-good">休 · {why}</span>;
