/** Papers of a case that another outlet handles: they come beside the pack, and go nowhere else. */
import { copyFileSync, cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { must } from '#domain/failure.ts';
import type { Branch, Station } from '#tests/helpers/branch.ts';
import { folderIn } from '#tests/helpers/branch.ts';
import { reportingBranch } from '#tests/helpers/carry.ts';
import { aDraft, closing } from '#tests/helpers/complaint.ts';
import { scene } from '#tests/helpers/pictures.ts';
import { pngOf } from '../../build/demo/png.ts';

let branch: Branch;
let a: Station;
let b: Station;
let c: Station;
let centre: Station;
const day = '2026-06-12';

beforeEach(async () => {
  branch = await reportingBranch(3, day);
  [a, b, c] = branch.outlets as [Station, Station, Station];
  ({ centre } = branch);
}, 60_000);

const paper = (at: Station, id: string, seed: number) => {
  branch.clock.now += 1000;
  const content = pngOf(scene(seed, 40, 30));
  return at.call('attachment.add', { ofKind: 'complaint', ofId: id, kind: null, name: `张三丰${seed}.png`, content });
};
const papers = async (at: Station, id: string): Promise<readonly boolean[]> =>
  (await at.call('attachment.list', { ofKind: 'complaint', ofId: id })).map(({ here }) => here);
/** The report with the folder of its papers. */
async function reported(at: Station, name: string): Promise<void> {
  const folder = folderIn(branch.base, name);
  await at.call('exchange.export', { folder });
  branch.clock.now += 60_000;
  await centre.call('inbox.merge', { paths: [folder] });
}
async function packed(code: string, name: string) {
  const folder = folderIn(branch.base, name);
  const { made } = await centre.call('pack.make', { outlets: [code], folder });
  branch.clock.now += 60_000;
  return must(made[0], 'one pack');
}
/** A case of A with one paper, given to B; the centre has both. */
async function given(): Promise<string> {
  const { id } = await a.call('complaint.create', aDraft({ receivedOn: day, receivedTime: '00:10' }));
  await paper(a, id, 1);
  await a.call('complaint.transfer', { id, to: '0002', text: '业务发生在对方' });
  await reported(a, 'a1');
  return id;
}

it('papers come beside the pack, open there, and what B attaches comes back to A; nobody else gets any', async () => {
  const id = await given();
  const pack = await packed('0002', 'b1');
  expect(pack).toMatchObject({ attachments: 1, problem: '' });
  const { attachments } = await b.call('exchange.importPack', { path: pack.path });

  expect(attachments).toMatchObject({ stored: 1, refused: [] });
  const [there] = await b.call('attachment.list', { ofKind: 'complaint', ofId: id });
  const opened = await b.call('attachment.open', { id: must(there, 'the paper').id });
  expect(Buffer.from(opened.content)).toEqual(pngOf(scene(1, 40, 30)));
  expect(there).toMatchObject({ recordedBy: '第0001支行' });
  await expect(b.call('attachment.void', { id: there?.id ?? '', reason: '误传' })).rejects.toThrow(
    '这个附件由第0001支行登记，由登记的网点改类别或作废。没有改动任何内容。',
  );

  await paper(b, id, 2);
  await reported(b, 'b-up');
  // B has said what it holds; A and C are not told of what is theirs already, or never was.
  expect((await packed('0002', 'b2')).attachments).toBe(0);
  expect((await packed('0003', 'c1')).attachments).toBe(0);
  expect(readdirSync(join(branch.base, 'c1'))).toHaveLength(1);
  const back = await packed('0001', 'a2');
  await a.call('exchange.importPack', { path: back.path });
  expect(back.attachments).toBe(1);
  expect(await papers(a, id)).toEqual([true, true]);
});

it('papers that were left behind come again until B has said that it holds them', async () => {
  const id = await given();
  const pack = await packed('0002', 'b1');
  const stick = folderIn(branch.base, 'without');
  copyFileSync(pack.path, join(stick, 'pack.xbcfg'));
  await b.call('exchange.importPack', { path: join(stick, 'pack.xbcfg') });
  expect(await papers(b, id)).toEqual([false]);

  await reported(b, 'b-up');
  const again = await packed('0002', 'b2');
  expect(again.attachments).toBe(1);
  const [folder = ''] = readdirSync(join(branch.base, 'b2')).filter((name) => name.endsWith('_附件'));
  const [file = ''] = readdirSync(join(branch.base, 'b2', folder));
  const whole = readFileSync(join(branch.base, 'b2', folder, file));
  writeFileSync(join(branch.base, 'b2', folder, file), whole.subarray(0, -1));
  const torn = await b.call('exchange.importPack', { path: again.path });
  expect(torn.attachments).toMatchObject({ stored: 0, refused: [{ fileName: file, code: 'fileDamaged' }] });
  expect(await papers(b, id)).toEqual([false]);

  const { attachments } = await b.call('exchange.importPack', { path: (await packed('0002', 'b3')).path });
  expect(attachments.stored).toBe(1);
  expect(await papers(b, id)).toEqual([true]);
});

it('papers are closed to everybody else, and who gave the case back gets no new ones', async () => {
  const id = await given();
  const first = await packed('0002', 'b1');
  const folder = `${first.path.replace('.xbcfg', '')}_附件`;
  const [file = ''] = readdirSync(folder);
  // C finds the folder and calls it its own.
  const forC = await packed('0003', 'c1');
  cpSync(folder, `${forC.path.replace('.xbcfg', '')}_附件`, { recursive: true });
  const { attachments } = await c.call('exchange.importPack', { path: forC.path });
  expect(attachments).toMatchObject({ stored: 0, refused: [{ fileName: file, code: 'wrongBranch' }] });

  await b.call('exchange.importPack', { path: first.path });
  await b.call('complaint.transfer', { id, to: null, text: '账户不在本网点' });
  await reported(b, 'b-up');
  await paper(a, id, 3);
  await reported(a, 'a2');
  expect((await packed('0002', 'b2')).attachments).toBe(0);
});

it('papers are erased with the customer wherever they went, and no old folder brings them back', async () => {
  const id = await given();
  const first = await packed('0002', 'b1');
  const old = join(folderIn(branch.base, 'old'), 'papers');
  cpSync(`${first.path.replace('.xbcfg', '')}_附件`, old, { recursive: true });
  await b.call('exchange.importPack', { path: first.path });
  await b.call('complaint.close', { id, ...closing });
  await reported(b, 'b-up');
  await centre.call('erasure.order', { complaint: id, reason: '客户申请删除' });
  const last = await packed('0002', 'b2');
  cpSync(old, `${last.path.replace('.xbcfg', '')}_附件`, { recursive: true });
  const { attachments } = await b.call('exchange.importPack', { path: last.path });

  expect([last.attachments, attachments.stored]).toEqual([0, 0]);
  for (const at of [b, centre]) expect((await papers(at, id)).filter(Boolean)).toEqual([]);
  const kept = readdirSync(join(b.folder, 'attachments'), { recursive: true, withFileTypes: true });
  expect(kept.filter((entry) => entry.isFile())).toEqual([]);
});
