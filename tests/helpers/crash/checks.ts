/** What must hold at a station after the power came back: nothing people were told is missing, nothing is half. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { liveContents } from '#db/attachment.ts';
import { opId, sha256Hex } from '#db/hash.ts';
import type { Chain } from '#db/chain.ts';
import { closeDatabase, openDatabase } from '#db/open.ts';
import type { Db } from '#db/open.ts';
import { hashAt } from '#db/chain.ts';
import { row, rows } from '#db/statements.ts';
import { backupFolderName, backupManifest, isBackupName, parseBackup } from '#domain/backup.ts';
import { must } from '#domain/failure.ts';
import { realWorld } from '#services/context.ts';
import { verifyAll } from '#services/database.ts';
import { isKept } from '#services/files/blob-store.ts';
import { openPackage, readHeader } from '#services/sync/package-file.ts';
import type { Station } from '#tests/helpers/branch.ts';
import { centreUsers, outletHead, password, station } from '#tests/helpers/branch.ts';
import type { ErrandName } from './errands.ts';
import { errands, packsOf, stickOf, usbOf, withNextSchema } from './errands.ts';

/** Keys with which files are opened as their receiver would. */
export interface Receivers {
  readonly branchId: string;
  readonly centreIdentity: string;
  readonly outletIdentity: string;
  /** Incarnations that must go on: a crash is no restored backup. */
  readonly incs: readonly string[];
}

export const receiversOf = (centre: Station, outlet: Station): Receivers => {
  const { identity, keys } = must(centre.backend.session, 'logged in').installation;
  return {
    branchId: identity.branchId,
    centreIdentity: must(keys.branch, 'the centre has them').boxIdentity,
    outletIdentity: must(outlet.backend.session, 'logged in').installation.keys.device.boxIdentity,
    incs: [centre, outlet].map((at) => must(at.backend.session, 'logged in').installation.identity.inc),
  };
};

export interface Scene {
  readonly errand: ErrandName;
  /** The branch as it was found after the crash; it is used up. */
  readonly base: string;
  readonly told: readonly string[];
  readonly receivers: Receivers;
}

/** Everything that is wrong, in words; empty when nothing is. */
export async function problemsAfterCrash(scene: Scene): Promise<readonly string[]> {
  try {
    return await (scene.errand === 'upgrade' ? withNextSchema(() => problems(scene)) : problems(scene));
  } catch (error) {
    return [error instanceof Error ? (error.stack ?? error.message) : String(error)];
  }
}

async function problems(scene: Scene): Promise<readonly string[]> {
  const { errand, base, told } = scene;
  const { place } = errands[errand];
  const folder = join(base, place);
  const at = station(folder, realWorld);
  try {
    const isNew = errand === 'enrol' || errand === 'restore';
    if (isNew && (await at.call('session.state', {})).phase === 'new') {
      if (told.length > 0) return ['the new installation is gone'];
      await errands[errand].run(at, base, () => undefined);
    } else {
      const staffNo = place === 'centre' ? centreUsers.director : outletHead(0);
      await at.call('session.login', { staffNo, password, confirmClock: true });
    }
    const db = dbOf(at);
    const quick = String(db.pragma('quick_check', { simple: true }));
    const { inc } = must(at.backend.session, 'logged in').installation.identity;
    return [
      ...(isNew || scene.receivers.incs.includes(inc) ? [] : ['the station became a new device']),
      ...(quick === 'ok' ? [] : [`quick_check: ${quick}`]),
      ...(await verified(at)),
      ...told.flatMap((line) => broken(db, line)),
      ...(await packageProblems(at, scene)),
      ...inboxProblems(folder),
      ...backupProblems(at),
      ...carriedProblems(at, base),
      ...(await nextErrand(at, scene)),
      ...leftParts(folder),
    ];
  } finally {
    await at.backend.close();
  }
}

const dbOf = (at: Station): Db => must(at.backend.session, 'logged in').installation.db;

async function verified(at: Station): Promise<readonly string[]> {
  const report = await at.call('database.verify', {});
  return report.ok ? [] : [`verify: ${JSON.stringify({ ...report, rows: report.rows.different })}`];
}

function broken(db: Db, line: string): readonly string[] {
  const space = line.indexOf(' ');
  const word = line.slice(0, space);
  const what = line.slice(space + 1);
  const isThere: Readonly<Record<string, () => boolean>> = {
    saved: () => row(db, 'SELECT 1 FROM complaint WHERE id = ?', what) !== undefined,
    exported: () =>
      existsSync(what) && row(db, 'SELECT 1 FROM package_out WHERE sha256 = ?', digestOf(what)) !== undefined,
    accepted: () =>
      row(db, `SELECT 1 FROM package_in WHERE sha256 = ? AND state IN ('merged', 'known')`, what) !== undefined,
    receipt: () => existsSync(what),
    carried: () => existsSync(join(what, backupManifest)),
    failed: () => false,
  };
  return (isThere[word] ?? (() => true))() ? [] : [`was told, and is not so: ${line}`];
}

const digestOf = (path: string): string => sha256Hex(readFileSync(path));

