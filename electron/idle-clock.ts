/** When the app locks itself. No Electron in here, so that time can be driven by a test. */
import type { ShellContext } from './broker.ts';

export interface IdleClock {
  readonly touched: () => void;
  /** Locks when it is time. */
  readonly check: () => Promise<void>;
  readonly lock: () => Promise<void>;
}

export interface Watched {
  readonly ask: ShellContext['ask'];
  /** Number of requests being answered. */
  readonly inFlight: () => number;
}

const minute = 60_000;

/** @param now milliseconds of a clock that only goes forward */
export function idleClock({ ask, inFlight }: Watched, now: () => number): IdleClock {
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
      if (phase === 'open' && idleMinutes > 0 && now() - last >= idleMinutes * minute) await ask('session.logout', {});
    },
    lock,
  };
}
