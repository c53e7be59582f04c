/** Who may report, and what waits for a person: a computer nobody knows, a file that voids much, the answer at the outlet. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { complaintEntity } from '#domain/complaint.ts';
import { must } from '#domain/failure.ts';
import type { Branch } from '#tests/helpers/branch.ts';
import { centreUsers, copyOf, newBranch, outletHead, password, station, testWorld } from '#tests/helpers/branch.ts';
import { recordComplaint } from '#tests/helpers/records.ts';
import { ask, launchApp, type RunningApp } from './helpers/app.ts';
import { button, goTo, heading, logIn, pageText, sees } from './helpers/hands.ts';
import { axeFindings } from './helpers/look.ts';

let branch: Branch;
let arrivals: string;
let fingerprint: string;
let running: RunningApp | undefined;

/** Outlet 0001 reported eight cases and now voids six of them; outlet 0002 reports from a copy without its keys. */
beforeAll(async () => {
  branch = await newBranch(2, { keep: true });
  arrivals = join(branch.base, '来件');
  mkdirSync(arrivals);
  const [first, second] = branch.outlets;
  const [one, two] = [must(first, 'two outlets'), must(second, 'two outlets')];
  const ids: string[] = [];
  one.write((ctx) => {
    for (let count = 0; count < 8; count += 1) ids.push(recordComplaint(ctx));
  });
  await branch.centre.call('inbox.merge', {
    paths: [(await one.call('exchange.export', { folder: branch.base })).file],
  });
  one.write((ctx) => {
    for (const id of ids.slice(0, 6)) ctx.write(complaintEntity, id, { voided: true, voidReason: '误登' });
  });
  await one.call('exchange.export', { folder: arrivals });
  two.write((ctx) => recordComplaint(ctx));
  await branch.centre.call('inbox.merge', {
    paths: [(await two.call('exchange.export', { folder: branch.base })).file],
  });
  await two.backend.close();
  const copy = copyOf(two.folder, join(branch.base, '另一台'));
  for (const name of ['device.json', 'guard.json']) rmSync(join(copy, name));
  const other = station(copy, testWorld(branch.clock));
  await other.call('session.login', { staffNo: outletHead(1), password });
  other.write((ctx) => recordComplaint(ctx));
  fingerprint = (await other.call('exchange.device', {})).fingerprint;
  await other.call('exchange.export', { folder: arrivals });
  for (const each of [one, other, branch.centre]) await each.backend.close();
});
afterAll(() => branch.remove());
afterEach(async ({ task }) => {
  if (running === undefined) return;
  if (task.result?.state === 'fail') process.stderr.write(await pageText(running.page));
  await running.close();
});

async function opened(folder: string, staffNo: string, dialogs: readonly (readonly string[])[]): Promise<Page> {
  running = await launchApp({ dataFolder: folder, dialogs });
  running.page.setDefaultTimeout(15_000);
  await logIn(running.page, staffNo, password);
  return running.page;
}

test('keeps both files aside, and merges each after what a person decided', async () => {
  const page = await opened(branch.centre.folder, centreUsers.director, [[arrivals]]);
  await heading(page, '驾驶舱');
  await goTo(page, '收件箱');
  await heading(page, '收件箱');
  await page.keyboard.press('d');
  await heading(page, '合并预览');
  const preview = await pageText(page);
  await page.keyboard.press('Control+Enter');
  await heading(page, '合并完成');
  await page.keyboard.press('Escape');
  await heading(page, '收件箱');

  await page.getByRole('grid', { name: '收件箱' }).getByText('0001', { exact: true }).dblclick();
  await button(page, '核准…').click();
  await button(page, '已电话核对，作废无误').click();
  await page.keyboard.press('Control+Enter');
  await sees(page, '更新 6 条');
  await page.keyboard.press('Escape');

  await page.getByRole('grid', { name: '收件箱' }).getByText('0002', { exact: true }).dblclick();
  await button(page, '核对指纹并登记…').click();
  await page.getByLabel('对方读出的指纹').fill(fingerprint.toLowerCase());
  await button(page, '电话核对，换了电脑').click();
  const findings = await axeFindings(page);
  await page.keyboard.press('Control+Enter');
  await page.getByText('核对指纹并登记…').waitFor({ state: 'detached' });
  const { sum } = await ask(page, 'inbox.merge', { paths: [] });

  expect(preview).toContain('一次作废 6 条记录');
  expect(preview).toContain('没有登记过这台电脑');
  expect(findings).toEqual([]);
  expect(sum).toMatchObject({ merged: 1, added: 1 });
  expect(running?.errors).toEqual([]);
});
