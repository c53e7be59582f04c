/** Outreach events: planned, held, filled in afterwards. */
import type { OutreachPlan, OutreachResult, OutreachRow } from '#contract/outreach.ts';
import type { SheetCounts } from '#db/attendance.ts';
import { noLines, sheetCounts } from '#db/attendance.ts';
import { eventFiles, noFiles } from '#db/attachment.ts';
import { nextSerial } from '#db/identity.ts';
import { campaignPlans } from '#db/campaign.ts';
import { educationBases, eventNumbered, eventsAlike, eventsIn, eventsLedBy, reachedBefore } from '#db/outreach.ts';
import { getRecord } from '#db/record.ts';
import { outletsById, staffNames } from '#db/staff.ts';
import { balanceOf } from '#db/stock.ts';
import { formatCaseNumber, outletDigits, parseCaseNumber } from '#domain/case-number.ts';
import { Failure } from '#domain/failure.ts';
import type { Outlet } from '#domain/organisation.ts';
import type { FileCounts, OutreachEvent } from '#domain/outreach.ts';
import {
  completeness,
  fileDoubts,
  hoursText,
  missingInArchive,
  missingParts,
  outreachEventEntity,
  outreachParts,
  outreachStateOn,
  resultDoubts,
  roundNumberDoubt,
  timesClash,
} from '#domain/outreach.ts';
import { shortages } from '#domain/stock.ts';
import type { Ctx } from './context.ts';
import type { Verbs } from './dispatch.ts';

const firstDay = '1900-01-01';
const lastDay = '2200-12-31';

interface Lookups {
  readonly plans: ReadonlyMap<string, string>;
  readonly bases: ReadonlyMap<string, string>;
  readonly outlets: ReadonlyMap<string, Outlet>;
  readonly names: ReadonlyMap<string, string>;
  readonly counts: ReadonlyMap<string, SheetCounts>;
  readonly files: ReadonlyMap<string, FileCounts>;
  readonly today: string;
}

const lookups = (ctx: Ctx, from: string, to: string): Lookups => ({
  plans: new Map(campaignPlans(ctx.db).map(({ id, title }) => [id, title])),
  bases: new Map(educationBases(ctx.db).map(({ id, name }) => [id, name])),
  outlets: outletsById(ctx.db),
  names: staffNames(ctx.db),
  counts: sheetCounts(ctx.db, from, to),
  files: eventFiles(ctx.db, from, to),
  today: ctx.today(),
});

function rowOf(event: OutreachEvent, known: Lookups): OutreachRow {
  const { plans, bases, outlets, names, counts, today } = known;
  const files = known.files.get(event.id) ?? noFiles;
  const { publicLines, publicPresent, staffLines, staffPresent } = counts.get(event.id) ?? noLines;
  const { head: _head, voided: _voided, voidReason: _reason, ...fields } = event;
  const missing = event.state === 'cancelled' ? [] : [...missingInArchive(event, files)];
  return {
    ...fields,
    groupPeople: [...event.groupPeople],
    givenByKind: [...event.givenByKind],
    campaignTitle: plans.get(event.campaignPlan ?? '') ?? '',
    baseName: bases.get(event.base ?? '') ?? '',
    audiences: [...event.audiences],
    topics: [...event.topics],
    forms: [...event.forms],
    outletName: outlets.get(event.outlet)?.name ?? event.outlet,
    leaderName: names.get(event.leader) ?? event.leader,
    state: outreachStateOn(event, today),
    publicLines,
    publicPresent,
    staffLines,
    staffPresent,
    missing,
    ...files,
    completeness: completeness(missing),
    doubts: [...resultDoubts(event), ...fileDoubts(event, files, today)],
  };
}

/** @throws Failure notFound */
export function findEvent(ctx: Pick<Ctx, 'db'>, id: string): OutreachEvent {
  const event = getRecord(ctx.db, outreachEventEntity, id);
  if (event === null || event.voided) throw new Failure('notFound', '没有找到这场活动，可能已作废。请回到列表刷新。');
  return event;
}

/** The event as its screens show it. @throws Failure notFound */
export function outreachRow(ctx: Ctx, id: string): OutreachRow {
  const event = findEvent(ctx, id);
  return rowOf(event, lookups(ctx, event.heldOn, event.endsOn));
}

