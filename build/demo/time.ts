/** Days and hours of the plan, by the working calendar the branch ships. */
import { addWorkdays, isWorkday, makeCalendar, workdayOnOrAfter } from '#domain/calendar.ts';
import { OFFICIAL_CALENDAR } from '#domain/data/calendar-cn.ts';
import { addDays, instantOf, timeOfInstant } from '#domain/dates.ts';
import type { Chance } from './random.ts';

/** When the branch was founded, the outlets enrolled, and the last thing recorded. */
export const milestones = {
  founded: instantOf('2023-12-11', '09:00'),
  packs: instantOf('2023-12-13', '14:00'),
  enrolled: '2023-12-18',
  /** The outlets report, the centre merges on the next day. */
  exported: '2025-07-21',
  merged: instantOf('2025-07-22', '09:30'),
  /** The director declares the half-year final; one of its cases is taken up again after that. */
  locked: instantOf('2025-07-22', '16:30'),
  reopened: '2025-07-24',
  closedAgain: '2025-07-30',
  /** Last day with records. What comes after the report lies at the outlets, still to be reported. */
  to: '2025-07-31',
  /** How far the one case received in September is followed. */
  lastCaseTo: '2025-09-28',
} as const;

export interface Period {
  readonly name: '2024H1' | '2024H2' | '2025H1' | '2025Jul';
  readonly from: string;
  readonly to: string;
}

/** The last one begins after the report: the centre opens on the whole half-year, the outlets have work to do. */
export const periods = [
  { name: '2024H1', from: '2024-01-01', to: '2024-06-30' },
  { name: '2024H2', from: '2024-07-01', to: '2024-12-31' },
  { name: '2025H1', from: '2025-01-01', to: '2025-06-30' },
  { name: '2025Jul', from: '2025-07-22', to: '2025-07-31' },
] as const satisfies readonly Period[];

export type PeriodName = Period['name'];

const calendar = makeCalendar(OFFICIAL_CALENDAR);

export const isWorked = (day: string): boolean => isWorkday(calendar, day) === true;
export const plusWorkdays = (day: string, n: number): string => addWorkdays(calendar, day, n).date;
export const workedFrom = (day: string): string => workdayOnOrAfter(calendar, day).date;

export function daysOf({ from, to }: { readonly from: string; readonly to: string }): readonly string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}

export const workedDaysOf = (range: { readonly from: string; readonly to: string }): readonly string[] =>
  daysOf(range).filter(isWorked);

export const minute = 60_000;

/** A time of day within opening hours, `HH:mm`. */
export const openingTime = (chance: Chance, from = 9, to = 16): string =>
  `${String(chance.int(from, to)).padStart(2, '0')}:${String(chance.int(0, 59)).padStart(2, '0')}`;

/** The instant of a day and time, and some seconds, so that no two things happen at once. */
export const momentOf = (day: string, time: string, chance: Chance): number =>
  instantOf(day, time) + chance.int(0, 59) * 1000 + chance.int(0, 999);

/** `HH:mm` so many minutes later on the same day, at most 17:50. */
export function later(time: string, minutes: number): string {
  const base = instantOf('2025-01-01', time) + minutes * minute;
  const latest = instantOf('2025-01-01', '17:50');
  return timeOfInstant(Math.min(base, latest));
}
