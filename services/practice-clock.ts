/**
 * The clock of a practice branch. Its records end on some day long ago; by the clock of the PC every open
 * case would be overdue by months and nobody could practise the work of a day. So practice goes on from
 * the day on which the records end, at the time of day it really is.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { replaceFileDurably } from './files/atomic-write.ts';

const day = 86_400_000;

const PracticeClock = z.object({
  /** When the last thing was recorded, milliseconds UTC. */
  stoodAt: z.number(),
  /** When somebody first opened the branch, by the clock of the PC. */
  openedAt: z.optional(z.number()),
});

const fileIn = (folder: string): string => join(folder, 'practice.json');

/** Leaves in a practice branch the moment from which it goes on. */
export function stopPracticeClock(folder: string, stoodAt: number): void {
  writeFileSync(fileIn(folder), JSON.stringify({ stoodAt }));
}

/**
 * By how many whole days (in milliseconds) a practice branch lives behind the clock of the PC, fixed when it
 * is first opened. 0 where nothing says when its records end.
 */
export function practiceLag(folder: string, now: number): number {
  const file = fileIn(folder);
  if (!existsSync(file)) return 0;
  const parsed = PracticeClock.safeParse(readJson(file));
  if (!parsed.success) return 0;
  const { stoodAt, openedAt = now } = parsed.data;
  if (parsed.data.openedAt === undefined) keep(file, { stoodAt, openedAt });
  return Math.max(0, Math.floor((openedAt - stoodAt) / day)) * day;
}

/** On a full disk practice begins on the same day again next time; it opens all the same. */
function keep(file: string, clock: z.infer<typeof PracticeClock>): void {
  try {
    replaceFileDurably(file, Buffer.from(JSON.stringify(clock)));
  } catch {
    // Said where something is really to be saved.
  }
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
