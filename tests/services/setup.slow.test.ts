import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isFailure, must } from '#domain/failure.ts';
import { removeLeftovers } from '#services/setup.ts';
import { folderIn, newBranch, password, station, testWorld } from '#tests/helpers/branch.ts';
import { failureCode } from '#tests/helpers/failure-code.ts';
import { tempFolder } from '#tests/helpers/temp-folder.ts';

const world = testWorld({ now: Date.UTC(2025, 2, 3, 1) });
const founder = { bankName: 'X银行', branchName: 'ZX分行', staffNo: '100001', userName: '系统员', password };

describe('founding a branch', () => {
  it('checks a pasted outlet list line by line', async () => {
    const centre = station(tempFolder(), world);

    const { lines, good, bad } = await centre.call('setup.checkOutlets', {
      text: [
        '网点号\t名称\t支行\t区县',
        '０００１\t营业部\t直属\t高新',
        '',
        '0002, 高新支行 ,高新,高新',
        '0001\t另一个\t直属',
        '0003\t营业部',
        '@@\t乱码',
        '0004',
        '\u200b0005\u200b\t东门支行\t城东\t莲湖',
      ].join('\r\n'),
    });

    expect(lines.map(({ line, code, name, problem }) => [line, code, name, problem === ''])).toEqual([
      [2, '0001', '营业部', true],
      [4, '0002', '高新支行', true],
      [5, '0001', '另一个', false],
      [6, '0003', '营业部', false],
      [7, '@@', '乱码', false],
      [8, '0004', '', false],
      [9, '0005', '东门支行', true],
    ]);
    expect([good, bad]).toEqual([3, 4]);
  });

  it.each([
    ['a duplicate in the list', { outletsText: '0001\t甲\n0001\t乙' }],
    ['an empty list', { outletsText: '\n \n' }],
    ['no branch name', { outletsText: '0001\t甲', branchName: ' ' }],
    ['a weak password', { outletsText: '0001\t甲', password: '12345678' }],
  ])('leaves nothing behind after %s', async (_what, change) => {
    const folder = tempFolder();
    const centre = station(folder, world);

    expect(
      await failureCode(() =>
        centre.call('setup.found', { ...founder, outletsText: '0001\t甲', ...(change as Partial<typeof founder>) }),
      ),
    ).toBe('invalid');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('refuses to found a second time over existing data', async () => {
    const centre = station(tempFolder(), world);
    await centre.call('setup.found', { ...founder, outletsText: '0001\t甲' });

    expect(await failureCode(() => centre.call('setup.found', { ...founder, outletsText: '0001\t甲' }))).toBe(
      'conflict',
    );
  });

  it('clears away what an interrupted first run left', async () => {
    const folder = tempFolder();
    mkdirSync(join(folder, 'setup.part'));
    writeFileSync(join(folder, 'setup.part', 'centre.db'), 'half');

    removeLeftovers(folder);

    expect(readdirSync(folder)).toEqual([]);
    expect((await station(folder, world).call('session.state', {})).phase).toBe('new');
  });
});

describe('enrolling an outlet', () => {
  it('shows the pack before the code is typed: branch, outlet, fingerprint', async () => {
    const branch = await newBranch(1);
    const { made, fingerprint } = await branch.centre.call('pack.make', {
      outlets: ['0001'],
      folder: folderIn(branch.base, 'again'),
    });
    const fresh = station(tempFolder(), world);

    const face = await fresh.call('setup.inspectPack', { path: must(made[0], 'one pack').path });

    expect(face).toMatchObject({ branchName: 'ZX分行', outletCode: '0001', fingerprint });
    expect(fingerprint).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  });

  it('needs the right code and leaves nothing behind without it', async () => {
    const branch = await newBranch(1);
    const { made } = await branch.centre.call('pack.make', {
      outlets: ['0001'],
      folder: folderIn(branch.base, 'again'),
    });
    const { path } = must(made[0], 'one pack');
    const folder = tempFolder();
    const fresh = station(folder, world);
    const enrol = (code: string) =>
      fresh.call('setup.enrol', { path, code, staffNo: '200009', userName: '赵六', password });

    expect(await failureCode(() => enrol('0000-0000-0000-0000'))).toBe('wrongCode');
    expect(await failureCode(() => enrol('abc'))).toBe('wrongCode');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('refuses a sync file and a damaged pack', async () => {
    const branch = await newBranch(1);
    const outlet = must(branch.outlets[0], 'one outlet');
    const { file } = await outlet.call('exchange.export', { folder: folderIn(branch.base, 'stick') });
    const { made } = await branch.centre.call('pack.make', {
      outlets: ['0001'],
      folder: folderIn(branch.base, 'again'),
    });
    const damaged = join(branch.base, 'damaged.xbcfg');
    const bytes = readFileSync(must(made[0], 'one pack').path);
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 300) ^ 4, bytes.length - 300);
    writeFileSync(damaged, bytes);
    const fresh = station(tempFolder(), world);
    const user = { staffNo: '200009', userName: '赵六', password };

    expect(await failureCode(() => fresh.call('setup.inspectPack', { path: file }))).toBe('wrongRecipient');
    expect(
      await failureCode(() => fresh.call('setup.enrol', { path: damaged, code: '0000-0000-0000-0000', ...user })),
    ).toBe('badSignature');
  });

  it('refuses the pack of another branch on a PC that is set up', async () => {
    const branch = await newBranch(1);
    const other = await newBranch(1);
    const packs = join(other.base, 'packs');
    const outlet = must(branch.outlets[0], 'one outlet');

    const refusal = await outlet
      .call('exchange.importPack', { path: join(packs, must(readdirSync(packs)[0], 'one pack')) })
      .catch((error: unknown) => error);

    expect(isFailure(refusal) && refusal.code).toBe('wrongBranch');
    expect(isFailure(refusal) && refusal.message).toContain('已有数据不受影响');
  });

  it('gives an outlet its own staff only', async () => {
    const branch = await newBranch(2);
    const staff = await Promise.all(branch.outlets.map((outlet) => outlet.call('organisation.staff', {})));

    expect(staff.map((people) => people.map(({ staffNo }) => staffNo))).toEqual([['300011'], ['300021']]);
  });

  it('keeps the signing key out of the database and out of backups', async () => {
    const branch = await newBranch(1);
    const outlet = must(branch.outlets[0], 'one outlet');

    expect(existsSync(join(outlet.folder, 'device.json'))).toBe(true);
    const backups = join(outlet.folder, 'backups');
    expect(existsSync(backups) ? readdirSync(backups).filter((name) => name.includes('device')) : []).toEqual([]);
  });
});
