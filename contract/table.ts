/** A list as it is on screen, written to an Excel file. */
import * as z from 'zod/mini';
import { text } from './checks.ts';
import { command } from './define.ts';

/** Shown texts: what is masked on screen stays masked in the file. */
export const TableContent = z.object({
  title: z.string().check(z.trim(), z.minLength(1), z.maxLength(60)),
  columns: z
    .array(z.object({ heading: text(60), width: z.int().check(z.minimum(1), z.maximum(1000)), numeric: z.boolean() }))
    .check(z.minLength(1), z.maxLength(60)),
  rows: z.array(z.array(z.string().check(z.maxLength(5000)))).check(z.maxLength(20_000)),
});
export type TableContent = z.infer<typeof TableContent>;

export const table = {
  /** Asks where to; null when cancelled. */
  'table.save': command({
    where: 'shell',
    needs: 'print.document',
    input: TableContent,
    output: z.nullable(z.object({ path: z.string() })),
  }),
  'table.write': command({
    needs: 'print.document',
    input: z.extend(TableContent, {
      path: z.string().check(z.regex(/\.xlsx$/i, '文件名要以 .xlsx 结尾'), z.maxLength(1000)),
    }),
    output: z.object({ path: z.string() }),
    changes: ['audit'],
  }),
};
