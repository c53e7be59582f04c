import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Migration } from '#db/migrations/index.ts';
import { migrations } from '#db/migrations/index.ts';
import { closeDatabase, openDatabase, schemaVersion } from '#db/open.ts';
import { row } from '#db/statements.ts';
import { newDatabase } from '#tests/helpers/database.ts';
import { failureCode } from '#tests/helpers/failure-code.ts';

describe('opening', () => {
  it('encrypts: neither the header nor a name can be read from the file', () => {
    const { db, path } = newDatabase();
    db.exec(`INSERT INTO secret (key, value) VALUES ('probe', 'needle-in-plain-text')`);
    closeDatabase(db);

    const bytes = readFileSync(path);

    expect(bytes.subarray(0, 15).toString('latin1')).not.toBe('SQLite format 3');
    expect(bytes.includes('needle-in-plain-text')).toBe(false);
  });

  it('keeps what it sorts in memory: temporary files would not be encrypted', () => {
    const { db } = newDatabase();

    expect(db.pragma('temp_store', { simple: true })).toBe(2);
  });

  it('makes every commit durable', () => {
    const { db } = newDatabase();

    expect(db.pragma('synchronous', { simple: true })).toBe(2);
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
  });

  it('refuses a wrong key and leaves the file alone', async () => {
    const { db, path } = newDatabase();
    closeDatabase(db);
    const before = readFileSync(path);

    expect(await failureCode(() => openDatabase({ path, key: randomBytes(32) }))).toBe('databaseDamaged');
    expect(readFileSync(path)).toEqual(before);
  });

  it('says so when the file is missing', async () => {
    const { path, key } = newDatabase();

    expect(await failureCode(() => openDatabase({ path: join(dirname(path), 'no.db'), key }))).toBe('databaseMissing');
  });

  it('refuses a file of a newer program', async () => {
    const { db, path, key } = newDatabase();
    db.pragma('user_version = 99990');
    closeDatabase(db);

    expect(await failureCode(() => openDatabase({ path, key }))).toBe('databaseTooNew');
  });

  it('finds damage after an unclean exit', async () => {
    const { db, path, key } = newDatabase();
    db.exec(`INSERT INTO secret (key, value) VALUES ('probe', '${'x'.repeat(200_000)}')`);
    closeDatabase(db);
    truncateSync(path, readFileSync(path).length - 8192);

    expect(await failureCode(() => openDatabase({ path, key, check: true }))).toBe('databaseDamaged');
  });
});

describe('migrating', () => {
  const next: Migration = {
    version: schemaVersion + 10,
    name: 'probe',
    up: (db) => db.exec('CREATE TABLE probe (id TEXT PRIMARY KEY NOT NULL) STRICT'),
  };

  it('copies the file first and then goes up', () => {
    const { db, path, key } = newDatabase();
    closeDatabase(db);

    const upgraded = openDatabase({ path, key, migrations: [...migrations, next], stamp: '2026-01-01' });

    expect(row(upgraded, 'SELECT count(*) AS n FROM probe')).toEqual({ n: 0 });
    const copies = readdirSync(join(dirname(path), 'backups'));
    expect(copies).toEqual([`outlet-2026-01-01-before-${schemaVersion + 10}.db`]);
    const copy = openDatabase({ path: join(dirname(path), 'backups', copies[0] ?? ''), key });
    expect(copy.pragma('user_version', { simple: true })).toBe(schemaVersion);
  });

  it('leaves the old file as it was when a step fails', () => {
    const { db, path, key } = newDatabase();
    closeDatabase(db);
    const broken: Migration = {
      ...next,
      up: (each) => each.exec('CREATE TABLE probe (id TEXT) STRICT; INSERT INTO nowhere VALUES (1)'),
    };

    expect(() => openDatabase({ path, key, migrations: [...migrations, broken] })).toThrow('nowhere');

    const again = openDatabase({ path, key });
    expect(again.pragma('user_version', { simple: true })).toBe(schemaVersion);
    expect(row(again, `SELECT 1 FROM sqlite_master WHERE name = 'probe'`)).toBeUndefined();
  });

  it('numbers its steps upwards', () => {
    const versions = migrations.map(({ version }) => version);

    expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b));
  });

  it('does not take a plain text file for a database', async () => {
    const { path, key } = newDatabase();
    const junk = join(dirname(path), 'junk.db');
    writeFileSync(junk, 'not a database at all, just text'.repeat(200));

    expect(await failureCode(() => openDatabase({ path: junk, key }))).toBe('databaseDamaged');
    expect(existsSync(junk)).toBe(true);
  });
});
