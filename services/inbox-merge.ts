/**
 * Merging received files. Every file is first copied to a private place under the name of its
 * hash; only the copy is verified and merged. One transaction per file: a file is in whole or not
 * at all, and a bad file never stops the others.
 */
import { basename, join } from 'node:path';
import type { InboxFile } from '#contract/inbox.ts';
import { indexComplaints } from '#db/complaint-search.ts';
import { asFailure, backupTo, pruneBackups, withRareCheckpoints } from '#db/open.ts';
import { isFailure, must } from '#domain/failure.ts';
import type { PackageHeader } from '#domain/sync/envelope.ts';
import { packageLimits } from '#domain/sync/envelope.ts';
import type { Ctx } from './context.ts';
import type { JobCtx } from './dispatch.ts';
import { finishErasures } from './erasure.ts';
import { readFileSafely } from './files/atomic-write.ts';
import { isOvertaken, knowsMore } from './guard.ts';
import { renewInstallation } from './incarnation.ts';
import { branchKeysOf } from './keys.ts';
import type { Arrival, Verified } from './sync/arrival.ts';
import {
  arrive,
  clockAhead,
  expandPaths,
  headerPart,
  inboxFolder,
  namesOf,
  rowPart,
  shown,
  sumOf,
  verified,
} from './sync/arrival.ts';
import { authorsAtCentre } from './sync/authors.ts';
import { rememberKept } from './sync/handed-contents.ts';
import { applyNews } from './sync/incoming.ts';
import type { AppliedCounts, InRow } from './sync/journal.ts';
import { findIncoming, listRetryable, recordPackIn, recordUnapplied, unappliedState } from './sync/journal.ts';
import { refuseMassVoid } from './sync/mass-void.ts';
import { readHeader } from './sync/package-file.ts';
import { enrolDevice } from './sync/sender.ts';
import { takeSideFiles, withoutSideFiles } from './sync/side-files.ts';

type Names = ReadonlyMap<string, string>;

export const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export const mergeFiles = (ctx: JobCtx, paths: readonly string[]) =>
  withRareCheckpoints(ctx.db, () => mergeEach(ctx, paths));

async function mergeEach(ctx: JobCtx, paths: readonly string[]) {
  // Without them every file would be turned away as if something were wrong with it.
  branchKeysOf(ctx.installation.keys);
  const { packages: files, sideFiles } = withoutSideFiles(expandPaths(paths));
  const names = namesOf(ctx);
  backupBeforeMerge(ctx);
  const results: InboxFile[] = [];
  for (const path of files) {
    if (ctx.cancelled()) break;
    ctx.progress({ job: 'inbox.merge', done: results.length, total: files.length, label: basename(path) });
    const arrival = arrive(ctx, path);
    results.push(
      isFailure(arrival)
        ? shown(names, { fileName: basename(path), state: 'refused', code: arrival.code, reason: arrival.message })
        : await mergeOne(ctx, names, arrival),
    );
    await pause();
  }
  await retry(ctx, names, results);
  await indexNews(ctx);
  const attachments = await takeSideFiles(ctx, sideFiles);
  ctx.progress({ job: 'inbox.merge', done: results.length, total: files.length, label: '' });
  return { files: results, sum: sumOf(results, files.length, ctx.cancelled()), attachments };
}

/** Merges one quarantined file again; `approved` when a person said yes to its many voids. */
export async function mergeAgain(ctx: JobCtx, names: Names, found: InRow, approved = false): Promise<InboxFile> {
  const bytes = readFileSafely(join(inboxFolder(ctx), found.sha256), packageLimits.fileBytes);
  return await mergeOne(ctx, names, { sha256: found.sha256, bytes, fileName: found.fileName }, approved);
}

/** One copy before the first merge of a day; its name is the day. Old ones go. */
export function backupBeforeMerge(ctx: Ctx): void {
  const folder = join(must(ctx.installation.folder, 'an open installation has a folder'), 'backups');
  backupTo(ctx.db, join(folder, `centre-${ctx.today()}.db`));
  pruneBackups(folder, `centre-`, keptDailyBackups);
}

const keptDailyBackups = 30;

function apply(ctx: JobCtx, arrival: Arrival, { pack, sender }: Verified, approved: boolean): AppliedCounts {
  const { signKey } = branchKeysOf(ctx.installation.keys);
  return ctx.commit((inner) => {
    if (!approved) refuseMassVoid(inner.db, pack);
    enrolDevice(inner, pack.header, sender);
    const author = authorsAtCentre(inner.db, pack.header.from, signKey);
    const counts = applyNews(inner.db, pack, { author, foundAt: inner.now() });
    recordPackIn(inner.db, pack, counts, { at: inner.now(), bytes: arrival.bytes.length, fileName: arrival.fileName });
    rememberKept(inner.db, pack.header.inc, pack.hello);
    inner.note({
      record: pack.header.from,
      text: `第 ${pack.header.no} 份 ${pack.sha256.slice(0, 8)}：新增 ${counts.added}，更新 ${counts.changed}`,
    });
    if (counts.forks > 0) inner.note({ text: `分叉 ${counts.forks}` });
    return counts;
  });
}

