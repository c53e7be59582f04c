/** Making typed and pasted text comparable, without changing what it says. */

export type PhoneKind = 'mobile' | 'landline' | 'service';

export interface Phone {
  readonly kind: PhoneKind;
  /** Mobile `13812345678`; landline `0571-87654321` or `87654321`, extension `-123`; service `95588`. */
  readonly value: string;
}

/** Zero-width, soft hyphen, byte order mark and direction marks: pasted along, never meant. */
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;
const CONTROL = /\p{Cc}/gu;
const SPACES = /[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g;

/**
 * One cell of a pasted or imported table: full-width digits and letters become half-width, special
 * spaces become plain ones, invisible characters go, ends are trimmed. Characters of names are not
 * touched (no Unicode normalisation: it would replace rare compatibility ideographs).
 * Line breaks become spaces unless `keepLines`, where they become `\n`.
 */
export function normalizeCell(text: string, keepLines = false): string {
  const lines = text
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replace(INVISIBLE, '')
    .replace(SPACES, ' ')
    .replace(/[０-９Ａ-Ｚａ-ｚ]/g, halfWidthSign)
    .split('\n')
    .map((line) => line.replace(CONTROL, '').trim());
  if (keepLines) return lines.join('\n').trim();
  return lines.filter((line) => line !== '').join(' ');
}

/** A phone number from what was typed, or null when it cannot be one. */
export function normalizePhone(text: string): Phone | null {
  const typed = normalizeCell(text)
    .replace(/[\uff01-\uff5e]/g, halfWidthSign)
    .replace(/[—–−－]/g, '-')
    .replace(/转|分机|ext\.?/gi, 'x');
  const [main = '', extension = ''] = typed.split('x', 2);
  const extensionDigits = extension.replace(/\D/g, '');
  const plain = main.replace(/[\s.()（）]/g, '').replace(/^(?:\+|00)86-?/, '');
  if (/[^\d-]/.test(plain) || extensionDigits.length > 6) return null;
  const digits = plain.replaceAll('-', '');
  if (/^(?:86)?1[3-9]\d{9}$/.test(digits))
    return extension === '' ? { kind: 'mobile', value: digits.slice(-11) } : null;
  if (/^(?:[48]00\d{7}|9\d{4,7}|1[02]\d{3,4}|11\d)$/.test(digits)) return { kind: 'service', value: digits };
  return landline(digits, plain, extensionDigits);
}

/**
 * Text that a spreadsheet would run as a formula gets an apostrophe in front (=, +, -, @ and their
 * full-width forms, also behind white space). For text cells only: numbers are written as numbers.
 */
export function neutralizeFormula(text: string): string {
  return /^[\s\u00a0\u3000\ufeff]*[=+\-@＝＋－＠]/.test(text) || /^[\t\r\n]/.test(text) ? `'${text}` : text;
}

/** Shown as a number and nothing else: `-5`, `1,234.50`; at most 15 digits, which is all a spreadsheet keeps. */
export const isPlainNumber = (text: string): boolean => /^-?\d{1,15}(?:\.\d+)?$/.test(text.replaceAll(',', ''));

function landline(digits: string, plain: string, extension: string): Phone | null {
  // 010 and 02x are the only area codes of three digits.
  const match = /^(0(?:10|2\d|[3-9]\d{2}))?([2-8]\d{6,7})$/.exec(digits);
  const tail = /^(0\d{2,3}-?)?[2-8]\d{6,7}-(\d{1,6})$/.exec(plain);
  if (match === null && tail !== null && extension === '') {
    return landline(digits.slice(0, digits.length - (tail[2] ?? '').length), '', tail[2] ?? '');
  }
  const local = match?.[2];
  if (local === undefined) return null;
  const area = match?.[1] === undefined ? '' : `${match[1]}-`;
  return { kind: 'landline', value: `${area}${local}${extension === '' ? '' : `-${extension}`}` };
}

function halfWidthSign(sign: string): string {
  return String.fromCharCode(sign.charCodeAt(0) - 0xfee0);
}
