/**
 * age files (https://age-encryption.org/v1), the one encryption of everything that leaves the PC:
 * the standard `age` program opens them in a disaster. Only two kinds are made and accepted, with
 * exactly one stanza: X25519 (`age1…` recipients), and scrypt for a code or passphrase.
 * The stanza is looked at before any work is done, so that a forged file cannot ask for a
 * gigabyte of scrypt.
 */
import { armor, Decrypter, Encrypter } from 'age-encryption';
import { Failure } from '#domain/failure.ts';
import { damaged } from '#domain/sync/envelope.ts';

/** How an age file is closed; null when it is not one of the two kinds. */
export type AgeLock = { readonly kind: 'key' } | { readonly kind: 'passphrase'; readonly workFactor: number };

const stanza =
  /^age-encryption\.org\/v1\n-> (?:X25519 [A-Za-z0-9+/]{43}|scrypt [A-Za-z0-9+/]{22} ([1-9][0-9]?))\n[A-Za-z0-9+/]{43}\n--- [A-Za-z0-9+/]{43}\n/;

/** More than the text of one stanza of either kind. */
export const ageStartBytes = 256;

export function ageLock(start: Uint8Array): AgeLock | null {
  const text = Buffer.from(start.subarray(0, ageStartBytes)).toString('latin1');
  const match = stanza.exec(text);
  if (match === null) return null;
  return match[1] === undefined ? { kind: 'key' } : { kind: 'passphrase', workFactor: Number(match[1]) };
}

/** Encrypts for an `age1…` recipient. */
export async function sealForRecipient(plain: Uint8Array, recipient: string): Promise<Buffer> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  return asBuffer(await encrypter.encrypt(plain));
}

/** Encrypts with a passphrase; `workFactor` is log2 of scrypt's N. */
export async function sealWithPassphrase(plain: Uint8Array, passphrase: string, workFactor: number): Promise<Buffer> {
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  encrypter.setScryptWorkFactor(workFactor);
  return asBuffer(await encrypter.encrypt(plain));
}

/** Decrypts with an `AGE-SECRET-KEY-1…` identity. Throws Failure wrongRecipient or fileDamaged. */
export async function openForIdentity(file: Uint8Array, identity: string): Promise<Buffer> {
  const lock = ageLock(file);
  if (lock === null) throw damaged({ part: 'payload', path: 'stanza' });
  if (lock.kind !== 'key') throw wrongRecipient({ lock: lock.kind });
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  return decrypt(file, decrypter, wrongRecipient({ lock: lock.kind }));
}

/**
 * Decrypts with a passphrase of at most `maxWorkFactor`. Throws Failure wrongCode, fileDamaged, or
 * wrongRecipient when the file is not closed with a passphrase at all.
 */
export async function openWithPassphrase(
  file: Uint8Array,
  passphrase: string,
  maxWorkFactor: number,
  what: '领取码' | '备份口令' | '找回码' = '领取码',
): Promise<Buffer> {
  const lock = ageLock(file);
  if (lock === null) throw damaged({ part: 'payload', path: 'stanza' });
  if (lock.kind !== 'passphrase') throw wrongRecipient({ lock: lock.kind });
  if (lock.workFactor > maxWorkFactor) throw damaged({ part: 'payload', path: 'workFactor' });
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  const wrongCode = new Failure('wrongCode', `${what}不正确，未导入任何内容，已有数据不受影响。请核对后重新输入。`);
  return decrypt(file, decrypter, wrongCode);
}

/** Text form of an age file, to be printed or pasted. */
export const armored = (file: Uint8Array): string => armor.encode(file);

/** The age file in an armored text. Throws Failure fileDamaged. */
export function unarmored(text: string): Buffer {
  try {
    return asBuffer(armor.decode(text));
  } catch {
    throw damaged({ part: 'armor' });
  }
}

async function decrypt(file: Uint8Array, decrypter: Decrypter, noMatch: Failure): Promise<Buffer> {
  try {
    return asBuffer(await decrypter.decrypt(file));
  } catch (error) {
    // The library has no error classes; this is its sentence when no key opened the stanza.
    const isNoMatch = error instanceof Error && error.message.startsWith('no identity matched');
    throw isNoMatch ? noMatch : damaged({ part: 'payload', path: 'age' });
  }
}

const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const wrongRecipient = (details: Readonly<Record<string, unknown>>): Failure =>
  new Failure(
    'wrongRecipient',
    '这个文件不是发给本机的，未导入任何内容，已有数据不受影响。请把它交给文件名所示的单位，或请对方重新导出。',
    details,
  );
