/** One photo in two records: found over the whole branch, decided at the centre. */
import * as z from 'zod/mini';
import { reuseVerdicts, type ReuseVerdict } from '#domain/photo-reuse.ts';
import { day, recordId, textOrNull } from './checks.ts';
import { command, query } from './define.ts';

const verdict = z.enum(Object.keys(reuseVerdicts) as [ReuseVerdict, ...ReuseVerdict[]]);

/** The record a photo belongs to. */
export const ReuseSide = z.object({
  ofKind: z.enum(['outreach', 'training', 'complaint']),
  ofId: z.string(),
  number: z.string(),
  title: z.string(),
  outletName: z.string(),
  heldOn: z.string(),
});
export type ReuseSide = z.infer<typeof ReuseSide>;

/** Two records with photos that look the same. */
export const ReuseRow = z.object({
  /** Of the two records; names the row on the screen. */
  id: z.string(),
  one: ReuseSide,
  other: ReuseSide,
  /** Photo of `one`, photo of `other`; differing bits of 512, 0 is the very same. */
  photos: z.array(z.object({ one: z.string(), other: z.string(), bits: z.number(), verdict: z.nullable(verdict) })),
  /** Null while any of the photos is undecided. */
  verdict: z.nullable(verdict),
  decidedOn: z.string(),
  decidedByName: z.string(),
  note: z.string(),
});
export type ReuseRow = z.infer<typeof ReuseRow>;

const pairs = z.array(z.object({ one: recordId, other: recordId })).check(z.maxLength(400));

export const photoReuse = {
  /** Pairs of which at least one record lies in the days given; null leaves an end open. Undecided ones first. */
  'photoReuse.list': query({
    needs: 'photoReuse.decide',
    input: z.object({ from: z.nullable(day), to: z.nullable(day) }),
    output: z.array(ReuseRow),
  }),
  /** The same decision for all photos of two records. Deciding again overwrites. */
  'photoReuse.decide': command({
    needs: 'photoReuse.decide',
    input: z.object({ pairs, verdict, note: textOrNull(200) }),
    output: z.object({ decided: z.number() }),
    changes: ['attachment', 'outreach'],
  }),
  'photoReuse.reopen': command({
    needs: 'photoReuse.decide',
    input: z.object({ pairs }),
    output: z.object({ reopened: z.number() }),
    changes: ['attachment', 'outreach'],
  }),
};
