/** Morning and evening meetings (晨会、夕会). */
import * as z from 'zod/mini';
import { briefingKinds } from '#domain/briefing.ts';
import { count, day, filled, recordId } from './checks.ts';
import { command, query } from './define.ts';

const keysOf = <K extends string>(table: Readonly<Record<K, unknown>>) => Object.keys(table) as [K, ...K[]];

export const BriefingFields = z.object({
  heldOn: day,
  kind: z.enum(keysOf(briefingKinds)),
  topic: filled(40, '请填写主题'),
  present: count(1000).check(z.minimum(1, '至少 1 人')),
});
export type BriefingFields = z.infer<typeof BriefingFields>;

export const BriefingRow = z.object({
  ...BriefingFields.shape,
  id: z.string(),
  outlet: z.string(),
  outletName: z.string(),
});
export type BriefingRow = z.infer<typeof BriefingRow>;

export const briefing = {
  /** Newest first. */
  'briefing.list': query({
    needs: 'training.read',
    input: z.object({ from: z.nullable(day), to: z.nullable(day) }),
    output: z.array(BriefingRow),
  }),
  /** Topics used here, the most used first, and how many people are at work today. */
  'briefing.hints': query({
    needs: 'training.read',
    input: z.object({}),
    output: z.object({ topics: z.array(z.string()), present: z.number() }),
  }),
  'briefing.add': command({
    needs: 'training.write',
    input: BriefingFields,
    output: BriefingRow,
    changes: ['training', 'exchange'],
  }),
  'briefing.void': command({
    needs: 'training.write',
    input: z.object({ id: recordId, reason: filled(120, '请写明作废的原因') }),
    output: z.object({}),
    changes: ['training', 'exchange'],
  }),
};
