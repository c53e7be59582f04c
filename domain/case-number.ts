/**
 * Numbers that people read, write and say: `TS-0037-20260415-A003-6`.
 *
 *   TS        kind: TS complaint (投诉), HD outreach event (活动), PX training (培训)
 *   0037      outlet digits; 0000 is the centre
 *   20260415  business date of receipt or of the event
 *   A003      incarnation letter of the device and its serial of that kind; the letter changes when
 *             a database was restored or copied, so that a number is never given out twice
 *   6         check digit, ISO 7064 MOD 11,10 over all characters before it; a letter counts as
 *             the two digits of its place (A = 10 … Z = 35)
 *
 * The serial grows beyond three digits instead of starting again. I and O are never used as
 * incarnation letters, so that a typed O or I can only have meant 0 or 1.
 */
import { isValidDate } from './dates.ts';

export const NUMBER_KINDS = { TS: '投诉', HD: '宣教活动', PX: '培训' } as const;
export type NumberKind = keyof typeof NUMBER_KINDS;

export interface CaseNumberParts {
  readonly kind: NumberKind;
  /** Four digits; `0000` for the centre. */
  readonly outlet: string;
  readonly date: string;
  readonly incarnation: string;
  readonly serial: number;
}

export type ParsedCaseNumber =
  | { readonly ok: true; readonly number: string; readonly parts: CaseNumberParts }
  | { readonly ok: false; readonly reason: 'shape' | 'date' | 'check' };

const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ';
const SHAPE = /^(TS|HD|PX)(\d{4})(\d{8})([A-HJ-NP-Z]{1,2})(\d{3,6})(\d)$/;

/**
 * The letter of a new incarnation: the one after the newest this PC is known to have used (`used`,
 * from outside the database). Where nothing outside the database survived, two letters taken from
 * the random `inc`, because those given out since the backup are unknown.
 */
export function nextLetter(used: string | null, inDatabase: string, inc: string): string {
  if (used === null) {
    const pick = (at: number): string => LETTERS[Number.parseInt(inc.slice(at, at + 4), 16) % LETTERS.length] ?? 'A';
    return `${pick(0)}${pick(4)}`;
  }
  const rank = (letters: string): number =>
    [...letters].reduce((sum, letter) => sum * LETTERS.length + LETTERS.indexOf(letter) + 1, 0);
  let next = Math.max(rank(used), rank(inDatabase)) + 1;
  if (next > LETTERS.length * (LETTERS.length + 1)) next = 1;
  const last = LETTERS[(next - 1) % LETTERS.length] ?? 'A';
  return next <= LETTERS.length ? last : `${LETTERS[Math.floor((next - 1) / LETTERS.length) - 1] ?? 'A'}${last}`;
}

/** Finds numbers inside a text; for leaving them out of the search for personal numbers. */
export const CASE_NUMBER_IN_TEXT = /(?:TS|HD|PX)-\d{4}-\d{8}-[A-HJ-NP-Z]{1,2}\d{3,6}-\d/g;

/** Throws RangeError for parts that make no valid number. */
export function formatCaseNumber(parts: CaseNumberParts): string {
  const serial = String(parts.serial).padStart(3, '0');
  const compactDate = parts.date.replaceAll('-', '');
  const body = `${parts.kind}${parts.outlet}${compactDate}${parts.incarnation}${serial}`;
  const isSerial = Number.isInteger(parts.serial) && parts.serial > 0;
  if (!isSerial || !isValidDate(parts.date) || !SHAPE.test(`${body}0`)) {
    throw new RangeError(`not the parts of a number: ${JSON.stringify(parts)}`);
  }
  return `${parts.kind}-${parts.outlet}-${compactDate}-${parts.incarnation}${serial}-${checkDigit(body)}`;
}

/**
 * Reads a number as typed: in any letter case, full-width, with or without dashes and spaces, with
 * O for 0 and I for 1. `number` is the same number in its proper form.
 */
export function parseCaseNumber(text: string): ParsedCaseNumber {
  const compact = compactText(text);
  const match = SHAPE.exec(compact);
  if (match === null) return { ok: false, reason: 'shape' };
  const [, kind = '', outlet = '', day = '', incarnation = '', serial = '', digit = ''] = match;
  const date = `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`;
  const body = compact.slice(0, -1);
  if (!isKind(kind) || Number(serial) === 0) return { ok: false, reason: 'shape' };
  if (!isValidDate(date)) return { ok: false, reason: 'date' };
  if (String(checkDigit(body)) !== digit) return { ok: false, reason: 'check' };
  const parts = { kind, outlet, date, incarnation, serial: Number(serial) };
  return { ok: true, number: formatCaseNumber(parts), parts };
}

/** True for a number exactly in its proper form. */
export function isCaseNumber(text: string): boolean {
  const parsed = parseCaseNumber(text);
  return parsed.ok && parsed.number === text;
}

/** The four digits of an outlet code (`0037`, `O037`, `37`); `0000` for the centre. Throws RangeError otherwise. */
export function outletDigits(code: string): string {
  if (code === 'centre') return '0000';
  const match = /^[A-Z]?(\d{1,4})$/.exec(code);
  if (match?.[1] === undefined) throw new RangeError(`outlet code without 1 to 4 digits: ${code}`);
  return match[1].padStart(4, '0');
}

/** A, B … Z without I and O, then AA, AB …: the letters of the n-th incarnation, counted from 0. */
export function incarnationLetters(index: number): string {
  const last = LETTERS.length * (LETTERS.length + 1) - 1;
  if (!Number.isInteger(index) || index < 0 || index > last)
    throw new RangeError(`no letters for incarnation ${index}`);
  const low = LETTERS.charAt(index % LETTERS.length);
  const high = Math.floor(index / LETTERS.length);
  return high === 0 ? low : LETTERS.charAt(high - 1) + low;
}

/** ISO 7064 MOD 11,10 (the hybrid system with one decimal check digit). */
export function checkDigit(body: string): number {
  let product = 10;
  for (const digit of digitsOf(body)) {
    const sum = (product + digit) % 10;
    product = ((sum === 0 ? 10 : sum) * 2) % 11;
  }
  return (11 - product) % 10;
}

function digitsOf(body: string): readonly number[] {
  const digits: number[] = [];
  for (const sign of body) {
    const value = Number.parseInt(sign, 36);
    if (Number.isNaN(value)) throw new RangeError(`neither digit nor letter: ${sign}`);
    if (value >= 10) digits.push(Math.floor(value / 10));
    digits.push(value % 10);
  }
  return digits;
}

function compactText(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/[\s\u200b-\u200d\u2060\ufeff\-—–_]/g, '')
    .toUpperCase()
    .replaceAll('O', '0')
    .replaceAll('I', '1');
}

function isKind(text: string): text is NumberKind {
  return Object.hasOwn(NUMBER_KINDS, text);
}
