/**
 * Carries out erasures: the private parts of the listed operations leave the log, the received
 * segments, the row, the search index and the saved filters, and are remembered so that no old file brings them back.
 */
import { entityByName } from '#domain/entities.ts';
import type { Erasure } from '#domain/erasure.ts';
import type { Op } from '#domain/sync/op-line.ts';
import { parseOpLine, parsePrivateLine } from '#domain/sync/op-line.ts';
import { linesOf } from './chain.ts';
import { markForIndex } from './complaint-search.ts';
import { opHash, opId } from './hash.ts';
import { chainsOfRecord, refold } from './merge.ts';
import type { Db } from './open.ts';
import type { Segment } from './segment.ts';
import { segmentsOf } from './segment.ts';
import { mappingOf } from './record.ts';
import { forgetFiltersNaming } from './saved-filter.ts';
import { row, run } from './statements.ts';
import { compressFrame } from './zstd-frame.ts';

/** Those of the given operations whose personal values were erased here. */
export function erasedAmong(db: Db, ids: readonly string[]): ReadonlySet<string> {
  if (row(db, 'SELECT 1 FROM erased LIMIT 1') === undefined) return new Set();
  return new Set(ids.filter((id) => row(db, 'SELECT 1 FROM erased WHERE op = ?', id) !== undefined));
}

/**
 * Removes the personal values an erasure lists from the log and the segments. Call inside the
 * transaction that wrote the erasure; the row must be folded anew in it, too.
 */
export function purgeValues(db: Db, { entity, record, ops }: Pick<Erasure, 'entity' | 'record' | 'ops'>): void {
  for (const op of ops) {
    run(db, 'INSERT OR IGNORE INTO erased (op, record) VALUES (?, ?)', op, record);
    run(db, 'UPDATE op SET private = NULL WHERE record = ? AND id = ? AND private IS NOT NULL', record, op);
  }
  const listed = new Set(ops);
  for (const chain of chainsOfRecord(db, record)) {
    for (const segment of segmentsOf(db, chain)) eraseInSegment(db, segment, record, listed);
  }
  if (entity !== 'complaint') return;
  markForIndex(db, record);
  forgetFiltersNaming(db, record);
}

/** Carries out an erasure that came with a file; `at` is its operation, which then stands behind the row. */
export function eraseValues(
  db: Db,
  erasure: Pick<Erasure, 'entity' | 'record' | 'ops'>,
  at: { readonly chain: number; readonly seq: number },
  foundAt: number,
): void {
  purgeValues(db, erasure);
  const entity = entityByName.get(erasure.entity);
  if (entity === undefined || row(db, `SELECT 1 FROM ${entity.name} WHERE id = ?`, erasure.record) === undefined)
    return;
  refold(db, entity, erasure.record, at, foundAt);
}

function eraseInSegment(db: Db, segment: Segment, record: string, listed: ReadonlySet<string>): void {
  const secrets = linesOf(segment.private);
  if (secrets.length === 0) return;
  const gone = new Set<number>();
  let hash = segment.prev;
  for (const line of linesOf(segment.ops)) {
    hash = opHash(hash, line);
    if (!line.includes(record) || !listed.has(opId(hash))) continue;
    gone.add(parseOpLine(line).seq);
  }
  const kept = secrets.filter((line) => !gone.has(parsePrivateLine(line).seq));
  if (kept.length === secrets.length) return;
  const frame =
    kept.length === 0 ? Buffer.alloc(0) : compressFrame(Buffer.from(kept.map((line) => `${line}\n`).join('')));
  run(db, 'UPDATE segment SET private = ? WHERE chain = ? AND first = ?', frame, segment.chain, segment.first);
}

/** Notes a record that a newer program wrote, when something in the operation is unknown here. */
export function rememberLater(db: Db, op: Op): void {
  const entity = entityByName.get(op.entity);
  const known = entity === undefined ? null : new Set(mappingOf(entity).map(({ name }) => name));
  if (known !== null && Object.keys(op.fields).every((name) => known.has(name))) return;
  run(db, 'INSERT OR IGNORE INTO later (record, entity) VALUES (?, ?)', op.recordId, op.entity);
}
