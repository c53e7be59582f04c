/** Files handed over at start: double click, "open with", or a second start. */
import { existsSync } from 'node:fs';
import { extname, resolve } from 'node:path';

const openable = new Set(['.xbsync', '.xbcfg', '.xbupd']);

/** Absolute paths of our own kinds of file among the arguments. */
export function filesIn(args: readonly string[], folder: string): string[] {
  return args
    .filter((arg) => !arg.startsWith('-') && openable.has(extname(arg).toLowerCase()))
    .map((arg) => resolve(folder, arg))
    .filter((path) => existsSync(path));
}
