import { LegalHoliday } from 'tyme4ts';
import { describe, expect, test } from 'vitest';
import chineseDays from 'chinese-days';
import { checkCalendarYear } from '#domain/calendar-notice.ts';
import { isWorkday, makeCalendar, workdaysOfYear } from '#domain/calendar.ts';
import { OFFICIAL_CALENDAR } from '#domain/data/calendar-cn.ts';
import { addDays, partsOf, weekday } from '#domain/dates.ts';

const calendar = makeCalendar(OFFICIAL_CALENDAR);

function daysOf(year: number): readonly string[] {
  const days: string[] = [];
  for (let day = `${year}-01-01`; day <= `${year}-12-31`; day = addDays(day, 1)) days.push(day);
  return days;
}

function tymeSaysWorkday(day: string): boolean {
  const { year, month, day: dayOfMonth } = partsOf(day);
  const holiday = LegalHoliday.fromYmd(year, month, dayOfMonth);
  return holiday === null ? weekday(day) <= 5 : holiday.isWork();
}

describe.each(OFFICIAL_CALENDAR.map((year) => [year.year, year] as const))('%i', (number, year) => {
  test('agrees with tyme4ts on every day', () => {
    const differing = daysOf(number).filter((day) => isWorkday(calendar, day) !== tymeSaysWorkday(day));

    expect(differing).toEqual([]);
  });

  test('agrees with chinese-days on every day', () => {
    // A Date at local noon: the package gives wrong answers for texts when TZ is west of UTC.
    const differing = daysOf(number).filter((day) => {
      const { month, day: dayOfMonth } = partsOf(day);
      return isWorkday(calendar, day) !== chineseDays.isWorkday(new Date(number, month - 1, dayOfMonth, 12));
    });

    expect(differing).toEqual([]);
  });

  test('passes the checks of an imported year', () => {
    expect(checkCalendarYear(year)).toEqual([]);
  });
});

test('the working days per year are those of the handbook', () => {
  expect([2022, 2023, 2024, 2025, 2026].map((year) => workdaysOfYear(calendar, year))).toEqual([
    249, 249, 251, 248, 248,
  ]);
});
