/**
 * An outlet's reporting (上报): writes the sync file somebody carries to the centre. Cumulative
 * since what the centre last said it holds, so a lost stick costs nothing.
 */
import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import type { CheckItem, ExportLine } from '#contract/exchange.ts';
import { readSecret, saveSetting } from '#db/identity.ts';
import type { Chain } from '#db/op-log.ts';
import { ownChains } from '#db/op-log.ts';
import { getRecord } from '#db/record.ts';
import { hashAt } from '#db/segment.ts';
import { row, rows } from '#db/statements.ts';
import { Failure, must } from '#domain/failure.ts';
import { branchEntity } from '#domain/organisation.ts';
import { groupByFour } from '#domain/sync/pickup-code.ts';
import { packageLimits } from '#domain/sync/envelope.ts';
import type { Ctx } from './context.ts';
import type { JobCtx, Jobs, Verbs } from './dispatch.ts';
import { readFileSafely, writeFileDurably } from './files/atomic-write.ts';
import { applyNews, planNews } from './sync/incoming.ts';
import type { OutRow } from './sync/journal.ts';
import type { Have } from './sync/journal.ts';
import { lastHaveOf, listOutgoing, nextPackageNo, recordOut, recordPackIn } from './sync/journal.ts';
import { chainToSeal, headerStart } from './sync/outgoing.ts';
import { openPackage, readHeader, sealPackage } from './sync/package-file.ts';
import type { HeldThen } from './sync/side-files.ts';
import { rememberWanted, sideFileState, writeSideFiles } from './sync/side-files.ts';

/** How much of an own chain the receiver holds, by its own last word; 0 when it said nothing that fits. */
export const acknowledged = (ctx: Pick<Ctx, 'db'>, chain: Chain, receiver: string): number =>
  acknowledgedBy(ctx, chain, lastHaveOf(ctx.db, receiver));

function acknowledgedBy(ctx: Pick<Ctx, 'db'>, chain: Chain, have: Have): number {
  const said = have.find(({ inc, stream }) => inc === chain.inc && stream === chain.stream);
  if (said === undefined || said.seq > chain.seq) return 0;
  const here = ownHash(ctx, chain, said.seq);
  return here === said.tip ? said.seq : 0;
}

function ownHash(ctx: Pick<Ctx, 'db'>, chain: Chain, seq: number): string | null {
  if (seq === chain.seq) return chain.hash.toString('base64url');
  const next = chainToSeal(ctx.db, chain, seq);
  return next?.prev ?? hashAt(ctx.db, chain, seq)?.toString('base64url') ?? null;
}

/** How much of an own chain the centre held when it said what it wants. */
const heldThen =
  (ctx: Pick<Ctx, 'db'>): HeldThen =>
  (id, have) => {
    const chain = ownChains(ctx.db).find((each) => each.id === id);
    return chain === undefined ? 0 : acknowledgedBy(ctx, chain, have);
  };

/** First 8 characters of the file's SHA-256, to read over the phone. */
export const checkCode = (sha256: string): string => groupByFour(sha256.slice(0, 8).toUpperCase());

const upChain = (ctx: Pick<Ctx, 'db' | 'identity'>): Chain | null =>
  ownChains(ctx.db).find(({ stream, inc }) => stream === 'centre' && inc === ctx.identity.inc) ?? null;

const lastSeqOf = (out: OutRow, chain: Chain): number =>
  (JSON.parse(out.chains) as Record<string, number>)[`${chain.inc}/${chain.stream}`] ?? 0;

function exportLine(out: OutRow, chain: Chain | null, held: number): ExportLine {
  const last = chain === null ? 0 : lastSeqOf(out, chain);
  return {
    no: out.no,
    madeAt: out.madeAt,
    madeBy: out.madeBy,
    file: out.file,
    bytes: out.bytes,
    checkCode: checkCode(out.sha256),
    counts: JSON.parse(out.counts) as Record<string, number>,
    state: last > 0 && held >= last ? 'received' : 'exported',
  };
}

