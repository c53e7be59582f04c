/** Education bases (教育基地). */
import * as z from 'zod/mini';
import { baseKinds } from '#domain/education-base.ts';
import { day, filled, recordId, textOrNull } from './checks.ts';
import { command, query } from './define.ts';

const keysOf = <K extends string>(table: Readonly<Record<K, unknown>>) => Object.keys(table) as [K, ...K[]];

export const BaseFields = z.object({
  name: filled(60, '请填写基地名称'),
  kind: z.enum(keysOf(baseKinds)),
  address: filled(80, '请填写地址'),
  partner: textOrNull(80),
  sinceOn: day,
  closedOn: z.nullable(day),
  note: textOrNull(200),
});
export type BaseFields = z.infer<typeof BaseFields>;

export const BaseRow = z.object({
  ...BaseFields.shape,
  id: z.string(),
  outlet: z.string(),
  outletName: z.string(),
  /** Events held there so far, people reached, day of the last one. */
  events: z.number(),
  reached: z.number(),
  lastOn: z.nullable(z.string()),
});
export type BaseRow = z.infer<typeof BaseRow>;

export const educationBase = {
  'educationBase.list': query({ needs: 'outreach.read', input: z.object({}), output: z.array(BaseRow) }),
  'educationBase.save': command({
    needs: 'outreach.write',
    input: z.object({ id: z.nullable(recordId), fields: BaseFields }),
    output: z.object({ id: z.string() }),
    changes: ['outreach', 'exchange'],
  }),
};
