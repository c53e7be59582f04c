/** Reporting (上报): what an outlet carries to the centre. Nothing here ever says 已上传. */
import * as z from 'zod/mini';
import { SideFilesTaken, SideFilesWritten } from './attachment.ts';
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
  /** What the centre said of this very file, when it has said something. */
  said: z.nullable(z.object({ state: z.string(), code: z.string(), reason: z.string() })),
  /** Files this export was divided into; absent in the history. */
  parts: z.optional(z.number()),
});
export type ExportLine = z.infer<typeof ExportLine>;

/** What the centre's last word proves about this outlet's records. */
export const Confirmation = z.object({
  /** When the centre said it, milliseconds UTC. */
  at: z.number(),
  /** Records of this outlet the centre held then. */
  records: z.number(),
  /** The centre holds every operation there is here. */
  complete: z.boolean(),
  /** Whether the records are equal on both sides; null while something is still on its way. */
  agrees: z.nullable(z.boolean()),
});
export type Confirmation = z.infer<typeof Confirmation>;

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
      confirmed: z.nullable(Confirmation),
    }),
  }),
  'exchange.check': query({ needs: 'exchange.export', input: z.object({}), output: z.array(CheckItem) }),
  'exchange.export': command({
    needs: 'exchange.export',
    input: z.object({
      folder: z.string(),
      /** Largest file the way allows (mail), in bytes; more files are written when one is not enough. */
      partBytes: z.optional(z.int().check(z.minimum(100_000), z.maximum(64 * 1024 * 1024))),
    }),
    output: z.object({ ...ExportLine.shape, attachments: SideFilesWritten }),
    changes: ['exchange'],
  }),
  /** What identifies this PC to the centre, to be read over the phone. */
  'exchange.device': query({
    needs: 'exchange.read',
    input: z.object({}),
    output: z.object({ fingerprint: z.string(), letter: z.string() }),
  }),
  /** A newer pack of the same branch for an outlet that is already set up. */
  'exchange.importPack': command({
    needs: 'exchange.export',
    input: z.object({ path: z.string() }),
    output: z.object({
      added: z.number(),
      changed: z.number(),
      packNo: z.number(),
      /** False when everything in it was known: the same pack, or an older one. */
      isNews: z.boolean(),
      /** This PC turned out to be restored or copied and goes on under a new device number. */
      renewed: z.boolean(),
      /** Papers of cases handled for another, which lay beside the pack. */
      attachments: SideFilesTaken,
    }),
    changes: ['attachment', 'exchange', 'dictionary', 'organisation', 'complaint', 'session'],
  }),
};