function exchangeState(ctx: Ctx) {
  const { identity } = ctx;
  const chain = upChain(ctx);
  const history = listOutgoing(ctx.db, 'centre');
  const held = chain === null ? 0 : acknowledged(ctx, chain, 'centre');
  const newest = history[0];
  const sent = chain === null || newest === undefined ? 0 : lastSeqOf(newest, chain);
  const counts = rows<{ entity: string; n: number }>(
    ctx.db,
    'SELECT entity, count(DISTINCT record) AS n FROM op WHERE chain = ? AND seq > ? GROUP BY entity',
    chain?.id ?? -1,
    sent,
  );
  return {
    pending: Object.fromEntries(counts.map(({ entity, n }) => [entity, n])),
    pendingTotal: counts.reduce((total, { n }) => total + n, 0),
    history: history.map((out) => exportLine(out, chain, held)),
    attachments: sideFileState(ctx.db, identity.node, heldThen(ctx)),
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

/** Seals, writes, reads back, then notes it. @throws Failure of writing files */
async function exportFile(ctx: JobCtx, folder: string) {
  const { identity, db } = ctx;
  const { device } = ctx.installation.keys;
  const chain = upChain(ctx);
  const branch = must(getRecord(db, branchEntity, 'branch'), 'an enrolled outlet has its branch from the pack');
  const no = nextPackageNo(db);
  const madeAt = ctx.now();
  const held = chain === null ? 0 : acknowledged(ctx, chain, 'centre');
  const sealed = chain === null ? null : chainToSeal(db, chain, held);
  const enrolSecret = must(readSecret(db, 'enrolSecret'), 'enrolment stored it');
  const pack = await sealPackage({
    header: {
      ...headerStart(db, {
        identity,
        branchName: branch.branchName,
        boxKey: device.boxKey,
        kind: 'up',
        to: 'centre',
        no,
        madeAt,
        app: ctx.appVersion,
      }),
      enrol: { mac: enrolMac(enrolSecret, { inc: identity.inc, signKey: device.signKey, boxKey: device.boxKey }) },
    },
    chains: sealed === null ? [] : [sealed],
    signing: device,
    recipient: must(readSecret(db, 'branchRecipient'), 'enrolment stored it'),
  });
  const name = `消保报送_${identity.node}_${ctx.today().replaceAll('-', '')}_${String(no).padStart(3, '0')}.xbsync`;
  const written = writeFileDurably(join(folder, name), pack.bytes);
  const out: OutRow = {
    no,
    kind: 'up',
    receiver: 'centre',
    madeAt,
    madeBy: ctx.user.staffNo,
    sha256: pack.sha256,
    bytes: pack.bytes.length,
    chains: JSON.stringify(chain === null ? {} : { [`${chain.inc}/${chain.stream}`]: chain.seq }),
    counts: JSON.stringify(pack.header.counts),
    file: written.path,
  };
  ctx.commit((inner) => {
    recordOut(inner.db, out);
    saveSetting(inner.db, 'device', 'exportFolder', folder);
    inner.note({ text: `第 ${no} 份，校验码 ${checkCode(pack.sha256)}` });
  });
  const attachments = await writeSideFiles(ctx, folder, heldThen(ctx));
  return { ...exportLine(out, chain, held), attachments };
}

/** Proof of enrolment: HMAC over the new device's public keys with the one-time secret of the pack. */
export const enrolMac = (
  secret: string,
  device: { readonly inc: string; readonly signKey: string; readonly boxKey: string },
): string =>
  createHmac('sha256', Buffer.from(secret, 'base64url'))
    .update(`${device.inc}\n${device.signKey}\n${device.boxKey}`)
    .digest('base64url');

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
  const news = planNews(ctx.db, pack.chains);
  return ctx.commit((inner) => {
    const counts = applyNews(inner.db, news, { node: 'centre', package: pack.sha256, foundAt: inner.now() });
    rememberWanted(inner.db, pack);
    recordPackIn(inner.db, pack, counts, { at: inner.now(), bytes: bytes.length, fileName: 'pack' });
    inner.note({ text: `配置包第 ${header.no} 份，新增 ${counts.added}，更新 ${counts.changed}` });
    return { added: counts.added, changed: counts.changed, packNo: header.no };
  });
}

export const exchangeVerbs = {
  'exchange.state': (_input, ctx) => exchangeState(ctx),
  'exchange.check': (_input, ctx) => check(ctx),
} satisfies Verbs;

export const exchangeJobs = {
  'exchange.export': ({ folder }, ctx) => exportFile(ctx, folder),
  'exchange.importPack': ({ path }, ctx) => importPack(ctx, path),
} satisfies Jobs;
