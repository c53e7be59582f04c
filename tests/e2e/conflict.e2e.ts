/** 冲突处理 by keyboard at the centre, and what the outlet sees of it. */
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { must } from '#domain/failure.ts';
import { centreUsers, outletHead, password } from '#tests/helpers/branch.ts';
import { contestedBranch, type Contested } from '#tests/helpers/contested.ts';
import { ask, launchApp, waitFor, type RunningApp } from './helpers/app.ts';
import { goTo, pageText, sees } from './helpers/hands.ts';
import { axeFindings } from './helpers/look.ts';

let made: Contested;
let running: RunningApp;
let page: Page;

beforeEach(async () => {
  made = await contestedBranch(3, { keep: true });
  const { centre, outlets } = made.branch;
  await made.carryBack();
  for (const each of [centre, ...outlets]) await each.backend.close();
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') process.stderr.write(await pageText(page));
  await running.close();
  made.branch.remove();
});

async function open(folder: string, staffNo: string): Promise<void> {
  running = await launchApp({ dataFolder: folder });
  page = running.page;
  page.setDefaultTimeout(15_000);
  await ask(page, 'session.login', { staffNo, password });
  await page.getByRole('navigation', { name: '主导航' }).waitFor();
}

const recordsLeft = async (): Promise<number> => (await ask(page, 'conflict.list', {})).records.length;
const picked = (): Promise<string> => page.getByRole('radio', { checked: true }).innerText();

test('the centre decides by arrow keys: one, then all of its kind, with a reason for the closed case', async () => {
  await open(made.branch.centre.folder, centreUsers.director);
  await goTo(page, '冲突处理');
  await page.getByRole('radiogroup', { name: '投诉原因' }).waitFor();
  expect(await pageText(page)).toContain('原值');
  expect(await picked()).toMatch(/网点值（现在显示）[^]*服务态度[^]*第0001支行 · 200000 · 2025-03-03/);
  expect(await axeFindings(page)).toEqual([]);

  await page.keyboard.press('ArrowLeft');
  await waitFor(async () => (await picked()).includes('中心值'), 'the value of the centre');
  await page.keyboard.press('Enter');
  await sees(page, /定下 1 处/);
  await waitFor(async () => (await recordsLeft()) === 2, 'two left');

  await page.getByText('同类（投诉原因）都按网点，另有 1 处').waitFor();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('a');
  await waitFor(() => page.getByRole('checkbox').isChecked(), 'all of its kind');
  await page.keyboard.press('Enter');
  await sees(page, '改动已办结投诉上的内容');
  await page.getByRole('button', { name: '经与网点电话核实' }).click();
  await page.keyboard.press('Control+Enter');
  await sees(page, /定下 2 处/);

  await sees(page, '没有冲突');
  await sees(page, /最近一次合并在 .*自动并入 \d+ 处修改/);
  expect(running.errors).toEqual([]);
});

test('the outlet reaches its own from the check before reporting and from the case; its head may decide', async () => {
  const outlet = must(made.branch.outlets[0], 'one outlet');
  await open(outlet.folder, outletHead(0));
  await goTo(page, '上报');
  await page.getByRole('link', { name: '有 3 处两边都改过的内容等待核对' }).click();
  await page.getByRole('radiogroup', { name: '投诉原因' }).waitFor();
  const third = made.cases[2] ?? '';
  await page.evaluate(
    (to) => {
      window.location.hash = to;
    },
    `#/complaints/${encodeURIComponent(third)}`,
  );
  await page.getByRole('link', { name: '1 处两边改法不同，待核对' }).click();
  await page.getByRole('heading', { name: /TS-0001-20250303-A003-0/ }).waitFor();

  await page.getByRole('radio', { name: /网点值/ }).click();
  await page.getByRole('button', { name: /^按“服务态度”定下/ }).click();
  await sees(page, /定下 1 处/);

  await waitFor(async () => (await recordsLeft()) === 2, 'two left');
  expect((await ask(page, 'exchange.state', {})).pendingTotal).toBeGreaterThan(0);
});
