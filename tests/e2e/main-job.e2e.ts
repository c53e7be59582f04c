/**
 * The main job through the windows, as people do it: a centre is founded, an outlet enrols and
 * records, a file is carried, the centre has it. One story in steps; each step needs the one before.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import { must } from '#domain/failure.ts';
import { keptFolder } from '#tests/helpers/temp-folder.ts';
import { launchApp, type LaunchOptions, type RunningApp } from './helpers/app.ts';
import {
  button,
  chips,
  field,
  fill,
  firstPassword,
  firstUser,
  goTo,
  heading,
  logIn,
  pageText,
  paste,
  sees,
  userPassword,
} from './helpers/hands.ts';

const { base, remove } = keptFolder();
const folders = {
  centre: join(base, 'centre'),
  outlet: join(base, 'outlet'),
  packs: join(base, '配置包'),
  stick: join(base, 'U盘'),
  person: join(base, 'person'),
};
for (const folder of Object.values(folders)) mkdirSync(folder);
const admin = '900001';
const director = '900002';
const head = '100200';
const customer = '䶮㛃';
const phone = '13900000037';

/** What one step learns and the next one needs. */
let pickupCode = '';
let running: RunningApp | undefined;

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail' && running !== undefined) process.stderr.write(await pageText(running.page));
  await running?.close();
  running = undefined;
});
afterAll(remove);

async function open(
  side: 'centre' | 'outlet',
  dialogs: NonNullable<LaunchOptions['dialogs']> = [],
): Promise<RunningApp> {
  running = await launchApp({ dataFolder: folders[side], userFolder: folders.person, dialogs });
  running.page.setDefaultTimeout(15_000);
  return running;
}

test('first run: a centre is founded from a pasted list; a bad line is shown and corrected', async () => {
  const { page, errors } = await open('centre');
  const first = ['0001\t东街支行\t城东支行\t东城区', '0002\t西街支行\t城西支行\t西城区'];

  await button(page, /建立消保中心/).click();
  await fill(page, { bankName: '演示银行', branchName: '演示分行' });
  await page.keyboard.press('Enter');
  await page.getByLabel('网点名单', { exact: true }).click();
  await paste(must(running, 'open'), [...first, '0002\t南街支行\t城南支行\t南城区'].join('\n'));
  await sees(page, '1 行有问题');
  const skipping = await button(page, /跳过 1 行，用其余 2 个网点/).count();
  await page.keyboard.press('Control+A');
  await paste(must(running, 'open'), [...first, '0003\t南街支行\t城南支行\t南城区'].join('\n'));
  await sees(page, '3 个网点可用');
  await page.keyboard.press('Control+Enter');
  await firstUser(page, admin, '王管理');
  await page.keyboard.press('Enter');
  await sees(page, '消保中心已建立');

  expect(skipping).toBe(1);
  expect(errors).toEqual([]);
});

test('the administrator pastes the roster and adds the director', async () => {
  const { page, errors } = await open('centre');
  await logIn(page, admin, userPassword);

  await goTo(page, '网点与配置包');
  await page.getByRole('heading', { name: '网点与配置包' }).waitFor();
  await page.keyboard.press('m');
  await paste(
    must(running, 'open'),
    `0002\t${head}\t赵负责\t网点负责人\t2015-07-01\n0002\t100201\t钱柜员\t柜员\t2020-07-01\n0002\t100202\t孙大堂\t大堂经理\t2021-07-01`,
  );
  await sees(page, '3 行可用');
  await page.keyboard.press('Control+Enter');
  await sees(page, /新增 3 人/);
  await goTo(page, '人员');
  await button(page, /添加/).first().click();
  await chips(page, 'role', '主任');
  await fill(page, { staffNo: director, name: '李主任', password: firstPassword });
  await page.keyboard.press('Control+Enter');
  await sees(page, /李主任 的口令已设好/);

  expect(errors).toEqual([]);
});

test('the director changes the first password and makes the packs; each has its code', async () => {
  const { page, errors } = await open('centre', [[folders.packs]]);
  await logIn(page, director, firstPassword);
  await heading(page, '请换成自己的口令');
  await fill(page, { oldPassword: firstPassword, newPassword: userPassword, again: userPassword });
  await page.keyboard.press('Enter');
  await heading(page, '驾驶舱');

  await goTo(page, '网点与配置包');
  await button(page, /生成 3 份配置包/).click();
  await heading(page, '已生成 3 份配置包');
  const rows = await page.getByRole('dialog').getByRole('row').allInnerTexts();
  pickupCode = /([0-9A-Z]{4}-){3}[0-9A-Z]{4}/.exec(rows.find((row) => row.includes('西街支行')) ?? '')?.[0] ?? '';

  expect(pickupCode).toHaveLength(19);
  expect(readdirSync(folders.packs).filter((name) => name.endsWith('.xbcfg'))).toHaveLength(3);
  expect(errors).toEqual([]);
});

