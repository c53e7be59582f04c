/** What was typed into a date field, as a business date within its limits. */
import { parseTypedDate, type YearChoice } from '#domain/typed-date.ts';

export interface DayLimits {
  /** Business date of today. */
  readonly today: string;
  readonly min?: string | undefined;
  readonly max?: string | undefined;
  readonly year?: YearChoice;
}

/** The day typed, null for empty, or what is wrong with it. */
export function readDay(typed: string, limits: DayLimits): string | null | { readonly problem: string } {
  // What is shown while nothing is being typed reads `2025-06-12 周四`.
  const text = typed.replace(/周[一二三四五六日]$/, '').trim();
  if (text === '') return null;
  const day = parseTypedDate(text, limits.today, limits.year ?? 'nearest');
  if (day === null) return { problem: `“${text}”不是日期，可以写 612、6-12 或 20250612` };
  if (limits.min !== undefined && day < limits.min) return { problem: `不能早于 ${limits.min}` };
  if (limits.max !== undefined && day > limits.max) return { problem: `不能晚于 ${limits.max}` };
  return day;
}
