/**
 * The stick is pulled, the share goes away, the disk is full or breaks, at one call of a real run:
 * the user is told in words what happened, nothing is half, and the same program goes on.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { must } from '#domain/failure.ts';
import type { CrashBranch } from '#tests/helpers/crash/branch.ts';
import { crashBranch } from '#tests/helpers/crash/branch.ts';
import { problemsAfterCrash } from '#tests/helpers/crash/checks.ts';
import type { ErrandName } from '#tests/helpers/crash/errands.ts';
import { stickOf } from '#tests/helpers/crash/errands.ts';
import type { Place } from '#tests/helpers/crash/traced.ts';
import { canTrace, failingAt, placeOn, record } from '#tests/helpers/crash/traced.ts';
import { isLong } from '#tests/helpers/length.ts';

let branch: CrashBranch;
beforeAll(async () => {
  branch = await crashBranch();
});
afterAll(() => {
  branch.remove();
});

const recorded = new Map<ErrandName, ReturnType<typeof record>['calls']>();

function placeIn(errand: ErrandName, name: string, isMeant: (path: string) => boolean): Place {
  const calls = recorded.get(errand) ?? record({ errand, base: branch.copy() }).calls;
  recorded.set(errand, calls);
  return placeOn(calls, name, isMeant);
}

interface Fault {
  readonly errand: ErrandName;
  /** Where it happens, in words. */
  readonly what: string;
  readonly call: string;
  readonly isMeant: (path: string) => boolean;
  readonly errno: string;
  readonly code: string;
  readonly sentence: RegExp;
}

const onStick = (path: string): boolean => path.includes('/stick/') && path.endsWith('.part');
const inLog = (path: string): boolean => path.endsWith('outlet.db-wal');
const inBackup = (path: string): boolean => path.includes('/backups/');

const stickGone = /^文件未写完：U 盘、共享文件夹或磁盘已不可用。台账数据安全。/;
const stick = { errand: 'export', what: 'the stick', isMeant: onStick } as const;
const ledger = { errand: 'save', what: 'the database', isMeant: inLog } as const;
const backup = { errand: 'backup', what: 'the backup', isMeant: inBackup } as const;
const ledgerFails = /^台账所在的磁盘读写出错，这一次没有保存，之前的内容完好。/;

const faults: readonly Fault[] = [
  { ...stick, call: 'pwrite64', errno: 'ESTALE', code: 'targetGone', sentence: stickGone },
  { ...stick, call: 'pwrite64', errno: 'EDQUOT', code: 'diskFull', sentence: /^目标位置空间不足，文件没有写成。/ },
  { ...stick, call: 'fsync', errno: 'EIO', code: 'targetGone', sentence: stickGone },
  { ...ledger, call: 'pwrite64', errno: 'ENOSPC', code: 'diskFull', sentence: /^数据盘已满，这一次没有保存/ },
  { ...ledger, call: 'fsync', errno: 'EIO', code: 'diskFailing', sentence: ledgerFails },
  { ...backup, call: 'pwrite64', errno: 'ENOSPC', code: 'diskFull', sentence: /^数据盘已满，这一次没有保存/ },
];

const moreFaults: readonly Fault[] = [
  ...['EIO', 'ENODEV', 'EHOSTDOWN', 'ETIMEDOUT', 'ENOMEDIUM'].map((errno): Fault => {
    return { ...stick, call: 'pwrite64', errno, code: 'targetGone', sentence: stickGone };
  }),
  { ...stick, call: 'pwrite64', errno: 'ENOSPC', code: 'diskFull', sentence: /^目标位置空间不足，文件没有写成。/ },
  { ...stick, call: 'pwrite64', errno: 'EROFS', code: 'readOnly', sentence: /^目标位置不能写入/ },
  { ...ledger, call: 'pwrite64', errno: 'EIO', code: 'diskFailing', sentence: ledgerFails },
  { ...backup, call: 'pwrite64', errno: 'EIO', code: 'diskFailing', sentence: ledgerFails },
  { ...backup, call: 'fsync', errno: 'EIO', code: 'diskFailing', sentence: ledgerFails },
];

describe.runIf(canTrace)('one call fails', () => {
  it.each(isLong ? [...faults, ...moreFaults] : faults)(
    '$call on $what ($errno): $code is said, nothing is half, and the next try works',
    async ({ errand, call, isMeant, errno, code, sentence }) => {
      const place = placeIn(errand, call, isMeant);
      const base = branch.copy();

      const run = failingAt({ errand, base }, place, errno);

      const failed = run.told.filter((line) => line.startsWith('failed '));
      const told = run.told.filter((line) => !failed.includes(line));
      expect({ status: run.status, stderr: run.stderr, last: told.at(-1) }).toEqual({
        status: 0,
        stderr: '',
        last: 'finished',
      });
      expect(failed).toHaveLength(1);
      expect(failed[0]).toMatch(new RegExp(`^failed ${code} `));
      expect(failed[0]?.slice(`failed ${code} `.length)).toMatch(sentence);
      expect(await problemsAfterCrash({ errand, base, told, receivers: branch.receivers })).toEqual([]);
    },
  );

  it.each(isLong ? ['EIO', 'ENODEV', 'ESTALE', 'EHOSTDOWN'] : ['ESTALE'])(
    'read from the stick (%s): that file is refused in words, the others are merged, and it can be taken later',
    async (errno) => {
      const base = branch.copy();
      const file = must(readdirSync(stickOf(base)).toSorted().at(-1), 'files lie on the stick');

      const run = failingAt({ errand: 'merge', base }, { name: 'read', nth: 1 }, errno, join(stickOf(base), file));

      const refused = run.told.filter((line) => line.startsWith('refused '));
      expect(refused).toEqual([expect.stringMatching(/^refused targetGone 找不到这个文件，或 U 盘已拔出/)]);
      expect(run.told.filter((line) => line.startsWith('accepted '))).toHaveLength(3);
      const told = run.told.filter((line) => !refused.includes(line));
      expect(await problemsAfterCrash({ errand: 'merge', base, told, receivers: branch.receivers })).toEqual([]);
    },
  );
});
