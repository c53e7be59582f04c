/** Divides what is to be sent among several packages that follow each other. */
import { hashFromText, hashText, opHash } from '#db/hash.ts';
import { isFailure } from '#domain/failure.ts';
import { parsePrivateLine } from '#domain/sync/op-line.ts';
import { linesOf } from './package-chain.ts';
import type { ChainToSeal, SealedPackage } from './package-file.ts';

type Chains = readonly ChainToSeal[];

/**
 * The chains of one package after the other, so that each sealed file is at most `limit` bytes.
 * What cannot be divided (one operation, or operations under one proof) makes a file of its own.
 * @throws Failure fileTooLarge when even that is more than a file may hold
 */
export async function partsWithin(
  chains: Chains,
  limit: number,
  seal: (chains: Chains) => Promise<SealedPackage>,
): Promise<readonly Chains[]> {
  if (await fits(chains, limit, seal)) return [chains];
  const [front, back] = halves(chains);
  if (front.length === 0 || back.length === 0) return [chains];
  return [...(await partsWithin(front, limit, seal)), ...(await partsWithin(back, limit, seal))];
}

async function fits(chains: Chains, limit: number, seal: (chains: Chains) => Promise<SealedPackage>): Promise<boolean> {
  try {
    return (await seal(chains)).bytes.length <= limit;
  } catch (error) {
    if (isFailure(error) && error.code === 'fileTooLarge') return false;
    throw error;
  }
}

/** About half of the operations each. */
function halves(chains: Chains): readonly [Chains, Chains] {
  const sizes = chains.map(({ opsText }) => linesOf(opsText).length);
  let left = Math.ceil(sizes.reduce((sum, size) => sum + size, 0) / 2);
  const front: ChainToSeal[] = [];
  const back: ChainToSeal[] = [];
  chains.forEach((chain, index) => {
    const size = sizes[index] ?? 0;
    const isWhole = chain.proof !== undefined || size === 1;
    if (left <= 0) back.push(chain);
    else if (size <= left || isWhole) (front.length === 0 || size <= left ? front : back).push(chain);
    else {
      const [before, after] = cut(chain, left);
      front.push(before);
      back.push(after);
    }
    left -= size;
  });
  return [front, back];
}

/** A chain's first `count` operations, and the rest. */
function cut(chain: ChainToSeal, count: number): readonly [ChainToSeal, ChainToSeal] {
  const ops = linesOf(chain.opsText);
  const secrets = linesOf(chain.privateText);
  const next = chain.first + count;
  const hash = ops.slice(0, count).reduce((prev, line) => opHash(prev, line), hashFromText(chain.prev));
  const isBefore = (line: string): boolean => parsePrivateLine(line).seq < next;
  return [
    { ...chain, opsText: joined(ops.slice(0, count)), privateText: joined(secrets.filter(isBefore)) },
    {
      ...chain,
      first: next,
      prev: hashText(hash),
      opsText: joined(ops.slice(count)),
      privateText: joined(secrets.filter((line) => !isBefore(line))),
    },
  ];
}

const joined = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');
