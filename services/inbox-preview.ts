/** What merging would do, found out by doing it inside a transaction that is rolled back. */
import { basename } from 'node:path';
import type { InboxFile, PreviewEffect } from '#contract/inbox.ts';
import { asFailure } from '#db/open.ts';
import { isFailure } from '#domain/failure.ts';
import type { PackageHeader } from '#domain/sync/envelope.ts';
import type { Period } from '#domain/periods.ts';
import { periodOf } from '#domain/periods.ts';
import type { Ctx } from './context.ts';
import { branchKeysOf } from './keys.ts';
import type { JobCtx } from './dispatch.ts';
import { overviewOf, spanOf } from './figures.ts';
import type { Arrival, Verified } from './sync/arrival.ts';
import { arrive, expandPaths, headerPart, namesOf, rowPart, shown, sumOf, verified } from './sync/arrival.ts';
import { authorsAtCentre } from './sync/authors.ts';
import { applyNews } from './sync/incoming.ts';
import { findIncoming, unappliedState } from './sync/journal.ts';
import { refuseMassVoid } from './sync/mass-void.ts';
import { readHeader } from './sync/package-file.ts';
import { withoutSideFiles } from './sync/side-files.ts';

type Opened = Verified & { readonly arrival: Arrival };
const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Runs the merge inside transactions that are rolled back: the preview is the real result. */
export async function preview(ctx: JobCtx, paths: readonly string[]) {
  branchKeysOf(ctx.installation.keys);
  const { packages: files, sideFiles } = withoutSideFiles(expandPaths(paths));
  const names = namesOf(ctx);
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
  const effect = rehearse(ctx, names, opened, results);
  return {
    files: results,
    sum: sumOf(results, files.length, ctx.cancelled()),
    effect,
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
    return shown(names, {
      ...base,
      ...headerPart(headerOrNull(arrival)),
      state: 'refused',
      code: failure.code,
      reason: failure.message,
    });
  }
}

/** What a refused file claims to be. */
function headerOrNull({ bytes }: Arrival): PackageHeader | null {
  try {
    return readHeader(bytes).header;
  } catch {
    return null;
  }
}

class Rollback extends Error {}

/** Merges inside a transaction that is rolled back; returns what that would do to the figures. */
function rehearse(
  ctx: JobCtx,
  names: ReadonlyMap<string, string>,
  opened: readonly Opened[],
  results: InboxFile[],
): PreviewEffect {
  let after: Totals = { period: currentHalf(ctx), values: [] };
  try {
    ctx.db.transaction(() => {
      for (const each of opened) rehearseOne(ctx, names, each, results);
      after = totalsOf(ctx, currentHalf(ctx));
      throw new Rollback();
    })();
  } catch (error) {
    if (!(error instanceof Rollback)) throw error;
  }
  const before = totalsOf(ctx, after.period);
  return {
    period: after.period.label,
    lines: after.values.map(({ label, unit, n }, index) => ({
      label,
      unit,
      before: before.values[index]?.n ?? 0,
      after: n,
    })),
  };
}

interface Totals {
  readonly period: Period;
  readonly values: readonly { readonly label: string; readonly unit: string; readonly n: number }[];
}

/** The half-year of the newest record that counts. */
function currentHalf(ctx: Ctx): Period {
  const newest = spanOf(ctx.db)?.to ?? ctx.today();
  return periodOf(newest, 'half');
}

/** The figures people look at first, from the queries of every screen. */
function totalsOf(ctx: Ctx, period: Period): Totals {
  const { complaints, outreach, training } = overviewOf(ctx.db, ctx.today(), { from: period.from, to: period.to });
  return { period, values: [complaints.total, outreach.events, outreach.reached, training.courses] };
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
    const signKey = branchKeysOf(ctx.installation.keys).signKey;
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
