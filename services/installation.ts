/**
 * One installation = one folder. Finds out what is there, opens it for a user, closes it.
 * The file name tells the role before anybody has logged in.
 */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isFailure, must } from '#domain/failure.ts';
import type { Side } from '#domain/permissions.ts';
import { readIdentity } from '#db/identity.ts';
import { foldLater } from '#db/merge.ts';
import type { Db } from '#db/open.ts';
import { closeDatabase, openDatabase } from '#db/open.ts';
import { auditTip } from '#db/audit.ts';
import { syncFolder } from '#db/file-sync.ts';
import { row } from '#db/statements.ts';
import type { Installation, World } from './context.ts';
import { usableBranchKeys } from './crypto/branch-keys.ts';
import { loadDeviceKeys } from './crypto/device-keys.ts';
import { removeParts } from './files/atomic-write.ts';
import { isOvertaken, knowsMore, readGuard, writeGuard } from './guard.ts';
import type { Parts, Reason } from './incarnation.ts';
import { keysOf, renew } from './incarnation.ts';
import { branchKeysPath, deviceKeysPath } from './keys.ts';

export const databaseFile = (folder: string, side: Side): string => join(folder, `${side}.db`);

/** Which installation lies in this folder; null when none does. */
export function sideOf(folder: string): Side | null {
  if (existsSync(databaseFile(folder, 'centre'))) return 'centre';
  return existsSync(databaseFile(folder, 'outlet')) ? 'outlet' : null;
}

/** Present while the database is open: found at the next start, it says the last one ended badly. */
const openMark = (folder: string): string => join(folder, 'open.mark');

export interface Opened {
  readonly installation: Installation;
  /** The program did not get to close the database last time; it was checked and is whole. */
  readonly afterCrash: boolean;
  /** Set when the database turned out to be a restored or copied one and goes on as a new incarnation. */
  readonly renewed: Reason | null;
}

/** @throws Failure of db/open.ts; databaseDamaged when the key files do not belong to the database */
export async function openInstallation(
  folder: string,
  side: Side,
  dbKey: Buffer,
  world: Pick<World, 'now'>,
): Promise<Opened> {
  const afterCrash = existsSync(openMark(folder));
  const db = openDatabase({ path: databaseFile(folder, side), key: dbKey, check: afterCrash });
  try {
    db.transaction(() => foldLater(db, world.now())).immediate();
    const found = must(readIdentity(db), 'setup wrote it');
    const { identity, device, renewed } = await incarnationOf({ folder, db, dbKey, identity: found }, world);
    const branch = side === 'centre' ? await usableBranchKeys(branchKeysPath(folder), dbKey) : null;
    writeFileSync(openMark(folder), '');
    syncFolder(folder);
    removeParts(folder);
    return { installation: { folder, db, identity, keys: { dbKey, device, branch } }, afterCrash, renewed };
  } catch (error) {
    closeDatabase(db);
    throw error;
  }
}

/** The incarnation this database is, or the new one it becomes because it was restored or copied. */
async function incarnationOf(parts: Parts, world: Pick<World, 'now'>) {
  const device = await keysOf(parts);
  if (device === null) {
    const before = await loadDeviceKeys(deviceKeysPath(parts.folder), parts.dbKey);
    const next = await renew(parts, before, before === null ? 'keysMissing' : 'restored', world);
    return { ...next, renewed: before === null ? ('keysMissing' as const) : ('restored' as const) };
  }
  const guard = readGuard(parts.folder, parts.dbKey);
  const isBehind = guard !== null && knowsMore(parts.db, guard.chains);
  // The second happens when the program ended between taking the operations in and starting anew.
  if (!isBehind && !isOvertaken(parts.db, parts.identity.inc))
    return { identity: parts.identity, device, renewed: null };
  return { ...(await renew(parts, device, 'restored', world)), renewed: 'restored' as const };
}

/** Creates the folder (private to the bank's users) and an empty database. */
export function createDatabase(folder: string, side: Side, dbKey: Buffer): Db {
  mkdirSync(folder, { recursive: true });
  return openDatabase({ path: databaseFile(folder, side), key: dbKey, create: true });
}

export function closeInstallation(installation: Installation): void {
  const { folder, db, identity, keys } = installation;
  try {
    writeGuard(folder, db, keys.dbKey, identity);
  } catch (error) {
    // A full disk must not keep the program from closing; the older guard is still true.
    if (!isFailure(error)) throw error;
  }
  closeDatabase(db);
  rmSync(openMark(folder), { force: true });
}

/** Instant of the newest audit line: the last time this installation was used, or 0. */
export function lastUse(db: Db): number {
  const tip = auditTip(db);
  const found = row<{ line: string }>(db, 'SELECT line FROM audit WHERE n = ?', tip.n);
  return found === undefined ? 0 : (JSON.parse(found.line) as { readonly at: number }).at;
}
