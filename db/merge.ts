/**
 * Applies received operations to the rows. The result is the pure fold of the set of operations
 * (domain/sync/fold.ts); the fast paths below only save work where that fold is obvious: a new
 * record, or an edit whose author saw exactly what is stored here.
 */
import { entityByName } from '#domain/entities.ts';
import type { Entity, Field } from '#domain/entity.ts';
import { misfit } from '#domain/entity.ts';
import { relayEntity } from '#domain/relay.ts';
import type { FoldOp } from '#domain/sync/fold.ts';
import { fold } from '#domain/sync/fold.ts';
import type { JsonFields, Op } from '#domain/sync/op-line.ts';
import { clearConflicts } from './op-log.ts';
import type { Db } from './open.ts';
import { insertRow, insertRows, mappingOf, replaceRow, rowsAtOnce, updateRow } from './record.ts';
import { carriedOp, eachOnce, isPassedOn, relayedOps, relayFrom } from './relay.ts';
import type { StoredOp } from './segment.ts';
import { ownOps, receivedOpAt, receivedOps } from './segment.ts';
import { row, rows, run } from './statements.ts';

export interface MergeCounts {
  readonly added: number;
  readonly changed: number;
  readonly conflicts: number;
  readonly shelved: number;
}

/** Who wrote the operations being applied. */
export interface Author {
  readonly node: string;
  readonly chain: number;
  /** The centre passed the operation on: it has judged who may write it. */
  readonly isVouchedFor?: boolean;
}

type Outcome = 'added' | 'changed' | 'conflict' | 'shelved';

/**
 * Folds operations of one chain, in order, into the rows. Call inside the transaction that stored
 * their segment. An operation that cannot be applied is shelved with its reason and does not stop
 * the others.
 */
export function applyReceived(db: Db, author: Author, ops: Iterable<StoredOp>, foundAt: number): MergeCounts {
  const counts = { added: 0, changed: 0, conflict: 0, shelved: 0 };
  let alike: StoredOp[] = [];
  const applyAlike = (): void => {
    if (insertAlike(db, author, alike)) counts.added += alike.length;
    else for (const stored of alike) counts[applyOne(db, author, stored, foundAt)] += 1;
    alike = [];
  };
  for (const stored of ops) {
    if (alike[0] !== undefined && !isAlike(alike[0], stored)) applyAlike();
    alike.push(stored);
    if (alike.length === rowsAtOnce) applyAlike();
  }
  applyAlike();
  return { added: counts.added, changed: counts.changed, conflicts: counts.conflict, shelved: counts.shelved };
}

/** Neighbours that each begin a record of one kind: they can be inserted together. */
const isAlike = (a: StoredOp, b: StoredOp): boolean =>
  a.op.entity === b.op.entity && a.op.after.length === 0 && b.op.after.length === 0;

/**
 * Most operations begin a record nobody has heard of. A full set of them is one statement; when
 * any of them does not go in as it is, none does, and each is applied by itself.
 */
function insertAlike(db: Db, author: Author, alike: readonly StoredOp[]): boolean {
  const entity = alike.length < rowsAtOnce ? undefined : entityByName.get(alike[0]?.op.entity ?? '');
  if (entity === undefined || entity.name === relayEntity.name) return false;
  const fresh = alike.map((stored) => ({
    id: stored.op.recordId,
    fields: valuesOf(stored),
    at: { head: stored.id, chain: author.chain, seq: stored.op.seq },
  }));
  const isRefused = (stored: StoredOp, fields: JsonFields): boolean =>
    refused(entity, author, stored, fields, nothing) !== null || !mayTouch(db, entity, author, stored, fields);
  if (alike.some((stored, index) => isRefused(stored, fresh[index]?.fields ?? {}))) return false;
  for (const { op } of alike) noteTouch(db, author, op);
  try {
    insertRows(db, entity, fresh);
    return true;
  } catch (error) {
    if (isConstraint(error)) return false;
    throw error;
  }
}

function applyOne(db: Db, author: Author, stored: StoredOp, foundAt: number): Outcome {
  const { op } = stored;
  if (op.entity !== relayEntity.name || op.after.length > 0) return applyOp(db, author, stored, foundAt);
  // Tried again from the shelf, the relay itself is there already.
  const isThere = row(db, 'SELECT 1 FROM relay WHERE id = ?', op.recordId) !== undefined;
  const outcome = isThere ? 'changed' : applyOp(db, author, stored, foundAt);
  if (outcome === 'shelved') return outcome;
  const carried = carriedOp(relayFrom(valuesOf(stored)), { chain: author.chain, seq: op.seq });
  if (carried === null) return shelve(db, author, stored, shelfReasons.unfit);
  const from = { node: carried.from?.node ?? '', chain: author.chain, isVouchedFor: true };
  return applyOp(db, from, carried, foundAt);
}

