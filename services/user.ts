/** Who may log in here. Creating a user wraps the database key for one more password. */
import type { UserLine } from '#contract/user.ts';
import { appendAudit } from '#db/audit.ts';
import { findUser, listUsers, saveUser, setMustChange } from '#db/user.ts';
import { Failure } from '#domain/failure.ts';
import { passwordFault } from '#domain/password.ts';
import type { Role } from '#domain/permissions.ts';
import { roles } from '#domain/permissions.ts';
import type { Backend } from './backend.ts';
import { removeUser, setPassword } from './crypto/keyring.ts';
import type { Entries, Verbs } from './dispatch.ts';
import { keyringPath } from './keys.ts';
import { openSession, userPassword } from './session.ts';

const lineOf = (backend: Backend, staffNo: string): UserLine => {
  const found = findUser(openSession(backend).installation.db, staffNo);
  if (found === null) throw new Failure('notFound', '没有这个工号。没有改动任何内容。');
  return {
    staffNo: found.staffNo,
    name: found.name,
    role: found.role,
    active: found.active,
    lastLoginAt: found.lastLoginAt,
  };
};

async function createUser(
  input: { staffNo: string; name: string; role: Role; password: string },
  backend: Backend,
): Promise<UserLine> {
  const { installation, user } = openSession(backend);
  const staffNo = input.staffNo.trim();
  const reasons: Record<string, string> = {};
  if (!/^[0-9A-Za-z]{3,20}$/.test(staffNo)) reasons['staffNo'] = '工号应为 3 至 20 位数字或字母';
  if (input.name.trim() === '') reasons['name'] = '请填写姓名';
  if (roles[input.role].side !== installation.identity.side) reasons['role'] = '这个岗位不属于本机构';
  if (findUser(installation.db, staffNo)?.active === true) reasons['staffNo'] = '这个工号已经存在';
  const fault = passwordFault(input.password, { staffNo });
  if (fault !== null) reasons['password'] = fault;
  const first = Object.values(reasons)[0];
  if (first !== undefined) throw new Failure('invalid', `${first}。没有增加人员。`, reasons);
  await setPassword(
    keyringPath(backend.folder),
    installation.keys.dbKey,
    userPassword(backend, staffNo, input.password),
  );
  installation.db
    .transaction(() => {
      saveUser(installation.db, { staffNo, name: input.name.trim(), role: input.role, active: true, mustChange: true });
      appendAudit(installation.db, {
        at: backend.world.now(),
        user: user.staffNo,
        verb: 'user.create',
        record: staffNo,
        note: roles[input.role].label,
      });
    })
    .immediate();
  return lineOf(backend, staffNo);
}

/** The person who resets does not learn the old password, and the new one must be changed at once. */
async function resetPassword(
  { staffNo, password }: { staffNo: string; password: string },
  backend: Backend,
): Promise<Record<string, never>> {
  const { installation, user } = openSession(backend);
  lineOf(backend, staffNo);
  const fault = passwordFault(password, { staffNo });
  if (fault !== null) throw new Failure('weakPassword', `口令不合要求：${fault}。口令没有改变。`, { password: fault });
  await setPassword(keyringPath(backend.folder), installation.keys.dbKey, userPassword(backend, staffNo, password));
  installation.db
    .transaction(() => {
      setMustChange(installation.db, staffNo, true);
      appendAudit(installation.db, {
        at: backend.world.now(),
        user: user.staffNo,
        verb: 'user.resetPassword',
        record: staffNo,
      });
    })
    .immediate();
  return {};
}

function retire({ staffNo }: { staffNo: string }, backend: Backend): Record<string, never> {
  const { installation, user } = openSession(backend);
  const found = findUser(installation.db, staffNo);
  if (found === null || !found.active) throw new Failure('notFound', '没有这个在用的工号。没有改动任何内容。');
  if (staffNo === user.staffNo) throw new Failure('impossible', '不能停用自己。没有改动任何内容。');
  removeUser(keyringPath(backend.folder), staffNo);
  installation.db
    .transaction(() => {
      saveUser(installation.db, { ...found, active: false });
      appendAudit(installation.db, {
        at: backend.world.now(),
        user: user.staffNo,
        verb: 'user.retire',
        record: staffNo,
      });
    })
    .immediate();
  return {};
}

export const userEntries = {
  'user.create': (input, backend) => createUser(input, backend),
  'user.resetPassword': (input, backend) => resetPassword(input, backend),
  'user.retire': (input, backend) => retire(input, backend),
} satisfies Entries;

export const userVerbs = {
  'user.list': (_input, ctx) =>
    listUsers(ctx.db).map(({ staffNo, name, role, active, lastLoginAt }) => ({
      staffNo,
      name,
      role,
      active,
      lastLoginAt,
    })),
} satisfies Verbs;
