import type { ChildProcess } from 'node:child_process';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { row, rows } from '#db/statements.ts';
import { must } from '#domain/failure.ts';
import type { Branch, Station } from '#tests/helpers/branch.ts';
import { centreUsers, copyOf, folderIn, newBranch, password, station } from '#tests/helpers/branch.ts';
import { realWorld } from '#services/context.ts';
import { readHeader } from '#services/sync/package-file.ts';
import { recordComplaint } from '#tests/helpers/records.ts';
import { readFileSync } from 'node:fs';
import { tempFolder } from '#tests/helpers/temp-folder.ts';

const script = fileURLToPath(new URL('../helpers/station-process.ts', import.meta.url));

const start = (mode: string, folder: string, staffNo: string, path = ''): ChildProcess =>
  spawn(process.execPath, [script, mode, folder, staffNo, path], { stdio: ['ignore', 'pipe', 'inherit'] });

/** Kills the process some time after its first line and returns what it had reported as done. */
async function killedAfter(child: ChildProcess, ms: number): Promise<readonly string[]> {
  let text = '';
  const out = must(child.stdout, 'stdout is a pipe');
  out.setEncoding('utf8').on('data', (part: string) => {
    text += part;
  });
  const ended = once(child, 'close');
  await once(out, 'data');
  await sleep(ms);
  child.kill('SIGKILL');
  await ended;
  // The last line may be cut: then nothing was reported.
  return text.split('\n').slice(0, -1);
}

async function reopened(folder: string, staffNo: string): Promise<Station> {
  const at = station(folder, realWorld);
  const state = await at.call('session.login', { staffNo, password, confirmClock: true });
  expect(state.notices).toEqual(['上次异常关闭，已检查，数据完整。']);
  expect((await at.call('database.verify', {})).ok).toBe(true);
  return at;
}

const dbOf = (at: Station) => must(at.backend.session, 'logged in').installation.db;

async function closedBranch(count: number): Promise<Branch> {
  const branch = await newBranch(count);
  for (const each of [branch.centre, ...branch.outlets]) await each.backend.close();
  return branch;
}

describe('the process is killed', () => {
  it('while saving: every case that was reported as saved is there', { timeout: 60_000 }, async () => {
    const branch = await closedBranch(1);
    const { folder } = must(branch.outlets[0], 'one outlet');

    for (const ms of [0, 7, 23, 61]) {
      const saved = await killedAfter(start('save', folder, '200000'), ms);
      const at = await reopened(folder, '200000');
      const missing = saved.filter((id) => row(dbOf(at), 'SELECT 1 FROM complaint WHERE id = ?', id) === undefined);
      expect(missing).toEqual([]);
      await at.backend.close();
    }
  });

  it(
    'while exporting: a file under its final name is whole, anything else is a .part',
    { timeout: 60_000 },
    async () => {
      const branch = await closedBranch(1);
      const { folder } = must(branch.outlets[0], 'one outlet');
      const stick = folderIn(branch.base, 'stick');

      for (const ms of [0, 11, 37, 53]) {
        const reported = await killedAfter(start('export', folder, '200000', stick), ms);
        for (const file of reported) expect(existsSync(file)).toBe(true);
        for (const name of readdirSync(stick).filter((each) => each.endsWith('.xbsync'))) {
          expect(readHeader(readFileSync(join(stick, name))).header.from).toBe('0001');
        }
        await (await reopened(folder, '200000')).backend.close();
      }
      const centre = station(branch.centre.folder, realWorld);
      await centre.call('session.login', { staffNo: centreUsers.director, password });
      const { sum } = await centre.call('inbox.merge', { paths: [stick] });
      expect(sum).toMatchObject({ refused: 0, waiting: 0, conflicts: 0 });
    },
  );

  it(
    'while merging: every file is in whole or not at all, and merging again completes it',
    { timeout: 120_000 },
    async () => {
      const branch = await newBranch(2);
      const stick = folderIn(branch.base, 'stick');
      for (const outlet of branch.outlets) {
        for (let file = 0; file < 4; file += 1) {
          outlet.write((ctx) => {
            for (let count = 0; count < 40; count += 1) recordComplaint(ctx);
          });
          await outlet.call('exchange.export', { folder: stick });
        }
      }
      await branch.centre.backend.close();

      for (const ms of [0, 9, 21, 40, 75]) {
        const folder = copyOf(branch.centre.folder, join(branch.base, `centre-${ms}`));
        await killedAfter(start('merge', folder, centreUsers.director, stick), ms);
        const at = station(folder, realWorld);
        await at.call('session.login', { staffNo: centreUsers.director, password, confirmClock: true });
        const counts = rows<{ n: number }>(dbOf(at), 'SELECT count(*) AS n FROM complaint GROUP BY outlet').map(
          ({ n }) => n,
        );
        expect(counts.every((n) => n % 40 === 0)).toBe(true);
        await at.call('inbox.merge', { paths: [stick] });
        expect(row(dbOf(at), 'SELECT count(*) AS n FROM complaint')).toEqual({ n: 320 });
        expect((await at.call('database.verify', {})).ok).toBe(true);
        await at.backend.close();
      }
    },
  );
});

describe('the disk is full', () => {
  const namespace = process.getuid?.() === 0 ? ['--mount'] : ['--mount', '--map-root-user'];
  // Tried for real: in a container root may not mount, and some machines forbid it to everybody.
  const canMount = spawnSync('unshare', [...namespace, 'mount', '-t', 'tmpfs', 'tmpfs', tmpdir()]).status === 0;

  it.runIf(canMount)(
    'while saving and exporting: it is said, nothing is half done, and with room again work goes on',
    { timeout: 60_000 },
    async () => {
      const branch = await closedBranch(1);
      const { folder } = must(branch.outlets[0], 'one outlet');
      const disk = join(tempFolder(), 'disk');
      mkdirSync(disk);
      const source = join(branch.base, 'source');
      cpSync(folder, source, { recursive: true });
      const steps = `mount -t tmpfs -o size=14m tmpfs "${disk}" && cp -r "${source}/." "${disk}" && exec "${process.execPath}" "${script}" starve "${disk}" 200000`;

      const output = execFileSync('unshare', [...namespace, 'sh', '-c', steps], { encoding: 'utf8', env: process.env });

      expect(JSON.parse(output)).toEqual({
        before: 'done',
        full: 'diskFull',
        after: 'done',
        exportFull: 'diskFull',
        exportAfter: 'done',
        ok: true,
        complaints: 0,
      });
    },
  );
});
