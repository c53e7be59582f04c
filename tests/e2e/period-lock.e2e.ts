/** 封账 through the windows: a late case asks for its reason and is marked, the centre sees it, opens the period and locks it again. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Out } from '#contract/index.ts';
import { addDays, dateOfInstant } from '#domain/dates.ts';
import { must } from '#domain/failure.ts';
import type { Period } from '#domain/periods.ts';
import { periodOf } from '#domain/periods.ts';
import { centreUsers, folderIn, logInAs, newBranch, outletHead, type Branch } from '#tests/helpers/branch.ts';
import { carryDown, carryUp } from '#tests/helpers/carry.ts';
import { aDraft } from '#tests/helpers/complaint.ts';
import { ask, launchApp, waitFor } from './helpers/app.ts';
import { logIn } from './helpers/outlet.ts';

let branch: Branch;
let half: Period;
let lateDay: string;

/** A case of the half-year before this one; then it is locked, and the outlet is told. */
beforeAll(async () => {
  branch = await newBranch(1, { keep: true });
  const outlet = must(branch.outlets[0], 'the first');
  branch.clock.now = Date.now() - 200 * 24 * 3_600_000;
  const receivedOn = dateOfInstant(branch.clock.now);
  half = periodOf(receivedOn, 'half');
  lateDay = addDays(half.from, 9);
  await logInAs(outlet, outletHead(0));
  await outlet.call('complaint.create', aDraft({ receivedOn, receivedTime: '00:01' }));
  branch.clock.now = Date.now() - 24 * 3_600_000;
  await logInAs(branch.centre, centreUsers.director);
  await logInAs(outlet, outletHead(0));
  await carryUp(branch, outlet);
  await branch.centre.call('periodLock.lock', { key: half.key, reason: '半年报告已上报' });
  await carryDown(branch, '0001', outlet);
  for (const each of [branch.centre, outlet]) await each.backend.close();
}, 60_000);
afterAll(() => branch.remove());

test('a late case from the counter to the figures', { timeout: 60_000 }, async () => {
  const stick = folderIn(branch.base, 'late');
  await registerLate(stick);

  expect(await seeAndDecide(stick)).toMatchObject([
    { key: half.key, isLocked: true, locked: { complaints: 2, reason: '监管要求更正' }, late: 0 },
  ]);
});

async function registerLate(stick: string): Promise<void> {
  const running = await launchApp({ dataFolder: branch.outlets[0]?.folder ?? '' });
  const { page } = running;
  await logIn(page, outletHead(0));
  const summary = '客户来电查询进度，发现上半年来访未登记';
  await page.keyboard.press('F2');
  await page.getByRole('heading', { name: '登记投诉' }).waitFor();
  expect(await page.getByLabel('补报原因').count()).toBe(0);

  const field = (name: string) => page.locator(`[data-field=${name}]`);
  await field('receivedOn').locator('input').first().fill(lateDay);
  await field('receivedOn').locator('input').first().press('Enter');
  await page.getByText(/封账，这件将作为补报登记，请写明原因/).waitFor();
  for (const [name, typed] of [
    ['business', 'xyksy'],
    ['cause', 'taidu'],
  ] as const) {
    await field(name).locator('input').first().fill(typed);
    await page.getByRole('option').first().waitFor();
    await field(name).locator('input').first().press('Enter');
  }
  await page.locator('[name=customerName]').fill('张三丰');
  await page.locator('[name=phone]').fill('13812345678');
  await page.locator('[name=summary]').fill(summary);
  await page.keyboard.press('Control+Enter');
  await field('lateReason').locator('.field-error').waitFor();
  // The cursor stands there already.
  await page.keyboard.insertText('当时口头受理，漏记台账');
  await page.keyboard.press('Control+Enter');
  const lateCases = async () => (await ask(page, 'complaint.list', { chip: 'late' })).rows;
  await waitFor(async () => (await lateCases()).length === 1, 'the late case');
  const [late] = await lateCases();

  await page.evaluate(() => {
    location.hash = '/complaints';
  });
  await page
    .getByRole('button', { name: /^补报/ })
    .or(page.getByRole('radio', { name: /^补报/ }))
    .click();
  await page.locator('.case-mark', { hasText: '补' }).waitFor();
  await page.evaluate((id) => {
    location.hash = `/complaints/${id}`;
  }, late?.id);
  await page.locator('.case-head').getByText('补报').waitFor();
  await page.getByText('补报：当时口头受理，漏记台账').waitFor();
  await askForChange(page);
  const asked = await ask(page, 'complaint.get', { id: late?.id ?? '' });
  expect(asked).toMatchObject({ cause: late?.cause, requests: [{ kind: 'change', decision: null }] });
  await ask(page, 'exchange.export', { folder: stick });
  expect(running.errors).toEqual([]);
  await running.close();
}

/** What was counted is asked for, in the same form in which everything else is simply corrected. */
async function askForChange(page: Page): Promise<void> {
  await page.keyboard.press('e');
  await page.getByText(/封账：类别、渠道、来源、收到日等计入数字的内容/).waitFor();
  const cause = page.locator('[data-field=cause] input').first();
  await cause.fill('sf');
  await page.getByRole('option').first().waitFor();
  await cause.press('Enter');
  await page.getByText(/^申请更正/).waitFor();
  await page.getByText(/封账：更正由另一位有审批权限的人同意后生效/).waitFor();
  await page.locator('[data-field=reason] textarea').fill('登记时选错了原因');
  await page.keyboard.press('Control+Enter');
  await page.getByText('已提交更正申请').waitFor();
}

async function seeAndDecide(stick: string): Promise<Out<'periodLock.list'>> {
  const running = await launchApp({ dataFolder: branch.centre.folder });
  const { page } = running;
  await logIn(page, centreUsers.director);
  await ask(page, 'inbox.merge', { paths: [stick] });
  const line = page.getByRole('status').filter({ hasText: '本期已于' });
  await line.waitFor();
  await waitFor(async () => (await line.innerText()).includes('其中补报'), 'the late case in the figures');
  expect((await line.innerText()).replaceAll(/\s/g, '')).toContain('封账时1件，现在2件，其中补报1件。');
  await line.getByRole('button').click();
  await page.getByText('共 1 件').waitFor();
  await page.keyboard.press('Escape');

  await page.keyboard.press('Control+k');
  await page.keyboard.type('fz');
  await page.getByRole('option', { name: '打开 封账' }).waitFor();
  await page.keyboard.press('Enter');
  const row = page.getByRole('row').filter({ hasText: half.label });
  await row.getByText('已封账').waitFor();
  const decide = async (name: string): Promise<void> => {
    await row.getByRole('button', { name }).click();
    await page.getByLabel('原因').fill('监管要求更正');
    await page.keyboard.press('Control+Enter');
  };
  await decide('解除封账');
  await row.getByText('已解除').waitFor();
  await decide('封账');
  await row.getByText('已封账').waitFor();
  const rows = await ask(page, 'periodLock.list', {});
  expect(running.errors).toEqual([]);
  await running.close();
  return rows;
}
