/** What happens to a case beside contact, plan and closing. The rules: domain/complaint-state.ts, complaint-handling.ts. */
import type { Parsed } from '#contract/index.ts';
import { pausesOf, requestsOf } from '#db/complaint-handling.ts';
import { getRecord } from '#db/record.ts';
import { outletsById } from '#db/staff.ts';
import type { Complaint } from '#domain/complaint.ts';
import { CENTRE, reviewResults } from '#domain/complaint.ts';
import {
  consultChange,
  decideReviewChange,
  extendChange,
  pauseDayRefusal,
  reopenChange,
  restartChange,
  reviewChange,
  reviewLate,
  toldChange,
  transferChange,
} from '#domain/complaint-handling.ts';
import { complaintPauseEntity, pauseKinds } from '#domain/complaint-pause.ts';
import type { ComplaintRequest, RequestKind } from '#domain/complaint-request.ts';
import { complaintRequestEntity, decisionRefusal, requestDecisions, requestKinds } from '#domain/complaint-request.ts';
import { labelOf } from '#domain/complaint-labels.ts';
import { originOf, storedTarget, transferKind } from '#domain/complaint-holder.ts';
import { recusalRefusal } from '#domain/complaint-recusal.ts';
import type { Move } from '#domain/complaint-state.ts';
import { isOpen } from '#domain/complaint-state.ts';
import { timeOfInstant } from '#domain/dates.ts';
import { Failure } from '#domain/failure.ts';
import { applyEdit, changedFields, editFaults, refuseForeign } from './complaint-edit.ts';
import { touchesLock } from './complaint-lock.ts';
import type { Ready } from './complaint-moves.ts';
import { checkChoices, ready, record } from './complaint-moves.ts';
import { findComplaint, nodeName, refuseMove } from './complaint-view.ts';
import type { Ctx } from './context.ts';
import { refuseFaults } from './dictionary.ts';
import type { Verbs } from './dispatch.ts';
import { readDeadlineRules } from './reference.ts';

function pause(ctx: Ctx, input: Parsed<'complaint.pause'>) {
  const at = ready(ctx, 'pause', input);
  const { kind, organisation, text } = input;
  const fields = { complaint: input.id, kind, organisation, startedOn: at.on, voided: false };
  ctx.write(complaintPauseEntity, ctx.newId(), fields, CENTRE);
  return record(ctx, at, {}, { kind: 'pause', text: `${pauseKinds[kind]}（${organisation}）：${text}` });
}

function resume(ctx: Ctx, input: Parsed<'complaint.resume'>) {
  const at = ready(ctx, 'resume', input);
  const open = pausesOf(ctx.db, input.id).findLast(({ endedOn }) => endedOn === null);
  if (open === undefined) throw new Error('a paused case has an open pause');
  const tooEarly = pauseDayRefusal(open.startedOn, at.on);
  refuseFaults(tooEarly === null ? {} : { on: tooEarly });
  ctx.write(complaintPauseEntity, open.id, { endedOn: at.on, result: input.text }, CENTRE);
  return record(ctx, at, {}, { kind: 'resume', text: `${pauseKinds[open.kind]}结束：${input.text}` });
}

function restart(ctx: Ctx, input: Parsed<'complaint.restart'>) {
  const at = ready(ctx, 'restart', input);
  return record(ctx, at, restartChange(at.complaint, at.on), { kind: 'restart', text: input.text });
}

function consult(ctx: Ctx, input: Parsed<'complaint.consult'>) {
  const at = ready(ctx, 'consult', input);
  const { members, text } = input;
  return record(ctx, at, consultChange(at.complaint, at.on), { kind: 'consult', text, members });
}

/**
 * 转办 and 派单: the record stays what it is, and another node handles it from the moment it hears of it
 * (services/sync/relay.ts). Home again it goes by 收回 or, with its reason, by 退回.
 */
function transfer(ctx: Ctx, input: Parsed<'complaint.transfer'>) {
  const at = ready(ctx, 'transfer', input);
  const { text } = input;
  const to = storedTarget(at.complaint, input.to);
  const outlet = to === null || to === CENTRE ? undefined : outletsById(ctx.db).get(to);
  if (to !== null && to !== CENTRE && outlet === undefined) refuseFaults({ to: '没有这个网点' });
  if (typeof outlet?.closedOn === 'string' && outlet.closedOn <= at.on) refuseFaults({ to: '这个网点已撤销' });
  if (to === at.complaint.transferredTo) refuseFaults({ to: to === null ? '此件没有转出' : '此件已经转给它' });
  if (requestsOf(ctx.db, input.id).some(({ id, decision }) => decision === null && isAskedHere(ctx, id)))
    throw new Failure('impossible', '有申请正在等待审批，请先审批或收回申请，再转办。没有改动任何内容。');
  const kind = transferKind(at.complaint, to, ctx.identity.node);
  const name = nodeName(ctx, to ?? originOf(at.complaint));
  const words = { hand: `转给${name}`, recall: '收回自办', return: `退回${name}` };
  return record(ctx, at, transferChange(to), { kind: 'transfer', text: `${words[kind]}：${text}` });
}

