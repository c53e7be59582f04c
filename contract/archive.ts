/** One event or training as a ZIP file for the shelf (一键归档). It holds names in clear, so a reason is asked for. */
import * as z from 'zod/mini';
import { filled, recordId } from './checks.ts';
import { command } from './define.ts';

const ofKind = z.enum(['outreach', 'training']);
const reason = filled(200, '请写明用途');
const pdf = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

export const ArchiveDone = z.object({
  path: z.string(),
  bytes: z.number(),
  files: z.number(),
  /** Attachments whose file is not on this PC. */
  missing: z.array(z.string()),
});
export type ArchiveDone = z.infer<typeof ArchiveDone>;

export const archive = {
  /** Asks where to, makes everything, writes it and reads it back; null when cancelled. */
  'archive.make': command({
    where: 'shell',
    needs: 'archive.make',
    input: z.object({ ofKind, ofId: recordId, reason }),
    output: z.nullable(ArchiveDone),
  }),
  /** The pages that become PDFs, as HTML. Names in clear; logged. */
  'archive.pages': command({
    needs: 'archive.make',
    input: z.object({ ofKind, ofId: recordId, reason }),
    output: z.object({ fileName: z.string(), pages: z.array(z.object({ path: z.string(), html: z.string() })) }),
    changes: ['audit'],
  }),
  'archive.store': command({
    needs: 'archive.make',
    input: z.object({
      ofKind,
      ofId: recordId,
      reason,
      path: z.string().check(z.regex(/\.zip$/i, '文件名要以 .zip 结尾')),
      pdfs: z.array(z.object({ path: z.string().check(z.maxLength(60)), content: pdf })).check(z.maxLength(10)),
    }),
    output: ArchiveDone,
    changes: ['audit'],
  }),
};
