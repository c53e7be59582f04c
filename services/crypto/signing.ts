/** Ed25519 keys as the files keep them: 32 raw bytes, base64url, public key and private seed. */
import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';

export type SigningKey = {
  /** Public key, 32 bytes base64url. */
  readonly signKey: string;
  /** 64-byte signature over the bytes. */
  readonly sign: (bytes: Uint8Array) => Buffer;
};

// The fixed ASN.1 wrapping of RFC 8410 before the 32 bytes: Node takes no raw keys.
const privatePrefix = Buffer.from('302e020100300506032b657004220420', 'hex');
const publicPrefix = Buffer.from('302a300506032b6570032100', 'hex');

const rawBytes = 32;

/** The key pair of a 32-byte private seed. */
export function signingKeyFromSeed(seed: Uint8Array): SigningKey {
  if (seed.length !== rawBytes) throw new Error('an Ed25519 seed has 32 bytes');
  const key = createPrivateKey({ key: Buffer.concat([privatePrefix, seed]), format: 'der', type: 'pkcs8' });
  const publicDer = createPublicKey(key).export({ format: 'der', type: 'spki' });
  return {
    signKey: publicDer.subarray(publicPrefix.length).toString('base64url'),
    sign: (bytes) => sign(null, bytes, key),
  };
}

/** Whether `signature` over `bytes` is by the holder of `signKey`. False for a malformed key. */
export function isSignedBy(signKey: string, bytes: Uint8Array, signature: Uint8Array): boolean {
  const key = publicKey(signKey);
  return key !== null && verify(null, bytes, key, signature);
}

function publicKey(signKey: string): KeyObject | null {
  const raw = Buffer.from(signKey, 'base64url');
  if (raw.length !== rawBytes) return null;
  return createPublicKey({ key: Buffer.concat([publicPrefix, raw]), format: 'der', type: 'spki' });
}
