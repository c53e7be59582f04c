/** One complaint as its screen shows it: masked, with its clocks, timeline and what can be done now. */
import type { ChangeView, HistoryLine, RequestView } from '#contract/complaint-handling.ts';
import type { ComplaintStepView, ComplaintView, Revealable } from '#contract/complaint.ts';
import { caseNoOf, casesWithPhoneKey, complaintConflicts, stepsOf } from '#db/complaint.ts';
import { pausesOf, requestsOf } from '#db/complaint-handling.ts';
import { historyOf, untoldOps } from '#db/complaint-history.ts';
import { locksInForce } from '#db/period-lock.ts';
import { getRecord } from '#db/record.ts';
import { outletsById } from '#db/staff.ts';
import type { WorkCalendar } from '#domain/calendar.ts';
import { calendarStamp, makeCalendar } from '#domain/calendar.ts';
import type { Complaint } from '#domain/complaint.ts';
import { CENTRE, complaintEntity } from '#domain/complaint.ts';
import { handoverAt, holderOf, holderRefusal, originOf } from '#domain/complaint-holder.ts';
import { deadlinesOf, makeSummaries } from '#domain/complaint-clock.ts';
import { maskCustomer } from '#domain/complaint-draft.ts';
import { clockPause } from '#domain/complaint-pause.ts';
import type { ComplaintPause } from '#domain/complaint-pause.ts';
import type { ComplaintRequest } from '#domain/complaint-request.ts';
import { decisionRefusal } from '#domain/complaint-request.ts';
import type { Marks, Move } from '#domain/complaint-state.ts';
import { moveLabels, nextMove, refusalOf } from '#domain/complaint-state.ts';
import { addDays, dateOfInstant, timeOfInstant } from '#domain/dates.ts';
import type { Post } from '#domain/organisation.ts';
import { staffEntity } from '#domain/organisation.ts';
import { recusalProposal, recusalRefusal } from '#domain/complaint-recusal.ts';
import { reviewDecisionDue } from '#domain/deadline.ts';
import { Failure } from '#domain/failure.ts';
import { isLate, lockedWords, lockOver } from '#domain/period-lock.ts';
import { may } from '#domain/permissions.ts';
import { maskName, maskPhone, redactNumbers } from '#domain/mask.ts';
import { clockViews } from './calendar.ts';
import { changeWords } from './complaint-words.ts';
import { hasClock, peopleNames, summaryView } from './complaint-list.ts';
import type { Ctx } from './context.ts';
import { clockContext } from './reference.ts';

/** @throws Failure notFound */
export function findComplaint(ctx: Pick<Ctx, 'db'>, id: string): Complaint {
  const found = getRecord(ctx.db, complaintEntity, id);
  if (found === null) throw new Failure('notFound', '没有找到这件投诉。请回到列表刷新后再试。');
  return found;
}

interface Around {
  readonly pauses: readonly ComplaintPause[];
  readonly requests: readonly ComplaintRequest[];
}

const aroundOf = (ctx: Pick<Ctx, 'db'>, id: string): Around => ({
  pauses: pausesOf(ctx.db, id),
  requests: requestsOf(ctx.db, id),
});

const marksOf = ({ pauses, requests }: Around): Marks => ({
  isPaused: pauses.some(({ endedOn }) => endedOn === null),
  asked: requests.filter(({ decision }) => decision === null).map(({ kind }) => kind),
});

/** Somebody's name; another office's people are not in the roster here: their office and staff number. */
type PersonAt = (node: string, staffNo: string) => string;

const personsAt =
  (ctx: Ctx, people: ReadonlyMap<string, string>): PersonAt =>
  (node, staffNo) =>
    people.get(staffNo) ?? (node === ctx.identity.node ? staffNo : `${nodeName(ctx, node)} ${staffNo}`);

/** Where who handles a case is to be found: until it is taken on elsewhere, where it was registered. */
const handlerNode = (complaint: Complaint): string =>
  complaint.handler === complaint.registrar ? originOf(complaint) : holderOf(complaint);

/** What an outlet, or the centre, is called. */
export const nodeName = (ctx: Pick<Ctx, 'db'>, node: string): string =>
  node === CENTRE ? '消保中心' : (outletsById(ctx.db).get(node)?.name ?? node);

function refusalHere(ctx: Ctx, move: Move, complaint: Complaint, around: Around): string | null {
  const elsewhere = holderRefusal(move, complaint, ctx.identity.node, (node) => nodeName(ctx, node));
  const recused = recusalRefusal(move, complaint, ctx.user.staffNo);
  return elsewhere ?? recused ?? refusalOf(move, { ...complaint, ...marksOf(around) });
}

/** @throws Failure impossible, with the reason */
export function refuseMove(ctx: Ctx, move: Move, complaint: Complaint): void {
  const refusal = refusalHere(ctx, move, complaint, aroundOf(ctx, complaint.id));
  if (refusal !== null) throw new Failure('impossible', `${refusal}。没有改动任何内容。`);
}

