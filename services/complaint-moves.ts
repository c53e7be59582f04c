/** What happens to a registered complaint: contact, plan, note, closing, follow-up, withdrawal. The rarer moves: complaint-handling.ts. */
import type { Parsed } from '#contract/index.ts';
import type { Complaint, StepKind } from '#domain/complaint.ts';
import { CENTRE, complaintEntity, complaintStepEntity } from '#domain/complaint.ts';
import { complaintFieldDicts } from '#domain/complaint-labels.ts';
import type { Move } from '#domain/complaint-state.ts';
import {
  closeChange,
  contactChange,
  dayRefusal,
  followUpChange,
  OUTCOME_REFUSED,
  OUTCOME_WITHDRAWN,
  planChange,
  SATISFACTION_UNREACHABLE,
  withdrawChange,
} from '#domain/complaint-state.ts';
import { mandateRefusal } from '#domain/complaint-recusal.ts';
import { timeOfInstant } from '#domain/dates.ts';
import { Failure } from '#domain/failure.ts';
import { listUsers } from '#db/user.ts';
import { getRecord } from '#db/record.ts';
import { handoverAt } from '#domain/complaint-holder.ts';
import { staffEntity } from '#domain/organisation.ts';
import { lockedClassFaults } from './complaint-lock.ts';
import { calendarRevOf, findComplaint, refuseMove } from './complaint-view.ts';
import type { Ctx } from './context.ts';
import type { Chosen } from './dictionary.ts';
import { choiceFaults, refuseFaults } from './dictionary.ts';
import type { Verbs } from './dispatch.ts';
import { readCalendar } from './reference.ts';

export interface Happened {
  readonly id: string;
  readonly on?: string | undefined;
  readonly time?: string | undefined;
}

/** A case on which this may be done, and when it was done. */
export interface Ready {
  readonly complaint: Complaint;
  readonly on: string;
  readonly time: string;
}

/** @throws Failure notFound, impossible (with the reason), invalid (a day that cannot be) */
export function ready(ctx: Ctx, move: Move, input: Happened): Ready {
  const complaint = findComplaint(ctx, input.id);
  refuseMove(ctx, move, complaint);
  const on = input.on ?? ctx.today();
  const time = input.time ?? timeOfInstant(ctx.now());
  const wrongDay = dayRefusal(move, on, ctx.today(), complaint);
  refuseFaults(wrongDay === null ? {} : { on: wrongDay });
  if (on === ctx.today() && time > timeOfInstant(ctx.now())) refuseFaults({ time: '时间不能晚于现在' });
  if (on === complaint.receivedOn && time < complaint.receivedTime && input.time !== undefined) {
    refuseFaults({ time: `不能早于收到时间 ${complaint.receivedTime}` });
  }
  return { complaint, on, time };
}

export interface StepFacts {
  readonly kind: StepKind;
  readonly means?: string | null;
  readonly reached?: boolean;
  readonly text: string;
  readonly members?: readonly string[];
}

/** Writes the change and its line in the timeline; the change first (db/complaint.ts reads them as one). */
export function record(
  ctx: Ctx,
  { complaint, on, time }: Ready,
  change: Readonly<Record<string, unknown>>,
  step: StepFacts,
) {
  const whole = { ...takenOver(ctx, complaint, step.kind), ...change };
  if (Object.keys(whole).length > 0) ctx.write(complaintEntity, complaint.id, whole, CENTRE);
  const line = {
    complaint: complaint.id,
    kind: step.kind,
    happenedOn: on,
    happenedTime: time,
    by: ctx.user.staffNo,
    means: step.means ?? null,
    reached: step.reached ?? false,
    text: step.text,
    members: [...(step.members ?? [])],
    voided: false,
  };
  ctx.write(complaintStepEntity, ctx.newId(), line, CENTRE);
  ctx.note({ record: complaint.id });
  const state = (change['state'] as Complaint['state'] | undefined) ?? complaint.state;
  return { id: complaint.id, caseNo: complaint.caseNo, state };
}

/** Who first works on a case that came by transfer handles it: the person named so far is of another office. */
function takenOver(ctx: Ctx, complaint: Complaint, kind: StepKind): { readonly handler?: string } {
  if (kind === 'transfer' || handoverAt(ctx.identity.node, complaint) !== 'in') return {};
  return isOneOfUs(ctx, complaint.handler) ? {} : { handler: ctx.user.staffNo };
}

