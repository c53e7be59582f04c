/** What the centre writes into the 知识库 reaches an outlet by real packs, in whatever order they are taken. */
import { expect, it } from 'vitest';
import type { Station } from '#tests/helpers/branch.ts';
import { centreUsers, folderIn, logInAs, newBranch } from '#tests/helpers/branch.ts';

const phrase = { code: 'SL', title: '受理告知', text: '已受理{编号}', business: null, cause: null };
const banned = { sentence: '这款产品稳赚不赔', reason: '误导', abolishedOn: '2025-03-01', instead: '产品有风险' };
const typical = {
  title: '分期手续费纠纷',
  happened: '甲',
  handled: '乙',
  lesson: '丙',
  business: 'biz.card.credit',
  cause: null,
};

it('packs taken late, twice and out of order leave the same content as at the centre', async () => {
  const branch = await newBranch(2);
  const { centre, clock } = branch;
  const [early, late] = branch.outlets as [Station, Station];
  const packs: string[][] = [];
  const pack = async (): Promise<void> => {
    const folder = folderIn(branch.base, `down-${packs.length}`);
    const { made } = await centre.call('pack.make', { outlets: ['0001', '0002'], folder });
    packs.push(made.map(({ path }) => path));
    clock.now += 60_000;
  };
  const take = (at: Station, outlet: number, no: number): Promise<unknown> =>
    at.call('exchange.importPack', { path: packs[no]?.[outlet] ?? '' }).catch((error: unknown) => String(error));
  // Packs for a PC that has reported open with its own key.
  for (const each of [early, late]) {
    const { file } = await each.call('exchange.export', { folder: folderIn(branch.base, 'stick') });
    await centre.call('inbox.merge', { paths: [file] });
  }

  const { id } = await centre.call('knowledge.savePhrase', { id: null, ...phrase });
  await centre.call('knowledge.saveBanned', { id: null, ...banned });
  await pack();
  await centre.call('knowledge.savePhrase', { id, ...phrase, text: '已受理，编号{编号}' });
  await centre.call('knowledge.saveCase', { id: null, complaint: null, ...typical });
  await pack();
  await centre.call('knowledge.setInUse', { kind: 'phrase', id, inUse: false });
  await centre.call('knowledge.setInUse', { kind: 'phrase', id, inUse: true });
  await centre.call('dictionary.saveGroup', { id: null, purpose: 'bank', label: '外汇', members: ['biz.forex'] });
  await pack();

  for (const no of [0, 1, 2, 0]) await take(early, 0, no);
  for (const no of [2, 0, 2, 1]) await take(late, 1, no);

  const wanted = { ...(await centre.call('knowledge.all', {})), unshipped: 0 };
  expect(wanted.phrases).toMatchObject([{ ...phrase, text: '已受理，编号{编号}', inUse: true }]);
  expect(await early.call('knowledge.all', {})).toEqual(wanted);
  expect(await late.call('knowledge.all', {})).toEqual(wanted);
  expect(await late.call('dictionary.groups', {})).toEqual(await centre.call('dictionary.groups', {}));
  await logInAs(centre, centreUsers.director);
  for (const each of [centre, early, late]) expect((await each.call('database.verify', {})).ok).toBe(true);
});
