/**
 * One event or training as a ZIP file (一键归档). The shell turns pages into PDFs; everything else is put
 * together here, written whole or not at all, opened again and compared with its own manifest.
 */
import { readFileSync, rmSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { unzipSync, zipSync } from 'fflate';
import type { ArchiveDone } from '#contract/archive.ts';
import type { Parsed } from '#contract/index.ts';
import { sha256Hex } from '#db/hash.ts';
import type { Manifest } from '#domain/archive.ts';
import {
  archiveFileName,
  archiveLimits,
  indexName,
  manifestName,
  planName,
  sheetName,
  summaryName,
} from '#domain/archive.ts';
import { dateOfInstant, formatLong, timeOfInstant } from '#domain/dates.ts';
import { Failure, isFailure } from '#domain/failure.ts';
import { indexPage, planPage } from './archive/pages.ts';
import type { Placed, Subject } from './archive/subject.ts';
import { subjectOf } from './archive/subject.ts';
import { summaryFile } from './archive/summary.ts';
import type { Ctx } from './context.ts';
import type { JobCtx, Jobs, Verbs } from './dispatch.ts';
import { writeFileDurably } from './files/atomic-write.ts';
import { isKept, readBlob } from './files/blob-store.ts';
import { fileFailure } from './files/file-failure.ts';
import { signInPages } from './print/sign-in.ts';

const momentText = (ctx: Ctx): string => `${dateOfInstant(ctx.now())} ${timeOfInstant(ctx.now())}`;

const isHere = (ctx: Ctx, { of }: Placed): boolean => isKept(ctx.installation, of.sha256, of.bytes);

function pagesOf(ctx: Ctx, { ofKind, ofId, reason }: Parsed<'archive.pages'>) {
  const subject = subjectOf(ctx, ofKind, ofId);
  const missing = new Set(subject.attachments.filter((each) => !isHere(ctx, each)).map(({ path }) => path));
  const sheets = subject.sheets.map((sheet) => ({
    path: sheetName(ofKind, sheet),
    html: signInPages(ctx, {
      kind: ofKind,
      id: ofId,
      template: ofKind === 'training' ? 'T1' : sheet === 'public' ? 'T2' : 'T4',
      large: false,
      rows: 0,
      filled: true,
      unmaskedReason: reason,
    }).html,
  }));
  ctx.note({ record: ofId, text: `${subject.number} 归档排版，明文，用途：${reason}` });
  return {
    fileName: archiveFileName(subject.number, subject.title),
    pages: [
      { path: indexName, html: indexPage(subject, { missing, madeAt: momentText(ctx), madeBy: ctx.user.staffNo }) },
      { path: planName, html: planPage(subject) },
      ...sheets,
    ],
  };
}

/** @throws Failure fileTooLarge, diskFull, readOnly, targetGone; then there is no file */
async function store(ctx: JobCtx, input: Parsed<'archive.store'>): Promise<ArchiveDone> {
  if (!isAbsolute(input.path)) throw new Failure('invalid', '没有指明存到哪里，没有归档。请重新选择位置。');
  const subject = subjectOf(ctx, input.ofKind, input.ofId);
  const { files, missing } = await contentsOf(ctx, subject, input.pdfs);
  const names = [...files.keys()].toSorted();
  const manifest: Manifest = {
    format: 1,
    number: subject.number,
    title: subject.title,
    outlet: subject.outletName,
    madeAt: momentText(ctx),
    madeBy: ctx.user.staffNo,
    files: names.map((path) => {
      const content = files.get(path) ?? new Uint8Array();
      return { path, bytes: content.length, sha256: sha256Hex(content) };
    }),
    missing,
  };
  const ordered = new Map(names.map((path) => [path, files.get(path) ?? new Uint8Array()]));
  ordered.set(manifestName, Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`));
  const written = writeFileDurably(input.path, zipped(ordered, ctx.now()));
  verifyOrRemove(written.path, manifest);
  ctx.commit((inner) => {
    const gaps = missing.length === 0 ? '' : `，缺 ${missing.length} 个附件`;
    inner.note({
      record: subject.id,
      text: `${subject.number} 归档 ${ordered.size} 个文件${gaps}，用途：${input.reason}`,
    });
  });
  const bytes = readFileSync(written.path).length;
  return { path: written.path, bytes, files: ordered.size, missing: [...missing] };
}

async function contentsOf(ctx: Ctx, subject: Subject, pdfs: Parsed<'archive.store'>['pdfs']) {
  const files = new Map<string, Uint8Array>(pdfs.map(({ path, content }) => [path, content]));
  const missing: string[] = [];
  const photos: Buffer[] = [];
  let total = 0;
  for (const each of subject.attachments) {
    const content = contentOf(ctx, each);
    if (content === null) {
      missing.push(each.path);
      continue;
    }
    total += content.length;
    if (total > archiveLimits.bytes)
      throw new Failure(
        'fileTooLarge',
        '附件合计超过 400 MB，没有归档。台账数据安全。请先把大文件另存，再作废后归档。',
      );
    files.set(each.path, content);
    if (each.of.kind === 'photo' && each.of.mime === 'image/jpeg' && photos.length < 4) photos.push(content);
  }
  files.set(summaryName, await summaryFile(subject, photos, formatLong(ctx.today())));
  return { files, missing };
}

/** Null when it is not on this PC, or damaged: the index and the manifest say so. */
function contentOf(ctx: Ctx, { of }: Placed): Buffer | null {
  try {
    return readBlob(ctx.installation, of.sha256);
  } catch (error) {
    if (isFailure(error)) return null;
    throw error;
  }
}

/**
 * Pictures and Word files are compressed already; PDFs shrink a little. The entries say they come from
 * Unix (3): marked as FAT, Debian's unzip takes the Chinese names for an old code page.
 */
const origin = { os: 3, attrs: 0o100_644 * 0x1_0000 } as const;

function zipped(files: ReadonlyMap<string, Uint8Array>, now: number): Uint8Array {
  const level = (path: string): 0 | 6 => (/\.(pdf|json)$/.test(path) ? 6 : 0);
  return zipSync(
    Object.fromEntries(
      [...files].map(([path, content]) => [
        path,
        [new Uint8Array(content), { ...origin, level: level(path), mtime: now }],
      ]),
    ),
  );
}

/** @throws Failure targetGone; then there is no file */
function verifyOrRemove(path: string, manifest: Manifest): void {
  try {
    verifyArchive(path, manifest);
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  }
}

/** Opens the file that was written and compares every entry. @throws Failure targetGone */
function verifyArchive(path: string, manifest: Manifest): void {
  const wrong = (): Failure =>
    new Failure('targetGone', '归档文件写入后核对不一致，请不要使用它。台账数据安全。请换一个 U 盘或文件夹再归档。');
  let entries: Record<string, Uint8Array>;
  try {
    entries = unzipSync(readFileSync(path));
  } catch (error) {
    throw error instanceof Error && 'errno' in error ? fileFailure(error, 'write') : wrong();
  }
  const isWhole = manifest.files.every(({ path: name, sha256 }) => {
    const content = entries[name];
    return content !== undefined && sha256Hex(content) === sha256;
  });
  if (!isWhole || Object.keys(entries).length !== manifest.files.length + 1) throw wrong();
}

export const archiveVerbs = {
  'archive.pages': (input, ctx) => pagesOf(ctx, input),
} satisfies Verbs;

export const archiveJobs = {
  'archive.store': (input, ctx) => store(ctx, input),
} satisfies Jobs;
