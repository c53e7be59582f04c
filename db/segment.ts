/**
 * Received operations, kept as the verified compressed frames they came in. Rows point at
 * (chain, seq); an operation is looked up by its place, so no index over hashes is needed.
 */
import type { Op, PrivatePart } from '#domain/sync/op-line.ts';
import { parseOpLine, parsePrivateLine } from '#domain/sync/op-line.ts';
import { opHash, opId } from './hash.ts';
import type { Db } from './open.ts';
import { row, rows, run } from './statements.ts';
import { inflateFrame } from './zstd-frame.ts';

export interface Segment {
  readonly chain: number;
  readonly first: number;
  readonly last: number;
  /** Hash before the first and after the last operation. */
  readonly prev: Buffer;
  readonly tip: Buffer;
  /** zstd frames of NDJSON. */
  readonly ops: Buffer;
  readonly private: Buffer;
  /** SHA-256 of the file they came in, hex. */
  readonly package: string;
}

const maxSegmentBytes = 256 * 1024 * 1024;

/** Stores a verified segment and moves the chain's tip. `hlc` is the newest clock in it. */
export function storeSegment(db: Db, segment: Segment, hlc: number): void {
  const { chain, first, last, prev, tip, ops } = segment;
  run(
    db,
    'INSERT INTO segment (chain, first, last, prev, tip, ops, private, package) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    chain,
    first,
    last,
    prev,
    tip,
    ops,
    segment.private,
    segment.package,
  );
  run(db, 'UPDATE chain SET seq = ?, hash = ?, hlc = max(hlc, ?) WHERE id = ? AND own = 0', last, tip, hlc, chain);
}

export const segmentsOf = (db: Db, chain: number): readonly Segment[] =>
  rows<Segment>(db, 'SELECT * FROM segment WHERE chain = ? ORDER BY first', chain);

/** Lines of a stored frame. */
export function linesOf(frame: Buffer): readonly string[] {
  if (frame.length === 0) return [];
  const text = inflateFrame(frame, maxSegmentBytes).toString('utf8');
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}

/** The chain's hash after position `seq`, or null when it is not reached. Any position, own or received. */
export function hashAt(
  db: Db,
  chain: { readonly id: number; readonly seq: number; readonly hash: Buffer },
  seq: number,
): Buffer | null {
  if (seq === chain.seq) return chain.hash;
  const segment = row<Segment>(
    db,
    'SELECT * FROM segment WHERE chain = ? AND first <= ? AND last >= ?',
    chain.id,
    seq + 1,
    seq,
  );
  const holder =
    segment ??
    row<Segment>(db, 'SELECT * FROM segment WHERE chain = ? AND first <= ? AND last >= ?', chain.id, seq, seq);
  if (holder === undefined) return null;
  let hash = holder.prev;
  let at = holder.first - 1;
  for (const line of linesOf(holder.ops)) {
    if (at === seq) break;
    hash = opHash(hash, line);
    at += 1;
  }
  return at === seq ? hash : null;
}

export interface StoredOp {
  readonly id: string;
  readonly chain: number;
  readonly op: Op;
  /** Null when it never had personal values or they were erased. */
  readonly private: PrivatePart | null;
}

/** All operations of a received chain in order. */
export function* receivedOps(db: Db, chain: number): Generator<StoredOp> {
  for (const segment of segmentsOf(db, chain)) {
    const secrets = new Map(
      linesOf(segment.private)
        .map((line) => parsePrivateLine(line))
        .map((part) => [part.seq, part]),
    );
    let hash = segment.prev;
    for (const line of linesOf(segment.ops)) {
      hash = opHash(hash, line);
      const op = parseOpLine(line);
      yield { id: opId(hash), chain, op, private: secrets.get(op.seq) ?? null };
    }
  }
}

/** Own operations, of one record or of a whole chain, in order. */
export function ownOps(db: Db, where: { readonly record?: string; readonly chain?: number }): readonly StoredOp[] {
  const found = rows<{ chain: number; id: string; line: string; private: string | null }>(
    db,
    `SELECT chain, id, line, private FROM op WHERE ${where.record === undefined ? 'chain = ?' : 'record = ?'} ORDER BY chain, seq`,
    where.record ?? where.chain,
  );
  return found.map(({ chain, id, line, private: secret }) => ({
    id,
    chain,
    op: parseOpLine(line),
    private: secret === null ? null : parsePrivateLine(secret),
  }));
}
