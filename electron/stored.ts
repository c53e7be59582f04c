/** Small files of the shell itself, one per user of the PC: window place, last folders. Losing one is harmless. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as z from 'zod/mini';

/** `fallback` when the file is missing or not what it should be. */
export function readStored<T>(file: string, shape: z.ZodMiniType<T>, fallback: T): T {
  try {
    return shape.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return fallback;
  }
}

export function writeStored(file: string, value: unknown): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(value));
  } catch {
    // Next time the window opens in the middle.
  }
}
