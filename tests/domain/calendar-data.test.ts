import { readFileSync } from 'node:fs';
import { LegalHoliday } from 'tyme4ts';
import { describe, expect, test } from 'vitest';
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

interface PackageYear {
  readonly holidays: Readonly<Record<string, string>>;
  readonly workdays: Readonly<Record<string, string>>;
}

function chineseDaysOf(year: number): PackageYear {
  const file = new URL(`../../node_modules/chinese-days/dist/years/${year}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as PackageYear;
}

describe.each(OFFICIAL_CALENDAR.map((year) => [year.year, year] as const))('%i', (number, year) => {
  test('agrees with tyme4ts on every day', () => {
    const differing = daysOf(number).filter((day) => isWorkday(calendar, day) !== tymeSaysWorkday(day));

    expect(differing).toEqual([]);
  });

  test('agrees with the data of chinese-days on every day', () => {
    // The data file, not the function: that gives other answers when TZ is west of UTC.
    const { holidays, workdays } = chineseDaysOf(number);
    const differing = daysOf(number).filter((day) => {
      const isWorked = day in workdays || (!(day in holidays) && weekday(day) <= 5);
      return isWorkday(calendar, day) !== isWorked;
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
