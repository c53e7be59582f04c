/**
 * A new incarnation: what an installation becomes when its database was restored from a backup or
 * copied. It gets keys, a chain and a number letter of its own and goes on; what the old one wrote
 * stays where it is, and what was reported and then lost comes back from the other side.
 *
 * The order survives a power cut: the new keys lie beside the old ones before the database names
 * them, and are moved into their place afterwards (or at the next start).
 */
import { existsSync, rmSync } from 'node:fs';
import { appendAudit } from '#db/audit.ts';
import type { Identity } from '#db/identity.ts';
import { changeIncarnation, saveSecret } from '#db/identity.ts';
import type { Db } from '#db/open.ts';
import { nextLetter } from '#domain/case-number.ts';
import { successionText } from '#domain/sync/envelope.ts';
import type { Installation, World } from './context.ts';
import type { DeviceKeys } from './crypto/device-keys.ts';
import { createDeviceKeys, loadDeviceKeys } from './crypto/device-keys.ts';
import { readFileSafely, replaceFileDurably } from './files/atomic-write.ts';
import { readGuard, writeGuard } from './guard.ts';
import { deviceKeysPath, nextDeviceKeysPath } from './keys.ts';

/** Why an installation cannot go on as what it was. */
export type Reason = 'restored' | 'keysMissing' | 'overtaken';

/** What is needed before anybody has an `Installation`. */
export interface Parts {
  readonly folder: string;
  readonly db: Db;
  readonly dbKey: Buffer;
  readonly identity: Identity;
}

/** The keys of the incarnation the database names, or null: then this is a restored or copied one. */
export async function keysOf({ folder, dbKey, identity }: Parts): Promise<DeviceKeys | null> {
  const device = await loadDeviceKeys(deviceKeysPath(folder), dbKey);
  if (device?.inc === identity.inc) {
    rmSync(nextDeviceKeysPath(folder), { force: true });
    return device;
  }
  const next = await loadDeviceKeys(nextDeviceKeysPath(folder), dbKey);
  if (next?.inc !== identity.inc) return null;
  moveIntoPlace(folder);
  return next;
}

/** Starts a new incarnation. `before` are the keys this PC had, which vouch for the new ones. */
export async function renew(
  parts: Parts,
  before: DeviceKeys | null,
  reason: Reason,
  world: Pick<World, 'now'>,
): Promise<{ readonly identity: Identity; readonly device: DeviceKeys }> {
  const { folder, db, dbKey } = parts;
  const guard = readGuard(folder, dbKey);
  const device = await createDeviceKeys(nextDeviceKeysPath(folder), dbKey);
  // Without a guard nobody knows which letters were given out after the backup: two letters by chance.
  const letter = nextLetter(guard?.letter ?? null, parts.identity.letter, device.inc);
  const identity: Identity = { ...parts.identity, inc: device.inc, letter };
  db.transaction(() => {
    changeIncarnation(db, device.inc, letter);
    saveSecret(db, 'succession', before === null ? '' : JSON.stringify(successionOf(before, device)));
    appendAudit(db, { at: world.now(), user: '-', verb: 'device.renewed', note: `${reason} ${letter}` });
  }).immediate();
  moveIntoPlace(folder);
  writeGuard(folder, db, dbKey, identity);
  return { identity, device };
}

/** The same for an installation in use: units of work begun from now on are the new one's. */
export async function renewInstallation(installation: Installation, reason: Reason, world: World): Promise<void> {
  const { folder, db, identity, keys } = installation;
  const next = await renew({ folder, db, dbKey: keys.dbKey, identity }, keys.device, reason, world);
  Object.assign(installation, { identity: next.identity, keys: { ...keys, device: next.device } });
}

const successionOf = (before: DeviceKeys, next: DeviceKeys) => ({
  inc: before.inc,
  sig: before.sign(Buffer.from(successionText(next))).toString('base64url'),
});

function moveIntoPlace(folder: string): void {
  const next = nextDeviceKeysPath(folder);
  if (!existsSync(next)) return;
  replaceFileDurably(deviceKeysPath(folder), readFileSafely(next, 64 * 1024));
  rmSync(next, { force: true });
}
