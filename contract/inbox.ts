/** The centre's inbox: sync files of the outlets, verified, previewed, merged. */
import * as z from 'zod/mini';
import { SideFilesTaken } from './attachment.ts';
import { command, query } from './define.ts';

export const inboxStates = {
  ready: '待合并',
  waiting: '等前一份',
  approval: '等待核准',
  merged: '已合并',
  known: '已收过',
  refused: '拒收',
} as const;

export const InboxFile = z.object({
  sha256: z.string(),
  fileName: z.string(),
  outlet: z.string(),
  outletName: z.string(),
  no: z.number(),
  madeAt: z.number(),
  bytes: z.number(),
  app: z.string(),
  state: z.enum(['ready', 'waiting', 'approval', 'merged', 'known', 'refused']),
  /** Failure code and sentence when refused or waiting. */
  code: z.string(),
  reason: z.string(),
  added: z.number(),
  changed: z.number(),
  same: z.number(),
  conflicts: z.number(),
  shelved: z.number(),
  /** Chains that contradicted what was held: the outlet's ledger was copied or restored. Both are kept. */
  forks: z.number(),
  /** Incarnation of the sending device, hex; empty when the header could not be read. */
  inc: z.string(),
  /** The file was taken back (撤销本批). */
  undone: z.boolean(),
  /** How far the sender's clock was ahead when the file came, in milliseconds; 0 when it was not. */
  clockAheadMs: z.number(),
});
export type InboxFile = z.infer<typeof InboxFile>;

export const InboxOutlet = z.object({
  outlet: z.string(),
  name: z.string(),
  subBranch: z.string(),
  lastNo: z.nullable(z.number()),
  /** Data of this outlet is as of the moment its newest merged file was written. */
  asOf: z.nullable(z.number()),
  receivedAt: z.nullable(z.number()),
  records: z.number(),
  app: z.string(),
  state: z.enum(['none', 'merged', 'waiting', 'approval', 'refused']),
});
export type InboxOutlet = z.infer<typeof InboxOutlet>;

export const MergeSum = z.object({
  files: z.number(),
  merged: z.number(),
  known: z.number(),
  waiting: z.number(),
  refused: z.number(),
  added: z.number(),
  changed: z.number(),
  same: z.number(),
  conflicts: z.number(),
  shelved: z.number(),
  forks: z.number(),
  cancelled: z.boolean(),
});
export type MergeSum = z.infer<typeof MergeSum>;

/** What merging would do to the figures of the half-year of the newest records. */
export const PreviewEffect = z.object({
  /** 2025年上半年 */
  period: z.string(),
  lines: z.array(z.object({ label: z.string(), unit: z.string(), before: z.number(), after: z.number() })),
});
export type PreviewEffect = z.infer<typeof PreviewEffect>;

const reason = z.string().check(z.trim(), z.minLength(2), z.maxLength(200));
const paths = z.array(z.string().check(z.maxLength(4096))).check(z.maxLength(20_000));

export const inbox = {
  'inbox.outlets': query({ needs: 'inbox.read', input: z.object({}), output: z.array(InboxOutlet) }),
  'inbox.files': query({
    needs: 'inbox.read',
    input: z.object({ outlet: z.optional(z.string()) }),
    output: z.array(InboxFile),
  }),
  /** Verifies files or folders and says what merging would do. Nothing is written but private copies of the files. */
  'inbox.preview': command({
    needs: 'inbox.read',
    input: z.object({ paths }),
    output: z.object({
      files: z.array(InboxFile),
      sum: MergeSum,
      effect: PreviewEffect,
      /** Contents of attachments among the files. */
      attachments: z.number(),
    }),
  }),
  /** Says yes to a file that voids much at once, and merges it. */
  'inbox.approve': command({
    needs: 'inbox.approve',
    input: z.object({ sha256: z.string(), reason }),
    output: InboxFile,
    changes: ['inbox', 'complaint', 'outreach', 'training', 'attendance', 'figures', 'exchange'],
  }),
  /** Takes back what a file brought, by operations of the centre, while nothing newer has touched it. */
  'inbox.undo': command({
    needs: 'inbox.approve',
    input: z.object({ sha256: z.string(), reason }),
    output: z.object({
      /** Records voided because the file had begun them. */
      voided: z.number(),
      /** Records whose shared fields went back to what they were. */
      restored: z.number(),
      /** Records with facts only the outlet may change; they stay and are named. */
      left: z.array(z.object({ entity: z.string(), record: z.string() })),
    }),
    changes: ['inbox', 'complaint', 'outreach', 'training', 'attendance', 'figures', 'exchange'],
  }),
  'inbox.merge': command({
    needs: 'inbox.merge',
    input: z.object({ paths }),
    output: z.object({ files: z.array(InboxFile), sum: MergeSum, attachments: SideFilesTaken }),
    changes: ['inbox', 'attachment', 'complaint', 'outreach', 'training', 'attendance', 'figures', 'exchange'],
  }),
};
