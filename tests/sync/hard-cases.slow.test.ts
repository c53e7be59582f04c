/** What will happen in a branch of 105 PCs: backups restored, disks copied, keys lost, a centre set back. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { row } from '#db/statements.ts';
import { contentDigest } from '#db/verify.ts';
import { complaintEntity } from '#domain/complaint.ts';
import { must } from '#domain/failure.ts';
import type { Station } from '#tests/helpers/branch.ts';
import { centreUsers, folderIn, newBranch, password, station, testWorld } from '#tests/helpers/branch.ts';
import {
  answered,
  dbOf,
  exported,
  identityOf,
  imageOf,
  isDatabase,
  logIn,
  merge,
  noticesOf,
  record,
  restored,
  summaries,
} from '#tests/helpers/carried.ts';
import { failureCode } from '#tests/helpers/failure-code.ts';

/** The file with one bit of its content changed. */
function flippedCopy(file: string): string {
  const bytes = readFileSync(file);
  bytes.writeUInt8(bytes.readUInt8(bytes.length - 300) ^ 1, bytes.length - 300);
  const copy = `${file}.flipped`;
  writeFileSync(copy, bytes);
  return copy;
}

describe('a database restored from a backup', () => {
  it('goes on under a new device number, loses nothing that was reported, and the centre has all of it', async () => {
    const branch = await newBranch(1);
    const [outlet] = branch.outlets as [Station];
    record(outlet, '备份之前');
    const image = await imageOf(branch, outlet, 'backup');
    record(outlet, '备份之后已上报');
    await merge(branch, await exported(branch, outlet));

    const again = await restored(branch, outlet, image, isDatabase);
    record(again, '恢复之后');
    const merged = await merge(branch, await exported(branch, again));
    await answered(branch, branch.centre, again);

    expect(noticesOf(again).join()).toContain('从备份恢复');
    expect(identityOf(again).letter).toBe('B');
    expect(merged.sum).toMatchObject({ merged: 1, added: 1, refused: 0, forks: 0 });
    expect(summaries(dbOf(branch.centre))).toEqual(['备份之前', '备份之后已上报', '恢复之后']);
    expect(summaries(dbOf(again))).toEqual(summaries(dbOf(branch.centre)));
    expect((await again.call('database.verify', {})).ok).toBe(true);
    expect((await again.call('exchange.state', {})).confirmed).toMatchObject({
      complete: true,
      agrees: true,
      records: 3,
    });
  });

  it('is noticed by the centre when the whole disk was set back, and both histories are kept', async () => {
    const branch = await newBranch(1);
    const [outlet] = branch.outlets as [Station];
    record(outlet, '甲');
    const image = await imageOf(branch, outlet, 'disk');
    record(outlet, '乙');
    await merge(branch, await exported(branch, outlet));

    const again = await restored(branch, outlet, image, () => true);
    record(again, '丙');
    const forked = await merge(branch, await exported(branch, again));
    const before = identityOf(again).inc;
    await answered(branch, branch.centre, again);
    record(again, '丁');
    const after = await merge(branch, await exported(branch, again));

    expect(forked.files[0]).toMatchObject({ state: 'merged', added: 1, forks: 1 });
    expect(identityOf(again).inc).not.toBe(before);
    expect(after.sum).toMatchObject({ merged: 1, added: 1 });
    expect(summaries(dbOf(branch.centre))).toEqual(['丁', '丙', '乙', '甲'].toSorted());
    expect(summaries(dbOf(again))).toEqual(summaries(dbOf(branch.centre)));
    for (const side of [again, branch.centre]) expect((await side.call('database.verify', {})).ok).toBe(true);
  });

  it('without its keys waits at the centre until somebody has compared the fingerprint', async () => {
    const branch = await newBranch(1);
    const [outlet] = branch.outlets as [Station];
    record(outlet, '甲');
    await merge(branch, await exported(branch, outlet));
    const image = await imageOf(branch, outlet, 'backup');
    rmSync(join(image, 'device.json'));
    rmSync(join(image, 'guard.json'));
    const moved = station(image, testWorld(branch.clock));
    await logIn(moved);
    record(moved, '新电脑上');
    const file = await exported(branch, moved);

    const held = await merge(branch, file);
    const damaged = await merge(branch, flippedCopy(file));
    const { fingerprint } = await moved.call('exchange.device', {});
    const [unknown] = await branch.centre.call('device.list', { outlet: '0001' });
    const { inc } = must(unknown, 'one computer is not known');
    const wrong = await failureCode(() =>
      branch.centre.call('device.admit', { inc, fingerprint: 'AAAA-AAAA', reason: '换机' }),
    );
    await branch.centre.call('device.admit', { inc, fingerprint, reason: '电话核对，换机' });
    const taken = await merge(branch);

    expect(noticesOf(moved).join()).toContain(fingerprint);
    expect(held.files[0]).toMatchObject({ state: 'refused', code: 'unknownSender' });
    // Nobody is rung up about a file that came to harm, and it does not stand in the way of the whole one.
    expect(damaged.files.map(({ code }) => code)).toContain('badSignature');
    expect(unknown).toMatchObject({ state: 'unknown', fingerprint, heldBack: 1 });
    expect(wrong).toBe('conflict');
    expect(taken.sum).toMatchObject({ merged: 1, added: 1 });
    expect(summaries(dbOf(branch.centre))).toEqual(['新电脑上', '甲']);
  });
});

