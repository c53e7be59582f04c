import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addWorkdays,
  bankDaySchema,
  calendarStamp,
  calendarYearSchema,
  dayFact,
  estimateNote,
  isWorkday,
  makeCalendar,
  workdayOnOrAfter,
  workdaysBetween,
} from '#domain/calendar.ts';
import type { CalendarYear } from '#domain/calendar.ts';
import { OFFICIAL_CALENDAR } from '#domain/data/calendar-cn.ts';
import { addDays, dateFromDayNumber, dayNumber, weekday } from '#domain/dates.ts';

const calendar = makeCalendar(OFFICIAL_CALENDAR);
const coveredDay = fc.integer({ min: dayNumber('2022-01-01'), max: dayNumber('2026-11-30') }).map(dateFromDayNumber);

function official(year: number): CalendarYear {
  return OFFICIAL_CALENDAR.find((entry) => entry.year === year)!;
}

describe('a day', () => {
  test('is worked or not, with the reason', () => {
    expect(dayFact(calendar, '2025-06-12')).toEqual({ workday: true, estimated: false, why: '工作日' });
    expect(dayFact(calendar, '2025-06-14')).toEqual({ workday: false, estimated: false, why: '周六' });
    expect(dayFact(calendar, '2025-10-06').why).toBe('中秋放假');
    expect(dayFact(calendar, '2025-10-11')).toEqual({ workday: true, estimated: false, why: '调休上班' });
  });

  test('of a year without data is unknown, and counts as an estimate', () => {
    expect(isWorkday(calendar, '2027-10-01')).toBe('unknown');
    expect(dayFact(calendar, '2027-10-01')).toMatchObject({ workday: true, estimated: true });
    expect(estimateNote(calendar, '2027-01-08')).toBe('2027年放假安排未导入，按周一至周五估算');
  });

  test('that the bank decides otherwise follows the bank', () => {
    const withBank = makeCalendar(OFFICIAL_CALENDAR, [
      { date: '2025-06-14', workday: true, name: '年中决算' },
      { date: '2027-01-04', workday: false, name: '' },
    ]);

    expect(dayFact(withBank, '2025-06-14')).toEqual({ workday: true, estimated: false, why: '行内调整：年中决算' });
    expect(isWorkday(withBank, '2027-01-04')).toBe(false);
    expect(isWorkday(withBank, '2027-01-05')).toBe('unknown');
  });
});

describe('revisions', () => {
  test('the highest one of a year is used, in whatever order they come', () => {
    const changed: CalendarYear = { ...official(2025), work: [], rev: 2 };

    for (const years of [
      [official(2025), changed],
      [changed, official(2025)],
    ]) {
      expect(isWorkday(makeCalendar(years), '2025-10-11')).toBe(false);
      expect(calendarStamp(makeCalendar(years))).toBe('2025.2');
    }
  });

  test('a draft counts, but every date counted with it is an estimate', () => {
    const draft = makeCalendar([{ ...official(2025), status: 'draft' }]);

    expect(addWorkdays(draft, '2025-06-11', 2)).toMatchObject({ date: '2025-06-13', estimated: true });
    expect(estimateNote(draft, '2025-06-13')).toContain('草稿');
  });

  test('the notice of the next year decides about the last days of December', () => {
    const next: CalendarYear = { ...official(2026), year: 2027, off: [{ date: '2026-12-31', name: '元旦' }], work: [] };

    expect(isWorkday(makeCalendar([next, ...OFFICIAL_CALENDAR]), '2026-12-31')).toBe(false);
  });
});

describe('counting working days', () => {
  test('passes over a long holiday and counts the worked weekend', () => {
    const counted = addWorkdays(calendar, '2025-09-30', 3);

    expect(counted.date).toBe('2025-10-11');
    expect(counted.steps.filter((step) => step.counted).map((step) => [step.date, step.n])).toEqual([
      ['2025-10-09', 1],
      ['2025-10-10', 2],
      ['2025-10-11', 3],
    ]);
    expect(counted.steps).toHaveLength(11);
  });

  test('into a year without data is flagged', () => {
    expect(addWorkdays(calendar, '2026-12-25', 3)).toMatchObject({ date: '2026-12-30', estimated: false });
    expect(addWorkdays(calendar, '2026-12-25', 5)).toMatchObject({ date: '2027-01-01', estimated: true });
  });

  test('of zero days stays, of fewer is refused', () => {
    expect(addWorkdays(calendar, '2025-10-01', 0)).toEqual({ date: '2025-10-01', estimated: false, steps: [] });
    expect(() => addWorkdays(calendar, '2025-10-01', -1)).toThrow(RangeError);
  });

  test('counts exactly n days, never lands on a free day, and grows with n', () => {
    fc.assert(
      fc.property(coveredDay, fc.integer({ min: 1, max: 15 }), (from, n) => {
        const counted = addWorkdays(calendar, from, n);

        expect(counted.steps.filter((step) => step.counted)).toHaveLength(n);
        expect(counted.steps.at(-1)).toMatchObject({ date: counted.date, counted: true, n });
        expect(counted.steps.map((step) => step.date)).toEqual(counted.steps.map((_, i) => addDays(from, i + 1)));
        expect(isWorkday(calendar, counted.date)).not.toBe(false);
        expect(addWorkdays(calendar, from, n + 1).date > counted.date).toBe(true);
        expect(addWorkdays(calendar, addDays(from, 1), n).date >= counted.date).toBe(true);
        expect(workdaysBetween(calendar, from, counted.date).days).toBe(n);
      }),
    );
  });

  test('without any data goes by Monday to Friday', () => {
    fc.assert(
      fc.property(coveredDay, (from) => {
        const counted = addWorkdays(makeCalendar([]), from, 10);

        expect(counted.estimated).toBe(true);
        expect(weekday(counted.date)).toBeLessThanOrEqual(5);
      }),
    );
  });
});

test('the next working day of a holiday, and of a working day', () => {
  expect(workdayOnOrAfter(calendar, '2026-02-15')).toEqual({ date: '2026-02-24', estimated: false });
  expect(workdayOnOrAfter(calendar, '2026-02-14')).toEqual({ date: '2026-02-14', estimated: false });
});

test('the shipped years fit the schema, and a wrong date does not', () => {
  for (const year of OFFICIAL_CALENDAR) expect(calendarYearSchema.parse(year)).toEqual(year);
  expect(bankDaySchema.safeParse({ date: '2025-02-29', workday: true, name: '' }).success).toBe(false);
});
