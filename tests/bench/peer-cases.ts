/** The same records from the same writers, merged by what others use for this; see peers/merge.mjs. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Result } from './measure.ts';
import { median, notMeasured, result } from './measure.ts';
import { lineOf, manyLines, prepare } from './merge-cases.ts';
import { startWorker } from './workers.ts';
import { newFolder, removeFolder } from './workplace.ts';

interface PeerAnswer {
  readonly ms: number;
  readonly again: number;
  readonly bytes: number;
  readonly peak: number;
}

const peers = [
  {
    name: 'pouchdb',
    title: 'PouchDB 9.0.0 on LevelDB',
    has: 'keeps revisions; no signature, no encryption, no order of operations',
  },
  {
    name: 'yjs',
    title: 'Yjs 13.6.33',
    has: 'whole document in memory, saved once at the end; no signature, no encryption, no rows to query',
  },
  {
    name: 'crsqlite',
    title: 'cr-sqlite 0.16.0 in WebAssembly',
    has: 'in memory only, a version for every cell; no signature, no encryption, nothing durable',
  },
] as const;

const folder = fileURLToPath(new URL('./peers/', import.meta.url));
const recordsEach = 5000;

export async function peerCases(): Promise<readonly Result[]> {
  const prepared = await prepare({ ...manyLines, twice: false });
  const worker = startWorker();
  const times: number[] = [];
  for (let run = 0; run < 3; run += 1) times.push((await worker.ask({ job: 'merge', ...prepared })).ms);
  worker.stop();
  const { rows, codes } = prepared.files;
  const ours = (rows / median(times)) * 1000;
  const problem = install();
  const records = join(newFolder('records'), 'records.json');
  writeFileSync(records, JSON.stringify(codes.map(linesOf)));
  return peers.map(({ name, title, has }) => {
    const answer = problem ?? ask(name, records);
    const line = `${manyLines.name}, beside ${title}`;
    if (typeof answer === 'string') return notMeasured(line, 'records/s', ours, answer);
    const note = [
      `${manyLines.what}: inbox.merge, median of 3, against ${title} at the same records in files of ${(answer.bytes / rows).toFixed(0)} bytes per record`,
      has,
      `merged again ${answer.again.toFixed(0)} ms after ${answer.ms.toFixed(0)} ms`,
      `peak memory of its process ${(answer.peak / 1e6).toFixed(0)} MB, writing its files included; one run`,
    ].join('; ');
    return result(line, 'records/s', { ours, baseline: (rows / answer.ms) * 1000 }, note);
  });
}

const linesOf = (code: string): readonly unknown[] =>
  Array.from({ length: recordsEach }, (_, index) => {
    const { id, fields } = lineOf(code, index);
    return { id, ...fields };
  });

/** Installs the peers into their own folder; what went wrong, or null. */
function install(): string | null {
  const flags = ['--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund', '--loglevel=error'];
  // A machine without a registry has no peers, and does not wait minutes to hear so.
  const impatient = ['--fetch-retries=1', '--fetch-timeout=60000'];
  const { status } = spawnSync('npm', ['ci', ...flags, ...impatient], {
    cwd: folder,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  return status === 0 ? null : `the peers could not be installed: npm ended with ${status} (no registry?)`;
}

function ask(name: string, records: string): PeerAnswer | string {
  const work = newFolder(name);
  const done = spawnSync(process.execPath, [join(folder, 'merge.mjs'), name, records, work], {
    encoding: 'utf8',
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    timeout: 600_000,
  });
  removeFolder(work);
  if (done.status === 0) return JSON.parse(done.stdout) as PeerAnswer;
  return `it ended with ${done.status ?? done.signal}: ${done.stderr.trim().split('\n').at(-1) ?? ''}`;
}
