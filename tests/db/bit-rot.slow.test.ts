/**
 * A bit turns over in the file of a ledger that nobody has open. Every page is encrypted and carries
 * an authentication code, so what SQLite's own check overlooks in a plain file cannot stay hidden here.
 */
import Database from 'better-sqlite3';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Db } from '#db/open.ts';
import { openDatabase, quickCheck } from '#db/open.ts';
import { integrityFindings } from '#db/verify.ts';
import { must } from '#domain/failure.ts';
import { verifyAll } from '#services/database.ts';
import { folderIn, newBranch } from '#tests/helpers/branch.ts';
import { lengthOf } from '#tests/helpers/length.ts';
import { recordComplaint } from '#tests/helpers/records.ts';

let base: string;
let path: string;
let plain: string;
let key: Buffer;
let remove: () => void;

beforeAll(async () => {
  const branch = await newBranch(1, { keep: true });
  const outlet = must(branch.outlets[0], 'one outlet');
  outlet.write((ctx) => {
    for (let count = 0; count < 100; count += 1) recordComplaint(ctx);
  });
  key = Buffer.from(must(outlet.backend.session, 'logged in').installation.keys.dbKey);
  for (const each of [branch.centre, outlet]) await each.backend.close();
  base = folderIn(branch.base, 'rot');
  path = join(outlet.folder, 'outlet.db');
  plain = join(base, 'plain.db');
  cpSync(path, plain);
  const db = new Database(plain);
  db.pragma(`cipher='chacha20'`);
  db.pragma(`key="raw:${key.toString('hex')}"`);
  db.pragma('journal_mode = DELETE');
  db.pragma(`rekey=''`);
  db.close();
  remove = branch.remove;
});
afterAll(() => {
  remove();
});

const count = lengthOf({ short: 40, long: 400 });

/** Turns one bit over in a copy, spread evenly over the file, and says who notices. */
function noticed(source: string, open: (path: string) => Db, check: (db: Db) => boolean): number {
  const bytes = readFileSync(source);
  const copy = join(base, 'copy.db');
  let found = 0;
  for (let n = 0; n < count; n += 1) {
    const at = Math.floor(((n + 0.37) * bytes.length) / count);
    const bit = 1 << (n % 8);
    bytes[at] = (bytes[at] ?? 0) ^ bit;
    writeFileSync(copy, bytes);
    bytes[at] ^= bit;
    let isWhole = false;
    try {
      const db = open(copy);
      try {
        isWhole = check(db);
      } finally {
        db.close();
      }
    } catch {
      // It cannot even be read: noticed.
    }
    if (!isWhole) found += 1;
    for (const end of ['', '-wal', '-shm']) rmSync(`${copy}${end}`, { force: true });
  }
  return found;
}

const encrypted = (file: string): Db => openDatabase({ path: file, key, readonly: true });
const unencrypted = (file: string): Db => new Database(file, { readonly: true });

it('every turned bit of the ledger is noticed by the nightly verification', () => {
  expect(noticed(path, encrypted, (db) => verifyAll({ db }).ok)).toBe(count);
});

it('and by the quick check after a crash, because a page with a wrong code is not read', () => {
  const isWhole = (db: Db): boolean => {
    quickCheck(db);
    return true;
  };

  expect(noticed(path, encrypted, isWhole)).toBe(count);
});

it('in a file without encryption the integrity check overlooks most of them, chains and fold do not', () => {
  const byIntegrity = noticed(plain, unencrypted, (db) => integrityFindings(db).length === 0);
  const byVerification = noticed(plain, unencrypted, (db) => verifyAll({ db }).ok);

  expect(byIntegrity).toBeLessThan(count / 2);
  expect(byVerification).toBeGreaterThan(byIntegrity);
});
