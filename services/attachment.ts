/** Attachments of complaints, events and trainings. Contents: services/files/blob-store.ts. */
import { isAbsolute } from 'node:path';
import type { AttachmentRow, Twin } from '#contract/attachment.ts';
import type { Parsed } from '#contract/index.ts';
import type { Picture } from '#db/attachment.ts';
import { allPictures, attachmentsOf, contentsOnlyOf, isErased, noteErased } from '#db/attachment.ts';
import { sha256Hex } from '#db/hash.ts';
import { getRecord } from '#db/record.ts';
import type { Attachment } from '#domain/attachment.ts';
import {
  attachmentEntity,
  attachmentKinds,
  attachmentLimits,
  isOffDate,
  isOpenlyShown,
  likelyKind,
} from '#domain/attachment.ts';
import { Failure } from '#domain/failure.ts';
import { extensionOf, fileKindOf, isRefusal, kindLabel, refusalSentences } from '#domain/file-kind.ts';
import { takenOnOf, withoutMetadata } from '#domain/image-metadata.ts';
import { isSamePicture, pictureWords } from '#domain/picture-hash.ts';
import { findOwner, outletNameOf, ownerFacts } from './attachment-owner.ts';
import type { Ctx } from './context.ts';
import type { Verbs } from './dispatch.ts';
import { writeFileDurably } from './files/atomic-write.ts';
import { eraseBlob, isKept, keepBlob, readBlob } from './files/blob-store.ts';

type Add = Parsed<'attachment.add'>;

/** In the order they were added. */
export function listAttachments(ctx: Ctx, ofId: string): AttachmentRow[] {
  const all = attachmentsOf(ctx.db, ofId);
  const pictures = all.some(isComparable) ? gallery(ctx) : [];
  return all.map((each) => rowOf(ctx, each, titleOf(ctx, each, all), pictures));
}

function rowOf(ctx: Ctx, of: Attachment, title: string, pictures: readonly Framed[]): AttachmentRow {
  const owner = ownerFacts(ctx, of.ofKind, of.ofId);
  return {
    id: of.id,
    kind: of.kind,
    title,
    mime: of.mime,
    type: kindLabel(of.mime),
    bytes: of.bytes,
    takenOn: of.takenOn,
    page: of.page,
    open: isOpenlyShown(of),
    recordedBy: isForeign(ctx, of) ? outletNameOf(ctx, of.outlet) : '',
    here: isKept(ctx.installation, of.sha256, of.bytes),
    offDate: of.kind === 'photo' && owner !== null && isOffDate(of.takenOn, owner.from, owner.to),
    twins: twinsOf(ctx, of, pictures),
  };
}

type Framed = Picture & { readonly words: Int32Array };

/** Every photo there is, ready to be compared. */
const gallery = (ctx: Ctx): readonly Framed[] =>
  allPictures(ctx.db).map((picture) => ({ ...picture, words: pictureWords(picture.pictureHash) }));

const isComparable = (of: Attachment): boolean => of.kind === 'photo' && of.pictureHash !== null;

/** File names may hold names: they are shown where the file came from, and never beside a complaint. */
function titleOf(ctx: Ctx, of: Attachment, all: readonly Attachment[]): string {
  if (ctx.identity.side === 'outlet' && of.ofKind !== 'complaint' && of.name !== null) return of.name;
  const number = all.filter(({ kind, id }) => kind === of.kind && id <= of.id).length;
  return `${attachmentKinds[of.kind]} ${number}`;
}

/** Other records with the same photo: at an outlet its own, at the centre those of the whole branch. */
function twinsOf(ctx: Ctx, of: Attachment, pictures: readonly Framed[]): Twin[] {
  if (of.pictureHash === null || of.kind !== 'photo') return [];
  const words = pictureWords(of.pictureHash);
  const others = new Map<string, Twin>();
  for (const picture of pictures) {
    if (picture.ofId === of.ofId || others.has(picture.ofId) || !isSamePicture(words, picture.words)) continue;
    const owner = ownerFacts(ctx, picture.ofKind, picture.ofId);
    if (owner === null || !owner.live) continue;
    const { number, title, outlet, from } = owner;
    const { ofKind, ofId } = picture;
    others.set(ofId, { ofKind, ofId, number, title, outletName: outletNameOf(ctx, outlet), heldOn: from });
  }
  return [...others.values()];
}

