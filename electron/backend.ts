/** The database process: opens the data, answers requests, closes. Entry of the utility process. */
import { join } from 'node:path';
import type { Reply } from '#contract/define.ts';
import { isFailure } from '#domain/failure.ts';
import { createBackend, type Backend } from '#services/backend.ts';
import { openLog, withoutTexts, type Log } from './log.ts';
import type { BackendStart, FromBackend, ToBackend } from './messages.ts';

const say = (message: FromBackend): void => process.parentPort.postMessage(message);

let log: Log | undefined;
let backend: Backend | null = null;

process.parentPort.on('message', ({ data }: { data: ToBackend }) => {
  if (data.kind === 'start') backend = start(data.options);
  else if (data.kind === 'call') answer(data).catch(broken);
  else close().catch(broken);
});

// The main process starts a new one: a half-broken one must not go on writing.
process.on('uncaughtException', broken);

function broken(cause: unknown): void {
  log?.error('backend.broken', {}, cause);
  process.exit(70);
}

function start(options: BackendStart): Backend | null {
  const opened = openLog(join(options.folder, 'logs'), 'backend');
  log = opened;
  try {
    const made = createBackend({
      ...options,
      emit: (event, data) => say({ kind: 'event', event, data }),
      log: (level, text) => opened[level]('services', { text: withoutTexts(text) }),
    });
    say({ kind: 'ready' });
    return made;
  } catch (error) {
    if (!isFailure(error)) throw error;
    opened.error('backend.refused', { code: error.code });
    say({ kind: 'refused', code: error.code, message: error.message });
    return null;
  }
}

async function answer({ seq, name, input }: Extract<ToBackend, { kind: 'call' }>): Promise<void> {
  const reply: Reply<unknown> = backend === null ? notStarted : await backend.call(name, input);
  say({ kind: 'reply', seq, reply });
}

const notStarted: Reply<never> = {
  ok: false,
  code: 'backendDown',
  message: '数据没有打开。请退出台账后重新打开。',
};

async function close(): Promise<void> {
  await backend?.close();
  process.exit(0);
}