/** Events that touch the days given, newest first. */
export function listOutreach(ctx: Ctx, from: string | null, to: string | null): OutreachRow[] {
  const first = from ?? firstDay;
  const last = to ?? lastDay;
  const known = lookups(ctx, first, last);
  return eventsIn(ctx.db, first, last).map((event) => rowOf(event, known));
}

/** Only outlets record events; the centre reads them. @throws Failure forbidden */
export function ownOutlet(ctx: Ctx): string {
  if (ctx.identity.side === 'outlet') return ctx.identity.node;
  throw new Failure('forbidden', '活动和培训由网点登记，中心只查看。没有改动任何内容。');
}

export function createOutreach(ctx: Ctx, plan: OutreachPlan): string {
  const outlet = ownOutlet(ctx);
  const id = ctx.newId();
  const eventNo = formatCaseNumber({
    kind: 'HD',
    outlet: outletDigits(outlet),
    date: plan.heldOn,
    incarnation: ctx.identity.letter,
    serial: nextSerial(ctx.db, 'HD'),
  });
  ctx.write(outreachEventEntity, id, { ...plan, joint: jointNumber(plan.joint), eventNo, outlet, state: 'planned' });
  ctx.note({ record: id, text: eventNo });
  return id;
}

/** As printed; typed with or without its dashes. @throws Failure invalid */
function jointNumber(typed: string | null): string | null {
  if (typed === null) return null;
  const read = parseCaseNumber(typed);
  if (read.ok && read.parts.kind === 'HD') return read.number;
  throw new Failure(
    'invalid',
    '联合活动编号不对，没有保存。请照牵头网点签到表上的档案号填写，例如 HD-0037-20250612-A001-6。',
    {
      joint: '不是活动的档案号',
    },
  );
}

function updateOutreach(ctx: Ctx, id: string, plan: OutreachPlan): void {
  const event = findEvent(ctx, id);
  if (event.state === 'cancelled') throw new Failure('impossible', '活动已取消，不能再改。没有改动任何内容。');
  ctx.write(outreachEventEntity, id, { ...plan, joint: jointNumber(plan.joint) });
  ctx.note({ record: id, text: event.eventNo });
}

/**
 * Stores the figures. With `finish` nothing may be missing and doubtful figures need a reason, which
 * goes into the audit trail. A finished event may be corrected; it stays finished.
 * @throws Failure impossible, invalid
 */
export function fillOutreach(
  ctx: Ctx,
  id: string,
  result: OutreachResult,
  how: { finish: boolean; reason: string },
): void {
  const event = findEvent(ctx, id);
  if (event.state === 'cancelled') throw new Failure('impossible', '活动已取消，不用回填。没有改动任何内容。');
  const done = how.finish || event.state === 'done';
  if (done) checkComplete(ctx, event, result, how.reason);
  ctx.write(outreachEventEntity, id, { ...result, state: done ? 'done' : 'planned' });
  ctx.note({ record: id, text: done ? `${event.eventNo} 回填完成` : `${event.eventNo} 回填` });
  if (how.reason !== '') ctx.note({ text: `说明：${how.reason}` });
}

function checkComplete(ctx: Ctx, event: OutreachEvent, result: OutreachResult, reason: string): void {
  if (event.heldOn > ctx.today()) {
    throw new Failure('impossible', '活动还没有到举办日期，不能完成回填。已填内容没有保存。请核对活动日期。');
  }
  const missing = missingParts(result);
  if (missing.length > 0) {
    const names = missing.map((part) => outreachParts[part]).join('、');
    const fields = Object.fromEntries(missing.map((part) => [fieldOfPart[part], '完成回填前请填写']));
    throw new Failure('invalid', `还缺：${names}。没有标为完成，可先存为草稿。`, fields);
  }
  const { outlet, heldOn } = event;
  const round = roundNumberDoubt(result.reachedPeople, reachedBefore(ctx.db, event));
  const short = shortages(balanceOf(ctx.db, outlet, { heldOn, givenByKind: result.givenByKind }, event.id));
  const doubts = [...resultDoubts(result), ...(round === null ? [] : [round]), ...short];
  if (doubts.length > 0 && reason === '') {
    throw new Failure('invalid', `数字需要说明：${doubts.join('；')}。请核对，属实请写明原因。`, {
      reason: '请写明原因',
    });
  }
}

