/** The centre's inbox: sync files of the outlets, verified, previewed, merged. */
import * as z from 'zod/mini';
import { SideFilesTaken } from './attachment.ts';
import { command, query } from './define.ts';

export const inboxStates = {
  ready: '待合并',
  waiting: '等前一份',
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
  state: z.enum(['ready', 'waiting', 'merged', 'known', 'refused']),
  /** Failure code and sentence when refused or waiting. */
  code: z.string(),
  reason: z.string(),
  added: z.number(),
  changed: z.number(),
  same: z.number(),
  conflicts: z.number(),
  shelved: z.number(),
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
  state: z.enum(['none', 'merged', 'waiting', 'refused']),
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
  cancelled: z.boolean(),
});
export type MergeSum = z.infer<typeof MergeSum>;

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
      complaintsBefore: z.number(),
      complaintsAfter: z.number(),
      /** Contents of attachments among the files. */
      attachments: z.number(),
    }),
  }),
  'inbox.merge': command({
    needs: 'inbox.merge',
    input: z.object({ paths }),
    output: z.object({ files: z.array(InboxFile), sum: MergeSum, attachments: SideFilesTaken }),
    changes: ['inbox', 'attachment', 'complaint', 'outreach', 'training', 'attendance', 'figures', 'exchange'],
  }),
};
