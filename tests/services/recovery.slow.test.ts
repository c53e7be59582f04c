/** Nobody at an outlet knows a password any more: two carried files and a code told by telephone bring the data back. */
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rows } from '#db/statements.ts';
import { must } from '#domain/failure.ts';
import type { Branch, Station } from '#tests/helpers/branch.ts';
import {
  centreUsers,
  folderIn,
  logInAs,
  newBranch,
  outletHead,
  password,
  station,
  testWorld,
} from '#tests/helpers/branch.ts';
import { failureCode } from '#tests/helpers/failure-code.ts';
import { recordComplaint } from '#tests/helpers/records.ts';

const newPassword = 'Found-Again-8';

/** A branch whose outlets have reported once and are locked. */
async function lockedBranch(outlets: number): Promise<Branch> {
  const branch = await newBranch(outlets);
  const stick = folderIn(branch.base, 'stick');
  for (const outlet of branch.outlets) {
    outlet.write((ctx) => recordComplaint(ctx));
    await outlet.call('exchange.export', { folder: stick });
    outlet.write((ctx) => recordComplaint(ctx));
    await outlet.call('session.logout', {});
  }
  await branch.centre.call('inbox.merge', { paths: [stick] });
  return branch;
}

const asked = async (branch: Branch, outlet: Station, name: string): Promise<string> =>
  (await outlet.call('recovery.ask', { folder: folderIn(branch.base, name) })).path;

const answered = async (branch: Branch, path: string) =>
  await branch.centre.call('recovery.answer', {
    path,
    folder: folderIn(branch.base, 'answers'),
    reason: '已致电负责人本人核实',
  });

const audited = (at: Station): readonly string[] =>
  rows<{ line: string }>(must(at.backend.session, 'logged in').installation.db, 'SELECT line FROM audit').map(
    ({ line }) => line,
  );

describe('a lost password', () => {
  it('is found again with everything that was recorded, also what was never reported', async () => {
    const branch = await lockedBranch(1);
    const [outlet] = branch.outlets as [Station];
    const request = await asked(branch, outlet, 'ask');

    const face = await branch.centre.call('recovery.inspect', { path: request });
    const { path, code } = await answered(branch, request);
    const given = {
      path,
      code: code.toLowerCase().replaceAll('-', ' '),
      staffNo: outletHead(0),
      password: newPassword,
    };
    const state = await outlet.call('recovery.use', given);

    expect(face).toMatchObject({ outlet: '0001', outletName: '第0001支行' });
    expect(face.fingerprint).toMatch(/^[0-9A-Z-]{8,9}$/);
    expect(state).toMatchObject({ phase: 'open', outletCode: '0001', user: { staffNo: outletHead(0), role: 'head' } });
    expect((await outlet.call('complaint.list', {})).total).toBe(2);
    expect((await outlet.call('database.verify', {})).ok).toBe(true);
    expect(audited(outlet).some((line) => line.includes('recovery.use'))).toBe(true);
    expect(audited(branch.centre).some((line) => line.includes('recovery.answer') && line.includes('致电'))).toBe(true);
    await outlet.call('session.logout', {});
    expect(await failureCode(() => outlet.call('session.login', { staffNo: outletHead(0), password }))).toBe(
      'wrongPassword',
    );
    await outlet.call('session.login', { staffNo: outletHead(0), password: newPassword });
  });

  it('leaves no key in any of the two files, and no name', async () => {
    const branch = await lockedBranch(1);
    const [outlet] = branch.outlets as [Station];
    const request = await asked(branch, outlet, 'ask');
    const { path } = await answered(branch, request);
    await outlet.call('session.login', { staffNo: outletHead(0), password });
    const { dbKey } = must(outlet.backend.session, 'logged in').installation.keys;

    for (const file of [request, path]) {
      const bytes = readFileSync(file);
      expect(bytes.includes(dbKey)).toBe(false);
      expect(bytes.includes(Buffer.from(dbKey.toString('base64url')))).toBe(false);
      expect(bytes.includes(Buffer.from('负责人'))).toBe(false);
    }
  });
});

describe('what is refused changes nothing', () => {
  it('at the centre: another file, a request put together from two computers, a stopped computer', async () => {
    const branch = await lockedBranch(2);
    const [first, second] = branch.outlets as [Station, Station];
    const [a, b] = [await asked(branch, first, 'a'), await asked(branch, second, 'b')];
    const [mine, other] = [a, b].map((path) => JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>);
    const mixed = join(branch.base, 'mixed.xbkey');
    writeFileSync(mixed, JSON.stringify({ ...mine, device: other?.['device'] }));
    const junk = join(branch.base, 'junk.xbkey');
    writeFileSync(junk, 'PK\u0003\u0004');
    const inspect = (path: string) => failureCode(() => branch.centre.call('recovery.inspect', { path }));

    expect(await inspect(junk)).toBe('notAPackage');
    expect(await inspect(mixed)).toBe('badSignature');
    const [device] = await branch.centre.call('device.list', { outlet: '0001' });
    await branch.centre.call('device.revoke', { inc: must(device, 'it reported').inc, reason: '电脑被盗' });
    expect(await failureCode(() => answered(branch, a))).toBe('revokedDevice');
    await logInAs(branch.centre, centreUsers.admin);
    expect(await inspect(b)).toBe('forbidden');
    await logInAs(branch.centre, centreUsers.analyst);
    expect(await failureCode(() => answered(branch, b))).toBe('forbidden');
    expect(readdirSync(folderIn(branch.base, 'answers'))).toEqual([]);
  });

  it('at the centre: a request that proves nothing is shown as such', async () => {
    const branch = await lockedBranch(1);
    const [outlet] = branch.outlets as [Station];
    rmSync(join(outlet.folder, 'device.json'));

    const path = await asked(branch, outlet, 'ask');

    expect(await branch.centre.call('recovery.inspect', { path })).toMatchObject({ outlet: '', fingerprint: '' });
  });

  it('at the outlet: a wrong code, another outlet’s answer, a request, a clerk, a weak password', async () => {
    const branch = await lockedBranch(2);
    const [first, second] = branch.outlets as [Station, Station];
    const request = await asked(branch, first, 'ask');
    const { path, code } = await answered(branch, request);
    const right = { path, code, staffNo: outletHead(0), password: newPassword };
    const tried = (at: Station, part: Partial<typeof right>) =>
      failureCode(() => at.call('recovery.use', { ...right, ...part }));

    expect(await tried(first, { code: '0000-0000-0000-0000' })).toBe('wrongCode');
    expect(await tried(first, { code: '12' })).toBe('wrongCode');
    expect(await tried(first, { path: request })).toBe('notAPackage');
    expect(await tried(first, { password: 'abc' })).toBe('weakPassword');
    expect(await tried(first, { staffNo: '299999' })).toBe('forbidden');
    expect(await tried(second, { staffNo: outletHead(1) })).toBe('wrongRecipient');
    await first.call('session.login', { staffNo: outletHead(0), password });
    expect(await tried(first, {})).toBe('impossible');
    expect(await failureCode(() => first.call('recovery.ask', { folder: branch.base }))).toBe('impossible');
    await second.call('session.login', { staffNo: outletHead(1), password });
  });

  it('at a centre there is nothing to ask', async () => {
    const branch = await newBranch(1);
    await branch.centre.backend.close();
    const closed = station(branch.centre.folder, testWorld(branch.clock));

    expect(await failureCode(() => closed.call('recovery.ask', { folder: branch.base }))).toBe('impossible');
    await closed.backend.close();
  });
});
