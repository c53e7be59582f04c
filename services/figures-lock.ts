/** What the figures of a period say about its lock: 封账 then, now, and 补报 among them. */
import type { Overview } from '#contract/figures.ts';
import { countComplaints } from '#db/complaint.ts';
import { readIdentity } from '#db/identity.ts';
import type { Db } from '#db/open.ts';
import { periodLocks } from '#db/period-lock.ts';
import type { DateRange } from '#domain/dates.ts';
import { countedNature } from '#domain/figures.ts';
import { locksIn } from '#domain/period-lock.ts';
import type { PeriodLock } from '#domain/period-lock.ts';
import type { ComplaintFilter, RecordFilter } from '#domain/record-filter.ts';
import { complaintWhere } from './record-filter.ts';

/** What counts as a complaint of these days. */
const countedIn = ({ from, to }: DateRange): ComplaintFilter => ({ from, to, voided: false, nature: countedNature });

export interface CountedCases {
  readonly n: number;
  readonly open: RecordFilter;
}

/** Complaints of a range as the figures count them, with the list behind the number; `late`: only 补报. */
export function countedCases(db: Db, range: DateRange, late = false): CountedCases {
  const filter = { ...countedIn(range), ...(late ? { late } : {}) };
  const [n = 0] = countComplaints(db, [complaintWhere(db, filter)], [{ sql: '1', params: [] }]);
  return { n, open: { list: 'complaint', filter } };
}

const isSame = (a: DateRange, b: DateRange): boolean => a.from === b.from && a.to === b.to;
const isWithin = (inner: DateRange, outer: DateRange): boolean => inner.from >= outer.from && inner.to <= outer.to;

/** Numbers only where the lock is of exactly these days: a part or a whole of them has other numbers. */
export function lockFigures(db: Db, range: DateRange): Pick<Overview, 'lock' | 'otherLocks'> {
  if (readIdentity(db)?.side !== 'centre') return { lock: null, otherLocks: [] };
  const records = periodLocks(db);
  const locks = locksIn(records);
  const same = locks.find(({ period }) => isSame(period, range));
  return {
    lock: same === undefined ? null : lockView(db, same, records.find(({ id }) => id === same.period.key)?.complaints),
    otherLocks: locks
      .filter((lock) => lock !== same && isNear(lock, range, locks))
      .toSorted((a, b) => (a.period.from < b.period.from ? -1 : 1))
      .map(({ period, lockedOn }) => ({ label: period.label, lockedOn, isAround: isWithin(range, period) })),
  };
}

function lockView(db: Db, { period, lockedOn }: PeriodLock, complaints = 0): Overview['lock'] {
  const late = countedCases(db, period, true);
  return { lockedOn, complaints, late: late.n, openLate: late.open };
}

/** Around these days or inside them; a quarter of a half-year that is locked too says nothing more. */
function isNear({ period }: PeriodLock, range: DateRange, all: readonly PeriodLock[]): boolean {
  if (isWithin(range, period)) return true;
  const isCovered = all.some(
    (other) => other.period !== period && isWithin(period, other.period) && isWithin(other.period, range),
  );
  return isWithin(period, range) && !isCovered;
}
