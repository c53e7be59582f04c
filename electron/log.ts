/**
 * Log files in <data folder>/logs: five of 2 MB per process, one JSON object per line.
 * Only names of requests, times, outcomes and incident numbers: never a name, never a text a
 * person typed. Messages of errors are freed of both before they are written.
 */
import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import electronLog from 'electron-log/node';

export type Facts = Readonly<Record<string, string | number | boolean | undefined>>;

export interface Log {
  readonly info: (event: string, facts?: Facts) => void;
  readonly warn: (event: string, facts?: Facts) => void;
  /** `cause` is written without the texts in its message. */
  readonly error: (event: string, facts?: Facts, cause?: unknown) => void;
}

const fileSize = 2 * 1024 * 1024;
const olderFiles = 4;
/** A request that took longer is marked in the log. */
export const slowMs = 50;

/** @param process name of the file: `main` or `backend`; two processes must not rotate one file. */
export function openLog(folder: string, process: 'main' | 'backend'): Log {
  const file = join(folder, `${process}.log`);
  const logger = electronLog.create({ logId: process });
  logger.transports.console.level = false;
  logger.transports.file.resolvePathFn = () => file;
  logger.transports.file.maxSize = fileSize;
  logger.transports.file.archiveLogFn = () => rotate(file);
  logger.transports.file.format = '{y}-{m}-{d}T{h}:{i}:{s}.{ms} {level} {text}';
  return {
    info: (event, facts) => logger.info(line(event, facts)),
    warn: (event, facts) => logger.warn(line(event, facts)),
    error: (event, facts, cause) => logger.error(line(event, { ...facts, ...described(cause) })),
  };
}

const line = (event: string, facts: Facts = {}): string => JSON.stringify({ event, ...facts });

function rotate(file: string): void {
  const numbered = (n: number): string => file.replace(/\.log$/, `.${n}.log`);
  try {
    rmSync(numbered(olderFiles), { force: true });
    for (let n = olderFiles - 1; n >= 1; n--) moveIfThere(numbered(n), numbered(n + 1));
    moveIfThere(file, numbered(1));
  } catch {
    // A log that cannot be rotated goes on growing: better than an app that stops.
  }
}

function moveIfThere(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
}

function described(cause: unknown): Facts {
  if (cause === undefined) return {};
  if (!(cause instanceof Error)) return { cause: typeof cause };
  const frames = (cause.stack ?? '').split('\n').filter((frame) => /^\s+at /.test(frame));
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined;
  return { cause: cause.name, code, message: withoutTexts(cause.message), stack: frames.join('\n') };
}

/**
 * Chinese text and long numbers are what people type in; what remains is the program's own
 * wording. Incident numbers stay, they are what a user reads out.
 */
export const withoutTexts = (message: string): string =>
  message
    .replace(/[\p{Script=Han}]+/gu, '…')
    .replace(/(?<!incident |\d)\d{6,}/g, '#')
    .slice(0, 4000);
