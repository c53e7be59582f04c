/** Reporting (上报): what an outlet carries to the centre. Nothing here ever says 已上传. */
import * as z from 'zod/mini';
import { SideFilesWritten } from './attachment.ts';
import { command, query } from './define.ts';

export const CheckItem = z.object({
  /** `block` stops the export, `warn` does not. */
  weight: z.enum(['block', 'warn']),
  text: z.string(),
  /** Route of the record to mend, e.g. `/complaints/…`. */
  link: z.string(),
});
export type CheckItem = z.infer<typeof CheckItem>;

export const ExportLine = z.object({
  no: z.number(),
  madeAt: z.number(),
  madeBy: z.string(),
  file: z.string(),
  bytes: z.number(),
  /** 8 characters to read over the phone. */
  checkCode: z.string(),
  counts: z.record(z.string(), z.number()),
  /** 已导出·待送达 until a receipt of the centre covers its last operation. */
  state: z.enum(['exported', 'received']),
});
export type ExportLine = z.infer<typeof ExportLine>;

export const exchange = {
  'exchange.state': query({
    needs: 'exchange.read',
    input: z.object({}),
    output: z.object({
      /** Operations written since the last export, by what they are about. */
      pending: z.record(z.string(), z.number()),
      pendingTotal: z.number(),
      history: z.array(ExportLine),
      /** Contents of attachments, and how many of them the centre does not have for certain. */
      attachments: z.object({ total: z.number(), unconfirmed: z.number() }),
    }),
  }),
  'exchange.check': query({ needs: 'exchange.export', input: z.object({}), output: z.array(CheckItem) }),
  'exchange.export': command({
    needs: 'exchange.export',
    input: z.object({ folder: z.string() }),
    output: z.object({ ...ExportLine.shape, attachments: SideFilesWritten }),
    changes: ['exchange'],
  }),
  /** A newer pack of the same branch for an outlet that is already set up. */
  'exchange.importPack': command({
    needs: 'exchange.export',
    input: z.object({ path: z.string() }),
    output: z.object({ added: z.number(), changed: z.number(), packNo: z.number() }),
    changes: ['exchange', 'dictionary', 'organisation', 'complaint', 'session'],
  }),
};
