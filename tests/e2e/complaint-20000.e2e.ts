/** A list of 20,000 complaints in the real window: words, sounds and ends of numbers are found, and only what is in sight is drawn. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, launchApp, waitFor, type RunningApp } from './helpers/app.ts';
import { goTo } from './helpers/hands.ts';
import { outletWithCases, type ManyCases } from './helpers/many-cases.ts';
import { logIn } from './helpers/outlet.ts';

const count = 20_000;
const rare = 12_345;

let outlet: ManyCases;
let running: RunningApp;
let page: Page;

beforeAll(async () => {
  outlet = await outletWithCases(count, (index) =>
    index === rare ? { customerName: '䶮㛃', summary: '客户反映自助设备吞卡后无人处理，要求致歉' } : {},
  );
  running = await launchApp({ dataFolder: outlet.folder });
  page = running.page;
  page.setDefaultTimeout(30_000);
  await logIn(page, outlet.staffNo);
  await goTo(page, '投诉');
  await page.getByRole('grid', { name: '投诉' }).getByRole('row').nth(1).waitFor();
  // The index follows in small steps while somebody searches.
  for (let step = 0; step < 25; step += 1) await ask(page, 'complaint.list', { text: '吞卡', limit: 1 });
});
afterAll(async () => {
  await running.close();
  outlet.remove();
});

const rowCount = (): Promise<number> =>
  page
    .getByRole('grid', { name: '投诉' })
    .getAttribute('aria-rowcount')
    .then((text) => Number(text) - 1);

test.each([
  ['two characters', '吞卡'],
  ['a phrase', '自助设备吞卡'],
  ['one character', '吞'],
  ['a rare name', '䶮㛃'],
  ['the end of a phone number', '12345'],
  ['the end of a case number', `A${rare}`],
])('%s typed into the box finds the case', async (_title, text) => {
  const box = page.getByRole('textbox', { name: '编号、客户、诉求' });
  await box.fill(text);
  await waitFor(async () => (await rowCount()) === 1, `one row for ${text}`);

  expect(await page.getByText('客户反映自助设备吞卡').count()).toBe(1);
  await box.fill('');
  await waitFor(async () => (await rowCount()) > 400, 'all rows again');
});

test('with all rows read only those in sight are drawn, from the first to the last', async () => {
  await page.getByRole('button', { name: '按编号排序' }).click();
  await waitFor(async () => (await rowCount()) === count, 'all rows');
  const drawn = () => page.getByRole('grid', { name: '投诉' }).getByRole('row').count();
  const first = await drawn();
  await page.getByRole('grid', { name: '投诉' }).focus();
  await page.keyboard.press('End');
  await waitFor(async () => (await page.locator(`[aria-rowindex="${count + 1}"]`).count()) === 1, 'the last row');

  // How long that takes is measured by `npm run bench -- frames`.
  expect(Math.max(first, await drawn())).toBeLessThan(80);
  expect(running.errors).toEqual([]);
});
