/**
 * Locks the app after some minutes without input, when the PC is locked, and when it goes to sleep.
 * Input in this window counts, not input anywhere on the PC: a clerk working in another program
 * has left the ledger open to whoever passes.
 */
import { powerMonitor, type WebContents } from 'electron';
import { idleClock, type Watched } from './idle-clock.ts';

const interval = 15_000;

export function lockWhenIdle(contents: WebContents, watched: Watched, onFailure: (error: unknown) => void): void {
  const clock = idleClock(watched, () => performance.now());
  const lock = (): void => {
    clock.lock().catch(onFailure);
  };
  setInterval(() => {
    clock.check().catch(onFailure);
  }, interval).unref();
  contents.on('input-event', clock.touched);
  powerMonitor.on('lock-screen', lock);
  powerMonitor.on('suspend', lock);
}