function applyOp(db: Db, author: Author, stored: StoredOp, foundAt: number): Outcome {
  const { op } = stored;
  const entity = entityByName.get(op.entity);
  if (entity === undefined) return shelve(db, author, stored, shelfReasons.unknown);
  const fields = valuesOf(stored);
  if (!mayTouch(db, entity, author, stored, fields)) return shelve(db, author, stored, shelfReasons.foreign);
  const at = { head: stored.id, chain: author.chain, seq: op.seq };
  const isFirst = op.after.length === 0;
  try {
    // Most operations begin a record nobody has heard of: that is tried before asking what is there.
    if (isFirst && refused(entity, author, stored, fields, nothing) === null) {
      noteTouch(db, author, op);
      if (insertRow(db, entity, op.recordId, fields, at)) return 'added';
    }
    const held = heldRow(db, entity, op.recordId);
    if (!isFirst && held === undefined) return shelve(db, author, stored, shelfReasons.early);
    const refusal = refused(entity, author, stored, fields, () => held);
    if (refusal !== null) return shelve(db, author, stored, refusal);
    noteTouch(db, author, op);
    if (!isFirst && updateRow(db, entity, op.recordId, fields, at, op.after.join(','))) {
      // Its author saw every value there was.
      clearConflicts(db, op.recordId, Object.keys(fields));
      return 'changed';
    }
    return refold(db, entity, op.recordId, at, foundAt) > 0 ? 'conflict' : 'changed';
  } catch (error) {
    if (isConstraint(error)) return shelve(db, author, stored, shelfReasons.unfit);
    throw error;
  }
}

/** Why an operation stands aside. What may still fit later is tried again after every file. */
const shelfReasons = {
  unknown: '本程序还不认识这类记录，升级后自动并入',
  early: '它所接的前一步还没有收到，收到后自动并入',
  unfit: '内容不符合登记规则，已单独存放，等待核对',
  foreign: '这件投诉还没有转给对方办理，收到转办后自动并入',
} as const;

/**
 * Tries again what stood aside because something it needs had not come: its record, the record it
 * belongs to, a newer program. Returns how many found their place. Call inside the transaction
 * that brought the news.
 */
export function retryShelf(db: Db, foundAt: number): number {
  let placed = 0;
  for (let progress = true; progress;) {
    progress = false;
    for (const { chain, seq, entity } of retryable(db)) {
      if (!entityByName.has(entity)) continue;
      const stored = receivedOpAt(db, chain, seq);
      const node = row<{ node: string }>(db, 'SELECT node FROM chain WHERE id = ?', chain)?.node;
      if (stored === null || node === undefined) continue;
      run(db, 'DELETE FROM shelf WHERE chain = ? AND seq = ?', chain, seq);
      if (applyOne(db, { node, chain }, stored, foundAt) === 'shelved') continue;
      progress = true;
      placed += 1;
    }
  }
  return placed;
}

const retryable = (db: Db): readonly { readonly chain: number; readonly seq: number; readonly entity: string }[] =>
  rows(
    db,
    'SELECT chain, seq, entity FROM shelf WHERE reason IN (SELECT value FROM json_each(?)) ORDER BY chain, seq',
    JSON.stringify(Object.values(shelfReasons)),
  );

/**
 * Folds records anew that a newer program wrote while this one did not know all their fields. Call
 * inside a transaction after an upgrade. Returns how many were folded.
 */
export function foldLater(db: Db, foundAt: number): number {
  retryShelf(db, foundAt);
  const waiting = rows<{ record: string; entity: string }>(db, 'SELECT record, entity FROM later ORDER BY record');
  let folded = 0;
  for (const { record, entity: name } of waiting) {
    const entity = entityByName.get(name);
    const stands = entity === undefined ? undefined : positionOf(db, entity, record);
    if (entity === undefined || stands === undefined) continue;
    const ops = opsOfRecord(db, record);
    const known = new Set(mappingOf(entity).map((mapping) => mapping.name));
    if (ops.some(({ op }) => Object.keys(op.fields).some((field) => !known.has(field)))) continue;
    const other = otherPosition(db, stands);
    if (other === undefined) continue;
    refold(db, entity, record, other, foundAt);
    run(db, 'DELETE FROM later WHERE record = ?', record);
    folded += 1;
  }
  return folded;
}

