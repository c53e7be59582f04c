/** 封账 at the centre: which periods are locked, locking one, opening it again. Travels to every outlet in its pack. */
import type { Parsed } from '#contract/index.ts';
import type { PeriodLockRow } from '#contract/period-lock.ts';
import { periodLocks } from '#db/period-lock.ts';
import { getRecord } from '#db/record.ts';
import { Failure, must } from '#domain/failure.ts';
import type { PeriodLockRecord } from '#domain/period-lock.ts';
import { lockRefusal, periodLockEntity } from '#domain/period-lock.ts';
import type { Period, PeriodKind } from '#domain/periods.ts';
import { parsePeriod, periodOf, previousPeriod } from '#domain/periods.ts';
import { peopleNames } from './complaint-list.ts';
import type { Ctx } from './context.ts';
import type { Verbs } from './dispatch.ts';
import { spanOf } from './figures.ts';
import { countedCases } from './figures-lock.ts';

/** Stream of what every outlet is to know. */
const everyOutlet = 'all';

function listLocks(ctx: Ctx, kind: PeriodKind): PeriodLockRow[] {
  const byKey = new Map(periodLocks(ctx.db).map((record) => [record.id, record]));
  const people = peopleNames(ctx);
  const nameOf = (staffNo: string): string => people.get(staffNo) ?? staffNo;
  return finishedPeriods(ctx, kind).map((period) => rowOf(ctx, period, byKey.get(period.key), nameOf));
}

/** From the newest that is over back to the one of the first record. */
function finishedPeriods({ db, today }: Ctx, kind: PeriodKind): readonly Period[] {
  const newest = previousPeriod(periodOf(today(), kind));
  const first = spanOf(db)?.from ?? newest.from;
  const periods: Period[] = [];
  for (let period = newest; period.to >= first; period = previousPeriod(period)) periods.push(period);
  return periods;
}

function rowOf(
  { db }: Ctx,
  period: Period,
  record: PeriodLockRecord | undefined,
  nameOf: (staffNo: string) => string,
): PeriodLockRow {
  const now = countedCases(db, period);
  const late = countedCases(db, period, true);
  const { reopenedOn = null, reopenedBy = null, reopenReason = null } = record ?? {};
  return {
    key: period.key,
    label: period.label,
    isLocked: record !== undefined && record.lockedAt !== null,
    locked:
      record === undefined
        ? null
        : {
            on: record.lockedOn,
            byName: nameOf(record.lockedBy),
            reason: record.reason,
            complaints: record.complaints,
          },
    reopened:
      reopenedOn === null ? null : { on: reopenedOn, byName: nameOf(reopenedBy ?? ''), reason: reopenReason ?? '' },
    complaints: now.n,
    open: now.open,
    late: late.n,
    openLate: late.open,
  };
}

const periodOfKey = (key: string): Period => must(parsePeriod(key), 'the contract lets only periods through');

/** @throws Failure impossible */
function lock(ctx: Ctx, { key, reason }: Parsed<'periodLock.lock'>) {
  const period = periodOfKey(key);
  const refusal = lockRefusal(period, ctx.today());
  if (refusal !== null) throw new Failure('impossible', `${refusal}。没有改动任何内容。`);
  const before = getRecord(ctx.db, periodLockEntity, key);
  if (typeof before?.lockedAt === 'number')
    throw new Failure('impossible', `${period.label}已经封账，没有改动任何内容。请刷新后再看。`);
  const { n: complaints } = countedCases(ctx.db, period);
  const fields = {
    lockedAt: ctx.now(),
    lockedOn: ctx.today(),
    lockedBy: ctx.user.staffNo,
    reason,
    complaints,
    reopenedOn: null,
    reopenedBy: null,
    reopenReason: null,
    voided: false,
  };
  ctx.write(periodLockEntity, key, fields, everyOutlet);
  ctx.note({ record: key, text: `${period.label} ${complaints} 件：${reason}` });
  return { label: period.label, complaints };
}

/** @throws Failure impossible */
function unlock(ctx: Ctx, { key, reason }: Parsed<'periodLock.unlock'>) {
  const period = periodOfKey(key);
  const before = getRecord(ctx.db, periodLockEntity, key);
  if (typeof before?.lockedAt !== 'number')
    throw new Failure('impossible', `${period.label}没有封账，没有改动任何内容。请刷新后再看。`);
  const fields = {
    lockedAt: null,
    reopenedOn: ctx.today(),
    reopenedBy: ctx.user.staffNo,
    reopenReason: reason,
  };
  ctx.write(periodLockEntity, key, fields, everyOutlet);
  ctx.note({ record: key, text: `${period.label}：${reason}` });
  return { label: period.label };
}

export const periodLockVerbs = {
  'periodLock.list': ({ kind }, ctx) => listLocks(ctx, kind),
  'periodLock.lock': (input, ctx) => lock(ctx, input),
  'periodLock.unlock': (input, ctx) => unlock(ctx, input),
} satisfies Verbs;
