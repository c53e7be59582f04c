/** 2,000 rows of a list with 37 bad ones, through the window: columns, check, import, undo. */
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listWithBadRows, writeList } from '#tests/helpers/list-file.ts';
import { keptFolder } from '#tests/helpers/temp-folder.ts';
import { ask, launchApp, waitFor, type RunningApp } from './helpers/app.ts';
import { axeFindings, resize, sidewaysExcess } from './helpers/look.ts';
import { logIn, readyOutlet, type ReadyOutlet } from './helpers/outlet.ts';

let outlet: ReadyOutlet;
let running: RunningApp;
let list: string;
let folder: { readonly base: string; readonly remove: () => void };

beforeAll(async () => {
  outlet = await readyOutlet();
  folder = keptFolder();
  list = join(folder.base, '客服工单 2024.xlsx');
  await writeList(list, listWithBadRows(2000));
  running = await launchApp({ dataFolder: outlet.folder, dialogs: [[list], [list]] });
  await logIn(running.page, outlet.staffNo);
});
afterAll(async () => {
  await running.close();
  outlet.remove();
  folder.remove();
});

const sees = (text: string | RegExp): Promise<void> => running.page.getByText(text).first().waitFor();

async function looksRight(): Promise<void> {
  expect(await axeFindings(running.page)).toEqual([]);
  await resize(running, 1024, 560, 1.3);
  expect(await sidewaysExcess(running.page)).toBe(0);
  expect(await axeFindings(running.page)).toEqual([]);
  await resize(running, 1366, 700, 1);
}

test('a list is opened, checked row by row, imported without its bad rows, and undone', async () => {
  const { page } = running;
  await page.getByRole('link', { name: '投诉', exact: true }).click();
  await page
    .getByRole('button', { name: '从 Excel 导入历史台账' })
    .or(page.getByRole('button', { name: '导入 Excel' }))
    .first()
    .click();
  await page.getByRole('radio', { name: '客服工单' }).click();
  await looksRight();
  await page.getByRole('button', { name: '选择 Excel 文件' }).click();
  await sees('客服工单 2024.xlsx · 客服工单 · 2,000 行');
  await looksRight();

  await page.keyboard.press('Control+Enter');
  await page.getByRole('button', { name: /^导入 1,963 件/ }).waitFor({ timeout: 60_000 });
  await sees('看不懂这个日期，请写成 2025-06-03 的样子');
  expect(await page.getByRole('status').first().textContent()).toContain('有误 37 行');
  expect((await ask(page, 'complaint.list', { limit: 1 })).total).toBe(0);
  await looksRight();

  await page.keyboard.press('Control+Enter');
  await waitFor(
    async () => (await ask(page, 'complaint.list', { limit: 1 })).total === 1963,
    '1,963 complaints',
    60_000,
  );
  await sees('导入记录');

  await page.getByRole('button', { name: '选择 Excel 文件' }).click();
  await sees('这份文件');
  await page.keyboard.press('Control+Enter');
  await page.getByText('重复 1,963 行').first().waitFor({ timeout: 60_000 });
  expect(await page.getByRole('button', { name: /^导入 0 件/ }).isDisabled()).toBe(true);
  expect(running.errors).toEqual([]);
});
