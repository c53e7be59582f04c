/** A complaint at the counter, in the real application: by keyboard, through a crash, to the follow-up. */
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ask, launchApp, waitFor, type RunningApp } from './helpers/app.ts';
import { atOnce } from './helpers/hands.ts';
import { countedKeys, logIn, readyOutlet, type ReadyOutlet } from './helpers/outlet.ts';

let outlet: ReadyOutlet;
let running: RunningApp;
let page: Page;

beforeAll(async () => {
  outlet = await readyOutlet();
});
afterAll(() => outlet.remove());

const open = async (): Promise<void> => {
  running = await launchApp({ dataFolder: outlet.folder });
  page = running.page;
  await logIn(page, outlet.staffNo);
};
beforeEach(open);
afterEach(async () => {
  await running.close();
});

const summary = '信用卡分期手续费与柜台说明不一致，要求退还';
const total = async (): Promise<number> => (await ask(page, 'complaint.list', {})).total;
const toastSays = (text: string): Promise<void> =>
  waitFor(async () => (await page.locator('.toast').allTextContents()).join().includes(text), `a toast with ${text}`);
const valueOf = (label: string): Promise<string> => page.getByRole('textbox', { name: label }).inputValue();
const focusedField = (): Promise<string | undefined> =>
  page.evaluate(() => document.activeElement?.closest('[data-field]')?.getAttribute('data-field') ?? undefined);
const waitForField = (name: string): Promise<void> =>
  waitFor(async () => (await focusedField()) === name, `the cursor in ${name}`);

async function startForm(): Promise<void> {
  await page.keyboard.press('F2');
  await waitForField('source');
}

describe('登记投诉', () => {
  test('takes at most 45 keys besides free text, and stays ready for the next', async () => {
    const keys = countedKeys(page);
    const before = await total();

    await keys.press('F2');
    await waitForField('source');
    await keys.press('1', 'Enter');
    await keys.type('xyksy');
    await keys.press('Enter');
    await keys.type('shoufei');
    await keys.press('Enter');
    await keys.write('张三丰');
    await keys.press('Enter');
    await keys.type('13812345678');
    await keys.press('Enter');
    await keys.write(summary);
    await keys.press('Control+Enter');
    await toastSays('已登记');
    await waitForField('source');

    expect(await total()).toBe(before + 1);
    expect(keys.pressed()).toBeLessThanOrEqual(45);
    expect(await valueOf('客户姓名')).toBe('');
    const [line] = (await ask(page, 'complaint.list', { limit: 1 })).rows;
    expect(line).toMatchObject({
      source: 'src.site',
      business: 'biz.card.credit.use',
      cause: 'cause.pricing.fee',
      customer: '张**',
      phone: '138****5678',
      state: 'registered',
    });
    expect(running.errors).toEqual([]);
  });

  test('says beside each field what is missing and puts the cursor there', async () => {
    const before = await total();
    await startForm();
    await page.getByLabel('诉求摘要').fill('太短了');
    await page.keyboard.press('Control+Enter');
    await waitForField('business');

    expect(await page.locator('.field-error').allTextContents()).toEqual([
      '▲ 请选择业务类别',
      '▲ 请选择投诉原因',
      '▲ 请填写客户姓名，不愿提供的填“匿名”',
      '▲ 号码不正确：手机 11 位，座机带区号',
      '▲ 请写清诉求，至少 10 个字',
    ]);
    expect(await total()).toBe(before);
    await page.getByRole('button', { name: '清空重填' }).click();
  });

  test('Enter while pinyin is being composed neither saves nor leaves the field', async () => {
    await startForm();
    await page.getByLabel('客户姓名').focus();
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Input.imeSetComposition', { text: 'zhang', selectionStart: 5, selectionEnd: 5 });
    await page.keyboard.press('Enter');
    expect(await focusedField()).toBe('customerName');
    await cdp.send('Input.insertText', { text: '张' });

    expect(await focusedField()).toBe('customerName');
    expect(await valueOf('客户姓名')).toContain('张');
    await page.getByRole('button', { name: '清空重填' }).click();
  });

  test('a known number shows its earlier cases within the time a person notices', async () => {
    await startForm();
    const phone = page.getByLabel('联系电话');
    await phone.fill('1381234567');
    const shown = page.getByText('同一号码近 90 天');
    expect(await shown.count()).toBe(0);
    await phone.press('End');
    await page.keyboard.press('8');
    await shown.waitFor();

    await page.getByRole('button', { name: '与它重复' }).first().click();
    expect(await page.getByRole('button', { name: '✓ 与它重复' }).getAttribute('aria-pressed')).toBe('true');
    await page.getByRole('button', { name: '清空重填' }).click();
  });

  test('what was typed survives kill -9', async () => {
    await startForm();
    await page.keyboard.press('2');
    await page.getByLabel('客户姓名').fill('欧阳娜娜');
    await page.getByLabel('诉求摘要').fill(summary);
    await page.getByText('草稿已存').waitFor();
    await waitFor(
      async () => (await ask(page, 'draft.list', { kind: 'complaint' }))[0]?.body['summary'] === summary,
      'the draft in the database',
    );
    running.app.process().kill('SIGKILL');
    await running.app.waitForEvent('close').catch(() => undefined);

    await open();
    await page.getByRole('link', { name: '投诉' }).click();
    await page.getByRole('button', { name: '草稿 1 · 欧***' }).click();
    await page.getByText('未登记完的投诉').waitFor();

    expect([await valueOf('客户姓名'), await valueOf('诉求摘要')]).toEqual(['欧阳娜娜', summary]);
    expect(await page.getByRole('radio', { name: '客服热线' }).getAttribute('aria-checked')).toBe('true');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '草稿 1' }).waitFor();
    await page.getByRole('button', { name: '草稿 1' }).click();
    await page.getByRole('button', { name: '清空重填' }).click();
    await waitFor(async () => (await ask(page, 'draft.list', { kind: 'complaint' })).length === 0, 'the draft gone');
  });
});

