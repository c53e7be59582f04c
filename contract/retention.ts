/** 保管期限: what has been kept long enough, as a proposal. Taking the customer out of it: `erasure.order`. */
import * as z from 'zod/mini';
import { retentionSchema } from '#domain/retention.ts';
import { command, query } from './define.ts';

export const RetentionLine = z.object({
  id: z.string(),
  caseNo: z.string(),
  outletName: z.string(),
  business: z.string(),
  closedOn: z.string(),
  keptUntil: z.string(),
});
export type RetentionLine = z.infer<typeof RetentionLine>;

export const retention = {
  /** Closed cases whose time is over, without a hold and not yet without their customer; oldest first. */
  'retention.due': query({
    needs: 'record.erase',
    input: z.object({}),
    output: z.object({ years: z.number(), total: z.number(), rows: z.array(RetentionLine) }),
  }),
  'retention.save': command({
    needs: 'record.erase',
    input: retentionSchema,
    output: z.object({ years: z.number() }),
    changes: ['complaint', 'exchange'],
  }),
};