/** Files for others are whole, and say nothing that the station itself no longer knows. */
async function packageProblems(at: Station, { base, receivers }: Scene): Promise<readonly string[]> {
  const found: string[] = [];
  const { db, identity } = must(at.backend.session, 'logged in').installation;
  for (const path of [...filesIn(stickOf(base), '.xbsync'), ...filesIn(packsOf(base), '.xbcfg')]) {
    const bytes = readFileSync(path);
    const { header } = readHeader(bytes);
    const isUp = header.kind === 'up';
    const pack = await openPackage(bytes, {
      verifyKey: header.signKey,
      identity: isUp ? receivers.centreIdentity : receivers.outletIdentity,
      expected: { branchId: receivers.branchId, kind: header.kind, to: header.to },
    });
    if (header.from !== identity.node) continue;
    for (const chain of pack.chains) {
      const own = row<{ id: string }>(
        db,
        'SELECT op.id FROM op JOIN chain ON chain.id = op.chain WHERE chain.inc = ? AND chain.stream = ? AND op.seq = ?',
        chain.inc,
        chain.stream,
        chain.last,
      );
      if (own?.id !== opId(Buffer.from(chain.tip, 'base64url')))
        found.push(`${basename(path)} holds operations that its writer has lost`);
    }
    for (const { inc, stream, seq, tip } of header.have) {
      const held = rows<Chain>(db, 'SELECT * FROM chain WHERE inc = ? AND stream = ?', inc, stream);
      if (!held.some((chain) => chain.seq >= seq && hashAt(db, chain, seq)?.toString('base64url') === tip))
        found.push(`${basename(path)} acknowledges what its writer has lost`);
    }
  }
  return found;
}

const filesIn = (folder: string, extension: string): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith(extension))
        .map((name) => join(folder, name))
    : [];

function inboxProblems(folder: string): readonly string[] {
  const names = filesIn(join(folder, 'inbox'), '').filter((path) => !path.endsWith('.part'));
  // The next merge puts a damaged copy right; a half file that stays would be another matter.
  return names.filter((path) => digestOf(path) !== basename(path)).map((path) => `half a copy: ${basename(path)}`);
}

function backupProblems(at: Station): readonly string[] {
  const { folder, keys } = must(at.backend.session, 'logged in').installation;
  return filesIn(join(folder, 'backups'), '.db').flatMap((path) => {
    try {
      const copy = openDatabase({ path, key: keys.dbKey, readonly: true });
      try {
        return verifyAll({ db: copy }).ok ? [] : [`backup ${basename(path)} does not hold`];
      } finally {
        closeDatabase(copy);
      }
    } catch (error) {
      return [`backup ${basename(path)}: ${String(error)}`];
    }
  });
}

/** What says that it is a backup of this station is one, with its passwords and everything attached. */
function carriedProblems(at: Station, base: string): readonly string[] {
  const { identity, keys } = must(at.backend.session, 'logged in').installation;
  const place = join(usbOf(base), backupFolderName(identity.node));
  return filesIn(place, '').flatMap((path) => {
    if (!isBackupName(basename(path)) || !existsSync(join(path, backupManifest))) return [];
    const { database, attachments, records } = parseBackup(readFileSync(join(path, backupManifest), 'utf8'));
    const file = join(path, 'outlet.db');
    if (!existsSync(join(path, 'keyring.json')) || digestOf(file) !== database.sha256)
      return [`${basename(path)} is no whole backup`];
    const copy = openDatabase({ path: file, key: keys.dbKey, readonly: true });
    try {
      const complaints = row<{ n: number }>(copy, 'SELECT count(*) AS n FROM complaint')?.n;
      const files = liveContents(copy).filter(({ sha256, bytes }) => isKept({ folder: place, keys }, sha256, bytes));
      return [
        ...(verifyAll({ db: copy }).ok && complaints === records.complaints ? [] : [`${basename(path)} does not hold`]),
        ...(files.length === liveContents(copy).length && files.length <= attachments
          ? []
          : ['attachments are missing']),
      ];
    } finally {
      closeDatabase(copy);
    }
  });
}

/** The same errand once more, as people would do it. */
async function nextErrand(at: Station, { errand, base, told }: Scene): Promise<readonly string[]> {
  const isDone = errand === 'upgrade' || errand === 'enrol' || errand === 'restore';
  const next = isDone ? errands.save : errands[errand];
  const said: string[] = [];
  await next.run(at, base, (line) => said.push(line));
  if (errand === 'merge') {
    const stick = filesIn(stickOf(base), '.xbsync').map((path) => `accepted ${digestOf(path)}`);
    const missing = stick.filter((line) => !said.includes(line));
    if (missing.length > 0) return [`not accepted afterwards: ${missing.join(', ')}`];
  }
  if (errand === 'export' && told.some((line) => said.includes(line))) return ['a file was exported over another'];
  return said.flatMap((line) => broken(dbOf(at), line));
}

/** Remains of interrupted writing in the station's own folder are cleared away by the next start. */
const leftParts = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.part'))
    .map((name) => `left over: ${name}`);
