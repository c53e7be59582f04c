/**
 * device.json: the private keys of one incarnation, i.e. of one installation since it was enrolled
 * or restored. Never in a backup, so a restored or copied database cannot sign in the name of the
 * original: it starts a new incarnation.
 *
 *   { "format": 1, "kind": "xiaobao-device", "inc": "…", "signKey": "…", "boxKey": "age1…",
 *     "salt": "…", "box": "…" }
 *
 * box = seal(HKDF(database key, salt, "xiaobao-device-1"), {"signSeed","boxIdentity"}, inc, keys)
 */
import { randomBytes } from 'node:crypto';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { existsSync } from 'node:fs';
import * as z from 'zod/mini';
import { Failure } from '#domain/failure.ts';
import { readFileSafely, replaceFileDurably } from '../files/atomic-write.ts';
import { derivedKey, seal, unseal } from './secret-box.ts';
import { signingKeyFromSeed, type SigningKey } from './signing.ts';

/** A key pair for signing and one for receiving. */
export type KeyPairs = SigningKey & {
  /** age recipient `age1…`. */
  readonly boxKey: string;
  /** age identity `AGE-SECRET-KEY-1…`. Secret. */
  readonly boxIdentity: string;
  /** Ed25519 seed, 32 bytes base64url. Secret. */
  readonly signSeed: string;
};

export type DeviceKeys = KeyPairs & {
  /** 16 random bytes, hex. */
  readonly inc: string;
};

const maxKeyFileBytes = 64 * 1024;

const SealedKeys = z.object({
  format: z.literal(1),
  kind: z.string(),
  inc: z.string(),
  signKey: z.string(),
  boxKey: z.string(),
  salt: z.string(),
  box: z.string(),
});
const Secrets = z.object({ signSeed: z.string(), boxIdentity: z.string() });

/** Starts a new incarnation: new keys, in place of what was there. */
export async function createDeviceKeys(path: string, dbKey: Uint8Array): Promise<DeviceKeys> {
  const inc = randomBytes(16).toString('hex');
  const keys = await newKeyPairs();
  writeSealedKeys(path, { kind: 'xiaobao-device', inc, keys, dbKey });
  return { ...keys, inc };
}

/**
 * The keys of this incarnation, or null when there are none (a restored backup). Throws Failure
 * databaseDamaged when the file is damaged or belongs to another database.
 */
export async function loadDeviceKeys(path: string, dbKey: Uint8Array): Promise<DeviceKeys | null> {
  const read = await readSealedKeys(path, 'xiaobao-device', dbKey);
  return read === null ? null : { ...read.keys, inc: read.inc };
}

export const newKeyPairs = async (): Promise<KeyPairs> =>
  keyPairsOf(randomBytes(32).toString('base64url'), await generateX25519Identity());

/** The pairs of two private keys. Throws an Error when one is malformed. */
export async function keyPairsOf(signSeed: string, boxIdentity: string): Promise<KeyPairs> {
  const signing = signingKeyFromSeed(Buffer.from(signSeed, 'base64url'));
  return { ...signing, signSeed, boxIdentity, boxKey: await identityToRecipient(boxIdentity) };
}

type KeyFileKind = 'xiaobao-device' | 'xiaobao-branch';

/** Also used for branch.json, which has the same shape with the branch id in `inc`. */
export function writeSealedKeys(
  path: string,
  file: { readonly kind: KeyFileKind; readonly inc: string; readonly keys: KeyPairs; readonly dbKey: Uint8Array },
): void {
  const { kind, inc, keys, dbKey } = file;
  const salt = randomBytes(16);
  const open = { kind, inc, signKey: keys.signKey, boxKey: keys.boxKey };
  const secrets = JSON.stringify({ signSeed: keys.signSeed, boxIdentity: keys.boxIdentity });
  const box = seal(derivedKey(dbKey, salt, `${kind}-1`), Buffer.from(secrets), boundTo(open));
  const json = { format: 1, ...open, salt: salt.toString('base64url'), box };
  replaceFileDurably(path, Buffer.from(`${JSON.stringify(json, null, 2)}\n`));
}

/** Null when the file is not there. Throws Failure databaseDamaged. */
export async function readSealedKeys(
  path: string,
  kind: KeyFileKind,
  dbKey: Uint8Array,
): Promise<{ readonly inc: string; readonly keys: KeyPairs } | null> {
  return existsSync(path) ? await openSealedKeys(readFileSafely(path, maxKeyFileBytes), kind, dbKey) : null;
}

/** The keys in the content of such a file. Throws Failure databaseDamaged. */
export async function openSealedKeys(
  content: Uint8Array,
  kind: KeyFileKind,
  dbKey: Uint8Array,
): Promise<{ readonly inc: string; readonly keys: KeyPairs }> {
  const file = SealedKeys.safeParse(jsonOf(content));
  if (!file.success || file.data.kind !== kind) throw unusable();
  const { inc, signKey, boxKey, salt, box } = file.data;
  const key = derivedKey(dbKey, Buffer.from(salt, 'base64url'), `${kind}-1`);
  const plain = unseal(key, box, boundTo({ kind, inc, signKey, boxKey }));
  const secrets = plain === null ? null : Secrets.safeParse(jsonOf(plain));
  if (secrets?.success !== true) throw unusable();
  return { inc, keys: await keyPairsOf(secrets.data.signSeed, secrets.data.boxIdentity) };
}

type OpenPart = { readonly kind: string; readonly inc: string; readonly signKey: string; readonly boxKey: string };

const boundTo = ({ kind, inc, signKey, boxKey }: OpenPart): string => `${kind}-1\n${inc}\n${signKey}\n${boxKey}`;

const unusable = (): Failure =>
  new Failure(
    'databaseDamaged',
    '密钥文件已损坏，或属于另一个台账。台账数据不受影响，但暂时不能导出和导入。请联系分行重新登记这台电脑。',
  );

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return null;
  }
}
