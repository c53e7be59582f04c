/** Numbers, dates and instants as people in a branch read them. Empty is `--`. */

import { now } from '#renderer/now.ts';
import { dateOfInstant, isValidDate, timeOfInstant, weekdaySign } from '#domain/dates.ts';

const empty = '--';

export const thousands = (value: number | null | undefined): string =>
  value === null || value === undefined ? empty : value.toLocaleString('zh-CN');

/** 0.158 → `15.8%`; whole percents lose the decimal zero. */
export function percent(value: number | null | undefined, digits = 1): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return empty;
  return `${Number((value * 100).toFixed(digits)).toLocaleString('zh-CN')}%`;
}

/** Fen → yuan with two decimals. */
export const yuan = (fen: number | null | undefined): string =>
  fen === null || fen === undefined
    ? empty
    : (fen / 100).toLocaleString('zh-CN', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** Weekday of a business date; `2025-06-12` → `周四`. */
export const weekdayOf = (day: string): string => (isValidDate(day) ? `周${weekdaySign(day)}` : '');

/** `2025-06-12` → `6月12日`, or with the year when it is not this one. */
export function dayText(day: string | null | undefined, thisYear?: string): string {
  if (day === null || day === undefined || day === '') return empty;
  const [year = '', month = '', date = ''] = day.split('-');
  const short = `${Number(month)}月${Number(date)}日`;
  return thisYear !== undefined && year !== thisYear ? `${year}年${short}` : short;
}

/** `2025-06-12` → `2025年6月12日`, for sentences that leave the screen. */
export function fullDay(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${year}年${Number(month)}月${Number(date)}日`;
}

export const dayWeek = (day: string | null | undefined): string =>
  day === null || day === undefined || day === '' ? empty : `${dayText(day)} ${weekdayOf(day)}`;

/** Under 24 hours relative, then `06-12 08:00`, with the year when it is another. */
export function instantText(ms: number | null | undefined, at: number = now()): string {
  if (ms === null || ms === undefined) return empty;
  const minutes = Math.floor((at - ms) / 60_000);
  if (minutes >= 0 && minutes < 1) return '刚刚';
  if (minutes >= 1 && minutes < 60) return `${minutes} 分钟前`;
  if (minutes >= 60 && minutes < 24 * 60) return `${Math.floor(minutes / 60)} 小时前`;
  const text = fullInstant(ms);
  return text.startsWith(dateOfInstant(at).slice(0, 5)) ? text.slice(5) : text;
}

/** `2025-06-12 08:00`. The branch is in one time zone, whatever this PC's is set to. */
export const fullInstant = (ms: number | null | undefined): string =>
  ms === null || ms === undefined ? empty : `${dateOfInstant(ms)} ${timeOfInstant(ms)}`;

export function bytes(value: number | null | undefined): string {
  if (value === null || value === undefined) return empty;
  if (value < 1024) return `${value} 字节`;
  if (value < 1024 * 1024) return `${(value / 1024).toFixed(1)} KB`;
  return `${(value / 1024 / 1024).toFixed(1)} MB`;
}
