/** Files carried between a centre and several outlets: what tests of a case that moves do again and again. */
import { instantOf } from '#domain/dates.ts';
import { folderIn, newBranch, type Branch, type Station } from '#tests/helpers/branch.ts';

/** The outlet's report reaches the centre. */
export async function carryUp(branch: Branch, at: Station): Promise<string> {
  const { file } = await at.call('exchange.export', { folder: folderIn(branch.base, 'stick') });
  branch.clock.now += 60_000;
  await branch.centre.call('inbox.merge', { paths: [file] });
  return file;
}

/** The centre's next pack for an outlet. */
export async function packFor(branch: Branch, code: string): Promise<string> {
  const { made } = await branch.centre.call('pack.make', { outlets: [code], folder: folderIn(branch.base, 'packs') });
  branch.clock.now += 60_000;
  const [pack] = made;
  if (pack === undefined) throw new Error('no pack was made');
  return pack.path;
}

export async function carryDown(branch: Branch, code: string, at: Station): Promise<string> {
  const path = await packFor(branch, code);
  await at.call('exchange.importPack', { path });
  return path;
}

/** Outlets that have reported once before the day, so that packs are for their own devices. */
export async function reportingBranch(count: number, day: string): Promise<Branch> {
  const branch = await newBranch(count);
  branch.clock.now = Math.max(branch.clock.now, instantOf(day, '09:30'));
  for (const [index, each] of branch.outlets.entries()) {
    await carryUp(branch, each);
    await carryDown(branch, `000${index + 1}`, each);
  }
  return branch;
}
