/**
 * Import of lists from Excel: open the file, say what its columns are, try it, do it, undo it.
 * Trying writes nothing. Cells come back masked: the file itself holds them in clear.
 */
import * as z from 'zod/mini';
import { importKinds, importNames } from '#domain/import.ts';
import { filled, recordId } from './checks.ts';
import { command, query } from './define.ts';

export const ImportKindName = z.enum(Object.keys(importKinds) as [keyof typeof importKinds]);
const ImportFieldName = z.enum(importNames as unknown as [(typeof importNames)[number]]);

const file = {
  path: z.string().check(z.minLength(1), z.maxLength(1000)),
  kind: ImportKindName,
  /** Empty: the first sheet with rows. */
  sheet: z._default(z.string().check(z.maxLength(200)), ''),
  /** Row of the headings, from 1; null: the one that looks most like it. */
  headingRow: z._default(z.nullable(z.int().check(z.minimum(1), z.maximum(50))), null),
};

/** What is to be made of the list. */
export const ImportPlan = z.object({
  ...file,
  /** Of the file that was opened: another file under its name is refused. */
  sha256: z.string(),
  /** Column from 0 → field. */
  mapping: z.record(z.string().check(z.regex(/^\d{1,3}$/)), ImportFieldName),
  /** Field → one choice for all rows without a value of their own. */
  fixed: z.record(z.string(), z.string().check(z.maxLength(80))),
  /** Leaves out rows that name another outlet. */
  onlyOwn: z._default(z.boolean(), false),
});
export type ImportPlan = z.input<typeof ImportPlan>;

export const ImportColumn = z.object({
  at: z.number(),
  letter: z.string(),
  heading: z.string(),
  /** First values, masked. */
  samples: z.array(z.string()),
});
export type ImportColumn = z.infer<typeof ImportColumn>;

export const ImportFault = z.object({
  /** As Excel numbers it. */
  row: z.number(),
  /** Letter of the column; '' when no column says it. */
  column: z.string(),
  heading: z.string(),
  field: z.string(),
  value: z.string(),
  reason: z.string(),
});
export type ImportFault = z.infer<typeof ImportFault>;

export const ImportDuplicate = z.object({ row: z.number(), reason: z.string(), of: z.string() });

const Counts = { created: z.number(), faulty: z.number(), duplicate: z.number(), skipped: z.number() };

export const ImportBatch = z.object({
  id: z.string(),
  at: z.number(),
  userName: z.string(),
  kind: ImportKindName,
  fileName: z.string(),
  ...Counts,
  undoneAt: z.nullable(z.number()),
  undoneBy: z.string(),
  undoReason: z.string(),
  undone: z.number(),
  /** Records that were worked on since and would stay. */
  touched: z.number(),
});
export type ImportBatch = z.infer<typeof ImportBatch>;

const topics = ['complaint', 'figures', 'exchange'] as const;

export const imports = {
  'import.open': query({
    needs: 'import.run',
    input: z.object(file),
    output: z.object({
      fileName: z.string(),
      sha256: z.string(),
      sheets: z.array(z.string()),
      sheet: z.string(),
      headingRow: z.number(),
      /** Below the headings, without empty ones. */
      rows: z.number(),
      columns: z.array(ImportColumn),
      mapping: z.record(z.string(), ImportFieldName),
      fixed: z.record(z.string(), z.string()),
      /** The columns are those of the last list of this kind. */
      remembered: z.boolean(),
      /** When the same file was imported before. */
      before: z.nullable(z.number()),
    }),
  }),
  /** Tries every row by the rules of registration and takes it back. */
  'import.check': query({
    needs: 'import.run',
    input: ImportPlan,
    output: z.object({
      ...Counts,
      /** Of `created`: received in a locked period, so that they become 补报. */
      late: z.number(),
      faults: z.array(ImportFault),
      duplicates: z.array(ImportDuplicate),
      /** The first rows as they would be registered. */
      samples: z.array(
        z.object({
          row: z.number(),
          receivedOn: z.string(),
          customer: z.string(),
          business: z.string(),
          cause: z.string(),
          summary: z.string(),
          closedOn: z.string(),
        }),
      ),
    }),
  }),
  /** Registers the rows that are right, all or none. */
  'import.run': command({
    needs: 'import.run',
    input: ImportPlan,
    output: z.object({ batch: z.string(), ...Counts }),
    changes: topics,
  }),
  'import.batches': query({ needs: 'import.run', input: z.object({}), output: z.array(ImportBatch) }),
  /** Voids what nobody has worked on since. */
  'import.undo': command({
    needs: 'import.undo',
    input: z.object({ batch: recordId, reason: filled(200, '请写明撤销的原因') }),
    output: z.object({ voided: z.number(), kept: z.array(z.string()) }),
    changes: topics,
  }),
};
