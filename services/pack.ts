/**
 * Configuration packs (.xbcfg): identity, keys, dictionaries, calendar, rules and roster for one
 * outlet, signed by the branch. The first one opens with a code told apart from the file; once an
 * outlet has enrolled, its packs are encrypted to its own device.
 */
import { join } from 'node:path';
import type { MadePack, PackState } from '#contract/pack.ts';
import { readSecret } from '#db/identity.ts';
import { retryShelf } from '#db/merge.ts';
import { getRecord } from '#db/record.ts';
import { row } from '#db/statements.ts';
import { Failure, must } from '#domain/failure.ts';
import type { Outlet } from '#domain/organisation.ts';
import { branchEntity } from '#domain/organisation.ts';
import { normalizePickupCode, pickupCode, pickupCodeRandomBytes } from '#domain/sync/pickup-code.ts';
import type { Ctx } from './context.ts';
import { exportBranchKeys, importBranchKeys, storeBranchKeys } from './crypto/branch-keys.ts';
import { fingerprint } from './crypto/fingerprint.ts';
import type { JobCtx, Jobs, Verbs } from './dispatch.ts';
import { readFileSafely, writeFileDurably } from './files/atomic-write.ts';
import { writeGuard } from './guard.ts';
import { branchKeysOf, branchKeysPath } from './keys.ts';
import { listOutlets, listStaff } from './organisation.ts';
import { writeHandedContents } from './sync/handed-contents.ts';
import { heardFrom, noteAnswered } from './sync/heard.ts';
import { listOutgoing, nextPackageNo, recordOut } from './sync/journal.ts';
import { chainsBetween, chainsToSend, headerStart } from './sync/outgoing.ts';
import type { ChainToSeal, SealedPackage } from './sync/package-file.ts';
import { sealPackage } from './sync/package-file.ts';
import { replyFor } from './sync/reply.ts';
import { hasCases, isRelayDue, relayTo } from './sync/relay.ts';
import { wantedFrom } from './sync/side-files.ts';
import type { Device } from './sync/sender.ts';
import { devicesOf, rememberEnrolSecret } from './sync/sender.ts';

/** Devices of an outlet that packs are made for. */
const activeDevices = (ctx: Pick<Ctx, 'db'>, outlet: string): readonly Device[] =>
  devicesOf(ctx, outlet).filter(({ state }) => state === 'active');

function packState(ctx: Ctx, outlet: Outlet): PackState {
  const newest = listOutgoing(ctx.db, outlet.code)[0];
  const sent = newest === undefined ? {} : (JSON.parse(newest.chains) as Record<string, number>);
  return {
    outlet: outlet.code,
    name: outlet.name,
    subBranch: outlet.subBranch,
    closedOn: outlet.closedOn,
    mergedInto: outlet.mergedInto,
    staff: listStaff(ctx, outlet.code).filter(({ leftOn }) => leftOn === null).length,
    packNo: newest?.no ?? null,
    madeAt: newest?.madeAt ?? null,
    outdated:
      newest !== undefined &&
      (chainsBetween(ctx.db, 'centre', outlet.code).some(
        ({ own, inc, stream, seq }) => own === 1 && (sent[`${inc}/${stream}`] ?? 0) < seq,
      ) ||
        isRelayDue(ctx.db, outlet.code)),
    enrolled: activeDevices(ctx, outlet.code).length > 0,
    appVersion:
      row<{ app: string }>(ctx.db, `SELECT app FROM package_in WHERE node = ? ORDER BY rowid DESC LIMIT 1`, outlet.code)
        ?.app ?? '',
  };
}

interface Order {
  readonly outlets: readonly string[];
  readonly folder: string;
  /** A first pack for a new PC, although the outlet has one already. */
  readonly fresh: boolean;
}

async function makePacks(
  ctx: JobCtx,
  { outlets: codes, folder, fresh }: Order,
): Promise<{ made: MadePack[]; fingerprint: string }> {
  const branchKeys = branchKeysOf(ctx.installation.keys);
  const outlets = listOutlets(ctx).filter(({ code }) => codes.includes(code));
  const { db, identity, keys } = ctx.installation;
  writeGuard(ctx.installation.folder, db, keys.dbKey, identity);
  if (outlets.length === 0) throw new Failure('invalid', '请至少选择一个网点。没有生成文件。');
  relayCases(ctx, codes);
  const made: MadePack[] = [];
  for (const outlet of outlets) {
    if (ctx.cancelled()) break;
    ctx.progress({ job: 'pack.make', done: made.length, total: outlets.length, label: outlet.name });
    const devices = fresh ? [] : activeDevices(ctx, outlet.code);
    for (const device of devices.length === 0 ? [null] : devices)
      made.push(await makePack(ctx, outlet, { folder, fresh, device }));
  }
  return { made, fingerprint: fingerprint(branchKeys.signKey) };
}

