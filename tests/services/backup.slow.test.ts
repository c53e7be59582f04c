/** A backup on a stick, and a new PC made from it: what is in it, what is not, and everything that can go wrong with it. */
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { contentDigest } from '#db/verify.ts';
import { must } from '#domain/failure.ts';
import type { Branch, Station } from '#tests/helpers/branch.ts';
import { centreUsers, folderIn, newBranch, outletHead, station, testWorld } from '#tests/helpers/branch.ts';
import {
  answered,
  dbOf,
  exported,
  identityOf,
  logIn,
  merge,
  noticesOf,
  record,
  summaries,
} from '#tests/helpers/carried.ts';
import { eventPlan } from '#tests/helpers/activity.ts';
import { failureCode } from '#tests/helpers/failure-code.ts';
import { scene } from '#tests/helpers/pictures.ts';
import { pngOf } from '../../build/demo/png.ts';

let branch: Branch;
let outlet: Station;
let stick: string;

beforeEach(async () => {
  branch = await newBranch(1);
  [outlet] = branch.outlets as [Station];
  stick = folderIn(branch.base, 'usb');
}, 60_000);

/** An event of the outlet with one photo. */
async function photographed(): Promise<string> {
  const { id } = await outlet.call('outreach.create', { ...eventPlan, leader: outletHead(0) });
  const content = pngOf(scene(1, 40, 30));
  await outlet.call('attachment.add', { ofKind: 'outreach', ofId: id, kind: 'photo', name: '1.png', content });
  return id;
}
const backedUp = async (at: Station = outlet) => {
  branch.clock.now += 60_000;
  return await at.call('backup.make', { folder: stick });
};
const newPc = (name = 'new-pc') => station(folderIn(branch.base, name), testWorld(branch.clock));
async function restoredFrom(path: string, staffNo = outletHead(0)): Promise<Station> {
  const pc = newPc();
  expect(await pc.call('restore.run', { path })).toMatchObject({ phase: 'locked' });
  await logIn(pc, staffNo);
  return pc;
}

describe('a backup', () => {
  it('holds the ledger, its passwords and its photos, no key that signs, and nothing to read', async () => {
    record(outlet, '客户张三丰来访');
    await photographed();
    const made = await backedUp();

    expect(made.attachments).toBe(1);
    expect(readdirSync(join(stick, '消保台账备份_0001')).toSorted()).toEqual(['2025-03-03_090100', 'attachments']);
    expect(readdirSync(made.path).toSorted()).toEqual(['backup.json', 'keyring.json', 'outlet.db']);
    for (const name of readdirSync(made.path)) {
      const bytes = readFileSync(join(made.path, name)).toString('latin1');
      for (const word of ['SQLite format', Buffer.from('张三丰').toString('latin1'), 'signSeed', 'AGE-SECRET'])
        expect([name, word, bytes.includes(word)]).toEqual([name, word, false]);
    }
    expect((await outlet.call('backup.state', {})).last).toEqual({
      at: branch.clock.now,
      folder: join(stick, '消保台账备份_0001'),
    });
  });

  it('says what it is before any password, the newest first; the oldest of more than 14 goes', async () => {
    for (let n = 0; n < 15; n += 1) {
      record(outlet, `第${n}件`);
      await backedUp();
      // From the second time on as the dialog proposes it: the folder of the last one.
      stick = must((await outlet.call('backup.state', {})).last, 'the last').folder;
    }
    const found = await newPc().call('restore.find', { folder: stick });

    expect(found).toHaveLength(14);
    expect(found[0]).toMatchObject({ owner: 'X银行ZX分行 第0001支行（0001）', records: { complaints: 15, events: 0 } });
    expect(found.at(-1)).toMatchObject({ records: { complaints: 2 } });
    const one = await newPc().call('restore.find', { folder: must(found[3], 'the fourth').path });
    expect(one).toEqual([found[3]]);
  });

  it('that could not be finished leaves nothing that looks like one', async () => {
    writeFileSync(join(stick, '消保台账备份_0001'), 'a file in the way');

    expect(await failureCode(() => outlet.call('backup.make', { folder: stick }))).toBe('targetGone');
    expect((await outlet.call('backup.state', {})).last).toBeNull();
    expect(await failureCode(() => newPc().call('restore.find', { folder: stick }))).toBe('notABackup');
  });
});

