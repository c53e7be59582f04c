/** The numbers of a period: screens, the terminal, the demo and the report all read this one answer. */
import * as z from 'zod/mini';
import { recordFilterSchema } from '#domain/record-filter.ts';
import { day } from './checks.ts';
import { query } from './define.ts';

const Percent = z.nullable(z.number());

/** One number, the number of the period compared with, and the records behind both. */
export const Figure = z.object({
  id: z.string(),
  label: z.string(),
  unit: z.string(),
  n: z.number(),
  previous: z.number(),
  difference: z.number(),
  /** Percent, one decimal; null when `previous` is 0. */
  change: Percent,
  /** The same in whole percents. */
  changeWhole: Percent,
  /** Length of the list behind `n` and `previous`; differs from `n` for sums and for merged series. */
  records: z.number(),
  previousRecords: z.number(),
  open: recordFilterSchema,
  previousOpen: recordFilterSchema,
});
export type Figure = z.infer<typeof Figure>;

/** One row of a breakdown. */
export const Part = z.extend(Figure, {
  /** Percent of the whole, one decimal. */
  share: Percent,
  previousShare: Percent,
  /** Change of the share in percentage points. */
  sharePoints: Percent,
  shareWhole: Percent,
  previousShareWhole: Percent,
  sharePointsWhole: Percent,
  /** What exactly is counted in this row, with codes; empty when the label says it all. */
  codes: z.string(),
});
export type Part = z.infer<typeof Part>;

const Ratio = z.object({ met: z.number(), due: z.number(), percent: Percent, percentWhole: Percent });

/** A rate with its numerator and denominator. */
export const Rate = z.object({
  id: z.string(),
  label: z.string(),
  unit: z.string(),
  now: Ratio,
  previous: Ratio,
  /** Change in percentage points. */
  points: Percent,
  /** Length of the list behind the denominator. */
  records: z.number(),
  open: recordFilterSchema,
  /** Records behind the numerator and those missing from it; null where the units are people. */
  openMet: z.nullable(recordFilterSchema),
  openMissed: z.nullable(recordFilterSchema),
});
export type Rate = z.infer<typeof Rate>;

/** One month and the same month of the year before. `n` is null for a month after the period. */
export const MonthPair = z.object({
  month: z.string(),
  label: z.string(),
  n: z.nullable(z.number()),
  previous: z.number(),
  open: recordFilterSchema,
  previousOpen: recordFilterSchema,
});
export type MonthPair = z.infer<typeof MonthPair>;

const Range = z.object({ from: z.string(), to: z.string() });

/** 封账 of exactly the period shown. */
export const LockView = z.object({
  lockedOn: z.string(),
  /** Complaints that counted when it was locked; how many count now is `complaints.total`. */
  complaints: z.number(),
  /** 补报 among those that count now. */
  late: z.number(),
  openLate: recordFilterSchema,
});
export type LockView = z.infer<typeof LockView>;

export const Overview = z.object({
  period: Range,
  compare: Range,
  /** Business date on which open cases were judged. */
  asOf: z.string(),
  complaints: z.object({
    total: Figure,
    merged: Figure,
    forwarded: Part,
    groups: z.array(Part),
    business: z.array(Part),
    businessLeaf: z.array(Part),
    cause: z.array(Part),
    channel: z.array(Part),
    source: z.array(Part),
    subBranch: z.array(Part),
    outlet: z.array(Part),
    specialGroup: z.array(Part),
    months: z.array(MonthPair),
    rates: z.object({
      contact: Rate,
      plan: Rate,
      finish: Rate,
      forwardedOnTime: Rate,
      satisfaction: Rate,
      followUp: Rate,
      repeat: Rate,
    }),
  }),
  outreach: z.object({
    events: Figure,
    reached: Figure,
    consultations: Figure,
    materials: Figure,
    coverage: Rate,
    archives: Rate,
    audience: z.array(z.object({ events: Figure, reached: Figure })),
    venue: z.array(z.object({ events: Figure, reached: Figure })),
  }),
  training: z.object({ courses: Figure, exams: Figure, attendance: Rate, sat: Rate, passed: Rate, firstPassed: Rate }),
  /** Counting rules in words, by the id of a figure or breakdown. */
  definitions: z.record(z.string(), z.string()),
  /** Null: not locked; always null at an outlet, which does not have the branch's cases. */
  lock: z.nullable(LockView),
  /** Other locked periods in or around these days. */
  otherLocks: z.array(z.object({ label: z.string(), lockedOn: z.string(), isAround: z.boolean() })),
});
export type Overview = z.infer<typeof Overview>;

/** A record behind a figure, without customer data. */
export const FigureRecord = z.object({
  id: z.string(),
  no: z.string(),
  day: z.string(),
  outletName: z.string(),
  /** What it is about: class and cause, title of an event or training. */
  title: z.string(),
  detail: z.string(),
  state: z.string(),
  /** People reached, where the figure is a sum. */
  amount: z.nullable(z.number()),
});
export type FigureRecord = z.infer<typeof FigureRecord>;

export const figures = {
  'figures.overview': query({
    needs: 'figures.read',
    input: z
      .object({ from: day, to: day, compareFrom: z.optional(day), compareTo: z.optional(day) })
      .check(z.refine(({ from, to }) => from <= to, { message: '起始日晚于截止日', path: ['from'] })),
    output: Overview,
  }),
  /** First and last day with anything that counts: where a screen starts. Null in an empty branch. */
  'figures.span': query({
    needs: 'figures.read',
    input: z.object({}),
    output: z.nullable(Range),
  }),
  /** Exactly the records a figure counts, newest first. */
  'figures.records': query({
    needs: 'figures.read',
    input: z.object({
      open: recordFilterSchema,
      offset: z._default(z.int().check(z.minimum(0)), 0),
      limit: z._default(z.int().check(z.minimum(1), z.maximum(100_000)), 200),
    }),
    output: z.object({ total: z.number(), rows: z.array(FigureRecord) }),
  }),
};
