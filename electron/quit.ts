/** Leaving in order: refuse new requests, finish those in flight, close the database, then go. */
import { app, powerMonitor } from 'electron';
import type { BackendProcess } from './backend-process.ts';
import type { Broker } from './broker.ts';
import type { FolderLock } from './folder-lock.ts';
import type { Log } from './log.ts';

export interface QuitOptions {
  readonly broker: Pick<Broker, 'drain'>;
  readonly backend: Pick<BackendProcess, 'close'>;
  readonly lock: FolderLock;
  readonly log: Log;
}

const limit = 10_000;

export function quitInOrder({ broker, backend, lock, log }: QuitOptions): void {
  let state: 'running' | 'leaving' | 'left' = 'running';
  const leave = async (): Promise<void> => {
    const deadline = performance.now() + limit;
    await Promise.race([broker.drain(), pause(limit)]);
    await backend.close(Math.max(500, deadline - performance.now()));
    lock.release();
    log.info('quit');
  };
  app.on('before-quit', (event) => {
    if (state === 'left') return;
    event.preventDefault();
    if (state === 'leaving') return;
    state = 'leaving';
    leave()
      .catch((error: unknown) => log.error('quit.failed', {}, error))
      .finally(() => {
        state = 'left';
        app.quit();
      });
  });
  app.on('window-all-closed', () => app.quit());
  // Linux asks before it shuts down; Windows ends us, which SQLite's WAL survives.
  powerMonitor.on('shutdown', (event?: { preventDefault: () => void }) => {
    event?.preventDefault();
    app.quit();
  });
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms).unref());
