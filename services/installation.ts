/**
 * One installation = one folder. Finds out what is there, opens it for a user, closes it.
 * The file name tells the role before anybody has logged in.
 */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '#domain/failure.ts';
import type { Side } from '#domain/permissions.ts';
import { readIdentity } from '#db/identity.ts';
import type { Db } from '#db/open.ts';
import { closeDatabase, openDatabase } from '#db/open.ts';
import { auditTip } from '#db/audit.ts';
import { row } from '#db/statements.ts';
import type { Installation } from './context.ts';
import { loadBranchKeys } from './crypto/branch-keys.ts';
import { loadDeviceKeys } from './crypto/device-keys.ts';
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
}

/** @throws Failure of db/open.ts; databaseDamaged when the key files do not belong to the database */
export async function openInstallation(folder: string, side: Side, dbKey: Buffer): Promise<Opened> {
  const afterCrash = existsSync(openMark(folder));
  const db = openDatabase({ path: databaseFile(folder, side), key: dbKey, check: afterCrash });
  try {
    const identity = readIdentity(db);
    const device = await loadDeviceKeys(deviceKeysPath(folder), dbKey);
    if (identity === null || device === null || device.inc !== identity.inc) {
      throw new Failure(
        'databaseDamaged',
        '本机的设备密钥与台账不符：台账可能是从别处复制或从备份恢复的。内容完好，请联系消保中心重新登记本机。',
      );
    }
    const branch = side === 'centre' ? await loadBranchKeys(branchKeysPath(folder), dbKey) : null;
    writeFileSync(openMark(folder), '');
    return { installation: { folder, db, identity, keys: { dbKey, device, branch } }, afterCrash };
  } catch (error) {
    closeDatabase(db);
    throw error;
  }
}

/** Creates the folder (private to the bank's users) and an empty database. */
export function createDatabase(folder: string, side: Side, dbKey: Buffer): Db {
  mkdirSync(folder, { recursive: true });
  return openDatabase({ path: databaseFile(folder, side), key: dbKey, create: true });
}

export function closeInstallation(installation: Installation): void {
  closeDatabase(installation.db);
  rmSync(openMark(installation.folder), { force: true });
}

/** Instant of the newest audit line: the last time this installation was used, or 0. */
export function lastUse(db: Db): number {
  const tip = auditTip(db);
  const found = row<{ line: string }>(db, 'SELECT line FROM audit WHERE n = ?', tip.n);
  return found === undefined ? 0 : (JSON.parse(found.line) as { readonly at: number }).at;
}