/**
 * Takes a file in: what it is is seen from its content, place and camera are cut out of pictures.
 * The content is on disk before the record says so; a content without a record does no harm.
 * @throws Failure attachmentRefused, fileTooLarge, impossible, conflict and those of writing files
 */
export function addAttachment(ctx: Ctx, input: Add): string {
  const owner = findOwner(ctx, input.ofKind, input.ofId);
  const outlet = ctx.identity.node;
  if (ctx.identity.side !== 'outlet') throw new Failure('forbidden', '附件由网点添加，中心只查看。没有改动任何内容。');
  if (!owner.live) throw new Failure('impossible', '这条记录已取消或作废，不能再添加附件。没有改动任何内容。');
  if (input.content.length > attachmentLimits.fileBytes) {
    throw new Failure('fileTooLarge', '文件超过 15 MB，没有存入。请压缩后再添加，或拆成几个文件。');
  }
  const found = fileKindOf(input.content);
  if (isRefusal(found)) throw new Failure('attachmentRefused', refusalSentences[found]);
  const content = withoutMetadata(input.content, found.mime);
  const sha256 = sha256Hex(content);
  const before = attachmentsOf(ctx.db, input.ofId);
  refuseRepeat(ctx, before, sha256);
  keepBlob(ctx.installation, content);
  const id = ctx.newId();
  const kind = input.kind ?? likelyKind(input.ofKind, found.mime, input.name);
  ctx.write(attachmentEntity, id, {
    outlet,
    ofKind: input.ofKind,
    ofId: input.ofId,
    kind,
    name: input.name === '' ? null : input.name,
    mime: found.mime,
    bytes: content.length,
    sha256,
    takenOn: input.takenOn ?? (found.mime === 'image/jpeg' ? takenOnOf(input.content) : null),
    pictureHash: input.pictureHash,
    page: input.page,
  });
  ctx.note({ record: input.ofId, text: `${owner.number} 附件：${attachmentKinds[kind]} ${sha256.slice(0, 8)}` });
  return id;
}

function refuseRepeat(ctx: Ctx, before: readonly Attachment[], sha256: string): void {
  if (before.some((each) => each.sha256 === sha256))
    throw new Failure('conflict', '这个文件已经在这里了，没有重复存入。');
  if (before.length >= attachmentLimits.perRecord)
    throw new Failure('impossible', `一条记录最多 ${attachmentLimits.perRecord} 个附件，没有存入。`);
  if (isErased(ctx.db, sha256))
    throw new Failure('impossible', '这个文件的内容已按客户要求清除，不能再次存入。没有改动任何内容。');
}

/** It came with a case of another outlet. */
const isForeign = ({ identity }: Pick<Ctx, 'identity'>, { outlet }: Attachment): boolean =>
  identity.side === 'outlet' && outlet !== identity.node;

/** Evidence is changed and voided by whoever recorded it. @throws Failure notFound, forbidden */
function ownAttachment(ctx: Ctx, id: string): Attachment {
  const of = findAttachment(ctx, id);
  if (isForeign(ctx, of))
    throw new Failure(
      'forbidden',
      `这个附件由${outletNameOf(ctx, of.outlet)}登记，由登记的网点改类别或作废。没有改动任何内容。`,
    );
  return of;
}

/** @throws Failure notFound */
export function findAttachment(ctx: Pick<Ctx, 'db'>, id: string): Attachment {
  const found = getRecord(ctx.db, attachmentEntity, id);
  if (found === null || found.voided) throw new Failure('notFound', '没有找到这个附件，可能已作废。请刷新后再看。');
  return found;
}

