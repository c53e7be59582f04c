/** Every screen of the centre, with records on it, as helpers/every-screen.ts looks at them. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faultsSeenBy } from './helpers/every-screen.ts';
import { smallBranch, type SmallBranch } from './helpers/small-branch.ts';

let made: SmallBranch;
beforeAll(async () => {
  made = await smallBranch();
});
afterAll(() => made.branch.remove());

test('the director', { timeout: 300_000 }, async () => {
  expect(await faultsSeenBy(made, { side: 'centre', role: 'director' })).toEqual([]);
});

test('the administrator, what the director has not', { timeout: 300_000 }, async () => {
  expect(await faultsSeenBy(made, { side: 'centre', role: 'admin', except: 'director' })).toEqual([]);
});
