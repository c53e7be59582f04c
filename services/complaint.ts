/** Complaints: registering, correcting, looking up. What happens to a case afterwards: complaint-moves.ts. */
import { createHmac } from 'node:crypto';
import type { Parsed } from '#contract/index.ts';
import { casesWithPhoneKey } from '#db/complaint.ts';
import { markForIndex } from '#db/complaint-search.ts';
import { countChoices } from '#db/dictionary.ts';
import { nextSerial, readSecret } from '#db/identity.ts';
import { getRecord } from '#db/record.ts';
import { outletsById } from '#db/staff.ts';
import { estimateNote } from '#domain/calendar.ts';
import { formatCaseNumber, outletDigits } from '#domain/case-number.ts';
import type { Complaint } from '#domain/complaint.ts';
import { complaintEntity, complaintStepEntity } from '#domain/complaint.ts';
import { deadlinesOf } from '#domain/complaint-clock.ts';
import type { ComplaintDraft, ComplaintEdit } from '#domain/complaint-draft.ts';
import { complaintDraftSchema, HEAD_ONLY_FIELDS } from '#domain/complaint-draft.ts';
import { complaintFieldDicts, complaintFieldLabels, complexities } from '#domain/complaint-labels.ts';
import { proposeLevel, proposeUrgency } from '#domain/complaint-proposal.ts';
import { isOpen, refusalOf } from '#domain/complaint-state.ts';
import { addDays, daysBetween, timeOfInstant } from '#domain/dates.ts';
import { Failure } from '#domain/failure.ts';
import { normalizePhone } from '#domain/normalize.ts';
import { clockViews } from './calendar.ts';
import { listOf, peopleNames } from './complaint-list.ts';
import { moveVerbs } from './complaint-moves.ts';
import { findComplaint, plainValue, viewOf } from './complaint-view.ts';
import type { Ctx } from './context.ts';
import type { Chosen } from './dictionary.ts';
import { choiceFaults, chosenIds, refuseFaults } from './dictionary.ts';
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

const labelOf = (field: string): string => (complaintFieldLabels as Readonly<Record<string, string>>)[field] ?? field;

/** Same number, same key, in the whole branch; the key says nothing about the number. */
function phoneKeyOf(ctx: Ctx, phone: string): string | null {
  const secret = readSecret(ctx.db, 'phoneHmacKey');
  if (phone === '' || secret === null) return null;
  return createHmac('sha256', Buffer.from(secret, 'base64url')).update(phone, 'utf8').digest('base64url');
}

const storedPhone = (typed: string): string => normalizePhone(typed)?.value ?? '';

type Facts = Partial<Pick<Complaint, 'receivedOn' | 'receivedTime' | 'forwardedOn' | 'letterDueOn' | 'repeatOf'>> & {
  readonly complainedOutlet?: string | null | undefined;
  readonly handler?: string | null | undefined;
};

/** What only the database and the clock know to be wrong. */
function factFaults(ctx: Ctx, facts: Facts): Record<string, string> {
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
  if (typeof repeatOf === 'string' && getRecord(ctx.db, complaintEntity, repeatOf) === null)
    faults['repeatOf'] = '没有找到关联的投诉';
  return faults;
}

const choiceFaultsOf = (
  ctx: Ctx,
  values: object,
  day: string,
  leaves: readonly string[] = [],
): Record<string, string> =>
  choiceFaults(ctx.db, { dicts: complaintFieldDicts, values: values as Readonly<Record<string, Chosen>>, day, leaves });

