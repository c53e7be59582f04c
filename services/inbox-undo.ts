/**
 * 撤销本批: takes back what one file brought, by operations of the centre. Nothing is removed: the
 * records a file began are voided, shared fields return to the value before. Facts that belong to
 * the outlet are left as they are and named, because only the outlet may change them.
 */
import type { Complaint } from '#domain/complaint.ts';
import { complaintEntity } from '#domain/complaint.ts';
import { entityByName } from '#domain/entities.ts';
import type { Entity } from '#domain/entity.ts';
import { Failure } from '#domain/failure.ts';
import { fold } from '#domain/sync/fold.ts';
import { chainsWhere } from '#db/chain.ts';
import { foldOpOf, opsOfRecord } from '#db/merge.ts';
import { getRecord, mappingOf } from '#db/record.ts';
import type { StoredOp } from '#db/segment.ts';
import { opsOfPackage } from '#db/segment.ts';
import { row, run } from '#db/statements.ts';
import { refuseLockedUndo } from './complaint-lock.ts';
import type { Ctx } from './context.ts';
import { findIncoming } from './sync/journal.ts';

interface Touched {
  readonly entity: Entity;
  readonly record: string;
  /** Operations of the file on this record, in order. */
  readonly ops: readonly StoredOp[];
}

export interface Undone {
  voided: number;
  restored: number;
  readonly left: { entity: string; record: string }[];
}

/** @throws Failure notFound; impossible when it was undone, something newer has touched its records, or they are in locked figures */
export function undoFile(ctx: Ctx, sha256: string, reason: string): Undone {
  const found = findIncoming(ctx.db, sha256);
  if (found?.state !== 'merged') throw new Failure('notFound', '没有这份已合并的文件，没有改动。请刷新收件箱再看。');
  if (found.undoneAt !== null) throw new Failure('impossible', '这份文件已经撤销过，没有改动。');
  const touched = touchedBy(ctx, sha256);
  refuseNewer(ctx, touched);
  refuseLockedUndo(ctx, casesOf(ctx, touched), found.mergedAt ?? 0);
  const result: Undone = { voided: 0, restored: 0, left: [] };
  const outlet = found.node ?? '';
  for (const each of touched) undoRecord(ctx, each, outlet, `撤销本批：${reason}`, result);
  run(ctx.db, 'UPDATE package_in SET undone_at = ? WHERE sha256 = ?', ctx.now(), sha256);
  ctx.note({
    record: outlet,
    text: `撤销 ${sha256.slice(0, 8)}：作废 ${result.voided}，还原 ${result.restored}；${reason}`,
  });
  return result;
}

function touchedBy(ctx: Ctx, sha256: string): readonly Touched[] {
  const byRecord = new Map<string, StoredOp[]>();
  // What an outlet hands back of the centre's own is no part of what it reported.
  const ours = new Set(chainsWhere(ctx.db, `node = 'centre'`).map(({ id }) => id));
  for (const stored of opsOfPackage(ctx.db, sha256)) {
    if (ours.has(stored.chain)) continue;
    const known = byRecord.get(stored.op.recordId);
    if (known === undefined) byRecord.set(stored.op.recordId, [stored]);
    else known.push(stored);
  }
  return [...byRecord].flatMap(([record, ops]) => {
    const entity = entityByName.get(ops[0]?.op.entity ?? '');
    return entity === undefined || headOf(ctx, entity, record) === null ? [] : [{ entity, record, ops }];
  });
}

const casesOf = ({ db }: Ctx, touched: readonly Touched[]): readonly Complaint[] =>
  touched
    .filter(({ entity }) => entity.name === complaintEntity.name)
    .flatMap(({ record }) => getRecord(db, complaintEntity, record) ?? []);

const headOf = (ctx: Ctx, entity: Entity, record: string): string | null =>
  row<{ head: string }>(ctx.db, `SELECT head FROM ${entity.name} WHERE id = ?`, record)?.head ?? null;

/** The heads of every record must still be operations of this file. */
function refuseNewer(ctx: Ctx, touched: readonly Touched[]): void {
  const newer = touched.filter(({ entity, record, ops }) => {
    const ids = new Set(ops.map(({ id }) => id));
    return !(headOf(ctx, entity, record) ?? '').split(',').every((head) => ids.has(head));
  });
  if (newer.length === 0) return;
  throw new Failure(
    'impossible',
    `这份文件之后，有 ${newer.length} 条记录又有了新的登记或处理，不能整批撤销，没有改动任何内容。请在这些记录里逐条更正或作废。`,
    { records: newer.slice(0, 20).map(({ record }) => record) },
  );
}

function undoRecord(ctx: Ctx, { entity, record, ops }: Touched, outlet: string, why: string, result: Undone): void {
  const isBegun = ops.some(({ op }) => op.after.length === 0);
  if (isBegun) {
    ctx.write(entity, record, { voided: true, voidReason: why }, outlet);
    result.voided += 1;
    return;
  }
  const mine = new Set(ops.map(({ id }) => id));
  const before = fold(
    opsOfRecord(ctx.db, record)
      .filter(({ id }) => !mine.has(id))
      .map(foldOpOf),
  ).fields;
  const set = new Set(ops.flatMap(({ op, private: secret }) => Object.keys({ ...op.fields, ...secret?.fields })));
  const fields = mappingOf(entity).filter(({ name }) => set.has(name));
  const shared = fields.filter(({ field }) => field.cls === 'C' || entity.owner === 'centre');
  if (shared.length > 0) {
    const back = shared.map(({ name, field }) => [
      name,
      before[name] ?? (field.kind === 'flag' ? false : field.kind === 'json' ? [] : null),
    ]);
    ctx.write(entity, record, Object.fromEntries(back) as Readonly<Record<string, unknown>>, outlet);
    result.restored += 1;
  }
  if (shared.length < fields.length) result.left.push({ entity: entity.name, record });
}
