/** The trail of who did what. */
import * as z from 'zod/mini';
import { query } from './define.ts';

export const AuditLine = z.object({
  n: z.number(),
  at: z.number(),
  user: z.string(),
  verb: z.string(),
  record: z.optional(z.string()),
  note: z.optional(z.string()),
  ops: z.optional(z.string()),
});
export type AuditLine = z.infer<typeof AuditLine>;

export const audit = {
  'audit.list': query({
    needs: 'audit.read',
    input: z.object({
      before: z._default(z.number(), Number.MAX_SAFE_INTEGER),
      limit: z._default(z.number().check(z.maximum(500)), 200),
    }),
    output: z.array(AuditLine),
  }),
};
