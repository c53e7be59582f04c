/**
 * Keeps the database process alive. It dies with its own native crashes and memory, not with the
 * window: the first death is repaired silently but for a notice, a second within a minute is not.
 */
import { utilityProcess, type UtilityProcess } from 'electron';
import type { Reply } from '#contract/define.ts';
import type { Log } from './log.ts';
import type { BackendEvent, BackendStart, FromBackend, ToBackend } from './messages.ts';

export interface BackendProcess {
  /** Never rejects. */
  readonly call: (name: string, input: unknown) => Promise<Reply<unknown>>;
  /** Asks it to close the database, and waits for its end at most `limit` ms. */
  readonly close: (limit: number) => Promise<void>;
}

export interface BackendOptions {
  /** The built electron/backend.ts. */
  readonly entry: string;
  readonly start: BackendStart;
  readonly log: Log;
  readonly onEvent: (event: BackendEvent, data: unknown) => void;
  /** It died and a new one is there; whoever was logged in no longer is. */
  readonly onRestart: () => void;
  /** It died twice within a minute. No new one is started. */
  readonly onGivenUp: () => void;
  /** It said why it cannot start. */
  readonly onRefused: (code: string, message: string) => void;
}

const shortTime = 60_000;

const down = (message: string): Reply<never> => ({ ok: false, code: 'backendDown', message });
const diedDuringCall =
  '处理这次操作的数据进程意外退出，不能确定是否已保存；此前保存的数据是安全的。请重新登录后查看，再决定是否重做。';
const notRunning = '数据进程没有运行。已保存的数据是安全的。请退出台账后重新打开。';

export function startBackend(options: BackendOptions): BackendProcess {
  const waiting = new Map<number, (reply: Reply<unknown>) => void>();
  let seq = 0;
  let lastDeath = -Infinity;
  let closing = false;
  let child: UtilityProcess | null = fork();

  function fork(): UtilityProcess {
    // A merge makes much garbage and keeps little: a small nursery spares a hundred megabytes and costs no time
    // (docs/measurements.md). `--optimize-for-size` spares two hundred, and takes 1.7 times as long.
    const execArgv = ['--js-flags=--max-semi-space-size=8'];
    const process = utilityProcess.fork(options.entry, [], { serviceName: 'xiaobao-backend', execArgv });
    process.on('message', (message: FromBackend) => receive(message));
    process.once('exit', (code) => died(code));
    process.postMessage({ kind: 'start', options: options.start } satisfies ToBackend);
    return process;
  }

  function receive(message: FromBackend): void {
    if (message.kind === 'reply') {
      waiting.get(message.seq)?.(message.reply);
      waiting.delete(message.seq);
    } else if (message.kind === 'event') options.onEvent(message.event, message.data);
    else if (message.kind === 'refused') {
      closing = true;
      options.onRefused(message.code, message.message);
    } else options.log.info('backend.ready');
  }

  function died(code: number): void {
    child = null;
    for (const answer of waiting.values()) answer(down(diedDuringCall));
    waiting.clear();
    if (closing) return;
    options.log.error('backend.died', { exit: code });
    const again = performance.now() - lastDeath < shortTime;
    lastDeath = performance.now();
    if (again) return options.onGivenUp();
    child = fork();
    options.onRestart();
  }

  return {
    call: (name, input) =>
      new Promise((resolve) => {
        if (child === null || closing) return resolve(down(notRunning));
        seq += 1;
        waiting.set(seq, resolve);
        child.postMessage({ kind: 'call', seq, name, input } satisfies ToBackend);
      }),
    close: (limit) =>
      new Promise((resolve) => {
        closing = true;
        const last = child;
        if (last === null) return resolve();
        const timer = setTimeout(() => {
          options.log.error('backend.closeTimedOut');
          last.kill();
          resolve();
        }, limit);
        last.once('exit', () => {
          clearTimeout(timer);
          resolve();
        });
        last.postMessage({ kind: 'close' } satisfies ToBackend);
      }),
  };
}
