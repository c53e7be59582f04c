/**
 * One program at a time per data folder, also across the users of the PC (Electron's own
 * single-instance lock is per user). The file `<folder>/lock` names its owner:
 *
 *   {"pid":4711,"birth":"…","host":"PC-07","user":"wang","at":1764000000000}
 *
 * `birth` tells two processes apart that had the same pid: on Linux boot id and start time, on
 * Windows the program's name (the start time cannot be asked there without a helper program).
 * The owner touches the file every half minute; that decides only when the host has another name
 * (PC renamed, disk moved), because then nobody can ask whether the pid lives.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, userInfo } from 'node:os';
import { basename, join } from 'node:path';
import * as z from 'zod/mini';
import { Failure } from '#domain/failure.ts';

const Owner = z.object({ pid: z.number(), birth: z.string(), host: z.string(), user: z.string(), at: z.number() });
export type Owner = z.infer<typeof Owner>;

export interface FolderLock {
  /** Removes the lock file if it is still ours. */
  readonly release: () => void;
}

const heartbeat = 30_000;
const silence = 4 * heartbeat;
/** A file without readable content is one being written this moment, or left by a power cut. */
const writing = 5_000;

/** Throws Failure `folderInUse` with a sentence when another program holds the folder. */
export function lockFolder(folder: string, now: () => number): FolderLock {
  const file = join(folder, 'lock');
  const own: Owner = { pid: process.pid, birth: birthOf(process.pid), host: hostname(), user: userName(), at: now() };
  for (let attempt = 0; attempt < 3; attempt++) {
    if (create(file, own)) return hold(file, own, now);
    const found = read(file);
    if (found === 'gone') continue;
    if (isHeld(found, now())) throw inUse(found.owner);
    remove(file, found);
  }
  throw inUse(null);
}

function create(file: string, own: Owner): boolean {
  try {
    writeFileSync(file, JSON.stringify(own), { flag: 'wx', mode: 0o666 });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

interface Found {
  readonly text: string;
  readonly owner: Owner | null;
  readonly touched: number;
}

function read(file: string): Found | 'gone' {
  try {
    const text = readFileSync(file, 'utf8');
    return { text, owner: parse(text), touched: statSync(file).mtimeMs };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 'gone';
    throw error;
  }
}

function parse(text: string): Owner | null {
  try {
    return Owner.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** Exported for tests: does the owner named in a lock file still hold it? */
export function isHeld({ owner, touched }: Pick<Found, 'owner' | 'touched'>, now: number): boolean {
  if (owner === null) return Math.abs(now - touched) < writing;
  if (owner.host !== hostname()) return Math.abs(now - touched) < silence;
  if (owner.pid === process.pid) return false;
  return isAlive(owner.pid) && birthOf(owner.pid) === owner.birth;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives and belongs to another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** '' when nothing is known about the process. */
export function birthOf(pid: number): string {
  if (process.platform === 'win32')
    return pid === process.pid ? basename(process.execPath).toLowerCase() : imageName(pid);
  try {
    // Field 22 of proc(5); the second field may contain spaces and brackets, so count from its end.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ');
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}:${fields?.[19] ?? ''}`;
  } catch {
    return '';
  }
}

function imageName(pid: number): string {
  const listed = spawnSync('tasklist', ['/FI', `PID eq ${pid}`, '/FO', 'CSV', '/NH'], {
    encoding: 'utf8',
    windowsHide: true,
  });
  return /^"([^"]+)"/.exec(listed.stdout ?? '')?.[1]?.toLowerCase() ?? '';
}

/** Two programs may find the same dead lock: renaming lets one of them win, and nobody removes a new lock. */
function remove(file: string, found: Found): void {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  if (readFileSync(aside, 'utf8') === found.text) rmSync(aside);
  else renameSync(aside, file);
}

function hold(file: string, own: Owner, now: () => number): FolderLock {
  const mine = JSON.stringify(own);
  const touch = (): void => {
    try {
      utimesSync(file, now() / 1000, now() / 1000);
    } catch {
      // The folder is gone for the moment; the database will say so in a better sentence.
    }
  };
  const timer = setInterval(touch, heartbeat);
  timer.unref();
  return {
    release: () => {
      clearInterval(timer);
      const found = read(file);
      if (found !== 'gone' && found.text === mine) rmSync(file, { force: true });
    },
  };
}

function inUse(owner: Owner | null): Failure {
  const who =
    owner === null
      ? '另一个程序'
      : owner.user === userName()
        ? '本机上已打开的台账'
        : `另一位用户（${masked(owner.user)}）`;
  return new Failure(
    'folderInUse',
    `${who}正在使用这份台账数据。数据安全，没有改动。请先在那里退出台账，再重新打开。`,
    owner,
  );
}

/** The log-in name of a colleague is enough when half shown. */
const masked = (user: string): string => (user.length <= 1 ? user : `${user.slice(0, Math.ceil(user.length / 2))}*`);

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return '';
  }
}
