/**
 * Business dates: the text `YYYY-MM-DD`, counted as whole days.
 *
 * A business date is a day on the wall calendar in China. It has no time zone and never becomes
 * an instant, so nothing here uses `Date`: its text parsing and its local getters give another
 * day west of UTC. Day numbers count from 1970-01-01 = 0 (proleptic Gregorian calendar).
 */

/** ISO weekday: 1 = Monday … 7 = Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** Both ends belong to the range. */
export interface DateRange {
  readonly from: string;
  readonly to: string;
}

/** Year, month (1–12) and day of the month (1–31). */
export interface DateParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;
const TIME_SHAPE = /^([01]\d|2[0-3]):[0-5]\d$/;
const WEEKDAY_SIGNS = '一二三四五六日';
const MS_PER_DAY = 86_400_000;

/** China keeps one zone, +8 h, without summer time since 1992. */
export const CHINA_OFFSET_MS = 8 * 3_600_000;

/** True for a day that exists, written `YYYY-MM-DD`, in the years 1900–2200. */
export function isValidDate(text: string): boolean {
  return partsOrNull(text) !== null;
}

/** True for a 24-hour time written `HH:mm`. */
export function isValidTime(text: string): boolean {
  return TIME_SHAPE.test(text);
}

/** Year, month and day of a date. Throws RangeError for text that is no date. */
export function partsOf(date: string): DateParts {
  const parts = partsOrNull(date);
  if (parts === null) throw new RangeError(`not a date: ${date}`);
  return parts;
}

/** Days since 1970-01-01. Throws RangeError for text that is no date. */
export function dayNumber(date: string): number {
  const { year, month, day } = partsOf(date);
  return daysFromCivil(year, month, day);
}

/** The date of a day number. Inverse of `dayNumber`. */
export function dateFromDayNumber(day: number): string {
  const { year, month, day: dayOfMonth } = civilFromDays(day);
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(dayOfMonth, 2)}`;
}

/** The date from its parts, or null if no such day exists. */
export function dateFromParts(year: number, month: number, day: number): string | null {
  const text = `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
  return isValidDate(text) ? text : null;
}

/** The date `days` natural days later (earlier when negative). */
export function addDays(date: string, days: number): string {
  return dateFromDayNumber(dayNumber(date) + days);
}

/** Natural days from one date to another: 0 for the same day, negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from);
}

/** -1, 0 or 1. Works for dates only, both must be valid. */
export function compareDates(left: string, right: string): -1 | 0 | 1 {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

export function earlierDate(left: string, right: string): string {
  return left <= right ? left : right;
}

export function laterDate(left: string, right: string): string {
  return left >= right ? left : right;
}

/** ISO weekday, 1 = Monday … 7 = Sunday. */
export function weekday(date: string): Weekday {
  return weekdayOfDay(dayNumber(date));
}

/** ISO weekday of a day number; 1970-01-01 was a Thursday. */
export function weekdayOfDay(day: number): Weekday {
  const sinceMonday = (((day + 3) % 7) + 7) % 7;
  return (sinceMonday + 1) as Weekday;
}

/** 一 … 日 */
export function weekdaySign(date: string): string {
  return WEEKDAY_SIGNS.charAt(weekday(date) - 1);
}

/** Number of days of a month. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** The date in China at an instant (milliseconds since 1970 UTC). */
export function dateOfInstant(instant: number, offsetMs: number = CHINA_OFFSET_MS): string {
  return dateFromDayNumber(Math.floor((instant + offsetMs) / MS_PER_DAY));
}

/** The time in China at an instant, `HH:mm`. */
export function timeOfInstant(instant: number, offsetMs: number = CHINA_OFFSET_MS): string {
  const local = instant + offsetMs;
  const minutes = Math.floor((local - Math.floor(local / MS_PER_DAY) * MS_PER_DAY) / 60_000);
  return `${pad(Math.floor(minutes / 60), 2)}:${pad(minutes % 60, 2)}`;
}

/** The instant of a date and time in China. Throws RangeError for a bad date or time. */
export function instantOf(date: string, time: string, offsetMs: number = CHINA_OFFSET_MS): number {
  if (!isValidTime(time)) throw new RangeError(`not a time: ${time}`);
  const minutes = Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  return dayNumber(date) * MS_PER_DAY + minutes * 60_000 - offsetMs;
}

/** 6/12(四): for tables and lists. */
export function formatShort(date: string): string {
  const { month, day } = partsOf(date);
  return `${month}/${day}(${weekdaySign(date)})`;
}

/** 2026年4月15日: for documents. */
export function formatLong(date: string): string {
  const { year, month, day } = partsOf(date);
  return `${year}年${month}月${day}日`;
}

/** 2026年4月15日（周三） */
export function formatLongWithWeekday(date: string): string {
  return `${formatLong(date)}（周${weekdaySign(date)}）`;
}

/** 6月12日 周四: for the head of a screen. */
export function formatMonthDay(date: string): string {
  const { month, day } = partsOf(date);
  return `${month}月${day}日 周${weekdaySign(date)}`;
}

/** 2026年4月15日至18日, with the year and month repeated only where they differ. */
export function formatRange(range: DateRange): string {
  const from = partsOf(range.from);
  const to = partsOf(range.to);
  if (range.from === range.to) return formatLong(range.from);
  if (from.year !== to.year) return `${formatLong(range.from)}至${formatLong(range.to)}`;
  if (from.month !== to.month) return `${formatLong(range.from)}至${to.month}月${to.day}日`;
  return `${formatLong(range.from)}至${to.day}日`;
}

function partsOrNull(text: string): DateParts | null {
  const match = SHAPE.exec(text);
  if (match === null) return null;
  const year = Number(match[1]);
  const month = Number(match[2]);
  const day = Number(match[3]);
  const exists =
    year >= 1900 && year <= 2200 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
  return exists ? { year, month, day } : null;
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/**
 * Days from 1970-01-01, by counting in years that begin in March: the leap day is then the last
 * day of the year and month lengths follow one linear formula (Fliegel and Van Flandern's idea,
 * in the form of H. Hinnant's "days_from_civil").
 */
function daysFromCivil(year: number, month: number, day: number): number {
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

function civilFromDays(days: number): DateParts {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
