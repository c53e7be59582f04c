/** 今日: what is due, what takes place, what waits to be filled in or reported. */
import * as z from 'zod/mini';
import { ClockSummaryView } from './complaint.ts';
import { query } from './define.ts';

export const TodayItem = z.object({
  group: z.enum(['overdue', 'today', 'tomorrow', 'toApprove', 'activity', 'toFill', 'toReport']),
  kind: z.enum(['complaint', 'outreach', 'training', 'exchange']),
  /** Record id; empty for `exchange`. */
  id: z.string(),
  /** Masked customer and class, or the title. */
  title: z.string(),
  /** Dictionary entry shown after the title, or empty. */
  business: z.string(),
  detail: z.string(),
  who: z.string(),
  clock: z.nullable(ClockSummaryView),
  action: z.enum(['contact', 'plan', 'close', 'followUp', 'open', 'fill', 'report']),
});
export type TodayItem = z.infer<typeof TodayItem>;

export const TodayState = z.object({
  today: z.string(),
  /** 工作日, 周六, 国庆节放假 … */
  dayName: z.string(),
  calendarKnown: z.boolean(),
  items: z.array(TodayItem),
  /** For the empty list: what falls due next. */
  next: z.nullable(z.object({ id: z.string(), title: z.string(), due: z.string(), name: z.string() })),
  month: z.object({
    label: z.string(),
    received: z.number(),
    closed: z.number(),
    /** Closed this month within the bank's own time, of those closed; null when none was. */
    onTime: z.nullable(z.number()),
    events: z.number(),
    reached: z.number(),
    trainings: z.number(),
    expected: z.number(),
    attended: z.number(),
  }),
  week: z.array(
    z.object({
      date: z.string(),
      workday: z.boolean(),
      estimated: z.boolean(),
      why: z.string(),
      mark: z.enum(['', '休', '班']),
      /** Clocks that end on this day. */
      due: z.number(),
    }),
  ),
  /** Nothing was ever recorded here: show the way in. */
  empty: z.boolean(),
});
export type TodayState = z.infer<typeof TodayState>;

export const today = {
  'today.load': query({ needs: 'complaint.read', input: z.object({}), output: TodayState }),
};
