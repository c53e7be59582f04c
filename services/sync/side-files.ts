/**
 * Contents of attachments on their way to the centre, beside the sync file; the way down is in handed-contents.ts. What the centre has is
 * computed from its last word each time and never remembered as sent: a lost stick, a restored centre
 * or a damaged file costs nothing but another copy.
 */
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import * as z from 'zod/mini';
import type { SideFilesTaken } from '#contract/attachment.ts';
import type { Content } from '#db/attachment.ts';
import { isClaimed, isErased, isKnownContent, liveContents } from '#db/attachment.ts';
import { readSecret } from '#db/identity.ts';
import type { Db } from '#db/open.ts';
import { asFailure } from '#db/open.ts';
import { getRecord } from '#db/record.ts';
import type { Unconfirmed } from '#db/wanted-content.ts';
import { centreWord, lastWanted, ownContents, saveCentreWord } from '#db/wanted-content.ts';
import { Failure, isFailure, must } from '#domain/failure.ts';
import { branchEntity } from '#domain/organisation.ts';
import type { PackageHeader } from '#domain/sync/envelope.ts';
import { sideFileLimits, sideFileName } from '#domain/sync/side-file.ts';
import type { Ctx } from '../context.ts';
import type { JobCtx } from '../dispatch.ts';
import { makeFolderDurably, readFileSafely, replaceFileDurably } from '../files/atomic-write.ts';
import { fileFailure } from '../files/file-failure.ts';
import { isKept, keepBlob, readBlob } from '../files/blob-store.ts';
import { isSideFile, openSideFile, readSideFile, sealSideFile } from './side-file.ts';

/** How many contents a pack names at most; the rest is named in later ones. */
const mostWanted = 5000;

// --- centre: what is still wanted --------------------------------------------------------------

/** Fields of the hello line. Sorted, so that a list that was cut says where. */
export function wantedFrom(ctx: Pick<Ctx, 'db' | 'installation'>, outlet: string) {
  const missing = liveContents(ctx.db, outlet).filter(({ sha256, bytes }) => !isKept(ctx.installation, sha256, bytes));
  const wanted = missing.slice(0, mostWanted).map(({ sha256 }) => sha256);
  return { wanted, wantedMore: missing.length > wanted.length };
}

// --- outlet: the centre's word, and what follows from it ------------------------------------------

const WantedLine = z.looseObject({
  wanted: z.array(z.string().check(z.regex(/^[0-9a-f]{64}$/))).check(z.maxLength(mostWanted)),
  wantedMore: z._default(z.boolean(), false),
});

/** Takes over what a pack says; an older centre says nothing, which confirms nothing. */
export function rememberWanted(db: Db, pack: { readonly hello: string | null; readonly header: PackageHeader }): void {
  const parsed = WantedLine.safeParse(pack.hello === null ? null : JSON.parse(pack.hello));
  if (!parsed.success) return;
  saveCentreWord(db, parsed.data.wanted, { have: pack.header.have, more: parsed.data.wantedMore });
}

/** How much of an own chain (by its id) the centre held when it spoke. */
export type HeldThen = (chain: number, have: PackageHeader['have']) => number;

/** Contents the centre does not have for certain. */
export function unconfirmed(db: Db, outlet: string, heldThen: HeldThen): readonly Unconfirmed[] {
  const word = centreWord(db);
  const all = ownContents(db, outlet);
  if (word === null) return all;
  const last = lastWanted(db);
  const held = new Map<number, number>();
  const heldOf = (chain: number): number => {
    const known = held.get(chain) ?? heldThen(chain, word.have);
    held.set(chain, known);
    return known;
  };
  return all.filter(({ sha256, chain, first, wanted }) => {
    if (wanted === 1 || (word.more && last !== null && sha256 > last)) return true;
    return chain !== null && heldOf(chain) < (first ?? 0);
  });
}

/** For the reporting screen. */
export const sideFileState = (db: Db, outlet: string, heldThen: HeldThen) => ({
  total: ownContents(db, outlet).length,
  unconfirmed: unconfirmed(db, outlet, heldThen).length,
});

export interface SideFilesWritten {
  readonly folder: string;
  readonly total: number;
  readonly written: number;
  /** Lay there already, whole. */
  readonly existed: number;
  /** Whose content is not on this PC. */
  readonly missing: number;
  /** Why not all were written; '' when they were. The next report writes them again. */
  readonly problem: string;
}

/** Writes what the centre does not have into a folder beside the sync file. */
export const writeSideFiles = (ctx: JobCtx, target: string, heldThen: HeldThen): Promise<SideFilesWritten> =>
  writeContents(ctx, {
    job: 'exchange.export',
    folder: join(target, `消保附件_${ctx.identity.node}`),
    contents: unconfirmed(ctx.db, ctx.identity.node, heldThen),
    to: 'centre',
    recipient: must(readSecret(ctx.db, 'branchRecipient'), 'enrolment stored it'),
  });

/** Contents for one receiver: its node, and the key of its device. */
interface Delivery {
  readonly job: 'exchange.export' | 'pack.make';
  readonly folder: string;
  readonly contents: readonly Content[];
  readonly to: string;
  readonly recipient: string;
}

