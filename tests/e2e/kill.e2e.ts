/**
 * Power cuts: every process of the app is killed at once while it saves, exports and merges.
 * Afterwards nothing that was reported as saved is missing and nothing is there by half.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { In } from '#contract/index.ts';
import { must } from '#domain/failure.ts';
import { readHeader } from '#services/sync/package-file.ts';
import {
  centreUsers,
  folderIn,
  logInAs,
  newBranch,
  outletHead,
  password,
  type Branch,
  type Station,
} from '#tests/helpers/branch.ts';
import { aDraft } from '#tests/helpers/complaint.ts';
import { ask, launchApp, waitFor, type RunningApp } from './helpers/app.ts';
import { heading, logIn, sees } from './helpers/hands.ts';
// Declares window.bridge.
import type {} from '#renderer/api.ts';

const outlets = 10;
const casesEach = 25;
const checkedNotice = '上次异常关闭，已检查，数据完整。';

let branch: Branch;
let stick: string;

beforeAll(async () => {
  branch = await newBranch(outlets, { keep: true });
  branch.clock.now = Date.now() - 3_600_000;
  stick = folderIn(branch.base, 'stick');
  for (const [index, outlet] of branch.outlets.entries()) {
    await logInAs(outlet, outletHead(index));
    for (let n = 0; n < casesEach; n++) await outlet.call('complaint.create', aDraft());
    if (index > 0) await outlet.call('exchange.export', { folder: stick });
    await outlet.backend.close();
  }
  await branch.centre.backend.close();
});
afterAll(() => branch.remove());

const first = (): Station => must(branch.outlets[0], 'there are ten');

async function opened(folder: string, staffNo: string): Promise<RunningApp> {
  const running = await launchApp({ dataFolder: folder });
  await ask(running.page, 'session.login', { staffNo, password });
  return running;
}

/** As a power cut does: the main process and all its children at the same moment. */
async function cutPower({ app }: RunningApp): Promise<void> {
  const main = must(app.process().pid, 'it runs');
  const parents = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((name) => [Number(name), parentOf(Number(name))]),
  );
  const isOurs = (pid: number | undefined): boolean => pid !== undefined && (pid === main || isOurs(parents.get(pid)));
  const ended = new Promise<void>((resolve) => {
    app.once('close', () => resolve());
  });
  for (const pid of [...parents.keys()].filter(isOurs)) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // Ended by itself in the meantime.
    }
  }
  await ended;
}

function parentOf(pid: number): number | undefined {
  try {
    return Number(/\) . (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1]);
  } catch {
    return undefined;
  }
}

/** Sends a request from the page and does not wait for what becomes of it. */
async function send(page: Page, name: 'exchange.export' | 'inbox.merge', input: object): Promise<void> {
  await page.evaluate((request) => void window.bridge.call(request.name, request.input), { name, input });
}

/** Opens again through the log-in screen; the person is told that everything was checked. */
async function openedAfterCut(folder: string, staffNo: string, screen: string): Promise<RunningApp> {
  const running = await launchApp({ dataFolder: folder });
  await logIn(running.page, staffNo, password);
  await heading(running.page, screen);
  await sees(running.page, checkedNotice);
  return running;
}

async function whole(page: Page): Promise<unknown> {
  const report = await ask(page, 'database.verify', {});
  return { ok: report.ok, integrity: report.integrity, different: report.rows.different };
}
const everythingWhole = { ok: true, integrity: [], different: [] };

async function caseNumbers(page: Page): Promise<string[]> {
  const { rows } = await ask(page, 'complaint.list', { limit: 5000 });
  return rows.map(({ caseNo }) => caseNo);
}

