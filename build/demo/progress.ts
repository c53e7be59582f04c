/** What the demo is doing, on stderr; and how long each part took. */

export interface Phase {
  readonly name: string;
  readonly seconds: number;
}

const phases: Phase[] = [];

export async function phase<T>(name: string, body: () => Promise<T>): Promise<T> {
  const started = performance.now();
  process.stderr.write(`${name} …\n`);
  const value = await body();
  const seconds = Math.round((performance.now() - started) / 100) / 10;
  phases.push({ name, seconds });
  process.stderr.write(`${name}: ${seconds} s\n`);
  return value;
}

/** A line that is written over where somebody watches, and every tenth step where nobody does. */
export function step(label: string, done: number, total: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r  ${label} ${done}/${total}${done === total ? '\n' : ''}`);
  else if (done % 15 === 0 || done === total) process.stderr.write(`  ${label} ${done}/${total}\n`);
}

export const timings = (): readonly Phase[] => phases;