/** Number of the record, kind and running number: `HD-…_照片2.jpg`. Nothing personal. */
export function plainFileName(ctx: Ctx, of: Attachment): string {
  const same = attachmentsOf(ctx.db, of.ofId).filter(({ kind, id }) => kind === of.kind && id <= of.id);
  const number = ownerFacts(ctx, of.ofKind, of.ofId)?.number ?? '';
  return `${number}_${attachmentKinds[of.kind]}${same.length}${extensionOf(of.mime, of.name)}`;
}

function noteAbout(ctx: Ctx, of: Attachment, what: string): void {
  const number = ownerFacts(ctx, of.ofKind, of.ofId)?.number ?? '';
  ctx.note({ record: of.ofId, text: `${number} ${what}：${attachmentKinds[of.kind]} ${of.sha256.slice(0, 8)}` });
}

/** The file first, then the audit line. @throws Failure of reading and writing */
function storeCopy(ctx: Ctx, id: string, path: string) {
  if (!isAbsolute(path)) throw new Failure('invalid', '没有指明存到哪里，没有另存。请重新选择位置。');
  const of = findAttachment(ctx, id);
  const written = writeFileDurably(path, readBlob(ctx.installation, of.sha256));
  noteAbout(ctx, of, '另存附件');
  return { path: written.path, bytes: of.bytes };
}

/**
 * Removes contents for good: of these attachments, or of all attachments of these records, as far as
 * no other record shows the same content. The erasing verb calls it in its transaction, last. Returns
 * how many contents were removed; their hashes are remembered, so that no old side file brings them back.
 */
export function eraseBlobs(ctx: Pick<Ctx, 'db' | 'now' | 'installation'>, recordIds: readonly string[]): number {
  const contents = contentsOnlyOf(ctx.db, recordIds);
  for (const sha256 of contents) {
    noteErased(ctx.db, sha256, ctx.now());
    eraseBlob(ctx.installation, sha256);
  }
  return contents.length;
}

const oneRow = (ctx: Ctx, of: Attachment): AttachmentRow => {
  const all = attachmentsOf(ctx.db, of.ofId);
  return rowOf(ctx, of, titleOf(ctx, of, all), isComparable(of) ? gallery(ctx) : []);
};

export const attachmentVerbs = {
  'attachment.list': ({ ofId }, ctx) => listAttachments(ctx, ofId),
  'attachment.add': (input, ctx) => oneRow(ctx, findAttachment(ctx, addAttachment(ctx, input))),
  'attachment.setKind': ({ id, kind }, ctx) => {
    const of = ownAttachment(ctx, id);
    ctx.write(attachmentEntity, id, { kind });
    noteAbout(ctx, of, `附件改为${attachmentKinds[kind]}`);
    return {};
  },
  'attachment.void': ({ id, reason }, ctx) => {
    const of = ownAttachment(ctx, id);
    ctx.write(attachmentEntity, id, { voided: true, voidReason: reason });
    noteAbout(ctx, of, '作废附件');
    return {};
  },
  'attachment.thumbnail': ({ id }, ctx) => {
    const of = findAttachment(ctx, id);
    if (!isOpenlyShown(of)) throw new Failure('forbidden', '这个附件要打开才能看，打开会记入操作记录。');
    return { mime: of.mime, content: readBlob(ctx.installation, of.sha256) };
  },
  'attachment.open': ({ id }, ctx) => {
    const of = findAttachment(ctx, id);
    const content = readBlob(ctx.installation, of.sha256);
    noteAbout(ctx, of, '查看附件');
    return { mime: of.mime, name: of.name ?? plainFileName(ctx, of), content };
  },
  'attachment.copyName': ({ id }, ctx) => ({ fileName: plainFileName(ctx, findAttachment(ctx, id)) }),
  'attachment.storeCopy': ({ id, path }, ctx) => storeCopy(ctx, id, path),
} satisfies Verbs;
