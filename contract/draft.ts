/** Text being typed, kept in the encrypted database of this PC so that a power cut costs nothing. */
import * as z from 'zod/mini';
import { command, query } from './define.ts';

const Draft = z.object({
  id: z.string(),
  /** Which form: 'complaint', 'outreach', 'training'. */
  kind: z.string(),
  title: z.string(),
  body: z.record(z.string(), z.unknown()),
  updatedAt: z.number(),
});
export type Draft = z.infer<typeof Draft>;

export const draft = {
  'draft.list': query({ needs: 'session', input: z.object({ kind: z.string() }), output: z.array(Draft) }),
  'draft.save': command({
    needs: 'session',
    input: z.object({
      id: z.string().check(z.maxLength(64)),
      kind: z.string().check(z.maxLength(32)),
      title: z.string().check(z.maxLength(80)),
      body: z.record(z.string(), z.unknown()),
    }),
    output: z.object({ updatedAt: z.number() }),
    changes: ['draft'],
  }),
  'draft.drop': command({
    needs: 'session',
    input: z.object({ id: z.string() }),
    output: z.object({}),
    changes: ['draft'],
  }),
};
