/** The working calendar of this installation, as the pickers and the top bar show it. */
import { useMemo } from 'react';
import { makeCalendar, type WorkCalendar } from '#domain/calendar.ts';
import { useRead } from '#renderer/use-query.ts';
import type { DayMarks } from './DateField.tsx';

export interface CalendarView {
  /** Undefined until it was read. */
  readonly calendar: WorkCalendar | undefined;
  /** 休 on weekdays off, 班 on weekend days worked, for DateField. */
  readonly marks: DayMarks;
}

export function useCalendar(): CalendarView {
  const { data } = useRead('calendar.years', {});
  return useMemo(
    () => ({
      calendar: data === undefined ? undefined : makeCalendar(data),
      marks: Object.fromEntries(
        (data ?? []).flatMap((year) => [
          ...year.off.map((off) => [off.date, '休'] as const),
          ...year.work.map((day) => [day, '班'] as const),
        ]),
      ),
    }),
    [data],
  );
}
