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
  // Values, not JSON: they are compared with every case of the locked periods.
  const marks = locks.map(() => '(?, ?, ?)').join(', ');
  return {
    sql: `complaint.rowid IN (
      WITH lock (first_day, last_day, locked_at) AS (VALUES ${marks})
      SELECT late.rowid FROM lock CROSS JOIN complaint AS late
      ON late.received_on >= lock.first_day AND late.received_on <= lock.last_day AND late.registered_at > lock.locked_at)`,
    params: locks.flatMap(({ period, lockedAt }) => [period.from, period.to, lockedAt]),
  };
}
