/** Two processes share the outlets: SQLite and scrypt of one do not wait for the other. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { OutletDone, OutletFolders, OutletJob } from './recorder.ts';
import type { FromWorker, ToWorker } from './worker.ts';

const workerFile = fileURLToPath(new URL('./worker.ts', import.meta.url));

interface Pool {
  readonly processes: number;
  /** Outlets one process has in hand: while one waits for scrypt, the next is recorded. */
  readonly each: number;
  readonly onDone: (done: OutletDone) => void;
}

/** Makes all outlets. Rejects with the first failure; the processes are ended in any case. */
export async function makeOutlets(
  jobs: readonly OutletJob[],
  folders: OutletFolders,
  pool: Pool,
): Promise<readonly OutletDone[]> {
  const waiting = [...jobs];
  const made: OutletDone[] = [];
  const runs = Array.from({ length: pool.processes }, () =>
    runWorker(
      folders,
      pool.each,
      () => waiting.shift(),
      (done) => {
        made.push(done);
        pool.onDone(done);
      },
    ),
  );
  try {
    await Promise.all(runs.map(({ ended }) => ended));
  } finally {
    for (const { stop } of runs) stop();
  }
  return made;
}

interface Run {
  readonly ended: Promise<void>;
  readonly stop: () => void;
}

function runWorker(
  folders: OutletFolders,
  each: number,
  next: () => OutletJob | undefined,
  onDone: (done: OutletDone) => void,
): Run {
  const child = fork(workerFile, { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } });
  let inHand = 0;
  const ended = new Promise<void>((resolve, reject) => {
    const give = (): void => {
      const job = next();
      if (job === undefined) {
        if (inHand === 0) resolve();
        return;
      }
      inHand += 1;
      child.send({ kind: 'job', job, folders } satisfies ToWorker);
    };
    child.on('message', (message: FromWorker) => {
      if (message.kind === 'failed') reject(new Error(message.message));
      else if (message.kind === 'done') {
        inHand -= 1;
        onDone(message.done);
        give();
      } else for (let n = 0; n < each; n += 1) give();
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`a process that makes outlets ended with ${code}`)));
  });
  return { ended, stop: () => child.kill() };
}
