/**
 * Opens the one database of this installation. The only file that knows the driver.
 *
 * - Encrypted at rest (ChaCha20, raw 32-byte key): a wrong key and a foreign file look the same.
 * - WAL with synchronous=FULL: what was reported as saved survives a power cut. The driver's
 *   default in WAL is NORMAL, which can lose the last commits.
 * - A file of a newer program is refused; before a migration the file is copied.
 */
import Database from 'better-sqlite3';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Failure, isFailure } from '#domain/failure.ts';
import { syncFile, syncFolder } from './file-sync.ts';
import type { Migration } from './migrations/index.ts';
import { migrations } from './migrations/index.ts';

export type Db = Database.Database;

/** Latest schema this program writes. */
export const schemaVersion = migrations.at(-1)?.version ?? 0;

export interface OpenOptions {
  readonly path: string;
  /** 32 bytes. */
  readonly key: Buffer;
  readonly create?: boolean;
  readonly readonly?: boolean;
  /** Set after an unclean exit: the whole file is read and checked before use. */
  readonly check?: boolean;
  /** Names the copy made before a migration. */
  readonly stamp?: string;
  readonly migrations?: readonly Migration[];
}

/** @throws Failure databaseMissing, databaseDamaged, databaseTooNew, databaseBusy, diskFull */
export function openDatabase(options: OpenOptions): Db {
  if (options.create !== true && !existsSync(options.path)) {
    throw new Failure('databaseMissing', `没有找到台账文件 ${basename(options.path)}。请核对数据位置，或从备份恢复。`);
  }
  try {
    const db = new Database(options.path, {
      fileMustExist: options.create !== true,
      readonly: options.readonly ?? false,
      timeout: 3000,
    });
    try {
      prepare(db, options);
      return db;
    } catch (error) {
      db.close();
      throw error;
    }
  } catch (error) {
    throw asFailure(error);
  }
}

function prepare(db: Db, options: OpenOptions): void {
  db.pragma(`cipher='chacha20'`);
  db.pragma(`key="raw:${options.key.toString('hex')}"`);
  db.pragma('foreign_keys = ON');
  db.pragma('trusted_schema = OFF');
  // SQLite does not encrypt its temporary files: sorting a list would leave names on the disk.
  db.pragma('temp_store = MEMORY');
  // Up to 32 MiB of decrypted pages; only a large file uses that much.
  db.pragma('cache_size = -32768');
  if (options.readonly === true) return;
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('secure_delete = ON');
  if (options.check === true) quickCheck(db);
  migrate(db, options);
}

/** @throws Failure databaseDamaged */
export function quickCheck(db: Db): void {
  const found = db.pragma('quick_check(5)', { simple: true });
  if (found !== 'ok') {
    throw new Failure(
      'databaseDamaged',
      '台账文件有损坏，已停止写入，没有改动任何内容。请从最近的备份恢复，并联系消保中心。',
      found,
    );
  }
}

function migrate(db: Db, options: OpenOptions): void {
  const list = options.migrations ?? migrations;
  const newest = list.at(-1)?.version ?? 0;
  const found = Number(db.pragma('user_version', { simple: true }));
  if (found > newest) {
    throw new Failure(
      'databaseTooNew',
      `这份台账由更新版本的程序写成（${found} 高于 ${newest}），没有改动。请先升级本机程序再打开。`,
    );
  }
  const due = list.filter((migration) => migration.version > found);
  if (due.length === 0) return;
  if (found > 0) backupTo(db, backupPath(options, `before-${newest}`));
  db.transaction(() => {
    for (const migration of due) migration.up(db);
    const broken = db.pragma('foreign_key_check');
    if (Array.isArray(broken) && broken.length > 0) throw new Error('migration left broken references');
    db.pragma(`user_version = ${newest}`);
  }).immediate();
}

const backupPath = (options: OpenOptions, label: string): string => {
  return join(
    dirname(options.path),
    'backups',
    `${basename(options.path, '.db')}-${options.stamp ?? 'start'}-${label}.db`,
  );
};

