/** Attachments of an outlet and their way to the centre: any order, any name, again and again, lost and damaged. */
import { cpSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rows } from '#db/statements.ts';
import { saveCentreWord } from '#db/wanted-content.ts';
import { must } from '#domain/failure.ts';
import { eraseBlobs } from '#services/attachment.ts';
import { unconfirmed } from '#services/sync/side-files.ts';
import { eventPlan } from '#tests/helpers/activity.ts';
import type { Branch, Station } from '#tests/helpers/branch.ts';
import { folderIn, newBranch, outletHead } from '#tests/helpers/branch.ts';
import { scene } from '#tests/helpers/pictures.ts';
import { recordComplaint } from '#tests/helpers/records.ts';
import { pngOf } from '../../build/demo/png.ts';

interface Pair {
  readonly branch: Branch;
  readonly outlet: Station;
  readonly centre: Station;
  readonly event: string;
  readonly stick: string;
}

async function pair(): Promise<Pair> {
  const branch = await newBranch(1);
  const outlet = must(branch.outlets[0], 'one outlet');
  const { id: event } = await outlet.call('outreach.create', { ...eventPlan, leader: outletHead(0) });
  return { branch, outlet, centre: branch.centre, event, stick: folderIn(branch.base, 'stick') };
}

async function photo({ branch, outlet, event }: Pair, seed: number): Promise<string> {
  // Records are listed in the order of their ids, which is that of the clock.
  branch.clock.now += 1000;
  const added = await outlet.call('attachment.add', {
    ofKind: 'outreach',
    ofId: event,
    kind: 'photo',
    name: `照片${seed}.png`,
    content: pngOf(scene(seed, 40, 30)),
  });
  return added.id;
}

function recordedCase({ outlet }: Pair): string {
  let id = '';
  outlet.write((ctx) => {
    id = recordComplaint(ctx, { state: 'closed', closedOn: '2025-03-03' });
  });
  return id;
}

async function report({ branch, outlet, stick }: Pair, folder = stick) {
  const made = await outlet.call('exchange.export', { folder });
  branch.clock.now += 60_000;
  return made;
}

async function answer({ branch, outlet, centre }: Pair): Promise<void> {
  branch.clock.now += 60_000;
  const folder = folderIn(branch.base, 'answers');
  const { made } = await centre.call('pack.make', { outlets: ['0001'], folder });
  await outlet.call('exchange.importPack', { path: must(made[0], 'one pack').path });
}

const merge = ({ centre }: Pair, ...paths: readonly string[]) => centre.call('inbox.merge', { paths: [...paths] });
const here = async ({ centre, event }: Pair): Promise<boolean[]> =>
  (await centre.call('attachment.list', { ofKind: 'outreach', ofId: event })).map((row) => row.here);
const sideFolder = (stick: string): string => join(stick, '消保附件_0001');
const sideFiles = (stick: string): string[] =>
  readdirSync(sideFolder(stick)).map((name) => join(sideFolder(stick), name));

describe('attachments', () => {
  it('go with the report in a folder of their own, and are there at the centre', async () => {
    const at = await pair();
    await photo(at, 1);
    await photo(at, 2);

    const made = await report(at);
    const preview = await at.centre.call('inbox.preview', { paths: [at.stick] });
    const { sum, attachments } = await merge(at, at.stick);

    expect(made.attachments).toMatchObject({ total: 2, written: 2, existed: 0, missing: 0, problem: '' });
    expect(preview).toMatchObject({ attachments: 2, sum: { files: 1, refused: 0 } });
    expect(sum).toMatchObject({ files: 1, merged: 1, refused: 0 });
    expect(attachments).toEqual({ stored: 2, known: 0, waiting: 0, refused: [] });
    expect(await here(at)).toEqual([true, true]);
    const { content } = await at.centre.call('attachment.open', {
      id: must((await at.centre.call('attachment.list', { ofKind: 'outreach', ofId: at.event }))[0], 'a photo').id,
    });
    expect(Buffer.from(content)).toEqual(pngOf(scene(1, 40, 30)));
  });

  it('come before their record, under any name, and again, and are stored once', async () => {
    const at = await pair();
    await photo(at, 1);
    const { file } = await report(at);
    const [side = ''] = sideFiles(at.stick);
    const odd = join(at.branch.base, '微信图片(1).dat');
    renameSync(side, odd);

    const early = await merge(at, odd);
    const again = await merge(at, odd);
    const late = await merge(at, file);
    const after = await merge(at, odd, file);

    expect(early.attachments).toMatchObject({ stored: 0, waiting: 1 });
    // The copy that waits and the file itself.
    expect(again.attachments).toMatchObject({ stored: 0, waiting: 2 });
    expect(late.attachments).toMatchObject({ stored: 1, waiting: 0 });
    expect(after.attachments).toMatchObject({ stored: 0, known: 1 });
    expect(await here(at)).toEqual([true]);
    expect(readdirSync(join(at.centre.folder, 'inbox', 'attachments'))).toEqual([]);
  });

  it('are written again until the centre says it has them, and no longer', async () => {
    const at = await pair();
    await photo(at, 1);
    const lost = await report(at, folderIn(at.branch.base, 'lost'));
    const second = await report(at);
    await merge(at, at.stick);
    const unanswered = await at.outlet.call('exchange.state', {});
    await answer(at);
    const answered = await at.outlet.call('exchange.state', {});
    const third = await report(at, folderIn(at.branch.base, 'third'));
    await photo(at, 2);
    const fourth = await report(at, folderIn(at.branch.base, 'fourth'));

    expect([lost, second, third, fourth].map(({ attachments }) => attachments.written)).toEqual([1, 1, 0, 1]);
    expect(unanswered.attachments).toEqual({ total: 1, unconfirmed: 1 });
    expect(answered.attachments).toEqual({ total: 1, unconfirmed: 0 });
  });

  it('whose side file was lost are asked for in the pack and sent again', async () => {
    const at = await pair();
    await photo(at, 1);
    const { file } = await report(at);
    await merge(at, file);
    expect(await here(at)).toEqual([false]);
    const verified = await at.centre.call('database.verify', {});
    expect(verified).toMatchObject({ ok: true, attachments: { checked: 1, missing: 1, lost: 0, damaged: [] } });

    await answer(at);
    const again = await report(at, folderIn(at.branch.base, 'again'));
    await merge(at, join(at.branch.base, 'again'));

    expect(again.attachments.written).toBe(1);
    expect(await here(at)).toEqual([true]);
  });

  it('are asked for again by a centre that lost them, although it had them before', async () => {
    const at = await pair();
    await photo(at, 1);
    await report(at);
    await merge(at, at.stick);
    await answer(at);
    rmSync(join(at.centre.folder, 'attachments'), { recursive: true });

    await answer(at);
    const again = await report(at, folderIn(at.branch.base, 'again'));

    expect(again.attachments.written).toBe(1);
  });

  it('are not written twice on one stick, and a damaged copy there is put right', async () => {
    const at = await pair();
    await photo(at, 1);
    await photo(at, 2);
    await report(at);
    const [first = ''] = sideFiles(at.stick);
    writeFileSync(first, readFileSync(first).subarray(0, 400));

    const { attachments } = await report(at);

    expect(attachments).toMatchObject({ written: 1, existed: 1 });
    expect(sideFiles(at.stick)).toHaveLength(2);
    expect((await merge(at, at.stick)).attachments.stored).toBe(2);
  });
});

