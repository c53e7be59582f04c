/** Log-in, log-out, passwords. The password opens the keyring; without it there is no data. */
import type { SessionState, SessionUser } from '#contract/session.ts';
import { appendAudit } from '#db/audit.ts';
import { readSettings } from '#db/identity.ts';
import { getRecord } from '#db/record.ts';
import { findUser, noteLogin, setMustChange } from '#db/user.ts';
import { Failure, isFailure } from '#domain/failure.ts';
import { branchEntity, outletEntity } from '#domain/organisation.ts';
import { passwordFault } from '#domain/password.ts';
import type { Side } from '#domain/permissions.ts';
import type { Backend, Session } from './backend.ts';
import { fingerprint } from './crypto/fingerprint.ts';
import { setPassword, unlock } from './crypto/keyring.ts';
import type { Reason } from './incarnation.ts';
import type { Entries } from './dispatch.ts';
import type { Installation } from './context.ts';
import { closeInstallation, lastUse, openInstallation, sideOf } from './installation.ts';
import { branchKeysAway, keyringPath } from './keys.ts';

const defaultIdleMinutes = 5;
/** A PC clock may wander; more than this before the last use means it was set wrong. */
const clockToleranceMs = 10 * 60_000;

export function sessionState(backend: Backend): SessionState {
  const side = sideOf(backend.folder);
  const { session } = backend;
  const closed = {
    user: null,
    bankName: '',
    branchName: '',
    outletCode: '',
    outletName: '',
    demo: backend.demo,
    clockLag: backend.clockLag,
    idleMinutes: defaultIdleMinutes,
    notices: [],
  };
  if (session === null) return { ...closed, phase: side === null ? 'new' : 'locked', side };
  const { db, identity } = session.installation;
  const branch = getRecord(db, branchEntity, 'branch');
  const outlet = identity.side === 'outlet' ? getRecord(db, outletEntity, identity.node) : null;
  const idle = readSettings(db, 'device')['idleMinutes'];
  return {
    phase: 'open',
    side: identity.side,
    user: session.user,
    bankName: branch?.bankName ?? '',
    branchName: branch?.branchName ?? '',
    outletCode: outlet?.code ?? '',
    outletName: outlet?.name ?? '',
    demo: backend.demo,
    clockLag: backend.clockLag,
    idleMinutes: typeof idle === 'number' ? idle : defaultIdleMinutes,
    notices: [...session.notices],
  };
}

/** Makes `installation` the open session of `staffNo`. @throws Failure forbidden when the user was retired */
export function enter(backend: Backend, installation: Installation, staffNo: string, notices: readonly string[]): void {
  const { db } = installation;
  const user = findUser(db, staffNo);
  if (user === null || !user.active)
    throw new Failure('forbidden', '这个工号已停用，不能登录。请联系网点负责人或系统管理员。');
  db.transaction(() => {
    noteLogin(db, staffNo, backend.world.now());
    appendAudit(db, { at: backend.world.now(), user: staffNo, verb: 'session.login' });
  }).immediate();
  const sessionUser: SessionUser = { staffNo, name: user.name, role: user.role, mustChangePassword: user.mustChange };
  backend.session = { installation, user: sessionUser, notices };
}

/**
 * @throws Failure wrongPassword, tooManyTries (details `{waitMs}`), clockBack (details `{now, lastUse}`),
 * and those of opening the database
 */
export async function login(
  { staffNo, password, confirmClock }: { staffNo: string; password: string; confirmClock: boolean },
  backend: Backend,
): Promise<SessionState> {
  const side = sideOf(backend.folder);
  if (side === null) throw new Failure('databaseMissing', '本机还没有台账。请先建立消保中心，或导入网点配置包。');
  if (backend.session !== null) throw new Failure('conflict', '已有人登录，请先锁定。');
  const dbKey = await unlock(keyringPath(backend.folder), { user: staffNo.trim(), password, now: backend.world.now() });
  const { installation, afterCrash, renewed } = await openInstallation(backend.folder, side, dbKey, backend.world);
  try {
    checkClock(backend, installation, confirmClock);
    const notices = [
      ...(afterCrash ? ['上次异常关闭，已检查，数据完整。'] : []),
      ...(renewed === null ? [] : [renewalNotice(side, renewed, installation)]),
      ...(side === 'centre' && installation.keys.branch === null ? [branchKeysAway] : []),
    ];
    enter(backend, installation, staffNo.trim(), notices);
  } catch (error) {
    closeInstallation(installation);
    throw error;
  }
  return sessionState(backend);
}

