/**
 * Writing files so that they are there whole or not at all, and are there after a power cut.
 *
 * Order: temporary name ending in `.part` in the same folder, write, fsync, close, open again and
 * compare, move to the final name, fsync of the folder (POSIX; Windows has no such thing). Only
 * then may anybody be told "safe to remove". The comparison may be answered from the system's
 * cache, so it proves that the right bytes were handed over, not that the stick keeps them.
 */
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  fstatSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
  constants,
} from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { Failure, isFailure } from '#domain/failure.ts';
import { syncFile, syncFolder } from '#db/file-sync.ts';
import { sha256Hex } from '#db/hash.ts';
import { errnoOf, fileFailure } from './file-failure.ts';

export type WrittenFile = {
  /** Where the file is now; differs from the wish when another file had that name. */
  readonly path: string;
  readonly sha256: string;
  /** True when the same file was there already and nothing was written. */
  readonly existed: boolean;
};

/**
 * Writes a new file for people (stick, export folder). Never touches an existing different file:
 * `a.xbsync` becomes `a (2).xbsync`. `verify` (default true) reads the file back and compares.
 * Throws Failure diskFull, readOnly or targetGone; then nothing is left but, at worst, a `.part`.
 */
export function writeFileDurably(
  path: string,
  bytes: Uint8Array,
  { verify = true }: { readonly verify?: boolean } = {},
): WrittenFile {
  const sha256 = sha256Hex(bytes);
  try {
    const same = nameCandidates(path).find((name) => !existsSync(name) || isSameFile(name, bytes));
    if (same !== undefined && existsSync(same)) {
      syncFile(same);
      syncFolder(dirname(same));
      return { path: same, sha256, existed: true };
    }
    const part = writePart(path, bytes, verify);
    return { path: moveWithoutOverwriting(part, path), sha256, existed: false };
  } catch (error) {
    throw fileFailure(error, 'write');
  }
}

/**
 * Puts new content in place of a file of ours (keyring.json and the like) in one step: a reader
 * sees the old content or the new. Throws the same Failures as writeFileDurably.
 */
export function replaceFileDurably(path: string, bytes: Uint8Array): void {
  try {
    const part = writePart(path, bytes, true);
    orRemove(part, () => {
      moveWithPatience(part, path);
    });
    syncFolder(dirname(path));
  } catch (error) {
    throw fileFailure(error, 'write');
  }
}

/**
 * Reads a whole regular file of at most `limit` bytes. Throws Failure fileTooLarge, targetGone or
 * fileUnreadable. Never blocks on a device or pipe, never reads more than `limit` + 1 bytes.
 */
export function readFileSafely(path: string, limit: number): Buffer {
  try {
    return readWhole(path, limit);
  } catch (error) {
    throw fileFailure(error, 'read');
  }
}

export type InboxCopy = {
  /** `<inboxDir>/<sha256>` */
  readonly path: string;
  readonly sha256: string;
  readonly bytes: Buffer;
};

/**
 * Takes a private copy of a received file, named by its SHA-256, before anything else is done
 * with it: what is verified and what is imported are then the same bytes, whatever happens to the
 * stick. A copy that is there already but damaged is put right. Throws as reading and writing do;
 * `look` throws for what is not worth a copy.
 */
export function copyToInbox(
  path: string,
  inboxDir: string,
  limit: number,
  look: (bytes: Uint8Array) => void = () => undefined,
): InboxCopy {
  const bytes = readFileSafely(path, limit);
  look(bytes);
  const sha256 = sha256Hex(bytes);
  const copy = join(inboxDir, sha256);
  try {
    makeFolderDurably(inboxDir);
    if (!isSameFile(copy, bytes)) replaceFileDurably(copy, bytes);
  } catch (error) {
    throw fileFailure(error, 'write');
  }
  return { path: copy, sha256, bytes };
}

/**
 * Makes a folder and those above it that are missing. A file in a folder whose own name was never
 * synced is gone after a power cut. @throws what the system says
 */
export function makeFolderDurably(folder: string): void {
  if (existsSync(folder)) return;
  makeFolderDurably(dirname(folder));
  mkdirSync(folder, { recursive: true, mode: 0o770 });
  syncFolder(dirname(folder));
}

/** Gives a file that somebody else has written completely its name. @throws Failure conflict when the name is taken */
export function placeDurably(part: string, path: string): void {
  syncFile(part);
  if (!tryPlace(part, path)) throw new Failure('conflict', '目标位置已有同名文件，没有覆盖。请换一个文件名。');
  syncFolder(dirname(path));
}

/** A name beside `path` for writing it. What a crash leaves of it is found by `removeParts`. */
export const partOf = (path: string): string => `${path}.${randomBytes(4).toString('hex')}.part`;

