/** Prepared statements, kept per open database. Preparing costs more than running most of them. */
import type { Db } from './open.ts';

/** The part of a prepared statement this layer uses; values are bound by position. */
export interface Statement {
  run(...params: readonly unknown[]): { readonly changes: number };
  get(...params: readonly unknown[]): unknown;
  all(...params: readonly unknown[]): unknown[];
}
export type Row = Readonly<Record<string, unknown>>;

const kept = new WeakMap<Db, Map<string, Statement>>();

export function prepared(db: Db, sql: string): Statement {
  const known = kept.get(db) ?? new Map<string, Statement>();
  if (known.size === 0) kept.set(db, known);
  const found = known.get(sql);
  if (found !== undefined) return found;
  const made = db.prepare(sql) as Statement;
  known.set(sql, made);
  return made;
}

/** All rows of a query. The caller names the shape its own SQL returns. */
export const rows = <T = Row>(db: Db, sql: string, ...params: readonly unknown[]): readonly T[] =>
  prepared(db, sql).all(...params) as readonly T[];

export const row = <T = Row>(db: Db, sql: string, ...params: readonly unknown[]): T | undefined =>
  prepared(db, sql).get(...params) as T | undefined;

export const run = (db: Db, sql: string, ...params: readonly unknown[]): number =>
  prepared(db, sql).run(...params).changes;
