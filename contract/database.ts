/** The database as a whole: is it complete and true, and a copy other tools can read. */
import * as z from 'zod/mini';
import { command } from './define.ts';

export const VerifyReport = z.object({
  ok: z.boolean(),
  /** SQLite's own findings; empty when the file is whole. */
  integrity: z.array(z.string()),
  audit: z.object({ lines: z.number(), firstBroken: z.nullable(z.number()) }),
  chains: z.array(
    z.object({
      node: z.string(),
      stream: z.string(),
      own: z.boolean(),
      ops: z.number(),
      erased: z.number(),
      problem: z.string(),
    }),
  ),
  rows: z.object({
    checked: z.number(),
    /** Records whose row is not what their operations say. */
    different: z.array(z.object({ entity: z.string(), record: z.string(), fields: z.array(z.string()) })),
    conflicts: z.number(),
    shelved: z.number(),
  }),
  attachments: z.object({
    /** Contents of live attachments. */
    checked: z.number(),
    /** Not on this PC. */
    missing: z.number(),
    /** Of the missing ones, those that this outlet added itself. */
    lost: z.number(),
    /** Attachments whose content is damaged. */
    damaged: z.array(z.string()),
  }),
});
export type VerifyReport = z.infer<typeof VerifyReport>;

export const database = {
  /** Recomputes every hash chain and folds every record anew. */
  'database.verify': command({ needs: 'audit.read', input: z.object({}), output: VerifyReport }),
  /** Decrypted SQLite file for other tools. Holds personal data; logged. */
  'database.plainCopy': command({
    needs: 'plainCopy.make',
    input: z.object({ path: z.string() }),
    output: z.object({ path: z.string(), bytes: z.number(), tables: z.record(z.string(), z.number()) }),
  }),
};
