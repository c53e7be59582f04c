/**
 * The rule for a password at the time it is chosen. Length counts more than variety (the guidance
 * of GB/T 22239 terminals in the bank asks for three kinds; NIST 800-63B for length): ten
 * characters of any kind, or eight with three kinds. Passwords are compared after NFKC, so that a
 * full-width digit typed with a Chinese input method is the digit.
 */
export const passwordRuleText = '至少 10 个字符；或至少 8 个字符且含大写、小写、数字、符号中的 3 种';

const longEnough = 10;
const shortest = 8;
const longest = 128;
const kindsWhenShort = 3;
const fewestDistinct = 4;

/** Lower case; what remains of 'P@ssw0rd-2025!' without its frills is looked up. */
const commonStems = (
  'password passwd admin administrator qwerty qwertyuiop asdfghjkl zxcvbnm abc123 iloveyou welcome letmein ' +
  'woaini woaiwojia zhongguo nihao mima yinhang bank xiaobao taizhang 1q2w3e4r 1qaz2wsx qazwsx a1b2c3d4 ' +
  'test root user'
).split(' ');
const keyboardRuns = ['01234567890123456789', '98765432109876543210', 'abcdefghijklmnopqrstuvwxyz'];

/** The form that is hashed and compared. */
export const normalizePassword = (password: string): string => password.normalize('NFKC');

/** Why this password may not be chosen, in Chinese, or null when it may. */
export function passwordFault(password: string, user: { readonly staffNo: string }): string | null {
  const text = normalizePassword(password);
  const length = Array.from(text).length;
  if (length > longest) return `口令不能超过 ${longest} 个字符`;
  if (length < shortest || (length < longEnough && kindsOf(text) < kindsWhenShort)) {
    return `口令太短：${passwordRuleText}`;
  }
  if (/[\p{Cc}\p{Cs}]/u.test(text)) return '口令里不能有控制字符';
  if (user.staffNo !== '' && text.toLowerCase().includes(user.staffNo.toLowerCase())) {
    return '口令里不能含有本人工号';
  }
  if (new Set(text.toLowerCase()).size < fewestDistinct) return '口令里重复的字符太多';
  return isCommon(text) ? '这个口令太常见，容易被猜到，请换一个' : null;
}

function kindsOf(text: string): number {
  const kinds = [/\p{Ll}|\p{Lo}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{L}\p{Nd}]/u];
  return kinds.filter((kind) => kind.test(text)).length;
}

/** A common word with nothing but a number or a year round it, or one run along the keyboard. */
function isCommon(text: string): boolean {
  const typed = text.toLowerCase();
  const spelt = typed.replaceAll('@', 'a').replaceAll('$', 's');
  return [typed, spelt].some((word) => {
    const plain = word.replaceAll(/[^a-z0-9]/g, '');
    const stem = plain.replaceAll(/^\d+|\d+$/g, '');
    const isRun = plain.length === text.length && keyboardRuns.some((run) => run.includes(plain));
    return isRun || [plain, stem, stem.replaceAll('0', 'o')].some((one) => commonStems.includes(one));
  });
}