/** @throws Failure invalid */
function create(ctx: Ctx, draft: ComplaintDraft) {
  refuseFaults({ ...choiceFaultsOf(ctx, draft, draft.receivedOn), ...factFaults(ctx, draft) });
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
  ctx.write(complaintEntity, id, {
    ...draft,
    caseNo,
    phone,
    phoneKey: phoneKeyOf(ctx, phone),
    outlet: node,
    complainedOutlet: draft.complainedOutlet ?? node,
    registeredAt: ctx.now(),
    registrar: ctx.user.staffNo,
    handler: draft.handler ?? ctx.user.staffNo,
    level: draft.level ?? proposeLevel(draft).value,
    urgency: draft.urgency ?? proposeUrgency(draft).value,
    complexity: 'normal',
    state: 'registered',
    measures: [],
    voided: false,
  });
  ctx.write(complaintStepEntity, ctx.newId(), {
    complaint: id,
    kind: 'register',
    happenedOn: ctx.today(),
    happenedTime: timeOfInstant(ctx.now()),
    by: ctx.user.staffNo,
    means: null,
    reached: false,
    text: '',
    voided: false,
  });
  countChoices(
    ctx.db,
    countedFields.flatMap((field) => chosenIds(draft[field])),
  );
  ctx.note({ record: id });
  return { id, caseNo, state: 'registered' as const };
}

/** Only what differs is written. @throws Failure notFound, impossible, forbidden, invalid */
function update(ctx: Ctx, { id, fields, reason }: Parsed<'complaint.update'>) {
  const before = findComplaint(ctx, id);
  const refusal = refusalOf('edit', before);
  if (refusal !== null) throw new Failure('impossible', `${refusal}。没有改动任何内容。`);
  if (!isOpen(before.state) && ctx.user.role !== 'head') {
    throw new Failure('forbidden', '此件已办完，更正由网点负责人进行。没有改动任何内容。');
  }
  const changed = changedFields(before, normalised(fields));
  const guarded = HEAD_ONLY_FIELDS.filter((field) => field in changed);
  if (guarded.length > 0 && ctx.user.role !== 'head') {
    throw new Failure('forbidden', `${guarded.map(labelOf).join('、')}影响时限，由网点负责人更正。没有改动任何内容。`);
  }
  const leaves = before.closedOn === null ? [] : ['business', 'cause', 'channel'];
  refuseFaults({
    ...wholeFaults(before, changed),
    ...choiceFaultsOf(ctx, changed, before.receivedOn, leaves),
    ...factFaults(ctx, changed),
    ...dateFaults(before, changed),
    ...(guarded.length > 0 && reason === '' ? { reason: '请写明更正的原因' } : {}),
  });
  const phone = changed['phone'];
  ctx.write(complaintEntity, id, {
    ...changed,
    ...(typeof phone === 'string' ? { phoneKey: phoneKeyOf(ctx, phone) } : {}),
  });
  if ('externalNo' in changed || 'letterNo' in changed) markForIndex(ctx.db, id);
  if (guarded.length > 0) noteCorrection(ctx, before, changed, reason);
  ctx.note({ record: id, text: Object.keys(changed).map(labelOf).join('、') });
  return { id, caseNo: before.caseNo, state: before.state };
}

const normalised = (fields: ComplaintEdit): Readonly<Record<string, unknown>> =>
  fields.phone === undefined || fields.phone === '' || normalizePhone(fields.phone) === null
    ? fields
    : { ...fields, phone: storedPhone(fields.phone) };

function changedFields(
  before: Complaint,
  fields: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const old = before as unknown as Readonly<Record<string, unknown>>;
  const differs = (name: string): boolean => JSON.stringify(fields[name] ?? null) !== JSON.stringify(old[name] ?? null);
  return Object.fromEntries(Object.entries(fields).filter(([name, value]) => value !== undefined && differs(name)));
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
  ctx.write(complaintStepEntity, ctx.newId(), {
    complaint: before.id,
    kind: 'note',
    happenedOn: ctx.today(),
    happenedTime: timeOfInstant(ctx.now()),
    by: ctx.user.staffNo,
    means: null,
    reached: false,
    text: `更正${parts.join('，')}。原因：${reason}`,
    voided: false,
  });
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
  'complaint.create': (draft, ctx) => create(ctx, draft),
  'complaint.update': (input, ctx) => update(ctx, input),
  'complaint.reveal': (input, ctx) => reveal(ctx, input),
  ...moveVerbs,
} satisfies Verbs;