interface Place {
  readonly chain: number;
  readonly seq: number;
}

const positionOf = (db: Db, entity: Entity, record: string): Place | undefined =>
  row<Place>(db, `SELECT chain, seq FROM ${entity.name} WHERE id = ?`, record);

/** The guard of a table wants to see that something new stands behind a changed row: any other received operation will do. */
const otherPosition = (db: Db, { chain, seq }: Place): Place | undefined =>
  row<Place>(
    db,
    `SELECT id AS chain, CASE WHEN id = ? AND seq = ? THEN seq - 1 ELSE seq END AS seq FROM chain
     WHERE own = 0 AND seq > 0 AND NOT (id = ? AND seq = 1) ORDER BY id = ? DESC LIMIT 1`,
    chain,
    seq,
    chain,
    chain,
  );

/** Of a stored row, what decides who owns it; undefined when there is no row. */
interface Held {
  readonly outlet: string | null;
}

const heldRow = (db: Db, entity: Entity, record: string): Held | undefined =>
  row<Held>(db, `SELECT ${hasOutlet(entity) ? 'outlet' : 'NULL AS outlet'} FROM ${entity.name} WHERE id = ?`, record);

const nothing = (): undefined => undefined;

const hasOutlet = (entity: Entity): boolean => 'outlet' in entity.fields;

/**
 * Whether the author has to do with the case an operation is about: it began it, or the centre passed
 * it on to it. Asked of cases and what belongs to them, and of nobody but outlets.
 */
function mayTouch(db: Db, entity: Entity, author: Author, { op }: StoredOp, fields: JsonFields): boolean {
  if (author.node === 'centre' || author.isVouchedFor === true || entity.owner === 'centre') return true;
  const complaint = caseOf(db, entity, op.recordId, fields);
  return complaint === null || complaint.startsWith(`${author.node}.`) || isPassedOn(db, complaint, author.node);
}

/** The complaint a record is or belongs to; null for other records. */
function caseOf(db: Db, entity: Entity, record: string, fields: JsonFields): string | null {
  if (entity.name === 'complaint') return record;
  const column = 'complaint' in entity.fields ? 'complaint' : entity.name === 'attachment' ? 'of_id' : null;
  if (column === null) return null;
  const said = fields[column === 'of_id' ? 'ofId' : column];
  const found =
    typeof said === 'string'
      ? said
      : row<{ found: string }>(db, `SELECT ${column} AS found FROM ${entity.name} WHERE id = ?`, record)?.found;
  if (found === undefined || column === 'complaint') return found ?? null;
  // Attachments belong to events and trainings, too.
  return row(db, 'SELECT 1 FROM complaint WHERE id = ?', found) === undefined ? null : found;
}

/** Remembers that somebody else than its creator wrote a record: a later fold looks there too. */
function noteTouch(db: Db, author: Author, { recordId }: Op): void {
  if (author.isVouchedFor === true || recordId.startsWith(`${author.node}.`)) return;
  run(db, 'INSERT OR IGNORE INTO touch (record, chain) VALUES (?, ?)', recordId, author.chain);
}

const isConstraint = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  typeof error.code === 'string' &&
  error.code.startsWith('SQLITE_CONSTRAINT');

const valuesOf = ({ op, private: secret }: StoredOp): JsonFields =>
  secret === null ? op.fields : { ...op.fields, ...secret.fields };

/** Why this author may not write this, or null. Class B fields belong to the record's owner. */
function refused(
  entity: Entity,
  author: Author,
  stored: StoredOp,
  fields: JsonFields,
  held: () => Held | undefined,
): string | null {
  let isOwner: boolean | undefined;
  for (const { name, field } of mappingOf(entity)) {
    if (!(name in fields)) {
      if (mayBeAbsent(field, stored)) continue;
      return `缺少必填内容 ${name}`;
    }
    const reason = unfit(name, field, fields[name], stored);
    if (reason !== null) return reason;
    if (
      field.cls === 'B' &&
      !(isOwner ??= author.isVouchedFor === true || owns(entity, author, stored.op.recordId, fields, held))
    )
      return `${name} 不归对方登记`;
  }
  return null;
}

