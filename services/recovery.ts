/**
 * 找回口令. Two files, both `.xbkey`:
 *
 *   request  {"format":1,"kind":"xiaobao-recovery-request","madeAt":…,"box":"…","device":"…"|null}
 *            box = the database key, encrypted for the branch at enrolment; device = device.json,
 *            sealed with that key
 *   answer   an age file closed with a code: {"format":1,"kind":"xiaobao-recovery-answer","key":"…"}
 *
 * Whoever holds a copy of keyring.json can make a request, so the centre must know whose it is: the
 * key in the box opens the device keys beside it, and those are of a computer the centre has
 * registered. What a request says of itself counts for nothing.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import type { RecoveryFace } from '#contract/recovery.ts';
import type { SessionState } from '#contract/session.ts';
import { appendAudit } from '#db/audit.ts';
import { findUser } from '#db/user.ts';
import { dateOfInstant } from '#domain/dates.ts';
import { Failure, isFailure, must } from '#domain/failure.ts';
import { passwordFault } from '#domain/password.ts';
import { normalizePickupCode, pickupCode, pickupCodeRandomBytes } from '#domain/sync/pickup-code.ts';
import type { Backend } from './backend.ts';
import type { Ctx } from './context.ts';
import { openWithPassphrase, sealWithPassphrase } from './crypto/age.ts';
import { openSealedKeys } from './crypto/device-keys.ts';
import { fingerprint } from './crypto/fingerprint.ts';
import { isKeyOf, openRecoveryBox, recoveryBox, setPassword } from './crypto/keyring.ts';
import type { Entries, JobCtx, Jobs } from './dispatch.ts';
import { readFileSafely, writeFileDurably } from './files/atomic-write.ts';
import { closeInstallation, openInstallation, sideOf } from './installation.ts';
import { branchKeysOf, deviceKeysPath, keyringPath } from './keys.ts';
import { listOutlets } from './organisation.ts';
import { login, userPassword } from './session.ts';
import { findDevice } from './sync/sender.ts';

const maxFileBytes = 256 * 1024;
/** log2 of scrypt's N, as for packs: the code has 80 bits of its own. */
const workFactor = 16;

const Request = z.object({
  format: z.literal(1),
  kind: z.literal('xiaobao-recovery-request'),
  madeAt: z.int(),
  box: z.string(),
  device: z.nullable(z.string()),
});
const Answer = z.object({
  format: z.literal(1),
  kind: z.literal('xiaobao-recovery-answer'),
  key: z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/)),
});

const notARequest = (): Failure =>
  new Failure(
    'notAPackage',
    '这不是“口令找回申请”。没有改动任何内容。请选择网点送来的、名称以“口令找回申请”开头的文件。',
  );
const notAnAnswer = (): Failure =>
  new Failure(
    'notAPackage',
    '这不是“口令找回答复”。本机台账没有改动。请选择消保中心发来的、名称以“口令找回答复”开头的文件。',
  );

/** @throws Failure impossible at the centre or where no branch key is known, and those of writing a file */
function ask(backend: Backend, folder: string): { path: string } {
  if (sideOf(backend.folder) !== 'outlet' || backend.session !== null)
    throw new Failure('impossible', '只有锁定的网点台账能生成口令找回申请。没有写入文件。');
  const box = recoveryBox(keyringPath(backend.folder));
  if (box === null)
    throw new Failure(
      'impossible',
      '本机没有用分行密钥封存的钥匙，不能找回。台账没有改动，请不要删除，并联系消保中心。',
    );
  const device = deviceKeysPath(backend.folder);
  const request: z.infer<typeof Request> = {
    format: 1,
    kind: 'xiaobao-recovery-request',
    madeAt: backend.world.now(),
    box,
    device: existsSync(device) ? readFileSafely(device, maxFileBytes).toString('utf8') : null,
  };
  const name = `口令找回申请_${dateOfInstant(request.madeAt).replaceAll('-', '')}.xbkey`;
  return { path: writeFileDurably(join(folder, name), Buffer.from(JSON.stringify(request))).path };
}

interface OpenedRequest {
  readonly face: RecoveryFace;
  readonly key: Buffer;
}

/**
 * @throws Failure notAPackage; wrongRecipient when it was made for another branch; badSignature when it was
 * patched together; revokedDevice
 */
async function openRequest(ctx: Ctx, path: string): Promise<OpenedRequest> {
  const request = parsedBy(Request, readFileSafely(path, maxFileBytes));
  if (request === null) throw notARequest();
  const { boxIdentity } = branchKeysOf(ctx.installation.keys);
  const key = await openRecoveryBox(request.box, boxIdentity);
  const { madeAt } = request;
  if (request.device === null) return { key, face: { madeAt, outlet: '', outletName: '', fingerprint: '' } };
  const device = await deviceIn(request.device, key);
  const known = findDevice(ctx, device.inc);
  // A computer that has never reported is unknown here; one whose keys differ from those on record is another.
  if (known === undefined) return { key, face: { madeAt, outlet: '', outletName: '', fingerprint: '' } };
  if (known.signKey !== device.keys.signKey) throw forged();
  if (known.state === 'revoked')
    throw new Failure(
      'revokedDevice',
      '这台电脑已停用，不能为它找回口令，没有答复。如需恢复使用，请先在网点的电脑列表里恢复登记。',
    );
  const outlet = listOutlets(ctx).find(({ code }) => code === known.node);
  return {
    key,
    face: { madeAt, outlet: known.node, outletName: outlet?.name ?? '', fingerprint: fingerprint(known.signKey) },
  };
}

