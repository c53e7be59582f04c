/**
 * The centre's inbox. Every file is first copied to a private place under the name of its hash;
 * only the copy is verified and merged. One transaction per file: a file is in whole or not at
 * all, and a bad file never stops the others.
 */
import { basename, join } from 'node:path';
import type { InboxFile, InboxOutlet } from '#contract/inbox.ts';
import { indexComplaints } from '#db/complaint-search.ts';
import { asFailure, backupTo } from '#db/open.ts';
import { row, run } from '#db/statements.ts';
import { isFailure, must } from '#domain/failure.ts';
import type { PackageHeader } from '#domain/sync/envelope.ts';
import { packageLimits } from '#domain/sync/envelope.ts';
import type { Ctx } from './context.ts';
import type { JobCtx, Jobs, Verbs } from './dispatch.ts';
import { readFileSafely } from './files/atomic-write.ts';
import { preview } from './inbox-preview.ts';
import { listOutlets } from './organisation.ts';
import type { Arrival, Verified } from './sync/arrival.ts';
import {
  arrive,
  expandPaths,
  headerPart,
  inboxFolder,
  namesOf,
  rowPart,
  shown,
  sumOf,
  verified,
} from './sync/arrival.ts';
import { applyNews, planNews } from './sync/incoming.ts';
import type { AppliedCounts } from './sync/journal.ts';
import { findIncoming, listIncoming, listWaiting, recordPackIn, recordUnapplied } from './sync/journal.ts';
import { readHeader } from './sync/package-file.ts';
import { takeSideFiles, withoutSideFiles } from './sync/side-files.ts';

const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A received file with what came of it so far. */
interface Result {
  readonly arrival: Arrival | null;
  readonly file: InboxFile;
}

function enrolDevice(ctx: Ctx, header: PackageHeader): void {
  run(
    ctx.db,
    `INSERT INTO device (inc, node, sign_key, box_key, letter, state, enrolled_at) VALUES (?, ?, ?, ?, 'A', 'active', ?)`,
    header.inc,
    header.from,
    header.signKey,
    header.boxKey,
    ctx.now(),
  );
  ctx.note({ record: header.from, text: '登记设备' });
}

function apply(ctx: JobCtx, arrival: Arrival, { pack, sender }: Verified): AppliedCounts {
  const news = planNews(ctx.db, pack.chains);
  return ctx.commit((inner) => {
    if (sender === 'new') enrolDevice(inner, pack.header);
    const counts = applyNews(inner.db, news, { node: pack.header.from, package: pack.sha256, foundAt: inner.now() });
    recordPackIn(inner.db, pack, counts, { at: inner.now(), bytes: arrival.bytes.length, fileName: arrival.fileName });
    inner.note({
      record: pack.header.from,
      text: `第 ${pack.header.no} 份 ${pack.sha256.slice(0, 8)}：新增 ${counts.added}，更新 ${counts.changed}`,
    });
    return counts;
  });
}

async function mergeOne(ctx: JobCtx, names: ReadonlyMap<string, string>, arrival: Arrival): Promise<Result> {
  const known = findIncoming(ctx.db, arrival.sha256);
  const base = { sha256: arrival.sha256, fileName: arrival.fileName, bytes: arrival.bytes.length };
  if (known?.state === 'merged' || known?.state === 'known') {
    return {
      arrival,
      file: shown(names, {
        ...base,
        ...rowPart(known),
        fileName: arrival.fileName,
        state: 'known',
        added: 0,
        changed: 0,
      }),
    };
  }
  let header: PackageHeader | null = null;
  try {
    header = readHeader(arrival.bytes).header;
    const opened = await verified(ctx, arrival.bytes);
    const counts = apply(ctx, arrival, opened);
    const isNews = counts.added + counts.changed + counts.conflicts + counts.shelved > 0 || counts.same === 0;
    return {
      arrival,
      file: shown(names, { ...base, ...headerPart(header), ...counts, state: isNews ? 'merged' : 'known' }),
    };
  } catch (error) {
    return { arrival, file: refuse(ctx, names, arrival, header, base, asFailure(error)) };
  }
}

/** @throws anything that is not a Failure, and a full or damaged disk: those stop the whole job */
function refuse(
  ctx: JobCtx,
  names: ReadonlyMap<string, string>,
  arrival: Arrival,
  header: PackageHeader | null,
  base: Partial<InboxFile> & { readonly fileName: string },
  error: unknown,
): InboxFile {
  if (
    !isFailure(error) ||
    error.code === 'diskFull' ||
    error.code === 'databaseDamaged' ||
    error.code === 'databaseBusy'
  )
    throw error;
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
    state: error.code === 'earlierMissing' ? 'waiting' : 'refused',
    code: error.code,
    reason: error.message,
  });
}

