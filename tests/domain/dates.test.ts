import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  compareDates,
  dateFromDayNumber,
  dateOfInstant,
  dayNumber,
  daysBetween,
  daysInMonth,
  formatLong,
  formatLongWithWeekday,
  formatMonthDay,
  formatRange,
  formatShort,
  instantOf,
  isValidDate,
  isValidTime,
  timeOfInstant,
  weekday,
} from '#domain/dates.ts';

const anyDay = fc.integer({ min: dayNumber('1900-01-01'), max: dayNumber('2200-12-31') });

describe('day numbers', () => {
  test('agree with the UTC calendar of the platform on every day from 1900 to 2200', () => {
    const differing: string[] = [];
    for (let day = dayNumber('1900-01-01'); day <= dayNumber('2200-12-31'); day += 1) {
      const reference = new Date(day * 86_400_000);
      const date = dateFromDayNumber(day);
      const agrees =
        date === reference.toISOString().slice(0, 10) &&
        dayNumber(date) === day &&
        weekday(date) % 7 === reference.getUTCDay();
      if (!agrees) differing.push(date);
    }

    expect(differing).toEqual([]);
  });

  test('adding and counting are inverse', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -3000, max: 3000 }), (day, step) => {
        const date = dateFromDayNumber(Math.min(Math.max(day, -20_000), 70_000));
        expect(daysBetween(date, addDays(date, step))).toBe(step);
      }),
    );
  });

  test('comparing is the order of the days', () => {
    fc.assert(
      fc.property(anyDay, anyDay, (a, b) => {
        expect(compareDates(dateFromDayNumber(a), dateFromDayNumber(b))).toBe(Math.sign(a - b));
      }),
    );
  });

  test('a leap day is followed by the first of March', () => {
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2024-02-29', 1)).toBe('2024-03-01');
    expect(addDays('2025-02-28', 1)).toBe('2025-03-01');
    expect([daysInMonth(2000, 2), daysInMonth(2100, 2), daysInMonth(2026, 4)]).toEqual([29, 28, 30]);
  });
});

describe('validity', () => {
  test.each([
    '2025-02-29',
    '2025-13-01',
    '2025-00-10',
    '2025-04-31',
    '2025-4-1',
    '20250401',
    '',
    '1899-12-31',
    '2201-01-01',
    ' 2025-04-01',
  ])('%j is no date', (text) => {
    expect(isValidDate(text)).toBe(false);
    expect(() => dayNumber(text)).toThrow(RangeError);
  });

  test('times run from 00:00 to 23:59', () => {
    expect(['00:00', '23:59', '24:00', '9:30', '09:60'].map(isValidTime)).toEqual([true, true, false, false, false]);
  });
});

describe('instants', () => {
  test('midnight in China divides the days', () => {
    const midnight = instantOf('2025-06-12', '00:00');

    expect(midnight).toBe(Date.UTC(2025, 5, 11, 16));
    expect(dateOfInstant(midnight - 1)).toBe('2025-06-11');
    expect(dateOfInstant(midnight)).toBe('2025-06-12');
    expect(timeOfInstant(midnight - 1)).toBe('23:59');
    expect(timeOfInstant(midnight + 3_599_999)).toBe('00:59');
  });

  test('an instant before 1970 falls on the right day', () => {
    expect(dateOfInstant(-86_400_000)).toBe('1969-12-31');
  });
});

describe('how dates are written', () => {
  test('short, long and with the weekday', () => {
    expect(formatShort('2025-06-12')).toBe('6/12(四)');
    expect(formatLong('2026-04-15')).toBe('2026年4月15日');
    expect(formatLongWithWeekday('2026-04-15')).toBe('2026年4月15日（周三）');
    expect(formatMonthDay('2025-06-15')).toBe('6月15日 周日');
  });

  test('a range repeats only what differs', () => {
    expect(formatRange({ from: '2026-04-15', to: '2026-04-15' })).toBe('2026年4月15日');
    expect(formatRange({ from: '2026-04-15', to: '2026-04-18' })).toBe('2026年4月15日至18日');
    expect(formatRange({ from: '2026-04-15', to: '2026-05-01' })).toBe('2026年4月15日至5月1日');
    expect(formatRange({ from: '2026-12-15', to: '2027-01-01' })).toBe('2026年12月15日至2027年1月1日');
  });
});
