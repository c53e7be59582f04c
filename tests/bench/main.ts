/**
 * `npm run bench [-- --long | name …]`: measures the product beside a baseline in the same run and
 * writes out/bench.json; `--long` takes the million records with it. With names, only those groups
 * are run, and only the table is printed.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { complaintCases } from './complaint-cases.ts';
import { describeMachine } from './machine.ts';
import type { Result } from './measure.ts';
import { frames } from './frame-cases.ts';
import { mergeComplaints, mergeDemo, mergeLines, mergeMillion } from './merge-cases.ts';
import { peerCases } from './peer-cases.ts';
import { outreachCases } from './outreach-cases.ts';
import { bareDatabase } from './raw-insert.ts';
import { save } from './save-cases.ts';
import { start } from './start-cases.ts';
import { newFolder, removeAll, root } from './workplace.ts';

const groups: Readonly<Record<string, () => Promise<readonly Result[]>>> = {
  start,
  save,
  merge: mergeDemo,
  mergeLines,
  mergeComplaints,
  peers: peerCases,
  complaints: complaintCases,
  frames,
  outreach: outreachCases,
  million: mergeMillion,
};
const long: readonly string[] = ['million'];

const say = (line: string): boolean => process.stderr.write(`${line}\n`);
const load = (): string => loadavg()[0]?.toFixed(1) ?? '?';

/** Columns of equal width; a Chinese character would be two wide, so case names have none. */
function table(results: readonly Result[]): string {
  const lines = results.map(({ case: name, unit, ours, baseline, ratio }) => [
    name,
    unit,
    String(ours),
    baseline === null ? 'not measured' : String(baseline),
    ratio === null ? '-' : ratio.toFixed(3),
  ]);
  const all = [['case', 'unit', 'ours', 'baseline', 'ratio'], ...lines];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...all.map((line) => line[column]?.length ?? 0)));
  return all
    .map((line) =>
      line
        .map((cell, column) => (column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join('  '),
    )
    .join('\n');
}

async function measure(names: readonly string[], isWhole: boolean): Promise<void> {
  const began = performance.now();
  const machine = machineText();
  const results: Result[] = [];
  for (const name of names) {
    const body = groups[name];
    if (body === undefined) throw new Error(`no such group: ${name}; there are ${Object.keys(groups).join(', ')}`);
    say(`${name} …`);
    const before = load();
    const found = await body();
    const circumstances = `${machine}; load average ${before} before and ${load()} after`;
    results.push(...found.map((each) => ({ ...each, note: `${each.note}. ${circumstances}` })));
  }
  say(`\n${table(results)}\n\nratio = ours / baseline: records/s more is better, of the others less\n${machine}`);
  say(`${((performance.now() - began) / 1000).toFixed(0)} s, load average now ${load()}`);
  if (!isWhole) return;
  mkdirSync(join(root, 'out'), { recursive: true });
  writeFileSync(join(root, 'out', 'bench.json'), `${JSON.stringify(results, null, 2)}\n`);
  say('written: out/bench.json');
}

function machineText(): string {
  const folder = newFolder('machine');
  const db = bareDatabase(folder, []);
  const text = describeMachine(db, folder);
  db.close();
  return text;
}

const asked = process.argv.slice(2);
try {
  const all = Object.keys(groups).filter((name) => asked.includes('--long') || !long.includes(name));
  const named = asked.filter((name) => name !== '--long');
  await measure(named.length > 0 ? named : all, named.length === 0);
} finally {
  removeAll();
}
