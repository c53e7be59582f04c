/**
 * Contents of attachments, one encrypted file per content, beside the database:
 *
 *   <data folder>/attachments/<2 hex digits>/<62 hex digits>
 *
 *   name   HMAC-SHA256 of the content's SHA-256: the same content is kept once, and whoever holds
 *          the disk cannot ask it whether a certain document is among them
 *   bytes  "XBBLOB1\n", nonce (12), AES-256-GCM ciphertext, tag (16); the SHA-256 is authenticated
 *
 * Both keys are derived from the database key. A content is written whole or not at all and read back;
 * a damaged one is set aside when it is met, so that the copy the other side holds can take its place.
 * Records never depend on it: they stay readable when their content is gone.
 */
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Failure } from '#domain/failure.ts';
import { sha256Hex } from '#db/hash.ts';
import type { Installation } from '../context.ts';
import { derivedKey } from '../crypto/secret-box.ts';
import { makeFolderDurably, replaceFileDurably } from './atomic-write.ts';
import { fileFailure } from './file-failure.ts';

/** Of an installation, what the store needs. */
export type BlobHome = Pick<Installation, 'folder' | 'keys'>;

export type BlobState = 'whole' | 'missing' | 'damaged';

const magic = Buffer.from('XBBLOB1\n');
const nonceBytes = 12;
const tagBytes = 16;
const overhead = magic.length + nonceBytes + tagBytes;

/** Keeps a content and returns its SHA-256. @throws Failure diskFull, readOnly, targetGone */
export function keepBlob(home: BlobHome, content: Uint8Array): string {
  const sha256 = sha256Hex(content);
  if (blobState(home, sha256) === 'whole') return sha256;
  const path = pathOf(home, sha256);
  try {
    makeFolderDurably(dirname(path));
  } catch (error) {
    throw fileFailure(error, 'write');
  }
  replaceFileDurably(path, sealed(home, content, sha256));
  return sha256;
}

/** @throws Failure attachmentMissing, attachmentDamaged */
export function readBlob(home: BlobHome, sha256: string): Buffer {
  const path = pathOf(home, sha256);
  if (!existsSync(path)) throw missing();
  const content = opened(home, readFileSync(path), sha256);
  if (content !== null) return content;
  renameSync(path, `${path}.damaged`);
  throw new Failure(
    'attachmentDamaged',
    '这个附件的文件已损坏，打不开；记录和其他附件不受影响。坏文件已移到一边：中心可在下次配置包里向网点要回，网点请用原件重新添加。',
  );
}

/** Reads it whole; changes nothing. */
export function blobState(home: BlobHome, sha256: string): BlobState {
  const path = pathOf(home, sha256);
  if (!existsSync(path)) return 'missing';
  return opened(home, readFileSync(path), sha256) === null ? 'damaged' : 'whole';
}

/** Whether it is there with the right length, without reading it. */
export const isKept = (home: BlobHome, sha256: string, bytes: number): boolean =>
  statSync(pathOf(home, sha256), { throwIfNoEntry: false })?.size === bytes + overhead;

/** Removes the content and what was set aside of it. Fine when it is not there. */
export function eraseBlob(home: BlobHome, sha256: string): void {
  const path = pathOf(home, sha256);
  for (const each of [path, `${path}.damaged`]) rmSync(each, { force: true });
}

const missing = (): Failure =>
  new Failure(
    'attachmentMissing',
    '这个附件的文件还没有到本机；记录不受影响。中心请等网点下一次上报带来的附件文件，网点请用原件重新添加。',
  );

function pathOf({ folder, keys }: BlobHome, sha256: string): string {
  const name = createHmac('sha256', derivedKey(keys.dbKey, noSalt, 'xiaobao-blob-name-1'))
    .update(sha256)
    .digest('hex');
  return join(folder, 'attachments', name.slice(0, 2), name.slice(2));
}

/** The database key is random, so its derived keys need no salt. */
const noSalt = Buffer.alloc(0);
const contentKey = ({ keys }: BlobHome): Buffer => derivedKey(keys.dbKey, noSalt, 'xiaobao-blob-1');

function sealed(home: BlobHome, content: Uint8Array, sha256: string): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', contentKey(home), nonce, { authTagLength: tagBytes });
  cipher.setAAD(Buffer.from(sha256));
  const body = Buffer.concat([cipher.update(content), cipher.final()]);
  return Buffer.concat([magic, nonce, body, cipher.getAuthTag()]);
}

/** The content, or null when the file is not what was written for this hash. */
function opened(home: BlobHome, file: Buffer, sha256: string): Buffer | null {
  if (file.length < overhead || !file.subarray(0, magic.length).equals(magic)) return null;
  const nonce = file.subarray(magic.length, magic.length + nonceBytes);
  const decipher = createDecipheriv('aes-256-gcm', contentKey(home), nonce, { authTagLength: tagBytes });
  decipher.setAAD(Buffer.from(sha256));
  decipher.setAuthTag(file.subarray(file.length - tagBytes));
  try {
    const body = file.subarray(magic.length + nonceBytes, file.length - tagBytes);
    return Buffer.concat([decipher.update(body), decipher.final()]);
  } catch {
    return null;
  }
}
