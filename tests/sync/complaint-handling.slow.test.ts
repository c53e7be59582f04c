import { expect, it } from 'vitest';
import { instantOf } from '#domain/dates.ts';
import type { Station } from '#tests/helpers/branch.ts';
import { centreUsers, folderIn, logInAs, newBranch } from '#tests/helpers/branch.ts';
import { aDraft, closing } from '#tests/helpers/complaint.ts';

/** What a pause, a request and every mark mean at the outlet, they mean at the centre. */
it('a case handled to its end looks the same at the centre, clocks and history included', async () => {
  const branch = await newBranch(1);
  const [outlet] = branch.outlets as [Station];
  branch.clock.now = Math.max(branch.clock.now, instantOf('2026-06-12', '09:30'));
  const day = new Date(branch.clock.now + 8 * 3_600_000).toISOString().slice(0, 10);
  const { id } = await outlet.call('complaint.create', aDraft({ receivedOn: day, receivedTime: '00:00' }));
  await outlet.call('complaint.addContact', { id, means: 'means.phone', reached: true, text: '已说明处理时限' });
  await outlet.call('complaint.pause', { id, kind: 'mediation', organisation: '调解中心', text: '客户同意' });
  branch.clock.now += 3 * 86_400_000;
  await outlet.call('complaint.resume', { id, text: '达成调解协议' });
  await outlet.call('complaint.consult', { id, members: ['李建国', '赵分析'], text: '同意退还差额' });
  await outlet.call('complaint.restart', { id, text: '客户补充通话录音' });
  await outlet.call('complaint.transfer', { id, to: 'centre', text: '涉及多家网点' });
  await outlet.call('complaint.transfer', { id, to: null, text: '客户要求本网点处理' });
  await outlet.call('complaint.ask', { id, kind: 'extend', reason: '需调取影像' });
  await outlet.call('complaint.close', { id, ...closing, basis: '合同第七条', remedies: ['review'] });
  const { file } = await outlet.call('exchange.export', { folder: folderIn(branch.base, 'stick') });
  await logInAs(branch.centre, centreUsers.analyst);

  const { sum } = await branch.centre.call('inbox.merge', { paths: [file] });

  expect(sum).toMatchObject({ shelved: 0, conflicts: 0 });
  const here = await outlet.call('complaint.get', { id });
  const there = await branch.centre.call('complaint.get', { id });
  const same = ({ clocks, pauses, requests, steps, restartedOn, transferredToName, remedies }: typeof here) => ({
    clocks,
    pauses,
    restartedOn,
    transferredToName,
    remedies,
    requests: requests.map(({ refusal: _refusal, askedByName: _name, ...request }) => request),
    steps: steps.map(({ byName: _name, ...step }) => step),
  });
  expect(same(there)).toEqual(same(here));
  const changes = async (at: Station) => (await at.call('complaint.history', { id })).map((entry) => entry.changes);
  expect(await changes(branch.centre)).toEqual(await changes(outlet));
  // The centre reads it and leaves the handling to the outlet.
  expect(new Set(Object.values(there.moves))).toEqual(new Set(['此件由第0001支行登记和办理，请在网点办理']));
  await logInAs(branch.centre, centreUsers.director);
  expect((await branch.centre.call('database.verify', {})).ok).toBe(true);
});
