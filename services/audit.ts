/** The trail of who did what, for those who may read it. */
import { recentAudit } from '#db/audit.ts';
import type { Verbs } from './dispatch.ts';

export const auditVerbs = {
  'audit.list': ({ before, limit }, ctx) => [...recentAudit(ctx.db, limit, before)],
} satisfies Verbs;
