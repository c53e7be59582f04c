/**
 * Which folder holds the data, and whether it may.
 *
 * All users of the PC share one folder, because `userData` is per user and would split the ledger.
 * It must be on a local disk: SQLite's WAL does not work over a network share.
 */
import {
  accessSync,
  constants,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { Failure } from '#domain/failure.ts';

export interface FolderChoice {
  readonly folder: string;
  readonly demo: boolean;
}

export interface Surroundings {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  /** Where the practice data is. */
  readonly demoFolder: string;
  readonly isWritable: (folder: string) => boolean;
}

/** Order: `--data=DIR`, `--demo`, XB_DATA, the folder common to all users of the PC. */
export function chooseFolder(from: Surroundings): FolderChoice {
  const demo = from.args.includes('--demo');
  const named = from.args.findLast((arg) => arg.startsWith('--data='))?.slice('--data='.length);
  if (named) return { folder: resolve(named), demo };
  if (demo) return { folder: from.demoFolder, demo };
  if (from.env['XB_DATA']) return { folder: resolve(from.env['XB_DATA']), demo };
  return { folder: commonFolder(from), demo };
}

function commonFolder({ env, platform, isWritable }: Surroundings): string {
  if (platform === 'win32') return join(env['ProgramData'] ?? env['PROGRAMDATA'] ?? 'C:\\ProgramData', 'xiaobao');
  const common = '/var/lib/xiaobao';
  return isWritable(common) ? common : join(homedir(), '.local', 'share', 'xiaobao');
}

/** True when files can be made in the folder, or in the nearest parent that exists. */
export function isWritableFolder(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    return true;
  } catch (error) {
    const parent = dirname(folder);
    return isCode(error, 'ENOENT') && parent !== folder && isWritableFolder(parent);
  }
}

/** What is asked of the operating system about a folder; tests put in their own. */
export interface DiskFacts {
  readonly platform: NodeJS.Platform;
  /** File system number as statfs(2) gives it. */
  readonly typeOf: (folder: string) => number;
  /** The text of /proc/self/mounts. */
  readonly mounts: () => string;
  /** The final path, with mapped drives and links resolved. */
  readonly realPath: (folder: string) => string;
}

export const thisDisk: DiskFacts = {
  platform: process.platform,
  typeOf: (folder) => statfsSync(folder).type,
  mounts: () => readFileSync('/proc/self/mounts', 'utf8'),
  realPath: (folder) => realpathSync.native(folder),
};

/** File system numbers of linux/magic.h, and of the drivers of virtual machines. */
const networkTypes: Readonly<Record<number, string>> = {
  0x6969: 'NFS',
  0x517b: 'SMB',
  0xff534d42: 'CIFS',
  0xfe534d42: 'SMB2',
  0x01021997: '9P',
  0x564c: 'NCP',
  0x5346414f: 'AFS',
  0x6b414653: 'AFS',
  0x00c36400: 'Ceph',
  0x786f4256: 'VirtualBox 共享文件夹',
};
const fuse = 0x65735546;
/** FUSE says nothing about where the data is; these drivers are known to use a local disk. */
const localFuse = new Set(['fuseblk', 'fuse.ntfs-3g', 'fuse.ntfs', 'fuse.exfat', 'fuse.bindfs', 'fuse.fuse-overlayfs']);

/** Name of the network file system the folder is on, or null when it is on a local disk. The folder must exist. */
export function networkShare(folder: string, disk: DiskFacts = thisDisk): string | null {
  if (disk.platform === 'win32') return windowsShare(folder, disk);
  const type = disk.typeOf(folder) >>> 0;
  if (type !== fuse) return networkTypes[type] ?? null;
  const driver = mountDriver(disk.realPath(folder), disk.mounts());
  return localFuse.has(driver) ? null : driver;
}

function windowsShare(folder: string, disk: DiskFacts): string | null {
  const isUnc = (path: string): boolean => /^\\\\(?![?.]\\)/.test(path) || /^\\\\\?\\UNC\\/i.test(path);
  if (isUnc(folder)) return folder;
  // A mapped drive (Z:\) resolves to the share behind it.
  const real = disk.realPath(folder);
  return isUnc(real) ? real : null;
}

function mountDriver(path: string, mounts: string): string {
  let best = { point: '', driver: 'fuse' };
  for (const line of mounts.split('\n')) {
    const [, escaped = '', driver = ''] = line.split(' ');
    const point = escaped.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(parseInt(octal, 8)));
    const holds = path === point || path.startsWith(point.endsWith('/') ? point : `${point}/`);
    if (point !== '' && holds && point.length >= best.point.length) best = { point, driver };
  }
  return best.driver;
}

/**
 * Makes the folder if needed and checks that the ledger may live there.
 * Throws Failure `folderUnsuitable` with a sentence for the user.
 */
export function prepareFolder(folder: string, disk: DiskFacts = thisDisk): void {
  if (!isAbsolute(folder)) throw unsuitable(folder, '路径不完整');
  if (disk.platform === 'win32' && folder.startsWith('\\\\') && networkShare(folder, disk)) throw onNetwork(folder);
  try {
    mkdirSync(folder, { recursive: true });
  } catch {
    throw unsuitable(folder, '建不了这个文件夹');
  }
  if (networkShare(folder, disk)) throw onNetwork(folder);
  const probe = join(folder, `.probe-${process.pid}`);
  try {
    writeFileSync(probe, 'x', { flag: 'wx' });
    rmSync(probe);
  } catch {
    throw unsuitable(folder, '这个文件夹不能写入');
  }
}

const onNetwork = (folder: string): Failure =>
  unsuitable(folder, '它在网络共享盘上，断网或多人同时使用会损坏台账，必须放在本机硬盘');

const unsuitable = (folder: string, reason: string): Failure =>
  new Failure(
    'folderUnsuitable',
    `不能把台账数据放在“${folder}”：${reason}。没有写入任何数据。请联系科技部门调整数据位置或权限后再打开。`,
  );

const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;
