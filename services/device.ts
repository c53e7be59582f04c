/** Registering and stopping the computers of outlets. */
import { join } from 'node:path';
import type { DeviceLine } from '#contract/device.ts';
import { row, rows, run } from '#db/statements.ts';
import { Failure, must } from '#domain/failure.ts';
import type { PackageHeader } from '#domain/sync/envelope.ts';
import { packageLimits } from '#domain/sync/envelope.ts';
import type { Ctx } from './context.ts';
import { branchKeysOf } from './keys.ts';
import { fingerprint } from './crypto/fingerprint.ts';
import type { JobCtx, Jobs, Verbs } from './dispatch.ts';
import { readFileSafely } from './files/atomic-write.ts';
import { inboxFolder } from './sync/arrival.ts';
import { openPackage, readHeader } from './sync/package-file.ts';
import { addDevice, devicesOf, findDevice } from './sync/sender.ts';

interface Held {
  readonly inc: string;
  readonly files: number;
  readonly since: number;
  readonly sha256: string;
}

/** Files held back because of who sent them, one line per computer. */
const heldBack = (ctx: Pick<Ctx, 'db'>, outlet: string): readonly Held[] =>
  rows<Held>(
    ctx.db,
    `SELECT inc, count(*) AS files, min(received_at) AS since, max(sha256) AS sha256 FROM package_in
     WHERE node = ? AND state = 'refused' AND code IN ('unknownSender', 'revokedDevice') AND inc IS NOT NULL
     GROUP BY inc ORDER BY since`,
    outlet,
  );

function listDevices(ctx: Ctx, outlet: string): DeviceLine[] {
  const held = heldBack(ctx, outlet);
  const known = devicesOf(ctx, outlet).map(({ inc, signKey, state, enrolledAt }) => ({
    inc,
    fingerprint: fingerprint(signKey),
    state,
    since: enrolledAt,
    heldBack: held.find((each) => each.inc === inc)?.files ?? 0,
  }));
  const unknown = held
    .filter(({ inc }) => findDevice(ctx, inc) === undefined)
    .flatMap(({ inc, sha256, since, files }) => {
      const header = headerOf(ctx, sha256);
      if (header === null) return [];
      return [{ inc, fingerprint: fingerprint(header.signKey), state: 'unknown' as const, since, heldBack: files }];
    });
  return [...unknown, ...known];
}

function headerOf(ctx: Ctx, sha256: string): PackageHeader | null {
  try {
    return readHeader(readFileSafely(join(inboxFolder(ctx), sha256), packageLimits.fileBytes)).header;
  } catch {
    return null;
  }
}

/**
 * @throws Failure notFound when no file of it is held back; conflict when the fingerprint is another;
 * badSignature when the file was not made by the computer it names
 */
async function admit(ctx: JobCtx, inc: string, compared: string, reason: string): Promise<DeviceLine> {
  const found = row<{ sha256: string; node: string }>(
    ctx.db,
    `SELECT sha256, node FROM package_in WHERE inc = ? AND state = 'refused' AND code IN ('unknownSender', 'revokedDevice')
     ORDER BY rowid DESC`,
    inc,
  );
  const device = findDevice(ctx, inc);
  if (found === undefined && device === undefined)
    throw new Failure('notFound', '没有这台电脑的报送文件，没有登记。请让网点先上报一次。');
  if (device !== undefined) {
    check(fingerprint(device.signKey), compared);
    ctx.commit((inner) => {
      run(inner.db, `UPDATE device SET state = 'active' WHERE inc = ?`, inc);
      inner.note({ record: device.node, text: `恢复使用 ${compared}：${reason}` });
    });
    return lineOf(ctx, device.node, inc);
  }
  const { sha256, node } = must(found, 'one of the two was there');
  const header = await provenHeader(ctx, readFileSafely(join(inboxFolder(ctx), sha256), packageLimits.fileBytes));
  check(fingerprint(header.signKey), compared);
  ctx.commit((inner) => {
    addDevice(inner, header, 'active');
    inner.note({ record: node, text: `核对指纹 ${compared}：${reason}` });
  });
  return lineOf(ctx, node, inc);
}

/** The header of a file whose signature is by the key it names. */
async function provenHeader(ctx: Ctx, bytes: Buffer): Promise<PackageHeader> {
  const { header } = readHeader(bytes);
  const identity = branchKeysOf(ctx.installation.keys).boxIdentity;
  const expected = { branchId: ctx.identity.branchId, kind: 'up', to: 'centre' } as const;
  return (await openPackage(bytes, { verifyKey: header.signKey, identity, expected })).header;
}

function check(found: string, compared: string): void {
  if (found === compared.trim().toUpperCase()) return;
  throw new Failure('conflict', '指纹不一致，没有登记。请与网点再核对一次；仍不一致时不要登记，并报告科技部门。');
}

const lineOf = (ctx: Ctx, outlet: string, inc: string): DeviceLine =>
  must(
    listDevices(ctx, outlet).find((line) => line.inc === inc),
    'the device was just written',
  );

/** @throws Failure notFound */
function revoke(ctx: Ctx, inc: string, reason: string): DeviceLine {
  const device = findDevice(ctx, inc);
  if (device === undefined) throw new Failure('notFound', '没有登记过这台电脑，没有改动。请刷新后再看。');
  run(ctx.db, `UPDATE device SET state = 'revoked' WHERE inc = ?`, inc);
  ctx.note({ record: device.node, text: `停用 ${fingerprint(device.signKey)}：${reason}` });
  return lineOf(ctx, device.node, inc);
}

export const deviceVerbs = {
  'device.list': ({ outlet }, ctx) => listDevices(ctx, outlet),
  'device.revoke': ({ inc, reason }, ctx) => revoke(ctx, inc, reason),
} satisfies Verbs;

export const deviceJobs = {
  'device.admit': ({ inc, fingerprint: compared, reason }, ctx) => admit(ctx, inc, compared, reason),
} satisfies Jobs;
