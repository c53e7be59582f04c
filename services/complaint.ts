/** Complaints: registering and looking up. Corrections: complaint-edit.ts; what happens afterwards: complaint-moves.ts. */
import type { Parsed } from '#contract/index.ts';
import { casesWithPhoneKey } from '#db/complaint.ts';
import { countChoices } from '#db/dictionary.ts';
import { nextSerial } from '#db/identity.ts';
import { estimateNote } from '#domain/calendar.ts';
import { formatCaseNumber, outletDigits } from '#domain/case-number.ts';
import { CENTRE, complaintEntity, complaintStepEntity } from '#domain/complaint.ts';
import { deadlinesOf } from '#domain/complaint-clock.ts';
import { labelOf } from '#domain/complaint-labels.ts';
import type { ComplaintDraft } from '#domain/complaint-draft.ts';
import { proposeLevel, proposeUrgency } from '#domain/complaint-proposal.ts';
import { addDays, daysBetween, timeOfInstant } from '#domain/dates.ts';
import { normalizePhone } from '#domain/normalize.ts';
import { lateText } from '#domain/period-lock.ts';
import { clockViews } from './calendar.ts';
import {
  choiceFaultsOf,
  factFaults,
  phoneKeyOf,
  recusalFaults,
  storedPhone,
  updateComplaint,
} from './complaint-edit.ts';
import { handlingVerbs } from './complaint-handling.ts';
import { listOf } from './complaint-list.ts';
import { lateFaults, lateHintOn } from './complaint-lock.ts';
import { closeCase, moveVerbs } from './complaint-moves.ts';
import { findComplaint, historyView, plainValue, viewOf } from './complaint-view.ts';
import type { Ctx } from './context.ts';
import { chosenIds, refuseFaults } from './dictionary.ts';
import type { Verbs } from './dispatch.ts';
import { clockContext } from './reference.ts';

/** How long the same customer is looked for: days back (domain handbook 3.1 no. 23). */
const hintDays = 180;
const nearDays = 90;

/** Only these are offered again first in pickers; the rest are hardly ever chosen by hand. */
const countedFields = [
  'source',
  'business',
  'cause',
  'channel',
  'demands',
  'specialGroups',
  'tags',
  'forwardedBy',
] as const;

/**
 * The centre registers what reached it directly (a 12378 case no outlet wrote down) for the outlet
 * complained about; such a case is handled at the centre and stays there.
 * @throws Failure invalid
 */
function create(ctx: Ctx, draft: ComplaintDraft) {
  const isCentre = ctx.identity.side === 'centre';
  refuseFaults({
    ...choiceFaultsOf(ctx, draft, draft.receivedOn),
    ...factFaults(ctx, draft),
    ...lateFaults(ctx, draft),
    ...(isCentre && draft.complainedOutlet === null ? { complainedOutlet: '中心登记的投诉请选择被投诉网点' } : {}),
  });
  const handler = draft.handler ?? ctx.user.staffNo;
  refuseFaults(recusalFaults({ complainedStaff: draft.complainedStaff, handler }, draft));
  const id = ctx.newId();
  const phone = storedPhone(draft.phone);
  const { node, letter } = ctx.identity;
  const serial = nextSerial(ctx.db, 'complaint');
  const caseNo = formatCaseNumber({
    kind: 'TS',
    outlet: outletDigits(node),
    date: draft.receivedOn,
    incarnation: letter,
    serial,
  });
  const complainedOutlet = draft.complainedOutlet ?? node;
  const late = lateHintOn(ctx, draft.receivedOn);
  const { lateReason, ...stored } = draft;
  const fields = {
    ...stored,
    caseNo,
    phone,
    phoneKey: phoneKeyOf(ctx, phone),
    outlet: isCentre ? complainedOutlet : node,
    complainedOutlet,
    registeredAt: ctx.now(),
    registrar: ctx.user.staffNo,
    handler,
    level: draft.level ?? proposeLevel(draft).value,
    urgency: draft.urgency ?? proposeUrgency(draft).value,
    complexity: 'normal',
    state: 'registered',
    measures: [],
    remedies: [],
    legalHold: false,
    voided: false,
  };
  ctx.write(complaintEntity, id, fields, CENTRE);
  const step = {
    complaint: id,
    kind: 'register',
    happenedOn: ctx.today(),
    happenedTime: timeOfInstant(ctx.now()),
    by: ctx.user.staffNo,
    means: null,
    reached: false,
    text: late === '' ? '' : lateText(lateReason ?? ''),
    members: [],
    voided: false,
  };
  ctx.write(complaintStepEntity, ctx.newId(), step, CENTRE);
  countChoices(
    ctx.db,
    countedFields.flatMap((field) => chosenIds(draft[field])),
  );
  ctx.note({ record: id });
  return { id, caseNo, state: 'registered' as const };
}

function preview(ctx: Ctx, input: Parsed<'complaint.preview'>) {
  const today = ctx.today();
  const receivedOn = input.receivedOn ?? today;
  const context = clockContext(ctx.db, today);
  const deadlines = deadlinesOf(
    {
      receivedOn,
      registeredAt: ctx.now(),
      complexity: 'normal',
      letterDueOn: input.letterDueOn ?? null,
      contactedOn: null,
      plannedOn: null,
      closedOn: null,
      restartedOn: null,
      extendedOn: null,
      extensionToldOn: null,
    },
    context,
  );
  const clocks = clockViews(deadlines, context.rules);
  const estimated = clocks.find((clock) => clock.estimated);
  return {
    today,
    time: timeOfInstant(ctx.now()),
    receivedOn,
    clocks,
    crossing: deadlines.crossing?.message ?? '',
    lateHint: lateHintOn(ctx, receivedOn),
    estimateNote: estimated === undefined ? '' : estimateNote(context.calendar, estimated.due),
  };
}

function hint(ctx: Ctx, { phone: typed, except }: Parsed<'complaint.hint'>) {
  const phone = normalizePhone(typed);
  const key = phone === null ? null : phoneKeyOf(ctx, phone.value);
  if (key === null) return { complete: phone !== null, in90: 0, cases: [] };
  const today = ctx.today();
  const cases = casesWithPhoneKey(ctx.db, key, addDays(today, -hintDays))
    .filter(({ id }) => id !== except)
    .map((found) => ({ ...found, days: daysBetween(found.receivedOn, today) }));
  return { complete: true, in90: cases.filter(({ days }) => days <= nearDays).length, cases };
}

function reveal(ctx: Ctx, { id, field, reason }: Parsed<'complaint.reveal'>) {
  const complaint = findComplaint(ctx, id);
  ctx.note({ record: id, text: `查看${labelOf(field)}：${reason}` });
  return { value: plainValue(complaint, field) };
}

export const complaintVerbs = {
  'complaint.list': (input, ctx) => listOf(ctx, input),
  'complaint.get': ({ id }, ctx) => viewOf(ctx, id),
  'complaint.preview': (input, ctx) => preview(ctx, input),
  'complaint.hint': (input, ctx) => hint(ctx, input),
  'complaint.history': ({ id }, ctx) => historyView(ctx, findComplaint(ctx, id)),
  'complaint.create': (draft, ctx) => create(ctx, draft),
  'complaint.createSolved': ({ draft, result }, ctx) => closeCase(ctx, { ...result, id: create(ctx, draft).id }),
  'complaint.update': (input, ctx) => updateComplaint(ctx, input),
  'complaint.reveal': (input, ctx) => reveal(ctx, input),
  ...moveVerbs,
  ...handlingVerbs,
} satisfies Verbs;