async function mergeOne(ctx: JobCtx, names: Names, arrival: Arrival, approved = false): Promise<InboxFile> {
  const known = findIncoming(ctx.db, arrival.sha256);
  const base = { sha256: arrival.sha256, fileName: arrival.fileName, bytes: arrival.bytes.length };
  if (known?.state === 'merged' || known?.state === 'known') {
    const before = { ...base, ...rowPart(known), fileName: arrival.fileName };
    return shown(names, { ...before, state: 'known', added: 0, changed: 0 });
  }
  let header: PackageHeader | null = null;
  let opened: Verified | null = null;
  try {
    header = readHeader(arrival.bytes).header;
    opened = await verified(ctx, arrival.bytes);
    const counts = apply(ctx, arrival, opened, approved);
    await finishErasures(ctx, opened.pack);
    await noticeOvertaken(ctx, header);
    const isNews = counts.added + counts.changed + counts.conflicts + counts.shelved > 0 || counts.same === 0;
    return shown(names, {
      ...base,
      ...headerPart(header),
      ...counts,
      state: isNews ? 'merged' : 'known',
      clockAheadMs: clockAhead(header.madeAt, ctx.now()),
    });
  } catch (error) {
    const failure = asFailure(error);
    enrolWaiting(ctx, opened, failure);
    return refuse(ctx, names, arrival, header, base, failure);
  }
}

/**
 * A centre set back to before an outlet's first report: the file has to wait for the earlier ones, which
 * the outlet sends again once a pack for its device asks for them. So the device counts from now on.
 */
function enrolWaiting(ctx: JobCtx, opened: Verified | null, failure: unknown): void {
  if (opened === null || opened.sender === 'known' || !isFailure(failure) || failure.code !== 'earlierMissing') return;
  const { pack, sender } = opened;
  ctx.commit((inner) => enrolDevice(inner, pack.header, sender));
}

/** An outlet that holds operations of ours which we do not know: this database was restored. */
async function noticeOvertaken(ctx: JobCtx, header: PackageHeader): Promise<void> {
  const { inc } = ctx.installation.identity;
  const ours = header.have.filter((tip) => tip.inc === inc);
  if (isOvertaken(ctx.db, inc) || knowsMore(ctx.db, ours))
    await renewInstallation(ctx.installation, 'overtaken', ctx.world);
}

/** What stops the whole job instead of one file. */
const stopsAll: readonly string[] = ['diskFull', 'diskFailing', 'databaseDamaged', 'databaseBusy'];

/** @throws anything that is not a Failure, and a full or damaged disk: those stop the whole job */
function refuse(
  ctx: JobCtx,
  names: Names,
  arrival: Arrival,
  header: PackageHeader | null,
  base: Partial<InboxFile> & { readonly fileName: string },
  error: unknown,
): InboxFile {
  if (!isFailure(error) || stopsAll.includes(error.code)) throw error;
  ctx.commit((inner) => {
    recordUnapplied(inner.db, arrival.sha256, header, error, {
      at: inner.now(),
      bytes: arrival.bytes.length,
      fileName: arrival.fileName,
    });
    inner.note({ text: `${arrival.sha256.slice(0, 8)} ${error.code}` });
  });
  return shown(names, {
    ...base,
    ...headerPart(header),
    state: unappliedState(error.code),
    code: error.code,
    reason: error.message,
  });
}

const rowsIndexedAtOnce = 2000;

/** So that the first search after a large merge does not have to. Correct without it, only slower. */
async function indexNews(ctx: JobCtx): Promise<void> {
  while (!ctx.cancelled() && indexComplaints(ctx.db, rowsIndexedAtOnce) > 0) await pause();
}

/** Quarantined files are tried again as long as one of them gets in. */
async function retry(ctx: JobCtx, names: Names, results: InboxFile[]): Promise<void> {
  const inThisRun = new Set(results.map(({ sha256 }) => sha256));
  for (let progress = true, first = true; progress && !ctx.cancelled(); first = false) {
    progress = false;
    for (const found of listRetryable(ctx.db)) {
      // A file refused a moment ago is tried again only after something else got in.
      if (ctx.cancelled() || (first && found.state === 'refused' && inThisRun.has(found.sha256))) continue;
      const file = await mergeAgain(ctx, names, found);
      if (file.state === 'waiting' || file.state === 'refused') continue;
      progress = true;
      const at = results.findIndex(({ sha256 }) => sha256 === file.sha256);
      if (at === -1) results.push(file);
      else results[at] = file;
    }
  }
}
