/** Whatever people drop on the inbox: strange files, strange names, old files, many files, two centres at once. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, readdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Db } from '#db/open.ts';
import { row, run } from '#db/statements.ts';
import { contentDigest } from '#db/verify.ts';
import { must } from '#domain/failure.ts';
import { createBackend } from '#services/backend.ts';
import type { Branch, Station } from '#tests/helpers/branch.ts';
import {
  centreUsers,
  copyOf,
  folderIn,
  newBranch,
  password,
  station,
  testCost,
  testWorld,
} from '#tests/helpers/branch.ts';
import { failureCode } from '#tests/helpers/failure-code.ts';
import { isLong } from '#tests/helpers/length.ts';
import { recordComplaint } from '#tests/helpers/records.ts';

const dbOf = (at: Station): Db => must(at.backend.session, 'logged in').installation.db;
const digestOf = (at: Station): string => contentDigest(dbOf(at));
const chinese = /[\u4e00-\u9fff]{6}/;

async function exported(branch: Branch, at: Station): Promise<string> {
  at.write((ctx) => recordComplaint(ctx));
  const { file } = await at.call('exchange.export', { folder: folderIn(branch.base, 'stick') });
  branch.clock.now += 60_000;
  return file;
}

async function closed(at: Station): Promise<string> {
  await at.backend.close();
  return at.folder;
}

const asDirector = async (at: Station): Promise<Station> => {
  await at.call('session.login', { staffNo: centreUsers.director, password });
  return at;
};

describe('anything dropped on the inbox', () => {
  it('is refused with a reason and not kept, and the one good file among it is merged', async () => {
    const branch = await newBranch(1);
    const [outlet] = branch.outlets as [Station];
    const good = readFileSync(await exported(branch, outlet));
    const inbox = folderIn(branch.base, 'inbox');
    const put = (name: string, bytes: Uint8Array | string): void => writeFileSync(join(inbox, name), bytes);
    put('setup.exe', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(4000)]));
    put('通知.docx', Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(4000)]));
    put('照片.jpg', Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(4000)]));
    put('假的.xbsync', '不是报送文件');
    put('a\nb\u0007.xbsync', 'x');
    put('😀🏦.xbsync', good);
    put(`${'长'.repeat(82)}.xbsync`, 'x');
    execFileSync('mkfifo', [join(inbox, 'pipe.xbsync')]);
    symlinkSync('/dev/zero', join(inbox, 'device.xbsync'));
    symlinkSync('self.xbsync', join(inbox, 'self.xbsync'));
    symlinkSync('nowhere', join(inbox, 'broken.xbsync'));
    symlinkSync(inbox, join(inbox, 'circle'));
    mkdirSync(join(inbox, '文件夹', '里面', '更里面', '太深', '看不到'), { recursive: true });

    const preview = await branch.centre.call('inbox.preview', { paths: [inbox] });
    const { files, sum } = await branch.centre.call('inbox.merge', { paths: [inbox, join(inbox, '不存在')] });

    const codes = Object.fromEntries(files.map(({ fileName, state, code }) => [fileName, code === '' ? state : code]));
    expect(codes).toEqual({
      'setup.exe': 'notAPackage',
      '通知.docx': 'notAPackage',
      '照片.jpg': 'notAPackage',
      '假的.xbsync': 'notAPackage',
      'a\nb\u0007.xbsync': 'notAPackage',
      '😀🏦.xbsync': 'merged',
      [`${'长'.repeat(82)}.xbsync`]: 'notAPackage',
      'pipe.xbsync': 'fileUnreadable',
      'device.xbsync': 'fileUnreadable',
      'self.xbsync': 'fileUnreadable',
      'broken.xbsync': 'targetGone',
      太深: 'fileUnreadable',
      不存在: 'targetGone',
    });
    expect(files.filter(({ state, reason }) => state === 'refused' && !chinese.test(reason))).toEqual([]);
    expect(sum).toMatchObject({ merged: 1, added: 1, refused: 12 });
    expect(preview.sum).toMatchObject({ merged: 1, added: 1, refused: 11 });
    expect(readdirSync(join(branch.centre.folder, 'inbox'))).toHaveLength(1);
    expect((await branch.centre.call('database.verify', {})).ok).toBe(true);
  });

  it('may have any name and any date: only its content counts', async () => {
    const branch = await newBranch(1);
    const [outlet] = branch.outlets as [Station];
    const file = await exported(branch, outlet);
    const inbox = folderIn(branch.base, 'inbox');
    const stem = basename(file, '.xbsync');
    const names = [
      `${stem} (1).xbsync`,
      `${stem}.sync-conflict-20250303-101010-ABCDEFG.xbsync`,
      `${stem} - 副本.xbsync`,
      'mail-attachment.dat',
      'noextension',
    ];
    for (const [index, name] of names.entries()) {
      copyFileSync(file, join(inbox, name));
      const date = index % 2 === 0 ? new Date('1980-01-01T00:00:00Z') : new Date('2107-12-31T23:59:58Z');
      utimesSync(join(inbox, name), date, date);
    }

    const { files, sum } = await branch.centre.call('inbox.merge', { paths: [inbox] });

    expect(files.map(({ fileName }) => fileName).sort()).toEqual(names.toSorted());
    expect(sum).toMatchObject({ merged: 1, known: names.length - 1, added: 1, refused: 0 });
  });
});

describe('the same things again, late, in any order', () => {
  it('change nothing: every old file after the newest, and a thousand copies of one', async () => {
    const branch = await newBranch(1);
    const [outlet] = branch.outlets as [Station];
    const files: string[] = [];
    for (let count = 0; count < 6; count += 1) files.push(await exported(branch, outlet));
    const copies = folderIn(branch.base, 'copies');
    const count = isLong ? 1000 : 100;
    for (let copy = 0; copy < count; copy += 1) copyFileSync(must(files[5], 'six'), join(copies, `${copy}.xbsync`));

    const newest = await branch.centre.call('inbox.merge', { paths: [must(files[5], 'six')] });
    const digest = digestOf(branch.centre);
    const old = await branch.centre.call('inbox.merge', { paths: files });
    const again = await branch.centre.call('inbox.merge', { paths: [copies] });

    expect(newest.sum).toMatchObject({ merged: 1, added: 6 });
    expect(old.sum).toMatchObject({ known: 6, added: 0, changed: 0, refused: 0 });
    expect(again.sum).toMatchObject({ files: count, known: count, added: 0, changed: 0 });
    expect(digestOf(branch.centre)).toBe(digest);
  });

  it('give the same branch in whatever order five files of two outlets come', async () => {
    const branch = await newBranch(2);
    const [first, second] = branch.outlets as [Station, Station];
    const files = [await exported(branch, first), await exported(branch, second), await exported(branch, first)];
    // A receipt in between, so that the later files begin where the earlier ones end.
    const before = copyOf(await closed(branch.centre), join(branch.base, 'before'));
    const ahead = await asDirector(station(branch.centre.folder, testWorld(branch.clock)));
    await ahead.call('inbox.merge', { paths: files });
    const answers = folderIn(branch.base, 'answers');
    const { made } = await ahead.call('pack.make', { outlets: ['0001', '0002'], folder: answers });
    for (const [index, { path }] of made.entries()) {
      const outlet = must(branch.outlets[index], 'two outlets');
      await outlet.call('exchange.importPack', { path });
      files.push(await exported(branch, outlet));
    }
    const orders = permutations(files);
    const chosen = orders.filter((_, index) => isLong || index % 13 === 0);

    const digests = new Set<string>();
    for (const [index, order] of chosen.entries()) {
      const copy = copyOf(before, join(branch.base, `order-${index}`));
      const centre = await asDirector(station(copy, testWorld(branch.clock)));
      for (const file of order) await centre.call('inbox.merge', { paths: [file] });
      digests.add(`${row<{ n: number }>(dbOf(centre), 'SELECT count(*) AS n FROM complaint')?.n} ${digestOf(centre)}`);
      await centre.backend.close();
    }

    expect(orders).toHaveLength(120);
    expect([...digests].map((digest) => digest.split(' ')[0])).toEqual(['5']);
  });
});

describe('a folder of very many files', () => {
  it('is worked through in bounded memory, tells how far it is, and stops when asked', async () => {
    const branch = await newBranch(1);
    const [outlet] = branch.outlets as [Station];
    const file = await exported(branch, outlet);
    const inbox = folderIn(branch.base, 'inbox');
    const count = isLong ? 10_000 : 600;
    for (let index = 0; index < count; index += 1)
      writeFileSync(join(inbox, `${index}.jpg`), Buffer.alloc(20_000, index));
    copyFileSync(file, join(inbox, 'zz.xbsync'));
    const folder = await closed(branch.centre);
    const progress: number[] = [];
    const backend = createBackend({
      folder,
      demo: false,
      appVersion: '0.0.0-test',
      world: testWorld(branch.clock),
      passwordCost: testCost,
      emit: (event, data) => {
        if (event !== 'progress') return;
        const { done, total } = data as { readonly done: number; readonly total: number };
        expect(total).toBe(count + 1);
        progress.push(done);
        if (progress.length === 50) backend.cancelJob();
      },
    });
    await backend.call('session.login', { staffNo: centreUsers.director, password });
    const memory = process.memoryUsage.rss();

    const stopped = await backend.call('inbox.merge', { paths: [inbox] });
    const whole = await backend.call('inbox.merge', { paths: [inbox] });

    expect(stopped).toMatchObject({ ok: true, value: { sum: { cancelled: true, files: count + 1, merged: 0 } } });
    expect(whole).toMatchObject({
      ok: true,
      value: { sum: { cancelled: false, files: count + 1, merged: 1, added: 1, refused: count } },
    });
    expect(progress.slice(0, 3)).toEqual([0, 1, 2]);
    expect(process.memoryUsage.rss() - memory).toBeLessThan(150e6);
    expect(readdirSync(join(folder, 'inbox'))).toHaveLength(1);
    await backend.close();
  });

  it('is refused as a whole when it cannot be an inbox', async () => {
    const branch = await newBranch(1);
    const inbox = folderIn(branch.base, 'inbox');
    for (let index = 0; index <= 20_000; index += 1) writeFileSync(join(inbox, `${index}`), '');

    expect(await failureCode(() => branch.centre.call('inbox.merge', { paths: [inbox] }))).toBe('fileTooLarge');
    expect((await branch.centre.call('database.verify', {})).ok).toBe(true);
  });
});

describe('centres', () => {
  it('may read one folder at the same time', async () => {
    const branch = await newBranch(2);
    for (const outlet of branch.outlets) {
      for (let count = 0; count < 3; count += 1) await exported(branch, outlet);
    }
    const inbox = join(branch.base, 'stick');
    const twin = copyOf(await closed(branch.centre), join(branch.base, 'twin'));
    const [centre, other] = [
      await asDirector(station(branch.centre.folder, testWorld(branch.clock))),
      await asDirector(station(twin, testWorld(branch.clock))),
    ];

    const sums = await Promise.all(
      [centre, other].map(async (at) => (await at.call('inbox.merge', { paths: [inbox] })).sum),
    );

    expect(sums[0]).toMatchObject({ files: 6, added: 6, refused: 0 });
    expect(sums[1]).toEqual(sums[0]);
    expect(digestOf(other)).toBe(digestOf(centre));
    await other.backend.close();
  });

  it('take nothing from a device that was stopped', async () => {
    const branch = await newBranch(1);
    const [outlet] = branch.outlets as [Station];
    await branch.centre.call('inbox.merge', { paths: [await exported(branch, outlet)] });
    run(dbOf(branch.centre), `UPDATE device SET state = 'revoked'`);
    const later = await exported(branch, outlet);
    const digest = digestOf(branch.centre);

    const { files } = await branch.centre.call('inbox.merge', { paths: [later] });

    expect(files[0]).toMatchObject({ state: 'refused', code: 'revokedDevice' });
    expect(files[0]?.reason).toMatch(chinese);
    expect(digestOf(branch.centre)).toBe(digest);
  });

  it('do not open what a newer program wrote, and do not touch it', async () => {
    const branch = await newBranch(1);
    run(dbOf(branch.centre), 'PRAGMA user_version = 99990');
    const folder = await closed(branch.centre);
    const before = readFileSync(join(folder, 'centre.db'));

    const code = await failureCode(() => asDirector(station(folder, testWorld(branch.clock))));

    expect(code).toBe('databaseTooNew');
    expect(readFileSync(join(folder, 'centre.db')).equals(before)).toBe(true);
  });
});

describe('an outlet', () => {
  it('does not go back with an older pack, least of all to the one it was set up from', async () => {
    const branch = await newBranch(1);
    const [outlet] = branch.outlets as [Station];
    await branch.centre.call('inbox.merge', { paths: [await exported(branch, outlet)] });
    const packs: string[] = [];
    for (const name of ['older', 'newer']) {
      const { made } = await branch.centre.call('pack.make', {
        outlets: ['0001'],
        folder: folderIn(branch.base, name),
      });
      packs.push(must(made[0], 'one pack').path);
      branch.clock.now += 60_000;
    }
    const [older, newer] = packs as [string, string];
    await outlet.call('exchange.importPack', { path: newer });
    const digest = digestOf(outlet);

    await outlet.call('exchange.importPack', { path: older });
    const packsFolder = join(branch.base, 'packs');
    const first = join(packsFolder, must(readdirSync(packsFolder)[0], 'the pack it was set up from'));

    expect(await failureCode(() => outlet.call('exchange.importPack', { path: first }))).toBe('packOlder');
    expect(digestOf(outlet)).toBe(digest);
  });
});

function permutations<T>(items: readonly T[]): readonly (readonly T[])[] {
  if (items.length < 2) return [items];
  return items.flatMap((item, index) => permutations(items.toSpliced(index, 1)).map((rest) => [item, ...rest]));
}
