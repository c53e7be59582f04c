/** A decrypted copy with the tables other tools may read; columns are named as in domain/. */
import Database from 'better-sqlite3';
import { entityByName } from '#domain/entities.ts';
import { must } from '#domain/failure.ts';
import type { Db } from './open.ts';
import { mappingOf } from './record.ts';
import { prepared } from './statements.ts';

export const plainTables = ['complaint', 'outreach_event', 'training', 'attendance', 'outlet', 'staff'] as const;

/** Writes a new SQLite file at `path`, which must not exist. Returns rows per table. Voided records are included and marked. */
export function writePlainCopy(db: Db, path: string): Readonly<Record<string, number>> {
  const copy = new Database(path);
  try {
    copy.pragma('journal_mode = DELETE');
    copy.pragma('synchronous = FULL');
    return Object.fromEntries(plainTables.map((table) => [table, copyTable(db, copy, table)]));
  } finally {
    copy.close();
  }
}

function copyTable(db: Db, copy: Db, table: string): number {
  const entity = must(entityByName.get(table), 'plainTables names entities');
  const types = { text: 'TEXT', int: 'INTEGER', flag: 'INTEGER', json: 'TEXT' } as const;
  const columns = mappingOf(entity).map(({ column, field }) => ({ column, type: types[field.kind] }));
  const names = ['id', ...columns.map(({ column }) => column)];
  copy.exec(
    `CREATE TABLE ${table} (id TEXT PRIMARY KEY NOT NULL, ${columns.map(({ column, type }) => `${column} ${type}`).join(', ')}) STRICT`,
  );
  const insert = copy.prepare<unknown[]>(
    `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
  );
  const all = prepared(db, `SELECT ${names.join(', ')} FROM ${table} ORDER BY id`).all() as readonly Readonly<
    Record<string, unknown>
  >[];
  copy.transaction(() => {
    for (const found of all) insert.run(...names.map((name) => found[name]));
  })();
  return all.length;
}