describe('办理', () => {
  test('from the list by keyboard: contact, plan, close, follow-up', async () => {
    const { today, time } = await ask(page, 'complaint.preview', {});
    const { id } = await ask(page, 'complaint.create', {
      receivedOn: today,
      receivedTime: '00:00',
      source: 'src.site',
      business: 'biz.card',
      cause: 'cause.service.attitude',
      customerName: '王小明',
      phone: '13900001111',
      summary: '柜员态度生硬，要求道歉并说明情况',
    });
    expect(time).toMatch(/^\d\d:\d\d$/);
    const stateOf = async (): Promise<string> => (await ask(page, 'complaint.get', { id })).state;
    await page.getByRole('link', { name: '投诉' }).click();
    await page.getByRole('row', { name: '王**' }).first().waitFor();
    await page.getByRole('grid').focus();
    await page.keyboard.press('Home');
    const rows = (await ask(page, 'complaint.list', {})).rows.map((row) => row.id);
    for (let step = rows.indexOf(id); step > 0; step -= 1) await page.keyboard.press('ArrowDown');

    await page.keyboard.press('c');
    await page.getByRole('dialog', { name: '记录联系' }).waitFor();
    await page.getByRole('radio', { name: '联系上' }).click();
    await page.getByLabel('沟通内容').fill('已致电，客户要求当面道歉');
    await page.keyboard.press('Control+Enter');
    await toastSays('处理中');

    await page.keyboard.press('p');
    await page.getByLabel('处理方案').fill('负责人当面致歉，柜员复训');
    await page.keyboard.press('Control+Enter');
    await toastSays('已出方案');

    await page.keyboard.press('d');
    const dialog = page.getByRole('dialog', { name: '办结' });
    await dialog.getByRole('radio', { name: '达成一致', exact: true }).click();
    await dialog.getByRole('radio', { name: '银行有责' }).click();
    await dialog.getByRole('checkbox', { name: '赔礼道歉' }).click();
    await dialog.getByLabel('核实情况').fill('调阅录像属实');
    await dialog.getByLabel('处理意见').fill('已当面致歉并告知客户，客户接受');
    await page.keyboard.press('Control+Enter');
    await dialog.getByText('“银行卡”下面还有细项，办结时请选到最末一级').waitFor();
    expect(await stateOf()).toBe('planned');
    await dialog.getByLabel('业务类别').fill('借记卡使用');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+Enter');
    await dialog.getByText('银行有责时请选择行方原因').waitFor();
    await dialog.getByLabel('行方原因').fill('业务不熟练');
    await page.keyboard.press('Enter');
    // Whoever reads it may press the next key.
    await atOnce(page, '.toast', '已办结', 'h');
    await page.keyboard.press('Control+Enter');

    await page.getByRole('dialog', { name: '回访' }).getByRole('radio', { name: '满意', exact: true }).click();
    await page.keyboard.press('Control+Enter');
    await toastSays('已回访');

    const view = await ask(page, 'complaint.get', { id });
    expect(view).toMatchObject({ state: 'followed', business: 'biz.card.debit.use', liability: 'bank', next: null });
    expect(view.steps.map(({ kind }) => kind)).toEqual(['followUp', 'close', 'plan', 'contact', 'register']);
    expect(await page.locator('.case-timeline li').count()).toBe(5);
    expect(running.errors).toEqual([]);
  });

  test('a number is shown for a reason and hidden again; the reason is in the log', async () => {
    const [line] = (await ask(page, 'complaint.list', { text: '13900001111' })).rows;
    await page.evaluate((id) => {
      location.hash = `/complaints/${id}`;
    }, line?.id ?? '');
    await page.getByRole('button', { name: '显示联系电话' }).click();
    await page.getByRole('button', { name: '核实身份' }).click();
    await page.getByText('13900001111').waitFor();
    await page.getByRole('button', { name: '隐藏联系电话' }).click();

    expect(await page.getByText('13900001111').count()).toBe(0);
    const [last] = await ask(page, 'audit.list', {});
    expect(last).toMatchObject({ verb: 'complaint.reveal', note: '查看联系电话：核实身份' });
  });
});

describe('今日', () => {
  test('shows what waits and leads to it by digit', async () => {
    await page.getByRole('link', { name: '今日' }).click();
    await page.getByText('条记录未上报').first().waitFor();
    const items = (await ask(page, 'today.load', {})).items;
    expect(items.at(-1)?.kind).toBe('exchange');
    await page.keyboard.press(String(items.length));
    await waitFor(() => page.url().endsWith('#/sync'), 'the reporting screen');
  });
});
