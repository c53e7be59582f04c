import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, dateFromDayNumber, dayNumber, formatLong, partsOf } from '#domain/dates.ts';
import { parseTypedDate } from '#domain/typed-date.ts';

const TODAY = '2025-06-20';

describe('what people type', () => {
  test.each([
    ['20250612', '2025-06-12'],
    ['250612', '2025-06-12'],
    ['2025-6-2', '2025-06-02'],
    ['2025/06/12', '2025-06-12'],
    ['2025.6.12', '2025-06-12'],
    ['2025年6月12日', '2025-06-12'],
    ['２０２５０６１２', '2025-06-12'],
    ['２０２５－６－１２', '2025-06-12'],
    ['2025 年 6 月 12 日', '2025-06-12'],
    ['6-12', '2025-06-12'],
    ['6/12', '2025-06-12'],
    ['6.12', '2025-06-12'],
    ['6。12', '2025-06-12'],
    ['6月12日', '2025-06-12'],
    ['6月12号', '2025-06-12'],
    ['612', '2025-06-12'],
    ['0612', '2025-06-12'],
    ['６１２', '2025-06-12'],
    ['1112', '2025-11-12'],
    ['12日', '2025-06-12'],
    ['今天', '2025-06-20'],
    ['昨天', '2025-06-19'],
    ['前天', '2025-06-18'],
    ['明天', '2025-06-21'],
    ['+3', '2025-06-23'],
    ['＋３', '2025-06-23'],
    ['-30', '2025-05-21'],
  ])('%s means %s', (text, date) => {
    expect(parseTypedDate(text, TODAY)).toBe(date);
  });

  test.each(['', '12', '2025-02-29', '631', '13-1', '2月30日', '32日', 'abc', '2025', '+', '20251301', '6-12-2025'])(
    '%j is refused',
    (text) => {
      expect(parseTypedDate(text, TODAY)).toBeNull();
    },
  );
});

describe('a date without a year', () => {
  test('is the nearest one', () => {
    expect(parseTypedDate('12-30', '2026-01-03')).toBe('2025-12-30');
    expect(parseTypedDate('1-3', '2025-12-30')).toBe('2026-01-03');
    expect(parseTypedDate('2-29', '2025-03-01')).toBe('2024-02-29');
  });

  test('lies in the past or the future when that is asked for, today included', () => {
    expect(parseTypedDate('6-21', TODAY, 'past')).toBe('2024-06-21');
    expect(parseTypedDate('6-19', TODAY, 'future')).toBe('2026-06-19');
    expect(parseTypedDate('6-20', TODAY, 'past')).toBe(TODAY);
    expect(parseTypedDate('6-20', TODAY, 'future')).toBe(TODAY);
  });
});

test('every way of writing a date out is read back', () => {
  fc.assert(
    fc.property(fc.integer({ min: dayNumber('1950-01-01'), max: dayNumber('2150-12-31') }), (day) => {
      const date = dateFromDayNumber(day);
      const { month, day: dayOfMonth } = partsOf(date);

      expect(parseTypedDate(date, TODAY)).toBe(date);
      expect(parseTypedDate(date.replaceAll('-', ''), TODAY)).toBe(date);
      expect(parseTypedDate(formatLong(date), TODAY)).toBe(date);
      expect(parseTypedDate(`${month}-${dayOfMonth}`, date)).toBe(date);
      expect(parseTypedDate('+7', date)).toBe(addDays(date, 7));
    }),
  );
});