function unfit(name: string, field: Field<unknown>, value: unknown, { op }: StoredOp): string | null {
  const reason = misfit(field, value);
  if (reason !== null) return `${name}：${reason}`;
  return field.cls === 'A' && op.after.length > 0 ? `${name} 只能登记一次` : null;
}

/** A later operation says only what changed; erased personal values may be missing from a first one. */
function mayBeAbsent(field: Field<unknown>, { op, private: secret }: StoredOp): boolean {
  if (op.after.length > 0 || !field.required || field.kind === 'flag' || field.kind === 'json') return true;
  return field.personal && secret === null && op.commitment !== null;
}

function owns(
  entity: Entity,
  author: Author,
  record: string,
  fields: JsonFields,
  held: () => Held | undefined,
): boolean {
  if (entity.owner === 'centre') return author.node === 'centre';
  if (!hasOutlet(entity)) return record.startsWith(`${author.node}.`);
  return (held()?.outlet ?? fields['outlet']) === author.node;
}

function shelve(db: Db, author: Author, { op }: StoredOp, reason: string): Outcome {
  run(
    db,
    'INSERT OR REPLACE INTO shelf (chain, seq, entity, record, reason) VALUES (?, ?, ?, ?, ?)',
    author.chain,
    op.seq,
    op.entity,
    op.recordId,
    reason,
  );
  return 'shelved';
}

/**
 * Received chains in which operations of a record may stand: its creator's, those of whoever else touched it,
 * and those with something that stands aside: an erasure must reach that, too.
 */
export function chainsOfRecord(db: Db, record: string): readonly number[] {
  const creator = record.slice(0, record.indexOf('.'));
  return rows<{ id: number }>(
    db,
    `SELECT id FROM chain WHERE own = 0 AND (node = ? OR id IN (SELECT chain FROM touch WHERE record = ?
       UNION SELECT chain FROM shelf WHERE record = ?)) ORDER BY id`,
    creator,
    record,
    record,
  ).map(({ id }) => id);
}

/** Every operation known of one record: own ones, its creator's, those of whoever else touched it, and relayed ones. */
export const opsOfRecord = (db: Db, record: string): readonly StoredOp[] =>
  opsOfRecords(db, [record]).get(record) ?? [];

/** The same for several records, reading each chain once. */
export function opsOfRecords(db: Db, records: readonly string[]): ReadonlyMap<string, readonly StoredOp[]> {
  const wanted = new Set(records);
  const chains = [...new Set(records.flatMap((record) => chainsOfRecord(db, record)))].toSorted((a, b) => a - b);
  const shelved = new Set(
    rows<{ chain: number; seq: number }>(
      db,
      'SELECT chain, seq FROM shelf WHERE record IN (SELECT value FROM json_each(?))',
      JSON.stringify(records),
    ).map(({ chain, seq }) => `${chain}:${seq}`),
  );
  const own = records.flatMap((record) => ownOps(db, { record }));
  const received = chains.flatMap((id) => [...receivedOps(db, id)].filter(({ op }) => wanted.has(op.recordId)));
  const all = [...own, ...received, ...relayedOps(db, records)];
  const known = all.filter(({ chain, op }) => !shelved.has(`${chain}:${op.seq}`));
  return Map.groupBy(eachOnce(known), ({ op }) => op.recordId);
}

export const foldOpOf = (stored: StoredOp): FoldOp => ({
  id: stored.id,
  after: stored.op.after,
  hlc: stored.op.hlc,
  fields: valuesOf(stored),
});

/** Rebuilds one row from all its operations; returns the number of fields in conflict. `at` is the operation that caused it. */
export function refold(
  db: Db,
  entity: Entity,
  record: string,
  at: { readonly chain: number; readonly seq: number },
  foundAt: number,
): number {
  const ops = opsOfRecord(db, record);
  const state = fold(ops.map(foldOpOf));
  replaceRow(db, entity, record, state.fields, { head: state.heads.join(','), chain: at.chain, seq: at.seq });
  run(db, 'DELETE FROM conflict WHERE record = ?', record);
  for (const { field, values } of state.conflicts) {
    run(
      db,
      'INSERT INTO conflict (entity, record, field, found_at, vals) VALUES (?, ?, ?, ?, ?)',
      entity.name,
      record,
      field,
      foundAt,
      JSON.stringify(values),
    );
  }
  return state.conflicts.length;
}