/** What a person reads when the database turned out to be a restored or copied one. */
function renewalNotice(side: Side, reason: Reason, { keys, identity }: Installation): string {
  const what = '这份台账是从备份恢复或从别处复制来的，已换用新的本机编号继续，现有内容完好。';
  if (side === 'centre')
    return `${what}恢复之前已发给网点的配置和已收的报送，会在网点下一次报送时自动找回；请通知各网点重新报送一次。`;
  const back = `恢复点之后登记过的内容，已报送的会随分行的下一份配置包自动找回，没有报送过的无法找回，请核对补登。今后的编号字母为 ${identity.letter}。`;
  if (reason !== 'keysMissing') return `${what}${back}`;
  return `${what}${back}请先上报一次，再电话告诉消保中心本机指纹 ${fingerprint(keys.device.signKey)}，由中心登记这台电脑。`;
}

function checkClock(backend: Backend, { db }: Installation, confirmed: boolean): void {
  const now = backend.world.now();
  const last = lastUse(db);
  if (now >= last - clockToleranceMs) return;
  if (!confirmed) {
    throw new Failure(
      'clockBack',
      '电脑时间早于上次使用的时间。台账没有改动。请先核对并改正电脑日期；确认无误再继续。',
      { now, lastUse: last },
    );
  }
  appendAudit(db, { at: now, user: '-', verb: 'clock.confirmed', note: `上次使用 ${last}` });
}

function logout(backend: Backend): SessionState {
  const { session } = backend;
  if (session !== null) {
    const { installation, user } = session;
    appendAudit(installation.db, { at: backend.world.now(), user: user.staffNo, verb: 'session.logout' });
    backend.session = null;
    closeInstallation(installation);
  }
  return sessionState(backend);
}

async function changePassword(
  { oldPassword, newPassword }: { oldPassword: string; newPassword: string },
  backend: Backend,
): Promise<SessionState> {
  const session = openSession(backend);
  const { staffNo } = session.user;
  const fault = passwordFault(newPassword, { staffNo });
  if (fault !== null)
    throw new Failure('weakPassword', `新口令不合要求：${fault}。口令没有改变。`, { newPassword: fault });
  if (newPassword === oldPassword) {
    throw new Failure('weakPassword', '新口令与原口令相同。口令没有改变。', { newPassword: '不能与原口令相同' });
  }
  await unlock(keyringPath(backend.folder), { user: staffNo, password: oldPassword, now: backend.world.now() });
  await setPassword(
    keyringPath(backend.folder),
    session.installation.keys.dbKey,
    userPassword(backend, staffNo, newPassword),
  );
  const { db } = session.installation;
  setMustChange(db, staffNo, false);
  appendAudit(db, { at: backend.world.now(), user: staffNo, verb: 'session.changePassword' });
  backend.session = { ...session, user: { ...session.user, mustChangePassword: false } };
  return sessionState(backend);
}

export const userPassword = (
  backend: { readonly passwordCost: number | undefined },
  user: string,
  password: string,
) => ({
  user,
  password,
  ...(backend.passwordCost === undefined ? {} : { cost: backend.passwordCost }),
});

export function openSession(backend: Backend): Session {
  if (backend.session === null) throw new Failure('locked', '已锁定或尚未登录，请先登录。');
  return backend.session;
}

/** Failed log-ins are counted in the keyring; this line is for the log file, without the number tried. */
const logged = async (backend: Backend, body: () => Promise<SessionState>): Promise<SessionState> => {
  try {
    return await body();
  } catch (error) {
    if (isFailure(error) && (error.code === 'wrongPassword' || error.code === 'tooManyTries'))
      backend.log('warn', 'login refused');
    throw error;
  }
};

export const sessionEntries = {
  'session.state': (_input, backend) => sessionState(backend),
  'session.login': (input, backend) => logged(backend, () => login(input, backend)),
  'session.logout': (_input, backend) => logout(backend),
  'session.changePassword': (input, backend) => changePassword(input, backend),
  'session.cancelJob': (_input, backend) => {
    backend.cancelJob();
    return {};
  },
} satisfies Entries;
