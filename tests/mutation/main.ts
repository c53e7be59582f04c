/**
 * Do the tests notice? Plants one bug after the other into a copy of the source and runs the tests
 * of the exchange against it: they must fail for every one. A test that nothing can fail proves
 * nothing.
 *
 *   npm run test:mutation                    all
 *   npm run test:mutation -- forks sticky    those whose name contains a word
 *   npm run test:mutation -- --near          only the test nearest to each bug, minutes instead of an hour
 *   npm run test:mutation -- --write         and writes the table into docs/proof.md
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Mutant } from './mutants.ts';
import { mutants } from './mutants.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folders = ['build', 'contract', 'db', 'docs', 'domain', 'electron', 'renderer', 'services', 'tests'];
const files = ['package.json', 'tsconfig.json', 'tsconfig.base.json', 'vitest.config.ts'];
/** Tests that look at the exchange and what it stands on. */
const relevant = [
  'tests/sync/',
  'tests/db/',
  'tests/services/atomic-write',
  'tests/services/backup-keys',
  'tests/services/device-keys',
  'tests/services/keyring',
];

interface Outcome {
  readonly name: string;
  /** First failing test, or null when the bug was not noticed. */
  readonly caughtBy: string | null;
  readonly seconds: number;
}

interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly message?: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly title: string; readonly status: string }[];
  }[];
}

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

const words = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const isNear = process.argv.includes('--near');
const chosen = mutants.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));
const copy = mkdtempSync(join(tmpdir(), 'xiaobao-mutation-'));
try {
  for (const name of [...folders, ...files]) cpSync(join(root, name), join(copy, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  process.exitCode = check();
} finally {
  rmSync(copy, { recursive: true, force: true });
}

function check(): number {
  for (const mutant of chosen) mutated(mutant);
  const sane = failingTest(isNear ? [...new Set(chosen.map(({ near }) => near))] : relevant);
  if (sane.caughtBy !== null) {
    say(`Without any planted bug this fails: ${sane.caughtBy}. Nothing can be learnt before that is mended.`);
    return 1;
  }
  say(`Without a planted bug all of them pass, in ${sane.seconds} s.`);
  const outcomes = chosen.map(planted);
  const missed = outcomes.filter(({ caughtBy }) => caughtBy === null);
  const table = tableOf(outcomes);
  say(table);
  say(`${outcomes.length - missed.length} of ${outcomes.length} planted bugs were noticed.`);
  if (process.argv.includes('--write')) writeTable(table, outcomes);
  return missed.length === 0 ? 0 : 1;
}

/** The file with the bug in it. The text must stand there exactly once: a mutant that no longer fits is an error. */
function mutated({ name, file, find, replace }: Mutant): string {
  const source = readFileSync(join(root, file), 'utf8');
  const parts = source.split(find);
  if (parts.length !== 2) throw new Error(`${name}: its text stands ${parts.length - 1} times in ${file}`);
  return parts.join(replace);
}

function planted(mutant: Mutant): Outcome {
  const path = join(copy, mutant.file);
  writeFileSync(path, mutated(mutant));
  const near = failingTest([mutant.near]);
  const { caughtBy, seconds } = near.caughtBy === null && !isNear ? failingTest(relevant) : near;
  cpSync(join(root, mutant.file), path);
  say(`${caughtBy === null ? 'MISSED' : 'caught'}  ${mutant.name}: ${caughtBy ?? 'all tests pass'} (${seconds} s)`);
  return { name: mutant.name, caughtBy, seconds };
}

/** Runs tests until the first failure. */
function failingTest(tests: readonly string[]): Pick<Outcome, 'caughtBy' | 'seconds'> {
  const begun = Date.now();
  const report = join(copy, 'report.json');
  rmSync(report, { force: true });
  const options = [
    '--project',
    'unit',
    '--project',
    'slow',
    '--bail',
    '1',
    '--reporter=json',
    `--outputFile=${report}`,
  ];
  const run = spawnSync(process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...options, ...tests], {
    cwd: copy,
    env: { ...process.env, XB_LONG: '' },
  });
  const seconds = Math.round((Date.now() - begun) / 1000);
  return { caughtBy: run.status === 0 ? null : firstFailure(report), seconds };
}

/** A test that failed, else a file that could not be run; files the bail-out left behind are neither. */
function firstFailure(report: string): string {
  const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as Report;
  const fileOf = (name: string): string => name.slice(name.lastIndexOf('tests/'));
  for (const { name, assertionResults } of testResults) {
    const failed = assertionResults.find(({ status }) => status === 'failed');
    if (failed !== undefined) return `${fileOf(name)} · ${failed.title}`;
  }
  const broken = testResults.find(({ message }) => message !== undefined && message !== '');
  if (broken === undefined) throw new Error('the tests failed without saying which');
  return `${fileOf(broken.name)} · ${(broken.message ?? '').split('\n')[0] ?? ''}`;
}

function tableOf(outcomes: readonly Outcome[]): string {
  return [
    '| Planted bug | Noticed by |',
    '|---|---|',
    ...outcomes.map(
      ({ name, caughtBy }) => `| ${name} | ${caughtBy === null ? '**nobody**' : caughtBy.replaceAll('|', '\\|')} |`,
    ),
  ].join('\n');
}

/** Puts the table between its two marks. */
function writeTable(table: string, outcomes: readonly Outcome[]): void {
  const marks = ['<!-- mutation check: begin -->', '<!-- mutation check: end -->'] as const;
  const path = join(root, 'docs', 'proof.md');
  const text = readFileSync(path, 'utf8');
  const [begin, end] = marks.map((mark) => text.indexOf(mark));
  if (begin === undefined || end === undefined || begin < 0 || end < 0)
    throw new Error('docs/proof.md has no place for the table');
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}`;
  const noticed = outcomes.filter(({ caughtBy }) => caughtBy !== null).length;
  const day = new Date().toISOString().slice(0, 10);
  const intro = `Last run ${day}, ${machine}: ${noticed} of ${outcomes.length} planted bugs noticed.`;
  writeFileSync(path, `${text.slice(0, begin)}${marks[0]}\n${intro}\n\n${table}\n${text.slice(end)}`);
}
