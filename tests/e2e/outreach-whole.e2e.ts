/** One event from its plan to its archive, in one sitting: every sheet as PDF, 120 lines typed back by keyboard, photos, the ZIP file opened. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { sha256Hex } from '#db/hash.ts';
import type { Manifest } from '#domain/archive.ts';
import { tempFolder } from '#tests/helpers/temp-folder.ts';
import { ask, launchApp, waitFor, type RunningApp } from './helpers/app.ts';
import { button, chips, field, fill, pageText, sees } from './helpers/hands.ts';
import { logIn, readyOutlet, type ReadyOutlet } from './helpers/outlet.ts';
import { photoFile } from './helpers/photos.ts';

const people = 120;
const names = Array.from({ length: people }, (_, index) => `${'赵钱孙李周吴郑王'[index % 8] ?? ''}${index + 1}娘`);
const templates = ['T1', 'T2', 'T3', 'T4'] as const;

let outlet: ReadyOutlet;
let running: RunningApp;
let page: Page;
let folder: string;
beforeAll(async () => {
  outlet = await readyOutlet();
});
afterAll(() => outlet.remove());
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') process.stderr.write(await pageText(page));
  await running.close();
});

async function open(): Promise<void> {
  folder = tempFolder();
  const files = [...templates.map((template) => `${template}.pdf`), '归档.zip'];
  running = await launchApp({ dataFolder: outlet.folder, dialogs: files.map((name) => [join(folder, name)]) });
  page = running.page;
  page.setDefaultTimeout(15_000);
  await logIn(page, outlet.staffNo);
}

const goTo = (address: string): Promise<void> =>
  page.evaluate((hash) => {
    window.location.hash = hash;
  }, `#${address}`);
const textOf = (name: string): string =>
  execFileSync('pdftotext', ['-layout', join(folder, name), '-'], { encoding: 'utf8' }).replaceAll(/\s/g, '');

/** Planned by hand; its id. */
async function planned(): Promise<string> {
  await page.keyboard.press('F3');
  await fill(page, { title: '守护您的钱袋子走进幸福社区', place: '幸福社区活动中心', plannedPeople: String(people) });
  await chips(page, 'venue', '社区');
  await chips(page, 'audiences', '普通公众');
  await fill(page, { startTime: '0930' });
  await page.getByLabel('结束时间').fill('1100');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('heading', { name: '活动计划' }).waitFor();
  const [event] = await ask(page, 'outreach.list', { from: null, to: null });
  return event?.id ?? '';
}

async function typedBack(id: string): Promise<void> {
  await goTo(`/events/${id}/attendance`);
  const marks = page.getByPlaceholder('行号，如 1-25,27,30');
  await marks.fill(`1-${people}`);
  await page.keyboard.press('Enter');
  await sees(page, `${people} 行已标为到场`);
  await page.locator('[data-cell="0,1"]').focus();
  for (const [row, name] of names.entries()) {
    const at = `${row},1`;
    await waitFor(
      () => page.evaluate((cell) => document.activeElement?.getAttribute('data-cell') === cell, at),
      `the cell ${at}`,
    );
    await page.keyboard.insertText(name);
    await page.keyboard.press('Enter');
  }
  await page.keyboard.press('Control+Enter');
  await sees(page, /还缺：/);
  await button(page, `签到表上 ${people}，采用`).click();
  await fill(page, { signedPages: '7', reachedPeople: '150', materialsGiven: '130', consultations: '9', workers: '3' });
  await field(page, 'summary').fill('在幸福社区开展防范养老诈骗宣传，现场讲解案例并发放折页。');
  await page.keyboard.press('Control+Enter');
  await sees(page, /回填完成/);
}

test('is planned, printed, typed back, photographed and archived', { timeout: 180_000 }, async () => {
  await open();
  const id = await planned();
  for (const template of templates) {
    await goTo(`/print/sign-in/outreach/${id}/${template}`);
    await sees(page, /共 \d+ 页/);
    await page.keyboard.press('Control+S');
    await sees(page, `已存为 ${join(folder, `${template}.pdf`)}`);
  }
  await typedBack(id);
  await goTo(`/events/${id}`);
  const day = '2025:06:12 14:10:00';
  await page
    .getByTestId('attachment-files')
    .setInputFiles([
      await photoFile(page, folder, '全景.jpg', { seed: 1 }, day),
      await photoFile(page, folder, '讲解.jpg', { seed: 2 }, day),
      await photoFile(page, folder, '互动.jpg', { seed: 3 }, day),
    ]);
  await sees(page, '已存入 3 个附件');
  await page.keyboard.press('g');
  await page.getByLabel('原因').waitFor();
  await page.keyboard.insertText('年度归档');
  await page.keyboard.press('Control+Enter');
  await sees(page, /已归档 \d+ 个文件，写完后已逐个核对/);

  for (const template of templates) expect(textOf(`${template}.pdf`)).toContain('幸福社区');
  const lines = await ask(page, 'attendance.list', { ofKind: 'outreach', ofId: id });
  expect(lines.filter(({ sheet }) => sheet === 'public').map(({ name }) => name)).toEqual(names);
  expect(await ask(page, 'outreach.get', { id })).toMatchObject({ state: 'done', publicPresent: people });
  execFileSync('unzip', ['-tq', join(folder, '归档.zip')]);
  execFileSync('unzip', ['-qo', join(folder, '归档.zip'), '-d', folder]);
  const { files } = JSON.parse(readFileSync(join(folder, '99清单.json'), 'utf8')) as Manifest;
  expect(files.filter(({ path }) => path.startsWith('03照片/'))).toHaveLength(3);
  for (const { path, sha256 } of files) expect(sha256Hex(readFileSync(join(folder, path)))).toBe(sha256);
  for (const name of [names[0], names.at(-1)]) expect(textOf('02签到表.pdf')).toContain(name);
  expect(running.errors).toEqual([]);
});