/** Clears away what interrupted writing left in a folder of ours and below. For folders no other program writes to. */
export function removeParts(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && entry.name !== unfinishedSetup) removeParts(path);
    else if (/\.[0-9a-f]{8}\.part(-journal)?$/.test(entry.name)) removeIfPossible(path);
  }
}

/** services/setup.ts works in it and clears it away itself. */
const unfinishedSetup = 'setup.part';

const maxNames = 200;

/** a.xbsync, a (2).xbsync, … */
function nameCandidates(path: string): string[] {
  const extension = extname(path);
  const stem = join(dirname(path), basename(path, extension));
  return Array.from({ length: maxNames }, (_, index) => (index === 0 ? path : `${stem} (${index + 1})${extension}`));
}

function writePart(path: string, bytes: Uint8Array, verify: boolean): string {
  const part = partOf(path);
  orRemove(part, () => {
    const file = openSync(part, 'wx', 0o660);
    try {
      for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done, bytes.length - done, done);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    if (verify && !hasContent(part, bytes)) {
      throw new Failure(
        'targetGone',
        '写入后核对不一致，文件没有写成。台账数据安全。这个 U 盘或磁盘可能已损坏，请换一个再试。',
      );
    }
  });
  return part;
}

/** Does `work`; when it fails, removes `part` as far as the medium still allows. */
function orRemove(part: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    // The stick may be gone or broken: the failure that is reported is the first one.
    removeIfPossible(part);
    throw error;
  }
}

export function removeIfPossible(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // Held by a virus scanner, or on a disk that is gone. What is left is a `.part` and says so.
  }
}

function moveWithoutOverwriting(part: string, path: string): string {
  let placed = '';
  orRemove(part, () => {
    placed = nameCandidates(path).find((name) => tryPlace(part, name)) ?? '';
    if (placed === '') {
      throw new Failure('targetGone', '同名文件太多，文件没有写成。台账数据安全。请换一个文件夹。');
    }
    syncFolder(dirname(placed));
  });
  return placed;
}

/** Gives the finished file its name unless the name is taken. */
function tryPlace(part: string, name: string): boolean {
  if (existsSync(name)) return false;
  try {
    // A link fails if the name has been taken meanwhile; rename would overwrite.
    linkSync(part, name);
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') return false;
    // FAT and exFAT, the file systems of sticks, have no links.
    moveWithPatience(part, name);
    return true;
  }
  rmSync(part, { force: true });
  return true;
}

const moveTries = 20;
const moveWaitMs = 50;

/** Windows: a virus scanner holds a file it has just seen for some milliseconds. */
function moveWithPatience(from: string, to: string): void {
  for (let attempt = 1; ; attempt++) {
    try {
      renameSync(from, to);
      return;
    } catch (error) {
      const isHeld = process.platform === 'win32' && ['EBUSY', 'EPERM', 'EACCES'].includes(errnoOf(error));
      if (!isHeld || attempt === moveTries) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, moveWaitMs);
    }
  }
}

/** False also for a folder, a device or a file that may not be read: the name is taken. */
function isSameFile(path: string, bytes: Uint8Array): boolean {
  try {
    return hasContent(path, bytes);
  } catch {
    return false;
  }
}

function hasContent(path: string, bytes: Uint8Array): boolean {
  try {
    return readWhole(path, bytes.length).equals(bytes);
  } catch (error) {
    if (isFailure(error)) return false;
    throw error;
  }
}

function readWhole(path: string, limit: number): Buffer {
  // Without O_NONBLOCK opening a named pipe waits for ever. Windows has neither.
  const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const stat = fstatSync(file);
    if (!stat.isFile()) {
      throw new Failure('fileUnreadable', '所选的不是文件，未导入。已有数据不受影响。请选择一个文件。');
    }
    if (stat.size > limit) throw tooLargeToRead(stat.size, limit);
    const bytes = Buffer.alloc(stat.size + 1);
    let filled = 0;
    for (let read = -1; read !== 0 && filled < bytes.length; filled += read) {
      read = readSync(file, bytes, filled, bytes.length - filled, null);
    }
    if (filled !== stat.size) {
      throw new Failure('fileUnreadable', '文件正在被别的程序写入，未导入。已有数据不受影响。请等它写完再选。');
    }
    return bytes.subarray(0, filled);
  } finally {
    closeSync(file);
  }
}

const tooLargeToRead = (bytes: number, limit: number): Failure =>
  new Failure('fileTooLarge', '文件超过允许的大小，未导入。已有数据不受影响。请确认选对了文件。', { bytes, limit });
