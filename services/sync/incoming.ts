/**
 * From an opened package to the database: which part of each chain is news, and its application.
 *
 * What is known is recognised by its place in the chain and the hash there, never by a file name,
 * a date or a number. A package that starts after what is held waits for the earlier file; one
 * that contradicts what is held is a fork.
 */
import { Failure } from '#domain/failure.ts';
import type { MergeCounts } from '#db/merge.ts';
import { applyReceived } from '#db/merge.ts';
import type { Chain } from '#db/op-log.ts';
import { chainFor } from '#db/op-log.ts';
import type { Db } from '#db/open.ts';
import type { StoredOp } from '#db/segment.ts';
import { hashAt, storeSegment } from '#db/segment.ts';
import { row } from '#db/statements.ts';
import { opHash } from '#db/hash.ts';
import type { OpenedChain } from './package-chain.ts';
import { compressFrame } from '#db/zstd-frame.ts';

export interface ChainNews {
  readonly chain: OpenedChain;
  /** Lines from here on are new: index into `chain.lines`. */
  readonly from: number;
}

/**
 * The news of a package, before anything is written.
 * @throws Failure earlierMissing (details `{have, needs}`), forked
 */
export function planNews(db: Db, chains: readonly OpenedChain[]): readonly ChainNews[] {
  return chains.map((chain) => ({ chain, from: newsFrom(db, chain) }));
}

function newsFrom(db: Db, chain: OpenedChain): number {
  const held = row<Chain>(
    db,
    'SELECT * FROM chain WHERE inc = ? AND stream = ? AND branch = 0',
    chain.inc,
    chain.stream,
  );
  const reached = held?.seq ?? 0;
  if (chain.first > reached + 1) {
    throw new Failure(
      'earlierMissing',
      `这份文件前面还缺一份（缺第 ${reached + 1} 至 ${chain.first - 1} 条），先存着；收到前一份后会自动接上，不会丢失。`,
      { have: reached, needs: chain.first - 1 },
    );
  }
  if (held === undefined) return 0;
  const overlapEnd = Math.min(reached, chain.last);
  const expected = hashAt(db, held, overlapEnd);
  if (expected === null || !expected.equals(hashInFile(chain, overlapEnd))) {
    throw new Failure(
      'forked',
      '这份文件与已收到的记录不同源：对方的台账可能被复制或从备份恢复过。文件原样保留，没有合并，也没有丢失。请联系该网点重新登记本机。',
      { inc: chain.inc, at: overlapEnd },
    );
  }
  return overlapEnd - chain.first + 1;
}

function hashInFile(chain: OpenedChain, seq: number): Buffer {
  if (seq === chain.last) return Buffer.from(chain.tip, 'base64url');
  let hash: Buffer = Buffer.from(chain.prev, 'base64url');
  for (const line of chain.lines.slice(0, seq - chain.first + 1)) hash = opHash(hash, line);
  return hash;
}

const none: MergeCounts = { added: 0, changed: 0, conflicts: 0, shelved: 0 };
const sum = (a: MergeCounts, b: MergeCounts): MergeCounts => ({
  added: a.added + b.added,
  changed: a.changed + b.changed,
  conflicts: a.conflicts + b.conflicts,
  shelved: a.shelved + b.shelved,
});

/** Stores and folds the news of one package. Call inside one transaction. `same` counts known operations. */
export function applyNews(
  db: Db,
  news: readonly ChainNews[],
  from: { readonly node: string; readonly package: string; readonly foundAt: number },
): MergeCounts & { readonly same: number } {
  let counts = none;
  let same = 0;
  for (const { chain, from: start } of news) {
    same += start;
    if (start >= chain.ops.length) continue;
    const held = chainFor(db, chain.inc, chain.stream, from.node, false);
    storeNews(db, held, chain, start, from.package);
    counts = sum(
      counts,
      applyReceived(db, { node: from.node, chain: held.id }, storedOps(held.id, chain, start), from.foundAt),
    );
  }
  return { ...counts, same };
}

function* storedOps(chainId: number, chain: OpenedChain, start: number): Generator<StoredOp> {
  for (const [index, op] of chain.ops.entries()) {
    if (index < start) continue;
    const id = chain.ids[index];
    if (id === undefined) throw new Error('operation without id');
    yield { id, chain: chainId, op, private: chain.privateParts.get(op.seq) ?? null };
  }
}

/** The frames as they came; only a package that repeats known lines is cut and packed again. */
function storeNews(db: Db, held: Chain, chain: OpenedChain, start: number, source: string): void {
  const hlc = chain.ops.reduce((newest, op) => Math.max(newest, op.hlc), 0);
  const secrets = start === 0 ? chain.privateFrame : privateFrom(chain, start);
  storeSegment(
    db,
    {
      chain: held.id,
      first: chain.first + start,
      last: chain.last,
      prev: held.hash,
      tip: Buffer.from(chain.tip, 'base64url'),
      ops:
        start === 0
          ? chain.opsFrame
          : compressFrame(
              Buffer.from(
                chain.lines
                  .slice(start)
                  .map((line) => `${line}\n`)
                  .join(''),
              ),
            ),
      private: secrets,
      package: source,
    },
    hlc,
  );
}

function privateFrom(chain: OpenedChain, start: number): Buffer {
  const kept = chain.privateText.split('\n').filter((line) => line !== '' && isAtLeast(line, chain.first + start));
  return kept.length === 0 ? Buffer.alloc(0) : compressFrame(Buffer.from(kept.map((line) => `${line}\n`).join('')));
}

const isAtLeast = (line: string, seq: number): boolean => (JSON.parse(line) as { readonly s: number }).s >= seq;
