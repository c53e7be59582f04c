/** 封账: the centre declares the complaint figures of a finished period final, or takes that back. */
import * as z from 'zod/mini';
import { parsePeriod } from '#domain/periods.ts';
import { recordFilterSchema } from '#domain/record-filter.ts';
import { filled } from './checks.ts';
import { command, query } from './define.ts';

export const PeriodLockRow = z.object({
  /** `2025H1` */
  key: z.string(),
  label: z.string(),
  isLocked: z.boolean(),
  /** When it was last locked, by whom and why; null: never. */
  locked: z.nullable(z.object({ on: z.string(), byName: z.string(), reason: z.string(), complaints: z.number() })),
  /** Set while it is open again. */
  reopened: z.nullable(z.object({ on: z.string(), byName: z.string(), reason: z.string() })),
  /** Complaints that count now. */
  complaints: z.number(),
  open: recordFilterSchema,
  /** 补报 among them. */
  late: z.number(),
  openLate: recordFilterSchema,
});
export type PeriodLockRow = z.infer<typeof PeriodLockRow>;

const key = z.string().check(z.refine((text) => parsePeriod(text) !== null, '不是报告期'));
const reason = filled(200, '请写明原因');
const changes = ['complaint', 'figures', 'exchange'] as const;

export const periodLock = {
  /** Finished periods of a kind since the first record, newest first. */
  'periodLock.list': query({
    needs: 'periodLock.read',
    input: z.object({ kind: z._default(z.enum(['year', 'half', 'quarter', 'month']), 'half') }),
    output: z.array(PeriodLockRow),
  }),
  'periodLock.lock': command({
    needs: 'periodLock.decide',
    input: z.object({ key, reason }),
    output: z.object({ label: z.string(), complaints: z.number() }),
    changes,
  }),
  /** 解除封账 */
  'periodLock.unlock': command({
    needs: 'periodLock.decide',
    input: z.object({ key, reason }),
    output: z.object({ label: z.string() }),
    changes,
  }),
};
