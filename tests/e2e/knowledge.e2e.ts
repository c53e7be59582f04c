/**
 * 知识库 in the real window: the centre adds a wording and an outlet has it after the pack; at the
 * outlet `::` writes it, an abolished sentence is pointed out, cases and rules stand beside the form.
 */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { centreUsers, folderIn, newBranch, outletHead, password, type Branch } from '#tests/helpers/branch.ts';
import { aDraft, closing } from '#tests/helpers/complaint.ts';
import { must } from '#domain/failure.ts';
import { ask, launchApp, waitFor, type RunningApp } from './helpers/app.ts';
import { field, goTo, heading, pageText, paste, sees } from './helpers/hands.ts';
import { axeFindings } from './helpers/look.ts';

let branch: Branch;
let running: RunningApp;
let page: Page;

/** The outlet has reported once with a closed case, so that packs are made for its PC. */
beforeAll(async () => {
  branch = await newBranch(1, { keep: true });
  const outlet = must(branch.outlets[0], 'the first');
  const day = new Date(branch.clock.now + 8 * 3_600_000).toISOString().slice(0, 10);
  const draft = { receivedOn: day, receivedTime: '00:00', customerName: '欧阳娜娜', phone: '13812345678' };
  const { id } = await outlet.call('complaint.create', aDraft(draft));
  await outlet.call('complaint.close', { id, ...closing });
  const { file } = await outlet.call('exchange.export', { folder: folderIn(branch.base, 'stick') });
  await branch.centre.call('inbox.merge', { paths: [file] });
  for (const each of [branch.centre, outlet]) await each.backend.close();
});
afterAll(() => branch.remove());

async function open(folder: string, staffNo: string, dialogs?: readonly (readonly string[])[]): Promise<void> {
  running = await launchApp({ dataFolder: folder, ...(dialogs === undefined ? {} : { dialogs }) });
  page = running.page;
  page.setDefaultTimeout(15_000);
  await ask(page, 'session.login', { staffNo, password });
  await page.waitForSelector('.nav');
}

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') process.stderr.write(await pageText(page));
  await running.close();
});

const noErrors = (): void => expect(running.errors).toEqual([]);

const pictures = process.env['XB_PICTURES'];
const picture = async (name: string): Promise<void> => {
  if (pictures !== undefined) await page.screenshot({ path: join(pictures, `${name}.png`) });
};

const summary = (): Promise<string> => field(page, 'summary').inputValue();
const caret = (): Promise<number> =>
  page.evaluate(() => (document.activeElement as HTMLTextAreaElement).selectionStart);
const listed = (): Promise<readonly string[]> => page.locator('.phrase-option .phrase-title').allTextContents();
const press = async (...keys: readonly string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};

