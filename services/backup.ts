/** 备份: a copy of everything that somebody carries away, on a stick or a share. Format: domain/backup.ts. */
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { BackupState, MadeBackup } from '#contract/backup.ts';
import { readSettings, saveSetting } from '#db/identity.ts';
import { backupTo } from '#db/open.ts';
import { row } from '#db/statements.ts';
import type { Backup } from '#domain/backup.ts';
import {
  backupContents,
  backupFolderName,
  backupManifest,
  backupName,
  backupsKept,
  isBackupName,
} from '#domain/backup.ts';
import { dateOfInstant } from '#domain/dates.ts';
import { Failure } from '#domain/failure.ts';
import type { Ctx } from './context.ts';
import type { JobCtx, Jobs, Verbs } from './dispatch.ts';
import { makeFolderDurably, readFileSafely, replaceFileDurably } from './files/atomic-write.ts';
import { copyFailure } from './files/file-failure.ts';
import { fileSha256 } from './files/large-file.ts';
import { keyringPath } from './keys.ts';

const lastKey = 'lastBackup';

function state(ctx: Ctx): BackupState {
  const last = readSettings(ctx.db, 'device')[lastKey];
  return { last: (last as BackupState['last'] | undefined) ?? null };
}

/** `13:05:01` in Shanghai. */
const clockOf = (instant: number): string => new Date(instant + 8 * 3_600_000).toISOString().slice(11, 19);

/**
 * Writes a backup into `folder`. It counts once its backup.json is there; what a pulled stick leaves is no backup.
 * @throws Failure diskFull, readOnly, targetGone; cancelled
 */
async function make(ctx: JobCtx, folder: string): Promise<MadeBackup> {
  const madeAt = ctx.now();
  const own = backupFolderName(ctx.identity.node);
  // Whoever chooses the folder of the last backup means the same place.
  const place = basename(folder) === own ? folder : join(folder, own);
  const target = join(place, backupName(dateOfInstant(madeAt), clockOf(madeAt)));
  try {
    makeFolderDurably(target);
    const attachments = await copyContents(
      ctx,
      join(ctx.installation.folder, backupContents),
      join(place, backupContents),
    );
    const database = join(target, `${ctx.identity.side}.db`);
    backupTo(ctx.db, database);
    replaceFileDurably(join(target, 'keyring.json'), readFileSafely(keyringPath(ctx.installation.folder), mostKeyring));
    const manifest = manifestOf(ctx, { madeAt, attachments, database });
    replaceFileDurably(join(target, backupManifest), Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`));
    prune(place);
    ctx.commit((inner) => {
      saveSetting(inner.db, 'device', lastKey, { at: madeAt, folder: place });
      inner.note({ text: `备份 ${manifest.records.complaints} 件投诉，附件 ${attachments} 个` });
    });
    return { path: target, bytes: manifest.database.bytes, attachments };
  } catch (error) {
    removeQuietly(target);
    throw copyFailure(error);
  }
}

const mostKeyring = 1024 * 1024;

function manifestOf(
  ctx: JobCtx,
  {
    madeAt,
    attachments,
    database,
  }: { readonly madeAt: number; readonly attachments: number; readonly database: string },
): Backup {
  const countOf = (table: string): number => row<{ n: number }>(ctx.db, `SELECT count(*) AS n FROM ${table}`)?.n ?? 0;
  return {
    format: 1,
    kind: 'xiaobao-backup',
    side: ctx.identity.side,
    madeAt,
    owner: ownerOf(ctx),
    records: {
      complaints: countOf('complaint'),
      events: countOf('outreach_event'),
      trainings: countOf('training'),
    },
    attachments,
    database: { bytes: statSync(database).size, sha256: fileSha256(database) },
  };
}

/** X银行ZX分行 消保中心; X银行ZX分行 城东支行（0001） */
function ownerOf({ db, identity }: Ctx): string {
  const branch = row<{ bank: string; name: string }>(db, 'SELECT bank_name AS bank, branch_name AS name FROM branch');
  const outlet = row<{ name: string }>(db, 'SELECT name FROM outlet WHERE code = ?', identity.node);
  const who = identity.side === 'centre' ? '消保中心' : `${outlet?.name ?? ''}（${identity.node}）`;
  return `${branch?.bank ?? ''}${branch?.name ?? ''} ${who}`;
}

/**
 * Brings what is missing there. Contents are named by what they hold and never change, so one that lies there in
 * its full length is the same one. Returns how many there are.
 * @throws Failure cancelled and those of writing
 */
export async function copyContents(
  ctx: Pick<JobCtx, 'cancelled' | 'progress'>,
  from: string,
  to: string,
): Promise<number> {
  const files = contentsIn(from);
  for (const [done, name] of files.entries()) {
    if (ctx.cancelled()) throw new Failure('cancelled', '已取消，没有做完。本机数据没有改动。');
    if (done % 20 === 0) {
      ctx.progress({ job: 'backup', done, total: files.length, label: '附件' });
      await new Promise((resolve) => setImmediate(resolve));
    }
    const [source, target] = [join(from, name), join(to, name)];
    if (existsSync(target) && statSync(target).size === statSync(source).size) continue;
    makeFolderDurably(dirname(target));
    replaceFileDurably(target, readFileSync(source));
  }
  return files.length;
}

/** `<2 hex digits>/<62 hex digits>` */
function contentsIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => /^[0-9a-f]{2}$/.test(name))
    .flatMap((name) =>
      readdirSync(join(folder, name))
        .filter((rest) => /^[0-9a-f]{62}$/.test(rest))
        .map((rest) => join(name, rest)),
    );
}

/** Only folders that this program named, and only the oldest ones. */
function prune(place: string): void {
  const all = readdirSync(place).filter(isBackupName).toSorted();
  for (const name of all.slice(0, -backupsKept)) removeQuietly(join(place, name));
}

function removeQuietly(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch {
    // The stick may be gone: the failure that is reported is the first one.
  }
}

export const backupVerbs = {
  'backup.state': (_input, ctx) => state(ctx),
} satisfies Verbs;

export const backupJobs = {
  'backup.make': ({ folder }, ctx) => make(ctx, folder),
} satisfies Jobs;
