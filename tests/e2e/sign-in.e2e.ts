/** An event in the real application: planned by keyboard, its sheet on paper, typed back line by line, its figures. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { renderPdf } from '#electron/print-spawn.ts';
import { eventPlan } from '#tests/helpers/activity.ts';
import { tempFolder } from '#tests/helpers/temp-folder.ts';
import { ask, launchApp, rawAsk, waitFor, type LaunchOptions, type RunningApp } from './helpers/app.ts';
import { field, fill, pageText, paste, scan, sees } from './helpers/hands.ts';
import { axeFindings, resize, sidewaysExcess, windowSizes } from './helpers/look.ts';
import { logIn, readyOutlet, type ReadyOutlet } from './helpers/outlet.ts';

let outlet: ReadyOutlet;
let running: RunningApp;
let page: Page;

const open = async (dialogs: NonNullable<LaunchOptions['dialogs']> = []): Promise<void> => {
  running = await launchApp({ dataFolder: outlet.folder, dialogs });
  page = running.page;
  page.setDefaultTimeout(15_000);
  await logIn(page, outlet.staffNo);
};
const goTo = (path: string): Promise<void> =>
  page.evaluate((to) => {
    window.location.hash = `#${to}`;
  }, path);
const pdfText = (path: string, ...options: readonly string[]): string =>
  execFileSync('pdftotext', ['-layout', ...options, path, '-'], { encoding: 'utf8' }).replaceAll(/[^\S\n]/g, '');
const pdfInfo = (path: string): string => execFileSync('pdfinfo', [path], { encoding: 'utf8' });
const marks = () => page.getByPlaceholder('行号，如 1-25,27,30');
const cell = (row: number, column: number) => page.locator(`[data-cell="${row},${column}"]`);

beforeAll(async () => {
  outlet = await readyOutlet();
});
afterAll(() => outlet.remove());
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') process.stderr.write(await pageText(page));
  await running.close();
});

describe('a plan and its sheet', () => {
  test('are made by keyboard alone, from F3 to the file', async () => {
    const file = join(tempFolder(), '签到表.pdf');
    await open([[file]]);

    await page.keyboard.press('F3');
    await waitFor(() => page.evaluate(() => document.activeElement?.getAttribute('name') === 'title'), 'the title');
    for (const step of [
      '䶮㛃社区金融课堂',
      'Enter', // title
      'Enter', // campaign: none
      '2',
      'Enter', // venue
      '2025-06-12',
      'Enter',
      'Enter',
      '1400',
      'Enter',
      '1600',
      'Enter',
      '幸福社区活动中心',
      'Enter',
      '1',
      '3',
      'Enter', // audiences
      'Enter',
      '1',
      'Enter', // topics, forms
      'Enter', // partner
    ]) {
      if (/^(Enter|\d)$/.test(step)) await page.keyboard.press(step);
      else await page.keyboard.insertText(step);
    }
    await page.keyboard.type('张');
    await page.keyboard.press('Enter');
    await page.keyboard.type('40');
    await page.keyboard.press('Control+Enter');
    await sees(page, /HD-0001-20250612-A001-\d 已登记/);
    await page.getByRole('heading', { name: '活动计划' }).waitFor();
    await page.keyboard.press('Control+P');
    await sees(page, '共 3 页');
    await page.keyboard.press('Control+S');
    await sees(page, `已存为 ${file}`);

    expect(pdfInfo(file)).toMatch(/^Pages: +3$/m);
    expect(pdfInfo(file)).toContain('(A4)');
    const text = pdfText(file);
    for (const said of [
      '䶮㛃社区金融课堂',
      '2025年6月12日（周四）14:00—16:00',
      '幸福社区活动中心',
      '不用于营销',
      '档案号：HD-0001-20250612-A001-',
    ]) {
      expect(text).toContain(said);
    }
    for (const number of [1, 2, 3]) {
      const onPage = pdfText(file, '-f', String(number), '-l', String(number));
      expect(onPage).toContain(`第${number}页共3页`);
      expect(onPage).toContain('（自愿，可只留后四位）');
      expect(onPage).toContain('HD-0001-20250612-A001-');
    }
    // 15 rows on the first page, 18 on each after it; the last page is full.
    expect(pdfText(file, '-f', '1', '-l', '1')).toMatch(/\n15\n(?!16\n)/);
    expect(pdfText(file, '-f', '3', '-l', '3')).toMatch(/\n51\n(?!52\n)/);
    expect(running.errors).toEqual([]);
  });

  test('print without an event, and say what to do without a printer', async () => {
    await open();
    await goTo('/print');
    await page.getByRole('button', { name: '校园活动确认单' }).click();
    await sees(page, '共 1 页');
    await sees(page, '没有可用打印机，可另存为 PDF 到 U 盘');
    expect(await page.getByRole('button', { name: /^打印/ }).count()).toBe(0);

    const preview = await ask(page, 'print.signIn', { kind: 'blank', id: null, template: 'T4', large: true });
    const task = { token: preview.token, deviceName: 'nobody', copies: 1, duplex: 'simplex', pages: '' };
    expect(await rawAsk(page, 'print.send', task)).toMatchObject({ ok: false, code: 'noPrinter' });
    await ask(page, 'print.drop', { token: preview.token });
    expect(await rawAsk(page, 'print.send', task)).toMatchObject({ ok: false, code: 'notFound' });
    expect(await rawAsk(page, 'print.savePdf', { token: preview.token })).toMatchObject({
      ok: false,
      code: 'notFound',
    });
  });

  test('the same pages come from a program without a window', async () => {
    await open();
    const folder = tempFolder();
    const { html, pages } = await ask(page, 'print.sheet', {
      kind: 'blank',
      id: null,
      template: 'T1',
      large: false,
      rows: 60,
    });
    writeFileSync(join(folder, 'sheet.html'), html);

    await renderPdf(join(folder, 'sheet.html'), join(folder, 'sheet.pdf'));
    expect(pdfInfo(join(folder, 'sheet.pdf'))).toMatch(new RegExp(`^Pages: +${pages}$`, 'm'));
    await expect(renderPdf(join(folder, 'nothing.html'), join(folder, 'none.pdf'))).rejects.toThrow('PDF 没有生成');
    expect(existsSync(join(folder, 'none.pdf'))).toBe(false);
  });

  test('a script in the text of an event neither runs nor leaves the page', async () => {
    await open();
    const title = '<img src=x onerror=alert(1)><script>1</script>';
    const { id } = await ask(page, 'outreach.create', { ...eventPlan, leader: outlet.staffNo, title });
    const file = join(tempFolder(), 'x.pdf');
    const { html } = await ask(page, 'print.sheet', { kind: 'outreach', id, template: 'T2', large: false });
    writeFileSync(`${file}.html`, html);
    await renderPdf(`${file}.html`, file);
    expect(pdfText(file)).toContain('<imgsrc=xonerror=alert(1)><script>1</script>');
  });
});

describe('the sheet typed back', () => {
  let id: string;
  beforeEach(async () => {
    await open();
    ({ id } = await ask(page, 'outreach.create', { ...eventPlan, leader: outlet.staffNo }));
    await goTo(`/events/${id}/attendance`);
    await marks().waitFor();
  });

  test('in paper order: ticks by number, names, colleagues, figures, done', async () => {
    await marks().fill('1-25，27、30');
    await page.keyboard.press('Enter');
    await sees(page, '27 行已标为到场');
    await cell(0, 1).fill('王');
    await page.keyboard.press('Enter');
    await page.keyboard.type('欧阳');
    await page.keyboard.press('Enter');
    await page.getByRole('radio', { name: /工作人员/ }).click();
    await page.keyboard.press('Control+G');
    await sees(page, /添加 1 人/);
    await page.keyboard.press('Control+Enter');
    await sees(page, '已添加 1 人');
    await cell(0, 0).focus();
    await page.keyboard.press('Space');

    await page.keyboard.press('Control+Enter');
    await sees(page, /还缺：覆盖人次、工作人员、发放资料、签到表、小结/);
    expect(await ask(page, 'outreach.get', { id })).toMatchObject({
      state: 'toFill',
      publicLines: 30,
      publicPresent: 27,
      staffPresent: 1,
    });

    await page.getByRole('button', { name: '签到表上 27，采用' }).click();
    await page.getByRole('button', { name: '签到表上 1，采用' }).click();
    await fill(page, { signedPages: '2', reachedPeople: '62', materialsGiven: '60' });
    await field(page, 'summary').fill('在幸福社区开展防范养老诈骗宣传，现场讲解案例并发放折页。');
    await page.keyboard.press('Control+Enter');
    await sees(page, /回填完成/);

    expect(await ask(page, 'outreach.get', { id })).toMatchObject({
      state: 'done',
      missing: ['photos', 'scan'],
      signedCount: 27,
      workers: 1,
      reachedPeople: 62,
      publicLines: 30,
      publicPresent: 27,
    });
    const lines = await ask(page, 'attendance.list', { ofKind: 'outreach', ofId: id });
    const typed = lines.filter(({ sheet }) => sheet === 'public');
    expect(typed.map(({ lineNo }) => lineNo)).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
    expect(typed.slice(0, 2).map(({ name }) => name)).toEqual(['王', '欧阳']);
    expect(typed.filter(({ state }) => state !== 'present').map(({ lineNo }) => lineNo)).toEqual([26, 28, 29]);
    expect(running.errors).toEqual([]);
  });

  test('one step back takes quick ticks away again', async () => {
    await marks().fill('1-40');
    await page.keyboard.press('Enter');
    await sees(page, '40 行已标为到场');
    await page.keyboard.press('Control+Z');
    await waitFor(async () => (await pageText(page)).includes('到场 0 / 0'), 'no line left');
    await marks().fill('5-1');
    await page.keyboard.press('Enter');
    await sees(page, /次序不对/);

    expect(await pageText(page)).toContain('到场 0 / 0');
  });

  test('keeps the first letter of an input method, and its Enter accepts the word only', async () => {
    await marks().fill('1-2');
    await page.keyboard.press('Enter');
    await sees(page, '2 行已标为到场');
    await cell(0, 1).focus();
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Input.imeSetComposition', { text: 'w', selectionStart: 1, selectionEnd: 1 });
    await cdp.send('Input.imeSetComposition', { text: 'wang', selectionStart: 4, selectionEnd: 4 });
    // While a word is being composed, Enter belongs to the input method.
    await cell(0, 1).dispatchEvent('keydown', { key: 'Enter', code: 'Enter', keyCode: 229, isComposing: true });
    expect(await cell(0, 1).evaluate((input) => input === document.activeElement)).toBe(true);
    await cdp.send('Input.insertText', { text: '王䶮' });
    await page.keyboard.press('Enter');

    expect(await cell(0, 1).inputValue()).toBe('王䶮');
    expect(await cell(1, 1).evaluate((input) => input === document.activeElement)).toBe(true);
  });

  test('fills a marked range down, and one step back takes the whole range away again', async () => {
    await marks().fill('1-5');
    await page.keyboard.press('Enter');
    await sees(page, '5 行已标为到场');
    await cell(0, 3).fill('幸福社区');
    await cell(3, 3).fill('和平社区');
    await cell(0, 3).focus();
    for (let step = 0; step < 3; step += 1) await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Control+D');
    const units = (): Promise<readonly string[]> =>
      Promise.all([0, 1, 2, 3, 4].map((row) => cell(row, 3).inputValue()));
    const isFilled = async (): Promise<boolean> => (await units()).slice(0, 4).every((unit) => unit === '幸福社区');
    await waitFor(isFilled, 'the filled range');

    await page.keyboard.press('Control+Z');
    await waitFor(async () => !(await isFilled()), 'one step back');

    expect(await units()).toEqual(['幸福社区', '', '', '和平社区', '']);
  });

  test('by pasting a list: phone numbers are cut to their last four digits before anything is kept', async () => {
    await marks().fill('1');
    await page.keyboard.press('Enter');
    await cell(0, 1).focus();
    await paste(running, '姓名\t联系方式\t所在单位\t签到\n王\t13812345678\t幸福社区\t√\n李\t5621\t\t\n');
    await sees(page, /可用 2 行/);
    await page.keyboard.press('Control+Enter');
    await sees(page, '已粘贴 2 行');
    await page.keyboard.press('Control+S');
    await sees(page, '已保存，可随时接着回填');

    const lines = await ask(page, 'attendance.list', { ofKind: 'outreach', ofId: id });
    expect(lines.map(({ name, phoneTail, unit, state }) => [name, phoneTail, unit, state])).toEqual([
      ['王', '5678', '幸福社区', 'present'],
      ['李', '5621', null, 'expected'],
    ]);
  });

  test('is still there after a crash before it was saved', async () => {
    await marks().fill('1-12');
    await page.keyboard.press('Enter');
    await sees(page, '12 行已标为到场');
    const isKept = async (): Promise<boolean> =>
      (await ask(page, 'draft.list', { kind: 'attendance' })).some((draft) => draft.id === `att-public-${id}`);
    await waitFor(isKept, 'the draft');
    running.app.process().kill('SIGKILL');
    await open();
    await goTo(`/events/${id}/attendance`);

    await sees(page, /已恢复.*未保存的内容/);
    expect(await pageText(page)).toContain('到场 12 / 12');
    await page.getByRole('button', { name: '放弃' }).click();
    await waitFor(async () => (await pageText(page)).includes('到场 0 / 0'), 'an empty sheet');
  });
});

describe('a scanned page', () => {
  test('opens its sheet from anywhere, presses no key and leaves nothing in the field', async () => {
    await open();
    const { id, eventNo } = await ask(page, 'outreach.create', { ...eventPlan, leader: outlet.staffNo });
    await goTo('/complaints');
    const search = page.getByPlaceholder(/Ctrl\+F/);
    await search.fill('张');
    await search.focus();
    await scan(page, `${eventNo}/T4/1-1`);

    await marks().waitFor();
    expect(await page.evaluate(() => window.location.hash)).toBe(`#/events/${id}/attendance/staff`);
    await page.getByRole('radio', { name: /工作人员/, checked: true }).waitFor();
    await goTo('/complaints');
    expect(await search.inputValue()).toBe('张');

    // With nothing focused, letters and digits are keys of the screen.
    await goTo('/');
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await scan(page, `${eventNo.replace(/A\d+/, 'A777')}/T2/1-3`);
    await sees(page, /没有找到这张签到表的活动或培训/);
    expect(await page.evaluate(() => window.location.hash)).toBe('#/');
    expect(running.errors).toEqual([]);
  });

  test('printed before is printed again from the log, in the rows it had', async () => {
    await open();
    const { id } = await ask(page, 'outreach.create', { ...eventPlan, leader: outlet.staffNo });
    await ask(page, 'print.sheet', { kind: 'outreach', id, template: 'T2', large: true });
    await goTo('/print');
    await page.getByRole('button', { name: '重新打印' }).first().click();

    await sees(page, /宣传活动签到表（大字版） HD-/);
    expect(await page.getByLabel('大字版').isChecked()).toBe(true);
  });
});

describe('the screens', () => {
  test('fit every window and can be read and reached by everybody', async () => {
    await open();
    const { id } = await ask(page, 'outreach.create', { ...eventPlan, leader: outlet.staffNo });
    for (const path of ['/events', '/events/new', `/events/${id}`, `/events/${id}/attendance`, '/print']) {
      await goTo(path);
      await page.locator('h1').first().waitFor();
      for (const [width, height] of windowSizes) {
        await resize(running, width, height, 1);
        expect([path, width, await sidewaysExcess(page)]).toEqual([path, width, 0]);
      }
      expect([path, await axeFindings(page)]).toEqual([path, []]);
    }
    expect(running.errors).toEqual([]);
  });

  test('a month shows its days from Monday, with its events', async () => {
    await open();
    await ask(page, 'outreach.create', {
      ...eventPlan,
      leader: outlet.staffNo,
      heldOn: '2025-06-30',
      endsOn: '2025-07-02',
      title: '跨月活动',
    });
    await goTo('/events');
    await page.getByRole('radio', { name: '月历' }).click();
    await page.getByRole('heading', { name: /\d+年\d+月/ }).waitFor();
    expect(await page.locator('.month-day').count()).toBeGreaterThanOrEqual(28);
    expect((await page.locator('.month-day').count()) % 7).toBe(0);
  });
});

test('the styles of printed pages ask for nothing from outside', () => {
  const css = readFileSync(new URL('../../services/print/page-css.ts', import.meta.url), 'utf8');
  expect(css).not.toMatch(/url\(|@import/);
});
