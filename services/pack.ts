/**
 * Configuration packs (.xbcfg): identity, keys, dictionaries, calendar, rules and roster for one
 * outlet, signed by the branch. The first one opens with a code told apart from the file; once an
 * outlet has enrolled, its packs are encrypted to its own device.
 */
import { join } from 'node:path';
import type { MadePack, PackState } from '#contract/pack.ts';
import { readSecret, saveSecret } from '#db/identity.ts';
import { ownChains } from '#db/op-log.ts';
import { getRecord } from '#db/record.ts';
import { row } from '#db/statements.ts';
import { Failure, must } from '#domain/failure.ts';
import type { Outlet } from '#domain/organisation.ts';
import { branchEntity } from '#domain/organisation.ts';
import { normalizePickupCode, pickupCode, pickupCodeRandomBytes } from '#domain/sync/pickup-code.ts';
import type { Ctx } from './context.ts';
import { exportBranchKeys } from './crypto/branch-keys.ts';
import { fingerprint } from './crypto/fingerprint.ts';
import type { JobCtx, Jobs, Verbs } from './dispatch.ts';
import { acknowledged } from './exchange.ts';
import { writeFileDurably } from './files/atomic-write.ts';
import { listOutlets, listStaff } from './organisation.ts';
import { listOutgoing, nextPackageNo, recordOut } from './sync/journal.ts';
import { chainToSeal, headerStart } from './sync/outgoing.ts';
import type { SealedPackage } from './sync/package-file.ts';
import { sealPackage } from './sync/package-file.ts';
import { wantedFrom } from './sync/side-files.ts';

interface Device {
  readonly inc: string;
  readonly boxKey: string;
}

const deviceOf = (ctx: Pick<Ctx, 'db'>, outlet: string): Device | null =>
  row<Device>(
    ctx.db,
    `SELECT inc, box_key AS boxKey FROM device WHERE node = ? AND state = 'active' ORDER BY enrolled_at DESC`,
    outlet,
  ) ?? null;

/** Own chains an outlet receives: what is for all, and what is for it alone. */
const chainsFor = (ctx: Ctx, outlet: string) =>
  ownChains(ctx.db).filter(({ inc, stream }) => inc === ctx.identity.inc && (stream === 'all' || stream === outlet));

function packState(ctx: Ctx, outlet: Outlet): PackState {
  const newest = listOutgoing(ctx.db, outlet.code)[0];
  const sent = newest === undefined ? {} : (JSON.parse(newest.chains) as Record<string, number>);
  return {
    outlet: outlet.code,
    name: outlet.name,
    subBranch: outlet.subBranch,
    staff: listStaff(ctx, outlet.code).filter(({ leftOn }) => leftOn === null).length,
    packNo: newest?.no ?? null,
    madeAt: newest?.madeAt ?? null,
    outdated:
      newest !== undefined &&
      chainsFor(ctx, outlet.code).some(({ inc, stream, seq }) => (sent[`${inc}/${stream}`] ?? 0) < seq),
    enrolled: deviceOf(ctx, outlet.code) !== null,
    appVersion:
      row<{ app: string }>(ctx.db, `SELECT app FROM package_in WHERE node = ? ORDER BY rowid DESC LIMIT 1`, outlet.code)
        ?.app ?? '',
  };
}

async function makePacks(
  ctx: JobCtx,
  codes: readonly string[],
  folder: string,
): Promise<{ made: MadePack[]; fingerprint: string }> {
  const branchKeys = must(ctx.installation.keys.branch, 'only the centre makes packs');
  const outlets = listOutlets(ctx).filter(({ code }) => codes.includes(code));
  if (outlets.length === 0) throw new Failure('invalid', '请至少选择一个网点。没有生成文件。');
  const made: MadePack[] = [];
  for (const outlet of outlets) {
    if (ctx.cancelled()) break;
    ctx.progress({ job: 'pack.make', done: made.length, total: outlets.length, label: outlet.name });
    made.push(await makePack(ctx, outlet, folder));
  }
  return { made, fingerprint: fingerprint(branchKeys.signKey) };
}

