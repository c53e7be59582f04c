/** Making this PC what a backup says (恢复), where there is nothing yet. Format: domain/backup.ts. */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { FoundBackup } from '#contract/backup.ts';
import type { SessionState } from '#contract/session.ts';
import type { Backup } from '#domain/backup.ts';
import { backupContents, backupManifest, isBackupName, notABackup, parseBackup } from '#domain/backup.ts';
import { Failure, isFailure } from '#domain/failure.ts';
import type { Backend } from './backend.ts';
import { copyContents } from './backup.ts';
import type { Entries } from './dispatch.ts';
import { makeFolderDurably, readFileSafely } from './files/atomic-write.ts';
import { fileFailure } from './files/file-failure.ts';
import { copyFileDurably } from './files/large-file.ts';
import { sideOf } from './installation.ts';
import { sessionState } from './session.ts';
import { moveIntoPlace, setupFolder } from './setup.ts';

const mostManifest = 64 * 1024;

const read = (folder: string): Backup =>
  parseBackup(readFileSafely(join(folder, backupManifest), mostManifest).toString('utf8'));

/** Backups in a folder that a person chose, newest first: one of them, or the place where they lie. */
function find({ folder }: { readonly folder: string }): FoundBackup[] {
  const places = existsSync(join(folder, backupManifest)) ? [folder] : backupsIn(folder);
  const found = places.flatMap((path) => {
    try {
      const { madeAt, owner, records, attachments, database } = read(path);
      return [{ path, madeAt, owner, records, attachments, bytes: database.bytes }];
    } catch (error) {
      // One that was never finished is no backup; the others still are.
      if (isFailure(error)) return [];
      throw error;
    }
  });
  if (found.length === 0) throw notABackup();
  return found.toSorted((a, b) => b.madeAt - a.madeAt);
}

function backupsIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter(isBackupName)
      .map((name) => join(folder, name));
  } catch (error) {
    throw fileFailure(error, 'read');
  }
}

/**
 * Copies it aside, compares, and moves it into place in one step at the end; then people log in as before.
 * @throws Failure conflict where there is a ledger; notABackup, fileDamaged, and those of reading and writing
 */
async function restore({ path }: { readonly path: string }, backend: Backend): Promise<SessionState> {
  const { folder } = backend;
  if (sideOf(folder) !== null) throw new Failure('conflict', '本机已有台账，没有恢复，也没有改动。');
  const { side, database } = read(path);
  const aside = setupFolder(folder);
  const contents = join(folder, backupContents);
  const isFirst = !existsSync(contents);
  rmSync(aside, { recursive: true, force: true });
  makeFolderDurably(aside);
  try {
    copyOne(path, aside, 'keyring.json');
    if (copyOne(path, aside, `${side}.db`) !== database.sha256)
      throw new Failure('fileDamaged', '这份备份已损坏，没有恢复任何内容。请换一份备份。');
    const silent = { cancelled: () => false, progress: () => undefined };
    await copyContents(silent, join(dirname(path), backupContents), contents);
    moveIntoPlace(aside, folder, side);
  } catch (error) {
    // The stick was pulled while its attachments were read, or something else lies under their names.
    if (isFirst) rmSync(contents, { recursive: true, force: true });
    throw fileFailure(error, 'read');
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
  backend.log('info', `restored from ${basename(path)}`);
  return sessionState(backend);
}

/** Returns the SHA-256. */
function copyOne(from: string, to: string, name: string): string {
  try {
    return copyFileDurably(join(from, name), join(to, name));
  } catch (error) {
    throw fileFailure(error, existsSync(join(from, name)) ? 'write' : 'read');
  }
}

export const restoreEntries = {
  'restore.find': (input) => find(input),
  'restore.run': (input, backend) => restore(input, backend),
} satisfies Entries;
