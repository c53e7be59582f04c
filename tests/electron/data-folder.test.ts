import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { chooseFolder, isWritableFolder, networkShare, prepareFolder, type DiskFacts } from '#electron/data-folder.ts';
import { failureCode } from '#tests/helpers/failure-code.ts';
import { tempFolder } from '#tests/helpers/temp-folder.ts';

const linux = (type: number, mounts = ''): DiskFacts => ({
  platform: 'linux',
  typeOf: () => type,
  mounts: () => mounts,
  realPath: (folder) => folder,
});

const windows = (realPath: string): DiskFacts => ({
  platform: 'win32',
  typeOf: () => 0,
  mounts: () => '',
  realPath: () => realPath,
});

describe('where the data is', () => {
  const from = { args: [], env: {}, platform: 'linux' as const, demoFolder: '/demo', isWritable: () => true };

  test('an argument wins over everything', () => {
    const chosen = chooseFolder({ ...from, args: ['--demo', '--data=/a'], env: { XB_DATA: '/b' } });

    expect(chosen).toEqual({ folder: '/a', demo: true });
  });

  test('practice is apart from real data', () => {
    expect(chooseFolder({ ...from, args: ['--demo'], env: { XB_DATA: '/b' } })).toEqual({
      folder: '/demo',
      demo: true,
    });
  });

  test('the environment names another folder', () => {
    expect(chooseFolder({ ...from, env: { XB_DATA: '/b' } })).toEqual({ folder: '/b', demo: false });
  });

  test('else all users of the PC share one', () => {
    expect(chooseFolder(from).folder).toBe('/var/lib/xiaobao');
    expect(chooseFolder({ ...from, isWritable: () => false }).folder).toMatch(/\.local\/share\/xiaobao$/);
    expect(chooseFolder({ ...from, platform: 'win32', env: { ProgramData: 'C:\\ProgramData' } }).folder).toContain(
      'xiaobao',
    );
  });
});

describe('network shares', () => {
  test.each([
    ['NFS', 0x6969],
    ['CIFS, as a signed number', 0xff534d42 | 0],
    ['SMB2', 0xfe534d42],
    ['9P', 0x01021997],
  ])('%s is one', (_, type) => {
    expect(networkShare('/data', linux(type))).not.toBeNull();
  });

  test.each([
    ['ext4', 0xef53],
    ['xfs', 0x58465342],
    ['btrfs', 0x9123683e],
    ['tmpfs', 0x01021994],
  ])('%s is none', (_, type) => {
    expect(networkShare('/data', linux(type))).toBeNull();
  });

  test('FUSE is judged by the mount that holds the folder', () => {
    const mounts = [
      'root / ext4 rw 0 0',
      '/dev/sdb1 /media/d fuseblk rw 0 0',
      'host:/x /media/d/far\\040away fuse.sshfs rw 0 0',
    ].join('\n');

    expect(networkShare('/media/d/ledger', linux(0x65735546, mounts))).toBeNull();
    expect(networkShare('/media/d/far away/ledger', linux(0x65735546, mounts))).toBe('fuse.sshfs');
  });

  test.each([
    ['\\\\server\\share\\ledger', '\\\\server\\share\\ledger'],
    ['Z:\\ledger', '\\\\server\\share\\ledger'],
    ['\\\\?\\UNC\\server\\share', '\\\\?\\UNC\\server\\share'],
  ])('Windows: %s is one', (folder, real) => {
    expect(networkShare(folder, windows(real))).not.toBeNull();
  });

  test.each(['D:\\ledger', '\\\\?\\D:\\ledger'])('Windows: %s is none', (folder) => {
    expect(networkShare(folder, windows(folder))).toBeNull();
  });

  test('the app does not start on one', async () => {
    expect(await failureCode(() => prepareFolder(tempFolder(), linux(0x6969)))).toBe('folderUnsuitable');
  });
});

describe('folders that are not there, or cannot be', () => {
  test('a new folder is made', () => {
    const folder = join(tempFolder(), 'a', 'b');

    prepareFolder(folder);

    expect(existsSync(folder)).toBe(true);
  });

  test('a file in its place is refused', async () => {
    const file = join(tempFolder(), 'file');
    writeFileSync(file, '');

    expect(await failureCode(() => prepareFolder(join(file, 'ledger')))).toBe('folderUnsuitable');
  });

  test('one that cannot be written to is refused', async () => {
    // Nobody can make a file here, not even root.
    expect(await failureCode(() => prepareFolder('/proc/self'))).toBe('folderUnsuitable');
  });

  test('whether a folder that is not there can be made depends on its parent', () => {
    expect(isWritableFolder(join(tempFolder(), 'x', 'y'))).toBe(true);
    expect(isWritableFolder(join(process.execPath, 'x'))).toBe(false);
  });
});
