/** Frames of the window: scrolling a list of 20,000 against one of 50, saving a complaint against typing it. */
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { framesDuring, scrollThrough, typeComplaint } from '#tests/helpers/frames.ts';
import { filledOutlet } from './filled-outlet.ts';
import type { Result } from './measure.ts';
import { median, result } from './measure.ts';
import { windowEnvironment } from './start-cases.ts';
import { headOf } from './station.ts';
import { newFolder, root } from './workplace.ts';

const rows = { many: 20_000, few: 50 };
const runs = 5;
const saves = 10;

export async function frames(): Promise<readonly Result[]> {
  const many = await filledOutlet(rows.many);
  const few = await filledOutlet(rows.few);
  return [await listFrames(many, few), await formFrames(many)];
}

/** The window on the list of complaints, sorted, so that all rows are read. */
async function openList(folder: string): Promise<{ readonly app: ElectronApplication; readonly page: Page }> {
  // Chromium refuses to run its sandbox as root; nobody else gets this flag.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const app = await _electron.launch({
    executablePath: process.execPath,
    args: [...asRoot, root, `--data=${folder}`],
    env: windowEnvironment(newFolder('user')),
    cwd: root,
  });
  const page = await app.firstWindow();
  await page.locator('[name=staffNo]').fill(headOf.staffNo);
  await page.locator('[name=password]').fill(headOf.password);
  await page.keyboard.press('Enter');
  await page.waitForSelector('.nav');
  await page.evaluate(() => {
    location.hash = '/complaints';
  });
  const list = page.getByRole('grid', { name: '投诉' });
  await list.getByRole('row').nth(1).waitFor();
  await page.getByRole('button', { name: '按编号排序' }).click();
  return { app, page };
}

const countRows = (page: Page, count: number): Promise<unknown> =>
  page.waitForFunction(
    (wanted) => document.querySelector('[role=grid]')?.getAttribute('aria-rowcount') === String(wanted + 1),
    count,
  );

async function listFrames(many: string, few: string): Promise<Result> {
  const worst = { ours: [] as number[], baseline: [] as number[] };
  for (const [side, folder, count] of [
    ['baseline', few, rows.few],
    ['ours', many, rows.many],
  ] as const) {
    const { app, page } = await openList(folder);
    await countRows(page, count);
    await scrollThrough(page);
    for (let run = 0; run < runs; run += 1)
      worst[side].push((await framesDuring(page, () => scrollThrough(page))).worst);
    await app.close();
  }
  const note =
    `longest gap between two frames while scrolling ${rows.many} complaints by PgDn, End, Home, arrows and wheel, against the same with ${rows.few}; ` +
    `median of the longest of ${runs} runs after 1 warm-up; of all runs the longest was ${Math.max(...worst.ours).toFixed(0)} ms (${Math.max(...worst.baseline).toFixed(0)} ms with ${rows.few})`;
  return result(
    'window, scrolling 20,000 rows',
    'ms',
    { ours: median(worst.ours), baseline: median(worst.baseline) },
    note,
  );
}

async function formFrames(folder: string): Promise<Result> {
  const { app, page } = await openList(folder);
  await page.keyboard.press('F2');
  const saving: number[] = [];
  const typing: number[] = [];
  for (let count = 0; count < saves; count += 1) {
    typing.push((await framesDuring(page, () => typeComplaint(page, count))).worst);
    const { worst } = await framesDuring(page, async () => {
      await page.keyboard.press('Control+Enter');
      await page.waitForFunction(
        () => document.activeElement?.closest('[data-field]')?.getAttribute('data-field') === 'source',
      );
      await page.waitForTimeout(300);
    });
    saving.push(worst);
  }
  await app.close();
  const note =
    `longest gap between two frames from Ctrl+Enter to 0.3 s after the form is ready for the next, at an outlet of ${rows.many} complaints; against the longest while typing the form; ` +
    `median of ${saves} complaints; the longest of all was ${Math.max(...saving).toFixed(0)} ms while saving, ${Math.max(...typing).toFixed(0)} ms while typing`;
  return result('window, saving a complaint', 'ms', { ours: median(saving), baseline: median(typing) }, note);
}
