/** Erasing one customer's personal data (个人信息删除): ordered at the centre, carried out everywhere. */
import * as z from 'zod/mini';
import { command, query } from './define.ts';

export const ErasureLine = z.object({
  id: z.string(),
  outlet: z.string(),
  caseNo: z.string(),
  reason: z.string(),
  /** Milliseconds UTC. */
  orderedAt: z.number(),
});

export const erasure = {
  'erasure.list': query({ needs: 'record.erase', input: z.object({}), output: z.array(ErasureLine) }),
  /**
   * Erases the personal values of a complaint, its timeline and its attachments here at once, and at
   * the outlet with its next pack. The case itself and every figure stay. It cannot be taken back.
   */
  'erasure.order': command({
    needs: 'record.erase',
    input: z.object({
      complaint: z.string(),
      reason: z.string().check(z.trim(), z.minLength(2, '请写明依据'), z.maxLength(200)),
    }),
    output: z.object({ records: z.number(), operations: z.number() }),
    changes: ['complaint', 'exchange', 'figures'],
  }),
};
