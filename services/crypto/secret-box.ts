/**
 * Sealing of small secrets for storage: AES-256-GCM with a fresh random nonce.
 * Stored as base64url of nonce (12 bytes) ‖ ciphertext ‖ tag (16 bytes).
 *
 * Keys, salts and nonces here come straight from the system's generator and not from `ctx`:
 * a test's or a demo's seeded generator must never be able to make a real key.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const nonceBytes = 12;
const tagBytes = 16;
export const keyBytes = 32;

/** `bound` (file kind, user, public keys) is authenticated, so a box fits only its own place. */
export function seal(key: Uint8Array, plain: Uint8Array, bound: string): string {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
  cipher.setAAD(Buffer.from(bound));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, body, cipher.getAuthTag()]).toString('base64url');
}

/** The sealed bytes, or null when key, box or `bound` is not the one it was sealed with. */
export function unseal(key: Uint8Array, box: string, bound: string): Buffer | null {
  const bytes = Buffer.from(box, 'base64url');
  if (bytes.length < nonceBytes + tagBytes) return null;
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes), {
    authTagLength: tagBytes,
  });
  decipher.setAAD(Buffer.from(bound));
  decipher.setAuthTag(bytes.subarray(bytes.length - tagBytes));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(nonceBytes, bytes.length - tagBytes)), decipher.final()]);
  } catch {
    return null;
  }
}

/** A key for one purpose from the database key (HKDF-SHA256). `purpose` names file and version. */
export const derivedKey = (dbKey: Uint8Array, salt: Uint8Array, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', dbKey, salt, purpose, keyBytes));
