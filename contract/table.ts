/** A list as it is on screen, written to an Excel file: masked, or for a right and a reason in clear. */
import * as z from 'zod/mini';
import { recordId, text } from './checks.ts';
import { command } from './define.ts';

const TableColumn = z.object({
  heading: text(60),
  width: z.int().check(z.minimum(1), z.maximum(1000)),
  numeric: z.boolean(),
});

/** Shown texts: what is masked on screen stays masked in the file. */
export const TableContent = z.object({
  title: z.string().check(z.trim(), z.minLength(1), z.maxLength(60)),
  columns: z.array(TableColumn).check(z.minLength(1), z.maxLength(60)),
  rows: z.array(z.array(z.string().check(z.maxLength(5000)))).check(z.maxLength(20_000)),
});
export type TableContent = z.infer<typeof TableContent>;

/** Fields of a complaint that lists show masked. */
export const unmaskable = ['customerName', 'phone', 'summary'] as const;
export type Unmaskable = (typeof unmaskable)[number];

/** The same, with the columns named whose texts the backend puts in clear from the records. */
export const UnmaskedContent = z.extend(TableContent, {
  columns: z
    .array(z.extend(TableColumn, { unmasked: z.nullable(z.enum(unmaskable)) }))
    .check(z.minLength(1), z.maxLength(60)),
  /** Complaint of each row. */
  ids: z.array(recordId).check(z.minLength(1, '没有可导出的行'), z.maxLength(20_000)),
  reason: z.string().check(z.trim(), z.minLength(2, '请写明原因'), z.maxLength(200, '最多 200 个字')),
});

const path = z.string().check(z.regex(/\.xlsx$/i, '文件名要以 .xlsx 结尾'), z.maxLength(1000));

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
    input: z.extend(TableContent, { path }),
    output: z.object({ path: z.string() }),
    changes: ['audit'],
  }),
  /** As `table.save`, with personal fields in clear. */
  'table.saveUnmasked': command({
    where: 'shell',
    needs: 'export.unmasked',
    input: UnmaskedContent,
    output: z.nullable(z.object({ path: z.string() })),
  }),
  'table.writeUnmasked': command({
    needs: 'export.unmasked',
    input: z.extend(UnmaskedContent, { path }),
    output: z.object({ path: z.string() }),
    changes: ['audit'],
  }),
};
