/**
 * The only door out of the window: every request and event goes through the preload bridge.
 * A failed reply becomes a RequestFailure whose message is the Chinese sentence of the backend.
 */
import { failureCodes, type FailureCode, type FieldReasons } from '#domain/failure.ts';
import type { Bridge, Notice } from '#contract/bridge.ts';
import type { Progress, Topic } from '#contract/define.ts';
import type { In, Name, Out } from '#contract/index.ts';

declare global {
  interface Window {
    readonly bridge: Bridge;
  }
}

export class RequestFailure extends Error {
  readonly code: string;
  readonly details: unknown;
  readonly incident: string | undefined;

  constructor(code: string, message: string, details?: unknown, incident?: string) {
    super(message);
    this.name = 'RequestFailure';
    this.code = code;
    this.details = details;
    this.incident = incident;
  }

  /** The short code a user reads out over the phone. */
  get phoneCode(): string {
    const code = isKnownCode(this.code) ? failureCodes[this.code] : failureCodes.internal;
    return this.incident === undefined ? code : `${code} · ${this.incident}`;
  }

  /** Field path → reason, for `invalid` and `weakPassword` failures of a form. */
  get fields(): FieldReasons {
    if (!['invalid', 'weakPassword'].includes(this.code) || typeof this.details !== 'object' || this.details === null)
      return {};
    const pairs = Object.entries(this.details).filter((pair): pair is [string, string] => typeof pair[1] === 'string');
    return Object.fromEntries(pairs);
  }
}

const isKnownCode = (code: string): code is FailureCode => Object.hasOwn(failureCodes, code);

/** Sends one request; throws RequestFailure. The reply is trusted: the backend made it from the same contract. */
export async function call<N extends Name>(name: N, input: In<N>): Promise<Out<N>> {
  const reply = await window.bridge.call(name, input);
  if (reply.ok) return reply.value as Out<N>;
  throw new RequestFailure(reply.code, reply.message, reply.details, reply.incident);
}

/** Anything thrown while asking, as something a person can read. */
export function asFailure(error: unknown): RequestFailure {
  if (error instanceof RequestFailure) return error;
  const text = error instanceof Error ? error.message : String(error);
  return new RequestFailure(
    'internal',
    '程序内部出错，已保存的数据不受影响。请重试；仍不行时把代码告诉科技部门。',
    text,
  );
}

export const onChanged = (callback: (topics: readonly Topic[]) => void): (() => void) =>
  window.bridge.on('changed', callback);

export const onNotice = (callback: (notice: Notice) => void): (() => void) => window.bridge.on('notice', callback);

export const onFiles = (callback: (paths: readonly string[]) => void): (() => void) =>
  window.bridge.on('files', callback);

export const onProgress = (callback: (progress: Progress) => void): (() => void) =>
  window.bridge.on('progress', callback);

/** Absolute path of a file dropped on the window. */
export const pathOf = (file: File): string => window.bridge.pathOf(file);
