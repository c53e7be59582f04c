/** 中心台账 at the real window: typed by keyboard, pasted from Excel, added up, voided. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Page } from 'playwright-core';
import { centreUsers, newBranch, password, type Branch } from '#tests/helpers/branch.ts';
import { ask, launchApp, waitFor, type RunningApp } from './helpers/app.ts';
import { field, goTo, heading, pageText, paste, sees } from './helpers/hands.ts';
import { axeFindings } from './helpers/look.ts';

let branch: Branch;
let running: RunningApp;
let page: Page;

beforeEach(async () => {
  branch = await newBranch(1, { keep: true });
  for (const each of [branch.centre, ...branch.outlets]) await each.backend.close();
  running = await launchApp({ dataFolder: branch.centre.folder });
  page = running.page;
  page.setDefaultTimeout(15_000);
  await ask(page, 'session.login', { staffNo: centreUsers.analyst, password });
  await goTo(page, '中心台账');
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') process.stderr.write(await pageText(page));
  await running.close();
  branch.remove();
});

test('an entry by keyboard, a list from Excel, their sums; a voided one counts no more', async () => {
  await page.getByRole('radio', { name: /消保审查/ }).click();
  await sees(page, '“消保审查”还没有记录');
  await page.keyboard.press('n');
  await heading(page, '登记 · 消保审查');
  for (const step of [
    '2025-3-18',
    'Enter',
    '“智享盈”结构性存款',
    'Enter',
    '1',
    'Enter',
    'Enter',
    '4',
    'Enter',
    '5',
    'Enter',
    '个人金融部',
  ]) {
    if (/^(Enter|1)$/.test(step)) await page.keyboard.press(step);
    else await page.keyboard.insertText(step);
  }
  await page.keyboard.press('Control+Enter');
  await sees(page, '▲ 不能多于意见建议');
  expect(await axeFindings(page)).toEqual([]);
  await field(page, 'adopted').fill('4');
  await page.keyboard.press('Control+Enter');
  await sees(page, /已记入“消保审查”/);
  await sees(page, '合计：意见建议 4，已采纳 4');

  await page.keyboard.press('p');
  await page.getByRole('textbox', { name: '粘贴 · 消保审查' }).focus();
  await paste(
    running,
    '2025/4/8\t手机银行APP V5.0\t系统\t\t6\t6\t电子银行部\n2025/5/20\tX闪贷\t业务\t\t3\t9\t个人金融部\n',
  );
  await sees(page, '已采纳不能多于意见建议');
  await page.keyboard.press('Control+Enter');
  await sees(page, /已记入“消保审查” 1 条/);
  await sees(page, '合计：意见建议 10，已采纳 10');
  expect(await axeFindings(page)).toEqual([]);

  const [newest] = await ask(page, 'ledger.list', { book: 'review' });
  expect(newest).toMatchObject({
    heldOn: '2025-04-08',
    title: '手机银行APP V5.0',
    kind: '系统',
    suggestions: 6,
    adopted: 6,
  });
  await page.getByText('手机银行APP V5.0').click();
  await heading(page, '修改 · 消保审查');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^作废/ }).first().click();
  await page.getByRole('button', { name: '登记错了' }).click();
  await page.keyboard.press('Control+Enter');
  await sees(page, '合计：意见建议 4，已采纳 4');
  await waitFor(async () => (await ask(page, 'ledger.list', { book: 'review' })).length === 1, 'one left');
  expect(running.errors).toEqual([]);
});
