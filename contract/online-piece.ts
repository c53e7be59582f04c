/** What the branch published online (线上内容), with reads counted on days. Recorded at the centre. */
import * as z from 'zod/mini';
import { onlineChannels, onlineForms } from '#domain/online-piece.ts';
import { count, day, filled, recordId, textOrNull } from './checks.ts';
import { command, query } from './define.ts';

const keysOf = <K extends string>(table: Readonly<Record<K, unknown>>) => Object.keys(table) as [K, ...K[]];

export const PieceFields = z.object({
  title: filled(80, '请填写标题'),
  channel: z.enum(keysOf(onlineChannels)),
  form: z.enum(keysOf(onlineForms)),
  series: textOrNull(40),
  publishedOn: day,
});
export type PieceFields = z.infer<typeof PieceFields>;

export const PieceRow = z.object({
  ...PieceFields.shape,
  id: z.string(),
  reads: z.number(),
  /** Day of the newest count; null when nobody has counted yet. */
  readOn: z.nullable(z.string()),
});
export type PieceRow = z.infer<typeof PieceRow>;

export const onlinePiece = {
  /** Newest first. `from` and `to` are days of publishing; null leaves an end open. */
  'onlinePiece.list': query({
    needs: 'outreach.read',
    input: z.object({ from: z.nullable(day), to: z.nullable(day) }),
    output: z.array(PieceRow),
  }),
  'onlinePiece.save': command({
    needs: 'onlinePiece.write',
    input: z.object({ id: z.nullable(recordId), fields: PieceFields }),
    output: z.object({ id: z.string() }),
    changes: ['outreach'],
  }),
  'onlinePiece.count': command({
    needs: 'onlinePiece.write',
    input: z.object({ id: recordId, readOn: day, reads: count(100_000_000) }),
    output: z.object({}),
    changes: ['outreach'],
  }),
};