const isOneOfUs = ({ db, identity }: Ctx, staffNo: string): boolean =>
  listUsers(db).some((user) => user.staffNo === staffNo) ||
  getRecord(db, staffEntity, staffNo)?.outlet === identity.node;

const dicts: Readonly<Record<string, string>> = { ...complaintFieldDicts, means: 'noticeMeans' };

/** @throws Failure invalid */
export function checkChoices(
  ctx: Ctx,
  day: string,
  values: Readonly<Record<string, Chosen>>,
  leaves: readonly string[] = [],
): void {
  refuseFaults(choiceFaults(ctx.db, { dicts, values, day, leaves }));
}

function addContact(ctx: Ctx, input: Parsed<'complaint.addContact'>) {
  const at = ready(ctx, 'contact', input);
  checkChoices(ctx, at.on, { means: input.means });
  if (input.reached && input.text === '') refuseFaults({ text: '请写明与客户沟通的内容' });
  return record(ctx, at, contactChange(at.complaint, { on: at.on, reached: input.reached }), {
    kind: 'contact',
    ...input,
  });
}

function setPlan(ctx: Ctx, input: Parsed<'complaint.setPlan'>) {
  const at = ready(ctx, 'plan', input);
  return record(ctx, at, planChange(at.complaint, at.on), { kind: 'plan', text: input.text });
}

/** Closing needs the last level of the three classifications and, where the bank is at fault, why. */
export function closeCase(ctx: Ctx, input: Parsed<'complaint.close'>) {
  const at = ready(ctx, 'close', input);
  const { complaint, on } = at;
  const classes = {
    business: input.business ?? complaint.business,
    cause: input.cause ?? complaint.cause,
    channel: input.channel ?? complaint.channel,
  };
  const { outcome, bankCause, liability, measures } = input;
  const mandate = mandateRefusal(complaint, outcome === OUTCOME_REFUSED);
  if (mandate !== null) throw new Failure('impossible', `${mandate}。没有改动任何内容。`);
  checkChoices(ctx, complaint.receivedOn, { ...classes, outcome, bankCause, measures }, [
    'business',
    'cause',
    'channel',
  ]);
  refuseFaults({
    ...(liability === 'bank' && bankCause === null ? { bankCause: '银行有责时请选择行方原因' } : {}),
    ...lockedClassFaults(ctx, complaint, classes),
    ...(outcome === OUTCOME_WITHDRAWN ? { outcome: '客户撤回请用“撤回”，并写明原因' } : {}),
  });
  const change = {
    ...classes,
    ...closeChange(complaint, on, outcome),
    liability,
    bankCause,
    measures,
    compensationFen: input.compensationFen,
    findings: input.findings,
    resolution: input.resolution,
    basis: filledOrNull(input.basis),
    rootCause: filledOrNull(input.rootCause),
    corrective: filledOrNull(input.corrective),
    remedies: [...input.remedies],
    calendarRev: calendarRevOf(readCalendar(ctx.db), complaint.receivedOn, on),
  };
  return record(ctx, at, change, { kind: 'close', reached: true, text: input.resolution });
}

const filledOrNull = (text: string | null): string | null => (text === '' ? null : text);

function followUp(ctx: Ctx, input: Parsed<'complaint.followUp'>) {
  const at = ready(ctx, 'followUp', input);
  const { means, satisfaction, text } = input;
  checkChoices(ctx, at.on, { means, satisfaction });
  const reached = satisfaction !== SATISFACTION_UNREACHABLE;
  return record(ctx, at, followUpChange(at.on, satisfaction), { kind: 'followUp', means, reached, text });
}

export const moveVerbs = {
  'complaint.addContact': (input, ctx) => addContact(ctx, input),
  'complaint.setPlan': (input, ctx) => setPlan(ctx, input),
  'complaint.addNote': (input, ctx) => record(ctx, ready(ctx, 'note', input), {}, { kind: 'note', text: input.text }),
  'complaint.close': (input, ctx) => closeCase(ctx, input),
  'complaint.followUp': (input, ctx) => followUp(ctx, input),
  'complaint.withdraw': (input, ctx) => {
    const at = ready(ctx, 'withdraw', input);
    return record(ctx, at, withdrawChange(at.on), { kind: 'withdraw', text: input.reason });
  },
} satisfies Verbs;
