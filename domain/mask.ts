/**
 * Hiding personal data on screens, prints and in free text (JR/T 0171—2020: masked by default).
 * A masked value is for people; never store a hash beside it, the two together can be guessed.
 */
import { CASE_NUMBER_IN_TEXT } from './case-number.ts';

export type SensitiveKind = 'phone' | 'idCard' | 'bankCard';

export const SENSITIVE_LABELS: Readonly<Record<SensitiveKind, string>> = {
  phone: '电话号码',
  idCard: '证件号码',
  bankCard: '卡号或账号',
};

/** A number found in a text. `start` and `end` are string indexes, `end` excluded. */
export interface SensitiveNumber {
  readonly kind: SensitiveKind;
  readonly start: number;
  readonly end: number;
  /** The digits alone, half-width (an ID number may end in X). */
  readonly digits: string;
}

/** 张三 → 张*, 欧阳娜娜 → 欧***. Only the first character stays, at most three stars follow. */
export function maskName(name: string): string {
  const signs = Array.from(name.trim());
  const first = signs[0];
  if (first === undefined) return '';
  return first + '*'.repeat(Math.min(Math.max(signs.length - 1, 1), 3));
}

/** 13812345678 → 138****5678, 0571-87654321 → 0571-****4321. Short numbers are hidden wholly. */
export function maskPhone(phone: string): string {
  const text = phone.trim();
  if (/^\d{11}$/.test(text)) return `${text.slice(0, 3)}****${text.slice(-4)}`;
  const landline = /^(0\d{2,3}-)?\d{3,4}(\d{4})(?:-\d+)?$/.exec(text);
  if (landline !== null) return `${landline[1] ?? ''}****${landline[2] ?? ''}`;
  return text === '' ? '' : '****';
}

/** The last four characters of a number that must be recognised but not read: ****1234. */
export function maskTail(text: string): string {
  const signs = Array.from(text.replace(/\s/g, ''));
  if (signs.length === 0) return '';
  return `****${signs.length > 4 ? signs.slice(-4).join('') : ''}`;
}

/**
 * Phone, ID and card numbers in free text, also written full-width or with spaces, dots or dashes
 * between the digits. The app's own case numbers are left out.
 */
export function findSensitiveNumbers(text: string): readonly SensitiveNumber[] {
  const groups = digitGroups(text);
  const found: SensitiveNumber[] = [];
  for (let index = 0; index < groups.length;) {
    const hit = longestFrom(groups, index);
    if (hit === null) {
      index += 1;
      continue;
    }
    found.push(hit.number);
    index = hit.next;
  }
  return found;
}

/** The text with every such number masked; masking again changes nothing. */
export function redactNumbers(text: string): string {
  let current = text;
  // What is left of a number can join the digits behind it to a new one; each round has fewer digits.
  for (let found = findSensitiveNumbers(current); found.length > 0; found = findSensitiveNumbers(current)) {
    current = redactFound(current, found);
  }
  return current;
}

function redactFound(text: string, numbers: readonly SensitiveNumber[]): string {
  let redacted = '';
  let done = 0;
  for (const found of numbers) {
    redacted += text.slice(done, found.start) + maskFound(found);
    done = found.end;
  }
  return redacted + text.slice(done);
}

interface DigitGroup {
  readonly start: number;
  readonly end: number;
  readonly digits: string;
  /** Whether only a separator lies between this group and the one before. */
  readonly joined: boolean;
}

const SEPARATORS = /^[\s\u00a0\u3000.\-·•—–−_()（）－．]{1,3}$/;
/** 3-4-4, 4-4-4-4-3 …: how cards are written in groups. */
const MAX_DIGITS = 19;

function digitGroups(text: string): readonly DigitGroup[] {
  // Same length as the text, so that indexes stay true.
  const plain = text
    .replace(/[０-９Ｘｘ－]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(CASE_NUMBER_IN_TEXT, (number) => '#'.repeat(number.length));
  const groups: DigitGroup[] = [];
  for (const match of plain.matchAll(/\d+(?:[Xx](?![A-Za-z]))?/g)) {
    const start = match.index;
    const before = groups.at(-1);
    const joined = before !== undefined && SEPARATORS.test(plain.slice(before.end, start));
    groups.push({ start, end: start + match[0].length, digits: match[0].toUpperCase(), joined });
  }
  return groups;
}

/** The longest number that begins with this group; a group that is a number by itself is not joined on. */
function longestFrom(
  groups: readonly DigitGroup[],
  from: number,
): { readonly number: SensitiveNumber; readonly next: number } | null {
  let best: { readonly number: SensitiveNumber; readonly next: number } | null = null;
  let digits = '';
  const lengths: number[] = [];
  for (let index = from; index < groups.length; index += 1) {
    const group = groups[index];
    const first = groups[from];
    if (group === undefined || first === undefined) break;
    if (index > from && (!group.joined || kindOfGroup(group.digits) !== null)) break;
    digits += group.digits;
    lengths.push(group.digits.length);
    if (digits.length > MAX_DIGITS) break;
    const kind = lengths.length === 1 ? kindOfGroup(digits) : kindOfJoined(digits, lengths);
    if (kind !== null) best = { number: { kind, start: first.start, end: group.end, digits }, next: index + 1 };
  }
  return best;
}

/** An unbroken run of digits is judged by its length alone: better one mask too many. */
function kindOfGroup(digits: string): SensitiveKind | null {
  const length = digits.length;
  if (digits.endsWith('X')) return length === 18 ? 'idCard' : null;
  if (length === 11) return 'phone';
  if (length === 13 && /^861[3-9]/.test(digits)) return 'phone';
  if (length === 12 && /^0\d/.test(digits)) return 'phone';
  if (length === 15) return 'idCard';
  if (length === 18) return hasBirthDate(digits) ? 'idCard' : 'bankCard';
  return length >= 16 ? 'bankCard' : null;
}

/** Digits with separators between them must look like a number, or every list of dates would be one. */
function kindOfJoined(digits: string, lengths: readonly number[]): SensitiveKind | null {
  if (/^(?:86)?1[3-9]\d{9}$/.test(digits)) return 'phone';
  if (
    lengths.length === 2 &&
    /^0\d{2,3}$/.test(digits.slice(0, lengths[0])) &&
    /^[2-8]\d{6,7}$/.test(digits.slice(lengths[0]))
  ) {
    return 'phone';
  }
  if (/^\d{17}[\dX]$/.test(digits) && hasBirthDate(digits)) return 'idCard';
  if (!/^\d{16,19}$/.test(digits)) return null;
  const inFours = lengths.every((length, index) => length === 4 || index === lengths.length - 1);
  return inFours || passesLuhn(digits) ? 'bankCard' : null;
}

function hasBirthDate(digits: string): boolean {
  return /^[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])/.test(digits);
}

function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits.charAt(digits.length - 1 - index));
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

function maskFound(found: SensitiveNumber): string {
  if (found.kind === 'phone') return `${found.digits.slice(-11).slice(0, 3)}****${found.digits.slice(-4)}`;
  if (found.kind === 'idCard') return `${found.digits.slice(0, 3)}********${found.digits.slice(-4)}`;
  return `****${found.digits.slice(-4)}`;
}
