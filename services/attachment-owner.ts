/** What an attachment belongs to, in the few words a list or a warning needs. */
import { getRecord } from '#db/record.ts';
import { outletsById } from '#db/staff.ts';
import type { AttachmentOwner } from '#domain/attachment.ts';
import { complaintEntity } from '#domain/complaint.ts';
import { Failure } from '#domain/failure.ts';
import { outreachEventEntity } from '#domain/outreach.ts';
import { trainingEntity } from '#domain/training.ts';
import type { Ctx } from './context.ts';

export interface OwnerFacts {
  readonly number: string;
  /** '' for a complaint: nothing of a case stands in a list. */
  readonly title: string;
  readonly outlet: string;
  readonly from: string;
  readonly to: string;
  readonly live: boolean;
}

/** Null when there is no such record here. */
export function ownerFacts(ctx: Pick<Ctx, 'db'>, kind: AttachmentOwner, id: string): OwnerFacts | null {
  if (kind === 'complaint') {
    const found = getRecord(ctx.db, complaintEntity, id);
    if (found === null) return null;
    const { caseNo: number, outlet, receivedOn, voided } = found;
    return { number, title: '', outlet, from: receivedOn, to: receivedOn, live: !voided };
  }
  if (kind === 'outreach') {
    const found = getRecord(ctx.db, outreachEventEntity, id);
    if (found === null) return null;
    const { eventNo: number, title, outlet, heldOn: from, endsOn: to, state, voided } = found;
    return { number, title, outlet, from, to, live: !voided && state !== 'cancelled' };
  }
  const found = getRecord(ctx.db, trainingEntity, id);
  if (found === null) return null;
  const { trainingNo: number, title, outlet, heldOn, state, voided } = found;
  return { number, title, outlet, from: heldOn, to: heldOn, live: !voided && state !== 'cancelled' };
}

/** @throws Failure notFound */
export function findOwner(ctx: Pick<Ctx, 'db'>, kind: AttachmentOwner, id: string): OwnerFacts {
  const found = ownerFacts(ctx, kind, id);
  if (found === null) throw new Failure('notFound', '没有找到附件所属的记录，可能已作废。请回到列表刷新。');
  return found;
}

export const outletNameOf = (ctx: Pick<Ctx, 'db'>, outlet: string): string =>
  outletsById(ctx.db).get(outlet)?.name ?? outlet;
