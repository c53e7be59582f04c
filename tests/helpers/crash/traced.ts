/**
 * An errand under strace: recorded call by call with its data, killed at a chosen call, or with a
 * call made to fail.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { must } from '#domain/failure.ts';
import type { ErrandName } from './errands.ts';

const script = fileURLToPath(new URL('errand-process.ts', import.meta.url));

/** Calls that change what a disk holds, or promise that it holds it. */
const changing =
  'write,pwrite64,writev,pwritev,pwritev2,ftruncate,truncate,fallocate,copy_file_range,sendfile,fsync,fdatasync,rename,renameat,renameat2,link,linkat,unlink,unlinkat,mkdir,mkdirat,rmdir';
const opening = 'open,openat,creat,close,dup,dup2,dup3';

/** Whether this machine lets a process be traced, and its calls be made to fail. */
export const canTrace =
  process.platform === 'linux' &&
  spawnSync('strace', ['-f', '-e', 'trace=none', '-e', 'inject=fsync:error=EIO:when=60000', 'true']).status === 0;

export interface Call {
  readonly thread: string;
  readonly name: string;
  /** Texts as bytes, numbers and flags as they are written. */
  readonly args: readonly (Buffer | string)[];
  /** What the call returned; -1 when it failed. */
  readonly result: number;
}

export interface Run {
  /** Lines said from `ready` on, without it. */
  readonly told: readonly string[];
  readonly status: number | null;
  readonly stderr: string;
}

export interface ErrandRun {
  readonly errand: ErrandName;
  readonly base: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Compiled code is kept for the whole test run: starting a process then costs half. */
const compileCache = join(tmpdir(), 'xiaobao-test-compiled');

function traced(run: ErrandRun, options: readonly string[]): Run {
  const { status, stdout, stderr } = spawnSync(
    'strace',
    ['-f', '-qq', ...options, process.execPath, script, run.errand, run.base],
    {
      encoding: 'utf8',
      env: { ...process.env, NODE_COMPILE_CACHE: compileCache, ...run.env },
      maxBuffer: 1 << 28,
    },
  );
  const lines = stdout.split('\n').slice(0, -1);
  const ready = lines.indexOf('ready');
  return { told: ready === -1 ? [] : lines.slice(ready + 1), status, stderr };
}

/** Runs the errand to its end and returns every call with its data, in order. */
export function record(run: ErrandRun): Run & { readonly calls: readonly Call[] } {
  const folder = mkdtempSync(join(tmpdir(), 'xiaobao-trace-'));
  try {
    const file = join(folder, 'trace');
    const options = ['--seccomp-bpf', '-xx', '-s', '100000000', '-o', file, '-e', `trace=${changing},${opening}`];
    const done = traced(run, options);
    return { ...done, calls: callsIn(readFileSync(file, 'latin1')) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One call of the errand: the n-th of its kind in the main thread since the process began. */
export interface Place {
  readonly name: string;
  readonly nth: number;
}

const isSaid = (call: Call, text: string): boolean =>
  call.name === 'write' && call.args[0] === '1' && call.args[1]?.toString() === `${text}\n`;

/**
 * Where the recorded errand can be interrupted: every changing call after `ready` up to its last word, in
 * order. What comes after that is the runtime leaving, who may write down compiled code then.
 */
export function placesOf(calls: readonly Call[]): readonly Place[] {
  const ready = calls.findIndex((call) => isSaid(call, 'ready'));
  const last = calls.findLastIndex((call) => isSaid(call, 'finished'));
  const main = calls[ready]?.thread;
  const seen = new Map<string, number>();
  const names = new Set(changing.split(','));
  return calls.flatMap((call, index) => {
    if (call.thread !== main || !names.has(call.name)) return [];
    const nth = (seen.get(call.name) ?? 0) + 1;
    seen.set(call.name, nth);
    return index > ready && index <= last ? [{ name: call.name, nth }] : [];
  });
}

/** Kills the process when it enters the call: that call is not carried out. */
export const killedAt = (run: ErrandRun, { name, nth }: Place): Run =>
  traced(run, ['-e', `trace=${name}`, '-e', `inject=${name}:signal=SIGKILL:when=${nth}`, '-o', '/dev/null']);

/** Makes one call fail. With `path` only calls on that file count. */
export const failingAt = (run: ErrandRun, { name, nth }: Place, errno: string, path?: string): Run =>
  traced(run, [
    ...(path === undefined ? [] : ['-P', path]),
    '-e',
    `trace=${name}`,
    '-e',
    `inject=${name}:error=${errno}:when=${nth}`,
    '-o',
    '/dev/null',
  ]);

/** The first call of this name after `ready` on a file whose path fits. */
export function placeOn(calls: readonly Call[], name: string, isMeant: (path: string) => boolean): Place {
  const places = placesOf(calls);
  const open = new Map<string, string>();
  const ready = calls.findIndex((call) => isSaid(call, 'ready'));
  const main = calls[ready]?.thread;
  let nth = 0;
  for (const [index, call] of calls.entries()) {
    if (call.name === 'openat') open.set(String(call.result), String(call.args[1]));
    if (call.name !== name || call.thread !== main) continue;
    nth += 1;
    if (index > ready && isMeant(open.get(String(call.args[0])) ?? '')) {
      return must(
        places.find((place) => place.name === name && place.nth === nth),
        'places are counted the same way',
      );
    }
  }
  throw new Error(`no ${name} on such a file was recorded`);
}

// --- reading a trace ------------------------------------------------------------------------

/** Calls in the order in which they ended. A call cut in two by another thread is put together. */
export function callsIn(trace: string): Call[] {
  const open = new Map<string, string>();
  const calls: Call[] = [];
  for (const line of trace.split('\n')) {
    const at = line.indexOf(' ');
    const thread = line.slice(0, at);
    let text = line.slice(at).trimStart();
    if (text.endsWith('<unfinished ...>')) {
      open.set(thread, text.slice(0, -'<unfinished ...>'.length));
      continue;
    }
    const resumed = /^<\.\.\. \w+ resumed>/.exec(text);
    if (resumed !== null) text = `${open.get(thread) ?? ''}${text.slice(resumed[0].length)}`;
    const call = callOf(thread, text);
    if (call !== null) calls.push(call);
  }
  return calls;
}

function callOf(thread: string, text: string): Call | null {
  const open = text.indexOf('(');
  const equals = text.lastIndexOf(' = ');
  const close = text.lastIndexOf(')', equals);
  if (open === -1 || equals === -1 || close < open || text.startsWith('+++') || text.startsWith('---')) return null;
  const result = Number.parseInt(text.slice(equals + 3), 10);
  return {
    thread,
    name: text.slice(0, open),
    args: argsOf(text.slice(open + 1, close)),
    result: Number.isNaN(result) ? -1 : result,
  };
}

/** `3, "\x61\x62", 2`: with -xx there is nothing but hex in the quotes, so a comma always separates. */
function argsOf(text: string): (Buffer | string)[] {
  return text.split(', ').map((part) => {
    if (!part.startsWith('"')) return part.trim();
    if (!part.endsWith('"')) throw new Error('strace cut a text short');
    return Buffer.from(part.slice(1, -1).replaceAll('\\x', ''), 'hex');
  });
}
