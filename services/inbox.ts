/**
 * The centre's inbox. Every file is first copied to a private place under the name of its hash;
 * only the copy is verified and merged. One transaction per file: a file is in whole or not at
 * all, and a bad file never stops the others.
 */
import { readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { InboxFile, InboxOutlet, MergeSum } from '#contract/inbox.ts';
import { readSecret } from '#db/identity.ts';
import { asFailure, backupTo } from '#db/open.ts';
import { row, run } from '#db/statements.ts';
import { Failure, isFailure, must } from '#domain/failure.ts';
import type { PackageHeader } from '#domain/sync/envelope.ts';
import { packageLimits } from '#domain/sync/envelope.ts';
import type { Ctx } from './context.ts';
import type { JobCtx, Jobs, Verbs } from './dispatch.ts';
import { enrolMac } from './exchange.ts';
import { copyToInbox, readFileSafely } from './files/atomic-write.ts';
import { listOutlets } from './organisation.ts';
import { applyNews, planNews } from './sync/incoming.ts';
import type { AppliedCounts, InRow } from './sync/journal.ts';
import { findIncoming, listIncoming, listWaiting, recordPackIn, recordUnapplied } from './sync/journal.ts';
import type { OpenedPackage } from './sync/package-file.ts';
import { openPackage, readHeader } from './sync/package-file.ts';

const mostFiles = 20_000;

/** Files of the given paths; folders are read one level deep per folder, hidden and .part files left out. */
export function expandPaths(paths: readonly string[]): readonly string[] {
  const found: string[] = [];
  const visit = (path: string, depth: number): void => {
    if (found.length >= mostFiles) return;
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat?.isDirectory() === true && depth < 4) {
      for (const name of readdirSync(path).sort()) {
        if (!name.startsWith('.') && !name.endsWith('.part')) visit(join(path, name), depth + 1);
      }
    } else found.push(path);
  };
  for (const path of paths) visit(path, 0);
  return found;
}

const inboxFolder = (ctx: Ctx): string => join(ctx.installation.folder, 'inbox');
const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const noCounts: AppliedCounts = { added: 0, changed: 0, same: 0, conflicts: 0, shelved: 0 };

interface Arrival {
  readonly sha256: string;
  readonly bytes: Buffer;
  readonly fileName: string;
}

/** A received file with what came of it so far. */
interface Result {
  readonly arrival: Arrival | null;
  readonly file: InboxFile;
}

function shown(
  names: ReadonlyMap<string, string>,
  part: Partial<InboxFile> & { readonly fileName: string },
): InboxFile {
  const outlet = part.outlet ?? '';
  return {
    sha256: '',
    no: 0,
    madeAt: 0,
    bytes: 0,
    app: '',
    state: 'ready',
    code: '',
    reason: '',
    ...noCounts,
    ...part,
    outlet,
    outletName: names.get(outlet) ?? '',
  };
}

const headerPart = (header: PackageHeader | null): Partial<InboxFile> =>
  header === null ? {} : { outlet: header.from, no: header.no, madeAt: header.madeAt, app: header.app };

/**
 * Whether this sender may report for this outlet. A known device by its key; an unknown one by the
 * enrolment secret of the outlet's pack, which only one device can use.
 * @throws Failure unknownSender
 */
function checkSender(ctx: Ctx, header: PackageHeader): 'known' | 'new' {
  const device = row<{ node: string; signKey: string; state: string }>(
    ctx.db,
    'SELECT node, sign_key AS signKey, state FROM device WHERE inc = ?',
    header.inc,
  );
  if (device !== undefined) {
    if (device.node === header.from && device.signKey === header.signKey && device.state === 'active') return 'known';
    throw new Failure(
      'unknownSender',
      '这份文件的设备与登记的不符，或已停用，没有合并。文件已原样保留。请电话核对该网点。',
    );
  }
  const secret = readSecret(ctx.db, `enrol:${header.from}`);
  const expected = secret === null ? null : enrolMac(secret, header);
  if (expected === null || header.enrol?.mac !== expected) {
    throw new Failure(
      'unknownSender',
      '没有登记过这台设备，或它不是用本中心最新的配置包登记的，没有合并。文件已原样保留。请电话核对，必要时重新生成配置包。',
    );
  }
  if (row(ctx.db, `SELECT 1 FROM device WHERE node = ? AND state = 'active'`, header.from) !== undefined) {
    throw new Failure(
      'unknownSender',
      '该网点已登记了另一台电脑，这一台没有登记，没有合并。文件已原样保留。请电话核对是否有人复制了配置包。',
    );
  }
  return 'new';
}