test('an outlet enrols with its pack: fingerprint, a wrong code, the right code, the first person', async () => {
  const pack = must(
    readdirSync(folders.packs).find((name) => name.includes('0002')),
    'its pack',
  );
  const { page, errors } = await open('outlet', [[join(folders.packs, pack)]]);
  const wrong = `${pickupCode.startsWith('0') ? '1' : '0'}${pickupCode.slice(1)}`;

  await button(page, /导入网点配置包/).click();
  await button(page, '选择配置包').click();
  await sees(page, '0002');
  await button(page, '指纹一致，下一步').click();
  await fill(page, { code: wrong });
  await firstUser(page, head, '赵负责');
  await page.keyboard.press('Enter');
  await sees(page, /未导入任何内容/);
  const refused = await page.locator('[data-field=code]').innerText();
  await fill(page, { code: pickupCode });
  await button(page, '建立本网点台账').click();
  await sees(page, /西街支行的台账已建好/);
  await heading(page, '今日');

  expect(refused).toContain('▲');
  expect(errors).toEqual([]);
});

test('a complaint is registered, contacted, planned and closed by keyboard alone', async () => {
  const { page, errors } = await open('outlet');
  const { keyboard } = page;
  const type = async (...parts: readonly string[]): Promise<void> => {
    for (const part of parts) {
      if (part.startsWith('<')) await keyboard.press(part.slice(1, -1));
      else await keyboard.insertText(part);
    }
  };
  /** The form is closed and the step stands in the course of the case. */
  const done = async (text: string): Promise<void> => {
    await page.getByRole('listitem').filter({ hasText: text }).waitFor();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
  };
  await logIn(page, head, userPassword);
  await heading(page, '今日');

  await keyboard.press('F2');
  await page.locator('[data-field=source] :focus').waitFor();
  await type('<1>', '<Enter>', '年费', '<Enter>', '收费', '<Enter>', customer, '<Enter>', phone, '<Enter>');
  await type('对信用卡年费有异议，要求说明收费依据并退还。', '<Control+Enter>');
  await sees(page, /已登记/);
  await keyboard.press('o');
  await page.getByRole('heading', { name: '办理过程' }).waitFor();
  await keyboard.press('c');
  await heading(page, '记录联系');
  await type('<Enter>', '<1>', '<Enter>', '客户要求退还年费，已说明规则', '<Control+Enter>');
  await done('客户要求退还年费，已说明规则');
  await keyboard.press('p');
  await heading(page, '出方案');
  await type('按约定减免本年年费，客户认可', '<Control+Enter>');
  await done('按约定减免本年年费，客户认可');
  await keyboard.press('d');
  await heading(page, '办结');
  await type('<1>', '<Enter>', '<2>', '<Enter>', '<1>', '<Enter>', '<Tab>', '经核对，年费按章程收取', '<Tab>');
  await type('已减免本年年费，客户认可', '<Control+Enter>');
  await sees(page, '已办结');

  expect(errors).toEqual([]);
});

test('an outreach event: planned, its sign-in sheet saved as PDF, attendance and head-count typed back', async () => {
  const pdf = join(base, '签到表.pdf');
  const { page, errors } = await open('outlet', [[pdf]]);
  await logIn(page, head, userPassword);
  await heading(page, '今日');

  await page.keyboard.press('F3');
  await fill(page, { title: '守护您的钱袋子走进幸福社区', place: '幸福社区活动中心', plannedPeople: '60' });
  await chips(page, 'venue', '社区');
  await chips(page, 'audiences', '普通公众');
  await fill(page, { startTime: '0930' });
  await page.getByLabel('结束时间').fill('1100');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('heading', { name: /^档案完整度/ }).waitFor();
  await page.keyboard.press('Control+P');
  await sees(page, /共 \d+ 页/);
  await page.getByRole('button', { name: /另存PDF/ }).click();
  await sees(page, `已存为 ${pdf}`);
  const pages = Number(/共 (\d+) 页/.exec(await pageText(page))?.[1]);
  await button(page, '取消').click();
  await page.getByRole('link', { name: /签到与回填/ }).click();
  await page.getByLabel('快速勾选', { exact: true }).last().fill('1-41');
  await page.keyboard.press('Enter');
  await sees(page, '41 行已标为到场');
  await fill(page, {
    signedPages: '3',
    signedCount: '41',
    reachedPeople: '62',
    materialsGiven: '60',
    consultations: '9',
    workers: '3',
  });
  await field(page, 'summary').fill('在幸福社区开展防范养老诈骗宣传，现场讲解案例并发放折页。');
  await page.keyboard.press('Control+Enter');
  await sees(page, /回填完成/);

  expect(pdfText(pdf)).toContain('守护您的钱袋子走进幸福社区');
  expect(pdfText(pdf)).toContain(`第1页共${pages}页`);
  expect(pdfText(pdf)).toContain(`第${pages}页共${pages}页`);
  expect(pdfText(pdf)).toContain('不用于营销');
  expect(execFileSync('pdfinfo', [pdf], { encoding: 'utf8' })).toMatch(new RegExp(`^Pages: +${pages}$`, 'm'));
  expect(errors).toEqual([]);
});

