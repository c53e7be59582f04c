/**
 * An outlet's reporting (上报): writes the sync file somebody carries to the centre. Cumulative
 * since what the centre last said it holds, so a lost stick costs nothing.
 */
import { join } from 'node:path';
import type { CheckItem, Confirmation, ExportLine } from '#contract/exchange.ts';
import type { Chain } from '#db/chain.ts';
import { ownChains } from '#db/chain.ts';
import { readSecret, saveSetting } from '#db/identity.ts';
import { getRecord } from '#db/record.ts';
import { row, rows } from '#db/statements.ts';
import { Failure, must } from '#domain/failure.ts';
import { branchEntity } from '#domain/organisation.ts';
import type { PackageHeader } from '#domain/sync/envelope.ts';
import { packageLimits } from '#domain/sync/envelope.ts';
import { groupByFour } from '#domain/sync/pickup-code.ts';
import type { Ctx } from './context.ts';
import { enrolMac } from './crypto/enrol-mac.ts';
import { fingerprint } from './crypto/fingerprint.ts';
import type { JobCtx, Jobs, Verbs } from './dispatch.ts';
import { finishErasures } from './erasure.ts';
import { readFileSafely, writeFileDurably } from './files/atomic-write.ts';
import { isOvertaken, knowsMore, writeGuard } from './guard.ts';
import { renewInstallation } from './incarnation.ts';
import { authorsAtOutlet } from './sync/authors.ts';
import { keptHello, takeHandedContents } from './sync/handed-contents.ts';
import { applyNews } from './sync/incoming.ts';
import type { OutRow } from './sync/journal.ts';
import {
  lastHaveOf,
  listOutgoing,
  nextPackageNo,
  receiptOf,
  recordOut,
  recordPackIn,
  saveReceipts,
} from './sync/journal.ts';
import { acknowledgedOf, chainsToSend, headerStart } from './sync/outgoing.ts';
import type { ChainToSeal, SealedPackage } from './sync/package-file.ts';
import { openPackage, readHeader, sealPackage } from './sync/package-file.ts';
import { partsWithin } from './sync/parts.ts';
import type { CentreState } from './sync/reply.ts';
import { replyOf, stateOfNode } from './sync/reply.ts';
import type { HeldThen } from './sync/side-files.ts';
import { rememberWanted, sideFileState, writeSideFiles } from './sync/side-files.ts';

/** How much of an own chain the centre held when it said what it wants. */
const heldThen =
  (ctx: Pick<Ctx, 'db'>): HeldThen =>
  (id, have) => {
    const chain = ownChains(ctx.db).find((each) => each.id === id);
    return chain === undefined ? 0 : acknowledgedOf(ctx.db, chain, have);
  };

/** First 8 characters of the file's SHA-256, to read over the phone. */
export const checkCode = (sha256: string): string => groupByFour(sha256.slice(0, 8).toUpperCase());

/** Own chains for the centre: one per incarnation this outlet has been. */
const upChains = (ctx: Pick<Ctx, 'db'>): readonly Chain[] =>
  ownChains(ctx.db).filter(({ stream }) => stream === 'centre');

const keyOf = ({ inc, stream }: Chain): string => `${inc}/${stream}`;

/** Last position per own chain that a file carried or a receipt covers. */
type Reached = ReadonlyMap<string, number>;

const chainsOf = (out: OutRow): Reached => new Map(Object.entries(JSON.parse(out.chains) as Record<string, number>));

function heldByCentre(ctx: Pick<Ctx, 'db'>): Reached {
  const have = lastHaveOf(ctx.db, 'centre');
  return new Map(upChains(ctx).map((chain) => [keyOf(chain), acknowledgedOf(ctx.db, chain, have)]));
}

/** A file is received when the centre holds everything it carried, by the centre's own word. */
function exportLine(ctx: Pick<Ctx, 'db'>, out: OutRow, held: Reached): ExportLine {
  const carried = [...chainsOf(out)].filter(([, seq]) => seq > 0);
  const isHeld = carried.length > 0 && carried.every(([key, seq]) => (held.get(key) ?? 0) >= seq);
  const receipt = receiptOf(ctx.db, out.sha256);
  return {
    no: out.no,
    madeAt: out.madeAt,
    madeBy: out.madeBy,
    file: out.file,
    bytes: out.bytes,
    checkCode: checkCode(out.sha256),
    counts: JSON.parse(out.counts) as Record<string, number>,
    state: isHeld ? 'received' : 'exported',
    said: receipt === null ? null : { state: receipt.state, code: receipt.code ?? '', reason: receipt.reason ?? '' },
  };
}

