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

/** Every finding of every crash; `stopAtFirst` for runs that are meant to find something. */
async function findings(errand: ErrandName, options: Options = {}, stopAtFirst = false) {
  const base = branch.copy();
  const { calls, told, status, stderr } = record({
    errand,
    base,
    ...(options.env === undefined ? {} : { env: options.env }),
  });
  expect({ status, stderr, last: told.at(-1) }).toEqual({ status: 0, stderr: '', last: 'finished' });
  const disk = new Disk(base, branch.base);
  const found: string[] = [];
  let crashes = 0;
  let said = '';
  let from = 0;
  const last = must(calls.length, 'calls were recorded');
  for (const end of [...calls.flatMap((call, at) => (isSync(call) ? [at] : [])), last]) {
    for (const call of calls.slice(from, end)) {
      disk.apply(call, options.isIgnored);
      if (call.name === 'write' && call.args[0] === '1') said += String(call.args[1]);
    }
    from = end;
    const [ready, ...lines] = said.split('\n').slice(0, -1);
    // Before that, nothing of the errand has happened.
    if (ready !== 'ready') continue;
    crashes += 1;
    const losses = lossesAt(crashes);
    for (const [name, loss] of isLong || stopAtFirst
      ? losses
      : [must(losses[crashes % losses.length], 'one of them')]) {
      const place = branch.empty();
      disk.writeTo(place, loss);
      const problems = await problemsAfterCrash({ errand, base: place, told: lines, receivers: branch.receivers });
      found.push(...problems.map((problem) => `${errand}, crash ${crashes} (call ${end}), ${name}: ${problem}`));
      if (stopAtFirst && found.length > 0) return { found, crashes };
    }
  }
  return { found, crashes };
}

describe.runIf(canTrace)('the power goes', () => {
  it.each(errandNames)('during %s: nothing that was told is missing, nothing is half', async (errand) => {
    const { found, crashes } = await findings(errand);

    expect(found).toEqual([]);
    expect(crashes).toBeGreaterThan(2);
  });

  it('and this proof notices a database that syncs less', async () => {
    const { found } = await findings('save', { env: { XB_TEST_SYNCHRONOUS: 'NORMAL' } }, true);

    expect(found.join('\n')).toMatch(/was told, and is not so: saved/);
  });

  it('and this proof notices a file that gets its name before its content', async () => {
    const { found } = await findings('export', { isIgnored: (path) => path.endsWith('.part') }, true);

    expect(found).not.toEqual([]);
  });
});