/**
 * A complete encrypted copy (same key); nothing is done when it exists. It gets its name only when
 * it is whole and on the disk: half a copy under that name would count as the backup of the day.
 * @throws Failure diskFull, readOnly
 */
export function backupTo(db: Db, path: string): void {
  if (existsSync(path)) return;
  const folder = dirname(path);
  const part = `${path}.${randomBytes(4).toString('hex')}.part`;
  try {
    if (mkdirSync(folder, { recursive: true }) !== undefined) syncFolder(dirname(folder));
    db.prepare('VACUUM INTO ?').run(part);
    syncFile(part);
    renameSync(part, path);
    syncFolder(folder);
  } catch (error) {
    removeIfPossible(part);
    throw asFailure(error);
  }
}

function removeIfPossible(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // The disk is broken or gone: the failure that is reported is the first one.
  }
}

/** Keeps the newest `keep` copies whose names begin with `prefix` and end in a date. */
export function pruneBackups(folder: string, prefix: string, keep: number): void {
  const dated = readdirSync(folder)
    .filter((name) => name.startsWith(prefix) && /\d{4}-\d{2}-\d{2}\.db$/.test(name))
    .sort();
  for (const name of dated.slice(0, Math.max(0, dated.length - keep))) rmSync(join(folder, name), { force: true });
}

/** Pages of log after which SQLite brings them into the file: its own default, and for long jobs (32 MiB). */
const checkpointPages = { usual: 1000, long: 8192 } as const;

/**
 * Runs a job that commits many times: a page that is written again and again reaches the file once.
 * Every commit is as durable as ever, because the log is what is synced.
 */
export async function withRareCheckpoints<T>(db: Db, body: () => Promise<T>): Promise<T> {
  db.pragma(`wal_autocheckpoint = ${checkpointPages.long}`);
  try {
    return await body();
  } finally {
    if (db.open) {
      db.pragma(`wal_autocheckpoint = ${checkpointPages.usual}`);
      checkpointIfPossible(db);
    }
  }
}

function checkpointIfPossible(db: Db): void {
  try {
    db.pragma('wal_checkpoint(PASSIVE)');
  } catch {
    // All is in the log. The next commit tries again, and is the one to say that the disk is bad.
  }
}

/** Checkpoints and closes; afterwards the -wal file is empty or gone. */
export function closeDatabase(db: Db): void {
  if (!db.open) return;
  if (!db.readonly) {
    db.pragma('optimize');
    db.pragma('wal_checkpoint(TRUNCATE)');
  }
  db.close();
}

const sentences: readonly (readonly [string, () => Failure])[] = [
  ['SQLITE_FULL', () => new Failure('diskFull', '数据盘已满，这一次没有保存，之前的内容完好。请清理磁盘后重试。')],
  ['SQLITE_BUSY', () => new Failure('databaseBusy', '台账正被另一个程序使用，这一次没有保存，数据安全。请稍后重试。')],
  [
    'SQLITE_READONLY',
    () => new Failure('readOnly', '数据位置不可写，这一次没有保存，之前的内容完好。请检查磁盘权限。'),
  ],
  [
    'SQLITE_NOTADB',
    () => new Failure('databaseDamaged', '打不开台账：钥匙不符，或文件不是本程序的台账。文件没有被改动。'),
  ],
  [
    'SQLITE_CORRUPT',
    () => new Failure('databaseDamaged', '台账文件有损坏，已停止写入。请从最近的备份恢复，并联系消保中心。'),
  ],
  [
    'SQLITE_IOERR',
    () =>
      new Failure(
        'diskFailing',
        '台账所在的磁盘读写出错，这一次没有保存，之前的内容完好。请重试；再次出现请停止录入并联系科技人员检查磁盘。',
      ),
  ],
  ['SQLITE_CANTOPEN', () => new Failure('folderUnsuitable', '打不开数据位置。请核对文件夹是否存在、是否可写。')],
];

/** Turns what SQLite throws into a sentence; anything unknown stays what it is. */
export function asFailure(error: unknown): unknown {
  if (isFailure(error)) return error;
  const code = error instanceof Database.SqliteError ? error.code : '';
  return sentences.find(([prefix]) => code.startsWith(prefix))?.[1]() ?? error;
}