function exchangeState(ctx: Ctx) {
  const history = listOutgoing(ctx.db, 'centre');
  const held = heldByCentre(ctx);
  const counts = new Map<string, number>();
  for (const chain of upChains(ctx)) {
    const sent = Math.max(0, ...history.map((out) => chainsOf(out).get(keyOf(chain)) ?? 0));
    for (const { entity, n } of rows<{ entity: string; n: number }>(
      ctx.db,
      'SELECT entity, count(DISTINCT record) AS n FROM op WHERE chain = ? AND seq > ? GROUP BY entity',
      chain.id,
      sent,
    ))
      counts.set(entity, (counts.get(entity) ?? 0) + n);
  }
  return {
    pending: Object.fromEntries(counts),
    pendingTotal: [...counts.values()].reduce((total, n) => total + n, 0),
    history: history.map((out) => exportLine(ctx, out, held)),
    attachments: sideFileState(ctx.db, ctx.identity.node, heldThen(ctx)),
    confirmed: confirmation(ctx, held),
  };
}

/** "分行已收到全部 … 条，核对一致": what the centre's last word proves, computed anew each time. */
function confirmation(ctx: Ctx, held: Reached): Confirmation | null {
  const said = row<{ value: string }>(
    ctx.db,
    `SELECT value FROM setting WHERE owner = 'device' AND key = 'centreState'`,
  );
  if (said === undefined) return null;
  const word = JSON.parse(said.value) as CentreState;
  const isAll = upChains(ctx).every((chain) => (held.get(keyOf(chain)) ?? 0) >= chain.seq);
  return {
    at: word.at,
    records: word.records,
    complete: isAll,
    agrees: isAll ? word.digest === stateOfNode(ctx.db, ctx.identity.node).digest : null,
  };
}

/** What is worth mending before it is carried away. Nothing here blocks: late facts may still come. */
function check(ctx: Ctx): CheckItem[] {
  const today = ctx.today();
  const unfilled = rows<{ id: string; title: string }>(
    ctx.db,
    `SELECT id, title FROM outreach_event WHERE voided = 0 AND state = 'planned' AND ends_on < ? ORDER BY held_on`,
    today,
  );
  const trainings = rows<{ id: string; title: string }>(
    ctx.db,
    `SELECT id, title FROM training WHERE voided = 0 AND state = 'planned' AND held_on < ? ORDER BY held_on`,
    today,
  );
  const conflicts = row<{ n: number }>(ctx.db, 'SELECT count(*) AS n FROM conflict')?.n ?? 0;
  return [
    ...unfilled.map(({ id, title }): CheckItem => ({
      weight: 'warn',
      text: `活动“${title}”已过日期，还没有回填签到和人数`,
      link: `/events/${id}`,
    })),
    ...trainings.map(({ id, title }): CheckItem => ({
      weight: 'warn',
      text: `培训“${title}”已过日期，还没有登记完成`,
      link: `/trainings/${id}`,
    })),
    ...(conflicts > 0
      ? [{ weight: 'warn' as const, text: `有 ${conflicts} 处两边都改过的内容等待核对`, link: '/conflicts' }]
      : []),
  ];
}

/**
 * Seals, writes, reads back, then notes it. When one file would be too large for the way it goes
 * (mail), the operations are divided among several that follow each other.
 * @throws Failure of writing files
 */
async function exportFile(ctx: JobCtx, folder: string, partBytes: number | null) {
  const { identity, db, keys } = ctx.installation;
  // From here on somebody else may know what this database knows.
  writeGuard(ctx.installation.folder, db, keys.dbKey, identity);
  const chains = chainsToSend(db, identity.node, 'centre', [lastHaveOf(db, 'centre')]);
  const limit = Math.min(partBytes ?? packageLimits.fileBytes, packageLimits.fileBytes);
  const parts = await partsWithin(chains, limit, (some) => sealUp(ctx, some, nextPackageNo(db)));
  let line: ExportLine | null = null;
  for (const [index, some] of parts.entries()) {
    const part = parts.length === 1 ? '' : `_${index + 1}之${parts.length}`;
    line = await writePart(ctx, folder, some, part);
  }
  const attachments = await writeSideFiles(ctx, folder, heldThen(ctx));
  return {
    ...must(line, 'there is always one file, if only to say that nothing happened'),
    parts: parts.length,
    attachments,
  };
}

/** Seals, writes and notes one file. */
async function writePart(
  ctx: JobCtx,
  folder: string,
  chains: readonly ChainToSeal[],
  part: string,
): Promise<ExportLine> {
  const { identity, db } = ctx.installation;
  const no = nextPackageNo(db);
  const pack = await sealUp(ctx, chains, no);
  const day = ctx.today().replaceAll('-', '');
  const name = `消保报送_${identity.node}_${day}_${String(no).padStart(3, '0')}${part}.xbsync`;
  const written = writeFileDurably(join(folder, name), pack.bytes);
  const reached = upChains(ctx).map((chain) => [keyOf(chain), reachedBy(chain, pack.header.chains)] as const);
  const out: OutRow = {
    no,
    kind: 'up',
    receiver: 'centre',
    madeAt: pack.header.madeAt,
    madeBy: ctx.user.staffNo,
    sha256: pack.sha256,
    bytes: pack.bytes.length,
    chains: JSON.stringify(Object.fromEntries(reached)),
    counts: JSON.stringify(pack.header.counts),
    file: written.path,
  };
  ctx.commit((inner) => {
    recordOut(inner.db, out);
    saveSetting(inner.db, 'device', 'exportFolder', folder);
    inner.note({ text: `第 ${no} 份，校验码 ${checkCode(pack.sha256)}` });
  });
  return exportLine(ctx, out, heldByCentre(ctx));
}