async function deviceIn(text: string, key: Buffer) {
  try {
    return await openSealedKeys(Buffer.from(text), 'xiaobao-device', key);
  } catch (error) {
    throw isFailure(error) ? forged() : error;
  }
}

const forged = (): Failure =>
  new Failure(
    'badSignature',
    '申请中的钥匙与电脑对不上，可能是拼凑的，没有答复，也没有改动任何内容。请电话联系网点重新生成；仍这样时报告科技部门。',
  );

async function answer(
  ctx: JobCtx,
  { path, folder, reason }: { readonly path: string; readonly folder: string; readonly reason: string },
): Promise<{ path: string; code: string }> {
  const { key, face } = await openRequest(ctx, path);
  const code = pickupCode(ctx.world.randomBytes(pickupCodeRandomBytes));
  const plain: z.infer<typeof Answer> = { format: 1, kind: 'xiaobao-recovery-answer', key: key.toString('base64url') };
  const passphrase = must(normalizePickupCode(code), 'it was made a moment ago');
  const sealed = await sealWithPassphrase(Buffer.from(JSON.stringify(plain)), passphrase, workFactor);
  const name = `口令找回答复_${face.outlet === '' ? '未核实' : face.outlet}_${ctx.today().replaceAll('-', '')}.xbkey`;
  const written = writeFileDurably(join(folder, name), sealed);
  ctx.commit((inner) => {
    const whose = face.outlet === '' ? '申请未能证明来自哪台电脑' : `电脑指纹 ${face.fingerprint}`;
    inner.note({ ...(face.outlet === '' ? {} : { record: face.outlet }), text: `${whose}：${reason}` });
  });
  return { path: written.path, code };
}

interface Taken {
  readonly path: string;
  readonly code: string;
  readonly staffNo: string;
  readonly password: string;
}

/**
 * @throws Failure wrongCode, notAPackage, weakPassword; wrongRecipient when the answer is for another PC;
 * forbidden when this person is not a head in use here; and those of logging in
 */
async function takeAnswer(
  { path, code: typed, staffNo: written, password }: Taken,
  backend: Backend,
): Promise<SessionState> {
  const side = sideOf(backend.folder);
  if (side !== 'outlet' || backend.session !== null)
    throw new Failure('impossible', '只有锁定的网点台账能用口令找回答复。没有改动任何内容。');
  const staffNo = written.trim();
  const code = normalizePickupCode(typed);
  if (code === null)
    throw new Failure('wrongCode', '找回码应为 16 个字符（4-4-4-4）。口令没有改变。请核对后重新输入。', {
      code: '应为 16 个字符',
    });
  const fault = passwordFault(password, { staffNo });
  if (fault !== null)
    throw new Failure('weakPassword', `新口令不合要求：${fault}。口令没有改变。`, { password: fault });
  const dbKey = await keyIn(path, code);
  const keyring = keyringPath(backend.folder);
  if (!isKeyOf(keyring, dbKey))
    throw new Failure('wrongRecipient', '这份答复不是给本机的，口令没有改变。请核对是哪台电脑的申请。');
  const { installation } = await openInstallation(backend.folder, side, dbKey, backend.world);
  try {
    const user = findUser(installation.db, staffNo);
    if (user === null || !user.active || user.role !== 'head') {
      throw new Failure('forbidden', '这个工号不是本网点在用的负责人，口令没有改变。请网点负责人用自己的工号找回。', {
        staffNo: '不是在用的网点负责人',
      });
    }
    await setPassword(keyring, dbKey, userPassword(backend, staffNo, password));
    appendAudit(installation.db, { at: backend.world.now(), user: staffNo, verb: 'recovery.use' });
  } finally {
    closeInstallation(installation);
  }
  return await login({ staffNo, password, confirmClock: false }, backend);
}

async function keyIn(path: string, code: string): Promise<Buffer> {
  const bytes = readFileSafely(path, maxFileBytes);
  if (!bytes.subarray(0, 4).equals(Buffer.from('age-'))) throw notAnAnswer();
  const found = parsedBy(Answer, await openWithPassphrase(bytes, code, workFactor, '找回码'));
  if (found === null) throw notAnAnswer();
  return Buffer.from(found.key, 'base64url');
}

function parsedBy<S extends z.ZodMiniType>(schema: S, bytes: Buffer): z.infer<S> | null {
  try {
    const found = z.safeParse(schema, JSON.parse(bytes.toString('utf8')));
    return found.success ? found.data : null;
  } catch {
    return null;
  }
}

export const recoveryEntries = {
  'recovery.ask': ({ folder }, backend) => ask(backend, folder),
  'recovery.use': (input, backend) => takeAnswer(input, backend),
} satisfies Entries;

export const recoveryJobs = {
  'recovery.inspect': async ({ path }, ctx) => (await openRequest(ctx, path)).face,
  'recovery.answer': (input, ctx) => answer(ctx, input),
} satisfies Jobs;
