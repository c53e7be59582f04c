/**
 * A station in a process of its own, to be killed or starved by a test. Says on stdout what it told
 * its user: one line per thing that was reported as done.
 *
 *   station-process.ts <save|export|merge|starve|archive|backup> <folder> <staffNo> [path]
 */
import { randomBytes } from 'node:crypto';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { must } from '#domain/failure.ts';
import { realWorld } from '#services/context.ts';
import { isFailure } from '#domain/failure.ts';
import { folderIn, password, station } from './branch.ts';
import { recordComplaint } from './records.ts';

const [mode = '', folder = '', staffNo = '', path = ''] = process.argv.slice(2);
const at = station(folder, realWorld);
await at.call('session.login', { staffNo, password, confirmClock: true });
const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

async function pathOrRefusal(work: () => Promise<{ readonly path: string }>): Promise<string> {
  try {
    return (await work()).path;
  } catch (error) {
    if (isFailure(error)) return `${error.code} ${error.message}`;
    throw error;
  }
}

function save(): string {
  let id = '';
  at.write((ctx) => {
    id = recordComplaint(ctx);
  });
  return id;
}

if (mode === 'save') for (;;) say(save());
if (mode === 'export') {
  save();
  for (;;) {
    at.write((ctx) => recordComplaint(ctx));
    say((await at.call('exchange.export', { folder: path })).file);
  }
}
if (mode === 'merge') {
  say('ready');
  const { files } = await at.call('inbox.merge', { paths: [path] });
  for (const file of files) say(file.sha256);
}
if (mode === 'archive') {
  const event = must((await at.call('outreach.list', { from: null, to: null }))[0], 'an event');
  const pdfs = [{ path: '00目录.pdf', content: new Uint8Array(randomBytes(600_000)) }];
  const to = { ofKind: 'outreach' as const, ofId: event.id, reason: '归档' };
  const store = () => at.call('archive.store', { ...to, path: join(path, '归档.zip'), pdfs });
  say(JSON.stringify({ said: await pathOrRefusal(store), names: readdirSync(path) }));
}
if (mode === 'backup') {
  const said = await pathOrRefusal(() => at.call('backup.make', { folder: path }));
  const names = readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(db|json|part)$/.test(name),
  );
  say(JSON.stringify({ said, names: names.map((name) => basename(name)).toSorted() }));
}
if (mode === 'starve') {
  // Fills the disk, fails, makes room again, goes on.
  const attempt = (work: () => unknown): string => {
    try {
      work();
      return 'done';
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'SQLITE_FULL') return 'diskFull';
      throw error;
    }
  };
  const exported = async (): Promise<string> => {
    try {
      await at.call('exchange.export', { folder: folderIn(folder, 'stick') });
      return 'done';
    } catch (error) {
      if (isFailure(error)) return error.code;
      throw error;
    }
  };
  const before = attempt(save);
  const filler = join(folder, 'filler');
  for (let size = 1 << 20; size >= 512; size >>= 1) {
    try {
      for (let count = 0; ; count += 1) writeFileSync(filler + String(size) + '-' + String(count), Buffer.alloc(size));
    } catch {
      // Full for this size; go on with smaller pieces.
    }
  }
  const outcomes: string[] = [];
  for (let count = 0; count < 400 && outcomes.at(-1) !== 'diskFull'; count += 1) outcomes.push(attempt(save));
  const written = outcomes.filter((each) => each === 'done').length;
  const exportFull = await exported();
  for (let size = 1 << 20; size >= 512; size >>= 1)
    for (let count = 0; count < 400; count += 1) rmSync(filler + String(size) + '-' + String(count), { force: true });
  const after = attempt(save);
  const exportAfter = await exported();
  const report = await at.call('database.verify', {});
  const db = must(at.backend.session, 'logged in').installation.db;
  const found = (db.prepare('SELECT count(*) AS n FROM complaint').get() as { n: number }).n;
  say(
    JSON.stringify({
      before,
      full: outcomes.at(-1),
      after,
      exportFull,
      exportAfter,
      ok: report.ok,
      complaints: found - written - 2,
    }),
  );
}
await at.backend.close();
