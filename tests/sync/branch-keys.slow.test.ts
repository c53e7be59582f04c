/** A centre whose disk is gone: its database and its passwords come from a backup, the branch's keys from the safe. */
import { appendFileSync, cpSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { row } from '#db/statements.ts';
import { branchKeysPath } from '#services/keys.ts';
import type { Branch, Station } from '#tests/helpers/branch.ts';
import { centreUsers, folderIn, logInAs, newBranch, station, testWorld } from '#tests/helpers/branch.ts';
import {
  answered,
  closed,
  dbOf,
  exported,
  logIn,
  merge,
  noticesOf,
  record,
  summaries,
} from '#tests/helpers/carried.ts';
import { failureCode } from '#tests/helpers/failure-code.ts';

const passphrase = '一句只有主任记得住的话二〇二五';
const away = '分行密钥不在本机：不能合并网点的文件，也不能生成配置包；台账和数字照常。';

let branch: Branch;
let outlet: Station;
let safe: string;

beforeEach(async () => {
  branch = await newBranch(1);
  [outlet] = branch.outlets as [Station];
  record(outlet, '甲');
  await merge(branch, await exported(branch, outlet));
  safe = (await branch.centre.call('pack.exportBranchKeys', { folder: folderIn(branch.base, 'safe'), passphrase }))
    .path;
}, 60_000);

/** A new PC with what a backup of the database holds: no key of this computer, none of the branch. */
async function newPc(): Promise<Branch> {
  const from = await closed(branch.centre);
  const folder = folderIn(branch.base, 'new-pc');
  for (const name of ['centre.db', 'keyring.json']) cpSync(join(from, name), join(folder, name));
  const centre = station(folder, testWorld(branch.clock));
  await logIn(centre, centreUsers.director);
  return { ...branch, centre };
}

describe('a centre without the keys of its branch', () => {
  it('opens, says what it cannot do, and turns no file away for it', async () => {
    const again = await newPc();
    const { centre } = again;
    record(outlet, '乙');
    const file = await exported(branch, outlet);

    expect(noticesOf(centre).join()).toContain(away);
    expect((await centre.call('complaint.list', {})).total).toBe(1);
    for (const work of [
      () => centre.call('inbox.merge', { paths: [file] }),
      () => centre.call('inbox.preview', { paths: [file] }),
      () => centre.call('pack.make', { outlets: ['0001'], folder: again.base }),
      () => centre.call('pack.exportBranchKeys', { folder: again.base, passphrase }),
    ])
      await expect(work()).rejects.toThrow(`${away}请主任或系统管理员在“网点与配置包”的“密钥”里导回密钥备份。`);
    expect(row(dbOf(centre), 'SELECT count(*) AS n FROM package_in')).toEqual({ n: 1 });
  });

  it('has them back from the safe, goes on as before, and needs them only once', async () => {
    const again = await newPc();
    const { centre } = again;
    const { fingerprint } = await centre.call('pack.importBranchKeys', { path: safe, passphrase });
    record(outlet, '乙');
    await merge(again, await exported(branch, outlet));
    await answered(again, centre, outlet);

    expect(fingerprint).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    expect(summaries(dbOf(centre))).toEqual(['乙', '甲']);
    expect((await outlet.call('exchange.state', {})).confirmed).toMatchObject({ records: 2, agrees: true });
    await logInAs(centre, centreUsers.director);
    expect(noticesOf(centre).join()).not.toContain('分行密钥');
    expect((await centre.call('database.verify', {})).ok).toBe(true);
  });

  it('takes no wrong passphrase, no torn file and no keys of another branch', async () => {
    const { centre } = await newPc();
    const torn = join(branch.base, 'torn.txt');
    writeFileSync(torn, '-----BEGIN AGE ENCRYPTED FILE-----\n');
    const stranger = await newBranch(1);
    const theirs = await stranger.centre.call('pack.exportBranchKeys', { folder: stranger.base, passphrase });

    const code = (path: string, said = passphrase) =>
      failureCode(() => centre.call('pack.importBranchKeys', { path, passphrase: said }));
    expect(await code(safe, '不是这一句话，差得很远')).toBe('wrongCode');
    expect(await code(torn)).toBe('fileDamaged');
    expect(await code(theirs.path)).toBe('wrongBranch');
    expect(await code(join(branch.base, 'nowhere.txt'))).toBe('targetGone');
    expect(existsSync(branchKeysPath(centre.folder))).toBe(false);
  });
});

it('a damaged key file is as good as none, and is replaced; whole ones never are', async () => {
  const { centre } = branch;
  expect(await centre.call('pack.importBranchKeys', { path: safe, passphrase })).toMatchObject({});
  await centre.call('session.logout', {});
  appendFileSync(branchKeysPath(centre.folder), '}');
  await logIn(centre, centreUsers.director);
  expect(noticesOf(centre).join()).toContain(away);

  await centre.call('pack.importBranchKeys', { path: safe, passphrase });
  record(outlet, '乙');
  await merge(branch, await exported(branch, outlet));
  expect(summaries(dbOf(centre))).toEqual(['乙', '甲']);
  rmSync(safe);
});
