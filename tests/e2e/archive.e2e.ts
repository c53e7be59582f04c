/** 一键归档 in the real application: photos in, a ZIP file out, opened with the system's own tools. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { sha256Hex } from '#db/hash.ts';
import type { Manifest } from '#domain/archive.ts';
import { attendanceLine, eventPlan, eventResult } from '#tests/helpers/activity.ts';
import { tempFolder } from '#tests/helpers/temp-folder.ts';
import { ask, launchApp, type LaunchOptions, type RunningApp } from './helpers/app.ts';
import { pageText, sees } from './helpers/hands.ts';
import { logIn, readyOutlet, type ReadyOutlet } from './helpers/outlet.ts';
import { photoFile } from './helpers/photos.ts';

let outlet: ReadyOutlet;
let running: RunningApp;
let page: Page;

const open = async (dialogs: NonNullable<LaunchOptions['dialogs']>): Promise<void> => {
  running = await launchApp({ dataFolder: outlet.folder, dialogs });
  page = running.page;
  page.setDefaultTimeout(15_000);
  await logIn(page, outlet.staffNo);
};

/** An event that took place, with its sheet typed back and three photos, on its own page. */
async function heldEvent(): Promise<void> {
  const { id } = await ask(page, 'outreach.create', { ...eventPlan, leader: outlet.staffNo });
  await ask(page, 'attendance.save', {
    ofKind: 'outreach',
    ofId: id,
    sheet: 'public',
    lines: [attendanceLine(1, { name: '䶮㛃', phoneTail: '5678' }), attendanceLine(2, { name: '赵六' })],
    removed: [],
    reason: '',
  });
  await ask(page, 'outreach.fill', { id, result: eventResult, finish: true, reason: '' });
  await page.evaluate((to) => {
    window.location.hash = `#/events/${to}`;
  }, id);
  const folder = tempFolder();
  await page
    .getByTestId('attachment-files')
    .setInputFiles([
      await photoFile(page, folder, '横幅全景.jpg', { seed: 1 }, '2025:06:12 14:10:00'),
      await photoFile(page, folder, '讲解特写.jpg', { seed: 2 }, '2025:06:12 14:20:00'),
      await photoFile(page, folder, '群众互动.jpg', { seed: 3 }, '2025:06:12 14:30:00'),
      await photoFile(page, folder, '签到表第1页.jpg', { seed: 4, width: 1200, height: 1700 }),
    ]);
  await sees(page, '已存入 4 个附件');
}

/** By keyboard: G, a reason, Ctrl+Enter. */
async function archive(): Promise<void> {
  await page.keyboard.press('g');
  await page.getByLabel('原因').waitFor();
  await page.keyboard.insertText('年度归档');
  await page.keyboard.press('Control+Enter');
}

beforeAll(async () => {
  outlet = await readyOutlet();
});
afterAll(() => outlet.remove());
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') process.stderr.write(await pageText(page));
  await running.close();
});

test('an event with its photos becomes a ZIP file that other programs open and that proves itself', async () => {
  const folder = tempFolder();
  const zip = join(folder, '归档.zip');
  await open([[zip]]);
  await heldEvent();

  await archive();
  await sees(page, '已归档 9 个文件，写完后已逐个核对');

  execFileSync('unzip', ['-tq', zip]);
  execFileSync('unzip', ['-q', zip, '-d', folder]);
  const manifest = JSON.parse(readFileSync(join(folder, '99清单.json'), 'utf8')) as Manifest;
  expect(manifest.files.map(({ path }) => path)).toEqual([
    '00目录.pdf',
    '01方案.pdf',
    '02签到表.pdf',
    '02签到表/01.jpg',
    '03照片/01.jpg',
    '03照片/02.jpg',
    '03照片/03.jpg',
    '05总结.docx',
  ]);
  for (const { path, sha256 } of manifest.files) expect(sha256Hex(readFileSync(join(folder, path)))).toBe(sha256);
  const text = (name: string): string =>
    execFileSync('pdftotext', ['-layout', join(folder, name), '-'], { encoding: 'utf8' }).replaceAll(/\s/g, '');
  expect(text('00目录.pdf')).toContain('03照片/03.jpg');
  expect(text('01方案.pdf')).toContain('幸福社区文化活动中心');
  expect(text('02签到表.pdf')).toContain('䶮㛃');
  execFileSync('unzip', ['-tq', join(folder, '05总结.docx')]);
});

test('a place that is gone while archiving is a sentence, and there is no half file', async () => {
  const folder = tempFolder();
  await open([[join(folder, '拔掉的U盘', '归档.zip')]]);
  await heldEvent();

  await archive();

  await sees(page, /U 盘、共享文件夹或磁盘已不可用。台账数据安全/);
  expect(readdirSync(folder)).toEqual([]);
});

test('nothing is written when the dialog is cancelled', async () => {
  await open([null]);
  await heldEvent();

  await archive();
  await page.getByRole('button', { name: '一键归档' }).waitFor();

  expect(existsSync(join(outlet.folder, '归档.zip'))).toBe(false);
  expect((await ask(page, 'audit.list', { limit: 5 })).map(({ verb }) => verb)).not.toContain('archive.store');
});