function tellExtension(ctx: Ctx, input: Parsed<'complaint.tellExtension'>) {
  const at = ready(ctx, 'tellExtension', input);
  const { means, text } = input;
  checkChoices(ctx, at.on, { means });
  if (at.complaint.extendedOn !== null && at.on < at.complaint.extendedOn) {
    refuseFaults({ on: `不能早于延期批准日 ${at.complaint.extendedOn}` });
  }
  return record(ctx, at, toldChange(at.on), { kind: 'tellExtension', means, text });
}

function reopen(ctx: Ctx, input: Parsed<'complaint.reopen'>) {
  const at = ready(ctx, 'reopen', input);
  const text = `${input.newFacts ? '有新的事实和理由，重新起算' : '无新的事实，按原收到日计'}：${input.text}`;
  return record(ctx, at, reopenChange(at.complaint, at.on, input.newFacts), { kind: 'reopen', text });
}

function review(ctx: Ctx, input: Parsed<'complaint.review'>) {
  const at = ready(ctx, 'review', input);
  const late = reviewLate(at.complaint.closedOn, at.on, readDeadlineRules(ctx.db));
  refuseFaults(late === null ? {} : { on: late });
  return record(ctx, at, reviewChange(at.on), { kind: 'review', text: input.text });
}

function decideReview(ctx: Ctx, input: Parsed<'complaint.decideReview'>) {
  const at = ready(ctx, 'decideReview', input);
  const asked = at.complaint.reviewAskedOn;
  if (asked !== null && at.on < asked) refuseFaults({ on: `不能早于核查申请日 ${asked}` });
  const text = `${reviewResults[input.result]}：${input.text}`;
  return record(ctx, at, decideReviewChange(at.on, input.result), { kind: 'decideReview', text });
}

const moveOf: Readonly<Record<RequestKind, Move>> = { extend: 'extend', void: 'void', change: 'edit' };

/** @throws Failure impossible, invalid */
function ask(ctx: Ctx, input: Parsed<'complaint.ask'>) {
  const { id, kind, reason } = input;
  const complaint = findComplaint(ctx, id);
  refuseMove(ctx, moveOf[kind], complaint);
  const changed = kind === 'change' ? askedChanges(ctx, complaint, input.fields ?? {}) : {};
  const changes = Object.entries(changed).map(([field, value]) => ({ field, value }));
  const fields = {
    complaint: id,
    kind,
    reason,
    changes,
    askedOn: ctx.today(),
    askedBy: ctx.user.staffNo,
    voided: false,
  };
  const request = ctx.newId();
  ctx.write(complaintRequestEntity, request, fields, CENTRE);
  const what = changes.length === 0 ? '' : `（${changes.map(({ field }) => labelOf(field)).join('、')}）`;
  const saved = record(ctx, at(ctx, complaint), {}, { kind: 'ask', text: `${requestKinds[kind]}${what}：${reason}` });
  return { ...saved, id: request };
}

function askedChanges(ctx: Ctx, complaint: Complaint, fields: NonNullable<Parsed<'complaint.ask'>['fields']>) {
  const changed = changedFields(complaint, fields);
  if (Object.keys(changed).length === 0) refuseFaults({ fields: '没有要更正的内容' });
  if (isOpen(complaint.state)) refuseNeedless(ctx, complaint, changed);
  refuseForeign(ctx, complaint, changed);
  refuseFaults(editFaults(ctx, complaint, changed));
  return changed;
}

/** Of an open case only what touches figures that are final needs a second person. @throws Failure impossible */
function refuseNeedless(ctx: Ctx, complaint: Complaint, changed: Readonly<Record<string, unknown>>): void {
  if (!touchesLock(ctx, complaint, changed))
    throw new Failure('impossible', '此件尚未办结，直接修改即可，不需要申请。没有改动任何内容。');
  if (requestsOf(ctx.db, complaint.id).some(({ kind, decision }) => kind === 'change' && decision === null))
    throw new Failure('impossible', `已有一项“${requestKinds.change}”申请等待审批。没有改动任何内容。`);
}

/** A request and its decision happen now, whatever state the case is in. @throws Failure impossible */
function at(ctx: Ctx, complaint: Complaint): Ready {
  if (complaint.voided) throw new Failure('impossible', '此件已作废，不能再办理。没有改动任何内容。');
  return { complaint, on: ctx.today(), time: timeOfInstant(ctx.now()) };
}

/** What was asked at one office is decided there, wherever the case is by then. */
const isAskedHere = ({ identity }: Ctx, request: string): boolean => originOf({ id: request }) === identity.node;

