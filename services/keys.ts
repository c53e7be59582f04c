/** The keys an unlocked installation holds in memory, and where they lie in its folder. */
import { join } from 'node:path';
import { Failure } from '#domain/failure.ts';
import type { BranchKeys } from './crypto/branch-keys.ts';
import type { DeviceKeys } from './crypto/device-keys.ts';

export interface Keys {
  /** 32 bytes. Opens the database and the sealed key files. */
  readonly dbKey: Buffer;
  readonly device: DeviceKeys;
  /** The centre's; null at an outlet, and at a centre that was restored without them. */
  readonly branch: BranchKeys | null;
}

export const keyringPath = (folder: string): string => join(folder, 'keyring.json');
export const deviceKeysPath = (folder: string): string => join(folder, 'device.json');
/** Keys of an incarnation that is just beginning; see services/incarnation.ts. */
export const nextDeviceKeysPath = (folder: string): string => join(folder, 'device.next.json');
export const branchKeysPath = (folder: string): string => join(folder, 'branch.json');

export const branchKeysAway =
  '分行密钥不在本机：不能合并网点的文件，也不能生成配置包；台账和数字照常。请主任或系统管理员在“网点与配置包”的“密钥”里导回密钥备份。';

/** @throws Failure branchKeysMissing */
export function branchKeysOf({ branch }: Pick<Keys, 'branch'>): BranchKeys {
  if (branch !== null) return branch;
  throw new Failure('branchKeysMissing', `${branchKeysAway}这一步没有做，没有改动任何内容。`);
}
