/** One complaint as its screen shows it: masked, with its clocks, timeline and what can be done now. */
import type { ComplaintStepView, ComplaintView, Revealable } from '#contract/complaint.ts';
import { caseNoOf, changesOf, complaintConflicts, stepsOf } from '#db/complaint.ts';
import { getRecord } from '#db/record.ts';
import { outletsById } from '#db/staff.ts';
import type { WorkCalendar } from '#domain/calendar.ts';
import { calendarStamp, makeCalendar } from '#domain/calendar.ts';
import type { Complaint } from '#domain/complaint.ts';
import { complaintEntity } from '#domain/complaint.ts';
import { deadlinesOf, makeSummaries } from '#domain/complaint-clock.ts';
import { maskCustomer } from '#domain/complaint-draft.ts';
import type { ComplaintField } from '#domain/complaint-labels.ts';
import { complaintFieldLabels } from '#domain/complaint-labels.ts';
import type { Move } from '#domain/complaint-state.ts';
import { moveLabels, nextMove, refusalOf } from '#domain/complaint-state.ts';
import { dateOfInstant, timeOfInstant } from '#domain/dates.ts';
import { Failure } from '#domain/failure.ts';
import { maskName, maskPhone, redactNumbers } from '#domain/mask.ts';
import { clockViews } from './calendar.ts';
import { hasClock, peopleNames, summaryView } from './complaint-list.ts';
import type { Ctx } from './context.ts';
import { clockContext } from './reference.ts';

/** @throws Failure notFound */
export function findComplaint(ctx: Pick<Ctx, 'db'>, id: string): Complaint {
  const found = getRecord(ctx.db, complaintEntity, id);
  if (found === null) throw new Failure('notFound', '没有找到这件投诉。请回到列表刷新后再试。');
  return found;
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
  const { head: _head, phoneKey: _phoneKey, ...fields } = complaint;
  const context = clockContext(ctx.db, ctx.today());
  const outlets = outletsById(ctx.db);
  const people = peopleNames(ctx);
  const outletName = (code: string): string => outlets.get(code)?.name ?? code;
  const personName = (staffNo: string): string => people.get(staffNo) ?? staffNo;
  const owes = hasClock({ state: complaint.state, voided: complaint.voided ? 1 : 0 });
  const deadlines = deadlinesOf(complaint, context);
  const next = nextMove(complaint);
  return {
    ...fields,
    ...maskedFields(complaint),
    specialGroups: [...complaint.specialGroups],
    demands: [...complaint.demands],
    tags: [...complaint.tags],
    measures: [...complaint.measures],
    outletName: outletName(complaint.outlet),
    complainedOutletName: outletName(complaint.complainedOutlet),
    registrarName: personName(complaint.registrar),
    handlerName: personName(complaint.handler),
    repeatOfNo: complaint.repeatOf === null ? null : caseNoOf(ctx.db, complaint.repeatOf),
    clocks: owes ? clockViews(deadlines, context.rules) : [],
    due: owes ? summaryView(makeSummaries(context)(complaint)) : null,
    crossing: owes ? (deadlines.crossing?.message ?? '') : '',
    calendarNote: calendarNote(complaint, context.calendar),
    steps: timelineOf(ctx, complaint, personName),
    moves: movesOf(complaint),
    next: next === 'contact' || next === 'plan' || next === 'close' || next === 'followUp' ? next : null,
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
    representatives: complaint.representatives.map(maskName),
    findings: hidden(complaint.findings),
    resolution: hidden(complaint.resolution),
  };
}

function movesOf(complaint: Complaint): ComplaintView['moves'] {
  const reasons = Object.keys(moveLabels).map((move) => [move, refusalOf(move as Move, complaint) ?? '']);
  return Object.fromEntries(reasons) as ComplaintView['moves'];
}

function calendarNote({ calendarRev, receivedOn, closedOn }: Complaint, calendar: WorkCalendar): string {
  if (calendarRev === null || closedOn === null) return '';
  const now = calendarRevOf(calendar, receivedOn, closedOn);
  return now === calendarRev ? '' : `办结时按放假安排 ${calendarRev} 判定，现行为 ${now}`;
}

function timelineOf(ctx: Ctx, complaint: Complaint, personName: (staffNo: string) => string): ComplaintStepView[] {
  const steps = stepsOf(ctx.db, complaint.id).map((step): ComplaintStepView => ({
    id: step.id,
    kind: step.kind,
    happenedOn: step.happenedOn,
    happenedTime: step.happenedTime,
    by: step.by,
    byName: personName(step.by),
    means: step.means,
    reached: step.reached,
    text: redactNumbers(step.text),
    fields: [],
  }));
  const changes = changesOf(ctx.db, complaint.id).map((change): ComplaintStepView => ({
    id: change.id,
    kind: 'edit',
    happenedOn: dateOfInstant(change.at),
    happenedTime: timeOfInstant(change.at),
    by: change.by,
    byName: personName(change.by),
    means: null,
    reached: false,
    text: '',
    fields: change.fields.map((field) => complaintFieldLabels[field as ComplaintField] ?? field),
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