/** @throws Failure notFound, impossible */
function openRequest(ctx: Ctx, id: string): { readonly request: ComplaintRequest; readonly complaint: Complaint } {
  const request = getRecord(ctx.db, complaintRequestEntity, id);
  if (request === null) throw new Failure('notFound', '没有找到这项申请。请回到列表刷新后再试。');
  if (request.decision !== null)
    throw new Failure('impossible', `这项申请${requestDecisions[request.decision]}，没有改动任何内容。请刷新后再看。`);
  if (!isAskedHere(ctx, id))
    throw new Failure(
      'impossible',
      `这项申请由${nodeName(ctx, originOf({ id }))}提出，请在那里审批。没有改动任何内容。`,
    );
  return { request, complaint: findComplaint(ctx, request.complaint) };
}

/** Four eyes: what one person asked for takes effect when another, who may, agrees. @throws Failure forbidden, impossible, invalid */
function decide(ctx: Ctx, { request: id, approve, note }: Parsed<'complaint.decide'>) {
  const { request, complaint } = openRequest(ctx, id);
  const refusal = decisionRefusal(request, ctx.user.staffNo);
  if (refusal !== null) throw new Failure('forbidden', `${refusal}。没有改动任何内容。`);
  const recused = recusalRefusal('edit', complaint, ctx.user.staffNo);
  if (recused !== null) throw new Failure('forbidden', `${recused}。没有改动任何内容。`);
  if (!approve && note === '') refuseFaults({ note: '不同意请写明理由' });
  const decision = approve ? 'approved' : 'refused';
  const decided = {
    decision,
    decidedOn: ctx.today(),
    decidedBy: ctx.user.staffNo,
    decisionNote: note === '' ? null : note,
  };
  ctx.write(complaintRequestEntity, id, decided, CENTRE);
  const change = approve ? effectOf(ctx, request, complaint) : {};
  ctx.note({ text: `${requestKinds[request.kind]} ${requestDecisions[decision]}` });
  const text = `${requestDecisions[decision]}“${requestKinds[request.kind]}”${note === '' ? '' : `：${note}`}`;
  return record(ctx, at(ctx, complaint), change, {
    kind: request.kind === 'void' && approve ? 'void' : 'decide',
    text,
  });
}

/** What an approval changes. A change is judged again: the case may have moved on since it was asked for. */
function effectOf(ctx: Ctx, request: ComplaintRequest, complaint: Complaint): Partial<Complaint> {
  if (request.kind === 'void') return { voided: true, voidReason: request.reason };
  if (request.kind === 'extend') {
    const asked = requestsOf(ctx.db, complaint.id)
      .filter(({ decision }) => decision === null)
      .map(({ kind }) => kind);
    if (!isOpen(complaint.state) || asked.includes('extend'))
      throw new Failure('impossible', '此件已办结，延期不再需要。没有改动任何内容。请选“不同意”结束这项申请。');
    return extendChange(ctx.today());
  }
  const fields = Object.fromEntries(request.changes.map(({ field, value }) => [field, value]));
  const changed = changedFields(complaint, fields);
  refuseForeign(ctx, complaint, changed);
  refuseFaults(editFaults(ctx, complaint, changed));
  applyEdit(ctx, complaint, changed);
  return {};
}

function unask(ctx: Ctx, { request: id }: Parsed<'complaint.unask'>) {
  const { request, complaint } = openRequest(ctx, id);
  if (request.askedBy !== ctx.user.staffNo)
    throw new Failure('forbidden', '只有提出申请的人可以收回。没有改动任何内容。');
  const fields = { decision: 'cancelled', decidedOn: ctx.today(), decidedBy: ctx.user.staffNo };
  ctx.write(complaintRequestEntity, id, fields, CENTRE);
  return record(ctx, at(ctx, complaint), {}, { kind: 'decide', text: `收回“${requestKinds[request.kind]}”申请` });
}

export const handlingVerbs = {
  'complaint.pause': (input, ctx) => pause(ctx, input),
  'complaint.resume': (input, ctx) => resume(ctx, input),
  'complaint.restart': (input, ctx) => restart(ctx, input),
  'complaint.consult': (input, ctx) => consult(ctx, input),
  'complaint.transfer': (input, ctx) => transfer(ctx, input),
  'complaint.tellExtension': (input, ctx) => tellExtension(ctx, input),
  'complaint.reopen': (input, ctx) => reopen(ctx, input),
  'complaint.review': (input, ctx) => review(ctx, input),
  'complaint.decideReview': (input, ctx) => decideReview(ctx, input),
  'complaint.hold': (input, ctx) => {
    const text = `${input.hold ? '延长保管' : '不再延长保管'}：${input.text}`;
    return record(ctx, ready(ctx, 'hold', input), { legalHold: input.hold }, { kind: 'hold', text });
  },
  'complaint.ask': (input, ctx) => ask(ctx, input),
  'complaint.decide': (input, ctx) => decide(ctx, input),
  'complaint.unask': (input, ctx) => unask(ctx, input),
} satisfies Verbs;
