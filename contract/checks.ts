/** Shapes that several requests share, with the reason a user reads when a value does not fit. */
import * as z from 'zod/mini';
import { isValidDate, isValidTime } from '#domain/dates.ts';

/** Text that may be left empty. */
export const text = (most: number) => z.string().check(z.trim(), z.maxLength(most, `最多 ${most} 个字`));

/** Text that must say something. `say` is the reason when it does not. */
export const filled = (most: number, say: string) =>
  z.string().check(z.trim(), z.minLength(1, say), z.maxLength(most, `最多 ${most} 个字`));

/** Empty text becomes null, so that 'nothing said' is stored in one way. */
export const textOrNull = (most: number) =>
  z.pipe(
    z.nullable(text(most)),
    z.transform((value: string | null) => (value === '' ? null : value)),
  );

/** Business date `YYYY-MM-DD`. */
export const day = z.string().check(z.refine(isValidDate, '日期不对，例如 2025-06-12'));

/** Time `HH:mm`. */
export const time = z.string().check(z.refine(isValidTime, '时间不对，例如 09:30'));

/** Whole number from 0. */
export const count = (most: number) =>
  z.int('请填整数').check(z.minimum(0, '不能小于 0'), z.maximum(most, `不能大于 ${most}`));

/** A choice of a dictionary, or null. */
export const choice = (say: string) => filled(80, say);

export const recordId = z.string().check(z.minLength(1), z.maxLength(64));
