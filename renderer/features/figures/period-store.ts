/** Which period the figures show. Kept while the app runs, so that all screens of figures show the same one. */
import { create } from 'zustand';
import type { DateRange } from '#domain/dates.ts';
import { addDays, daysBetween, earlierDate } from '#domain/dates.ts';
import type { PeriodKind } from '#domain/periods.ts';
import { nextPeriod, periodOf, previousPeriod, previousYearRange } from '#domain/periods.ts';

export type Kind = PeriodKind | 'custom';
/** 同比: the same days a year earlier. 环比: the period just before. */
export type Compare = 'year' | 'before';

export interface PeriodChoice {
  readonly kind: Kind;
  readonly range: DateRange;
  readonly compare: Compare;
}

interface Store {
  /** Null until the first answer says where there are data. */
  readonly choice: PeriodChoice | null;
}

export const periodStore = create<Store>()(() => ({ choice: null }));

export const choose = (choice: PeriodChoice): void => {
  periodStore.setState({ choice });
};

/** Data that end this many days before the end of a finished period do not fill it. */
const gapDays = 31;

/** In this many days after a half-year its report is written. */
const reportDays = 31;

/**
 * The half-year of the newest data, or the one before where a finished half-year is only partly reported,
 * or where the new one has only begun: then the report on the finished one is being written.
 */
export function firstChoice(span: DateRange | null, today: string): PeriodChoice {
  const newest = span === null || span.to > today ? today : span.to;
  const choice: PeriodChoice = { kind: 'half', range: rangeOf('half', newest), compare: 'year' };
  const isPartial = choice.range.to < today && daysBetween(newest, choice.range.to) > gapDays;
  const hasBegun = choice.range.to >= today && daysBetween(choice.range.from, today) < reportDays;
  const before = moved(choice, -1);
  return (isPartial || hasBegun) && span !== null && span.from <= before.range.to ? before : choice;
}

/** The day after which this period has no data yet, if that is well before its end (or before today). */
export function dataEnd(range: DateRange, span: DateRange | null, today: string): string | null {
  if (span === null || span.to < range.from) return null;
  return daysBetween(span.to, earlierDate(range.to, today)) > gapDays ? span.to : null;
}

function rangeOf(kind: PeriodKind, day: string): DateRange {
  const { from, to } = periodOf(day, kind);
  return { from, to };
}

/** Another kind of period around the same days. */
export const withKind = (choice: PeriodChoice, kind: Kind): PeriodChoice =>
  kind === 'custom' ? { ...choice, kind } : { ...choice, kind, range: rangeOf(kind, choice.range.from) };

/** The period before or after; a range of one's own moves by its length. */
export function moved(choice: PeriodChoice, step: 1 | -1): PeriodChoice {
  const { kind, range } = choice;
  if (kind === 'custom') {
    const length = (daysBetween(range.from, range.to) + 1) * step;
    return { ...choice, range: { from: addDays(range.from, length), to: addDays(range.to, length) } };
  }
  const period = periodOf(range.from, kind);
  const { from, to } = step === 1 ? nextPeriod(period) : previousPeriod(period);
  return { ...choice, range: { from, to } };
}

/**
 * What the period is compared with. A period that is not over yet is compared with as many days,
 * not with a whole one.
 */
export function comparedWith(choice: PeriodChoice, today: string): DateRange {
  const { range, compare } = choice;
  const isRunning = today >= range.from && today < range.to;
  if (compare === 'year') return previousYearRange(isRunning ? { from: range.from, to: today } : range);
  const before = moved(choice, -1).range;
  if (!isRunning) return before;
  return { from: before.from, to: earlierDate(before.to, addDays(before.from, daysBetween(range.from, today))) };
}

/** 2025年上半年, or the days themselves where they are not a whole period of the kind. */
export function rangeLabel(kind: Kind, range: DateRange): string {
  if (kind !== 'custom') {
    const period = periodOf(range.from, kind);
    if (period.from === range.from && period.to === range.to) return period.label;
  }
  return `${range.from} 至 ${range.to}`;
}
