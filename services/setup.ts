/**
 * First run. A new installation is built complete in a side folder and moved into place with the
 * database last, so that a power cut leaves either nothing or a whole installation.
 */
import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import type { SessionState } from '#contract/session.ts';
import type { PackFace } from '#contract/setup.ts';
import type { Identity } from '#db/identity.ts';
import { saveIdentity, saveSecret } from '#db/identity.ts';
import type { Db } from '#db/open.ts';
import { closeDatabase } from '#db/open.ts';
import { appendAudit } from '#db/audit.ts';
import { syncFolder } from '#db/file-sync.ts';
import { saveUser } from '#db/user.ts';
import { Failure } from '#domain/failure.ts';
import { branchEntity } from '#domain/organisation.ts';
import { passwordFault } from '#domain/password.ts';
import type { Role, Side } from '#domain/permissions.ts';
import { packageLimits } from '#domain/sync/envelope.ts';
import { normalizePickupCode } from '#domain/sync/pickup-code.ts';
import type { Backend } from './backend.ts';
import type { Installation } from './context.ts';
import { beginWork, makeId } from './context.ts';
import { createBranchKeys } from './crypto/branch-keys.ts';
import { createDeviceKeys } from './crypto/device-keys.ts';
import { fingerprint } from './crypto/fingerprint.ts';
import { createKeyring, setRecovery } from './crypto/keyring.ts';
import type { Entries } from './dispatch.ts';
import { makeFolderDurably, readFileSafely } from './files/atomic-write.ts';
import { createDatabase, openInstallation, sideOf } from './installation.ts';
import type { Keys } from './keys.ts';
import { branchKeysPath, deviceKeysPath, keyringPath } from './keys.ts';
import { addOutlets, checkedOutlets } from './organisation.ts';
import { writeReferenceData } from './founding-data.ts';
import { enter, sessionState, userPassword } from './session.ts';
import { recordPackIn } from './sync/journal.ts';
import { authorsAtOutlet } from './sync/authors.ts';
import { applyNews } from './sync/incoming.ts';
import type { OpenedPackage } from './sync/package-file.ts';
import { openPackage, readHeader } from './sync/package-file.ts';

interface FirstUser {
  readonly staffNo: string;
  readonly userName: string;
  readonly password: string;
}

/** What the first pack tells an outlet besides its operations. */
const Hello = z.looseObject({
  outlet: z.string(),
  enrolSecret: z.string(),
  phoneHmacKey: z.string(),
  branchSignKey: z.string(),
  branchRecipient: z.string(),
});
type Hello = z.infer<typeof Hello>;

function checkedUser(user: FirstUser): FirstUser {
  const staffNo = user.staffNo.trim();
  const userName = user.userName.trim();
  const reasons: Record<string, string> = {};
  if (!/^[0-9A-Za-z]{3,20}$/.test(staffNo)) reasons['staffNo'] = '工号应为 3 至 20 位数字或字母';
  if (userName === '' || userName.length > 60) reasons['userName'] = '请填写姓名';
  const fault = passwordFault(user.password, { staffNo });
  if (fault !== null) reasons['password'] = fault;
  const first = Object.values(reasons)[0];
  if (first !== undefined) throw new Failure('invalid', `${first}。还没有建立任何内容。`, reasons);
  return { staffNo, userName, password: user.password };
}

/** Where an installation is built aside; it lies beside its place, so that moving is one step. */
export const setupFolder = (folder: string): string => join(folder, 'setup.part');

