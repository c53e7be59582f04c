/**
 * Hash chains of operations, own and received. A chain is named by (inc, stream). When somebody
 * copied or restored a PC, one position has two successors: the chain then has branches, and every
 * branch is a row here that continues another row (`base`) after position `baseSeq`. Nothing is
 * ever cut off, and an operation stays at its (row, position).
 */
import { genesisHash, opHash } from './hash.ts';
import type { Db } from './open.ts';
import { row, rows, run } from './statements.ts';
import { inflateFrame } from './zstd-frame.ts';

export interface Chain {
  readonly id: number;
  readonly inc: string;
  readonly stream: string;
  /** 0 for the first line of descent, then 1, 2, … in the order in which forks were met here. */
  readonly branch: number;
  /** Row this one continues, null for branch 0. */
  readonly base: number | null;
  readonly baseSeq: number;
  /** Who writes it: an outlet code or 'centre'. */
  readonly node: string;
  /** 1: written here, its operations are in `op`. 0: received, they are in `segment`. */
  readonly own: number;
  readonly seq: number;
  readonly hash: Buffer;
  readonly hlc: number;
}

const columns = 'id, inc, stream, branch, base, base_seq AS baseSeq, node, own, seq, hash, hlc';

/** Chains in the order in which they were met: a branch stands after the row it continues. */
export const chainsWhere = (db: Db, where: string, ...params: readonly unknown[]): readonly Chain[] =>
  rows<Chain>(db, `SELECT ${columns} FROM chain WHERE ${where} ORDER BY id`, ...params);

export const branchesOf = (db: Db, inc: string, stream: string): readonly Chain[] =>
  chainsWhere(db, 'inc = ? AND stream = ?', inc, stream);

export const ownChains = (db: Db): readonly Chain[] => chainsWhere(db, 'own = 1');

const chainById = (db: Db, id: number): Chain => {
  const found = row<Chain>(db, `SELECT ${columns} FROM chain WHERE id = ?`, id);
  if (found === undefined) throw new Error(`no chain ${id}`);
  return found;
};

/** Branch 0 of a chain, created at its genesis when it is new. */
export function chainFor(db: Db, inc: string, stream: string, node: string, own: boolean): Chain {
  const find = (): Chain | undefined =>
    row<Chain>(db, `SELECT ${columns} FROM chain WHERE inc = ? AND stream = ? AND branch = 0`, inc, stream);
  const found = find();
  if (found !== undefined && (found.own === 1) !== own) throw new Error('a chain is written here or received');
  if (found !== undefined) return found;
  run(
    db,
    'INSERT INTO chain (inc, stream, node, own, hash) VALUES (?, ?, ?, ?, ?)',
    inc,
    stream,
    node,
    own ? 1 : 0,
    genesisHash(inc, stream),
  );
  const made = find();
  if (made === undefined) throw new Error('chain was not created');
  return made;
}

/** A received branch that continues `base` after position `at`. */
export function newBranch(db: Db, base: Chain, at: number): Chain {
  const hash = hashAt(db, base, at);
  if (hash === null) throw new Error('a branch starts at a known position');
  const owner = ownerOf(db, base, at);
  const next = Math.max(...branchesOf(db, base.inc, base.stream).map(({ branch }) => branch)) + 1;
  run(
    db,
    'INSERT INTO chain (inc, stream, branch, base, base_seq, node, own, seq, hash) VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?)',
    base.inc,
    base.stream,
    next,
    owner.id,
    at,
    base.node,
    at,
    hash,
  );
  const made = row<Chain>(
    db,
    `SELECT ${columns} FROM chain WHERE inc = ? AND stream = ? AND branch = ?`,
    base.inc,
    base.stream,
    next,
  );
  if (made === undefined) throw new Error('branch was not created');
  return made;
}

/** The row that holds position `at` of a line of descent. */
function ownerOf(db: Db, chain: Chain, at: number): Chain {
  return chain.base !== null && at <= chain.baseSeq ? ownerOf(db, chainById(db, chain.base), at) : chain;
}

interface SegmentEdge {
  readonly first: number;
  readonly prev: Buffer;
  readonly ops: Buffer;
}

/** The chain's hash after position `seq`, or null when it is not reached. Any position, own or received. */
export function hashAt(db: Db, chain: Chain, seq: number): Buffer | null {
  if (seq < 0 || seq > chain.seq) return null;
  if (seq === chain.seq) return chain.hash;
  if (chain.base !== null && seq <= chain.baseSeq) return hashAt(db, chainById(db, chain.base), seq);
  if (seq === 0) return genesisHash(chain.inc, chain.stream);
  return chain.own === 1 ? ownHashAt(db, chain, seq) : receivedHashAt(db, chain, seq);
}

function ownHashAt(db: Db, chain: Chain, seq: number): Buffer {
  let hash = genesisHash(chain.inc, chain.stream);
  for (const { line } of rows<{ line: string }>(
    db,
    'SELECT line FROM op WHERE chain = ? AND seq <= ? ORDER BY seq',
    chain.id,
    seq,
  ))
    hash = opHash(hash, line);
  return hash;
}

function receivedHashAt(db: Db, chain: Chain, seq: number): Buffer | null {
  const next = row<SegmentEdge>(
    db,
    'SELECT first, prev, ops FROM segment WHERE chain = ? AND first = ?',
    chain.id,
    seq + 1,
  );
  if (next !== undefined) return next.prev;
  const holder = row<SegmentEdge>(
    db,
    'SELECT first, prev, ops FROM segment WHERE chain = ? AND first <= ? AND last >= ?',
    chain.id,
    seq,
    seq,
  );
  if (holder === undefined) return null;
  let hash = holder.prev;
  for (const line of linesOf(holder.ops).slice(0, seq - holder.first + 1)) hash = opHash(hash, line);
  return hash;
}

/** Positions whose operations stand in this row itself begin after this one. */
export const startOf = (chain: Chain): number => (chain.base === null ? 0 : chain.baseSeq);

const maxSegmentBytes = 256 * 1024 * 1024;

/** Lines of a stored frame. */
export function linesOf(frame: Buffer): readonly string[] {
  if (frame.length === 0) return [];
  const text = inflateFrame(frame, maxSegmentBytes).toString('utf8');
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}
