/**
 * Where the operations of a received chain belong: after what is held, as a new branch, or nowhere
 * yet. Decided by hashes alone; see docs/sync-format.md, "Receiving a chain".
 */
import type { Chain } from '#db/chain.ts';
import { branchesOf, hashAt } from '#db/chain.ts';
import { opHash } from '#db/hash.ts';
import type { Db } from '#db/open.ts';
import { Failure } from '#domain/failure.ts';
import type { OpenedChain } from './package-chain.ts';

/** The line of descent with which a received chain shares most, and up to which position. */
export interface Placement {
  /** Null for a chain nobody here has heard of. */
  readonly held: Chain | null;
  /** Last position that is known already. */
  readonly common: number;
}

/** @throws Failure earlierMissing (details `{have, needs}`) */
export function placementOf(db: Db, chain: OpenedChain): Placement {
  const branches = branchesOf(db, chain.inc, chain.stream);
  if (branches.length === 0 && chain.first === 1) return { held: null, common: 0 };
  const prev = Buffer.from(chain.prev, 'base64url');
  const hashes = hashesInFile(chain);
  let best: Placement | null = null;
  for (const held of branches) {
    if (hashAt(db, held, chain.first - 1)?.equals(prev) !== true) continue;
    const common = commonPosition(db, held, chain, hashes);
    if (best === null || common > best.common) best = { held, common };
  }
  if (best !== null) return best;
  const reached = Math.max(0, ...branches.map(({ seq }) => seq));
  throw earlierMissing(reached, chain.first - 1);
}

const earlierMissing = (have: number, needs: number): Failure =>
  new Failure(
    'earlierMissing',
    have < needs
      ? `这份文件前面还缺一份（缺第 ${have + 1} 至 ${needs} 条），先存着；收到前一份后会自动接上，不会丢失。`
      : '这份文件接在另一份还没有收到的文件之后，先存着；收到那一份后会自动接上，不会丢失。',
    { have, needs },
  );

/** A hash fixes everything before it, so the last common position is found by halving. */
function commonPosition(db: Db, held: Chain, chain: OpenedChain, hashes: (seq: number) => Buffer): number {
  const isSame = (seq: number): boolean => hashAt(db, held, seq)?.equals(hashes(seq)) === true;
  let same = chain.first - 1;
  let other = Math.min(held.seq, chain.last) + 1;
  if (other - 1 > same && isSame(other - 1)) return other - 1;
  while (other - same > 1) {
    const middle = Math.floor((same + other) / 2);
    if (isSame(middle)) same = middle;
    else other = middle;
  }
  return same;
}

/** Hash after a position of the file; computed once, and only for what is asked beyond its ends. */
function hashesInFile(chain: OpenedChain): (seq: number) => Buffer {
  let all: Buffer[] | null = null;
  return (seq) => {
    if (seq === chain.last) return Buffer.from(chain.tip, 'base64url');
    if (all === null) {
      let hash = Buffer.from(chain.prev, 'base64url');
      all = [hash, ...chain.lines.map((line) => (hash = opHash(hash, line) as Buffer<ArrayBuffer>))];
    }
    const found = all[seq - chain.first + 1];
    if (found === undefined) throw new Error('position outside the file');
    return found;
  };
}