const fieldOfPart = {
  people: 'reachedPeople',
  workers: 'workers',
  materials: 'materialsGiven',
  sheet: 'signedCount',
  summary: 'summary',
} as const;

/** The centre decides for both sides; the outlet sees it after its next pack. */
function joinEvent(ctx: Ctx, id: string, joint: string | null): void {
  const event = findEvent(ctx, id);
  const number = jointNumber(joint);
  if (number === event.eventNo)
    throw new Failure('invalid', '不能与自己联合，没有改动。', { joint: '是这场活动自己的编号' });
  if (number !== null && eventNumbered(ctx.db, number) === null)
    throw new Failure('notFound', '没有找到这个编号的活动，没有改动。请核对编号。');
  ctx.write(outreachEventEntity, id, { joint: number }, event.outlet);
  ctx.note({ record: id, text: number === null ? `${event.eventNo} 单独计` : `${event.eventNo} 并入 ${number}` });
}

/** Others that were probably the same event: joint ones first, then by number. */
function twins(ctx: Ctx, id: string) {
  const event = findEvent(ctx, id);
  const outlets = outletsById(ctx.db);
  const keyOf = (each: OutreachEvent): string => each.joint ?? each.eventNo;
  return eventsAlike(ctx.db, event)
    .filter((other) => keyOf(other) === keyOf(event) || (timesClash(other, event) && sameCrowd(other, event)))
    .map((other) => ({
      id: other.id,
      eventNo: other.eventNo,
      outletName: outlets.get(other.outlet)?.name ?? other.outlet,
      title: other.title,
      joint: keyOf(other) === keyOf(event),
    }))
    .toSorted((a, b) => Number(b.joint) - Number(a.joint) || (a.eventNo < b.eventNo ? -1 : 1));
}

const plainText = (text: string | null): string => (text ?? '').replaceAll(/\s/gu, '');
const sameCrowd = (a: OutreachEvent, b: OutreachEvent): boolean =>
  plainText(a.place) === plainText(b.place) || (a.partner !== null && plainText(a.partner) === plainText(b.partner));

function cancelOutreach(ctx: Ctx, id: string, reason: string): void {
  const event = findEvent(ctx, id);
  if (event.state !== 'planned') throw new Failure('impossible', '只有还没有完成的活动可以取消。没有改动任何内容。');
  // A cancelled event has no summary; the field says why it was cancelled.
  ctx.write(outreachEventEntity, id, { state: 'cancelled', summary: `取消原因：${reason}` });
  ctx.note({ record: id, text: `${event.eventNo} 取消：${reason}` });
}

export const outreachVerbs = {
  'outreach.twins': ({ id }, ctx) => twins(ctx, id),
  'outreach.join': ({ id, joint }, ctx) => {
    joinEvent(ctx, id, joint);
    return outreachRow(ctx, id);
  },
  'outreach.list': ({ from, to }, ctx) => listOutreach(ctx, from, to),
  'outreach.get': ({ id }, ctx) => outreachRow(ctx, id),
  'outreach.clashes': ({ leader, except, ...span }, ctx) =>
    eventsLedBy(ctx.db, leader, span)
      .filter((event) => event.id !== except && timesClash(event, span))
      .map((event) => ({ id: event.id, title: event.title, heldOn: event.heldOn, hours: hoursText(event) })),
  'outreach.create': (plan, ctx) => outreachRow(ctx, createOutreach(ctx, plan)),
  'outreach.update': ({ id, plan }, ctx) => {
    updateOutreach(ctx, id, plan);
    return outreachRow(ctx, id);
  },
  'outreach.fill': ({ id, result, finish, reason }, ctx) => {
    fillOutreach(ctx, id, result, { finish, reason });
    return outreachRow(ctx, id);
  },
  'outreach.cancel': ({ id, reason }, ctx) => {
    cancelOutreach(ctx, id, reason);
    return outreachRow(ctx, id);
  },
} satisfies Verbs;
