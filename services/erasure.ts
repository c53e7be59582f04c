/**
 * Right to erasure (个人信息保护法 art. 47): the personal values of a case leave the log, the rows,
 * the index, the kept files and the backups of this PC; the operations and the chain stay and verify.
 * The order is itself an operation, so the outlet carries it out with its next pack, and no old file
 * or backup can bring the values back.
 */
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { attachmentEntity } from '#domain/attachment.ts';
import { CENTRE, complaintEntity, complaintStepEntity } from '#domain/complaint.ts';
import { complaintPauseEntity } from '#domain/complaint-pause.ts';
import { complaintRequestEntity } from '#domain/complaint-request.ts';
import type { Entity } from '#domain/entity.ts';
import { erasureEntity } from '#domain/erasure.ts';
import { Failure } from '#domain/failure.ts';
import { relayEntity } from '#domain/relay.ts';
import type { Op } from '#domain/sync/op-line.ts';
import { indexComplaints, tidyIndex } from '#db/complaint-search.ts';
import { purgeValues } from '#db/erased.ts';
import { opsOfRecord } from '#db/merge.ts';
import { backupTo } from '#db/open.ts';
import { findRecords, getRecord } from '#db/record.ts';
import { eraseBlobs } from './attachment.ts';
import type { Ctx } from './context.ts';
import type { JobCtx, Jobs, Verbs } from './dispatch.ts';
import { inboxFolder } from './sync/arrival.ts';

/** @throws Failure notFound; impossible while the case is open */
async function order(ctx: JobCtx, complaint: string, reason: string) {
  const found = getRecord(ctx.db, complaintEntity, complaint);
  if (found === null) throw new Failure('notFound', '没有找到这件投诉，没有删除任何内容。');
  if (found.closedOn === null && !found.voided)
    throw new Failure('impossible', '这件投诉还没有办结，不能删除客户信息，没有改动。请办结后再办理。');
  if (found.legalHold)
    throw new Failure('impossible', '这件投诉已设延长保管，不能删除客户信息，没有改动。请先解除延长保管。');
  const targets = partsOf(ctx, complaint);
  // A case of the centre is at no outlet (ADR 0026): its order stays here too.
  const receiver = complaint.startsWith(`${CENTRE}.`) ? CENTRE : found.outlet;
  const result = ctx.commit((inner) => {
    // Copies that were passed on go first: what they belong to is then folded without them.
    const copies = findRecords(inner.db, relayEntity, 'WHERE complaint = ? ORDER BY id', complaint);
    for (const copy of copies)
      eraseOne(inner, relayEntity, copy.id, { outlet: copy.outlet, receivers: [copy.outlet], reason });
    const receivers = [...new Set([receiver, ...copies.map(({ outlet }) => outlet)])];
    const given = { outlet: found.outlet, receivers, reason };
    const operations = targets.map(([entity, record]) => eraseOne(inner, entity, record, given));
    eraseBlobs(inner, [complaint]);
    inner.note({ record: complaint, text: `删除客户信息：${reason}` });
    return { records: targets.length, operations: operations.reduce((sum, n) => sum + n, 0) };
  });
  await forgetCopies(ctx);
  return result;
}

/** The case and every record that belongs to it. */
function partsOf(ctx: Ctx, complaint: string): readonly (readonly [Entity, string])[] {
  const idsIn = (entity: Entity, column: string): readonly (readonly [Entity, string])[] =>
    findRecords(ctx.db, entity, `WHERE ${column} = ? ORDER BY id`, complaint).map(({ id }) => [entity, id]);
  return [
    [complaintEntity, complaint],
    ...idsIn(complaintStepEntity, 'complaint'),
    ...idsIn(complaintPauseEntity, 'complaint'),
    ...idsIn(complaintRequestEntity, 'complaint'),
    ...idsIn(attachmentEntity, 'of_id'),
  ];
}

interface Order {
  readonly outlet: string;
  /** The streams that carry it: of every node that holds the values. */
  readonly receivers: readonly string[];
  readonly reason: string;
}

/** Returns how many operations lost their personal values. */
function eraseOne(ctx: Ctx, entity: Entity, record: string, { outlet, receivers, reason }: Order): number {
  const ops = opsOfRecord(ctx.db, record).flatMap(({ id, op }) => (op.commitment === null ? [] : [id]));
  if (ops.length === 0) return 0;
  const fields = { outlet, entity: entity.name, record, ops, reason, orderedAt: ctx.now() };
  for (const receiver of receivers) ctx.write(erasureEntity, ctx.newId(), fields, receiver);
  purgeValues(ctx.db, fields);
  ctx.refold(entity, record, receivers[0] ?? CENTRE);
  return ops.length;
}

/** After a file that carried erasures: the contents of attachments and the copies go here, too. */
export async function finishErasures(
  ctx: JobCtx,
  pack: { readonly chains: readonly { readonly ops: readonly Op[] }[] },
): Promise<void> {
  const orders = pack.chains.flatMap(({ ops }) => ops.filter(({ entity }) => entity === erasureEntity.name));
  if (orders.length === 0) return;
  const records = orders.flatMap(({ recordId }) => getRecord(ctx.db, erasureEntity, recordId)?.record ?? []);
  ctx.commit((inner) => {
    eraseBlobs(inner, records);
    inner.note({ text: `按分行通知删除客户信息，${orders.length} 条` });
  });
  await forgetCopies(ctx);
}

/** What still holds erased values outside the live tables: search index, free pages, kept files, old backups. */
async function forgetCopies(ctx: JobCtx): Promise<void> {
  while (indexComplaints(ctx.db, 2000) > 0) await new Promise((resolve) => setImmediate(resolve));
  tidyIndex(ctx.db);
  ctx.db.pragma('wal_checkpoint(TRUNCATE)');
  ctx.db.exec('VACUUM');
  const { folder } = ctx.installation;
  const backups = join(folder, 'backups');
  const fresh = `after-erasure-${ctx.now()}.db`;
  backupTo(ctx.db, join(backups, fresh));
  for (const name of readdirSync(backups)) if (name !== fresh) rmSync(join(backups, name), { force: true });
  // What was merged is in the log; only quarantined files are still needed.
  for (const sha256 of mergedCopies(ctx)) rmSync(join(inboxFolder(ctx), sha256), { force: true });
}

const mergedCopies = (ctx: Ctx): readonly string[] =>
  ctx.db.prepare(`SELECT sha256 FROM package_in WHERE state IN ('merged', 'known')`).pluck().all() as readonly string[];

export const erasureVerbs = {
  // A case that two outlets held has an order for each of them.
  'erasure.list': (_input, ctx) => {
    const orders = findRecords(ctx.db, erasureEntity, `WHERE entity = 'complaint' ORDER BY ordered_at DESC`);
    const each = new Map(orders.map((order) => [`${order.record} ${order.orderedAt}`, order]));
    return [...each.values()].map(({ id, outlet, record, reason, orderedAt }) => ({
      id,
      outlet,
      caseNo: getRecord(ctx.db, complaintEntity, record)?.caseNo ?? '',
      reason,
      orderedAt,
    }));
  },
} satisfies Verbs;

export const erasureJobs = {
  'erasure.order': ({ complaint, reason }, ctx) => order(ctx, complaint, reason),
} satisfies Jobs;
