/** What a counter does to the complaint form: only the mouse, pasted pages, too much text, an input method. */
import type { CDPSession, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { typeComplaint } from '#tests/helpers/frames.ts';
import { ask, launchApp, waitFor, type RunningApp } from './helpers/app.ts';
import { chips, goTo, pageText, paste, sees } from './helpers/hands.ts';
import { logIn, readyOutlet, type ReadyOutlet } from './helpers/outlet.ts';

let outlet: ReadyOutlet;
let running: RunningApp;
let page: Page;
let cdp: CDPSession;

beforeAll(async () => {
  outlet = await readyOutlet();
  running = await launchApp({ dataFolder: outlet.folder });
  page = running.page;
  page.setDefaultTimeout(15_000);
  cdp = await page.context().newCDPSession(page);
  await logIn(page, outlet.staffNo);
});
afterAll(async () => {
  await running.close();
  outlet.remove();
});
beforeEach(async () => {
  await goTo(page, '投诉');
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') process.stderr.write(await pageText(page));
});

const total = async (): Promise<number> => (await ask(page, 'complaint.list', {})).total;
const summary = () => page.getByRole('textbox', { name: '诉求摘要' });
const openForm = async (): Promise<void> => {
  await page.getByRole('button', { name: /^登记投诉/ }).click();
  await summary().waitFor();
};
const clear = async (): Promise<void> => {
  await page.getByRole('button', { name: '清空重填' }).click();
  await waitFor(async () => (await summary().inputValue()) === '', 'an empty form');
};
const compose = (text: string): Promise<unknown> =>
  cdp.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });

test('a complaint is registered with the mouse alone; only the words are typed', async () => {
  const before = await total();
  await openForm();
  await chips(page, 'source', '网点现场');
  for (const [label, option] of [
    ['业务类别', '信用卡使用和还款'],
    ['投诉原因', '收费'],
  ] as const) {
    await page.getByRole('combobox', { name: label }).click();
    await page
      .getByRole('option', { name: new RegExp(option) })
      .first()
      .click();
  }
  for (const [label, words] of [
    ['客户姓名', '张三丰'],
    ['联系电话', '13812345678'],
    ['诉求摘要', '信用卡分期手续费与柜台说明不一致，要求退还'],
  ] as const) {
    await page.getByRole('textbox', { name: label }).click();
    await page.keyboard.insertText(words);
  }
  await page.getByRole('button', { name: /^保存/ }).first().click();
  await sees(page, /已登记/);

  expect(await total()).toBe(before + 1);
  await page.getByRole('button', { name: '打开', exact: false }).last().click();
  await page.locator('.case-head').waitFor();
  await page.getByRole('link', { name: '‹ 投诉' }).click();
  await page.getByRole('grid', { name: '投诉' }).getByText('张**').first().waitFor();
  expect(running.errors).toEqual([]);
});

test('a pasted web page arrives as its plain words and is shown as words', async () => {
  await openForm();
  await page.evaluate(async () => {
    const as = (type: string, text: string): Record<string, Blob> => ({ [type]: new Blob([text], { type }) });
    const html = '<p onclick="alert(1)">客户要求：<br><img src=x onerror="document.title=1"><b>退还</b></p>';
    const plain = '客户要求：\n<b>退还</b> 手续费 & 道歉';
    await navigator.clipboard.write([new ClipboardItem({ ...as('text/html', html), ...as('text/plain', plain) })]);
  });
  await summary().click();
  await page.keyboard.press('Control+V');

  expect(await summary().inputValue()).toBe('客户要求：\n<b>退还</b> 手续费 & 道歉');
  await clear();
});

test('10,000 signs are kept, said to be too many, and cost nothing when shortened', async () => {
  const before = await total();
  await openForm();
  const text = '长'.repeat(9_999) + '尾';
  await summary().click();
  await paste(running, text);
  await page.keyboard.press('Control+Enter');
  await sees(page, '最多 2000 个字');

  expect(await summary().inputValue()).toBe(text);
  expect(await total()).toBe(before);
  await clear();
});

test('signs that few fonts have are typed, saved and shown', async () => {
  const { today } = await ask(page, 'complaint.preview', {});
  const words = '客户发来👨‍👩‍👧‍👦😡𠮷要求退还手续费并道歉';
  await ask(page, 'complaint.create', {
    receivedOn: today,
    receivedTime: '00:00',
    source: 'src.site',
    business: 'biz.card',
    cause: 'cause.service.attitude',
    customerName: '龚䶮㛃',
    phone: '13900001111',
    summary: words,
  });

  const list = page.getByRole('grid', { name: '投诉' });
  const row = list.getByRole('row').filter({ hasText: words });
  await row.waitFor();
  expect(await row.innerText()).toContain('龚**');
});

test('a day that is still to come, or none at all, is refused at its field; nothing is saved under another', async () => {
  const before = await total();
  await openForm();
  await typeComplaint(page, 1);
  const day = page.getByRole('textbox', { name: '收到时间' });
  for (const [typed, reason] of [
    ['2099-01-01', /不能晚于/],
    ['2025-02-30', /./],
  ] as const) {
    await day.fill(typed);
    await page.keyboard.press('Control+Enter');
    await page.locator('.field-error').filter({ hasText: reason }).waitFor();
    await page.getByRole('button', { name: /^保存/ }).first().click();
    expect(await day.evaluate((element) => element === document.activeElement)).toBe(true);
    expect([await day.inputValue(), await total()]).toEqual([typed, before]);
  }
  await day.fill('昨天');
  await page.keyboard.press('Control+Enter');
  await waitFor(async () => (await total()) === before + 1, 'the complaint of yesterday');
});

test('while pinyin is composed no key saves, picks, searches or opens', async () => {
  const before = await total();
  await openForm();
  await summary().focus();
  for (const key of ['Enter', 'Control+Enter', 'F2', 'Escape', '1']) {
    await compose('yaoqiu');
    await page.keyboard.press(key);
  }
  await cdp.send('Input.insertText', { text: '要求' });
  await summary().waitFor();
  expect(await total()).toBe(before);
  expect(await page.locator('.field-error').count()).toBe(0);
  await clear();

  await goTo(page, '投诉');
  const box = page.getByRole('textbox', { name: '编号、客户、诉求' });
  await box.focus();
  const rows = await page.getByRole('grid', { name: '投诉' }).getAttribute('aria-rowcount');
  await compose('zzz');
  await page.waitForTimeout(500);
  expect(await page.getByRole('grid', { name: '投诉' }).getAttribute('aria-rowcount')).toBe(rows);
  await page.keyboard.press('Enter');
  await cdp.send('Input.insertText', { text: '张三' });
  const named = (await ask(page, 'complaint.list', { text: '张三' })).total;
  expect(named).toBeLessThan(Number(rows) - 1);
  await waitFor(
    async () => (await page.getByRole('grid', { name: '投诉' }).getAttribute('aria-rowcount')) === String(named + 1),
    'the cases of the name',
  );
  await box.fill('');
  expect(running.errors).toEqual([]);
});
