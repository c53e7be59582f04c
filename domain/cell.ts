/**
 * One cell of somebody else's table, read as what it was meant to be: text, day and time, amount,
 * yes or no. What could mean two things is refused with the reason a person reads beside it.
 */
import { dateFromParts } from './dates.ts';
import { normalizeCell } from './normalize.ts';

/** Dates of Excel arrive as `2025-06-03 14:05`, numbers as numbers. */
export type Cell = string | number | boolean | null;

export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string };

export interface Moment {
  readonly on: string;
  /** Null when the cell only names the day. */
  readonly time: string | null;
}

const good = <T>(value: T): Read<T> => ({ ok: true, value });
const bad = (reason: string): Read<never> => ({ ok: false, reason });

const NO_DATE = '看不懂这个日期，请写成 2025-06-03 的样子';
const NO_SUCH_DAY = '没有这一天，请核对';

/** A number as it would be typed: no exponent, no `.0`. Empty cells are ''. */
export function cellText(cell: Cell, keepLines = false): string {
  if (cell === null) return '';
  if (typeof cell === 'boolean') return cell ? '是' : '否';
  if (typeof cell === 'number') return Number.isInteger(cell) ? BigInt(cell).toString() : String(cell);
  return normalizeCell(cell, keepLines);
}

/** Excel keeps 15 digits of a number; longer ones have lost their end before they come here. */
export function hasLostDigits(cell: Cell): boolean {
  if (typeof cell === 'number') return Math.abs(cell) >= 1e15;
  return typeof cell === 'string' && /^\d(?:\.\d+)?E\+\d+$/i.test(normalizeCell(cell));
}

export function cellMoment(cell: Cell): Read<Moment | null> {
  if (typeof cell === 'number') return momentOfSerial(cell);
  const text = halfWidthSigns(cellText(cell));
  if (text === '') return good(null);
  // A serial number that was stored as text.
  if (/^\d{5}(?:\.\d+)?$/.test(text)) return momentOfSerial(Number(text));
  const match = /^(\d{4}\d{4}|\d{1,4}[^\d:]+\d{1,4}[^\d:]+\d{1,4})\s*(?:日|号)?[\sT,，]*(.*)$/.exec(text);
  if (match === null) return bad(NO_DATE);
  const on = dayOf(match[1] ?? '');
  if (!on.ok) return on;
  const time = timeOf((match[2] ?? '').replace(/^(?:星期|周|礼拜)[一二三四五六日天]\s*/, ''));
  return time === undefined ? bad('看不懂时间，请写成 14:05 的样子') : good({ on: on.value, time });
}

/** `14:05`, `14时5分`, `下午2:05`, or Excel's fraction of a day. Null when empty. */
export function cellTime(cell: Cell): Read<string | null> {
  if (typeof cell === 'number') {
    return cell >= 0 && cell < 1 ? good(clock(Math.round(cell * 1440))) : bad('看不懂时间，请写成 14:05 的样子');
  }
  // A time alone in a cell of Excel carries the day its calendar begins with.
  const time = timeOf(halfWidthSigns(cellText(cell)).replace(/^\d{4}-\d\d-\d\d /, ''));
  return time === undefined ? bad('看不懂时间，请写成 14:05 的样子') : good(time);
}

/** Yuan (also 万) as whole fen. Null when empty. */
export function cellFen(cell: Cell): Read<number | null> {
  const text = halfWidthSigns(cellText(cell)).replace(/[\s,¥￥]|人民币/g, '');
  if (text === '' || text === '-' || text === '--') return good(null);
  const match = /^(\d{1,12})(?:\.(\d+))?(万)?(?:元|整)*$/.exec(text);
  if (match === null) return bad('看不懂金额，请只写数字，单位为元');
  const [, whole = '', part = '', wan] = match;
  const places = wan === undefined ? 2 : 6;
  if (/[1-9]/.test(part.slice(places))) return bad('金额最多两位小数');
  return good(Number(whole + part.slice(0, places).padEnd(places, '0')));
}

/** Null when empty. */
export function cellFlag(cell: Cell): Read<boolean | null> {
  const text = cellText(cell).toLowerCase();
  if (text === '') return good(null);
  if (['是', '有', '对', '√', '✓', '1', 'y', 'yes', 'true'].includes(text)) return good(true);
  if (['否', '无', '不是', '没有', '×', '✗', '0', 'n', 'no', 'false'].includes(text)) return good(false);
  return bad('请写“是”或“否”');
}

/** Several values in one cell: 老年、新市民; 退费/道歉. */
export const cellParts = (cell: Cell): readonly string[] =>
  cellText(cell, true)
    .split(/[、,，;；|/\n]+/)
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** Days since 1899-12-30; below 61 Excel counts a day that never was, and nobody means 1900. */
function momentOfSerial(serial: number): Read<Moment> {
  if (/^\d{8}$/.test(String(serial))) {
    const written = dayOf(String(serial));
    return written.ok ? good({ on: written.value, time: null }) : written;
  }
  if (!(serial >= 20_000 && serial < 80_000)) return bad(NO_DATE);
  // Whole minutes first: the fraction is never exact.
  const minutes = Math.round(serial * 1440);
  const days = Math.floor(minutes / 1440);
  const on = new Date(Date.UTC(1899, 11, 30) + days * 86_400_000).toISOString().slice(0, 10);
  return good({ on, time: Number.isInteger(serial) ? null : clock(minutes % 1440) });
}

function dayOf(text: string): Read<string> {
  const parts =
    text.length === 8 && /^\d+$/.test(text) ? [text.slice(0, 4), text.slice(4, 6), text.slice(6)] : text.split(/\D+/);
  const signs = text.replace(/\d/g, '').replace(/\s/g, '');
  if (parts.length !== 3 || !/^(?:|--|\/\/|\.\.|年月)$/.test(signs)) return bad(NO_DATE);
  const [first = '', second = '', third = ''] = parts;
  if (first.length === 4) return made(first, second, third);
  // 6/3/2025 is how Excel writes 3 June when the PC speaks American English.
  if (third.length === 4 && signs === '//') {
    return Number(first) > 12 ? bad('分不清日和月，请写成 2025-06-03 的样子') : made(third, first, second);
  }
  return bad(NO_DATE);
}

function made(year: string, month: string, day: string): Read<string> {
  const date = month.length > 2 || day.length > 2 ? null : dateFromParts(Number(year), Number(month), Number(day));
  return date === null ? bad(NO_SUCH_DAY) : good(date);
}

/** Undefined: not a time. */
function timeOf(text: string): string | null | undefined {
  if (text === '') return null;
  const match =
    /^(上午|下午|晚上|凌晨|中午)?\s*(\d{1,2})[:：时点](?:(\d{1,2})分?)?(?::\d{1,2}(?:\.\d+)?|\d{1,2}秒)?\s*(AM|PM)?$/i.exec(
      text,
    );
  if (match === null) return undefined;
  const [, part = '', hourText = '', minuteText = '0', half = ''] = match;
  const isLate = /下午|晚上|PM/i.test(part + half);
  let hour = Number(hourText);
  if (isLate && hour < 12) hour += 12;
  if (/凌晨|上午|AM/i.test(part + half) && hour === 12) hour = 0;
  return hour > 23 || Number(minuteText) > 59 ? undefined : clock(hour * 60 + Number(minuteText));
}

const two = (value: number): string => String(value).padStart(2, '0');
const clock = (minutes: number): string => `${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}`;

const halfWidthSigns = (text: string): string =>
  text
    .replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/[。．]/g, '.')
    .replace(/[—–−]/g, '-');
