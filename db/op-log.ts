/**
 * The operation log of this installation: appends what is written here, hash-linked, in the same
 * transaction as the row it changes. Format: docs/sync-format.md. Received operations are kept as
 * segments (db/segment.ts).
 */
import type { Entity } from '#domain/entity.ts';
import { misfit } from '#domain/entity.ts';
import { Failure } from '#domain/failure.ts';
import type { JsonFields, JsonValue } from '#domain/sync/op-line.ts';
import { opLine, privateLine } from '#domain/sync/op-line.ts';
import type { Chain } from './chain.ts';
import { chainFor } from './chain.ts';
import { commitmentOf, opHash, opId } from './hash.ts';
import type { Db } from './open.ts';
import { getRecord, insertRow, mappingOf, updateRow } from './record.ts';
import { rows, run } from './statements.ts';

/** One unit of work: everything written in it shares one transaction mark. */
export interface Work {
  readonly inc: string;
  readonly node: string;
  /** Staff number. */
  readonly user: string;
  /** Milliseconds UTC. */
  readonly now: () => number;
  readonly randomBytes: (count: number) => Buffer;
  /** First position of this unit per chain; filled while writing. */
  readonly firstSeq: Map<number, number>;
}

export interface OwnOp {
  readonly seq: number;
  readonly id: string;
  readonly line: string;
  readonly private: string | null;
}

/** Own operations of one chain after `after`, in order. */
export const ownOpsAfter = (db: Db, chain: number, after: number): readonly OwnOp[] =>
  rows<OwnOp>(db, 'SELECT seq, id, line, private FROM op WHERE chain = ? AND seq > ? ORDER BY seq', chain, after);

/**
 * Writes one record: the operation and the row, or nothing. Only the fields that differ from the
 * stored ones are written; when none does, nothing happens and null is returned.
 * `decided`: a person chose between contested values, and choosing the stored one is news too.
 * Call inside a transaction. `stream` names the receiver the operation is for.
 * @throws Failure invalid when a value does not fit its field
 */
export function writeRecord(
  db: Db,
  work: Work,
  stream: string,
  entity: Entity,
  id: string,
  fields: Readonly<Record<string, unknown>>,
  decided = false,
): { readonly seq: number; readonly opId: string } | null {
  const before = getRecord(db, entity, id);
  const changed = before === null || decided ? fields : differing(fields, before);
  if (before !== null && Object.keys(changed).length === 0) return null;
  checkFit(entity, changed, before === null);
  const chain = chainFor(db, work.inc, stream, work.node, true);
  const after = before === null ? [] : before.head.split(',');
  const op = append(db, work, chain, entity, id, changed, after);
  const at = { head: op.opId, chain: chain.id, seq: op.seq };
  const isWritten =
    before === null ? insertRow(db, entity, id, changed, at) : updateRow(db, entity, id, changed, at, before.head);
  if (!isWritten) throw new Error('row moved inside its own transaction');
  if (before !== null) clearConflicts(db, id, Object.keys(changed));
  return op;
}

/**
 * An operation that sets nothing, and the row folded anew behind it: after an erasure. Null when
 * the record is not here.
 */
export function touchRecord(
  db: Db,
  work: Work,
  stream: string,
  entity: Entity,
  id: string,
): { readonly chain: number; readonly seq: number } | null {
  const before = getRecord(db, entity, id);
  if (before === null) return null;
  const chain = chainFor(db, work.inc, stream, work.node, true);
  const { seq } = append(db, work, chain, entity, id, {}, before.head.split(','));
  return { chain: chain.id, seq };
}

function append(
  db: Db,
  work: Work,
  chain: Chain,
  entity: Entity,
  record: string,
  fields: Readonly<Record<string, unknown>>,
  after: readonly string[],
): { readonly seq: number; readonly opId: string } {
  const seq = chain.seq + 1;
  if (!work.firstSeq.has(chain.id)) work.firstSeq.set(chain.id, seq);
  const hlc = Math.max(chain.hlc + 1, work.now() * 1000);
  const parts = split(entity, fields);
  const secret =
    Object.keys(parts.personal).length === 0
      ? null
      : privateLine({ seq, salt: work.randomBytes(16).toString('base64url'), fields: parts.personal });
  const line = opLine({
    seq,
    hlc,
    firstSeq: work.firstSeq.get(chain.id) ?? seq,
    user: work.user,
    entity: entity.name,
    recordId: record,
    after,
    fields: parts.open,
    commitment: secret === null ? null : commitmentOf(secret),
  });
  const hash = opHash(chain.hash, line);
  const id = opId(hash);
  run(
    db,
    'INSERT INTO op (chain, seq, id, entity, record, line, private) VALUES (?, ?, ?, ?, ?, ?, ?)',
    chain.id,
    seq,
    id,
    entity.name,
    record,
    line,
    secret,
  );
  run(db, 'UPDATE chain SET seq = ?, hash = ?, hlc = ? WHERE id = ?', seq, hash, hlc, chain.id);
  return { seq, opId: id };
}

function split(entity: Entity, fields: Readonly<Record<string, unknown>>): { open: JsonFields; personal: JsonFields } {
  const open: Record<string, JsonValue> = {};
  const personal: Record<string, JsonValue> = {};
  for (const { name, field } of mappingOf(entity)) {
    if (!(name in fields)) continue;
    (field.personal ? personal : open)[name] = (fields[name] ?? null) as JsonValue;
  }
  return { open, personal };
}

function differing(
  fields: Readonly<Record<string, unknown>>,
  before: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const same = (name: string): boolean => JSON.stringify(fields[name] ?? null) === JSON.stringify(before[name] ?? null);
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !same(name)));
}

function checkFit(entity: Entity, fields: Readonly<Record<string, unknown>>, isNew: boolean): void {
  const mapping = mappingOf(entity);
  for (const name of Object.keys(fields)) {
    if (!mapping.some((known) => known.name === name)) throw new Error(`${entity.name} has no field ${name}`);
  }
  for (const { name, field } of mapping) {
    if (!(name in fields) && (!isNew || field.kind === 'flag' || field.kind === 'json')) continue;
    const reason = misfit(field, fields[name]);
    if (reason !== null)
      throw new Failure('invalid', `有一项内容不合要求（${name}：${reason}），没有保存。`, { [name]: reason });
  }
}

/** A person who writes a field again has decided about it. */
export function clearConflicts(db: Db, record: string, fields: readonly string[]): void {
  const names = JSON.stringify(fields);
  run(db, 'DELETE FROM conflict WHERE record = ? AND field IN (SELECT value FROM json_each(?))', record, names);
}