test.each([5, 40])(
  'while saving, after %d cases: every case that was reported as saved is there, once',
  async (many) => {
    const running = await opened(first().folder, outletHead(0));
    const before = await caseNumbers(running.page);
    const reported: string[] = [];
    await running.page.exposeFunction('report', (caseNo: string) => reported.push(caseNo));
    await running.page.evaluate((draft) => {
      const { report } = window as unknown as { report: (caseNo: string) => Promise<void> };
      const save = async (): Promise<void> => {
        const reply = await window.bridge.call('complaint.create', draft);
        if (reply.ok) await report((reply.value as { caseNo: string }).caseNo);
        await save();
      };
      // Ends with the page.
      save().catch(() => undefined);
    }, aDraft() satisfies In<'complaint.create'>);
    await waitFor(() => reported.length >= many, 'cases to be saved');
    await cutPower(running);

    const again = await openedAfterCut(first().folder, outletHead(0), '今日');
    const after = await caseNumbers(again.page);
    const state = await whole(again.page);
    await again.close();

    expect(after).toEqual(expect.arrayContaining(reported));
    expect(new Set(after).size).toBe(after.length);
    // The one that was on its way may have arrived; nothing else came from nowhere.
    expect(after.length - before.length - reported.length).toBeOneOf([0, 1]);
    expect(state).toEqual(everythingWhole);
  },
);

test('while exporting: what has the name of a sync file is whole, and the next export works', async () => {
  const folder = folderIn(branch.base, 'cut');
  const running = await opened(first().folder, outletHead(0));
  await send(running.page, 'exchange.export', { folder });
  // As early as can be seen: the file still has its temporary name.
  while (readdirSync(folder).length === 0) await new Promise((resolve) => setImmediate(resolve));
  await cutPower(running);
  const left = readdirSync(folder).filter((name) => name.endsWith('.xbsync'));

  const again = await openedAfterCut(first().folder, outletHead(0), '今日');
  const state = await whole(again.page);
  const made = await ask(again.page, 'exchange.export', { folder: stick });
  await again.close();

  // Reading the header compares the announced length with that of the file.
  expect(left.map((name) => readHeader(readFileSync(join(folder, name))).header.from)).toEqual(left.map(() => '0001'));
  expect(readHeader(readFileSync(made.file)).header.counts['complaint']).toBeGreaterThanOrEqual(casesEach);
  expect(state).toEqual(everythingWhole);
});

test('while merging: a file is in whole or not at all, and merging again brings the rest', async () => {
  const running = await opened(branch.centre.folder, centreUsers.director);
  const progress: number[] = [];
  await running.page.exposeFunction('report', (done: number) => progress.push(done));
  await running.page.evaluate(() => {
    const { report } = window as unknown as { report: (done: number) => Promise<void> };
    window.bridge.on('progress', ({ done }) => void report(done));
  });
  await send(running.page, 'inbox.merge', { paths: [stick] });
  await waitFor(() => progress.some((done) => done >= 4), 'four files to be merged');
  await cutPower(running);

  const again = await openedAfterCut(branch.centre.folder, centreUsers.director, '驾驶舱');
  const state = await whole(again.page);
  const { rows } = await ask(again.page, 'complaint.list', { limit: 5000 });
  const known = (await ask(again.page, 'inbox.outlets', {})).filter((line) => line.state === 'merged');
  const rest = await ask(again.page, 'inbox.merge', { paths: [stick] });
  const all = (await ask(again.page, 'complaint.list', { limit: 5000 })).rows;
  const finalState = await whole(again.page);
  await again.close();

  const perOutlet = Map.groupBy(rows, (row) => row.outlet);
  expect([...perOutlet.keys()].sort()).toEqual(known.map((line) => line.outlet).sort());
  expect([...perOutlet].filter(([code, found]) => code !== '0001' && found.length !== casesEach)).toEqual([]);
  expect(known.length).toBeGreaterThanOrEqual(4);
  expect(rest.sum).toMatchObject({ files: outlets, known: known.length, merged: outlets - known.length, refused: 0 });
  expect(all.filter((row) => row.outlet !== '0001')).toHaveLength((outlets - 1) * casesEach);
  expect(new Set(all.map((row) => row.caseNo)).size).toBe(all.length);
  expect([state, finalState]).toEqual([everythingWhole, everythingWhole]);
});
