/** 转办 through the window: given away, read-only here, marked in the list, and taken back. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aDraft } from '#tests/helpers/complaint.ts';
import { ask, launchApp, waitFor, type RunningApp } from './helpers/app.ts';
import { logIn, readyOutlet, type ReadyOutlet } from './helpers/outlet.ts';

let outlet: ReadyOutlet;
let running: RunningApp;

beforeAll(async () => {
  outlet = await readyOutlet();
  running = await launchApp({ dataFolder: outlet.folder });
  await logIn(running.page, outlet.staffNo);
});
afterAll(async () => {
  await running.close();
  outlet.remove();
});

test('a case is transferred to the centre, cannot be handled here meanwhile, and is taken back', async () => {
  const { page } = running;
  const { today } = await ask(page, 'complaint.preview', {});
  const { id } = await ask(page, 'complaint.create', aDraft({ receivedOn: today, receivedTime: '00:01' }));
  const more = async (item: string): Promise<void> => {
    await page.getByRole('button', { name: '更多' }).click();
    await page.getByRole('menuitem', { name: item, exact: true }).click();
  };
  await page.evaluate((record) => {
    location.hash = `/complaints/${record}`;
  }, id);
  await page.locator('.case-head').waitFor();

  await more('转办');
  await page.locator('[name=text]').fill('涉及多家网点，请中心办理');
  await page.keyboard.press('Control+Enter');
  await page.getByText('已转办 消保中心').first().waitFor();
  expect((await ask(page, 'complaint.get', { id })).moves.contact).toContain('已转给消保中心办理');
  await page.getByRole('link', { name: '投诉', exact: true }).click();
  await page.locator('.case-mark', { hasText: '出' }).waitFor();

  await page.evaluate((record) => {
    location.hash = `/complaints/${record}`;
  }, id);
  await page.locator('.case-head').waitFor();
  await more('转办');
  await page.locator('[name=text]').fill('客户要求本网点处理');
  await page.keyboard.press('Control+Enter');
  await waitFor(async () => (await ask(page, 'complaint.get', { id })).transferredTo === null, 'the case is home');
  expect(running.errors).toEqual([]);
});
