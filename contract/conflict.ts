/** 冲突处理: fields that both sides changed without seeing each other. */
import * as z from 'zod/mini';
import { recordId, text } from './checks.ts';
import { command, query } from './define.ts';

export const ConflictLine = z.object({
  record: z.string(),
  /** 投诉, 宣教活动 … */
  kind: z.string(),
  /** Number or title: nothing personal. */
  title: z.string(),
  outlet: z.string(),
  outletName: z.string(),
  /** Names of the contested fields. */
  fields: z.array(z.string()),
  foundAt: z.number(),
});
export type ConflictLine = z.infer<typeof ConflictLine>;

export const ConflictClaim = z.object({
  opId: z.string(),
  /** In words; personal values masked. '' for none. */
  text: z.string(),
  side: z.enum(['centre', 'outlet']),
  /** 消保中心, or the outlet and, where two PCs of it differ, the device. */
  place: z.string(),
  userName: z.string(),
  /** By the writer's clock. */
  at: z.number(),
  /** What lists and figures show until somebody decides. */
  shown: z.boolean(),
  /** Conflicts of the same field elsewhere that have a value from this side. */
  alike: z.number(),
});
export type ConflictClaim = z.infer<typeof ConflictClaim>;

export const ConflictField = z.object({
  field: z.string(),
  label: z.string(),
  original: z.string(),
  /** The centre's value first. */
  claims: z.array(ConflictClaim),
  /** Why it cannot be decided here; '' when it can. */
  refusal: z.string(),
});
export type ConflictField = z.infer<typeof ConflictField>;

export const ConflictRecord = z.object({
  record: z.string(),
  kind: z.string(),
  title: z.string(),
  outletName: z.string(),
  /** Address of its screen; null when it has none. */
  path: z.nullable(z.string()),
  /** A case that was closed: another value than the shown one needs a note. */
  closed: z.boolean(),
  fields: z.array(ConflictField),
});
export type ConflictRecord = z.infer<typeof ConflictRecord>;

export const conflict = {
  'conflict.list': query({
    needs: 'conflict.read',
    input: z.object({}),
    output: z.object({
      records: z.array(ConflictLine),
      lastMerge: z.nullable(z.object({ at: z.number(), changed: z.number() })),
    }),
  }),
  'conflict.get': query({
    needs: 'conflict.read',
    input: z.object({ record: recordId }),
    /** Null when everything about it is decided. */
    output: z.nullable(ConflictRecord),
  }),
  /** Writes the chosen value, which supersedes the others and travels to the other side. */
  'conflict.decide': command({
    needs: 'conflict.decide',
    input: z.object({
      record: recordId,
      field: text(60),
      opId: text(64),
      note: z._default(text(500), ''),
      /** 同类照此处理: the same field of other records, by the value of the same side. */
      alike: z._default(z.boolean(), false),
    }),
    output: z.object({ decided: z.number() }),
    changes: ['conflict', 'complaint', 'outreach', 'training', 'attendance', 'attachment', 'organisation', 'figures'],
  }),
};
