/**
 * Received operations, kept as the verified compressed frames they came in. Rows point at
 * (chain, seq); an operation is looked up by its place, so no index over hashes is needed.
 */
import type { Op, PrivatePart } from '#domain/sync/op-line.ts';
import { parseOpLine, parsePrivateLine } from '#domain/sync/op-line.ts';
import { linesOf } from './chain.ts';
import { opHash, opId } from './hash.ts';
import type { Db } from './open.ts';
import { rows, run } from './statements.ts';

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
  /** The centre's signature over the tip, when these are the centre's operations; else null. */
  readonly proof: string | null;
}

/** Stores a verified segment and moves the chain's tip. `hlc` is the newest clock in it. */
export function storeSegment(db: Db, segment: Segment, hlc: number): void {
  const { chain, first, last, prev, tip, ops } = segment;
  run(
    db,
    'INSERT INTO segment (chain, first, last, prev, tip, ops, private, package, proof) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    chain,
    first,
    last,
    prev,
    tip,
    ops,
    segment.private,
    segment.package,
    segment.proof,
  );
  run(db, 'UPDATE chain SET seq = ?, hash = ?, hlc = max(hlc, ?) WHERE id = ? AND own = 0', last, tip, hlc, chain);
}

export const segmentsOf = (db: Db, chain: number): readonly Segment[] =>
  rows<Segment>(db, 'SELECT * FROM segment WHERE chain = ? ORDER BY first', chain);

export interface StoredOp {
  readonly id: string;
  readonly chain: number;
  readonly op: Op;
  /** Null when it never had personal values or they were erased. */
  readonly private: PrivatePart | null;
  /** Who wrote it, where that is not who writes the chain: it came by relay. */
  readonly from?: { readonly node: string; readonly inc: string };
}

/** All operations of a received chain in order. */
export function* receivedOps(db: Db, chain: number): Generator<StoredOp> {
  for (const segment of segmentsOf(db, chain)) yield* opsOfSegment(segment);
}

/** One operation of a received chain by its position, or null. */
export function receivedOpAt(db: Db, chain: number, seq: number): StoredOp | null {
  const [segment] = rows<Segment>(
    db,
    'SELECT * FROM segment WHERE chain = ? AND first <= ? AND last >= ?',
    chain,
    seq,
    seq,
  );
  if (segment === undefined) return null;
  for (const stored of opsOfSegment(segment)) if (stored.op.seq === seq) return stored;
  return null;
}

/** The operations that were new when one file came, chain by chain. */
export function* opsOfPackage(db: Db, sha256: string): Generator<StoredOp> {
  for (const segment of rows<Segment>(db, 'SELECT * FROM segment WHERE package = ? ORDER BY chain, first', sha256))
    yield* opsOfSegment(segment);
}

function* opsOfSegment(segment: Segment): Generator<StoredOp> {
  const secrets = new Map(
    linesOf(segment.private)
      .map((line) => parsePrivateLine(line))
      .map((part) => [part.seq, part]),
  );
  let hash = segment.prev;
  for (const line of linesOf(segment.ops)) {
    hash = opHash(hash, line);
    const op = parseOpLine(line);
    yield { id: opId(hash), chain: segment.chain, op, private: secrets.get(op.seq) ?? null };
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