/** Text of a PDF without the spaces of its layout. */
const pdfText = (path: string): string =>
  execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' }).replaceAll(/\s/g, '');

test('a training: its roster comes from the posts, attendance and scores are typed', async () => {
  const { page, errors } = await open('outlet');
  await logIn(page, head, userPassword);
  await heading(page, '今日');

  await page.keyboard.press('F4');
  await fill(page, { title: '消保应知应会', place: '三楼会议室', lecturer: '赵负责', startTime: '0800' });
  await page.getByLabel('结束时间').fill('0930');
  await page.locator('[data-field=category]').getByRole('radio').first().click();
  await chips(page, 'hasExam', '有考试');
  await page.keyboard.press('Control+Enter');
  await sees(page, /已按岗位生成名单 3 人/);
  await page.getByRole('link', { name: /名单与签到/ }).click();
  await page.getByLabel('快速勾选', { exact: true }).last().fill('1-3');
  await page.keyboard.press('Enter');
  await sees(page, '3 行已标为到场');
  await page.keyboard.press('Control+Enter');
  await sees(page, '名单与签到已保存');
  await page.getByRole('link', { name: /成绩/ }).click();
  for (const [row, score] of ['95', '80', '55'].entries()) {
    await page.locator(`[data-cell="${row},0"]`).fill(score);
    await page.keyboard.press('Enter');
  }
  await page.keyboard.press('Control+Enter');
  await sees(page, '成绩已保存');
  await page.getByRole('link', { name: '培训概况' }).click();
  await button(page, '标为完成').click();
  await sees(page, /已完成，将随下一次上报报送/);

  expect(await pageText(page)).toContain('66.7');
  expect(errors).toEqual([]);
});

test('reporting writes a file and never claims it was sent', async () => {
  const { page, errors } = await open('outlet', [[folders.stick]]);
  await logIn(page, head, userPassword);
  await heading(page, '今日');

  await page.keyboard.press('F6');
  await sees(page, /投诉 1/);
  await page.keyboard.press('Control+Enter');
  await sees(page, /已写入并读回核对/);
  await sees(page, '已导出·待送达');

  expect(await pageText(page)).not.toContain('已上传');
  expect(readdirSync(folders.stick)).toEqual([expect.stringMatching(/^消保报送_0002_\d{8}_001\.xbsync$/)]);
  expect(errors).toEqual([]);
});

test('the centre takes in the folder, and every figure opens its records', async () => {
  const { page, errors } = await open('centre', [[folders.stick]]);
  await logIn(page, director, userPassword);
  await heading(page, '驾驶舱');

  await goTo(page, '收件箱');
  await button(page, /选择文件夹/).click();
  await heading(page, '合并预览');
  await sees(page, /可合并 1/);
  await page.keyboard.press('Control+Enter');
  await heading(page, '合并完成');
  await page.keyboard.press('Escape');
  await goTo(page, '驾驶舱');
  for (const figure of ['宣教活动 1场', '覆盖人次 62人次', '培训 1场', '考试 1场']) {
    await button(page, `${figure}，查看明细`).waitFor();
  }
  await button(page, '投诉量 1件，查看明细').click();
  await sees(page, /共 1 件/);
  await page.getByRole('dialog').getByRole('row').nth(1).click();
  await sees(page, '经核对，年费按章程收取');
  await goTo(page, '投诉分析');
  await heading(page, '投诉分析');
  const text = await pageText(page);

  expect(text).toContain('新增1件');
  expect(errors).toEqual([]);
});

test('no name of a file, no log and no file at rest tells who the customer is', async () => {
  const files = readdirSync(base, { recursive: true, encoding: 'utf8' });
  const telling = (text: string): boolean => text.includes(customer) || text.includes(phone);
  const contents = files
    .filter((path) => statSync(join(base, path)).isFile())
    .filter((path) => telling(readFileSync(join(base, path), 'utf8')));
  const { page } = await open('outlet');
  await logIn(page, head, userPassword);
  await heading(page, '今日');

  expect(files.some((path) => path.endsWith('main.log'))).toBe(true);
  expect(files.filter(telling)).toEqual([]);
  expect(contents).toEqual([]);
  expect(
    await must(running, 'open').app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle()),
  ).toBe('消保台账');
});
