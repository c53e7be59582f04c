/** Materials of an outlet (物料): what came in, what was given out, what is left. */
import * as z from 'zod/mini';
import { materialKinds, stockCauses } from '#domain/stock.ts';
import { count, day, filled, recordId, textOrNull } from './checks.ts';
import { command, query } from './define.ts';

const keysOf = <K extends string>(table: Readonly<Record<K, unknown>>) => Object.keys(table) as [K, ...K[]];
const kind = z.enum(keysOf(materialKinds));
const cause = z.enum(keysOf(stockCauses));

export const StockLine = z.object({
  kind,
  /** False when nothing was ever entered. */
  kept: z.boolean(),
  received: z.number(),
  given: z.number(),
  left: z.number(),
});
export type StockLine = z.infer<typeof StockLine>;

export const StockMove = z.object({
  id: z.string(),
  outlet: z.string(),
  outletName: z.string(),
  kind,
  cause,
  movedOn: z.string(),
  quantity: z.number(),
  note: z.nullable(z.string()),
});
export type StockMove = z.infer<typeof StockMove>;

export const stock = {
  /** Per kind; at the centre of all outlets together. */
  'stock.balance': query({ needs: 'outreach.read', input: z.object({}), output: z.array(StockLine) }),
  /** Newest first. */
  'stock.moves': query({ needs: 'outreach.read', input: z.object({}), output: z.array(StockMove) }),
  /**
   * `quantity` is what moved; for 盘点调整 what was counted. What is left never falls below zero without
   * a reason in `note`.
   */
  'stock.move': command({
    needs: 'outreach.write',
    input: z.object({ kind, cause, movedOn: day, quantity: count(1_000_000), note: textOrNull(120) }),
    output: z.array(StockLine),
    changes: ['outreach', 'exchange'],
  }),
  'stock.void': command({
    needs: 'outreach.write',
    input: z.object({ id: recordId, reason: filled(120, '请写明作废的原因') }),
    output: z.array(StockLine),
    changes: ['outreach', 'exchange'],
  }),
};
