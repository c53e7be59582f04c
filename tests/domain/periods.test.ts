import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, dateFromDayNumber, dayNumber } from '#domain/dates.ts';
import {
  isInRange,
  monthsIn,
  nextPeriod,
  parsePeriod,
  periodOf,
  previousPeriod,
  previousYearPeriod,
  previousYearRange,
} from '#domain/periods.ts';

describe('a period key', () => {
  test.each([
    ['2025', '2025-01-01', '2025-12-31', '2025年'],
    ['2025H1', '2025-01-01', '2025-06-30', '2025年上半年'],
    ['2025H2', '2025-07-01', '2025-12-31', '2025年下半年'],
    ['2025Q3', '2025-07-01', '2025-09-30', '2025年第三季度'],
    ['2024-02', '2024-02-01', '2024-02-29', '2024年2月'],
  ])('%s runs from %s to %s', (key, from, to, label) => {
    expect(parsePeriod(key)).toMatchObject({ key, from, to, label });
  });

  test.each(['2025H3', '2025Q5', '2025-13', '2025-1', '25H1', '', '1800', '2025h1'])('%j is no period', (key) => {
    expect(parsePeriod(key)).toBeNull();
  });
});

describe('neighbours', () => {
  test('the same period a year before, and the one just before', () => {
    const half = parsePeriod('2025H1')!;
    const january = parsePeriod('2025-01')!;

    expect([previousYearPeriod(half).key, previousPeriod(half).key]).toEqual(['2024H1', '2024H2']);
    expect([previousYearPeriod(january).key, previousPeriod(january).key]).toEqual(['2024-01', '2024-12']);
    expect(nextPeriod(parsePeriod('2025Q4')!).key).toBe('2026Q1');
    expect(previousYearPeriod(parsePeriod('2025')!).key).toBe('2024');
  });

  test('periods of one kind follow each other without a gap, and each date lies in its own', () => {
    const kind = fc.constantFrom('year', 'half', 'quarter', 'month');
    const day = fc.integer({ min: dayNumber('1950-01-01'), max: dayNumber('2150-12-31') });
    fc.assert(
      fc.property(kind, day, (anyKind, number) => {
        const date = dateFromDayNumber(number);
        const period = periodOf(date, anyKind);

        expect(isInRange(date, period)).toBe(true);
        expect(nextPeriod(period).from).toBe(addDays(period.to, 1));
        expect(previousPeriod(nextPeriod(period))).toEqual(period);
        expect(parsePeriod(period.key)).toEqual(period);
      }),
    );
  });

  test('the months of a half-year', () => {
    const keys = monthsIn(parsePeriod('2025H1')!).map((month) => month.key);

    expect(keys).toEqual(['2025-01', '2025-02', '2025-03', '2025-04', '2025-05', '2025-06']);
  });

  test('a free range a year before, with a leap day', () => {
    expect(previousYearRange({ from: '2024-02-29', to: '2024-03-15' })).toEqual({
      from: '2023-02-28',
      to: '2023-03-15',
    });
  });
});
