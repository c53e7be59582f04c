/**
 * Synchronised records as rows: the mapping between an entity declaration and its table.
 * Column names are the mechanical snake_case of the field names (tests/db/schema.test.ts holds
 * every table to its declaration).
 */
import type { Entity, Field, RecordOf } from '#domain/entity.ts';
import { baseFields, columnOf } from '#domain/entity.ts';
import type { Db } from './open.ts';
import type { Row, Statement } from './statements.ts';
import { prepared, row, rows } from './statements.ts';

/** Where a row's last operation stands. */
export interface Position {
  readonly head: string;
  readonly chain: number;
  readonly seq: number;
}

type SqlValue = string | number | null;
type Mapping = { readonly name: string; readonly column: string; readonly field: Field<unknown> };

const mappings = new WeakMap<Entity, readonly Mapping[]>();

/** Fields of an entity with their columns, own fields first, in declaration order. */
export function mappingOf(entity: Entity): readonly Mapping[] {
  const known = mappings.get(entity);
  if (known !== undefined) return known;
  const all = { ...entity.fields, ...baseFields };
  const made = Object.entries(all).map(([name, field]) => ({ name, column: columnOf(name), field }));
  mappings.set(entity, made);
  return made;
}

/** How a field's value is stored. An absent required value is stored as its natural empty value. */
export function toSql(field: Field<unknown>, value: unknown): SqlValue {
  if (field.kind === 'flag') return value === true ? 1 : 0;
  if (field.kind === 'json') return JSON.stringify(value ?? []);
  // A required text is absent only where it was erased.
  if (value === null || value === undefined)
    return field.required && field.kind === 'text' && field.personal ? '' : null;
  return typeof value === 'number' ? value : (value as string);
}

function fromSql(field: Field<unknown>, value: unknown): unknown {
  if (field.kind === 'flag') return value === 1;
  if (field.kind === 'json') return JSON.parse(String(value)) as unknown;
  return value;
}

/** Reads one row. The table's CHECKs and the fold guarantee the declared types. */
export function recordFrom<E extends Entity>(entity: E, source: Row): RecordOf<E> {
  const record: Record<string, unknown> = { id: source['id'], head: source['head'] };
  for (const { name, column, field } of mappingOf(entity)) record[name] = fromSql(field, source[column]);
  return record as unknown as RecordOf<E>;
}

export function getRecord<E extends Entity>(db: Db, entity: E, id: string): RecordOf<E> | null {
  const found = row(db, `SELECT * FROM ${entity.name} WHERE id = ?`, id);
  return found === undefined ? null : recordFrom(entity, found);
}

/** `tail` is everything after `FROM table`: WHERE, ORDER BY, LIMIT. Values only through parameters. */
export const findRecords = <E extends Entity>(
  db: Db,
  entity: E,
  tail: string,
  ...params: readonly unknown[]
): readonly RecordOf<E>[] =>
  rows(db, `SELECT * FROM ${entity.name} ${tail}`, ...params).map((found) => recordFrom(entity, found));

/** Inserts a new row with all its fields; absent ones get their empty value. False when the id is there already. */
export function insertRow(
  db: Db,
  entity: Entity,
  id: string,
  fields: Readonly<Record<string, unknown>>,
  at: Position,
): boolean {
  const mapping = mappingOf(entity);
  const values: SqlValue[] = mapping.map(({ name, field }) => toSql(field, fields[name]));
  return insertStatement(db, entity).run(id, ...values, at.head, at.chain, at.seq).changes === 1;
}

/** A new row: its id, its fields and where its operation stands. */
export interface FreshRow {
  readonly id: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly at: Position;
}

/** With every statement SQLite keeps what a failure would have to undo; for twenty rows it does so once. */
export const rowsAtOnce = 20;

/** Inserts exactly `rowsAtOnce` new rows. @throws when one does not fit or is there already; then none was inserted */
export function insertRows(db: Db, entity: Entity, fresh: readonly FreshRow[]): void {
  const mapping = mappingOf(entity);
  const values: SqlValue[] = [];
  for (const { id, fields, at } of fresh) {
    values.push(id);
    for (const { name, field } of mapping) values.push(toSql(field, fields[name]));
    values.push(at.head, at.chain, at.seq);
  }
  insertManyStatement(db, entity).run(values);
}

const manyInserts = new WeakMap<Entity, string>();

function insertManyStatement(db: Db, entity: Entity): Statement {
  let sql = manyInserts.get(entity);
  if (sql === undefined) {
    const places = `(${marksFor(entity)})`;
    sql = `INSERT INTO ${entity.name} ${columnsFor(entity)} VALUES ${Array.from({ length: rowsAtOnce }, () => places).join(', ')}`;
    manyInserts.set(entity, sql);
  }
  return prepared(db, sql);
}

const columnsFor = (entity: Entity): string =>
  `(id, ${mappingOf(entity)
    .map(({ column }) => column)
    .join(', ')}, head, chain, seq)`;
const marksFor = (entity: Entity): string => Array.from({ length: mappingOf(entity).length + 4 }, () => '?').join(', ');

const inserts = new WeakMap<Entity, string>();

function insertStatement(db: Db, entity: Entity): Statement {
  let sql = inserts.get(entity);
  if (sql === undefined) {
    sql = `INSERT INTO ${entity.name} ${columnsFor(entity)} VALUES (${marksFor(entity)}) ON CONFLICT (id) DO NOTHING`;
    inserts.set(entity, sql);
  }
  return prepared(db, sql);
}

/**
 * Sets some fields of a row whose head is still `expected`. False when the row is not there or
 * has moved on: then the record must be folded from all its operations.
 */
export function updateRow(
  db: Db,
  entity: Entity,
  id: string,
  fields: Readonly<Record<string, unknown>>,
  at: Position,
  expected: string,
): boolean {
  const changed = mappingOf(entity).filter(({ name }) => name in fields);
  const sets = changed.map(({ column }) => `${column} = ?, `).join('');
  const sql = `UPDATE ${entity.name} SET ${sets}head = ?, chain = ?, seq = ? WHERE id = ? AND head = ?`;
  const values = changed.map(({ name, field }) => toSql(field, fields[name]));
  return prepared(db, sql).run(...values, at.head, at.chain, at.seq, id, expected).changes === 1;
}

/** Replaces a row by its folded state. */
export function replaceRow(
  db: Db,
  entity: Entity,
  id: string,
  fields: Readonly<Record<string, unknown>>,
  at: Position,
): void {
  const old = row<{ head: string }>(db, `SELECT head FROM ${entity.name} WHERE id = ?`, id);
  if (old === undefined) insertRow(db, entity, id, fields, at);
  else {
    const all = Object.fromEntries(mappingOf(entity).map(({ name }) => [name, fields[name]]));
    updateRow(db, entity, id, all, at, old.head);
  }
}
