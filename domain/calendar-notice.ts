/**
 * Taking in a new year: reading the lines of the State Council's notice as they are pasted, and
 * checking a year's lists before they are used (domain rules: every worked day lies on a weekend,
 * no day in both lists, holidays are unbroken blocks, stated weekdays and day counts are right,
 * the number of working days is plausible).
 */
import { makeCalendar, workdaysOfYear } from './calendar.ts';
import type { CalendarDay, CalendarYear } from './calendar.ts';
import {
  addDays,
  dateFromParts,
  dayNumber,
  daysBetween,
  formatLong,
  isValidDate,
  partsOf,
  weekday,
  weekdaySign,
} from './dates.ts';

/** An error forbids the import, a warning asks for a second look. */
export interface CalendarProblem {
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly date: string | null;
}

export interface ParsedNotice {
  readonly off: readonly CalendarDay[];
  readonly work: readonly string[];
  readonly problems: readonly CalendarProblem[];
}

const HOLIDAYS = ['元旦', '春节', '清明', '劳动', '端午', '中秋', '国庆'];
/** Days that are off every year by the Regulation on Public Holidays, whatever the notice moves. */
const ALWAYS_OFF = ['01-01', '05-01', '05-02', '10-01', '10-02', '10-03'];
/** 05-02 became a statutory holiday in 2025. */
const SECOND_OF_MAY_SINCE = 2025;
const WORKDAYS_MIN = 247;
const WORKDAYS_MAX = 252;

const WEEKDAY = '(?:周|星期)[一二三四五六日天]';
const DAY = String.raw`(?:(?<year>\d{4})年)?(?:(?<month>\d{1,2})月)?(?<day>\d{1,2})日(?:[（(](?<note>[^）)]*)[）)])?`;
const DAY_OR_SPAN = new RegExp(`${DAY}(?:[至到\\-—~～]${DAY.replaceAll('?<', '?<end_')})?`, 'g');

/** Reads a notice. Lines without a date are passed over; unclear lines become problems. */
export function parseNotice(text: string, year: number): ParsedNotice {
  const off: CalendarDay[] = [];
  const work: string[] = [];
  const problems: CalendarProblem[] = [];
  let name = '';
  for (const line of halfWidthDigits(text).split(/\r?\n|(?<=[。；;]\s*)(?=[一二三四五六七八九十]、)/)) {
    name = holidayName(line) ?? name;
    for (const sentence of line.split(/[。；;]/)) {
      readSentence({ sentence, name, year }, off, work, problems);
    }
  }
  if (off.length === 0) problems.push(problem('error', '没有读到任何放假日期'));
  return { off: sortedDays(off), work: [...new Set(work)].sort(), problems };
}

/** Checks a year before it is stored. An empty list means it can be used as it stands. */
export function checkCalendarYear(year: CalendarYear): readonly CalendarProblem[] {
  const dateProblems = checkDates(year);
  if (dateProblems.some((found) => found.severity === 'error')) return dateProblems;
  return [...dateProblems, ...checkBlocks(year), ...checkContent(year), ...checkTotal(year)];
}

interface SentenceInput {
  readonly sentence: string;
  readonly name: string;
  readonly year: number;
}

function readSentence(input: SentenceInput, off: CalendarDay[], work: string[], problems: CalendarProblem[]): void {
  // 「安排职工在除夕（2月9日）休息」 is an appeal, not a holiday: only 放假 and 上班 decide.
  const isWork = /上班|补班/.test(input.sentence);
  const isOff = !isWork && input.sentence.includes('放假');
  if (!isWork && !isOff) return;
  let month = 0;
  let days = 0;
  for (const match of input.sentence.matchAll(DAY_OR_SPAN)) {
    const groups = match.groups ?? {};
    const from = readDay(groups, '', { year: input.year, month }, problems);
    if (from === null) continue;
    const to = groups['end_day'] === undefined ? from : readDay(groups, 'end_', partsOf(from), problems);
    if (to === null) continue;
    month = partsOf(to).month;
    const span = datesOf(from, to, problems);
    days += span.length;
    for (const day of span) {
      if (isWork) work.push(day);
      else off.push({ date: day, name: input.name });
    }
  }
  checkStated(input, isOff, days, problems);
}

function checkStated(input: SentenceInput, isOff: boolean, days: number, problems: CalendarProblem[]): void {
  if (days === 0) {
    // Before the first holiday comes the preamble, which speaks of 放假 without dates.
    if (input.name !== '') problems.push(problem('warning', `没有读出日期：${input.sentence.trim()}`));
    return;
  }
  const stated = /共(\d+)天/.exec(input.sentence);
  if (stated !== null && Number(stated[1]) !== days) {
    problems.push(problem('error', `${input.name}：通知写共${stated[1] ?? ''}天，读出${days}天`));
  }
  if (isOff && input.name === '') problems.push(problem('error', `放假日期前没有节日名称：${input.sentence.trim()}`));
}