export async function writeContents(ctx: JobCtx, delivery: Delivery): Promise<SideFilesWritten> {
  const { job, folder, contents } = delivery;
  const done = { written: 0, existed: 0, missing: 0 };
  const result = (problem: string): SideFilesWritten => ({ folder, total: contents.length, ...done, problem });
  try {
    for (const content of contents) {
      if (ctx.cancelled()) return result('已取消，其余的下次再写。');
      const count = done.written + done.existed + done.missing;
      ctx.progress({ job, done: count, total: contents.length, label: '附件' });
      done[await writeOne(ctx, delivery, content)] += 1;
    }
    return result('');
  } catch (error) {
    const failure = asFailure(error);
    if (!isFailure(failure)) throw failure;
    return result(failure.message);
  }
}

async function writeOne(
  ctx: JobCtx,
  { folder, to, recipient }: Delivery,
  content: Content,
): Promise<'written' | 'existed' | 'missing'> {
  const path = join(folder, sideFileName(content));
  if (isThere(path, content.sha256)) return 'existed';
  if (!isKept(ctx.installation, content.sha256, content.bytes)) return 'missing';
  const branch = must(getRecord(ctx.db, branchEntity, 'branch'), 'founding wrote it, enrolment brought it');
  const file = await sealSideFile(readBlob(ctx.installation, content.sha256), {
    branch: { id: ctx.identity.branchId, name: branch.branchName },
    from: ctx.identity.node,
    to,
    recipient,
  });
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw fileFailure(error, 'write');
  }
  replaceFileDurably(path, file);
  return 'written';
}

/** Sealing twice gives different bytes, so an earlier copy is judged by what it holds. */
function isThere(path: string, sha256: string): boolean {
  if (!existsSync(path)) return false;
  try {
    return readSideFile(readFileSafely(path, sideFileLimits.fileBytes)).header.sha256 === sha256;
  } catch {
    return false;
  }
}

// --- centre: taking them in ------------------------------------------------------------------------

const waitingFolder = (ctx: Pick<Ctx, 'installation'>): string => join(ctx.installation.folder, 'inbox', 'attachments');

/** Splits what was dropped on the inbox: side files are known by their content, not by their name. */
export function withoutSideFiles(paths: readonly string[]): {
  readonly packages: readonly string[];
  readonly sideFiles: readonly string[];
} {
  const sideFiles = paths.filter(isSideFile);
  const known = new Set(sideFiles);
  return { packages: paths.filter((path) => !known.has(path)), sideFiles };
}

/** After the packages: takes in these files and those that waited. One audit line for all of them. */
export async function takeSideFiles(ctx: JobCtx, paths: readonly string[]): Promise<SideFilesTaken> {
  const counts = { stored: 0, known: 0, waiting: 0 };
  const refused: { fileName: string; code: string; reason: string }[] = [];
  const waited = waitingFiles(ctx);
  const all = [...waited, ...paths];
  for (const [done, path] of all.entries()) {
    if (ctx.cancelled()) break;
    if (done % 20 === 0) ctx.progress({ job: 'inbox.merge', done, total: all.length, label: '附件' });
    try {
      counts[await takeContent(ctx, path)] += 1;
    } catch (error) {
      const failure = asFailure(error);
      if (!isFailure(failure) || failure.code === 'diskFull') throw failure;
      refused.push({ fileName: basename(path), code: failure.code, reason: failure.message });
    }
  }
  const text = `附件 存入 ${counts.stored}，等记录 ${counts.waiting}，拒收 ${refused.length}`;
  if (counts.stored + refused.length > 0) ctx.commit((inner) => inner.note({ text }));
  return { ...counts, refused };
}

function waitingFiles(ctx: Pick<Ctx, 'installation'>): readonly string[] {
  const folder = waitingFolder(ctx);
  return existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => !name.endsWith('.part'))
        .map((name) => join(folder, name))
    : [];
}

/**
 * Takes one side file in. At the centre one whose record has not come yet is kept; at an outlet the pack came first.
 * @throws Failure of reading and opening; what is damaged is refused even while it would have to wait
 */
export async function takeContent(ctx: JobCtx, path: string): Promise<'stored' | 'known' | 'waiting'> {
  const bytes = readFileSafely(path, sideFileLimits.fileBytes);
  const file = readSideFile(bytes);
  const { branch, to, sha256, bytes: length } = file.header;
  if (branch.id !== ctx.identity.branchId || to !== ctx.identity.node) {
    throw new Failure('wrongBranch', `附件文件属于“${branch.name}”，不是发给本机的，没有存入。请核对文件来源。`);
  }
  const waitingCopy = join(waitingFolder(ctx), sideFileName(file.header));
  const forget = (): void => rmSync(waitingCopy, { force: true });
  const isNeeded = isClaimed(ctx.db, sha256) && !isErased(ctx.db, sha256);
  if (isKept(ctx.installation, sha256, length) || (!isNeeded && isKnownContent(ctx.db, sha256))) {
    forget();
    return 'known';
  }
  const { branch: branchKeys, device } = ctx.installation.keys;
  const content = await openSideFile(file, (branchKeys ?? device).boxIdentity);
  if (isNeeded) {
    keepBlob(ctx.installation, content);
    forget();
    return 'stored';
  }
  if (ctx.identity.side === 'outlet') return 'waiting';
  makeFolderDurably(waitingFolder(ctx));
  if (path !== waitingCopy) replaceFileDurably(waitingCopy, bytes);
  return 'waiting';
}
