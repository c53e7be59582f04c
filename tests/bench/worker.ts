/**
 * A process that merges or inserts when told to. Both sides of a comparison run in processes of
 * their own, so that neither pays for what the other keeps in memory.
 */
import { performance } from 'node:perf_hooks';
import { row } from '#db/statements.ts';
import { elapsedAsync } from './measure.ts';
import { insertRaw } from './raw-insert.ts';
import type { Station } from './station.ts';
import { now, openCentre } from './station.ts';
import { copyOf, removeFolder } from './workplace.ts';
import type { WrittenFiles } from './writers.ts';

export interface Request {
  readonly job: 'merge' | 'insertRaw';
  /** Folder of a founded centre; it is copied first. */
  readonly centre: string;
  readonly files: WrittenFiles;
}

export interface Answer {
  /** Milliseconds until the last file was in and durable. */
  readonly ms: number;
  /** Milliseconds of the whole call: afterwards the search index is brought up to date. */
  readonly whole: number;
  /** Milliseconds of merging the same files again, and of merging later files that repeat everything. */
  readonly same: number;
  readonly anew: number;
  /** Resident bytes before the first merge, and at most. */
  readonly memory: { readonly before: number; readonly peak: number };
}

async function firstMerge(
  centre: Station,
  { first, codes, rows }: WrittenFiles,
): Promise<{ ms: number; whole: number }> {
  const started = now();
  const whole = await elapsedAsync(async () => {
    const { sum } = await centre.call('inbox.merge', { paths: [first] });
    const isWhole = sum.merged === codes.length && sum.added === rows && sum.conflicts === 0 && sum.shelved === 0;
    if (!isWhole) throw new Error(`not all was merged: ${JSON.stringify(sum)}`);
  });
  const last = row<{ at: number }>(centre.db(), 'SELECT max(merged_at) AS at FROM package_in')?.at ?? 0;
  return { ms: last - started, whole };
}

async function againKnown(centre: Station, folder: string, { codes }: WrittenFiles): Promise<number> {
  return await elapsedAsync(async () => {
    const { sum } = await centre.call('inbox.merge', { paths: [folder] });
    if (sum.known !== codes.length || sum.added + sum.changed > 0)
      throw new Error(`a repetition was news: ${JSON.stringify(sum)}`);
  });
}

const nothing = { ms: 0, whole: 0, same: 0, anew: 0, memory: { before: 0, peak: 0 } };

async function work({ job, centre, files }: Request): Promise<Answer> {
  if (job === 'insertRaw') return { ...nothing, ms: insertRaw(files.codes, files.batches) };
  const copy = copyOf(centre);
  const open = await openCentre(copy);
  const before = process.memoryUsage.rss();
  const first = await firstMerge(open, files);
  const memory = { before, peak: process.resourceUsage().maxRSS * 1024 };
  const same = files.again === null ? 0 : await againKnown(open, files.first, files);
  const anew = files.again === null ? 0 : await againKnown(open, files.again, files);
  await open.close();
  removeFolder(copy);
  return { ...first, same, anew, memory };
}

process.on('message', (request: Request) => {
  work(request).then(
    (answer) => process.send?.(answer),
    (error: unknown) => {
      console.error(error, performance.now());
      process.exit(1);
    },
  );
});
