/**
 * Working days in China: Monday to Friday, except the days the State Council's yearly notice
 * moves (放假 and 调休上班), and except what the bank itself decides (行内调整).
 *
 * The notice of a year appears only in October to December of the year before, and can be changed
 * later. So every year is data with a source and a revision, and a year without data is a state of
 * its own: `isWorkday` says 'unknown', and a count that touches such a year goes by Monday to
 * Friday but is marked `estimated`. Nothing is ever assumed silently.
 */
import * as z from 'zod/mini';
import { dateFromDayNumber, dayNumber, isValidDate, weekdayOfDay } from './dates.ts';

const date = z.string().check(z.refine(isValidDate, '不是有效日期'));

export const calendarDaySchema = z.readonly(z.object({ date, name: z.string() }));

/** One year's notice. `work` are the weekend days that are worked (调休上班). */
export const calendarYearSchema = z.readonly(
  z.object({
    year: z.int(),
    off: z.readonly(z.array(calendarDaySchema)),
    work: z.readonly(z.array(date)),
    /** A draft counts, but every date counted with it is marked as estimated. */
    status: z.enum(['official', 'draft']),
    /** Title, number and date of the notice, and where it was read. */
    source: z.string(),
    /** Of several entries for one year the highest revision is used; the others stay for audit. */
    rev: z.int(),
  }),
);

/** The bank's own decision for one day. It beats the notice. */
export const bankDaySchema = z.readonly(z.object({ date, workday: z.boolean(), name: z.string() }));

export type CalendarDay = z.infer<typeof calendarDaySchema>;
export type CalendarYear = z.infer<typeof calendarYearSchema>;
export type BankDay = z.infer<typeof bankDaySchema>;

export interface DayFact {
  readonly workday: boolean;
  /** True when the year has no data, or only a draft. */
  readonly estimated: boolean;
  /** 工作日, 周六, 春节放假, 调休上班 … */
  readonly why: string;
}

/** Built by `makeCalendar`; a value, safe to keep and share. */
export interface WorkCalendar {
  readonly years: ReadonlyMap<number, CalendarYear>;
  /** Special days by day number. */
  readonly special: ReadonlyMap<number, DayFact>;
}

/** One day that was looked at while counting. `n` is the running count, null when not counted. */
export interface CountStep {
  readonly date: string;
  readonly counted: boolean;
  readonly n: number | null;
  readonly why: string;
}

export interface CountedDate {
  readonly date: string;
  readonly estimated: boolean;
  readonly steps: readonly CountStep[];
}

const WEEKDAY_NAMES = ['', '周一', '周二', '周三', '周四', '周五', '周六', '周日'];

/** The calendar of the given years (highest revision of each) and the bank's own days. */
export function makeCalendar(years: readonly CalendarYear[], bankDays: readonly BankDay[] = []): WorkCalendar {
  const newest = new Map<number, CalendarYear>();
  for (const year of years) {
    const known = newest.get(year.year);
    if (known === undefined || year.rev > known.rev) newest.set(year.year, year);
  }
  const special = new Map<number, DayFact>();
  // In order of years: the newer notice decides about the days around New Year.
  for (const year of [...newest.values()].sort((a, b) => a.year - b.year)) addYear(special, year);
  for (const day of bankDays) {
    const why = `行内调整：${day.name === '' ? (day.workday ? '上班' : '休息') : day.name}`;
    special.set(dayNumber(day.date), { workday: day.workday, estimated: false, why });
  }
  return { years: newest, special };
}

/** Whether a day is worked; 'unknown' when there are no data for its year. */
export function isWorkday(calendar: WorkCalendar, day: string): boolean | 'unknown' {
  const number = dayNumber(day);
  const isKnown = calendar.years.has(yearOfDay(number)) || calendar.special.has(number);
  return isKnown ? factOf(calendar, number).workday : 'unknown';
}

/** What a day is, why, and whether that is only an estimate. */
export function dayFact(calendar: WorkCalendar, day: string): DayFact {
  return factOf(calendar, dayNumber(day));
}