describe('a new PC', () => {
  it('becomes the outlet again: same records, same passwords, photos too, under a new device number', async () => {
    record(outlet, '甲');
    const event = await photographed();
    const before = { digest: contentDigest(dbOf(outlet)), inc: identityOf(outlet).inc };
    const made = await backedUp();
    record(outlet, '乙');
    await merge(branch, await exported(branch, outlet));
    const pc = await restoredFrom(made.path);

    expect(noticesOf(pc).join()).toContain('从备份恢复');
    expect(summaries(dbOf(pc))).toEqual(['甲']);
    expect(contentDigest(dbOf(pc))).toBe(before.digest);
    expect(identityOf(pc).inc).not.toBe(before.inc);
    expect((await pc.call('attachment.list', { ofKind: 'outreach', ofId: event })).map(({ here }) => here)).toEqual([
      true,
    ]);
    const report = await pc.call('database.verify', {});
    expect([report.ok, report.attachments.missing]).toEqual([true, 0]);

    // The centre knows it once its fingerprint was compared; what was reported after the backup comes back.
    const { files } = await merge(branch, await exported(branch, pc));
    expect(files[0]).toMatchObject({ state: 'refused', code: 'unknownSender' });
    const devices = await branch.centre.call('device.list', { outlet: '0001' });
    const { inc, fingerprint } = must(
      devices.find(({ state }) => state === 'unknown'),
      'the new PC',
    );
    await branch.centre.call('device.admit', { inc, fingerprint, reason: '电话核对，台账从备份恢复' });
    await merge(branch);
    await answered(branch, branch.centre, pc);
    expect(summaries(dbOf(pc))).toEqual(['乙', '甲']);
  });

  it('becomes the centre again, without the keys of the branch', async () => {
    record(outlet, '甲');
    await merge(branch, await exported(branch, outlet));
    const made = await backedUp(branch.centre);
    const pc = await restoredFrom(made.path, centreUsers.director);

    expect(made.path).toContain('消保台账备份_中心');
    expect(summaries(dbOf(pc))).toEqual(['甲']);
    expect(noticesOf(pc).join()).toContain('分行密钥不在本机');
  });

  it('takes no torn backup, none without a manifest, none where there is a ledger, and is then as new', async () => {
    record(outlet, '甲');
    const { path } = await backedUp();
    const pc = newPc();
    const copy = (name: string): string => {
      const to = join(folderIn(branch.base, name), '2025-03-03_090100');
      cpSync(path, to, { recursive: true });
      return to;
    };
    const refused = (from: string) => failureCode(() => pc.call('restore.run', { path: from }));

    const torn = copy('torn');
    appendFileSync(join(torn, 'outlet.db'), 'x');
    const empty = copy('empty');
    rmSync(join(empty, 'outlet.db'));
    const half = copy('half');
    rmSync(join(half, 'backup.json'));
    const newer = copy('newer');
    writeFileSync(join(newer, 'backup.json'), '{"format":2}');
    mkdirSync(join(stick, 'photos'));
    expect([await refused(torn), await refused(empty), await refused(half), await refused(newer)]).toEqual([
      'fileDamaged',
      'targetGone',
      'targetGone',
      'fileTooNew',
    ]);
    const strange = copy('strange');
    mkdirSync(join(strange, '..', 'attachments', 'aa', 'b'.repeat(62)), { recursive: true });
    expect(await refused(strange)).toBe('fileUnreadable');
    expect(await failureCode(() => pc.call('restore.find', { folder: join(stick, 'photos') }))).toBe('notABackup');
    expect(await failureCode(() => pc.call('restore.find', { folder: join(stick, 'nowhere') }))).toBe('targetGone');
    expect(existsSync(pc.folder) ? readdirSync(pc.folder) : []).toEqual([]);
    expect(await pc.call('session.state', {})).toMatchObject({ phase: 'new' });

    await pc.call('restore.run', { path });
    expect(await refused(path)).toBe('conflict');
    await logIn(pc);
    expect(summaries(dbOf(pc))).toEqual(['甲']);
  });
});