/**
 * The revisions of the calendar years a case lies in, e.g. `2025.1 2026.2`. Kept at the closing:
 * a later notice must not silently turn a closing in time into a late one.
 */
export function calendarRevOf(calendar: WorkCalendar, from: string, to: string): string {
  const first = Number(from.slice(0, 4));
  const last = Number(to.slice(0, 4));
  return calendarStamp(makeCalendar([...calendar.years.values()].filter(({ year }) => year >= first && year <= last)));
}

export function viewOf(ctx: Ctx, id: string): ComplaintView {
  const complaint = findComplaint(ctx, id);
  const { phoneKey: _phoneKey, ...fields } = complaint;
  const context = clockContext(ctx.db, ctx.today());
  const outlets = outletsById(ctx.db);
  const people = peopleNames(ctx);
  const outletName = (code: string): string => outlets.get(code)?.name ?? code;
  const personName = (staffNo: string): string => people.get(staffNo) ?? staffNo;
  const personAt = personsAt(ctx, people);
  const owes = hasClock({ state: complaint.state, voided: complaint.voided ? 1 : 0 });
  const around = aroundOf(ctx, id);
  const facts = { ...complaint, pauses: around.pauses.map(clockPause) };
  const deadlines = deadlinesOf(facts, context);
  const changeView = changeViews(ctx);
  const next = nextMove(complaint);
  const locks = locksInForce(ctx.db);
  const lock = lockOver(locks, complaint.receivedOn);
  return {
    ...fields,
    ...maskedFields(complaint),
    specialGroups: [...complaint.specialGroups],
    demands: [...complaint.demands],
    tags: [...complaint.tags],
    measures: [...complaint.measures],
    complainedStaff: [...complaint.complainedStaff],
    complainedNames: complaint.complainedStaff.map((staffNo) => `${personName(staffNo)}（${staffNo}）`).join('、'),
    recusal: recusalProposal(postsOf(ctx, complaint.complainedStaff)),
    remedies: [...complaint.remedies],
    head: complaint.head,
    transferredToName: complaint.transferredTo === null ? '' : nodeName(ctx, complaint.transferredTo),
    originName: nodeName(ctx, originOf(complaint)),
    handover: handoverAt(ctx.identity.node, complaint),
    reviewDueOn: complaint.reviewAskedOn === null ? null : reviewDecisionDue(complaint.reviewAskedOn, context.rules),
    pauses: around.pauses.map(({ id: pause, kind, startedOn, organisation, endedOn }) => ({
      id: pause,
      kind,
      startedOn,
      organisation,
      endedOn,
    })),
    requests: around.requests.map((request) => requestView(ctx, request, { personName, changeView, complaint })),
    sameCustomer: sameCustomer(ctx, complaint),
    outletName: outletName(complaint.outlet),
    complainedOutletName: outletName(complaint.complainedOutlet),
    registrarName: personAt(originOf(complaint), complaint.registrar),
    handlerName: personAt(handlerNode(complaint), complaint.handler),
    repeatOfNo: complaint.repeatOf === null ? null : caseNoOf(ctx.db, complaint.repeatOf),
    clocks: owes ? clockViews(deadlines, context.rules) : [],
    due: owes ? summaryView(makeSummaries(context)(facts)) : null,
    crossing: owes ? (deadlines.crossing?.message ?? '') : '',
    calendarNote: calendarNote(complaint, context.calendar),
    steps: timelineOf(ctx, complaint, personAt, changeView),
    moves: movesOf(ctx, complaint, around),
    next: next === 'contact' || next === 'plan' || next === 'close' || next === 'followUp' ? next : null,
    late: isLate(complaint, locks),
    lockWords: lock === null ? '' : lockedWords(lock),
    conflicts: [...complaintConflicts(ctx.db, id)],
  };
}

const hidden = (text: string | null): string | null => (text === null ? null : redactNumbers(text));

function maskedFields(complaint: Complaint) {
  return {
    customerName: maskCustomer(complaint.customerName),
    phone: maskPhone(complaint.phone),
    accountTail: complaint.accountTail === null ? null : '****',
    summary: redactNumbers(complaint.summary),
    agent: complaint.agent === null ? null : maskName(complaint.agent),
    mandate: hidden(complaint.mandate),
    representatives: complaint.representatives.map(maskName),
    findings: hidden(complaint.findings),
    resolution: hidden(complaint.resolution),
    basis: hidden(complaint.basis),
    rootCause: hidden(complaint.rootCause),
    corrective: hidden(complaint.corrective),
  };
}

const postsOf = (ctx: Pick<Ctx, 'db'>, staffNos: readonly string[]): readonly Post[] =>
  staffNos.flatMap((staffNo) => getRecord(ctx.db, staffEntity, staffNo)?.post ?? []);

/** How far back and ahead the same number is looked for. */
const sameDays = 180;

