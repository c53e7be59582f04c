/**
 * From an opened package to the database: stores what is new of each chain and folds it into the
 * rows. What is known is recognised by its place in the chain and the hash there, never by a file
 * name, a date or a number. A package that starts after what is held waits for the earlier file;
 * one that contradicts what is held becomes a branch beside it, and both are kept.
 */
import type { Chain } from '#db/chain.ts';
import { chainFor, newBranch } from '#db/chain.ts';
import { eraseValues, erasedAmong, rememberLater } from '#db/erased.ts';
import { erasureEntity } from '#domain/erasure.ts';
import { carriedOp, relayFrom } from '#db/relay.ts';
import { relayEntity } from '#domain/relay.ts';
import type { MergeCounts } from '#db/merge.ts';
import { applyReceived, retryShelf } from '#db/merge.ts';
import type { Db } from '#db/open.ts';
import { schemaVersion } from '#db/open.ts';
import type { StoredOp } from '#db/segment.ts';
import { storeSegment } from '#db/segment.ts';
import { getRecord } from '#db/record.ts';
import { compressFrame } from '#db/zstd-frame.ts';
import type { Op } from '#domain/sync/op-line.ts';
import type { OpenedChain } from './package-chain.ts';
import { placementOf } from './placement.ts';

/** An opened package as far as its content goes. */
export interface Content {
  readonly chains: readonly OpenedChain[];
  readonly header: { readonly schema: number };
  /** SHA-256 of the file, hex. */
  readonly sha256: string;
}

export interface Incoming {
  /** Who wrote a chain. @throws Failure when the sender may not bring it */
  readonly author: (chain: OpenedChain) => string;
  /** Milliseconds UTC. */
  readonly foundAt: number;
}

export interface NewsCounts extends MergeCounts {
  /** Operations that were known already. */
  readonly same: number;
  /** Chains that contradicted what was held and are now kept as branches. */
  readonly forks: number;
}

const none: NewsCounts = { added: 0, changed: 0, conflicts: 0, shelved: 0, same: 0, forks: 0 };

/**
 * Stores and folds the news of one package. Call inside one transaction: a failure of one chain
 * must take back the others.
 * @throws Failure earlierMissing (details `{have, needs}`), and those of `author`
 */
export function applyNews(db: Db, pack: Content, from: Incoming): NewsCounts {
  let counts = none;
  for (const chain of pack.chains) {
    const next = applyChain(db, chain, pack, from);
    counts = {
      added: counts.added + next.added,
      changed: counts.changed + next.changed,
      conflicts: counts.conflicts + next.conflicts,
      shelved: counts.shelved + next.shelved,
      same: counts.same + next.same,
      forks: counts.forks + next.forks,
    };
  }
  const placed = retryShelf(db, from.foundAt);
  return { ...counts, changed: counts.changed + placed, shelved: Math.max(0, counts.shelved - placed) };
}

function applyChain(db: Db, chain: OpenedChain, pack: Content, { author, foundAt }: Incoming): NewsCounts {
  const node = author(chain);
  const { held, common } = placementOf(db, chain);
  const same = common - chain.first + 1;
  if (common === chain.last) return { ...none, same };
  const isFork = held !== null && common < held.seq;
  const target = targetFor(db, chain, node, held, common);
  const clean = withoutErased(db, chain, same);
  storeNews(db, target, clean, same, pack.sha256);
  const isNewer = pack.header.schema > schemaVersion;
  const ops = storedOps(target.id, clean, same);
  const counts = applyReceived(db, { node, chain: target.id }, isNewer ? remembering(db, ops) : ops, foundAt);
  carryOutErasures(db, clean, same, { chain: target.id, foundAt });
  return { ...counts, same, forks: isFork ? 1 : 0 };
}