/** Opens and verifies; what comes back may be merged. @throws Failure */
async function verified(
  ctx: Ctx,
  bytes: Buffer,
): Promise<{ readonly pack: OpenedPackage; readonly sender: 'known' | 'new' }> {
  const { header } = readHeader(bytes);
  const expected = { branchId: ctx.identity.branchId, kind: 'up', to: 'centre' } as const;
  const branch = must(ctx.installation.keys.branch, 'only the centre has an inbox');
  if (header.branch.id !== expected.branchId || header.kind !== 'up') {
    // Let openPackage say it: the signature is checked first, so that a forged header cannot lie.
    await openPackage(bytes, { verifyKey: header.signKey, identity: branch.boxIdentity, expected });
  }
  const sender = checkSender(ctx, header);
  const pack = await openPackage(bytes, { verifyKey: header.signKey, identity: branch.boxIdentity, expected });
  return { pack, sender };
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

function apply(
  ctx: JobCtx,
  arrival: Arrival,
  { pack, sender }: { pack: OpenedPackage; sender: 'known' | 'new' },
): AppliedCounts {
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

const rowPart = (found: InRow): Partial<InboxFile> => ({
  outlet: found.node ?? '',
  no: found.no ?? 0,
  madeAt: found.madeAt ?? 0,
  app: found.app ?? '',
  code: found.code ?? '',
  reason: found.reason ?? '',
  added: found.added,
  changed: found.changed,
  same: found.same,
  conflicts: found.conflicts,
  shelved: found.shelved,
});

/** Takes the private copy. What cannot even be read is a result of its own. */
function arrive(ctx: Ctx, path: string): Arrival | Failure {
  try {
    const copy = copyToInbox(path, inboxFolder(ctx), packageLimits.fileBytes);
    return { sha256: copy.sha256, bytes: copy.bytes, fileName: basename(path) };
  } catch (error) {
    const failure = asFailure(error);
    if (isFailure(failure) && failure.code !== 'diskFull') return failure;
    throw failure;
  }
}

const namesOf = (ctx: Ctx): ReadonlyMap<string, string> =>
  new Map(listOutlets(ctx).map(({ code, name }) => [code, name]));

async function merge(ctx: JobCtx, paths: readonly string[]): Promise<{ files: InboxFile[]; sum: MergeSum }> {
  const files = expandPaths(paths);
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
  ctx.progress({ job: 'inbox.merge', done: results.length, total: files.length, label: '' });
  return { files: results, sum: sumOf(results, files.length, ctx.cancelled()) };
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

function sumOf(files: readonly InboxFile[], total: number, cancelled: boolean): MergeSum {
  const count = (state: InboxFile['state']): number => files.filter((file) => file.state === state).length;
  const add = (key: keyof AppliedCounts): number => files.reduce((sum, file) => sum + file[key], 0);
  return {
    files: total,
    merged: count('merged') + count('ready'),
    known: count('known'),
    waiting: count('waiting'),
    refused: count('refused'),
    added: add('added'),
    changed: add('changed'),
    same: add('same'),
    conflicts: add('conflicts'),
    shelved: add('shelved'),
    cancelled,
  };
}

/** Runs the merge inside transactions that are rolled back: the preview is the real result. */
async function preview(ctx: JobCtx, paths: readonly string[]) {
  const files = expandPaths(paths);
  const names = namesOf(ctx);
  const before = liveComplaints(ctx);
  const opened: { arrival: Arrival; pack: OpenedPackage; sender: 'known' | 'new' }[] = [];
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
  };
}

async function previewOne(
  ctx: JobCtx,
  names: ReadonlyMap<string, string>,
  arrival: Arrival,
  opened: { arrival: Arrival; pack: OpenedPackage; sender: 'known' | 'new' }[],
): Promise<InboxFile> {
  const base = { sha256: arrival.sha256, fileName: arrival.fileName, bytes: arrival.bytes.length };
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
  opened: readonly { arrival: Arrival; pack: OpenedPackage; sender: 'known' | 'new' }[],
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

function rehearseOne(
  ctx: JobCtx,
  names: ReadonlyMap<string, string>,
  each: { arrival: Arrival; pack: OpenedPackage },
  results: InboxFile[],
): void {
  const at = results.findIndex(({ sha256 }) => sha256 === each.arrival.sha256);
  const base = {
    sha256: each.arrival.sha256,
    fileName: each.arrival.fileName,
    bytes: each.arrival.bytes.length,
    ...headerPart(each.pack.header),
  };
  try {
    const counts = applyNews(ctx.db, planNews(ctx.db, each.pack.chains), {
      node: each.pack.header.from,
      package: each.pack.sha256,
      foundAt: ctx.now(),
    });
    results[at] = shown(names, { ...base, ...counts, state: 'ready' });
  } catch (error) {
    if (!isFailure(error)) throw error;
    results[at] = shown(names, {
      ...base,
      state: error.code === 'earlierMissing' ? 'waiting' : 'refused',
      code: error.code,
      reason: error.message,
    });
  }
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
