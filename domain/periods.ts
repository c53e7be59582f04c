/**
 * Reporting periods. A period is named by a key that sorts within its kind and is safe in a file
 * name: `2025` (year), `2025H1` (half-year), `2025Q3` (quarter), `2025-06` (month).
 */
import { dateFromParts, daysInMonth, partsOf } from './dates.ts';
import type { DateRange } from './dates.ts';

export type PeriodKind = 'year' | 'half' | 'quarter' | 'month';

export interface Period extends DateRange {
  readonly key: string;
  readonly kind: PeriodKind;
  /** 2025年上半年 */
  readonly label: string;
}

const MONTHS_IN: Readonly<Record<PeriodKind, number>> = { year: 12, half: 6, quarter: 3, month: 1 };
const KEY_SHAPE = /^(\d{4})(?:H([12])|Q([1-4])|-(0[1-9]|1[0-2]))?$/;
const QUARTER_SIGNS = '一二三四';

/** The period of a key, or null if the text is no period. */
export function parsePeriod(key: string): Period | null {
  const match = KEY_SHAPE.exec(key);
  if (match === null) return null;
  const year = Number(match[1]);
  if (year < 1901 || year > 2199) return null;
  const [, , half, quarter, month] = match;
  if (half !== undefined) return periodAt('half', year, Number(half));
  if (quarter !== undefined) return periodAt('quarter', year, Number(quarter));
  if (month !== undefined) return periodAt('month', year, Number(month));
  return periodAt('year', year, 1);
}

/** The period of this kind that holds the date. */
export function periodOf(date: string, kind: PeriodKind): Period {
  const { year, month } = partsOf(date);
  return periodAt(kind, year, Math.ceil(month / MONTHS_IN[kind]));
}

/** The same period one year earlier (同期). */
export function previousYearPeriod(period: Period): Period {
  return shiftPeriod(period, -12 / MONTHS_IN[period.kind]);
}

/** The period just before (上期, for 环比). */
export function previousPeriod(period: Period): Period {
  return shiftPeriod(period, -1);
}

/** The period just after. */
export function nextPeriod(period: Period): Period {
  return shiftPeriod(period, 1);
}

/** The months that touch a range, in order. */
export function monthsIn(range: DateRange): readonly Period[] {
  const months: Period[] = [];
  for (let month = periodOf(range.from, 'month'); month.from <= range.to; month = nextPeriod(month)) {
    months.push(month);
  }
  return months;
}

/** True when the date lies in the range, both ends included. */
export function isInRange(date: string, range: DateRange): boolean {
  return date >= range.from && date <= range.to;
}

/** The same range one year earlier; 29 February becomes 28 February. */
export function previousYearRange(range: DateRange): DateRange {
  return { from: yearBefore(range.from), to: yearBefore(range.to) };
}

function yearBefore(date: string): string {
  const { year, month, day } = partsOf(date);
  return dateOf(year - 1, month, Math.min(day, daysInMonth(year - 1, month)));
}

function shiftPeriod(period: Period, steps: number): Period {
  const perYear = 12 / MONTHS_IN[period.kind];
  const { year, month } = partsOf(period.from);
  const index = year * perYear + (month - 1) / MONTHS_IN[period.kind] + steps;
  return periodAt(period.kind, Math.floor(index / perYear), (index % perYear) + 1);
}

/** `index` counts from 1 within the year. */
function periodAt(kind: PeriodKind, year: number, index: number): Period {
  const months = MONTHS_IN[kind];
  const lastMonth = index * months;
  return {
    key: keyOf(kind, year, index),
    kind,
    label: labelOf(kind, year, index),
    from: dateOf(year, lastMonth - months + 1, 1),
    to: dateOf(year, lastMonth, daysInMonth(year, lastMonth)),
  };
}

function keyOf(kind: PeriodKind, year: number, index: number): string {
  switch (kind) {
    case 'year':
      return String(year);
    case 'half':
      return `${year}H${index}`;
    case 'quarter':
      return `${year}Q${index}`;
    case 'month':
      return `${year}-${String(index).padStart(2, '0')}`;
  }
}

function labelOf(kind: PeriodKind, year: number, index: number): string {
  switch (kind) {
    case 'year':
      return `${year}年`;
    case 'half':
      return `${year}年${index === 1 ? '上' : '下'}半年`;
    case 'quarter':
      return `${year}年第${QUARTER_SIGNS.charAt(index - 1)}季度`;
    case 'month':
      return `${year}年${index}月`;
  }
}

function dateOf(year: number, month: number, day: number): string {
  const date = dateFromParts(year, month, day);
  if (date === null) throw new RangeError(`no such day: ${year}-${month}-${day}`);
  return date;
}
