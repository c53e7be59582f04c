/** Asking a backend as the window does; a refusal ends the demo with the sentence a user would see. */
import type { In, Name, Out } from '#contract/index.ts';
import { isFailure } from '#domain/failure.ts';
import type { Backend, BackendOptions } from '#services/backend.ts';
import { createBackend } from '#services/backend.ts';
import type { World } from '#services/context.ts';
import { realWorld } from '#services/context.ts';

export async function ask<N extends Name>(backend: Backend, name: N, input: In<N>): Promise<Out<N>> {
  return (await askLoosely(backend, name, input)) as Out<N>;
}

/** As `ask`, for a name and an input that the plan has put together. */
export async function askLoosely(backend: Backend, name: string, input: unknown): Promise<unknown> {
  const reply = await backend.call(name, input);
  if (reply.ok) return reply.value;
  throw new Error(`${name}: ${reply.code} ${reply.message} ${JSON.stringify(reply.details ?? null)}`);
}

/** A clock that is set to the moment each thing happens, and never runs back. */
export interface DrivenWorld extends World {
  readonly setTo: (instant: number) => void;
  /** Ids and salts of records come from here from now on; without it from the system. */
  readonly useBytes: (bytes: World['randomBytes']) => void;
}

export function drivenWorld(start: number): DrivenWorld {
  let now = start;
  let bytes = realWorld.randomBytes;
  return {
    now: () => now,
    randomBytes: (count) => bytes(count),
    setTo: (instant) => {
      now = Math.max(now + 1, instant);
    },
    useBytes: (chosen) => {
      bytes = chosen;
    },
  };
}

/** A backend in a folder of the demo. Incidents go to stderr with their stack. */
export function openBackend(
  options: Pick<BackendOptions, 'folder' | 'world' | 'passwordCost' | 'emit' | 'appVersion'>,
): Backend {
  return createBackend({
    ...options,
    demo: true,
    log: (level, text) => {
      if (level === 'error') process.stderr.write(`${text}\n`);
    },
  });
}

/** Runs `body` and closes the backend in any case. */
export async function withBackend<T>(backend: Backend, body: (open: Backend) => Promise<T>): Promise<T> {
  try {
    return await body(backend);
  } finally {
    await backend.close();
  }
}

export const messageOf = (error: unknown): string =>
  isFailure(error)
    ? `${error.code} ${error.message}`
    : error instanceof Error
      ? (error.stack ?? error.message)
      : String(error);
