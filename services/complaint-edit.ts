/** Correcting a complaint: the same checks for a correction made at once and for one a second person approves. */
import { createHmac } from 'node:crypto';
import type { Parsed } from '#contract/index.ts';
import { historyOf } from '#db/complaint-history.ts';
import { markForIndex } from '#db/complaint-search.ts';
import { readSecret } from '#db/identity.ts';
import { getRecord } from '#db/record.ts';
import { outletsById } from '#db/staff.ts';
import type { Complaint } from '#domain/complaint.ts';
import { CENTRE, complaintEntity, complaintStepEntity } from '#domain/complaint.ts';
import type { ComplaintEdit } from '#domain/complaint-draft.ts';
import { complaintDraftSchema, HEAD_ONLY_FIELDS } from '#domain/complaint-draft.ts';
import { handoverAt, holderOf, isOriginsField, originOf } from '#domain/complaint-holder.ts';
import { complaintFieldDicts, complexities, labelOf } from '#domain/complaint-labels.ts';
import { handlerRecusal } from '#domain/complaint-recusal.ts';
import { isOpen } from '#domain/complaint-state.ts';
import { timeOfInstant } from '#domain/dates.ts';
import { Failure } from '#domain/failure.ts';
import { normalizePhone } from '#domain/normalize.ts';
import { peopleNames } from './complaint-list.ts';
import { refuseLocked } from './complaint-lock.ts';
import { findComplaint, nodeName, refuseMove } from './complaint-view.ts';
import type { Ctx } from './context.ts';
import type { Chosen } from './dictionary.ts';
import { choiceFaults, refuseFaults } from './dictionary.ts';

/** Same number, same key, in the whole branch; the key says nothing about the number. */
export function phoneKeyOf(ctx: Ctx, phone: string): string | null {
  const secret = readSecret(ctx.db, 'phoneHmacKey');
  if (phone === '' || secret === null) return null;
  return createHmac('sha256', Buffer.from(secret, 'base64url')).update(phone, 'utf8').digest('base64url');
}

export const storedPhone = (typed: string): string => normalizePhone(typed)?.value ?? '';

type Facts = Partial<Pick<Complaint, 'receivedOn' | 'receivedTime' | 'forwardedOn' | 'letterDueOn' | 'repeatOf'>> & {
  readonly complainedOutlet?: string | null | undefined;
  readonly handler?: string | null | undefined;
  readonly complainedStaff?: readonly string[] | undefined;
};

function strangers(ctx: Ctx, staffNos: readonly string[]): Record<string, string> {
  const people = peopleNames(ctx);
  const unknown = staffNos.filter((staffNo) => !people.has(staffNo));
  return unknown.length === 0 ? {} : { complainedStaff: `名册里没有工号 ${unknown.join('、')}` };
}

/** What only the database and the clock know to be wrong. */
export function factFaults(ctx: Ctx, facts: Facts): Record<string, string> {
  const faults: Record<string, string> = {};
  const today = ctx.today();
  const now = timeOfInstant(ctx.now());
  const { receivedOn, receivedTime, complainedOutlet, handler, repeatOf } = facts;
  if (receivedOn !== undefined && receivedOn > today) faults['receivedOn'] = '收到日期不能晚于今天';
  if (receivedOn === today && receivedTime !== undefined && receivedTime > now)
    faults['receivedTime'] = '收到时间不能晚于现在';
  if (typeof facts.forwardedOn === 'string' && facts.forwardedOn > today)
    faults['forwardedOn'] = '转办日期不能晚于今天';
  if (typeof complainedOutlet === 'string' && !outletsById(ctx.db).has(complainedOutlet))
    faults['complainedOutlet'] = '没有这个网点';
  if (typeof handler === 'string' && !peopleNames(ctx).has(handler)) faults['handler'] = '名册里没有这个工号';
  Object.assign(faults, strangers(ctx, facts.complainedStaff ?? []));
  if (typeof repeatOf === 'string' && getRecord(ctx.db, complaintEntity, repeatOf) === null)
    faults['repeatOf'] = '没有找到关联的投诉';
  return faults;
}

