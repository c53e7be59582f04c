/**
 * Dates as people type or paste them: 20250612, 250612, 2025/6/12, 2025年6月12日, 6-12, 612, 12日,
 * 今天, 昨天, +3, in half- or full-width characters.
 */
import { addDays, dateFromParts, daysBetween, partsOf } from './dates.ts';

/**
 * Which year a date without one means. `nearest`: the closest to today, so that 12-30 typed on
 * 3 January is last year's. `past` and `future` include today.
 */
export type YearChoice = 'nearest' | 'past' | 'future';

const WORDS: Readonly<Record<string, number>> = {
  大前天: -3,
  前天: -2,
  昨天: -1,
  昨日: -1,
  今天: 0,
  今日: 0,
  当天: 0,
  明天: 1,
  明日: 1,
  后天: 2,
  大后天: 3,
};

/** The date meant, or null when the text is not a date or names a day that does not exist. */
export function parseTypedDate(text: string, today: string, choice: YearChoice = 'nearest'): string | null {
  const typed = halfWidth(text);
  const offset = WORDS[typed] ?? signedDays(typed);
  if (offset !== null) return addDays(today, offset);
  return withYear(typed) ?? monthAndDay(typed, today, choice) ?? dayOnly(typed, today);
}

function signedDays(typed: string): number | null {
  return /^[+-]\d{1,3}$/.test(typed) ? Number(typed) : null;
}

function withYear(typed: string): string | null {
  const match =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]?$/.exec(typed) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(typed) ??
    /^(2\d)(\d{2})(\d{2})$/.exec(typed);
  if (match === null) return null;
  const year = Number(match[1]);
  return dateFromParts(year < 100 ? 2000 + year : year, Number(match[2]), Number(match[3]));
}

function monthAndDay(typed: string, today: string, choice: YearChoice): string | null {
  const match = /^(\d{1,2})[-/.月](\d{1,2})[日号]?$/.exec(typed) ?? /^(\d{1,2})(\d{2})$/.exec(typed);
  if (match === null) return null;
  const month = Number(match[1]);
  const day = Number(match[2]);
  const thisYear = partsOf(today).year;
  const candidates = [thisYear - 1, thisYear, thisYear + 1]
    .map((year) => dateFromParts(year, month, day))
    .filter((date) => date !== null)
    .filter((date) => choice === 'nearest' || date === today || date < today === (choice === 'past'));
  return closest(candidates, today);
}

function closest(candidates: readonly string[], today: string): string | null {
  let best: string | null = null;
  for (const date of candidates) {
    if (best === null || Math.abs(daysBetween(today, date)) < Math.abs(daysBetween(today, best))) best = date;
  }
  return best;
}

function dayOnly(typed: string, today: string): string | null {
  const match = /^(\d{1,2})[日号]$/.exec(typed);
  if (match === null) return null;
  const { year, month } = partsOf(today);
  return dateFromParts(year, month, Number(match[1]));
}

/** Full-width digits and signs to half-width, all white space removed. */
function halfWidth(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/[。．]/g, '.')
    .replace(/[—–−]/g, '-')
    .replace(/[\s\u200b-\u200d\u2060\ufeff]+/g, '');
}
