/** One complaint through its whole life in the real application: pause, extension by two people, closing, review, change. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { password } from '#tests/helpers/branch.ts';
import { ask, launchApp, waitFor, type RunningApp } from './helpers/app.ts';
import { logIn, readyOutlet, type ReadyOutlet } from './helpers/outlet.ts';

const clerk = '886001';
const initial = 'Counter-2026-a';

let outlet: ReadyOutlet;
let running: RunningApp;
let page: Page;

beforeAll(async () => {
  outlet = await readyOutlet();
  running = await launchApp({ dataFolder: outlet.folder });
  page = running.page;
  await logIn(page, outlet.staffNo);
  await ask(page, 'user.create', { staffNo: clerk, name: '周小满', role: 'clerk', password: initial });
});
afterAll(async () => {
  await running.close();
  outlet.remove();
});

const toastSays = (text: string): Promise<void> =>
  waitFor(async () => (await page.locator('.toast').allTextContents()).join().includes(text), `a toast with ${text}`);

async function changePeople(staffNo: string, word: string): Promise<void> {
  await page.keyboard.press('Control+l');
  await page.locator('[name=staffNo]').fill(staffNo);
  await page.locator('[name=password]').fill(word);
  await page.keyboard.press('Enter');
}

async function more(item: string): Promise<void> {
  await page.getByRole('button', { name: '更多' }).click();
  await page.getByRole('menuitem', { name: item, exact: true }).click();
}

const save = (): Promise<void> => page.keyboard.press('Control+Enter');
const open = async (id: string): Promise<void> => {
  await page.evaluate((record) => {
    location.hash = `/complaints/${record}`;
  }, id);
  await page.locator('.case-head').waitFor();
};

test('a mediation pauses it, two people extend it, it is closed, and what was closed is changed by two', async () => {
  // The clerk's first password is somebody else's; he changes it and is in.
  await changePeople(clerk, initial);
  await page.locator('[name=oldPassword]').fill(initial);
  await page.locator('[name=newPassword]').fill(password);
  await page.locator('[name=again]').fill(password);
  await page.keyboard.press('Enter');
  await page.waitForSelector('.nav');
  const { today } = await ask(page, 'complaint.preview', {});
  const { id } = await ask(page, 'complaint.create', {
    receivedOn: today,
    receivedTime: '00:00',
    source: 'src.site',
    business: 'biz.agency.insurance',
    cause: 'cause.marketing.misleading',
    customerName: '郑伯年',
    phone: '13900002222',
    summary: '购买分红险时未说明犹豫期，要求全额退保',
    specialGroups: ['group.senior65'],
    partner: '某人寿保险公司',
  });
  await ask(page, 'complaint.addContact', { id, means: 'means.phone', reached: true, text: '已说明处理时限' });
  await open(id);

  await more('暂停计时');
  await page.getByLabel('机构').fill('金融消费纠纷调解中心');
  await page.getByLabel('依据').fill('客户书面同意调解');
  await save();
  await page.getByText('调解暂停中').waitFor();
  // While it is paused nothing offers the closing.
  expect(await page.getByRole('button', { name: /^办结\s*D$/ }).count()).toBe(0);

  await more('恢复计时');
  await page.getByRole('dialog').getByLabel('结果').fill('双方达成调解协议');
  await save();
  await waitFor(async () => (await page.getByText('调解暂停中').count()) === 0, 'the case going on');

  await more('提级会商');
  await page.getByLabel('参加人').fill('李行长、赵分析');
  await page.getByLabel('会商结论').fill('同意协助客户全额退保，由理财经理跟进');
  await save();
  await page.getByText('参加人：李行长、赵分析').waitFor();

  await more('申请延期');
  await page.getByRole('textbox', { name: '原因' }).fill('保险公司核实材料需要时间');
  await save();
  await toastSays('已提交申请，等待审批');
  expect(await page.getByRole('button', { name: '同意', exact: true }).count()).toBe(0);

  await changePeople(outlet.staffNo, password);
  await page.waitForSelector('.nav');
  await open(id);
  await page.getByLabel('审批意见').fill('分行 2026 年 8 号批件');
  await page.getByRole('button', { name: '同意', exact: true }).click();
  await page.getByText('延期已批，待告知客户').waitFor();
  await more('告知延期');
  await page.getByLabel('告知凭证').fill('电话录音 LY-0231');
  await save();
  await waitFor(async () => (await page.getByText('待告知客户').count()) === 0, 'the customer told');
  const extended = await ask(page, 'complaint.get', { id });
  expect(extended).toMatchObject({ complexity: 'special', extendedOn: today, extensionToldOn: today });
  expect(extended.clocks.find(({ name }) => name === 'legal')?.explain.join()).toContain('经批准延长30个自然日');

  await ask(page, 'complaint.close', {
    id,
    outcome: 'outcome.agreed',
    liability: 'bank',
    bankCause: 'bankCause.marketing',
    measures: ['measure.apology'],
    findings: '双录中未见犹豫期提示',
    resolution: '协助全额退保，向客户致歉',
    basis: '代理保险业务管理规定',
    remedies: ['review', 'mediation'],
  });
  await open(id);
  await more('申请更正');
  await page.getByLabel('产品名称').fill('分红两全险');
  await page.getByLabel('更正原因').fill('登记时漏填产品');
  await save();
  await toastSays('已提交更正申请，等待审批');
  // Nobody decides what he asked for.
  await page.getByText('自己提出的申请须由另一位有审批权限的人审批').waitFor();
  expect((await ask(page, 'complaint.get', { id })).product).toBeNull();

  await page.getByRole('button', { name: '修改记录' }).click();
  await page.getByText('延期批准日').waitFor();
  expect(await page.locator('.case-changes').allTextContents()).toEqual(
    expect.arrayContaining([expect.stringContaining('法定时限 一般（15 日） → 特别复杂（再延 30 日）')]),
  );
  expect(running.errors).toEqual([]);
});

test('what is solved on the spot is registered and closed in one screen, by keyboard', async () => {
  await page.keyboard.press('F2');
  await page.locator('[data-field=source]').waitFor();
  await page.getByRole('radio', { name: '网点现场' }).click();
  await page.getByLabel('业务类别').fill('jjksy');
  await page.keyboard.press('Enter');
  await page.getByLabel('投诉原因').fill('等候时间');
  await page.keyboard.press('Enter');
  await page.getByLabel('客户姓名').fill('孙行一');
  await page.getByLabel('联系电话').fill('13900003333');
  await page.getByLabel('诉求摘要').fill('排队一小时未叫号，要求尽快办理');
  await page.getByRole('radio', { name: '是，当场已解决' }).click();
  await page.getByRole('radio', { name: '达成一致', exact: true }).click();
  await page.getByRole('radio', { name: '银行无责' }).click();
  await page.getByRole('checkbox', { name: '赔礼道歉' }).click();
  await page.getByLabel('核实情况').fill('叫号机漏号');
  await save();
  await page.getByText('处理意见至少 4 个字').waitFor();
  await page.getByLabel('处理意见').fill('当场致歉并优先办理，客户满意');
  await save();
  await toastSays('已登记并办结');

  const [line] = (await ask(page, 'complaint.list', { limit: 1, text: '13900003333' })).rows;
  expect(line).toMatchObject({ state: 'closed', customer: '孙**' });
  expect(running.errors).toEqual([]);
});

test('who complains for another, and who is complained about, are written down later; the agent is shown for a reason', async () => {
  const { today } = await ask(page, 'complaint.preview', {});
  const [person] = await ask(page, 'organisation.staff', {});
  const { id } = await ask(page, 'complaint.create', {
    receivedOn: today,
    receivedTime: '00:00',
    source: 'src.site',
    business: 'biz.card',
    cause: 'cause.service.attitude',
    customerName: '欧阳娜娜',
    phone: '13900002222',
    summary: '客户之子来电称柜员态度恶劣，要求书面道歉',
    filerKind: 'filer.agent',
  });
  await open(id);
  await page.keyboard.press('e');
  await page.locator('[name=agent]').fill('李四，客户之子');
  await page.locator('[name=mandate]').fill('授权委托书原件');
  await page.locator('[name=complainedStaff]').fill(person?.staffNo ?? '');
  await page.getByText(`${person?.name ?? ''}（柜员）须回避，不能承办、办理或审批本件`).waitFor();
  await save();
  await toastSays('已保存修改');
  await page.locator('dl').getByText('李***').waitFor();
  await page.getByRole('button', { name: '显示代理人及与客户关系' }).click();
  await page.getByRole('button', { name: '核实身份' }).click();
  await page.locator('dl').getByText('李四，客户之子').waitFor();
  expect(await page.getByText('李四').count()).toBe(1);

  // What is left empty stays.
  await page.keyboard.press('e');
  await page.locator('[name=mandate]').fill('授权委托书原件及身份证');
  await save();
  await waitFor(async () => (await ask(page, 'complaint.get', { id })).mandate === '授权委托书原件及身份证', 'the new');
  expect(await ask(page, 'complaint.get', { id })).toMatchObject({
    agent: '李***',
    complainedStaff: [person?.staffNo],
  });
  expect(running.errors).toEqual([]);
});