export const choiceFaultsOf = (
  ctx: Ctx,
  values: object,
  day: string,
  leaves: readonly string[] = [],
): Record<string, string> =>
  choiceFaults(ctx.db, { dicts: complaintFieldDicts, values: values as Readonly<Record<string, Chosen>>, day, leaves });

type Changed = Readonly<Record<string, unknown>>;

/** Only what differs is written. @throws Failure notFound, impossible, forbidden, conflict, invalid */
export function updateComplaint(ctx: Ctx, { id, fields, reason, seen }: Parsed<'complaint.update'>) {
  const before = findComplaint(ctx, id);
  refuseMove(ctx, 'edit', before);
  if (!isOpen(before.state)) {
    throw new Failure('forbidden', '此件已办完，请提交更正申请，由另一位有审批权限的人同意后生效。没有改动任何内容。');
  }
  const changed = changedFields(before, fields);
  refuseForeign(ctx, before, changed);
  refuseUnseen(ctx, before, changed, seen);
  refuseLocked(ctx, before, changed);
  const guarded = HEAD_ONLY_FIELDS.filter((field) => field in changed);
  if (guarded.length > 0 && !mayMoveClocks(ctx)) {
    throw new Failure('forbidden', `${guarded.map(labelOf).join('、')}影响时限，由网点负责人更正。没有改动任何内容。`);
  }
  refuseFaults({
    ...editFaults(ctx, before, changed),
    ...(guarded.length > 0 && reason === '' ? { reason: '请写明更正的原因' } : {}),
  });
  applyEdit(ctx, before, changed);
  if (guarded.length > 0) noteCorrection(ctx, before, changed, reason);
  ctx.note({ record: id, text: Object.keys(changed).map(labelOf).join('、') });
  return { id, caseNo: before.caseNo, state: before.state };
}

/** Of a case that went from one office to another each corrects its own part. @throws Failure forbidden */
export function refuseForeign(ctx: Ctx, before: Complaint, changed: Changed): void {
  const handover = handoverAt(ctx.identity.node, before);
  if (handover === null) return;
  const isOrigin = originOf(before) === ctx.identity.node;
  const foreign = Object.keys(changed).filter((field) => isOriginsField(field) !== isOrigin);
  if (foreign.length === 0) return;
  const names = foreign.map(labelOf).join('、');
  const whose = nodeName(ctx, isOrigin ? holderOf(before) : originOf(before));
  throw new Failure('forbidden', `${names}由${whose}更正，本机不能改。没有改动任何内容。`);
}

const mayMoveClocks = ({ user }: Ctx): boolean => user.role === 'head' || user.role === 'director';

/** Who is complained about does not handle the case; said where something of it is being changed. */
export function recusalFaults(
  { complainedStaff, handler }: Pick<Complaint, 'complainedStaff' | 'handler'>,
  changed: Changed,
): Record<string, string> {
  if (!('handler' in changed) && !('complainedStaff' in changed)) return {};
  const refusal = handlerRecusal(complainedStaff, handler);
  return refusal === null ? {} : { handler: refusal };
}

/** What would be wrong with the case after these changes, by field. */
export function editFaults(ctx: Ctx, before: Complaint, changed: Changed): Record<string, string> {
  const leaves = before.closedOn === null ? [] : ['business', 'cause', 'channel'];
  return {
    ...wholeFaults(before, changed),
    ...choiceFaultsOf(ctx, changed, before.receivedOn, leaves),
    ...factFaults(ctx, changed),
    ...dateFaults(before, changed),
    ...recusalFaults({ ...before, ...changed }, changed),
  };
}

export function applyEdit(ctx: Ctx, before: Complaint, changed: Changed): void {
  const phone = changed['phone'];
  ctx.write(
    complaintEntity,
    before.id,
    { ...changed, ...(typeof phone === 'string' ? { phoneKey: phoneKeyOf(ctx, phone) } : {}) },
    CENTRE,
  );
  if ('externalNo' in changed || 'letterNo' in changed) markForIndex(ctx.db, before.id);
}

