/** What merging would do, found out by doing it inside a transaction that is rolled back. */
import { basename } from 'node:path';
import type { InboxFile } from '#contract/inbox.ts';
import { asFailure } from '#db/open.ts';
import { row } from '#db/statements.ts';
import { isFailure, must } from '#domain/failure.ts';
import type { Ctx } from './context.ts';
import type { JobCtx } from './dispatch.ts';
import type { Arrival, Verified } from './sync/arrival.ts';
import { arrive, expandPaths, headerPart, namesOf, rowPart, shown, sumOf, verified } from './sync/arrival.ts';
import { authorsAtCentre } from './sync/authors.ts';
import { applyNews } from './sync/incoming.ts';
import { findIncoming, unappliedState } from './sync/journal.ts';
import { refuseMassVoid } from './sync/mass-void.ts';
import { withoutSideFiles } from './sync/side-files.ts';

type Opened = Verified & { readonly arrival: Arrival };
const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Runs the merge inside transactions that are rolled back: the preview is the real result. */
export async function preview(ctx: JobCtx, paths: readonly string[]) {
  const { packages: files, sideFiles } = withoutSideFiles(expandPaths(paths));
  const names = namesOf(ctx);
  const before = liveComplaints(ctx);
  const opened: Opened[] = [];
  const results: InboxFile[] = [];
  for (const path of files) {
    if (ctx.cancelled()) break;
    ctx.progress({ job: 'inbox.preview', done: results.length, total: files.length, label: basename(path) });
    const arrival = arrive(ctx, path);
    if (isFailure(arrival))
      results.push(
        shown(names, { fileName: basename(path), state: 'refused', code: arrival.code, reason: arrival.message }),
      );
    else results.push(await previewOne(ctx, names, arrival, opened));
    await pause();
  }
  const after = rehearse(ctx, names, opened, results);
  return {
    files: results,
    sum: sumOf(results, files.length, ctx.cancelled()),
    complaintsBefore: before,
    complaintsAfter: after,
    attachments: sideFiles.length,
  };
}

async function previewOne(
  ctx: JobCtx,
  names: ReadonlyMap<string, string>,
  arrival: Arrival,
  opened: Opened[],
): Promise<InboxFile> {
  const base = { sha256: arrival.sha256, fileName: arrival.fileName, bytes: arrival.bytes.length };
  // Two copies of one file in one folder: the first one counts.
  const twin = opened.find((other) => other.arrival.sha256 === arrival.sha256);
  if (twin !== undefined) return shown(names, { ...base, ...headerPart(twin.pack.header), state: 'known' });
  const known = findIncoming(ctx.db, arrival.sha256);
  if (known?.state === 'merged' || known?.state === 'known')
    return shown(names, { ...base, ...rowPart(known), state: 'known', added: 0, changed: 0 });
  try {
    const { pack, sender } = await verified(ctx, arrival.bytes);
    opened.push({ arrival, pack, sender });
    return shown(names, { ...base, ...headerPart(pack.header) });
  } catch (error) {
    const failure = asFailure(error);
    if (!isFailure(failure)) throw failure;
    return shown(names, { ...base, state: 'refused', code: failure.code, reason: failure.message });
  }
}

const liveComplaints = (ctx: Ctx): number =>
  row<{ n: number }>(ctx.db, 'SELECT count(*) AS n FROM complaint WHERE voided = 0')?.n ?? 0;

class Rollback extends Error {}

function rehearse(
  ctx: JobCtx,
  names: ReadonlyMap<string, string>,
  opened: readonly Opened[],
  results: InboxFile[],
): number {
  let after = liveComplaints(ctx);
  try {
    ctx.db.transaction(() => {
      for (const each of opened) rehearseOne(ctx, names, each, results);
      after = liveComplaints(ctx);
      throw new Rollback();
    })();
  } catch (error) {
    if (!(error instanceof Rollback)) throw error;
  }
  return after;
}

function rehearseOne(ctx: JobCtx, names: ReadonlyMap<string, string>, each: Opened, results: InboxFile[]): void {
  const at = results.findIndex(({ sha256 }) => sha256 === each.arrival.sha256);
  const base = {
    sha256: each.arrival.sha256,
    fileName: each.arrival.fileName,
    bytes: each.arrival.bytes.length,
    ...headerPart(each.pack.header),
  };
  try {
    refuseMassVoid(ctx.db, each.pack);
    const signKey = must(ctx.installation.keys.branch, 'only the centre has an inbox').signKey;
    const author = authorsAtCentre(ctx.db, each.pack.header.from, signKey);
    const counts = ctx.db.transaction(() => applyNews(ctx.db, each.pack, { author, foundAt: ctx.now() }))();
    results[at] = shown(names, { ...base, ...counts, state: 'ready' });
  } catch (error) {
    if (!isFailure(error)) throw error;
    results[at] = shown(names, {
      ...base,
      state: unappliedState(error.code),
      code: error.code,
      reason: error.message,
    });
  }
}
