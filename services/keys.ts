/** The keys an unlocked installation holds in memory, and where they lie in its folder. */
import { join } from 'node:path';
import type { BranchKeys } from './crypto/branch-keys.ts';
import type { DeviceKeys } from './crypto/device-keys.ts';

export interface Keys {
  /** 32 bytes. Opens the database and the sealed key files. */
  readonly dbKey: Buffer;
  readonly device: DeviceKeys;
  /** The centre's; null at an outlet. */
  readonly branch: BranchKeys | null;
}

export const keyringPath = (folder: string): string => join(folder, 'keyring.json');
export const deviceKeysPath = (folder: string): string => join(folder, 'device.json');
/** Keys of an incarnation that is just beginning; see services/incarnation.ts. */
export const nextDeviceKeysPath = (folder: string): string => join(folder, 'device.next.json');
export const branchKeysPath = (folder: string): string => join(folder, 'branch.json');