async function makePack(ctx: JobCtx, outlet: Outlet, folder: string): Promise<MadePack> {
  const no = nextPackageNo(ctx.db);
  const device = deviceOf(ctx, outlet.code);
  const code = device === null ? pickupCode(ctx.world.randomBytes(pickupCodeRandomBytes)) : '';
  const enrolSecret = ctx.world.randomBytes(32).toString('base64url');
  const sealed = await seal(ctx, outlet, { no, device, code, enrolSecret });
  const name = `配置包_${outlet.code}_${String(no).padStart(4, '0')}.xbcfg`;
  const written = writeFileDurably(join(folder, name), sealed.bytes);
  ctx.commit((inner) => {
    if (device === null) saveSecret(inner.db, `enrol:${outlet.code}`, enrolSecret);
    recordOut(inner.db, {
      no,
      kind: 'down',
      receiver: outlet.code,
      madeAt: sealed.header.madeAt,
      madeBy: inner.user.staffNo,
      sha256: sealed.sha256,
      bytes: sealed.bytes.length,
      chains: JSON.stringify(
        Object.fromEntries(sealed.header.chains.map(({ inc, stream, last }) => [`${inc}/${stream}`, last])),
      ),
      counts: JSON.stringify(sealed.header.counts),
      file: written.path,
    });
    inner.note({ record: outlet.code, text: `配置包第 ${no} 份` });
  });
  return {
    outlet: outlet.code,
    name: outlet.name,
    path: written.path,
    bytes: sealed.bytes.length,
    sha256: sealed.sha256,
    code,
  };
}

function seal(
  ctx: Ctx,
  outlet: Outlet,
  pack: { readonly no: number; readonly device: Device | null; readonly code: string; readonly enrolSecret: string },
): Promise<SealedPackage> {
  const branchKeys = must(ctx.installation.keys.branch, 'only the centre makes packs');
  const branch = must(getRecord(ctx.db, branchEntity, 'branch'), 'founding wrote it');
  const chains = chainsFor(ctx, outlet.code).flatMap((chain) => {
    const sealed = chainToSeal(ctx.db, chain, pack.device === null ? 0 : acknowledged(ctx, chain, outlet.code));
    return sealed === null ? [] : [sealed];
  });
  const header = headerStart(ctx.db, {
    identity: ctx.identity,
    branchName: branch.branchName,
    boxKey: branchKeys.boxKey,
    kind: 'down',
    to: outlet.code,
    no: pack.no,
    madeAt: ctx.now(),
    app: ctx.appVersion,
  });
  if (pack.device !== null) {
    const hello = JSON.stringify(wantedFrom(ctx, outlet.code));
    return sealPackage({ header, chains, hello, signing: branchKeys, recipient: pack.device.boxKey });
  }
  const hello = {
    outlet: outlet.code,
    enrolSecret: pack.enrolSecret,
    phoneHmacKey: must(readSecret(ctx.db, 'phoneHmacKey'), 'founding wrote it'),
    branchSignKey: branchKeys.signKey,
    branchRecipient: branchKeys.boxKey,
  };
  const passphrase = must(normalizePickupCode(pack.code), 'a code made here is well formed');
  return sealPackage({ header, chains, hello: JSON.stringify(hello), signing: branchKeys, passphrase });
}

async function exportKeys(ctx: JobCtx, folder: string, passphrase: string) {
  const keys = must(ctx.installation.keys.branch, 'only the centre has branch keys');
  const text = await exportBranchKeys(keys, passphrase);
  const written = writeFileDurably(
    join(folder, `分行密钥备份_${ctx.today().replaceAll('-', '')}.txt`),
    Buffer.from(text),
  );
  ctx.commit((inner) => inner.note({ text: '导出分行密钥备份' }));
  return { path: written.path, fingerprint: fingerprint(keys.signKey) };
}

export const packVerbs = {
  'pack.list': (_input, ctx) => listOutlets(ctx).map((outlet) => packState(ctx, outlet)),
} satisfies Verbs;

export const packJobs = {
  'pack.make': ({ outlets, folder }, ctx) => makePacks(ctx, outlets, folder),
  'pack.exportBranchKeys': ({ folder, passphrase }, ctx) => exportKeys(ctx, folder, passphrase),
} satisfies Jobs;
