/**
 * How long a complaint is kept with its personal data. The measures name no number of years (art. 28),
 * so it is a rule of the centre; what is due is proposed, and a person decides (PIPL art. 19, 47).
 */
import * as z from 'zod/mini';
import { isValidDate } from './dates.ts';

export const retentionSchema = z.readonly(
  z.object({ years: z.int('请填整数').check(z.minimum(3, '不少于 3 年'), z.maximum(30, '不超过 30 年')) }),
);
export type RetentionRule = z.infer<typeof retentionSchema>;

export const DEFAULT_RETENTION: RetentionRule = { years: 5 };

/** Last day of keeping: the same day some years later; 29 February becomes 1 March. */
export function keptUntil(closedOn: string, { years }: RetentionRule): string {
  const day = `${String(Number(closedOn.slice(0, 4)) + years).padStart(4, '0')}${closedOn.slice(4)}`;
  return isValidDate(day) ? day : `${day.slice(0, 4)}-03-01`;
}

/** Cases closed before this day are due: their last day of keeping is over. */
export function dueBefore(today: string, { years }: RetentionRule): string {
  const day = `${String(Number(today.slice(0, 4)) - years).padStart(4, '0')}${today.slice(4)}`;
  return isValidDate(day) ? day : `${day.slice(0, 4)}-03-01`;
}