/** What differs from the stored case, as it would be stored. */
export function changedFields(before: Complaint, edit: ComplaintEdit): Changed {
  const fields = normalised(edit);
  const old = before as unknown as Changed;
  const differs = (name: string): boolean => JSON.stringify(fields[name] ?? null) !== JSON.stringify(old[name] ?? null);
  return Object.fromEntries(Object.entries(fields).filter(([name, value]) => value !== undefined && differs(name)));
}

const normalised = (fields: ComplaintEdit): Changed =>
  fields.phone === undefined || fields.phone === '' || normalizePhone(fields.phone) === null
    ? fields
    : { ...fields, phone: storedPhone(fields.phone) };

/**
 * Two people on one case: what the other wrote in other fields stands beside this correction; the same
 * field is not overwritten by somebody who has not seen it. @throws Failure conflict
 */
function refuseUnseen(ctx: Ctx, before: Complaint, changed: Changed, seen: string | undefined): void {
  if (seen === undefined || seen === before.head) return;
  const history = historyOf(ctx.db, before.id);
  const known = new Set(seen.split(','));
  const newer = history.slice(history.findLastIndex(({ id }) => known.has(id)) + 1);
  const other = newer.findLast(({ changes }) => changes.some(({ field }) => field in changed));
  if (other === undefined) return;
  const fields = other.changes.filter(({ field }) => field in changed).map(({ field }) => labelOf(field));
  const who = peopleNames(ctx).get(other.by) ?? other.by;
  throw new Failure(
    'conflict',
    `${fields.join('、')}在 ${timeOfInstant(other.at)} 已由${who}修改，您的修改没有保存，对方的修改不受影响。请关闭后重新打开，核对后再改。`,
  );
}

/** The rules between fields, judged on the case as it would be; only for what is being changed. */
function wholeFaults(before: Complaint, changed: Readonly<Record<string, unknown>>): Record<string, string> {
  const parsed = complaintDraftSchema.safeParse({ ...before, ...changed });
  if (parsed.success) return {};
  const touched = new Set(Object.keys(changed));
  if (touched.has('forwarded')) ['forwardedBy', 'letterNo', 'letterDueOn'].forEach((field) => touched.add(field));
  if (touched.has('customerName')) touched.add('phone');
  const faults = parsed.error.issues.map((issue) => [String(issue.path[0] ?? ''), issue.message] as const);
  return Object.fromEntries(faults.filter(([field]) => touched.has(field)));
}

function dateFaults(before: Complaint, changed: Readonly<Record<string, unknown>>): Record<string, string> {
  const receivedOn = changed['receivedOn'];
  const done = [before.contactedOn, before.plannedOn, before.closedOn].filter((day) => day !== null);
  const first = done.toSorted()[0];
  if (typeof receivedOn !== 'string' || first === undefined || receivedOn <= first) return {};
  return { receivedOn: `不能晚于已记录的办理日期 ${first}` };
}

/** What moves the clocks stands in the timeline, with the old value. */
function noteCorrection(ctx: Ctx, before: Complaint, changed: Readonly<Record<string, unknown>>, reason: string): void {
  const shown = (value: unknown): string =>
    typeof value === 'string' && Object.hasOwn(complexities, value)
      ? complexities[value as keyof typeof complexities]
      : String(value);
  const parts = HEAD_ONLY_FIELDS.filter((field) => field in changed).map(
    (field) => `${labelOf(field)}：${shown(before[field])} → ${shown(changed[field])}`,
  );
  ctx.write(
    complaintStepEntity,
    ctx.newId(),
    {
      complaint: before.id,
      kind: 'note',
      happenedOn: ctx.today(),
      happenedTime: timeOfInstant(ctx.now()),
      by: ctx.user.staffNo,
      means: null,
      reached: false,
      text: `更正${parts.join('，')}。原因：${reason}`,
      voided: false,
    },
    CENTRE,
  );
}
