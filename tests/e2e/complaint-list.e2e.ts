/** The list of complaints in the real window: saved filters, copying, export in clear, and the way back to a row. */
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { must } from '#domain/failure.ts';
import { readTable } from '#services/files/read-table.ts';
import { ask, launchApp, waitFor, type LaunchOptions, type RunningApp } from './helpers/app.ts';
import { goTo, pageText, sees } from './helpers/hands.ts';
import { axeFindings, resize, sidewaysExcess, windowSizes } from './helpers/look.ts';
import { outletWithCases, type ManyCases } from './helpers/many-cases.ts';
import { logIn } from './helpers/outlet.ts';

/** Names and texts that a spreadsheet would run. */
const dangerous: Readonly<Record<number, Readonly<Record<string, string>>>> = {
  0: { customerName: '=A1', summary: '=HYPERLINK("http://x")要求退还手续费' },
  1: { customerName: '䶮㛃', summary: '客户来电称，要求退还手续费并书面答复' },
};

let outlet: ManyCases;
let running: RunningApp;
let page: Page;
const files = mkdtempSync(join(tmpdir(), 'xiaobao-list-'));

beforeAll(async () => {
  outlet = await outletWithCases(200, (index) => dangerous[index] ?? {});
});
afterAll(() => {
  outlet.remove();
  rmSync(files, { recursive: true, force: true });
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') process.stderr.write(await pageText(page));
  await running.close();
});

async function open(dialogs: NonNullable<LaunchOptions['dialogs']> = []): Promise<void> {
  running = await launchApp({ dataFolder: outlet.folder, dialogs });
  page = running.page;
  page.setDefaultTimeout(15_000);
  await logIn(page, outlet.staffNo);
  await goTo(page, '投诉');
  await grid().getByRole('row').nth(1).waitFor();
}

const grid = (): Locator => page.getByRole('grid', { name: '投诉' });
const button = (name: string | RegExp): Locator => page.getByRole('button', { name });
const panel = (): Locator => page.getByRole('dialog', { name: '常用筛选' });
const search = (): Locator => page.getByRole('textbox', { name: '编号、客户、诉求' });
const press = async (...keys: readonly string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};
const total = async (count: number): Promise<void> =>
  waitFor(
    async () => (await page.locator('.page-count').first().innerText()).replaceAll(/\D/g, '') === String(count),
    `${count} in the heading`,
  );
const savedNames = async (): Promise<readonly string[]> =>
  (await ask(page, 'savedFilter.list', { page: 'complaints' })).map(({ name }) => name);

/** Number in the list, whether in sight, whether the grid has the focus. */
const activeRow = (): Promise<{ readonly row: number; readonly inSight: boolean; readonly focused: boolean }> =>
  grid().evaluate((element) => {
    const row = document.getElementById(element.getAttribute('aria-activedescendant') ?? '');
    const [box, around] = [row?.getBoundingClientRect(), element.getBoundingClientRect()];
    return {
      row: Number(row?.getAttribute('aria-rowindex') ?? 0) - 1,
      inSight: box !== undefined && box.top >= around.top + 36 && box.bottom <= around.bottom,
      focused: document.activeElement === element,
    };
  });

test('a filter is saved under a name by keyboard, survives a restart, is renamed and deleted by mouse', async () => {
  await open();
  await page.getByRole('group', { name: '快捷筛选' }).getByRole('button', { name: '未办结' }).click();
  await search().fill('来电');
  await button('按时限排序').click();
  const narrowed = (await ask(page, 'complaint.list', { chip: 'open', text: '来电' })).total;
  await total(narrowed);
  expect(narrowed).toBeGreaterThan(5);

  await press('F7');
  await panel().getByText('还没有常用筛选').waitFor();
  await page.keyboard.insertText('来电未办结');
  await press('Enter');
  await sees(page, '已存为常用筛选“来电未办结”');
  expect(await axeFindings(page)).toEqual([]);
  await press('Escape');
  await button('常用筛选：来电未办结').waitFor();
  await running.close();

  await open();
  await total(200);
  expect(await search().inputValue()).toBe('');
  await press('F7', '1');
  await total(narrowed);
  expect(await search().inputValue()).toBe('来电');
  expect(await grid().getByRole('columnheader', { name: '时限' }).getAttribute('aria-sort')).toBe('ascending');
  expect(await button(/^未办结/).getAttribute('aria-pressed')).toBe('true');
  expect((await activeRow()).focused).toBe(true);

  // By mouse: a second one, the first renamed, then deleted, then fetched back.
  await page.getByRole('group', { name: '快捷筛选' }).getByRole('button', { name: '全部' }).click();
  await button(/^常用筛选/).click();
  await panel().getByRole('textbox', { name: '给现在的筛选起名' }).fill('全部来电');
  await panel().getByRole('button', { name: '存下' }).click();
  await sees(page, '已存为常用筛选“全部来电”');
  await button('改名 来电未办结').click();
  await panel().getByRole('textbox', { name: '新名字' }).fill('全部来电');
  await panel().getByRole('button', { name: '改好' }).click();
  await sees(page, '已有常用筛选“全部来电”，没有改名');
  await panel().getByRole('textbox', { name: '新名字' }).fill('要催的');
  await panel().getByRole('button', { name: '改好' }).click();
  await button('改名 要催的').waitFor();
  expect(await savedNames()).toEqual(['要催的', '全部来电']);
  await button('删除 要催的').click();
  await waitFor(async () => (await savedNames()).length === 1, 'one left');
  await button('撤销').click();
  await waitFor(async () => (await savedNames()).length === 2, 'both again');
  await button(/^常用筛选/).click();
  await panel().getByText('要催的').click();
  await total(narrowed);
  expect(running.errors).toEqual([]);
});

