/**
 * A file that belongs to a complaint, an outreach event or a training (附件). The record says what it
 * is and names the content by its SHA-256; the content itself lies encrypted beside the database
 * (services/files/blob-store.ts) and travels as a side file (domain/sync/side-file.ts).
 * Written once: a wrong one is voided with a reason, and the right one added.
 */
import { daysBetween } from './dates.ts';
import type { RecordOf } from './entity.ts';
import { needed, optional } from './entity.ts';

export const attachmentKinds = {
  sheet: '签到表扫描',
  photo: '照片',
  plan: '方案通知',
  summary: '总结',
  material: '资料样张',
  evidence: '证据',
  other: '其他',
} as const;
export type AttachmentKind = keyof typeof attachmentKinds;

export type AttachmentOwner = 'complaint' | 'outreach' | 'training';

export const attachmentEntity = {
  name: 'attachment',
  owner: 'outlet',
  fields: {
    outlet: needed.text('B'),
    ofKind: needed.text<AttachmentOwner>('A'),
    ofId: needed.text('A'),
    kind: needed.text<AttachmentKind>('C'),
    /** As the file was called; people put names into file names. Null once erased. */
    name: optional.text('A', { personal: true }),
    /** By content (`domain/file-kind.ts`), never by the name's ending. */
    mime: needed.text('A'),
    bytes: needed.int('A'),
    /** Of the plain content, 64 hex digits. */
    sha256: needed.text('A'),
    /** Business date a photo was taken on, from the photo itself. */
    takenOn: optional.text('A'),
    /** What a picture looks like (`domain/picture-hash.ts`). */
    pictureHash: optional.text('A'),
    /** Page of the sheet it shows. */
    page: optional.int('A'),
  },
} as const;

export type Attachment = RecordOf<typeof attachmentEntity>;

const MiB = 1024 * 1024;

export const attachmentLimits = {
  /** What is stored and sent; a request to the database process takes at most 16 MiB. */
  fileBytes: 15 * MiB,
  /** What may be opened to be shrunk. */
  photoBytes: 60 * MiB,
  photoPixels: 120_000_000,
  perRecord: 200,
} as const;

/** Photos are shrunk to this longer side. */
export const longestSide = 1600;

/** Kinds offered for each owner, the likeliest first. */
export const kindsFor: Readonly<Record<AttachmentOwner, readonly AttachmentKind[]>> = {
  complaint: ['evidence', 'photo', 'plan', 'other'],
  outreach: ['photo', 'sheet', 'plan', 'material', 'summary', 'other'],
  training: ['sheet', 'photo', 'plan', 'material', 'summary', 'other'],
};

/** What a new file most likely is. */
export function likelyKind(owner: AttachmentOwner, mime: string, name: string): AttachmentKind {
  if (owner === 'complaint') return 'evidence';
  if (/签到/u.test(name)) return 'sheet';
  if (/总结|小结/u.test(name)) return 'summary';
  if (/方案|通知|计划/u.test(name)) return 'plan';
  if (mime.startsWith('image/')) return 'photo';
  return mime === 'application/pdf' ? 'material' : 'plan';
}

/**
 * Whether it may be looked at without leaving a line in the audit trail: photos of an event are what
 * everybody saw; sheets hold signatures, and what belongs to a complaint is the customer's.
 */
export const isOpenlyShown = (of: Pick<Attachment, 'ofKind' | 'kind' | 'mime'>): boolean =>
  of.ofKind !== 'complaint' && (of.kind === 'photo' || of.kind === 'material') && of.mime.startsWith('image/');

/** A photo's own date may differ by one day: a camera's clock, an event past midnight. */
const daysApart = 1;

/** Whether a photo's own date contradicts the days of its event. */
export const isOffDate = (takenOn: string | null, from: string, to: string): boolean =>
  takenOn !== null && (daysBetween(takenOn, from) > daysApart || daysBetween(to, takenOn) > daysApart);
