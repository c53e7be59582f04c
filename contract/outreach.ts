/** Outreach events (宣教活动): planned, held, filled in afterwards. */
import * as z from 'zod/mini';
import { archiveParts, outreachStates } from '#domain/outreach.ts';
import { materialKinds } from '#domain/stock.ts';
import { SHEET_TEMPLATES } from '#domain/sign-in-sheet.ts';
import { choice, count, day, filled, recordId, text, textOrNull, time } from './checks.ts';
import { command, query } from './define.ts';

const keysOf = <K extends string>(table: Readonly<Record<K, unknown>>) => Object.keys(table) as [K, ...K[]];

export const SheetTemplate = z.enum(keysOf(SHEET_TEMPLATES));
const choices = (most: number) =>
  z.array(z.string().check(z.maxLength(80))).check(z.maxLength(most, `最多选 ${most} 项`));

export const OutreachPlan = z
  .object({
    title: filled(60, '请填写活动名称'),
    /** Dictionary ids from here to `forms`. */
    campaign: z.nullable(z.string().check(z.maxLength(80))),
    concentrated: z.boolean(),
    heldOn: day,
    endsOn: day,
    startTime: time,
    endTime: time,
    place: filled(80, '请填写地点'),
    venue: choice('请选择场景'),
    audiences: choices(9).check(z.minLength(1, '请至少选一类对象')),
    topics: choices(20),
    forms: choices(10),
    partner: textOrNull(80),
    /** Staff number of the person in charge. */
    leader: filled(20, '请选择负责人'),
    plannedPeople: count(100_000),
    publicGood: z.boolean(),
    sheetTemplate: SheetTemplate,
    /** Campaign of the centre; its record id. */
    campaignPlan: z._default(z.nullable(recordId), null),
    /** Number of the leading outlet's event when several held it together. */
    joint: z._default(textOrNull(40), null),
    /** Education base; its record id. */
    base: z._default(z.nullable(recordId), null),
  })
  .check(
    z.refine((plan) => plan.endsOn >= plan.heldOn, { error: '结束日期早于开始日期', path: ['endsOn'] }),
    // Past midnight: the end lies on a later day.
    z.refine((plan) => plan.endTime > plan.startTime || plan.endsOn > plan.heldOn, {
      error: '结束时间要晚于开始时间；跨零点的，请把结束日期填为次日',
      path: ['endTime'],
    }),
  );
export type OutreachPlan = z.infer<typeof OutreachPlan>;

const figure = z.nullable(count(1_000_000));

/** What is typed in after the event; null = not said yet. Definitions: domain/outreach.ts. */
export const OutreachResult = z.object({
  reachedPeople: figure,
  materialsGiven: figure,
  consultations: figure,
  workers: figure,
  signedPages: figure,
  signedCount: figure,
  summary: textOrNull(2000),
  groupPeople: z._default(
    z.array(z.object({ group: z.string().check(z.maxLength(80)), people: count(1_000_000) })).check(z.maxLength(9)),
    [],
  ),
  givenByKind: z._default(
    z.array(z.object({ kind: z.enum(keysOf(materialKinds)), count: count(1_000_000) })).check(z.maxLength(12)),
    [],
  ),
});
export type OutreachResult = z.infer<typeof OutreachResult>;

export const OutreachRow = z.object({
  ...OutreachPlan.shape,
  ...OutreachResult.shape,
  id: z.string(),
  eventNo: z.string(),
  outlet: z.string(),
  outletName: z.string(),
  leaderName: z.string(),
  /** As of today: a planned event whose last day is over is 待回填. */
  state: z.enum(keysOf(outreachStates)),
  /** Lines typed back, and how many of them came. */
  publicLines: z.number(),
  publicPresent: z.number(),
  staffLines: z.number(),
  staffPresent: z.number(),
  /** What a complete back-fill still lacks. */
  missing: z.array(z.enum(keysOf(archiveParts))),
  /** Photos and scanned sheets attached. */
  photos: z.number(),
  scans: z.number(),
  /** Share of the back-fill that is there, 0–100. */
  completeness: z.number(),
  campaignTitle: z.string(),
  baseName: z.string(),
  /** Figures that need a reason. */
  doubts: z.array(z.string()),
});
export type OutreachRow = z.infer<typeof OutreachRow>;

const Span = z.object({ heldOn: day, endsOn: day, startTime: time, endTime: time });

export const outreach = {
  /** Events that touch the days given, newest first; null leaves an end open. */
  'outreach.list': query({
    needs: 'outreach.read',
    input: z.object({ from: z.nullable(day), to: z.nullable(day) }),
    output: z.array(OutreachRow),
  }),
  'outreach.get': query({ needs: 'outreach.read', input: z.object({ id: recordId }), output: OutreachRow }),
  /** Other events of the same person in charge at the same time. */
  'outreach.clashes': query({
    needs: 'outreach.read',
    input: z.object({ ...Span.shape, leader: text(20), except: z.nullable(recordId) }),
    output: z.array(z.object({ id: z.string(), title: z.string(), heldOn: z.string(), hours: z.string() })),
  }),
  /** Events of other outlets that are probably the same one: same days and hours, same place or partner. */
  'outreach.twins': query({
    needs: 'outreach.read',
    input: z.object({ id: recordId }),
    output: z.array(
      z.object({ id: z.string(), eventNo: z.string(), outletName: z.string(), title: z.string(), joint: z.boolean() }),
    ),
  }),
  /** The centre says that an event is part of another outlet's (its number), or of none. */
  'outreach.join': command({
    needs: 'outreach.join',
    input: z.object({ id: recordId, joint: z.nullable(filled(40, '请填写编号')) }),
    output: OutreachRow,
    changes: ['outreach', 'figures', 'exchange'],
  }),
  'outreach.create': command({
    needs: 'outreach.write',
    input: OutreachPlan,
    output: OutreachRow,
    changes: ['outreach', 'figures', 'exchange'],
  }),
  'outreach.update': command({
    needs: 'outreach.write',
    input: z.object({ id: recordId, plan: OutreachPlan }),
    output: OutreachRow,
    changes: ['outreach', 'figures', 'exchange'],
  }),
  /** Stores what is known so far; with `finish` it must be complete and the event becomes 已完成. */
  'outreach.fill': command({
    needs: 'outreach.write',
    input: z.object({ id: recordId, result: OutreachResult, finish: z.boolean(), reason: text(200) }),
    output: OutreachRow,
    changes: ['outreach', 'figures', 'exchange'],
  }),
  'outreach.cancel': command({
    needs: 'outreach.write',
    input: z.object({ id: recordId, reason: filled(200, '请写明取消的原因') }),
    output: OutreachRow,
    changes: ['outreach', 'figures', 'exchange'],
  }),
};
