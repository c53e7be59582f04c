/** Attachments of complaints, events and trainings: added, looked at, saved as a copy, voided. */
import * as z from 'zod/mini';
import { attachmentKinds } from '#domain/attachment.ts';
import type { AttachmentKind } from '#domain/attachment.ts';
import { count, day, filled, recordId, text } from './checks.ts';
import { command, query } from './define.ts';

const ofKind = z.enum(['complaint', 'outreach', 'training']);
const kind = z.enum(Object.keys(attachmentKinds) as [AttachmentKind, ...AttachmentKind[]]);
const content = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

/** The same photo elsewhere. */
export const Twin = z.object({
  ofKind,
  ofId: z.string(),
  /** Number and title of the other record. */
  number: z.string(),
  title: z.string(),
  outletName: z.string(),
  heldOn: z.string(),
});
export type Twin = z.infer<typeof Twin>;

export const AttachmentRow = z.object({
  id: z.string(),
  kind,
  /** What is shown: the file's name, or for what may hold personal data the kind and a running number. */
  title: z.string(),
  mime: z.string(),
  /** JPEG 图片 */
  type: z.string(),
  bytes: z.number(),
  takenOn: z.nullable(z.string()),
  page: z.nullable(z.number()),
  /** A picture that may be shown without asking. */
  open: z.boolean(),
  /** At an outlet: who recorded it, when that was another, who alone changes it; else ''. */
  recordedBy: z.string(),
  /** Its file is on this PC. */
  here: z.boolean(),
  /** The photo says it was taken on another day than the event. */
  offDate: z.boolean(),
  twins: z.array(Twin),
});
export type AttachmentRow = z.infer<typeof AttachmentRow>;

/** What reporting wrote beside the sync file: contents the centre does not have for certain. */
export const SideFilesWritten = z.object({
  folder: z.string(),
  total: z.number(),
  written: z.number(),
  existed: z.number(),
  missing: z.number(),
  problem: z.string(),
});

/** What the inbox took in of them. */
export const SideFilesTaken = z.object({
  stored: z.number(),
  /** Held already, or no longer needed. */
  known: z.number(),
  /** Whose record has not come yet; kept, tried again at every merge. */
  waiting: z.number(),
  refused: z.array(z.object({ fileName: z.string(), code: z.string(), reason: z.string() })),
});

export type SideFilesTaken = z.infer<typeof SideFilesTaken>;

const changes = ['attachment', 'outreach', 'training', 'complaint', 'exchange'] as const;

export const attachment = {
  'attachment.list': query({
    needs: 'attachment.read',
    input: z.object({ ofKind, ofId: recordId }),
    output: z.array(AttachmentRow),
  }),
  /** What it is, is seen from its content; what a picture says about place and camera is cut out. */
  'attachment.add': command({
    needs: 'attachment.write',
    input: z.object({
      ofKind,
      ofId: recordId,
      kind: z.nullable(kind),
      name: text(200),
      content,
      takenOn: z._default(z.nullable(day), null),
      pictureHash: z._default(z.nullable(z.string().check(z.regex(/^[0-9a-f]{128}$/))), null),
      page: z._default(z.nullable(count(999)), null),
    }),
    output: AttachmentRow,
    changes,
  }),
  'attachment.setKind': command({
    needs: 'attachment.write',
    input: z.object({ id: recordId, kind }),
    output: z.object({}),
    changes,
  }),
  'attachment.void': command({
    needs: 'attachment.write',
    input: z.object({ id: recordId, reason: filled(200, '请写明原因') }),
    output: z.object({}),
    changes,
  }),
  /** A picture everybody at the event saw. Anything else is opened, which leaves a line. */
  'attachment.thumbnail': query({
    needs: 'attachment.read',
    input: z.object({ id: recordId }),
    output: z.object({ mime: z.string(), content }),
  }),
  'attachment.open': command({
    needs: 'attachment.read',
    input: z.object({ id: recordId }),
    output: z.object({ mime: z.string(), name: z.string(), content }),
    changes: ['audit'],
  }),
  /** Asks where to and writes a copy; null when cancelled. */
  'attachment.saveCopy': command({
    where: 'shell',
    needs: 'attachment.read',
    input: z.object({ id: recordId }),
    output: z.nullable(z.object({ path: z.string() })),
  }),
  /** Name for a copy: nothing personal in it. */
  'attachment.copyName': query({
    needs: 'attachment.read',
    input: z.object({ id: recordId }),
    output: z.object({ fileName: z.string() }),
  }),
  'attachment.storeCopy': command({
    needs: 'attachment.read',
    input: z.object({ id: recordId, path: z.string().check(z.minLength(1)) }),
    output: z.object({ path: z.string(), bytes: z.number() }),
    changes: ['audit'],
  }),
};