async function merge(ctx: JobCtx, paths: readonly string[]) {
  const { packages: files, sideFiles } = withoutSideFiles(expandPaths(paths));
  const names = namesOf(ctx);
  backupTo(ctx.db, backupPath(ctx));
  const results: InboxFile[] = [];
  for (const path of files) {
    if (ctx.cancelled()) break;
    ctx.progress({ job: 'inbox.merge', done: results.length, total: files.length, label: basename(path) });
    const arrival = arrive(ctx, path);
    results.push(
      isFailure(arrival)
        ? shown(names, { fileName: basename(path), state: 'refused', code: arrival.code, reason: arrival.message })
        : (await mergeOne(ctx, names, arrival)).file,
    );
    await pause();
  }
  await retryWaiting(ctx, names, results);
  await indexNews(ctx);
  const attachments = await takeSideFiles(ctx, sideFiles);
  ctx.progress({ job: 'inbox.merge', done: results.length, total: files.length, label: '' });
  return { files: results, sum: sumOf(results, files.length, ctx.cancelled()), attachments };
}

const rowsIndexedAtOnce = 2000;

/** So that the first search after a large merge does not have to. Correct without it, only slower. */
async function indexNews(ctx: JobCtx): Promise<void> {
  while (!ctx.cancelled() && indexComplaints(ctx.db, rowsIndexedAtOnce) > 0) await pause();
}

/** Files that waited for an earlier one are tried again as long as one of them gets in. */
async function retryWaiting(ctx: JobCtx, names: ReadonlyMap<string, string>, results: InboxFile[]): Promise<void> {
  for (let progress = true; progress && !ctx.cancelled();) {
    progress = false;
    for (const waiting of listWaiting(ctx.db)) {
      const bytes = readFileSafely(join(inboxFolder(ctx), waiting.sha256), packageLimits.fileBytes);
      const { file } = await mergeOne(ctx, names, { sha256: waiting.sha256, bytes, fileName: waiting.fileName });
      if (file.state === 'waiting') continue;
      progress = true;
      const at = results.findIndex(({ sha256 }) => sha256 === file.sha256);
      if (at === -1) results.push(file);
      else results[at] = file;
    }
  }
}

/** One copy before the first merge of a day; its name is the day. */
function backupPath(ctx: Ctx): string {
  return join(
    must(ctx.installation.folder, 'an open installation has a folder'),
    'backups',
    `centre-${ctx.today()}.db`,
  );
}

function outletsOverview(ctx: Ctx): InboxOutlet[] {
  return listOutlets(ctx).map(({ code, name, subBranch }) => {
    const files = listIncoming(ctx.db, code);
    const merged = files.find(({ state }) => state === 'merged' || state === 'known');
    const newest = files[0];
    const records = row<{ n: number }>(
      ctx.db,
      `SELECT (SELECT count(*) FROM complaint WHERE outlet = ?) + (SELECT count(*) FROM outreach_event WHERE outlet = ?) + (SELECT count(*) FROM training WHERE outlet = ?) AS n`,
      code,
      code,
      code,
    );
    return {
      outlet: code,
      name,
      subBranch,
      lastNo: merged?.no ?? null,
      asOf: merged?.madeAt ?? null,
      receivedAt: newest?.receivedAt ?? null,
      records: records?.n ?? 0,
      app: merged?.app ?? '',
      state:
        newest === undefined
          ? 'none'
          : newest.state === 'waiting'
            ? 'waiting'
            : newest.state === 'refused'
              ? 'refused'
              : 'merged',
    };
  });
}

export const inboxVerbs = {
  'inbox.outlets': (_input, ctx) => outletsOverview(ctx),
  'inbox.files': ({ outlet }, ctx) => {
    const names = namesOf(ctx);
    return listIncoming(ctx.db, outlet).map((found) =>
      shown(names, {
        sha256: found.sha256,
        fileName: found.fileName,
        bytes: found.bytes,
        ...rowPart(found),
        state: found.state,
      }),
    );
  },
} satisfies Verbs;

export const inboxJobs = {
  'inbox.preview': ({ paths }, ctx) => preview(ctx, paths),
  'inbox.merge': ({ paths }, ctx) => merge(ctx, paths),
} satisfies Jobs;
