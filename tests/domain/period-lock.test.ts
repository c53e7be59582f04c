import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { complaintEntity } from '#domain/complaint.ts';
import { addDays, instantOf } from '#domain/dates.ts';
import type { PeriodLock } from '#domain/period-lock.ts';
import {
  isLate,
  lateHint,
  lockedChange,
  lockedWords,
  lockOver,
  lockRefusal,
  locksIn,
  reportedFields,
} from '#domain/period-lock.ts';
import type { Period } from '#domain/periods.ts';
import { isInRange, parsePeriod, periodOf } from '#domain/periods.ts';

function lockOf(key: string, on: string, time = '10:00'): PeriodLock {
  const period = parsePeriod(key);
  if (period === null) throw new Error(`no period: ${key}`);
  return { period, lockedAt: instantOf(on, time), lockedOn: on };
}

const half = lockOf('2025H1', '2025-07-20');

describe('the locks in force', () => {
  const record = { id: '2025H1', voided: false, lockedAt: half.lockedAt, lockedOn: half.lockedOn };

  it('are those of periods that nobody opened again', () => {
    expect(locksIn([record, { ...record, id: '2024H2', lockedAt: null }])).toEqual([half]);
  });

  it('leave out what is voided and what is no period of this program', () => {
    expect(
      locksIn([
        { ...record, voided: true },
        { ...record, id: '2025W07' },
      ]),
    ).toEqual([]);
  });
});

test('a day lies under the lock that came first', () => {
  const year = lockOf('2025', '2026-01-12');

  expect(lockOver([year, half], '2025-06-30')).toBe(half);
  expect(lockOver([year, half], '2025-07-01')).toBe(year);
  expect(lockOver([year, half], '2026-01-01')).toBeNull();
});

describe('a case is late', () => {
  const received = { receivedOn: '2025-06-30' };

  it.each([
    ['2025-07-20', '09:59', false],
    ['2025-07-20', '10:00', false],
    ['2025-07-20', '10:01', true],
    ['2025-12-31', '10:00', true],
  ])('when it is registered after the lock (%s %s: %s)', (day, time, expected) => {
    expect(isLate({ ...received, registeredAt: instantOf(day, time) }, [half])).toBe(expected);
  });

  it('only in the period that is locked', () => {
    expect(isLate({ receivedOn: '2025-07-01', registeredAt: instantOf('2025-12-31', '10:00') }, [half])).toBe(false);
  });

  it('no longer when it was registered while the period was open again', () => {
    const again = lockOf('2025H1', '2025-08-05');

    expect(isLate({ ...received, registeredAt: instantOf('2025-08-01', '09:00') }, [again])).toBe(false);
  });
});

describe('of any locks', () => {
  const day = fc.integer({ min: 0, max: 1500 }).map((days) => addDays('2023-01-01', days));
  const lock = fc
    .record({
      day,
      kind: fc.constantFrom('year', 'half', 'quarter', 'month' as const),
      after: fc.integer({ min: 1, max: 400 }),
    })
    .map(({ day: within, kind, after }): PeriodLock => {
      const period = periodOf(within, kind);
      const lockedOn = addDays(period.to, after);
      return { period, lockedOn, lockedAt: instantOf(lockedOn, '12:00') };
    });
  const locks = fc.array(lock, { maxLength: 6 });
  const registered = day.map((on) => instantOf(on, '12:00'));

  it('a day is held by the lock that is found, and by none that came before it', () => {
    fc.assert(
      fc.property(locks, day, (all, on) => {
        const found = lockOver(all, on);
        const over = all.filter(({ period }) => isInRange(on, period));
        expect(found?.lockedAt ?? Infinity).toBe(Math.min(...over.map(({ lockedAt }) => lockedAt)));
      }),
    );
  });

  it('one more lock makes nothing timely that was late, and their order says nothing', () => {
    fc.assert(
      fc.property(locks, lock, day, registered, (all, more, receivedOn, registeredAt) => {
        const before = isLate({ receivedOn, registeredAt }, all);
        expect(isLate({ receivedOn, registeredAt }, all.toReversed())).toBe(before);
        expect(!before || isLate({ receivedOn, registeredAt }, [more, ...all])).toBe(true);
      }),
    );
  });
});

describe('a period can be locked', () => {
  const refusal = (today: string): string | null => lockRefusal(half.period satisfies Period, today);

  it('from the day after its end', () => {
    expect(refusal('2025-06-30')).toBe('2025年上半年到 2025年6月30日才结束，结束以后才能封账');
    expect(refusal('2025-07-01')).toBeNull();
  });
});

describe('a change touches figures that are final', () => {
  const inside = { receivedOn: '2025-06-12' };
  const outside = { receivedOn: '2025-07-12' };

  it('when it changes what they group by', () => {
    expect(lockedChange(inside, { business: 'biz.loan', level: 'level.major' }, [half])).toEqual({
      lock: half,
      fields: ['business'],
    });
  });

  it('when it moves a case out of the period or into it, but not beside it', () => {
    expect(lockedChange(inside, { receivedOn: '2025-07-01' }, [half])?.fields).toEqual(['receivedOn']);
    expect(lockedChange(outside, { receivedOn: '2025-06-30', business: 'biz.loan' }, [half])?.fields).toEqual([
      'receivedOn',
    ]);
    expect(lockedChange(outside, { receivedOn: '2025-07-01' }, [half])).toBeNull();
  });

  it('not when it changes anything else', () => {
    expect(lockedChange(inside, { summary: '更完整的诉求', handler: '10086' }, [half])).toBeNull();
    expect(lockedChange(outside, { business: 'biz.loan' }, [half])).toBeNull();
  });

  it('through fields that a case has', () => {
    expect(reportedFields.filter((field) => !(field in complaintEntity.fields))).toEqual([]);
  });
});

test('the words name the year of the lock only where it is another one', () => {
  expect(lockedWords(half)).toBe('2025年上半年已于7月20日封账');
  expect(lockedWords(lockOf('2025H2', '2026-01-12'))).toBe('2025年下半年已于2026年1月12日封账');
  expect(lateHint(half)).toBe('2025年上半年已于7月20日封账，这件将作为补报登记，请写明原因');
});