describe('知识库', () => {
  test('the centre adds a wording, pastes banned sentences, writes a case from a closed complaint', async () => {
    await open(branch.centre.folder, centreUsers.director);
    await goTo(page, '知识库');
    await sees(page, '还没有话术');
    await press('n');
    await heading(page, '新增话术');
    for (const text of ['SL', '受理告知', '您的投诉已于{受理日期}受理，将在{联系期限}前联系您。']) {
      await page.keyboard.insertText(text);
      await press(text.length > 10 ? 'Tab' : 'Enter');
    }
    await press('Control+Enter');
    await sees(page, /已保存：受理告知/);
    await press('n');
    await heading(page, '新增话术');
    await field(page, 'code').fill('FQ');
    await field(page, 'title').fill('分期费用说明');
    await field(page, 'text').fill('分期的总费用为……');
    await field(page, 'business').fill('信用卡');
    await press('Enter');
    // The Enter that picks in the last field also saves, with what it picked.
    await field(page, 'cause').fill('定价收费');
    await press('Enter');
    await sees(page, /已保存：分期费用说明/);
    expect((await ask(page, 'knowledge.all', {})).phrases[0]).toMatchObject({
      business: 'biz.card.credit',
      cause: 'cause.pricing',
    });

    await page.getByRole('link', { name: /^禁用语/ }).click();
    await sees(page, '还没有禁用语');
    await press('p');
    await page.getByRole('textbox', { name: '粘贴 · 禁用语' }).focus();
    await paste(
      running,
      '禁用语\t为什么不能说\t废止日期\t改说\n这款产品稳赚不赔\t承诺收益\t2025-03-01\t产品有风险\n保本\t太短\t2025-03-01\t如实说\n',
    );
    await sees(page, '至少 4 个字，太短会误报');
    await press('Control+Enter');
    await sees(page, /禁用语：新增 1，更新 0/);
    await picture('banned');

    const { rows } = await ask(page, 'complaint.list', {});
    await page.evaluate((id) => {
      location.hash = `/complaints/${id}`;
    }, must(rows[0], 'the merged case').id);
    await page.getByRole('button', { name: '列为典型案例' }).click();
    await heading(page, '新增典型案例');
    await field(page, 'title').fill('分期手续费没有讲清总额');
    await field(page, 'happened').fill('欧阳娜娜（13812345678）认为费用过高');
    await sees(page, '含有完整的电话号码、客户姓名、联系电话');
    await picture('case-form');
    await field(page, 'handled').fill('核实后退还差额');
    await field(page, 'lesson').fill('先讲总费用');
    await press('Control+Enter');
    await sees(page, /请改写；确已核对可勾选/);
    await field(page, 'happened').fill('客户认为费用过高');
    await press('Control+Enter');
    await sees(page, /已保存：分期手续费没有讲清总额/);
    expect(await axeFindings(page)).toEqual([]);
    await page.evaluate((id) => {
      location.hash = `/complaints/${id}`;
    }, must(rows[0], 'the merged case').id);
    await page.getByRole('button', { name: '典型案例 ›' }).waitFor();

    await ask(page, 'pack.make', { outlets: ['0001'], folder: folderIn(branch.base, 'packs-2') });
    noErrors();
  });

  test('the director changes which classes a management group has', async () => {
    await open(branch.centre.folder, centreUsers.director);
    await goTo(page, '字典');
    await page.getByRole('link', { name: '管理口径分组' }).click();
    await sees(page, 'B0302 信用卡、B1201 信用卡债务催收');
    await picture('groups');
    await page.getByText('借记卡', { exact: true }).first().click();
    await heading(page, '修改分组 · 行内口径');
    await field(page, 'members').fill('zhundaijika');
    await press('Enter');
    await page.getByRole('button', { name: '去掉 准贷记卡等其他卡类业务' }).waitFor();
    await picture('group-form');
    await press('Control+Enter');
    await sees(page, /分组“借记卡”已保存/);
    await sees(page, 'B0301 借记卡、B0303 准贷记卡等其他卡类业务');

    const groups = await ask(page, 'dictionary.groups', {});
    expect(groups.find(({ id }) => id === 'bank.debitCard')?.members).toEqual(['biz.card.debit', 'biz.card.semi']);
    noErrors();
  });

  test('the outlet has it after the pack and reads the lists', async () => {
    await open(must(branch.outlets[0], 'the first').folder, outletHead(0));
    const before = (await ask(page, 'knowledge.all', {})).phrases;
    const folder = join(branch.base, 'packs-2');
    const { readdirSync } = await import('node:fs');
    await ask(page, 'exchange.importPack', { path: join(folder, must(readdirSync(folder)[0], 'the pack')) });

    await goTo(page, '知识库');

    await sees(page, '您的投诉已于{受理日期}受理');
    expect(before).toEqual([]);
    expect(await page.getByRole('button', { name: /^(新增|停用|恢复|粘贴)/ }).count()).toBe(0);
    await page.getByRole('link', { name: /^案例库/ }).click();
    await page.getByText('分期手续费没有讲清总额').click();
    await page.getByRole('dialog', { name: '分期手续费没有讲清总额' }).waitFor();
    await sees(page, '客户认为费用过高');
    await press('Escape');
    // Rules by pinyin, and from everywhere.
    await page.getByRole('link', { name: /^制度/ }).click();
    await page.getByPlaceholder('两个字或拼音').fill('tiaojie');
    await sees(page, /可以向客户提出调解/);
    await press('Control+K');
    await page.getByRole('combobox', { name: '查找和命令' }).fill('总费用');
    await page.getByRole('option', { name: /分期手续费没有讲清总额/ }).waitFor();
    await press('Escape');
    await picture('outlet-articles');
    noErrors();
  });

  test('`::` by keyboard: found by pinyin, filled, taken back by Ctrl+Z', async () => {
    await open(must(branch.outlets[0], 'the first').folder, outletHead(0));
    await press('F2');
    await field(page, 'summary').focus();
    await page.keyboard.type('客户来电。::');
    await page.getByRole('listbox', { name: '话术' }).waitFor();
    await picture('picker');
    expect(await axeFindings(page)).toEqual([]);
    expect(await listed()).toEqual(['受理告知', '分期费用说明']);
    await press('ArrowDown', 'ArrowUp');
    await page.keyboard.type('slgz');
    await waitFor(async () => (await listed()).join() === '受理告知', 'the one found by its sound');
    await press('Enter');

    const { today, clocks } = await ask(page, 'complaint.preview', {});
    const due = must(
      clocks.find(({ name }) => name === 'contact'),
      'the first clock',
    ).due;
    const said = (day: string): string => {
      const [year, month, date] = day.split('-').map(Number);
      return `${year}年${month}月${date}日`;
    };
    const words = `客户来电。您的投诉已于${said(today)}受理，将在${said(due)}前联系您。`;
    expect(await summary()).toBe(words);
    expect(await caret()).toBe(words.length);
    await press('Control+Z');
    expect(await summary()).toBe('客户来电。::slgz');
    expect(await page.getByRole('listbox', { name: '话术' }).count()).toBe(0);

    // Esc closes the list and nothing else; three colons are colons.
    await field(page, 'summary').fill('');
    await page.keyboard.type('::');
    await page.getByRole('listbox', { name: '话术' }).waitFor();
    await press('Escape');
    expect(await page.getByRole('listbox', { name: '话术' }).count()).toBe(0);
    await heading(page, '登记投诉');
    await page.keyboard.type('：');
    expect(await page.getByRole('listbox', { name: '话术' }).count()).toBe(0);
    expect(await summary()).toBe('::：');

    // By mouse, at the place of the caret.
    await field(page, 'summary').fill('前后');
    await press('ArrowLeft');
    await page.keyboard.type('::');
    await page.getByRole('option', { name: /分期费用说明/ }).click();
    expect(await summary()).toBe('前分期的总费用为……后');
    expect(await caret()).toBe(10);
    await page.getByRole('button', { name: '清空重填' }).click();
    noErrors();
  });

  test('an input method that is composing never asks; its full-width colons do', async () => {
    await open(must(branch.outlets[0], 'the first').folder, outletHead(0));
    await press('F2');
    await field(page, 'summary').focus();
    const cdp = await page.context().newCDPSession(page);
    const listbox = page.getByRole('listbox', { name: '话术' });
    await cdp.send('Input.imeSetComposition', { text: '::', selectionStart: 2, selectionEnd: 2 });
    await page.waitForTimeout(200);
    expect(await listbox.count()).toBe(0);
    await cdp.send('Input.imeSetComposition', { text: '', selectionStart: 0, selectionEnd: 0 });
    await cdp.send('Input.insertText', { text: '冒号' });
    expect(await listbox.count()).toBe(0);

    await cdp.send('Input.insertText', { text: '：' });
    await cdp.send('Input.insertText', { text: '：' });
    await listbox.waitFor();
    // Enter belongs to the composition, not to the list.
    await cdp.send('Input.imeSetComposition', { text: 'fq', selectionStart: 2, selectionEnd: 2 });
    await waitFor(async () => (await listed()).join() === '分期费用说明', 'found while it is composed');
    await press('Escape');
    await field(page, 'summary').fill('');
    noErrors();
  });

  test('an abolished sentence is named beside the field, and the form saves all the same', async () => {
    await open(must(branch.outlets[0], 'the first').folder, outletHead(0));
    await press('F2');
    await field(page, 'summary').fill('客户称销售人员说“这款产品，稳赚不赔”，要求赔偿。');

    await sees(page, '含禁用语“这款产品稳赚不赔”（2025-03-01 废止：承诺收益）。可改说：产品有风险');
    await picture('banned-warning');
    await field(page, 'summary').fill('客户称销售人员夸大收益，要求赔偿。');
    await waitFor(async () => (await page.getByText('含禁用语').count()) === 0, 'no warning any more');
    expect(running.errors).toEqual([]);
    await page.getByRole('button', { name: '清空重填' }).click();
    noErrors();
  });

  test('beside the form stand what fits and a search; F8 goes there and back, the choice is remembered', async () => {
    const { folder } = must(branch.outlets[0], 'the first');
    await open(folder, outletHead(0));
    await press('F2');
    await field(page, 'business').fill('xyksy');
    await press('Enter');
    const panel = page.getByRole('complementary', { name: '话术、案例、制度' });
    await panel.getByRole('button', { name: '分期手续费没有讲清总额' }).waitFor();
    await field(page, 'summary').focus();
    await press('F8');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('查找话术、案例、制度');
    await page.keyboard.type('fqfy');
    await waitFor(async () => (await panel.locator('.knowledge-item').count()) === 1, 'the one that is meant');
    await press('ArrowDown', 'Enter');
    await panel.getByText('分期的总费用为……').waitFor();
    await picture('panel');
    await press('Tab', 'Enter');
    expect(await summary()).toBe('分期的总费用为……');
    expect(await axeFindings(page)).toEqual([]);
    await press('F8', 'Escape');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('summary');
    await press('F8', 'F8');
    await waitFor(async () => (await ask(page, 'setting.all', {})).sidePanel === 'closed', 'the choice to be kept');
    expect(await panel.getByRole('searchbox').count()).toBe(0);
    await page.getByRole('button', { name: '清空重填' }).click();
    await running.close();

    await open(folder, outletHead(0));
    await press('F2');
    await panelClosed();
    await press('F8');
    await page.getByRole('searchbox', { name: '查找话术、案例、制度' }).waitFor();
    await press('F1');
    await sees(page, '查话术、案例、制度；再按收起');
    await press('Escape');

    // The same beside a handling form.
    const { rows } = await ask(page, 'complaint.list', {});
    await page.evaluate((id) => {
      location.hash = `/complaints/${id}/followUp`;
    }, must(rows[0], 'the case').id);
    const sheet = page.getByRole('dialog', { name: '回访' });
    await sheet.getByRole('searchbox', { name: '查找话术、案例、制度' }).waitFor();
    await picture('handling');
    await sheet.locator('textarea').focus();
    await page.keyboard.type('::SL');
    await press('Enter');
    expect(await sheet.locator('textarea').inputValue()).toContain('您的投诉已于2025年3月3日受理');
    noErrors();
  });
});

const panelClosed = async (): Promise<void> => {
  const toggle = page.getByRole('button', { name: /话术 · 案例 · 制度/ });
  await toggle.waitFor();
  expect(await toggle.getAttribute('aria-expanded')).toBe('false');
};