describe('side files that must not get in', () => {
  it('are refused with a reason, and do not stop the others', async () => {
    const at = await pair();
    const other = await pair();
    await photo(at, 1);
    await photo(at, 2);
    await photo(other, 3);
    await report(at);
    await report(other);
    const [cut = ''] = sideFiles(at.stick);
    writeFileSync(cut, readFileSync(cut).subarray(0, 500));
    cpSync(must(sideFiles(other.stick)[0], 'one'), join(at.stick, 'fremd.xbatt'));

    const { attachments, sum } = await merge(at, at.stick);

    expect(sum).toMatchObject({ files: 1, merged: 1 });
    expect(attachments.stored).toBe(1);
    expect(attachments.refused.map(({ code }) => code).toSorted()).toEqual(['fileDamaged', 'wrongBranch']);
  });

  it('never bring back what was erased', async () => {
    const at = await pair();
    const id = await photo(at, 1);
    await report(at);
    await merge(at, at.stick);

    at.centre.write((ctx) => eraseBlobs(ctx, [id]));
    const { attachments } = await merge(at, at.stick);

    expect(attachments).toMatchObject({ stored: 0, known: 1 });
    expect(await here(at)).toEqual([false]);
    await answer(at);
    expect((await report(at, folderIn(at.branch.base, 'later'))).attachments.written).toBe(0);
  });

  it('go with the case when a customer has its data erased, on both sides and for good', async () => {
    const at = await pair();
    const complaint = recordedCase(at);
    at.branch.clock.now += 1000;
    const evidence = { ofKind: 'complaint', ofId: complaint, kind: 'evidence', name: '张三身份证.png' } as const;
    await at.outlet.call('attachment.add', { ...evidence, content: pngOf(scene(9, 40, 30)) });
    await photo(at, 1);
    await report(at);
    await merge(at, at.stick);

    await at.centre.call('erasure.order', { complaint, reason: '客户书面申请' });
    await answer(at);
    const { attachments } = await merge(at, at.stick);

    expect(attachments.stored).toBe(0);
    for (const side of [at.centre, at.outlet]) {
      const { db } = must(side.backend.session, 'logged in').installation;
      expect(rows(db, `SELECT name FROM attachment WHERE of_kind = 'complaint'`)).toEqual([{ name: null }]);
      const shown = await side.call('attachment.list', { ofKind: 'complaint', ofId: complaint });
      expect(shown.map((row) => row.here)).toEqual([false]);
      expect((await side.call('database.verify', {})).ok).toBe(true);
    }
    expect(await here(at)).toEqual([true]);
    expect((await report(at, folderIn(at.branch.base, 'later'))).attachments.total).toBe(0);
  });

  it('are not asked for when their record was voided', async () => {
    const at = await pair();
    const id = await photo(at, 1);
    await at.outlet.call('attachment.void', { id, reason: '选错了' });

    const { attachments } = await report(at);

    expect(attachments.total).toBe(0);
  });
});

describe('what the centre has', () => {
  const held = (seq: number) => () => seq;

  it('is only what one and the same word of it covers', async () => {
    const at = await pair();
    await photo(at, 1);
    await photo(at, 2);
    const { db } = must(at.outlet.backend.session, 'logged in').installation;
    const all = unconfirmed(db, '0001', held(1000));
    const [first = '', last = ''] = all.map(({ sha256 }) => sha256).toSorted();
    const said = (wanted: readonly string[], more: boolean, seq: number) => {
      saveCentreWord(db, wanted, { have: [], more });
      return unconfirmed(db, '0001', held(seq)).map(({ sha256 }) => sha256);
    };

    // No word yet; everything covered; named; too little held when it spoke; a list that was cut.
    expect(all).toHaveLength(2);
    expect(said([], false, 1000)).toEqual([]);
    expect(said([last], false, 1000)).toEqual([last]);
    expect(said([], false, 0)).toEqual([first, last]);
    expect(said([first], true, 1000)).toEqual([first, last]);
  });
});
