/**
 * The packaged application: with its fuses set, from its archive, with its native module outside
 * of it. It is driven over Chromium's own debugging port, which is opened by this test alone.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { utils, write } from '@e965/xlsx';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rows } from '#db/statements.ts';
import { must } from '#domain/failure.ts';
import { newBranch, password, station, type Branch } from '#tests/helpers/branch.ts';
import { realWorld } from '#services/context.ts';
import { ask, root } from './helpers/app.ts';

const program = join(root, 'out', 'dist', 'linux-unpacked', 'xiaobao');

let branch: Branch;
let folder: string;

beforeAll(async () => {
  const packed = spawnSync('npm', ['run', '-s', 'dist'], { cwd: root, encoding: 'utf8', env: plainEnvironment() });
  if (packed.status !== 0 || !existsSync(program)) throw new Error(`npm run dist failed: ${packed.stderr}`);
  branch = await newBranch(1, { keep: true });
  const outlet = must(branch.outlets[0], 'one outlet');
  folder = outlet.folder;
  for (const each of [branch.centre, outlet]) await each.backend.close();
}, 180_000);

afterAll(() => branch.remove());

function plainEnvironment(): NodeJS.ProcessEnv {
  const { ELECTRON_RUN_AS_NODE: _node, NODE_OPTIONS: _options, ...env } = process.env;
  return env;
}

interface Running {
  readonly page: Page;
  readonly close: () => Promise<void>;
}

async function start(): Promise<Running> {
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const env = { ...plainEnvironment(), XDG_CONFIG_HOME: join(branch.base, 'config') };
  const child = spawn(program, [...asRoot, '--remote-debugging-port=0', `--data=${folder}`], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const browser = await chromium.connectOverCDP(await debuggingAddress(child));
  const page = await firstPage(browser);
  return {
    page,
    close: async () => {
      const ended = once(child, 'exit');
      await page.evaluate(() => window.close());
      await ended;
      await browser.close().catch(() => undefined);
    },
  };
}

async function debuggingAddress(child: ChildProcess): Promise<string> {
  let text = '';
  for await (const part of must(child.stderr, 'stderr is a pipe')) {
    text += String(part);
    const found = /DevTools listening on (ws:\S+)/.exec(text);
    if (found?.[1] !== undefined) return found[1];
  }
  throw new Error(`the packaged app ended: ${text}`);
}

async function firstPage(browser: Browser): Promise<Page> {
  for (let tries = 0; tries < 100; tries += 1) {
    const page = browser.contexts().flatMap((context) => context.pages())[0];
    if (page !== undefined) return page;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('no window');
}

test('records one complaint that is there when the data is opened again', async () => {
  const { page, close } = await start();
  const field = (name: string) => page.locator(`[name=${name}]`);

  await field('staffNo').fill('200000');
  await field('password').fill(password);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '今日' }).waitFor();
  await page.keyboard.press('F2');
  for (const [name, typed] of [
    ['business', '年费'],
    ['cause', '收费'],
  ] as const) {
    await field(name).fill(typed);
    await page.keyboard.press('Enter');
  }
  await field('customerName').fill('䶮㛃');
  await field('phone').fill('13900000001');
  await field('summary').fill('对信用卡年费有异议，要求说明收费依据。');
  await page.keyboard.press('Control+Enter');
  await page.getByText(/已登记/).waitFor();
  await close();

  const outlet = station(folder, realWorld);
  await outlet.call('session.login', { staffNo: '200000', password });
  const db = must(outlet.backend.session, 'logged in').installation.db;
  expect(rows(db, 'SELECT customer_name, state FROM complaint')).toEqual([
    { customer_name: '䶮㛃', state: 'registered' },
  ]);
  expect((await outlet.call('database.verify', {})).ok).toBe(true);
  await outlet.backend.close();
});

test('reads an old .xls in the thread that came with the package', async () => {
  const list = join(branch.base, '旧台账.xls');
  const rows = [
    ['工单编号', '投诉人'],
    ['KF1', '张䶮'],
  ];
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows), '台账');
  writeFileSync(list, write(book, { bookType: 'biff8', type: 'buffer' }) as Buffer);
  const { page, close } = await start();
  await page.locator('[name=staffNo]').fill('200000');
  await page.locator('[name=password]').fill(password);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '今日' }).waitFor();

  const opened = await ask(page, 'import.open', { path: list, kind: 'ledger' });

  expect(opened).toMatchObject({ sheet: '台账', rows: 1, columns: [{ heading: '工单编号' }, { heading: '投诉人' }] });
  await close();
}, 60_000);

test('carries the native module outside the archive and nothing else of the driver', () => {
  const unpacked = join(root, 'out', 'dist', 'linux-unpacked', 'resources', 'app.asar.unpacked');

  const files = readdirSync(unpacked, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.node'));

  expect(files).toHaveLength(1);
});
