/** A sign-in sheet on a printer: the real window, the print system of the desktop, the job that arrives. */
import { execFileSync } from 'node:child_process';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { dateOfInstant } from '#domain/dates.ts';
import { must } from '#domain/failure.ts';
import { eventPlan } from '#tests/helpers/activity.ts';
import { aDraft } from '#tests/helpers/complaint.ts';
import { ask, launchApp, waitFor, type RunningApp } from './helpers/app.ts';
import { field, pageText, sees } from './helpers/hands.ts';
import { logIn, readyOutlet, type ReadyOutlet } from './helpers/outlet.ts';
import { noPrintSystem, startPrintSystem, type PrintedJob, type PrintSystem } from './helpers/printer.ts';

// Where build/setup.mjs may not install one, the title of the block says what is missing.
const missing = noPrintSystem();

describe.runIf(missing === null)(`a printer${missing === null ? '' : ` (not here: ${missing})`}`, () => {
  let outlet: ReadyOutlet;
  let system: PrintSystem;
  let running: RunningApp;
  let page: Page;
  let event: string;

  beforeAll(async () => {
    outlet = await readyOutlet();
    system = await startPrintSystem();
    system.addPrinter('hall', '大堂打印机');
    system.addPrinter('office', '二楼办公室');
    system.makeDefault('hall');
  });
  afterAll(async () => {
    await system.stop();
    outlet.remove();
  });
  beforeEach(async () => {
    running = await launchApp({ dataFolder: outlet.folder, env: system.env });
    page = running.page;
    page.setDefaultTimeout(15_000);
    await logIn(page, outlet.staffNo);
    ({ id: event } = await ask(page, 'outreach.create', { ...eventPlan, leader: outlet.staffNo }));
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') process.stderr.write(await pageText(page));
    await running.close();
  });

  const openPreview = async (template: 'T2' | 'T4'): Promise<void> => {
    await page.evaluate((to) => {
      window.location.hash = to;
    }, `#/print/sign-in/outreach/${event}/${template}`);
    await sees(page, /共 \d+ 页/);
  };
  const nextJob = async (before: number): Promise<PrintedJob> => {
    await waitFor(() => system.jobs().length > before, 'the job at the printer');
    return must(system.jobs()[before], 'the job');
  };
  const printer = () => page.locator('.print-device');
  const side = () => page.locator('.print-side');
  const choose = async (select: ReturnType<typeof printer>, label: string): Promise<void> => {
    await select.click();
    await page.locator('.ant-select-item-option').filter({ hasText: label }).click();
  };
  const chosen = async (): Promise<readonly string[]> => [
    await printer().innerText(),
    await field(page, 'copies').inputValue(),
    await side().innerText(),
  ];

  test('the default one gets the whole sheet by one key, and the print is on record', async () => {
    const before = system.jobs().length;
    await openPreview('T2');
    expect(await chosen()).toEqual(['大堂打印机', '1', '单面']);

    await page.keyboard.press('Control+P');
    await sees(page, '已送往 大堂打印机');

    const job = await nextJob(before);
    expect(job).toMatchObject({ queue: 'hall', copies: 1 });
    expect(job.options).toContain('Duplex=None');
    // The title stands in the list of jobs that everybody on the network can read.
    expect(job.title).toMatch(/^宣传活动签到表 HD-0001-\d{8}-A\d{3}-\d$/);
    expect(pdfInfo(job)).toMatch(/^Pages: +3$/m);
    expect(pdfInfo(job)).toContain('(A4)');
    expect(pdfText(job)).toContain('第3页共3页');
    const [line] = await ask(page, 'print.history', { record: event });
    expect(line).toMatchObject({ action: 'printed', user: outlet.staffNo });
    expect(line?.text).toMatch(/3 页 1 份 大堂打印机$/);
    expect(running.errors).toEqual([]);
  });

  test('gets the pages, copies and sides that were asked for; they are proposed for this document again', async () => {
    const before = system.jobs().length;
    await openPreview('T2');
    await choose(printer(), '二楼办公室');
    await choose(side(), '双面（长边翻转）');
    await field(page, 'copies').fill('2');
    await field(page, 'pages').fill('2-3');
    await field(page, 'pages').press('Enter');
    await sees(page, '已送往 二楼办公室');

    const job = await nextJob(before);
    expect(job).toMatchObject({ queue: 'office', copies: 2 });
    expect(job.options).toContain('Duplex=DuplexNoTumble');
    expect(pdfInfo(job)).toMatch(/^Pages: +2$/m);
    expect(pdfText(job)).not.toContain('第1页共3页');
    expect(pdfText(job)).toContain('第2页共3页');

    await openPreview('T4');
    await waitFor(async () => (await field(page, 'copies').inputValue()) === '1', 'another document');
    expect(await chosen()).toEqual(['二楼办公室', '1', '单面']);
    await openPreview('T2');
    await waitFor(async () => (await field(page, 'copies').inputValue()) === '2', 'the document printed before');
    expect(await chosen()).toEqual(['二楼办公室', '2', '双面（长边翻转）']);
  });

  test('gets a landscape list as it is seen', async () => {
    const before = system.jobs().length;
    const receivedOn = dateOfInstant(Date.now());
    await ask(page, 'complaint.create', aDraft({ receivedOn, receivedTime: '00:00', demands: [] }));
    await page.evaluate(() => {
      window.location.hash = '#/print/register';
    });
    await sees(page, /共 1 页/);
    await page.keyboard.press('Control+P');
    await sees(page, '已送往 二楼办公室');

    const job = await nextJob(before);
    expect(pdfInfo(job)).toMatch(/^Page size: +841\.92 x 594\.96 pts \(A4\)$/m);
    expect(pdfText(job)).toContain('第1页／共1页');
    expect(pdfText(job)).toMatch(/TS-0001-\d{8}-A\d{3}-\d/);
  });

  test('that is stopped or gone is said; nothing is on record as printed', async () => {
    const before = system.jobs().length;
    await openPreview('T2');
    expect(await chosen()).toEqual(['二楼办公室', '2', '双面（长边翻转）']);
    const paused = '打印机已暂停，没有打印。台账数据安全。请启用打印机后重试，或换一台、另存为 PDF。';
    for (const [stop, start] of [
      [system.refuseJobs, system.acceptJobs],
      [system.stopPrinter, system.startPrinter],
    ] as const) {
      stop('office');
      await page.keyboard.press('Control+P');
      await sees(page, paused);
      start('office');
      await page.getByRole('button', { name: '关闭提示' }).first().click();
    }

    system.removePrinter('office');
    await page.keyboard.press('Control+P');
    await sees(page, '选中的打印机已不在，没有打印。请重新选择打印机，或另存为 PDF。');

    expect(system.jobs().length).toBe(before);
    const history = await ask(page, 'print.history', { record: event });
    expect(history.filter(({ action }) => action === 'printed')).toEqual([]);
  });
});

const pdfInfo = ({ file }: PrintedJob): string => execFileSync('pdfinfo', [file], { encoding: 'utf8' });
const pdfText = ({ file }: PrintedJob): string =>
  execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).replaceAll(/[^\S\n]/g, '');
