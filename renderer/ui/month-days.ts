/** The days of a calendar sheet. */
import { addDays, dateFromParts, daysInMonth, partsOf, weekday } from '#domain/dates.ts';
import { must } from '#domain/failure.ts';

/** Six weeks would jump in height; as many as the month needs are shown. */
export function daysShown(at: string): readonly string[] {
  const { year, month } = partsOf(at);
  const first = must(dateFromParts(year, month, 1), 'every month has a first day');
  const lead = weekday(first) - 1;
  const weeks = Math.ceil((lead + daysInMonth(year, month)) / 7);
  return Array.from({ length: weeks * 7 }, (_, index) => addDays(first, index - lead));
}

/** The same day of a neighbouring month, or its last day. */
export function otherMonth(at: string, step: 1 | -1): string {
  const { year, month, day } = partsOf(at);
  const index = year * 12 + (month - 1) + step;
  const [nextYear, nextMonth] = [Math.floor(index / 12), (index % 12) + 1];
  return must(
    dateFromParts(nextYear, nextMonth, Math.min(day, daysInMonth(nextYear, nextMonth))),
    'a day within the month exists',
  );
}
