/**
 * Whether the sender of a file may report for its outlet, and what that makes of the outlet's
 * devices. A known device is recognised by its key; a new one by the enrolment secret of the
 * outlet's newest pack, by the signature of the device it continues, or by a person at the centre
 * who compared the fingerprint over the phone.
 */
import { readSecret, saveSecret } from '#db/identity.ts';
import type { Db } from '#db/open.ts';
import { row, rows, run } from '#db/statements.ts';
import { Failure } from '#domain/failure.ts';
import type { PackageHeader } from '#domain/sync/envelope.ts';
import { successionText } from '#domain/sync/envelope.ts';
import type { Ctx } from '../context.ts';
import { isSignedBy } from '../crypto/signing.ts';
import { enrolMac } from '../crypto/enrol-mac.ts';

export interface Device {
  readonly inc: string;
  readonly node: string;
  readonly signKey: string;
  readonly boxKey: string;
  /** `replaced`: another device took its place; what it made before is still accepted. */
  readonly state: 'active' | 'replaced' | 'revoked';
  /** Milliseconds UTC. */
  readonly enrolledAt: number;
}

const columns = 'inc, node, sign_key AS signKey, box_key AS boxKey, state, enrolled_at AS enrolledAt';

export const findDevice = (ctx: Pick<Ctx, 'db'>, inc: string): Device | undefined =>
  row<Device>(ctx.db, `SELECT ${columns} FROM device WHERE inc = ?`, inc);

/** Newest first. */
export const devicesOf = (ctx: Pick<Ctx, 'db'>, node: string): readonly Device[] =>
  rows<Device>(ctx.db, `SELECT ${columns} FROM device WHERE node = ? ORDER BY enrolled_at DESC, rowid DESC`, node);

/** `preceding`: a registered device vouched for by this one, whose own files come late. */
export type Sender = 'known' | 'enrolling' | 'succeeding' | 'preceding';

/** @throws Failure unknownSender, revokedDevice */
export function senderOf(ctx: Pick<Ctx, 'db'>, header: PackageHeader): Sender {
  const device = findDevice(ctx, header.inc);
  if (device !== undefined) {
    if (device.state === 'revoked') throw revoked();
    if (device.node === header.from && device.signKey === header.signKey) return 'known';
    throw unknown('这份文件的设备与登记的不符，没有合并。文件已原样保留。请电话核对该网点。');
  }
  if (header.succeeds !== undefined && succeedsDevice(ctx, header)) return 'succeeding';
  if (precedesDevice(ctx, header)) return 'preceding';
  if (enrols(ctx, header)) return 'enrolling';
  throw unknown(
    '没有登记过这台电脑，没有合并，文件已原样保留。可能是台账从备份恢复、复制到了另一台电脑，或用了旧的配置包。请电话核对本机指纹，核对无误后登记这台电脑。',
  );
}

/** Only one device continues another by itself; a second one is a copy, and a person must look at it. */
function succeedsDevice(ctx: Pick<Ctx, 'db'>, header: PackageHeader): boolean {
  const before = findDevice(ctx, header.succeeds?.inc ?? '');
  if (before?.node !== header.from) return false;
  if (before.state === 'revoked') throw revoked();
  const sig = Buffer.from(header.succeeds?.sig ?? '', 'base64url');
  return before.state === 'active' && isSignedBy(before.signKey, Buffer.from(successionText(header)), sig);
}

/** It signed the keys of a device of this outlet that is registered already: the file is from before that. */
function precedesDevice({ db }: Pick<Ctx, 'db'>, header: PackageHeader): boolean {
  const next = row<{ inc: string; signKey: string; boxKey: string; sig: string }>(
    db,
    'SELECT inc, sign_key AS signKey, box_key AS boxKey, after_sig AS sig FROM device WHERE node = ? AND after_inc = ?',
    header.from,
    header.inc,
  );
  if (next === undefined) return false;
  return isSignedBy(header.signKey, Buffer.from(successionText(next)), Buffer.from(next.sig, 'base64url'));
}

/** Any secret of the outlet's first packs enrols, until one of them has: a second pack must not undo the first. */
const enrols = ({ db }: Pick<Ctx, 'db'>, header: PackageHeader): boolean =>
  enrolSecrets(db, header.from).some((secret) => header.enrol?.mac === enrolMac(secret, header));

const mostSecrets = 20;

/** Secrets of first packs that no device has used yet. */
const enrolSecrets = (db: Db, outlet: string): readonly string[] =>
  (readSecret(db, `enrol:${outlet}`) ?? '').split(' ').filter((secret) => secret !== '');

/** Remembers the secret of a first pack. `only`: the packs before it are void. */
export function rememberEnrolSecret(db: Db, outlet: string, secret: string, only: boolean): void {
  const before = only ? [] : enrolSecrets(db, outlet);
  saveSecret(db, `enrol:${outlet}`, [...before, secret].slice(-mostSecrets).join(' '));
}

/** Writes down a device that `senderOf` accepted as new. The devices before it are replaced. */
export function enrolDevice(ctx: Ctx, header: PackageHeader, sender: Sender): void {
  if (sender === 'known') return;
  if (sender === 'preceding') {
    addDevice(ctx, header, 'replaced');
    return;
  }
  run(ctx.db, `UPDATE device SET state = 'replaced' WHERE node = ? AND state = 'active'`, header.from);
  addDevice(ctx, header, 'active');
  if (sender === 'enrolling') saveSecret(ctx.db, `enrol:${header.from}`, '');
}

export function addDevice(ctx: Ctx, header: PackageHeader, state: Device['state']): void {
  run(
    ctx.db,
    `INSERT INTO device (inc, node, sign_key, box_key, letter, state, enrolled_at, after_inc, after_sig)
     VALUES (?, ?, ?, ?, '', ?, ?, ?, ?)`,
    header.inc,
    header.from,
    header.signKey,
    header.boxKey,
    state,
    ctx.now(),
    header.succeeds?.inc ?? null,
    header.succeeds?.sig ?? null,
  );
  ctx.note({ record: header.from, text: '登记设备' });
}

const unknown = (message: string): Failure => new Failure('unknownSender', message);

const revoked = (): Failure =>
  new Failure(
    'revokedDevice',
    '这台电脑已被消保中心停用，它的文件没有合并，已原样保留。请电话核对该网点；要继续使用，请在“网点”里恢复或重新登记。',
  );
