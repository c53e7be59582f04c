/** Questions about locked periods. There are a few dozen at most. */
import type { PeriodLock, PeriodLockRecord } from '#domain/period-lock.ts';
import { locksIn, periodLockEntity } from '#domain/period-lock.ts';
import type { Db } from './open.ts';
import type { Condition } from './record-filter.ts';
import { findRecords } from './record.ts';

/** Every period that was ever locked. */
export const periodLocks = (db: Db): readonly PeriodLockRecord[] =>
  findRecords(db, periodLockEntity, 'WHERE voided = 0 ORDER BY id');

/** The locks in force. */
export const locksInForce = (db: Db): readonly PeriodLock[] => locksIn(periodLocks(db));

/**
 * Cases registered late (`isLate`, in SQL). Found through `complaint_by_registration`, which holds all that is
 * asked: whatever else is counted beside it keeps its own index.
 */
export function lateCondition(locks: readonly PeriodLock[]): Condition {
  if (locks.length === 0) return { sql: '0', params: [] };
  const ranges = locks.map(({ period, lockedAt }) => ({ from: period.from, to: period.to, at: lockedAt }));
  return {
    sql: `complaint.rowid IN (SELECT late.rowid FROM json_each(?) AS lock CROSS JOIN complaint AS late
      ON late.received_on >= lock.value ->> 'from' AND late.received_on <= lock.value ->> 'to'
      AND late.registered_at > lock.value ->> 'at')`,
    params: [JSON.stringify(ranges)],
  };
}
