import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { onTestFinished, describe, expect, test } from 'vitest';
import { birthOf, isHeld, lockFolder, type Owner } from '#electron/folder-lock.ts';
import { failureCode } from '#tests/helpers/failure-code.ts';
import { tempFolder } from '#tests/helpers/temp-folder.ts';

const now = 1_764_000_000_000;
const clock = (): number => now;
const owner = (changes: Partial<Owner>): Owner => ({
  pid: 1,
  birth: birthOf(1),
  host: hostname(),
  user: 'wang',
  at: now,
  ...changes,
});

/** A process of ours that lives until the test ends. */
function living(): number {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  if (child.pid === undefined) throw new Error('it did not start');
  return child.pid;
}

describe('the lock of a data folder', () => {
  test('is there while held, names its owner, and goes', () => {
    const folder = tempFolder();

    const lock = lockFolder(folder, clock);
    const text = readFileSync(join(folder, 'lock'), 'utf8');
    lock.release();

    expect(JSON.parse(text)).toMatchObject({ pid: process.pid, host: hostname(), at: now });
    expect(existsSync(join(folder, 'lock'))).toBe(false);
  });

  test('held by a living process is refused with a sentence', async () => {
    const folder = tempFolder();
    const pid = living();
    writeFileSync(join(folder, 'lock'), JSON.stringify(owner({ pid, birth: birthOf(pid) })));

    expect(await failureCode(() => lockFolder(folder, clock))).toBe('folderInUse');
  });

  test('is taken over when its pid belongs to another process by now', () => {
    const folder = tempFolder();
    writeFileSync(join(folder, 'lock'), JSON.stringify(owner({ pid: living(), birth: 'earlier boot:1' })));

    lockFolder(folder, clock).release();

    expect(existsSync(join(folder, 'lock'))).toBe(false);
  });

  test('of another host holds only as long as somebody touches it', () => {
    const other = owner({ host: 'PC-OLD' });

    expect(isHeld({ owner: other, touched: now - 60_000 }, now)).toBe(true);
    expect(isHeld({ owner: other, touched: now - 3_600_000 }, now)).toBe(false);
  });

  test('that a power cut left empty is taken over, one being written is not', () => {
    expect(isHeld({ owner: null, touched: now - 60_000 }, now)).toBe(false);
    expect(isHeld({ owner: null, touched: now - 100 }, now)).toBe(true);
  });

  test('is not removed by one who lost it', () => {
    const folder = tempFolder();
    const lock = lockFolder(folder, clock);
    const others = JSON.stringify(owner({}));
    writeFileSync(join(folder, 'lock'), others);

    lock.release();

    expect(readFileSync(join(folder, 'lock'), 'utf8')).toBe(others);
  });
});
