/**
 * Which records a number counts. A figure carries its filter, and the list behind the figure is
 * asked for with the same filter, so that a number and its list cannot disagree. The SQL of every
 * key is db/record-filter.ts; keys are joined by AND, an absent key asks nothing.
 */
import * as z from 'zod/mini';
import { isValidDate } from './dates.ts';

const day = z.string().check(z.refine(isValidDate, '不是有效日期'));
const id = z.string().check(z.maxLength(80));
const ids = z.array(id).check(z.maxLength(500));

/** The bank's own clocks and the regulator's letter, as far as a rate is given for them. */
export const dutyNames = ['contact', 'plan', 'finish', 'letter'] as const;
export type DutyName = (typeof dutyNames)[number];

/**
 * `met`: done by its last day. `missed`: done later, or still open after it. `due`: both together,
 * that is every case that can be judged on `asOf`.
 */
export const dutyResults = ['met', 'missed', 'due'] as const;
export type DutyResult = (typeof dutyResults)[number];

const duty = z.object({ name: z.enum(dutyNames), result: z.enum(dutyResults), asOf: day });
export type Duty = z.infer<typeof duty>;

export const complaintFilterSchema = z.object({
  /** Day of receipt, both ends included. */
  from: z.optional(day),
  to: z.optional(day),
  voided: z.optional(z.boolean()),
  nature: z.optional(id),
  /** Business class of the dictionary: itself and everything under it. */
  business: z.optional(id),
  /** Exactly this entry: cases recorded at a coarse level do not count as all that lies under it. */
  businessExact: z.optional(id),
  /** Management group, or `<purpose>.none` for classes that belong to no group of that purpose. */
  group: z.optional(id),
  /** Cause, channel: the entry and everything under it. */
  cause: z.optional(id),
  channel: z.optional(id),
  channelExact: z.optional(id),
  source: z.optional(id),
  /** 被投诉网点 */
  outlet: z.optional(id),
  subBranch: z.optional(id),
  specialGroup: z.optional(id),
  forwarded: z.optional(z.boolean()),
  repeat: z.optional(z.boolean()),
  partner: z.optional(id),
  /** A closing day is there, whatever happened after it. */
  closed: z.optional(z.boolean()),
  followed: z.optional(z.boolean()),
  /** Any of these answers of the follow-up call. */
  satisfaction: z.optional(ids),
  /** 补报: received in a locked period, registered after it was locked. */
  late: z.optional(z.boolean()),
  duty: z.optional(duty),
});
export type ComplaintFilter = z.infer<typeof complaintFilterSchema>;

export const outreachFilterSchema = z.object({
  /** First day of the event, both ends included. */
  from: z.optional(day),
  to: z.optional(day),
  voided: z.optional(z.boolean()),
  state: z.optional(z.enum(['planned', 'done', 'cancelled'])),
  outlet: z.optional(id),
  subBranch: z.optional(id),
  venue: z.optional(id),
  audience: z.optional(id),
  campaign: z.optional(id),
});
export type OutreachFilter = z.infer<typeof outreachFilterSchema>;

export const trainingFilterSchema = z.object({
  from: z.optional(day),
  to: z.optional(day),
  voided: z.optional(z.boolean()),
  state: z.optional(z.enum(['planned', 'done', 'cancelled'])),
  outlet: z.optional(id),
  category: z.optional(id),
  /** `course`: has course hours. `exam`: has an exam. A training with both is in both. */
  kind: z.optional(z.enum(['course', 'exam'])),
});
export type TrainingFilter = z.infer<typeof trainingFilterSchema>;

/** A filter together with the list it belongs to. */
export const recordFilterSchema = z.discriminatedUnion('list', [
  z.object({ list: z.literal('complaint'), filter: complaintFilterSchema }),
  z.object({ list: z.literal('outreach'), filter: outreachFilterSchema }),
  z.object({ list: z.literal('training'), filter: trainingFilterSchema }),
]);
export type RecordFilter = z.infer<typeof recordFilterSchema>;