function sameCustomer(ctx: Ctx, { id, phoneKey, receivedOn }: Complaint): ComplaintView['sameCustomer'] {
  if (phoneKey === null) return [];
  return casesWithPhoneKey(ctx.db, phoneKey, addDays(receivedOn, -sameDays))
    .filter((other) => other.id !== id && other.receivedOn <= addDays(receivedOn, sameDays))
    .map((other) => ({ id: other.id, caseNo: other.caseNo, receivedOn: other.receivedOn, state: other.state }));
}

type ChangeViews = (
  changes: readonly { readonly field: string; readonly before: unknown; readonly after: unknown }[],
) => ChangeView[];

/** The keyed hash of a number says nothing to anybody. */
function changeViews(ctx: Ctx): ChangeViews {
  const words = changeWords(ctx);
  return (changes) => changes.filter(({ field }) => field !== 'phoneKey').map((change) => words(change));
}

interface RequestAids {
  readonly personName: (staffNo: string) => string;
  readonly changeView: ChangeViews;
  readonly complaint: Complaint;
}

function requestView(
  ctx: Ctx,
  request: ComplaintRequest,
  { personName, changeView, complaint }: RequestAids,
): RequestView {
  const old = complaint as unknown as Readonly<Record<string, unknown>>;
  const changes = request.changes.map(({ field, value }) => ({ field, before: old[field] ?? null, after: value }));
  const asker = originOf(request);
  const elsewhere = asker === ctx.identity.node ? null : `由${nodeName(ctx, asker)}审批`;
  const cannot = elsewhere ?? (may(ctx.user.role, 'complaint.approve') ? null : '须由网点负责人审批');
  return {
    id: request.id,
    kind: request.kind,
    askedOn: request.askedOn,
    askedBy: request.askedBy,
    askedByName: personName(request.askedBy),
    reason: redactNumbers(request.reason),
    // Once it is decided, what was changed stands in the history.
    changes: request.decision === null ? changeView(changes) : [],
    decision: request.decision,
    decidedOn: request.decidedOn,
    decidedByName: request.decidedBy === null ? '' : personName(request.decidedBy),
    decisionNote: redactNumbers(request.decisionNote ?? ''),
    refusal: cannot ?? decisionRefusal(request, ctx.user.staffNo) ?? '',
  };
}

/** Every change of every field, newest first. */
export function historyView(ctx: Ctx, complaint: Complaint): HistoryLine[] {
  const people = peopleNames(ctx);
  const views = changeViews(ctx);
  return historyOf(ctx.db, complaint.id)
    .toReversed()
    .map(({ id, at, by, changes }) => ({ id, at, byName: people.get(by) ?? by, changes: views(changes) }));
}

function movesOf(ctx: Ctx, complaint: Complaint, around: Around): ComplaintView['moves'] {
  const moves = Object.keys(moveLabels) as Move[];
  const reasons = moves.map((move) => [move, refusalHere(ctx, move, complaint, around) ?? '']);
  return Object.fromEntries(reasons) as ComplaintView['moves'];
}

function calendarNote({ calendarRev, receivedOn, closedOn }: Complaint, calendar: WorkCalendar): string {
  if (calendarRev === null || closedOn === null) return '';
  const now = calendarRevOf(calendar, receivedOn, closedOn);
  return now === calendarRev ? '' : `办结时按放假安排 ${calendarRev} 判定，现行为 ${now}`;
}

function timelineOf(ctx: Ctx, complaint: Complaint, personAt: PersonAt, changeView: ChangeViews): ComplaintStepView[] {
  const steps = stepsOf(ctx.db, complaint.id).map((step): ComplaintStepView => ({
    id: step.id,
    kind: step.kind,
    happenedOn: step.happenedOn,
    happenedTime: step.happenedTime,
    by: step.by,
    byName: personAt(originOf(step), step.by),
    means: step.means,
    reached: step.reached,
    text: redactNumbers(step.text),
    members: [...step.members],
    changes: [],
  }));
  const untold = untoldOps(ctx.db, complaint.id);
  const entries = untold.size === 0 ? [] : historyOf(ctx.db, complaint.id).filter(({ id }) => untold.has(id));
  const changes = entries.toReversed().map((entry): ComplaintStepView => ({
    id: entry.id,
    kind: 'edit',
    happenedOn: dateOfInstant(entry.at),
    happenedTime: timeOfInstant(entry.at),
    by: entry.by,
    // Told of are only corrections made here.
    byName: personAt(ctx.identity.node, entry.by),
    means: null,
    reached: false,
    text: '',
    members: [],
    changes: changeView(entry.changes),
  }));
  const at = (step: ComplaintStepView): string => `${step.happenedOn} ${step.happenedTime}`;
  // Sorting keeps the order of equals: a correction came after what was there in the same minute.
  return [...changes, ...steps].toSorted((a, b) => (at(a) === at(b) ? 0 : at(a) < at(b) ? 1 : -1));
}

/** The stored value as a person reads it. */
export function plainValue(complaint: Complaint, field: Revealable): string {
  if (field === 'representatives') return complaint.representatives.join('、');
  return complaint[field] ?? '';
}