/** Cases that another outlet handles go into its pack, and what it made of them into the first one's. */
function relayCases(ctx: JobCtx, outlets: readonly string[]): void {
  const due = outlets.filter((outlet) => hasCases(ctx.db, outlet));
  if (due.length === 0) return;
  ctx.commit((inner) => {
    const counts = due.map((outlet) => relayTo(inner, outlet));
    // A centre that was set back may have been told what an outlet did before it passes the case on again.
    retryShelf(inner.db, inner.now());
    inner.note({ text: `转办投诉的办理记录 ${counts.reduce((sum, n) => sum + n, 0)} 条` });
  });
}

async function makePack(
  ctx: JobCtx,
  outlet: Outlet,
  { folder, fresh, device }: { readonly folder: string; readonly fresh: boolean; readonly device: Device | null },
): Promise<MadePack> {
  const no = nextPackageNo(ctx.db);
  const code = device === null ? pickupCode(ctx.world.randomBytes(pickupCodeRandomBytes)) : '';
  const enrolSecret = ctx.world.randomBytes(32).toString('base64url');
  // A new PC knows nothing yet; a known one has said what it holds.
  const heard = device === null ? null : heardFrom(ctx.db, outlet.code, device.inc);
  const chains = chainsToSend(ctx.db, 'centre', outlet.code, heard?.haves ?? []);
  const sealed = await seal(ctx, outlet, { no, device, code, enrolSecret, chains });
  const name = `配置包_${outlet.code}_${String(no).padStart(4, '0')}.xbcfg`;
  const written = writeFileDurably(join(folder, name), sealed.bytes);
  ctx.commit((inner) => {
    if (device === null) rememberEnrolSecret(inner.db, outlet.code, enrolSecret, fresh);
    if (heard !== null) noteAnswered(inner.db, heard, no);
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
  const beside = device === null ? null : await writeHandedContents(ctx, written.path, { outlet: outlet.code, device });
  return {
    outlet: outlet.code,
    name: outlet.name,
    path: written.path,
    bytes: sealed.bytes.length,
    sha256: sealed.sha256,
    code,
    attachments: (beside?.written ?? 0) + (beside?.existed ?? 0),
    problem: beside?.problem ?? '',
  };
}

function seal(
  ctx: Ctx,
  outlet: Outlet,
  pack: {
    readonly no: number;
    readonly device: Device | null;
    readonly code: string;
    readonly enrolSecret: string;
    readonly chains: readonly ChainToSeal[];
  },
): Promise<SealedPackage> {
  const branchKeys = branchKeysOf(ctx.installation.keys);
  const branch = must(getRecord(ctx.db, branchEntity, 'branch'), 'founding wrote it');
  const { chains } = pack;
  const header = headerStart(ctx.db, {
    identity: ctx.installation.identity,
    branchName: branch.branchName,
    boxKey: branchKeys.boxKey,
    kind: 'down',
    to: outlet.code,
    no: pack.no,
    madeAt: ctx.now(),
    app: ctx.appVersion,
  });
  const reply = { ...replyFor(ctx.db, outlet.code), ...wantedFrom(ctx, outlet.code) };
  if (pack.device !== null) {
    const recipient = pack.device.boxKey;
    return sealPackage({ header, chains, hello: JSON.stringify(reply), signing: branchKeys, recipient });
  }
  const hello = {
    ...reply,
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
  const keys = branchKeysOf(ctx.installation.keys);
  const text = await exportBranchKeys(keys, passphrase);
  const written = writeFileDurably(
    join(folder, `分行密钥备份_${ctx.today().replaceAll('-', '')}.txt`),
    Buffer.from(text),
  );
  ctx.commit((inner) => inner.note({ text: '导出分行密钥备份' }));
  return { path: written.path, fingerprint: fingerprint(keys.signKey) };
}

/**
 * Puts a backup of the branch's keys back in place, on a PC that was restored without them.
 * @throws Failure wrongCode, fileDamaged, wrongRecipient; wrongBranch; conflict when other keys are here
 */
async function importKeys(ctx: JobCtx, path: string, passphrase: string) {
  const { installation } = ctx;
  const text = readFileSafely(path, mostKeyText).toString('utf8');
  const keys = await importBranchKeys(text, passphrase);
  if (keys.branchId !== installation.identity.branchId)
    throw new Failure('wrongBranch', '这是别的分行的密钥备份，没有导入。已有数据不受影响。请核对文件来源。');
  await storeBranchKeys(branchKeysPath(installation.folder), installation.keys.dbKey, keys);
  Object.assign(installation, { keys: { ...installation.keys, branch: keys } });
  ctx.commit((inner) => inner.note({ text: '导回分行密钥备份' }));
  return { fingerprint: fingerprint(keys.signKey) };
}

/** Far more than an armored backup. */
const mostKeyText = 64 * 1024;

export const packVerbs = {
  'pack.list': (_input, ctx) => listOutlets(ctx).map((outlet) => packState(ctx, outlet)),
} satisfies Verbs;

export const packJobs = {
  'pack.make': ({ outlets, folder, fresh }, ctx) => makePacks(ctx, { outlets, folder, fresh: fresh ?? false }),
  'pack.exportBranchKeys': ({ folder, passphrase }, ctx) => exportKeys(ctx, folder, passphrase),
  'pack.importBranchKeys': ({ path, passphrase }, ctx) => importKeys(ctx, path, passphrase),
} satisfies Jobs;
