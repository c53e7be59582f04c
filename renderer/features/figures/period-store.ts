/** Which period the figures show. Kept while the app runs, so that all screens of figures show the same one. */
import { create } from 'zustand';
import type { DateRange } from '#domain/dates.ts';
import { addDays, daysBetween } from '#domain/dates.ts';
import type { PeriodKind } from '#domain/periods.ts';
import { nextPeriod, parsePeriod, periodOf, previousPeriod, previousYearRange } from '#domain/periods.ts';

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

/** The half-year of the newest data; of today in an empty branch. */
export function firstChoice(span: DateRange | null, today: string): PeriodChoice {
  const day = span === null || span.to > today ? today : span.to;
  return { kind: 'half', range: rangeOf('half', day), compare: 'year' };
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

export function comparedWith({ kind, range, compare }: PeriodChoice): DateRange {
  if (compare === 'year') return previousYearRange(range);
  return moved({ kind, range, compare }, -1).range;
}

/** 2025年上半年, or the days themselves. */
export function rangeLabel(kind: Kind, range: DateRange): string {
  if (kind !== 'custom') return periodOf(range.from, kind).label;
  return `${range.from} 至 ${range.to}`;
}

/** A period written in an address, e.g. `2025H1`. */
export const choiceFromKey = (key: string): PeriodChoice | null => {
  const period = parsePeriod(key);
  return period === null ? null : { kind: period.kind, range: { from: period.from, to: period.to }, compare: 'year' };
};
