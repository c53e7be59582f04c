/** Timing. Speed is only ever stated as a ratio of two things measured in the same run. */
import { performance } from 'node:perf_hooks';

/** One line of out/bench.json. `ratio` is always `ours / baseline`; the unit says which way is better. */
export interface Result {
  readonly case: string;
  /** `records/s`: more is better. The others: less is better. */
  readonly unit: 'records/s' | 'ms' | 'bytes' | 'MB';
  readonly ours: number;
  /** Null where the other side could not be measured; the note says why. */
  readonly baseline: number | null;
  readonly ratio: number | null;
  readonly note: string;
}

const rounded = (value: number): number => Number(value.toPrecision(4));

export const result = (name: string, unit: Result['unit'], { ours, baseline }: Pair<number>, note: string): Result => ({
  case: name,
  unit,
  ours: rounded(ours),
  baseline: rounded(baseline),
  ratio: rounded(ours / baseline),
  note,
});

export const notMeasured = (name: string, unit: Result['unit'], ours: number, reason: string): Result => ({
  case: name,
  unit,
  ours: rounded(ours),
  baseline: null,
  ratio: null,
  note: `not measured: ${reason}`,
});

/** The same records in two times (ms), as speeds. */
export const speeds = (records: number, { ours, baseline }: Pair<number>): Pair<number> => ({
  ours: (records / ours) * 1000,
  baseline: (records / baseline) * 1000,
});

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
  if (low === undefined || high === undefined) throw new Error('nothing was measured');
  return (low + high) / 2;
}

export interface Pair<T> {
  readonly ours: T;
  readonly baseline: T;
}

type Timed = () => number | Promise<number>;

/** Median ms of both, run in turn, so that a busy moment of the machine hits both. Each body says how long it took. */
export async function inTurn(
  { runs, warmUps }: { readonly runs: number; readonly warmUps: number },
  { ours, baseline }: Pair<Timed>,
): Promise<Pair<number>> {
  const times: Pair<number[]> = { ours: [], baseline: [] };
  for (let run = -warmUps; run < runs; run += 1) {
    const each = { ours: await ours(), baseline: await baseline() };
    if (run < 0) continue;
    times.ours.push(each.ours);
    times.baseline.push(each.baseline);
  }
  return { ours: median(times.ours), baseline: median(times.baseline) };
}

/** Milliseconds. */
export function elapsed(body: () => unknown): number {
  const start = performance.now();
  body();
  return performance.now() - start;
}

/** Milliseconds until the promise is settled. */
export async function elapsedAsync(body: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await body();
  return performance.now() - start;
}
