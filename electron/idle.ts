/**
 * Locks the app after some minutes without input, when the PC is locked, and when it goes to sleep.
 * Input in this window counts, not input anywhere on the PC: a clerk working in another program
 * has left the ledger open to whoever passes.
 */
import { powerMonitor, type WebContents } from 'electron';
import type { Broker } from './broker.ts';

export interface IdleClock {
  readonly touched: () => void;
  /** Locks when it is time. */
  readonly check: () => Promise<void>;
  readonly lock: () => Promise<void>;
}

const interval = 15_000;
const minute = 60_000;

/** Exported for tests; `now` in ms. */
export function idleClock({ ask, inFlight }: Pick<Broker, 'ask' | 'inFlight'>, now: () => number): IdleClock {
  let last = now();
  const lock = async (): Promise<void> => {
    const { phase } = await ask('session.state', {});
    if (phase === 'open') await ask('session.logout', {});
  };
  return {
    touched: () => {
      last = now();
    },
    check: async () => {
      // A long merge or print is work, though nobody touches the keyboard.
      if (inFlight() > 0) last = now();
      if (now() - last < minute) return;
      const { phase, idleMinutes } = await ask('session.state', {});
      if (phase === 'open' && idleMinutes > 0 && now() - last >= idleMinutes * minute) await lock();
    },
    lock,
  };
}

export function lockWhenIdle(broker: Broker, onFailure: (error: unknown) => void): (contents: WebContents) => void {
  const clock = idleClock(broker, () => performance.now());
  setInterval(() => {
    clock.check().catch(onFailure);
  }, interval).unref();
  const lock = (): void => {
    clock.lock().catch(onFailure);
  };
  powerMonitor.on('lock-screen', lock);
  powerMonitor.on('suspend', lock);
  return (contents) => {
    contents.on('input-event', clock.touched);
  };
}
