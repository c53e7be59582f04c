/**
 * Chance from one seed. Everything random in a schedule comes from here, down to keys, salts and
 * age's ephemeral keys: a seed gives the same files byte for byte on every machine.
 */
import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';

export interface Chance {
  /** Whole number from 0 to `below` − 1. */
  readonly below: (below: number) => number;
  readonly between: (least: number, most: number) => number;
  /** True in `percent` of a hundred cases. */
  readonly in100: (percent: number) => boolean;
  /** One of a list that is not empty. */
  readonly one: <T>(list: readonly T[]) => T;
  readonly oneOrNone: <T>(list: readonly T[]) => T | undefined;
  readonly shuffled: <T>(list: readonly T[]) => T[];
  /** Each member with a chance of `percent`. */
  readonly some: <T>(list: readonly T[], percent: number) => T[];
}

/** mulberry32: 32 bits of state are plenty for a choice of steps. */
function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}

export function chanceOf(seed: number): Chance {
  const next = numbers(Math.imul(seed, 0x9e3779b1));
  const below = (limit: number): number => next() % limit;
  const in100 = (percent: number): boolean => below(100) < percent;
  const oneOrNone = <T>(list: readonly T[]): T | undefined => list[below(Math.max(1, list.length))];
  return {
    below,
    between: (least, most) => least + below(most - least + 1),
    in100,
    oneOrNone,
    one: (list) => {
      const found = oneOrNone(list);
      if (found === undefined) throw new Error('nothing to choose from');
      return found;
    },
    shuffled: (list) =>
      list
        .map((each) => ({ each, at: next() }))
        .sort((left, right) => left.at - right.at)
        .map(({ each }) => each),
    some: (list, percent) => list.filter(() => in100(percent)),
  };
}

const real = {
  randomBytes: crypto.randomBytes,
  getRandomValues: globalThis.crypto.getRandomValues.bind(globalThis.crypto),
};

/** From now on the randomness of the whole process comes from `seed`. */
export function seedRandomness(seed: string): void {
  let count = 0;
  let left = Buffer.alloc(0);
  const take = (size: number): Buffer => {
    const parts = [left];
    for (let length = left.length; length < size; length += 64) {
      count += 1;
      parts.push(crypto.hash('sha512', `${seed} ${count}`, 'buffer'));
    }
    const all = Buffer.concat(parts);
    left = all.subarray(size);
    return Buffer.from(all.subarray(0, size));
  };
  install({
    randomBytes: take,
    getRandomValues: (target: Uint8Array): Uint8Array => {
      target.set(take(target.length));
      return target;
    },
  });
}

export const trueRandomness = (): void => install(real);

function install({
  randomBytes,
  getRandomValues,
}: {
  readonly randomBytes: unknown;
  readonly getRandomValues: unknown;
}) {
  Object.assign(crypto, { randomBytes });
  Object.defineProperty(globalThis.crypto, 'getRandomValues', { value: getRandomValues, configurable: true });
  syncBuiltinESMExports();
}