/** Builds an installation aside, then moves it into `backend.folder`. */
async function build(
  backend: Backend,
  side: Side,
  user: FirstUser,
  body: (db: Db, keys: Keys, aside: string) => Promise<void>,
): Promise<Installation> {
  if (sideOf(backend.folder) !== null)
    throw new Failure('conflict', '本机已有台账，没有改动。如需重建，请先联系消保中心。');
  const { world } = backend;
  const aside = setupFolder(backend.folder);
  rmSync(aside, { recursive: true, force: true });
  makeFolderDurably(aside);
  try {
    const dbKey = await createKeyring(keyringPath(aside), userPassword(backend, user.staffNo, user.password));
    const device = await createDeviceKeys(deviceKeysPath(aside), dbKey);
    const db = createDatabase(aside, side, dbKey);
    try {
      await body(db, { dbKey, device, branch: null }, aside);
    } finally {
      closeDatabase(db);
    }
    moveIntoPlace(aside, backend.folder, side);
    return (await openInstallation(backend.folder, side, dbKey, world)).installation;
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

/** What was built aside gets its place; the database, which says that there is a ledger, comes last. */
export function moveIntoPlace(aside: string, folder: string, side: Side): void {
  const last = `${side}.db`;
  for (const name of readdirSync(aside).filter((each) => each !== last && !each.startsWith(`${last}-`))) {
    renameSync(join(aside, name), join(folder, name));
  }
  syncFolder(folder);
  renameSync(join(aside, last), join(folder, last));
  syncFolder(folder);
}

interface Start {
  readonly identity: Identity;
  readonly user: FirstUser;
  readonly role: Role;
  readonly verb: string;
}

/** Identity, first user and first audit line: what every new database starts with. */
function startDatabase(backend: Backend, db: Db, { identity, user, role, verb }: Start): void {
  saveIdentity(db, identity);
  saveUser(db, { staffNo: user.staffNo, name: user.userName, role, active: true, mustChange: false });
  appendAudit(db, { at: backend.world.now(), user: user.staffNo, verb });
}

async function found(
  input: FirstUser & { bankName: string; branchName: string; outletsText: string },
  backend: Backend,
): Promise<SessionState> {
  const user = checkedUser(input);
  const { world } = backend;
  const branchName = input.branchName.trim();
  if (branchName === '')
    throw new Failure('invalid', '请填写分行名称。还没有建立任何内容。', { branchName: '请填写分行名称' });
  const branchId = makeId('branch', world);
  const installation = await build(backend, 'centre', user, async (db, keys, aside) => {
    const branch = await createBranchKeys(branchKeysPath(aside), keys.dbKey, branchId);
    await setRecovery(keyringPath(aside), keys.dbKey, branch.boxKey);
    const identity: Identity = {
      side: 'centre',
      branchId,
      node: 'centre',
      inc: keys.device.inc,
      letter: 'A',
      createdAt: world.now(),
    };
    db.transaction(() => {
      startDatabase(backend, db, { identity, user, role: 'admin', verb: 'setup.found' });
      saveSecret(db, 'phoneHmacKey', world.randomBytes(32).toString('base64url'));
      const { ctx } = beginWork({
        installation: { folder: aside, db, identity, keys: { ...keys, branch } },
        user: { staffNo: user.staffNo, name: user.userName, role: 'admin', mustChangePassword: false },
        world,
        appVersion: backend.appVersion,
        progress: () => undefined,
        changed: () => undefined,
        cancelled: () => false,
      });
      ctx.write(branchEntity, 'branch', { bankName: input.bankName.trim(), branchName, centreName: '消保中心' }, 'all');
      addOutlets(ctx, input.outletsText);
      writeReferenceData(ctx);
    }).immediate();
  });
  enter(backend, installation, user.staffNo, []);
  return sessionState(backend);
}

function inspectPack({ path }: { path: string }): PackFace {
  const { header } = readHeader(readFileSafely(path, packageLimits.fileBytes));
  if (header.kind !== 'down') {
    throw new Failure('wrongRecipient', '这是网点的报送文件，不是配置包。没有导入。请选择消保中心发来的 .xbcfg 文件。');
  }
  return {
    branchName: header.branch.name,
    outletCode: header.to,
    madeAt: header.madeAt,
    packNo: header.no,
    fingerprint: fingerprint(header.signKey),
  };
}

async function enrol(input: FirstUser & { path: string; code: string }, backend: Backend): Promise<SessionState> {
  const user = checkedUser(input);
  const code = normalizePickupCode(input.code);
  if (code === null)
    throw new Failure('wrongCode', '领取码应为 16 个字符（4-4-4-4）。没有导入任何内容。请核对后重新输入。', {
      code: '应为 16 个字符',
    });
  const bytes = readFileSafely(input.path, packageLimits.fileBytes);
  const { header, lock } = readHeader(bytes);
  if (header.kind === 'down' && lock === 'key') {
    throw new Failure(
      'wrongRecipient',
      '这个配置包是发给已登记的电脑的，不能用来登记新电脑。没有导入。请向消保中心索取首次配置包。',
    );
  }
  const pack = await openPackage(bytes, { verifyKey: header.signKey, passphrase: code, expected: { kind: 'down' } });
  const hello = readHello(pack);
  const { world } = backend;
  const installation = await build(backend, 'outlet', user, async (db, keys, aside) => {
    await setRecovery(keyringPath(aside), keys.dbKey, hello.branchRecipient);
    const identity: Identity = {
      side: 'outlet',
      branchId: header.branch.id,
      node: hello.outlet,
      inc: keys.device.inc,
      letter: 'A',
      createdAt: world.now(),
    };
    db.transaction(() => {
      startDatabase(backend, db, { identity, user, role: 'head', verb: 'setup.enrol' });
      saveSecret(db, 'enrolSecret', hello.enrolSecret);
      saveSecret(db, 'phoneHmacKey', hello.phoneHmacKey);
      saveSecret(db, 'branchSignKey', hello.branchSignKey);
      saveSecret(db, 'branchRecipient', hello.branchRecipient);
      const author = authorsAtOutlet(hello.outlet);
      recordPackIn(db, pack, applyNews(db, pack, { author, foundAt: world.now() }), {
        at: world.now(),
        bytes: bytes.length,
        fileName: 'pack',
      });
    }).immediate();
  });
  enter(backend, installation, user.staffNo, []);
  return sessionState(backend);
}

function readHello(pack: OpenedPackage): Hello {
  const parsed = Hello.safeParse(pack.hello === null ? null : JSON.parse(pack.hello));
  if (!parsed.success || parsed.data.outlet !== pack.header.to || parsed.data.branchSignKey !== pack.header.signKey) {
    throw new Failure('fileDamaged', '配置包内容不完整，没有导入任何内容。请向消保中心重新索取。');
  }
  return parsed.data;
}

/** A half-built installation of an interrupted first run is worthless and removed at the next start. */
export function removeLeftovers(folder: string): void {
  const aside = setupFolder(folder);
  if (existsSync(aside)) rmSync(aside, { recursive: true, force: true });
}

export const setupEntries = {
  'setup.checkOutlets': ({ text }) => checkedOutlets(text),
  'setup.found': (input, backend) => found(input, backend),
  'setup.inspectPack': (input) => inspectPack(input),
  'setup.enrol': (input, backend) => enrol(input, backend),
} satisfies Entries;
