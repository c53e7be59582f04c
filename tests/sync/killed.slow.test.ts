/**
 * The process is killed at every write, sync and change of a name of everything that is told to
 * people: once recorded, then run again and again, each time to the next call. A kill keeps what was
 * written (lost-power.slow.test.ts takes that away too).
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CrashBranch } from '#tests/helpers/crash/branch.ts';
import { crashBranch } from '#tests/helpers/crash/branch.ts';
import { problemsAfterCrash } from '#tests/helpers/crash/checks.ts';
import { errandNames } from '#tests/helpers/crash/errands.ts';
import type { Place } from '#tests/helpers/crash/traced.ts';
import { canTrace, killedAt, placesOf, record } from '#tests/helpers/crash/traced.ts';
import { isLong } from '#tests/helpers/length.ts';

let branch: CrashBranch;
beforeAll(async () => {
  branch = await crashBranch();
});
afterAll(() => {
  branch.remove();
});

const shortCount = 4;

/** All of them; in the short form some from all over. */
function chosen(places: readonly Place[]): readonly Place[] {
  if (isLong) return places;
  return Array.from(
    { length: shortCount },
    (_, n) => places[Math.floor(((n + 0.5) * places.length) / shortCount)],
  ).filter((place) => place !== undefined);
}

describe.runIf(canTrace)('the process is killed', () => {
  it.each(errandNames)('at every call of %s: nothing that was told is missing, nothing is half', async (errand) => {
    const recorded = record({ errand, base: branch.copy() });
    const places = placesOf(recorded.calls);
    const found: string[] = [];
    let survived = 0;

    for (const place of chosen(places)) {
      const base = branch.copy();
      const { told } = killedAt({ errand, base }, place);
      if (told.includes('finished')) survived += 1;
      const problems = await problemsAfterCrash({ errand, base, told, receivers: branch.receivers });
      found.push(...problems.map((problem) => `${errand}, ${place.name} ${place.nth}: ${problem}`));
    }

    expect(recorded.told.at(-1)).toBe('finished');
    expect(found).toEqual([]);
    // Threads of the runtime write now and then too, so that a place is not always reached.
    expect(survived).toBeLessThan(chosen(places).length / 2);
  });
});
