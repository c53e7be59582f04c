/** Bad input at the screens: each is refused with a sentence, and nothing is changed by it. */
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { inboxStates } from '#contract/inbox.ts';
import { must } from '#domain/failure.ts';
import { centreUsers, folderIn, logInAs, newBranch, outletHead, password, type Branch } from '#tests/helpers/branch.ts';
import { aDraft } from '#tests/helpers/complaint.ts';
import { ask, launchApp, rawAsk, startProcess, type LaunchOptions, type RunningApp } from './helpers/app.ts';
import { button, goTo, heading, logIn, sees } from './helpers/hands.ts';

const anHour = 3_600_000;

let ours: Branch;
let foreign: Branch;
let running: RunningApp | undefined;

/** Two branches whose outlets have reported once; the second outlet of ours was last used in the future. */
beforeAll(async () => {
  ours = await newBranch(2, { keep: true });
  foreign = await newBranch(1, { keep: true });
  for (const branch of [ours, foreign]) {
    branch.clock.now = Date.now() - 2 * anHour;
    const outlet = must(branch.outlets[0], 'the first');
    await logInAs(outlet, outletHead(0));
    await outlet.call('complaint.create', aDraft());
    await outlet.call('exchange.export', { folder: folderIn(branch.base, 'stick') });
  }
  ours.clock.now = Date.now() + 72 * anHour;
  await logInAs(must(ours.outlets[1], 'the second'), outletHead(1));
  for (const branch of [ours, foreign]) {
    for (const each of [branch.centre, ...branch.outlets]) await each.backend.close();
  }
});
afterEach(async () => {
  await running?.close();
  running = undefined;
});
afterAll(() => {
  ours.remove();
  foreign.remove();
});

async function open(dataFolder: string, dialogs: NonNullable<LaunchOptions['dialogs']> = []): Promise<RunningApp> {
  running = await launchApp({ dataFolder, dialogs });
  running.page.setDefaultTimeout(15_000);
  return running;
}

const outletFolder = (index: number): string => must(ours.outlets[index], 'an outlet').folder;
const onlyFile = (folder: string): string => join(folder, must(readdirSync(folder)[0], 'one file'));

function changed(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy.writeUInt8(copy.readUInt8(at) ^ 1, at);
  return copy;
}

/** Files as they can arrive: by a bad stick, a wrong address, a newer program, or twice. */
function mixedFolder(): string {
  const folder = folderIn(ours.base, 'mixed');
  const good = readFileSync(onlyFile(join(ours.base, 'stick')));
  const newer = Buffer.from(good);
  newer.write('"format":9', newer.indexOf('"format":1'));
  writeFileSync(join(folder, 'a-good.xbsync'), good);
  writeFileSync(join(folder, 'b-twice.xbsync'), good);
  writeFileSync(join(folder, 'c-changed.xbsync'), changed(good, good.length - 300));
  writeFileSync(join(folder, 'd-header.xbsync'), changed(good, 5));
  writeFileSync(join(folder, 'e-short.xbsync'), good.subarray(0, good.length - 100));
  writeFileSync(join(folder, 'f-newer.xbsync'), newer);
  writeFileSync(join(folder, 'g-nothing.xbsync'), '');
  copyFileSync(onlyFile(join(foreign.base, 'stick')), join(folder, 'h-foreign.xbsync'));
  return folder;
}

/** State and reason of each file in the table, by its name. */
async function inTable({ page }: RunningApp, label: string): Promise<Record<string, string>> {
  const table = page.getByRole('grid', { name: label });
  const rows = await table.getByRole('row').allInnerTexts();
  return Object.fromEntries(
    rows.flatMap((row) => {
      const cells = row.split('\n').map((cell) => cell.trim());
      const name = cells.find((cell) => cell.endsWith('.xbsync'));
      const state = cells.find((cell) => Object.values(inboxStates).some((word) => word === cell)) ?? '';
      const reason = cells.find((cell) => cell.includes('。')) ?? '';
      return name === undefined ? [] : [[name, `${state} ${reason}`.trim()]];
    }),
  );
}

