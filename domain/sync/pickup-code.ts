/**
 * 领取码: the 16 characters that open an outlet's first configuration pack. 80 random bits, so the
 * code itself resists guessing. The alphabet has no I, L, O, U (Crockford base32), and what people
 * confuse when they copy it is read as the character that was meant.
 */
export const readableAlphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export const pickupCodeRandomBytes = 10;
const codePattern = /^[0-9A-HJKMNP-TV-Z]{16}$/;

/** Base32 of the bytes, five bits a character, without padding; spare bits are dropped. */
export function readableText(bytes: Uint8Array): string {
  let text = '';
  let value = 0;
  let bits = 0;
  for (const byte of bytes) {
    value = ((value & 31) << 8) | byte;
    for (bits += 8; bits >= 5; bits -= 5) text += readableAlphabet.charAt((value >>> (bits - 5)) & 31);
  }
  return text;
}

/** 'ABCDEFGH' → 'ABCD-EFGH'. */
export const groupByFour = (text: string): string => text.match(/.{1,4}/g)?.join('-') ?? '';

/** A code of `pickupCodeRandomBytes` random bytes, as it is shown: 4-4-4-4. */
export const pickupCode = (random: Uint8Array): string => groupByFour(readableText(random));

/** What was typed → the 16 characters that are the age passphrase, or null if it is not a code. */
export function normalizePickupCode(typed: string): string | null {
  const text = typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s-]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  return codePattern.test(text) ? text : null;
}