/** How far of an own chain this file brings the centre; the whole of it when nothing was left to send. */
function reachedBy(chain: Chain, packed: PackageHeader['chains']): number {
  const mine = packed.filter(({ inc, stream }) => inc === chain.inc && stream === chain.stream);
  return mine.length === 0 ? chain.seq : Math.max(...mine.map(({ last }) => last));
}

function sealUp(ctx: JobCtx, chains: readonly ChainToSeal[], no: number): Promise<SealedPackage> {
  const { identity, db, keys } = ctx.installation;
  const branch = must(getRecord(db, branchEntity, 'branch'), 'an enrolled outlet has its branch from the pack');
  const enrolSecret = must(readSecret(db, 'enrolSecret'), 'enrolment stored it');
  const succession = readSecret(db, 'succession') ?? '';
  const hello = keptHello(ctx);
  return sealPackage({
    ...(hello === undefined ? {} : { hello }),
    header: {
      ...headerStart(db, {
        identity,
        branchName: branch.branchName,
        boxKey: keys.device.boxKey,
        kind: 'up',
        to: 'centre',
        no,
        madeAt: ctx.now(),
        app: ctx.appVersion,
      }),
      enrol: { mac: enrolMac(enrolSecret, { ...keys.device, inc: identity.inc }) },
      ...(succession === '' ? {} : { succeeds: JSON.parse(succession) as { inc: string; sig: string } }),
    },
    chains,
    signing: keys.device,
    recipient: must(readSecret(db, 'branchRecipient'), 'enrolment stored it'),
  });
}

/**
 * A newer pack for an outlet that is already set up: dictionaries, calendar, roster, receipts.
 * @throws Failure wrongBranch, wrongRecipient, packOlder, badSignature and those of reading packages
 */
async function importPack(ctx: JobCtx, path: string) {
  const bytes = readFileSafely(path, packageLimits.fileBytes);
  const { header, lock } = readHeader(bytes);
  if (header.branch.id !== ctx.identity.branchId) {
    throw new Failure(
      'wrongBranch',
      `这是“${header.branch.name}”的配置包，不是本分行的，未导入。已有数据不受影响。请核对文件来源。`,
    );
  }
  if (lock === 'passphrase') {
    throw new Failure(
      'packOlder',
      '这是登记新电脑用的首次配置包，本机已登记，未导入。已有数据不受影响。请向消保中心索取最新的配置包。',
    );
  }
  const pack = await openPackage(bytes, {
    verifyKey: must(readSecret(ctx.db, 'branchSignKey'), 'enrolment stored it'),
    identity: ctx.installation.keys.device.boxIdentity,
    expected: { branchId: ctx.identity.branchId, kind: 'down', to: ctx.identity.node },
  });
  const reply = replyOf(pack);
  const result = ctx.commit((inner) => {
    const author = authorsAtOutlet(inner.identity.node);
    const counts = applyNews(inner.db, pack, { author, foundAt: inner.now() });
    rememberWanted(inner.db, pack);
    recordPackIn(inner.db, pack, counts, { at: inner.now(), bytes: bytes.length, fileName: 'pack' });
    saveReceipts(inner.db, reply.receipts, header.madeAt);
    if (reply.state !== null)
      saveSetting(inner.db, 'device', 'centreState', { ...reply.state, at: header.madeAt } satisfies CentreState);
    inner.note({ text: `配置包第 ${header.no} 份，新增 ${counts.added}，更新 ${counts.changed}` });
    return {
      added: counts.added,
      changed: counts.changed,
      packNo: header.no,
      isNews: counts.added + counts.changed + counts.conflicts > 0,
    };
  });
  await finishErasures(ctx, pack);
  const attachments = await takeHandedContents(ctx, path);
  return { ...result, attachments, renewed: await renewedBecauseOf(ctx, header) };
}

/** Whether the centre knows operations of this incarnation that are not here: this PC was restored or copied. */
async function renewedBecauseOf(ctx: JobCtx, header: PackageHeader): Promise<boolean> {
  const { inc } = ctx.installation.identity;
  const ours = header.have.filter((tip) => tip.inc === inc);
  if (!isOvertaken(ctx.db, inc) && !knowsMore(ctx.db, ours)) return false;
  await renewInstallation(ctx.installation, 'overtaken', ctx.world);
  return true;
}

export const exchangeVerbs = {
  'exchange.state': (_input, ctx) => exchangeState(ctx),
  'exchange.check': (_input, ctx) => check(ctx),
  'exchange.device': (_input, ctx) => ({
    fingerprint: fingerprint(ctx.installation.keys.device.signKey),
    letter: ctx.identity.letter,
  }),
} satisfies Verbs;

export const exchangeJobs = {
  'exchange.export': ({ folder, partBytes }, ctx) => exportFile(ctx, folder, partBytes ?? null),
  'exchange.importPack': ({ path }, ctx) => importPack(ctx, path),
} satisfies Jobs;