test('a folder with bad files: each is refused with its sentence, the good one is merged once', async () => {
  const folder = mixedFolder();
  const app = await open(ours.centre.folder, [[folder], [folder]]);
  const { page } = app;
  await logIn(page, centreUsers.director, password);
  await goTo(page, '收件箱');

  await button(page, /选择文件夹/).click();
  await heading(page, '合并预览');
  const preview = await inTable(app, '合并预览');
  await page.keyboard.press('Control+Enter');
  await heading(page, '合并完成');
  const merged = await inTable(app, '合并结果');
  await page.keyboard.press('Escape');
  await button(page, /选择文件夹/).click();
  await heading(page, '合并预览');
  const again = await inTable(app, '合并预览');
  await page.keyboard.press('Escape');
  const { rows } = await ask(page, 'complaint.list', {});

  const refused = {
    'c-changed.xbsync': expect.stringContaining('签名不对') as string,
    'd-header.xbsync': expect.stringContaining('不是消保台账的交换文件') as string,
    'e-short.xbsync': expect.stringContaining('已损坏或不完整') as string,
    'f-newer.xbsync': expect.stringContaining('请先升级本机软件') as string,
    'g-nothing.xbsync': expect.stringContaining('不是消保台账的交换文件') as string,
    'h-foreign.xbsync': expect.stringContaining('不是本分行的文件') as string,
  };
  expect(preview).toEqual({ ...refused, 'a-good.xbsync': '待合并', 'b-twice.xbsync': '已收过' });
  expect(merged).toEqual({ ...refused, 'a-good.xbsync': '已合并', 'b-twice.xbsync': '已收过' });
  expect(again).toEqual({ ...refused, 'a-good.xbsync': '已收过', 'b-twice.xbsync': '已收过' });
  expect(rows).toHaveLength(1);
  expect(app.errors).toEqual([]);
});

describe('an enrolled outlet', () => {
  test('refuses the pack of another branch and goes on with its own data', async () => {
    const pack = onlyFile(join(foreign.base, 'packs'));
    const { page } = await open(outletFolder(0), [[pack]]);
    await logIn(page, outletHead(0), password);
    await heading(page, '今日');
    await page.keyboard.press('F6');

    await button(page, '导入配置包').click();
    await sees(page, /不是本分行的，未导入/);
    const { outletName } = await ask(page, 'session.state', {});

    expect(outletName).toBe('第0001支行');
  });

  test('makes one wait after three wrong passwords, and then lets one in', async () => {
    const { page } = await open(outletFolder(0));
    for (const wrong of ['Wrong-1', 'Wrong-22', 'Wrong-333']) {
      await logIn(page, outletHead(0), wrong);
      await sees(page, /工号或口令不正确/);
      await button(page, /登录|请等待/)
        .and(page.locator(':not(.ant-btn-loading)'))
        .waitFor();
    }
    const waiting = button(page, /请等待 \d+ 秒/);
    await waiting.waitFor();
    const shut = await waiting.isDisabled();
    const early = await rawAsk(page, 'session.login', { staffNo: outletHead(0), password });
    await button(page, '登录').waitFor();
    await logIn(page, outletHead(0), password);
    await heading(page, '今日');

    expect(shut).toBe(true);
    expect(early).toMatchObject({ ok: false, code: 'tooManyTries' });
  });
});

test('a clock before the last use is a question; the answer is in the audit trail', async () => {
  const { page } = await open(outletFolder(1));
  await logIn(page, outletHead(1), password);
  await heading(page, '请核对电脑日期');
  await sees(page, /电脑时间早于上次使用的时间。台账没有改动/);
  await button(page, '已改正，重试').click();
  await heading(page, '请核对电脑日期');
  await button(page, '日期无误，继续').click();
  await heading(page, '今日');
  const lines = await ask(page, 'audit.list', {});

  expect(JSON.stringify(lines)).toContain('clock.confirmed');
});

test('data on a read-only disk: the program says so and leaves everything as it was', async () => {
  const folder = outletFolder(0);
  const before = readdirSync(folder).sort();
  const asRoot = process.getuid?.() === 0;
  // root may write anywhere but on a read-only mount of its own
  const wrapper = [
    'unshare',
    '-m',
    'sh',
    '-c',
    `mount --bind "${folder}" "${folder}" && mount -o remount,ro,bind "${folder}" && exec "$@"`,
    'sh',
  ];
  if (asRoot && spawnSync(wrapper[0] ?? '', [...wrapper.slice(1), 'true']).status !== 0) return;
  if (!asRoot) chmodSync(folder, 0o555);
  const refused = startProcess({ dataFolder: folder }, asRoot ? wrapper : []);
  await refused.says('E-DB-30');
  refused.child.kill('SIGKILL');
  await refused.ended;
  if (!asRoot) chmodSync(folder, 0o755);

  expect(refused.stderr()).toContain('这个文件夹不能写入');
  expect(readdirSync(folder).sort()).toEqual(before);
});
