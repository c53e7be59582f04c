/**
 * What two people read to each other over the phone to compare a public key: 8 characters, 4-4.
 *
 * Eight characters are 40 bits. A plain hash would let a courier with a good graphics card find a
 * key of his own with the same characters in a day; scrypt (4 MiB, some 20 ms) makes each of his
 * 2^40 tries cost centuries of one processor in all, and costs us once per key.
 */
import { scryptSync } from 'node:crypto';
import { groupByFour, readableText } from '#domain/sync/pickup-code.ts';

const cost = { N: 2 ** 12, r: 8, p: 1 } as const;
const salt = 'xiaobao-fingerprint-1';
const fingerprintBytes = 5;

const known = new Map<string, string>();

/** Fingerprint of an Ed25519 public key (32 bytes, base64url), e.g. '7K2M-9QXA'. */
export function fingerprint(signKey: string): string {
  const ready = known.get(signKey);
  if (ready !== undefined) return ready;
  const bytes = scryptSync(Buffer.from(signKey, 'base64url'), salt, fingerprintBytes, cost);
  const text = groupByFour(readableText(bytes));
  known.set(signKey, text);
  return text;
}