test('arrows pick a saved filter; pinyin being composed saves nothing; other people and lists have their own', async () => {
  await open();
  await press('F7', 'ArrowDown', 'Enter');
  await waitFor(async () => (await search().inputValue()) === '来电', 'the words of the second filter');

  await press('F7');
  await panel().getByRole('textbox', { name: '给现在的筛选起名' }).focus();
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Input.imeSetComposition', { text: 'ji', selectionStart: 2, selectionEnd: 2 });
  await press('Enter');
  expect(await savedNames()).toHaveLength(2);
  await cdp.send('Input.insertText', { text: '急' });
  expect(await panel().count()).toBe(1);
  await press('Escape');

  for (const label of ['宣教活动', '培训', '人员']) {
    await goTo(page, label);
    await button(/^常用筛选/).click();
    await panel().getByText('还没有常用筛选').waitFor();
    await press('Escape');
    expect(await panel().count()).toBe(0);
  }
  await ask(page, 'user.create', { staffNo: '886001', name: '周小满', role: 'clerk', password: 'Counter-2026-a' });
  await press('Control+l');
  await page.locator('[name=staffNo]').fill('886001');
  await page.locator('[name=password]').fill('Counter-2026-a');
  await press('Enter');
  for (const [name, value] of [
    ['oldPassword', 'Counter-2026-a'],
    ['newPassword', 'Counter-2026-b'],
    ['again', 'Counter-2026-b'],
  ] as const)
    await page.locator(`[name=${name}]`).fill(value);
  await press('Enter');
  await page.waitForSelector('.nav');
  expect(await savedNames()).toEqual([]);
  await goTo(page, '投诉');
  await grid().getByRole('row').nth(1).waitFor();
  expect(await button('导出明文').count()).toBe(0);
  expect(running.errors).toEqual([]);
});

const clipboard = (): Promise<string> => running.app.evaluate((electron) => electron.clipboard.readText());

test('rows are ticked by keyboard and mouse and copied as they are shown, with nothing that runs', async () => {
  await open();
  await grid().focus();
  await press('Home', 'Space', 'ArrowDown', 'Space', 'Control+c');
  await sees(page, '已复制 2 行，可粘贴到 WPS 表格');

  const [head = [], first = [], second = []] = (await clipboard()).split('\r\n').map((line) => line.split('\t'));
  expect(head.slice(0, 5)).toEqual(['编号', '收到时间', '客户', '业务 · 原因', '诉求摘要']);
  expect([first[2], first[4]]).toEqual([`'=**`, `"'=HYPERLINK(""http://x"")要求退还手续费"`]);
  expect(second[2]).toBe('䶮*');
  expect(await clipboard()).not.toContain('䶮㛃');

  // From the second row to the sixth, by mouse.
  await grid()
    .getByRole('row')
    .nth(6)
    .click({ modifiers: ['Shift'] });
  await page.getByRole('toolbar', { name: '批量操作' }).getByText('已选 6 项').waitFor();
  await button(/^复制/).click();
  await waitFor(async () => (await clipboard()).split('\r\n').length === 7, 'six rows and a heading');
  await grid().focus();
  await press('Control+a', 'Control+c');
  await waitFor(async () => (await clipboard()).split('\r\n').length === 201, 'all rows and a heading');
  expect(await axeFindings(page)).toEqual([]);
  await press('Escape');
  expect(await page.getByRole('toolbar', { name: '批量操作' }).count()).toBe(0);
  expect(running.errors).toEqual([]);
});

