/**
 * 封账: the centre declares the figures of a period final. From then on a case that was received in it and is
 * registered later is 补报 (late), and what the reported figures are made of is changed by two people.
 * Late is computed from the locks, never stored: an outlet that had not heard of the lock is marked as well
 * once the files meet.
 */
import type { Complaint } from './complaint.ts';
import { formatLong, partsOf } from './dates.ts';
import type { RecordOf } from './entity.ts';
import { needed, optional } from './entity.ts';
import type { Period } from './periods.ts';
import { isInRange, parsePeriod } from './periods.ts';

/** One record per period, its id the key of the period (`2025H1`); earlier locks of it stand in its operations. */
export const periodLockEntity = {
  name: 'period_lock',
  owner: 'centre',
  fields: {
    /** Null: reopened. */
    lockedAt: optional.int('B'),
    lockedOn: needed.text('B'),
    lockedBy: needed.text('B'),
    reason: needed.text('B'),
    /** Complaints that counted at that moment. */
    complaints: needed.int('B'),
    reopenedOn: optional.text('B'),
    reopenedBy: optional.text('B'),
    reopenReason: optional.text('B'),
  },
} as const;

export type PeriodLockRecord = RecordOf<typeof periodLockEntity>;

/** A lock in force. */
export interface PeriodLock {
  readonly period: Period;
  readonly lockedAt: number;
  readonly lockedOn: string;
}

/** The locks in force among records; one whose id is no period of this program locks nothing. */
export function locksIn(
  records: readonly Pick<PeriodLockRecord, 'id' | 'voided' | 'lockedAt' | 'lockedOn'>[],
): readonly PeriodLock[] {
  return records.flatMap(({ id, voided, lockedAt, lockedOn }) => {
    const period = parsePeriod(id);
    return voided || lockedAt === null || period === null ? [] : [{ period, lockedAt, lockedOn }];
  });
}

/** The lock over a day: of several (a half-year and its year) the one that came first. */
export function lockOver(locks: readonly PeriodLock[], day: string): PeriodLock | null {
  const over = locks.filter(({ period }) => isInRange(day, period));
  return over.reduce<PeriodLock | null>(
    (first, lock) => (first === null || lock.lockedAt < first.lockedAt ? lock : first),
    null,
  );
}

/** 补报: received in a locked period, registered after it was locked. */
export function isLate(
  { receivedOn, registeredAt }: Pick<Complaint, 'receivedOn' | 'registeredAt'>,
  locks: readonly PeriodLock[],
): boolean {
  const lock = lockOver(locks, receivedOn);
  return lock !== null && registeredAt > lock.lockedAt;
}

/** Why a period cannot be locked today; null when it can. */
export const lockRefusal = (period: Period, today: string): string | null =>
  period.to < today ? null : `${period.label}到 ${formatLong(period.to)}才结束，结束以后才能封账`;

/**
 * What the reported figures of a period group by (services/figures-complaint.ts): changed by two people once it
 * is locked. What is found out afterwards (closing, answers, that a case repeats another) goes on as before.
 */
export const reportedFields = [
  'receivedOn',
  'outlet',
  'complainedOutlet',
  'nature',
  'source',
  'forwarded',
  'forwardedBy',
  'business',
  'cause',
  'channel',
  'specialGroups',
] as const satisfies readonly (keyof Complaint)[];

const reported: ReadonlySet<string> = new Set(reportedFields);

export interface LockedChange {
  readonly lock: PeriodLock;
  /** Fields that one person may not change. */
  readonly fields: readonly string[];
}

/** What of a change touches locked figures: reported fields of a case in a locked period, or its move into one. */
export function lockedChange(
  before: Pick<Complaint, 'receivedOn'>,
  changed: Readonly<Record<string, unknown>>,
  locks: readonly PeriodLock[],
): LockedChange | null {
  const here = lockOver(locks, before.receivedOn);
  const fields = Object.keys(changed).filter((field) => reported.has(field));
  if (here !== null) return fields.length === 0 ? null : { lock: here, fields };
  const { receivedOn } = changed;
  const there = typeof receivedOn === 'string' ? lockOver(locks, receivedOn) : null;
  return there === null ? null : { lock: there, fields: ['receivedOn'] };
}

/** 2025年上半年已于7月20日封账; with the year where it is another one. */
export function lockedWords({ period, lockedOn }: Pick<PeriodLock, 'period' | 'lockedOn'>): string {
  const { year, month, day } = partsOf(lockedOn);
  const isSameYear = partsOf(period.from).year === year;
  return `${period.label}已于${isSameYear ? '' : `${year}年`}${month}月${day}日封账`;
}

/** Said beside the field in which the reason of a late registration is written. */
export const lateHint = (lock: PeriodLock): string => `${lockedWords(lock)}，这件将作为补报登记，请写明原因`;

/** How the timeline of a late case begins. */
export const lateText = (reason: string): string => `补报：${reason}`;