function readDay(
  groups: Readonly<Record<string, string | undefined>>,
  prefix: '' | 'end_',
  context: { readonly year: number; readonly month: number },
  problems: CalendarProblem[],
): string | null {
  const month = Number(groups[`${prefix}month`] ?? context.month);
  const day = Number(groups[`${prefix}day`]);
  const year = Number(groups[`${prefix}year`] ?? context.year);
  const date = dateFromParts(year, month, day);
  if (date === null) {
    problems.push(problem('error', `不存在的日期：${year}年${month}月${day}日`));
    return null;
  }
  const stated = new RegExp(WEEKDAY).exec(groups[`${prefix}note`] ?? '');
  const sign = stated?.[0].slice(-1).replace('天', '日');
  if (sign !== undefined && sign !== weekdaySign(date)) {
    problems.push(
      problem('error', `${formatLong(date)}是周${weekdaySign(date)}，通知写的是${stated?.[0] ?? ''}`, date),
    );
  }
  return date;
}

function datesOf(from: string, to: string, problems: CalendarProblem[]): readonly string[] {
  const length = daysBetween(from, to) + 1;
  if (length < 1 || length > 20) {
    problems.push(problem('error', `起止日期不合理：${formatLong(from)}至${formatLong(to)}`, from));
    return [];
  }
  return Array.from({ length }, (_, index) => addDays(from, index));
}

/** 「二、春节：」 → 春节; 清明节 and 清明 are one name. */
function holidayName(line: string): string | null {
  const match = /^[\s一二三四五六七八九十\d、.．（()）]*([\u4e00-\u9fa5、]{2,12}?)[：:]/.exec(line);
  const name = match?.[1];
  if (name === undefined || !HOLIDAYS.some((holiday) => name.includes(holiday))) return null;
  return name;
}

function checkDates(year: CalendarYear): readonly CalendarProblem[] {
  const problems: CalendarProblem[] = [];
  const seen = new Set<string>();
  for (const date of [...year.off.map((day) => day.date), ...year.work]) {
    if (!isValidDate(date)) {
      problems.push(problem('error', `不是有效日期：${date}`));
    } else if (seen.has(date)) {
      problems.push(problem('error', `${formatLong(date)}重复，或同时列为放假和上班`, date));
    } else if (!belongsTo(date, year.year)) {
      problems.push(problem('error', `${formatLong(date)}不属于${year.year}年的放假安排`, date));
    }
    seen.add(date);
  }
  for (const date of year.work) {
    if (isValidDate(date) && weekday(date) <= 5) {
      problems.push(
        problem('error', `${formatLong(date)}是周${weekdaySign(date)}，本来就上班，不会是调休上班日`, date),
      );
    }
  }
  return problems;
}

/** New Year's block may begin in the last days of the year before, or be followed by the next one's. */
function belongsTo(date: string, year: number): boolean {
  return date >= `${year - 1}-12-25` && date <= `${year}-12-31`;
}

function checkBlocks(year: CalendarYear): readonly CalendarProblem[] {
  const isFree = freeDays(year);
  const byName = new Map<string, number[]>();
  for (const off of year.off) {
    // 元旦 of the next year can begin on 31 December: two blocks of one name.
    const key = off.date >= `${year.year}-12-25` ? `${off.name}+` : off.name;
    byName.set(key, [...(byName.get(key) ?? []), dayNumber(off.date)]);
  }
  const problems: CalendarProblem[] = [];
  for (const [name, days] of byName) {
    const first = Math.min(...days);
    const last = Math.max(...days);
    for (let day = first; day <= last; day += 1) {
      if (isFree(day)) continue;
      problems.push(problem('error', `${name.replace('+', '')}假期中间有工作日，不连续`));
      break;
    }
  }
  return problems;
}

function freeDays(year: CalendarYear): (day: number) => boolean {
  const off = new Set(year.off.map((day) => dayNumber(day.date)));
  const work = new Set(year.work.map(dayNumber));
  // Day 3 was a Sunday, day 2 a Saturday; the weekday repeats every 7 days.
  return (day) => off.has(day) || (!work.has(day) && (day - 2) % 7 <= 1);
}

function checkContent(year: CalendarYear): readonly CalendarProblem[] {
  const problems: CalendarProblem[] = [];
  const names = year.off.map((day) => day.name).join();
  for (const holiday of HOLIDAYS) {
    if (!names.includes(holiday)) problems.push(problem('warning', `没有${holiday}的放假日期`));
  }
  const off = new Set(year.off.map((day) => day.date));
  for (const monthDay of ALWAYS_OFF) {
    if (monthDay === '05-02' && year.year < SECOND_OF_MAY_SINCE) continue;
    const date = `${year.year}-${monthDay}`;
    if (!off.has(date)) problems.push(problem('warning', `${formatLong(date)}是法定节假日，未列入放假`, date));
  }
  return problems;
}

function checkTotal(year: CalendarYear): readonly CalendarProblem[] {
  const days = workdaysOfYear(makeCalendar([year]), year.year);
  if (days >= WORKDAYS_MIN && days <= WORKDAYS_MAX) return [];
  return [problem('warning', `全年工作日${days}天，一般为${WORKDAYS_MIN}至${WORKDAYS_MAX}天，请核对`)];
}

function sortedDays(days: readonly CalendarDay[]): readonly CalendarDay[] {
  return [...days].sort((a, b) => (a.date < b.date ? -1 : 1));
}

function problem(severity: 'error' | 'warning', message: string, date: string | null = null): CalendarProblem {
  return { severity, message, date };
}

function halfWidthDigits(text: string): string {
  return text.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0)).replaceAll('　', ' ');
}
