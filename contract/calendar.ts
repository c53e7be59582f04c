/** Working days and the clocks counted with them. */
import * as z from 'zod/mini';
import { query } from './define.ts';

const CountStep = z.object({
  date: z.string(),
  counted: z.boolean(),
  n: z.nullable(z.number()),
  why: z.string(),
});

/** One clock as shown: its date, how it stands, and why it is this day. */
export const ClockView = z.object({
  name: z.enum(['contact', 'plan', 'finish', 'legal', 'letter', 'review']),
  due: z.string(),
  estimated: z.boolean(),
  state: z.enum(['pending', 'tomorrow', 'today', 'overdue', 'onTime', 'early', 'doneLate', 'paused']),
  daysLeft: z.number(),
  workdaysLeft: z.nullable(z.number()),
  actual: z.nullable(z.string()),
  /** The answer first, then the counted and skipped days, then the rule. */
  explain: z.array(z.string()),
});
export type ClockView = z.infer<typeof ClockView>;

export const CalendarYearView = z.object({
  year: z.number(),
  status: z.enum(['official', 'draft']),
  source: z.string(),
  rev: z.number(),
  off: z.array(z.object({ date: z.string(), name: z.string() })),
  work: z.array(z.string()),
});
export type CalendarYearView = z.infer<typeof CalendarYearView>;

const day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/, '不是有效日期'));

export const calendar = {
  'calendar.years': query({ needs: 'session', input: z.object({}), output: z.array(CalendarYearView) }),
  /** The n-th working day after a day, with every day passed on the way. */
  'calendar.explain': query({
    needs: 'session',
    input: z.object({ from: day, workdays: z.int().check(z.minimum(0), z.maximum(400)) }),
    output: z.object({ due: z.string(), estimated: z.boolean(), note: z.string(), steps: z.array(CountStep) }),
  }),
};
