/**
 * Chinese full-text search without a dictionary: every two neighbouring characters are one word.
 * 信用卡分期 is indexed as 信用 用卡 卡分 分期 期 and 卡分期 is looked for as the phrase "卡分 分期".
 * (SQLite's trigram index finds nothing for words of two characters, the most common ones.)
 * Letters and digits stay whole words in lower case. How a name sounds stands beside it under a
 * private sign (`soundWord`), so that it is no word of the text.
 */

const HAN = /\p{Script=Han}/u;
const SURROGATE = /[\ud800-\udfff]/;
/** Letters that may be the sound of something: one alone says nothing. */
const SOUND = /^[a-z]{2,40}$/;
const PARTS = /\p{Script=Han}+|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu;

/** The words under which a text is indexed, divided by spaces. */
export function indexWords(text: string): string {
  return partsOf(text).flatMap(bigramsOf).join(' ');
}

/** The FTS5 expression that finds what was typed, or null when it holds nothing to look for. */
export function matchExpression(typed: string): string | null {
  const parts = partsOf(typed).map((part) => {
    const signs = Array.from(part);
    // One character, and letters still being typed, stand for everything that begins with them.
    if (SOUND.test(part)) return `("${part}"* OR "${soundWord(part)}"*)`;
    if (!HAN.test(part) || signs.length === 1) return `"${part}"*`;
    return `"${bigramsOf(part).slice(0, -1).join(' ')}"`;
  });
  return parts.length === 0 ? null : parts.join(' AND ');
}

/**
 * A number backwards, so that its end can be looked for as a beginning: `tailWord('0612')` begins
 * `tailWord('13800010612')`. The private sign in front keeps it apart from ordinary words.
 */
export function tailWord(number: string): string {
  const plain = number
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^0-9a-z]/g, '');
  return plain === '' ? '' : `\ue000${Array.from(plain).toReversed().join('')}`;
}

/** A sound as a word of the index, kept apart from ordinary words by the private sign in front. */
export const soundWord = (sound: string): string => `\ue001${sound}`;

/** What was typed that can be the beginning of a sound. */
export const soundsTyped = (typed: string): readonly string[] => partsOf(typed).filter((part) => SOUND.test(part));

function partsOf(text: string): readonly string[] {
  const plain = text.normalize('NFKC').toLowerCase();
  return plain.match(PARTS) ?? [];
}

function bigramsOf(part: string): readonly string[] {
  if (!HAN.test(part)) return [part];
  // Nearly every Chinese character is one UTF-16 unit; taking a text apart by signs costs more than all the rest.
  if (!SURROGATE.test(part)) return Array.from({ length: part.length }, (_, index) => part.slice(index, index + 2));
  const signs = Array.from(part);
  return signs.map((sign, index) => sign + (signs[index + 1] ?? ''));
}
