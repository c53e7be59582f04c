/** The limit line: the same rows into the same encrypted tables by prepared INSERTs, without log, checks of ours or triggers. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize } from 'node:v8';
import type { Db } from '#db/open.ts';
import { openDatabase } from '#db/open.ts';
import type { Statement } from '#db/statements.ts';
import { rows } from '#db/statements.ts';
import { must } from '#domain/failure.ts';
import { elapsed } from './measure.ts';
import { newFolder, removeFolder } from './workplace.ts';

/** In the order in which references allow them to be inserted. */
const tables = ['complaint', 'complaint_step', 'outreach_event', 'training', 'attendance'] as const;

interface TableRows {
  readonly sql: string;
  readonly rows: readonly (readonly unknown[])[];
}

/** The final rows of one file. */
export interface Batch {
  readonly tables: readonly TableRows[];
  readonly rows: number;
}

export function insertSql(db: Db, table: string): string {
  const columns = rows<{ name: string }>(db, 'SELECT name FROM pragma_table_info(?)', table).map(({ name }) => name);
  return `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`;
}

export const allRows = (db: Db, table: string): readonly (readonly unknown[])[] =>
  db.prepare(`SELECT * FROM ${table} ORDER BY seq`).raw().all() as unknown[][];

export function batchOf(db: Db): Batch {
  const found = tables.map((table) => ({ sql: insertSql(db, table), rows: allRows(db, table) }));
  return {
    tables: found.filter((each) => each.rows.length > 0),
    rows: found.reduce((sum, each) => sum + each.rows.length, 0),
  };
}

/** An empty database of today's schema without its triggers, with what the rows refer to. */
export function bareDatabase(folder: string, codes: readonly string[]): Db {
  const db = openDatabase({ path: join(folder, 'bare.db'), key: randomBytes(32), create: true });
  for (const { name } of rows<{ name: string }>(db, `SELECT name FROM sqlite_schema WHERE type = 'trigger'`)) {
    db.exec(`DROP TRIGGER ${name}`);
  }
  const chain = db.prepare(
    `INSERT INTO chain (id, inc, stream, node, own, seq, hash) VALUES (?, ?, 'centre', '', 0, 1000000, zeroblob(32))`,
  );
  const outlet = db.prepare(
    `INSERT INTO outlet (id, code, name, sub_branch, district, sort, head, chain, seq) VALUES (?, ?, '', '', '', 1, '', 1, 1)`,
  );
  db.transaction(() => {
    for (const id of [1, 2]) chain.run(id, String(id).repeat(32));
    for (const code of codes) outlet.run(code, code);
  })();
  return db;
}

const batchIn = (folder: string, code: string): Batch => deserialize(readFileSync(join(folder, code))) as Batch;

/** Milliseconds for the batches of a folder, one durable transaction each. Reading them is not timed. */
export function insertRaw(codes: readonly string[], batches: string): number {
  const folder = newFolder('bare');
  const db = bareDatabase(folder, codes);
  const statements = new Map<string, Statement>();
  const insertAll = db.transaction((batch: Batch) => {
    for (const table of batch.tables) {
      const statement = must(statements.get(table.sql), 'it was prepared');
      for (const values of table.rows) statement.run(...values);
    }
  });
  let ms = 0;
  for (const code of codes) {
    const batch = batchIn(batches, code);
    for (const { sql } of batch.tables) if (!statements.has(sql)) statements.set(sql, db.prepare(sql));
    ms += elapsed(() => insertAll.immediate(batch));
  }
  db.close();
  removeFolder(folder);
  return ms;
}
