/** Building blocks of an answer: a figure, a row of a breakdown, a rate. */
import type { Figure, Part, Rate } from '#contract/figures.ts';
import { change, share, sharePoints } from '#domain/figures.ts';
import type { RecordFilter } from '#domain/record-filter.ts';

export interface Naming {
  readonly id: string;
  readonly label: string;
  readonly unit: string;
}

/** A number, the length of its list, and the way there. */
export interface Counted {
  readonly n: number;
  readonly records: number;
  readonly open: RecordFilter;
}

export const counted = (n: number, open: RecordFilter, records = n): Counted => ({ n, records, open });

export const figure = (naming: Naming, now: Counted, before: Counted): Figure => ({
  ...naming,
  n: now.n,
  previous: before.n,
  difference: now.n - before.n,
  change: change(now.n, before.n),
  changeWhole: change(now.n, before.n, 0),
  records: now.records,
  previousRecords: before.records,
  open: now.open,
  previousOpen: before.open,
});

export function part(naming: Naming, now: Counted, before: Counted, wholes: Wholes, codes = ''): Part {
  const pair = { part: now.n, whole: wholes.now, partBefore: before.n, wholeBefore: wholes.before };
  return {
    ...figure(naming, now, before),
    share: share(now.n, wholes.now),
    previousShare: share(before.n, wholes.before),
    sharePoints: sharePoints(pair),
    shareWhole: share(now.n, wholes.now, 0),
    previousShareWhole: share(before.n, wholes.before, 0),
    sharePointsWhole: sharePoints(pair, 0),
    codes,
  };
}

export interface Wholes {
  readonly now: number;
  readonly before: number;
}

interface Judged {
  readonly met: number;
  readonly due: number;
}

interface RateLists {
  readonly open: RecordFilter;
  readonly met?: RecordFilter;
  readonly missed?: RecordFilter;
  /** Length of the list behind the denominator, where it counts something else than records. */
  readonly records?: number;
}

const ratio = ({ met, due }: Judged): Rate['now'] => ({
  met,
  due,
  percent: share(met, due),
  percentWhole: share(met, due, 0),
});

export const rate = (naming: Naming, now: Judged, before: Judged, lists: RateLists): Rate => ({
  ...naming,
  now: ratio(now),
  previous: ratio(before),
  points: sharePoints({ part: now.met, whole: now.due, partBefore: before.met, wholeBefore: before.due }),
  records: lists.records ?? now.due,
  open: lists.open,
  openMet: lists.met ?? null,
  openMissed: lists.missed ?? null,
});
