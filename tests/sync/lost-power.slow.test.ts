/**
 * The power goes at every moment of everything that is told to people: the calls of a real run are
 * recorded with their data, and the disk as it may then be is opened again.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { must } from '#domain/failure.ts';
import type { CrashBranch } from '#tests/helpers/crash/branch.ts';
import { crashBranch } from '#tests/helpers/crash/branch.ts';
import { problemsAfterCrash } from '#tests/helpers/crash/checks.ts';
import type { Loss } from '#tests/helpers/crash/disk.ts';
import { Disk } from '#tests/helpers/crash/disk.ts';
import type { ErrandName } from '#tests/helpers/crash/errands.ts';
import { errandNames } from '#tests/helpers/crash/errands.ts';
import type { Call } from '#tests/helpers/crash/traced.ts';
import { canTrace, record } from '#tests/helpers/crash/traced.ts';
import { isLong, lengthOf } from '#tests/helpers/length.ts';

let branch: CrashBranch;
beforeAll(async () => {
  branch = await crashBranch();
});
afterAll(() => {
  branch.remove();
});

const isTold = ({ name, args }: Call): boolean => name === 'write' && args[0] === '1';
const isSync = ({ name }: Call): boolean => name === 'fsync' || name === 'fdatasync';

/** Repeatable numbers in [0, 1). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The losses to look at before the n-th sync. */
function lossesAt(n: number): readonly (readonly [string, Loss])[] {
  const torn = Array.from({ length: lengthOf({ short: 1, long: 12 }) }, (_, k): readonly [string, Loss] => [
    `torn ${n}.${k}`,
    { random: randomFrom(n * 1000 + k), piece: (n + k) % 2 === 0 ? 512 : 4096 },
  ]);
  return [['unsynced', 'unsynced'], ['content', 'content'], ['nothing', 'nothing'], ...torn];
}

interface Options {
  readonly env?: Readonly<Record<string, string>>;
  readonly isIgnored?: (path: string) => boolean;
}

const shortCount = 10;

/** Where to crash: before every sync of the errand and at its end; in the short form an even spread of them. */
function momentsOf(calls: readonly Call[]): readonly number[] {
  const ready = calls.findIndex((call) => isTold(call) && String(call.args[1]) === 'ready\n');
  const moments = calls.flatMap((call, at) => (at > ready && isSync(call) ? [at] : []));
  const all = [...moments, calls.length];
  if (isLong || all.length <= shortCount) return all;
  const step = (all.length - 1) / (shortCount - 1);
  return Array.from({ length: shortCount }, (_, n) => must(all[Math.round(n * step)], 'within the list'));
}

/** Every finding of every crash; with `isControl` every loss is tried and the first finding ends it. */
async function findings(errand: ErrandName, options: Options = {}, isControl = false): Promise<readonly string[]> {
  const base = branch.copy();
  const { calls, told, status, stderr } = record({
    errand,
    base,
    ...(options.env === undefined ? {} : { env: options.env }),
  });
  expect({ status, stderr, last: told.at(-1) }).toEqual({ status: 0, stderr: '', last: 'finished' });
  const disk = new Disk(base, branch.base);
  const found: string[] = [];
  let said = '';
  let from = 0;
  for (const [n, moment] of momentsOf(calls).entries()) {
    for (const call of calls.slice(from, moment)) {
      disk.apply(call, options.isIgnored);
      if (isTold(call)) said += String(call.args[1]);
    }
    from = moment;
    const losses = lossesAt(n);
    const tried = isLong || isControl ? losses : losses.filter((_, at) => at === n % losses.length);
    for (const [name, loss] of tried) {
      const place = branch.empty();
      disk.writeTo(place, loss);
      const toldUntilNow = said.split('\n').slice(1, -1);
      const problems = await problemsAfterCrash({
        errand,
        base: place,
        told: toldUntilNow,
        receivers: branch.receivers,
      });
      found.push(...problems.map((problem) => `${errand}, before call ${moment}, ${name}: ${problem}`));
      if (isControl && found.length > 0) return found;
    }
  }
  return found;
}

describe.runIf(canTrace)('the power goes', () => {
  it.each(errandNames)('during %s: nothing that was told is missing, nothing is half', async (errand) => {
    expect(await findings(errand)).toEqual([]);
  });

  it('and this proof notices a database that syncs less', async () => {
    const found = await findings('save', { env: { XB_TEST_SYNCHRONOUS: 'NORMAL' } }, true);

    expect(found.join('\n')).toMatch(/was told, and is not so: saved/);
  });

  it('and this proof notices a file that gets its name before its content', async () => {
    const found = await findings('export', { isIgnored: (path) => path.endsWith('.part') }, true);

    expect(found).not.toEqual([]);
  });
});
