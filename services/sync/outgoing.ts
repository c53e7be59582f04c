/** From the operation logs to the chains of a package, and what its header says of this side. */
import type { PackageHeader } from '#domain/sync/envelope.ts';
import { parsePrivateLine } from '#domain/sync/op-line.ts';
import { entities } from '#domain/entities.ts';
import { must } from '#domain/failure.ts';
import { auditTip } from '#db/audit.ts';
import type { Chain } from '#db/chain.ts';
import { branchesOf, chainsWhere, hashAt, linesOf, startOf } from '#db/chain.ts';
import type { Identity } from '#db/identity.ts';
import { ownOpsAfter } from '#db/op-log.ts';
import type { Db } from '#db/open.ts';
import { schemaVersion } from '#db/open.ts';
import { segmentsOf } from '#db/segment.ts';
import { row } from '#db/statements.ts';
import type { Have } from './journal.ts';
import type { ChainToSeal, HeaderStart } from './package-file.ts';

/**
 * What of this side's knowledge the receiver lacks by its own word (`haves`; what only some of them name
 * is sent): this side's chains, the receiver's own operations that it lost with a restored backup, and, from an outlet,
 * the centre's operations that the centre lost. Computed anew for every package.
 */
export function chainsToSend(db: Db, self: string, receiver: string, haves: readonly Have[]): readonly ChainToSeal[] {
  return chainsBetween(db, self, receiver).flatMap((chain) => {
    const sealed = chainToSeal(db, chain, acknowledgedByAll(db, chain, haves));
    if (sealed === null) return [];
    return [self === 'centre' && chain.node === 'centre' ? { ...sealed, prove: true } : sealed];
  });
}

/** Every chain an outlet and the centre share: what is for all, what is for this outlet, what it wrote. */
export function chainsBetween(db: Db, self: string, other: string): readonly Chain[] {
  const outlet = self === 'centre' ? other : self;
  return chainsWhere(
    db,
    `seq > 0 AND (node = 'centre' AND stream IN ('all', ?) OR node = ? AND stream = 'centre')`,
    outlet,
    outlet,
  );
}

/**
 * Last position of a chain that a list of tips proves known to the other side; 0 when it proves
 * nothing. A tip on one branch also proves everything that branch has in common with another.
 */
export function acknowledgedOf(db: Db, chain: Chain, have: Have): number {
  const branches = branchesOf(db, chain.inc, chain.stream);
  let reached = 0;
  for (const { inc, stream, seq, tip } of have) {
    if (inc !== chain.inc || stream !== chain.stream) continue;
    for (const branch of branches) {
      const common = commonPosition(branches, chain, branch, seq);
      if (common > reached && hashAt(db, branch, seq)?.toString('base64url') === tip) reached = common;
    }
  }
  return reached;
}

/** Last position that every one of these lists proves known; 0 when there is none. */
function acknowledgedByAll(db: Db, chain: Chain, haves: readonly Have[]): number {
  // Many files in a row name the same tips; a position inside an own chain is dear to prove.
  const parts = haves.map((have) => have.filter(({ inc, stream }) => inc === chain.inc && stream === chain.stream));
  const different = [...new Map(parts.map((part) => [JSON.stringify(part), part])).values()];
  return Math.min(...(different.length === 0 ? [0] : different.map((part) => acknowledgedOf(db, chain, part))));
}

/** Up to which position two branches are one, at most `seq`. A branch has a higher id than what it continues. */
function commonPosition(branches: readonly Chain[], left: Chain, right: Chain, seq: number): number {
  if (left.id === right.id) return Math.min(seq, left.seq);
  const [older, newer] = left.id < right.id ? [left, right] : [right, left];
  const base = branches.find(({ id }) => id === newer.base);
  return base === undefined ? 0 : commonPosition(branches, older, base, Math.min(seq, newer.baseSeq));
}

/** Everything that stands in this row of a chain after position `after`, or null when there is nothing. */
export function chainToSeal(db: Db, chain: Chain, after: number): ChainToSeal | null {
  const from = Math.max(after, startOf(chain));
  const { ops, secrets, proof } = chain.own === 1 ? ownLines(db, chain, from) : receivedLines(db, chain, from);
  if (ops.length === 0) return null;
  return {
    inc: chain.inc,
    stream: chain.stream,
    first: from + 1,
    prev: must(hashAt(db, chain, from), 'a chain holds what comes before its own lines').toString('base64url'),
    opsText: joined(ops),
    privateText: joined(secrets),
    ...(proof === null ? {} : { proof }),
  };
}

interface Lines {
  readonly ops: readonly string[];
  readonly secrets: readonly string[];
  readonly proof: string | null;
}

const noLines: Lines = { ops: [], secrets: [], proof: null };

function ownLines(db: Db, chain: Chain, after: number): Lines {
  const found = ownOpsAfter(db, chain.id, after);
  return {
    ops: found.map(({ line }) => line),
    secrets: found.flatMap((op) => (op.private === null ? [] : [op.private])),
    proof: null,
  };
}

/** The centre's operations are handed back only up to a tip the centre has signed. */
function receivedLines(db: Db, chain: Chain, after: number): Lines {
  const all = segmentsOf(db, chain.id).filter(({ last }) => last > after);
  const proven = chain.node === 'centre' ? all.findLastIndex(({ proof }) => proof !== null) : all.length - 1;
  const segments = all.slice(0, proven + 1);
  const end = segments.at(-1);
  if (end === undefined) return noLines;
  const ops = segments.flatMap(({ first, ops: frame }) => linesOf(frame).slice(Math.max(0, after + 1 - first)));
  const secrets = segments
    .flatMap((segment) => linesOf(segment.private))
    .filter((line) => parsePrivateLine(line).seq > after);
  return { ops, secrets, proof: chain.node === 'centre' ? end.proof : null };
}

const joined = (list: readonly string[]): string => list.map((line) => `${line}\n`).join('');

/** Header parts that say who sends and what is here; see docs/sync-format.md. */
export function headerStart(
  db: Db,
  who: {
    readonly identity: Identity;
    readonly branchName: string;
    readonly boxKey: string;
    readonly kind: PackageHeader['kind'];
    readonly to: string;
    readonly no: number;
    readonly madeAt: number;
    readonly app: string;
  },
): HeaderStart {
  const tip = auditTip(db);
  return {
    kind: who.kind,
    branch: { id: who.identity.branchId, name: who.branchName },
    from: who.identity.node,
    to: who.to,
    inc: who.identity.inc,
    boxKey: who.boxKey,
    no: who.no,
    madeAt: who.madeAt,
    app: who.app,
    schema: schemaVersion,
    have: tipsFor(db, who.identity.node, who.to),
    counts: recordCounts(db),
    audit: { n: tip.n, hash: tip.hash.toString('base64url') },
  };
}

/** The tips this side holds of chains that concern the receiver: the computed receipt. */
const tipsFor = (db: Db, self: string, receiver: string): Have =>
  chainsBetween(db, self, receiver).map(({ inc, stream, seq, hash }) => ({
    inc,
    stream,
    seq,
    tip: hash.toString('base64url'),
  }));

/** Live records per entity. */
export function recordCounts(db: Db): Record<string, number> {
  const count = (table: string): number =>
    row<{ n: number }>(db, `SELECT count(*) AS n FROM ${table} WHERE voided = 0`)?.n ?? 0;
  return Object.fromEntries(entities.map(({ name }) => [name, count(name)]));
}
