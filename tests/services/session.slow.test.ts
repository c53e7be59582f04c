import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { rows } from '#db/statements.ts';
import { isFailure, must } from '#domain/failure.ts';
import type { Branch } from '#tests/helpers/branch.ts';
import { centreUsers, newBranch, password } from '#tests/helpers/branch.ts';
import { failureCode } from '#tests/helpers/failure-code.ts';

describe('logging in', () => {
  let branch: Branch;

  beforeEach(async () => {
    branch = await newBranch(1);
    await branch.centre.call('session.logout', {});
  });

  const login = (typed: string, staffNo: string = centreUsers.director) =>
    branch.centre.call('session.login', { staffNo, password: typed });

  it('needs the right password; without it nothing is answered', async () => {
    expect(await failureCode(() => login('Wrong-Horse-9'))).toBe('wrongPassword');
    expect(await failureCode(() => branch.centre.call('organisation.outlets', {}))).toBe('locked');
  });

  it('does not say whether the staff number exists', async () => {
    const known = await login('Wrong-Horse-9').catch((error: unknown) => (isFailure(error) ? error.message : ''));
    const unknown = await login('Wrong-Horse-9', '999999').catch((error: unknown) =>
      isFailure(error) ? error.message : '',
    );

    expect(unknown).toBe(known);
  });

  it('makes people wait after the third wrong try, and lets them in afterwards', async () => {
    for (let count = 0; count < 3; count += 1)
      expect(await failureCode(() => login('Wrong-Horse-9'))).toBe('wrongPassword');

    expect(await failureCode(() => login(password))).toBe('tooManyTries');
    branch.clock.now += 5000;
    expect((await login(password)).phase).toBe('open');
  });

  it('asks before it goes on with a clock that was set back', async () => {
    branch.clock.now -= 3 * 86_400_000;

    expect(await failureCode(() => login(password))).toBe('clockBack');
    const state = await branch.centre.call('session.login', {
      staffNo: centreUsers.director,
      password,
      confirmClock: true,
    });
    expect(state.phase).toBe('open');
  });

  it('says after a crash that the data was checked and is whole', async () => {
    writeFileSync(join(branch.centre.folder, 'open.mark'), '');

    expect((await login(password)).notices).toEqual(['上次异常关闭，已检查，数据完整。']);
  });

  it('changes a password only for who knows the old one', async () => {
    await login(password);
    const change = (oldPassword: string, newPassword: string) =>
      branch.centre.call('session.changePassword', { oldPassword, newPassword });

    expect(await failureCode(() => change('Wrong-Horse-9', 'Brand-New-Horse-1'))).toBe('wrongPassword');
    expect(await failureCode(() => change(password, '12345678'))).toBe('weakPassword');
    expect(await failureCode(() => change(password, password))).toBe('weakPassword');
    await change(password, 'Brand-New-Horse-1');
    await branch.centre.call('session.logout', {});
    expect(await failureCode(() => login(password))).toBe('wrongPassword');
    expect((await login('Brand-New-Horse-1')).phase).toBe('open');
  });
});

describe('users', () => {
  it('get a first password they must change, and lose their key when retired', async () => {
    const branch = await newBranch(1);
    const outlet = must(branch.outlets[0], 'one outlet');
    await outlet.call('user.create', { staffNo: '200101', name: '李四', role: 'clerk', password: 'First-Horse-77' });
    await outlet.call('session.logout', {});

    const first = await outlet.call('session.login', { staffNo: '200101', password: 'First-Horse-77' });
    const tooEarly = await failureCode(() => outlet.call('organisation.staff', {}));
    await outlet.call('session.changePassword', { oldPassword: 'First-Horse-77', newPassword: 'Second-Horse-88' });
    const mayNot = await failureCode(() => outlet.call('user.retire', { staffNo: '200000' }));
    await outlet.call('session.logout', {});
    await outlet.call('session.login', { staffNo: '200000', password });
    await outlet.call('user.retire', { staffNo: '200101' });
    await outlet.call('session.logout', {});

    expect(first.user?.mustChangePassword).toBe(true);
    expect(tooEarly).toBe('forbidden');
    expect(mayNot).toBe('forbidden');
    expect(
      await failureCode(() => outlet.call('session.login', { staffNo: '200101', password: 'First-Horse-77' })),
    ).toBe('wrongPassword');
  });

  it('of one side cannot be made on the other', async () => {
    const branch = await newBranch(1);
    const outlet = must(branch.outlets[0], 'one outlet');

    expect(
      await failureCode(() =>
        outlet.call('user.create', { staffNo: '300000', name: '王五', role: 'director', password: 'First-Horse-77' }),
      ),
    ).toBe('invalid');
  });

  it('leave lines in the audit trail without names or passwords', async () => {
    const branch = await newBranch(1);
    const outlet = must(branch.outlets[0], 'one outlet');
    await outlet.call('user.create', { staffNo: '200101', name: '李四', role: 'clerk', password: 'First-Horse-77' });

    const db = must(outlet.backend.session, 'logged in').installation.db;
    const lines = rows<{ line: string }>(db, 'SELECT line FROM audit').map(({ line }) => line);

    expect(lines.some((line) => line.includes('user.create') && line.includes('200101'))).toBe(true);
    expect(lines.some((line) => line.includes('李四') || line.includes('First-Horse'))).toBe(false);
  });
});