test('in clear only with a reason: the chosen rows as on screen, one line in the trail, no name in the file name', async () => {
  const path = join(files, '投诉（明文）.xlsx');
  await open([null, [path]]);
  await grid().focus();
  await press('Home', 'ArrowDown', 'Space');
  await button('导出明文').click();
  const dialog = page.getByRole('dialog', { name: '导出明文' });
  await dialog.getByText('选中的 1 行').waitFor();
  expect(await axeFindings(page)).toEqual([]);
  expect(await dialog.getByRole('button', { name: /^导出明文/ }).isDisabled()).toBe(true);
  await dialog.getByRole('button', { name: '监管检查调阅' }).click();
  // Where to save is cancelled first: nothing is written, the reason stays.
  await press('Control+Enter');
  await waitFor(async () => !(await dialog.getByRole('button', { name: /^导出明文/ }).isDisabled()), 'ready again');
  expect(readdirSync(files)).toEqual([]);
  const lines = (await ask(page, 'audit.list', {})).length;
  await press('Control+Enter');
  await waitFor(() => existsSync(path), 'the file');
  await sees(page, /已导出 1 行/);

  const limits = { bytes: 1e7, unpacked: 1e8, rows: 100, columns: 50 };
  const rows = must((await readTable(path, limits)).sheets[0], 'one sheet').rows;
  expect(rows).toHaveLength(2);
  expect(rows[1]?.slice(2, 5)).toEqual(['䶮㛃', expect.anything(), '客户来电称，要求退还手续费并书面答复']);
  const trail = await ask(page, 'audit.list', {});
  expect(trail).toHaveLength(lines + 1);
  expect(trail[0]).toMatchObject({
    verb: 'table.writeUnmasked',
    note: '投诉 1 行，明文（客户、诉求摘要），原因：监管检查调阅',
  });
  expect(running.errors).toEqual([]);
});

test('from row 30 of a filtered list on to the next ones by key, and back to the row one was at', async () => {
  await open();
  await page.getByRole('group', { name: '快捷筛选' }).getByRole('button', { name: '未办结' }).click();
  await total(67);
  await grid().focus();
  await press('Home', ...Array.from({ length: 29 }, () => 'ArrowDown'));
  expect(await activeRow()).toEqual({ row: 30, inSight: true, focused: true });
  const ids = (await ask(page, 'complaint.list', { chip: 'open', limit: 100 })).rows.map(({ id }) => id);
  const isAt = (row: number): Promise<void> =>
    waitFor(() => decodeURIComponent(page.url()).endsWith(`/complaints/${ids[row - 1]}`), `case ${row}`);

  await press('Enter');
  await isAt(30);
  await page.locator('.case-head').waitFor();
  await press('Escape');
  await grid().waitFor();
  await waitFor(async () => (await activeRow()).focused, 'the list');
  expect(await activeRow()).toEqual({ row: 30, inSight: true, focused: true });

  await press('Enter');
  await page.locator('.case-head').waitFor();
  for (let row = 31; row <= 60; row += 1) {
    await press('Control+ArrowDown');
    await isAt(row);
    await page.locator('.case-head').waitFor();
  }
  await press('Escape');
  await waitFor(async () => (await activeRow()).focused, 'the list');
  expect(await activeRow()).toEqual({ row: 60, inSight: true, focused: true });
  await total(67);
  expect(await page.locator('.dt-viewed').count()).toBeGreaterThan(5);

  await press('End');
  expect((await activeRow()).row).toBe(67);
  await press('PageUp', 'Home', 'Shift+ArrowDown', 'Shift+ArrowDown');
  await page.getByRole('toolbar', { name: '批量操作' }).getByText('已选 3 项').waitFor();
  await press('Escape', 'End', 'Enter');
  await isAt(67);
  await page.locator('.case-head').waitFor();
  await press('Control+ArrowDown');
  await sees(page, '已是列表的最后一件');
  expect(running.errors).toEqual([]);
});

test('what stands in the search box is kept by whoever leaves at once', async () => {
  await open();
  await search().fill('手续费');
  await waitFor(async () => (await search().inputValue()) === '手续费', 'the first search');
  // In one task: no pause in which the box could tell the list.
  await search().evaluate((box: HTMLInputElement) => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(box, '䶮');
    box.dispatchEvent(new Event('input', { bubbles: true }));
    window.location.hash = '#/settings';
  });
  await page.getByRole('heading', { name: '设置' }).waitFor();
  await goTo(page, '投诉');

  expect(await search().inputValue()).toBe('䶮');
  await total(1);
});

test('a list that was only scrolled is found where it was left', async () => {
  await open();
  const top = (): Promise<number> => grid().evaluate((list) => list.scrollTop);
  await grid().hover();
  await page.mouse.wheel(0, 1800);
  await waitFor(async () => (await top()) === 1800, 'the list further down');
  await goTo(page, '设置');
  await page.getByRole('heading', { name: '设置' }).waitFor();
  await goTo(page, '投诉');
  await grid().getByRole('row').nth(1).waitFor();

  expect(await top()).toBe(1800);
});

test('the list fits every window, at normal and at very large text', async () => {
  await open();
  for (const [zoom, sizes] of [
    [1, windowSizes],
    [1.3, windowSizes.slice(0, 2)],
  ] as const) {
    for (const [width, height] of sizes) {
      await resize(running, width, height, zoom);
      await waitFor(
        async () => Math.abs((await page.evaluate(() => innerWidth)) - Math.round(width / zoom)) <= 1,
        `${width} at ${zoom}`,
      );
      await press('F7');
      await panel().waitFor();
      expect([width, zoom, await sidewaysExcess(page)]).toEqual([width, zoom, 0]);
      const box = must(await panel().boundingBox(), 'the panel');
      expect(box.x >= 0 && box.x + box.width <= width / zoom).toBe(true);
      await press('Escape');
    }
    expect(await axeFindings(page)).toEqual([]);
  }
});