/** True when the year has a notice in the calendar (a draft counts). */
export function hasYear(calendar: WorkCalendar, year: number): boolean {
  return calendar.years.has(year);
}

/**
 * The n-th working day after `from`, with every day passed on the way. `from` itself is day 0 and
 * is not counted, whether worked or not. n = 0 gives `from`. Throws RangeError for n < 0.
 */
export function addWorkdays(calendar: WorkCalendar, from: string, n: number): CountedDate {
  if (!Number.isInteger(n) || n < 0) throw new RangeError(`working days must be 0 or more: ${n}`);
  const steps: CountStep[] = [];
  let day = dayNumber(from);
  let count = 0;
  let estimated = false;
  while (count < n) {
    day += 1;
    const fact = factOf(calendar, day);
    if (fact.workday) count += 1;
    estimated ||= fact.estimated;
    steps.push({
      date: dateFromDayNumber(day),
      counted: fact.workday,
      n: fact.workday ? count : null,
      why: fact.why,
    });
  }
  return { date: dateFromDayNumber(day), estimated, steps };
}

/** Working days after `from` up to and including `to`; 0 when `to` is not later. */
export function workdaysBetween(
  calendar: WorkCalendar,
  from: string,
  to: string,
): { readonly days: number; readonly estimated: boolean } {
  let days = 0;
  let estimated = false;
  const last = dayNumber(to);
  for (let day = dayNumber(from) + 1; day <= last; day += 1) {
    const fact = factOf(calendar, day);
    if (fact.workday) days += 1;
    estimated ||= fact.estimated;
  }
  return { days, estimated };
}

/** The day itself if worked, else the next worked day. */
export function workdayOnOrAfter(
  calendar: WorkCalendar,
  from: string,
): { readonly date: string; readonly estimated: boolean } {
  let day = dayNumber(from);
  let fact = factOf(calendar, day);
  let estimated = fact.estimated;
  while (!fact.workday) {
    day += 1;
    fact = factOf(calendar, day);
    estimated ||= fact.estimated;
  }
  return { date: dateFromDayNumber(day), estimated };
}

/** Working days within a calendar year as this calendar knows it. */
export function workdaysOfYear(calendar: WorkCalendar, year: number): number {
  return workdaysBetween(calendar, `${year - 1}-12-31`, `${year}-12-31`).days;
}

/** Which revisions a result was counted with, to keep beside it: `2025.1 2026.2`. */
export function calendarStamp(calendar: WorkCalendar): string {
  return [...calendar.years.values()]
    .sort((a, b) => a.year - b.year)
    .map((year) => `${year.year}.${year.rev}`)
    .join(' ');
}

/** 约 … the sentence shown beside an estimated date. */
export function estimateNote(calendar: WorkCalendar, day: string): string {
  const year = yearOfDay(dayNumber(day));
  return hasYear(calendar, year) ? '含草稿放假安排，为估算日期' : `${year}年放假安排未导入，按周一至周五估算`;
}

function addYear(special: Map<number, DayFact>, year: CalendarYear): void {
  const estimated = year.status === 'draft';
  for (const off of year.off) {
    special.set(dayNumber(off.date), { workday: false, estimated, why: `${off.name}放假` });
  }
  for (const day of year.work) special.set(dayNumber(day), { workday: true, estimated, why: '调休上班' });
}

function factOf(calendar: WorkCalendar, day: number): DayFact {
  const special = calendar.special.get(day);
  if (special !== undefined) return special;
  const week = weekdayOfDay(day);
  const workday = week <= 5;
  const year = yearOfDay(day);
  const known = calendar.years.get(year);
  if (known === undefined) {
    return { workday, estimated: true, why: `${WEEKDAY_NAMES[week] ?? ''}，${year}年放假安排未导入，估算` };
  }
  const why = workday ? '工作日' : (WEEKDAY_NAMES[week] ?? '');
  return { workday, estimated: known.status === 'draft', why };
}

function yearOfDay(day: number): number {
  return Number(dateFromDayNumber(day).slice(0, 4));
}
