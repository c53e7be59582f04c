/** Starts processes of worker.ts and talks to them. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { runName } from './workplace.ts';
import type { Answer, Request } from './worker.ts';

export interface Worker {
  readonly ask: (request: Request) => Promise<Answer>;
  readonly stop: () => void;
}

export function startWorker(): Worker {
  const child = fork(fileURLToPath(new URL('./worker.ts', import.meta.url)), {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', XB_BENCH_RUN: runName },
    // As electron/backend-process.ts starts the process that merges.
    execArgv: ['--max-semi-space-size=8'],
  });
  return {
    ask: (request) =>
      new Promise((resolve, reject) => {
        const fail = (code: number | null): void => reject(new Error(`a process of the bench ended with ${code}`));
        child.once('exit', fail);
        child.once('message', (answer) => {
          child.off('exit', fail);
          resolve(answer as Answer);
        });
        child.send(request);
      }),
    stop: () => {
      child.disconnect();
    },
  };
}