describe('two computers with one ledger', () => {
  it('are both kept, told apart at the first answer, and the second needs a person', async () => {
    const branch = await newBranch(1);
    const [first] = branch.outlets as [Station];
    record(first, '共同');
    await merge(branch, await exported(branch, first));
    const second = station(await imageOf(branch, first, 'clone'), testWorld(branch.clock));
    await logIn(second);
    record(first, '第一台');
    record(second, '第二台');

    await merge(branch, await exported(branch, first));
    const fork = await merge(branch, await exported(branch, second));
    await answered(branch, branch.centre, first, second);
    record(first, '第一台之后');
    record(second, '第二台之后');
    const one = await merge(branch, await exported(branch, first));
    const two = await merge(branch, await exported(branch, second));
    const { fingerprint } = await second.call('exchange.device', {});
    await branch.centre.call('device.admit', { inc: identityOf(second).inc, fingerprint, reason: '确有两台' });
    await merge(branch);
    await answered(branch, branch.centre, first, second);

    expect(fork.files[0]).toMatchObject({ state: 'merged', forks: 1, added: 1 });
    expect(one.sum).toMatchObject({ merged: 1, added: 1 });
    expect(two.files[0]).toMatchObject({ state: 'refused', code: 'unknownSender' });
    const all = ['共同', '第一台', '第一台之后', '第二台', '第二台之后'].toSorted();
    for (const side of [branch.centre, first, second]) {
      expect(summaries(dbOf(side)).toSorted()).toEqual(all);
      expect((await side.call('database.verify', {})).ok).toBe(true);
    }
  });

  it('may not report once a computer was stopped', async () => {
    const branch = await newBranch(1);
    const [outlet] = branch.outlets as [Station];
    await merge(branch, await exported(branch, outlet));
    const { inc } = identityOf(outlet);
    await branch.centre.call('device.revoke', { inc, reason: '电脑遗失' });
    record(outlet, '甲');
    const before = contentDigest(dbOf(branch.centre));

    const refused = await merge(branch, await exported(branch, outlet));

    expect(refused.files[0]).toMatchObject({ state: 'refused', code: 'revokedDevice' });
    expect(contentDigest(dbOf(branch.centre))).toBe(before);
  });

  it('enrols with any of several first packs made before the first report', async () => {
    const branch = await newBranch(1);
    const [outlet] = branch.outlets as [Station];
    record(outlet, '甲');
    await branch.centre.call('pack.make', { outlets: ['0001'], folder: folderIn(branch.base, 'second') });

    const merged = await merge(branch, await exported(branch, outlet));

    expect(merged.sum).toMatchObject({ merged: 1, added: 1 });
  });

  it('accepts a late report of the device that a restored one continues', async () => {
    const branch = await newBranch(1);
    const [outlet] = branch.outlets as [Station];
    record(outlet, '甲');
    const image = await imageOf(branch, outlet, 'backup');
    record(outlet, '乙');
    const late = await exported(branch, outlet);
    const again = await restored(branch, outlet, image, isDatabase);
    record(again, '丙');
    await merge(branch, await exported(branch, again));

    const merged = await merge(branch, late);

    expect(merged.sum).toMatchObject({ merged: 1, refused: 0, added: 1 });
    expect(summaries(dbOf(branch.centre))).toEqual(['丙', '乙', '甲'].toSorted());
  });

  it('a new computer gets everything back with a new first pack', async () => {
    const branch = await newBranch(1);
    const [lost] = branch.outlets as [Station];
    record(lost, '甲', '乙');
    await merge(branch, await exported(branch, lost));
    const { made } = await branch.centre.call('pack.make', {
      outlets: ['0001'],
      folder: folderIn(branch.base, 'fresh'),
      fresh: true,
    });
    const { path, code } = must(made[0], 'one pack');
    const fresh = station(folderIn(branch.base, 'new-pc'), testWorld(branch.clock));
    await fresh.call('setup.enrol', { path, code, staffNo: '300001', userName: '新负责人', password });
    record(fresh, '丙');

    const merged = await merge(branch, await exported(branch, fresh));

    expect(summaries(dbOf(fresh))).toEqual(['丙', '乙', '甲'].toSorted());
    expect(merged.sum).toMatchObject({ merged: 1, added: 1 });
    expect(await branch.centre.call('device.list', { outlet: '0001' })).toMatchObject([
      { state: 'active' },
      { state: 'replaced' },
    ]);
  });
});

describe('a centre restored from its backup', () => {
  it('gets back what it had merged and what it had sent, from the outlets', async () => {
    const branch = await newBranch(1);
    const [outlet] = branch.outlets as [Station];
    record(outlet, '甲');
    await merge(branch, await exported(branch, outlet));
    await answered(branch, branch.centre, outlet);
    const image = await imageOf(branch, branch.centre, 'centre-backup', centreUsers.director);
    const [id] = record(outlet, '乙');
    await merge(branch, await exported(branch, outlet));
    branch.centre.write((ctx) => ctx.write(complaintEntity, must(id, 'recorded'), { level: 'level.major' }, '0001'));
    await answered(branch, branch.centre, outlet);

    const centre = await restored(branch, branch.centre, image, isDatabase, centreUsers.director);
    const again = { ...branch, centre };
    await merge(again, await exported(branch, outlet));
    await answered(again, centre, outlet);
    await merge(again, await exported(branch, outlet));

    expect(noticesOf(centre).join()).toContain('从备份恢复');
    expect(summaries(dbOf(centre))).toEqual(['乙', '甲']);
    expect(row(dbOf(centre), 'SELECT level FROM complaint WHERE id = ?', id)).toEqual({ level: 'level.major' });
    expect((await centre.call('database.verify', {})).ok).toBe(true);
    expect(contentDigest(dbOf(centre))).not.toBe('');
  });
});