/** Erasures among the news take effect at once, on everything that is here by now. */
function carryOutErasures(
  db: Db,
  chain: OpenedChain,
  from: number,
  at: { readonly chain: number; readonly foundAt: number },
): void {
  for (const op of chain.ops.slice(from)) {
    if (op.entity !== erasureEntity.name) continue;
    const erasure = getRecord(db, erasureEntity, op.recordId);
    if (erasure !== null) eraseValues(db, erasure, { chain: at.chain, seq: op.seq }, at.foundAt);
  }
}

/** The row that takes the news: the held one, or a branch where that cannot be continued. */
function targetFor(db: Db, chain: OpenedChain, node: string, held: Chain | null, common: number): Chain {
  if (held === null) return chainFor(db, chain.inc, chain.stream, node, false);
  return common === held.seq && held.own === 0 ? held : newBranch(db, held, common);
}

/** Values that were erased here do not come back from an old file, neither by themselves nor passed on. */
function withoutErased(db: Db, chain: OpenedChain, from: number): OpenedChain {
  const carriedBy = (op: Op): string => (op.entity === relayEntity.name ? relayFrom(op.fields).op : '');
  const carriedIds = chain.ops.slice(from).map(carriedBy);
  const erased = erasedAmong(db, [...chain.ids.slice(from), ...carriedIds.filter((id) => id !== '')]);
  if (erased.size === 0) return chain;
  const privateParts = new Map(
    [...chain.privateParts].filter(([seq]) => {
      const op = chain.ops[seq - chain.first];
      return !erased.has(chain.ids[seq - chain.first] ?? '') && (op === undefined || !erased.has(carriedBy(op)));
    }),
  );
  const lines = chain.privateText.split('\n').filter((line) => line !== '' && privateParts.has(seqOf(line)));
  return { ...chain, privateParts, ...framed(lines) };
}

const seqOf = (line: string): number => (JSON.parse(line) as { readonly s: number }).s;

function framed(lines: readonly string[]): Pick<OpenedChain, 'privateText' | 'privateFrame'> {
  const privateText = lines.map((line) => `${line}\n`).join('');
  return { privateText, privateFrame: lines.length === 0 ? Buffer.alloc(0) : compressFrame(Buffer.from(privateText)) };
}

/** Notes the records of a newer program, to be folded again after this one was upgraded. */
function* remembering(db: Db, ops: Iterable<StoredOp>): Generator<StoredOp> {
  for (const stored of ops) {
    rememberLater(db, stored.op);
    if (stored.op.entity === relayEntity.name) {
      const carried = carriedOp(relayFrom({ ...stored.op.fields, ...stored.private?.fields }), { ...stored, seq: 0 });
      if (carried !== null) rememberLater(db, carried.op);
    }
    yield stored;
  }
}

function* storedOps(chainId: number, chain: OpenedChain, start: number): Generator<StoredOp> {
  for (let index = start; index < chain.ops.length; index += 1) {
    const op = chain.ops[index];
    const id = chain.ids[index];
    if (op === undefined || id === undefined) throw new Error('operation without id');
    yield { id, chain: chainId, op, private: chain.privateParts.get(op.seq) ?? null };
  }
}

/** The frames as they came; only a package that repeats known lines is cut and packed again. */
function storeNews(db: Db, target: Chain, chain: OpenedChain, start: number, source: string): void {
  const hlc = chain.ops.reduce((newest, op) => Math.max(newest, op.hlc), 0);
  const cut =
    start === 0
      ? null
      : framed(chain.privateText.split('\n').filter((line) => line !== '' && seqOf(line) >= chain.first + start));
  const opsText = (): string =>
    chain.lines
      .slice(start)
      .map((line) => `${line}\n`)
      .join('');
  storeSegment(
    db,
    {
      chain: target.id,
      first: chain.first + start,
      last: chain.last,
      prev: target.hash,
      tip: Buffer.from(chain.tip, 'base64url'),
      ops: start === 0 ? chain.opsFrame : compressFrame(Buffer.from(opsText())),
      private: cut === null ? chain.privateFrame : cut.privateFrame,
      package: source,
      proof: chain.proof,
    },
    hlc,
  );
}
