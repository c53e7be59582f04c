/** A list of 20,000 complaints in the real window: words, sounds and ends of numbers are found, and it scrolls like one of 50. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { framesDuring, scrollThrough } from '#tests/helpers/frames.ts';
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

test(
  'with all rows read it scrolls like a list of a hundred: no frame over 100 ms, or on a busy machine three of its frames',
  { timeout: 300_000 },
  async () => {
    const box = page.getByRole('textbox', { name: '编号、客户、诉求' });
    await page.getByRole('button', { name: '按编号排序' }).click();
    const worstOf = async (text: string, fits: (rows: number) => boolean): Promise<number> => {
      await box.fill(text);
      await waitFor(async () => fits(await rowCount()), `the rows of “${text}”`);
      await scrollThrough(page);
      return (await framesDuring(page, () => scrollThrough(page))).worst;
    };
    const worst = { few: [] as number[], many: [] as number[] };
    for (let run = 0; run < 4; run += 1) {
      worst.few.push(await worstOf('第77', (rows) => rows > 50 && rows < 200));
      worst.many.push(await worstOf('', (rows) => rows === count));
    }

    const shown = (list: readonly number[]): string => list.map((ms) => ms.toFixed(0)).join(', ');
    process.stderr.write(`longest frames, ${count} rows: ${shown(worst.many)} ms; 111 rows: ${shown(worst.few)} ms\n`);
    // On a busy machine the short list, which is soon at its end, has long frames too and says how busy it is.
    const [few, many] = [Math.min(...worst.few), Math.min(...worst.many)];
    expect(many).toBeLessThanOrEqual(Math.max(100, 3 * few));
    expect(running.errors).toEqual([]);
  },
);
