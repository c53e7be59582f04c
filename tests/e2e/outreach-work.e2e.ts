/**
 * What stands around events and trainings, in the real window, by keyboard and by mouse: campaigns and their
 * checklist, courses, online pieces, photos used twice at the centre; ticks, stock, bases, briefings, the
 * make-up exam and the archive's gaps at the outlet. One branch, one start of each side.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { addDays, dateOfInstant } from '#domain/dates.ts';
import { must } from '#domain/failure.ts';
import { attendanceLine, eventPlan, eventResult, trainingPlan } from '#tests/helpers/activity.ts';
import {
  centreUsers,
  folderIn,
  logInAs,
  newBranch,
  outletHead,
  type Branch,
  type Station,
} from '#tests/helpers/branch.ts';
import { scene } from '#tests/helpers/pictures.ts';
import { pngOf } from '../../build/demo/png.ts';
import { ask, launchApp, waitFor, type RunningApp } from './helpers/app.ts';
import { atOnce, button, chips, field, heading, pageText, paste, sees } from './helpers/hands.ts';
import { logIn } from './helpers/outlet.ts';

const day = 24 * 3_600_000;
const today = dateOfInstant(Date.now());
const heldOn = addDays(today, -20);

let branch: Branch;
let outlet: Station;
let event: string;
let training: string;
let running: RunningApp;

/** An event that is done, one that shows the same photo, and a training with an exam. */
async function recorded(): Promise<void> {
  const plan = { ...eventPlan, leader: outletHead(0), heldOn, endsOn: heldOn };
  const photo = { kind: 'photo' as const, name: '', pictureHash: '0f'.repeat(64) };
  const add = async (title: string, size: number): Promise<string> => {
    const { id } = await outlet.call('outreach.create', { ...plan, title });
    await outlet.call('outreach.fill', { id, result: eventResult, finish: true, reason: '' });
    // Not the same file: only what it shows is the same.
    const content = pngOf(scene(1, size));
    await outlet.call('attachment.add', { ofKind: 'outreach', ofId: id, ...photo, content });
    return id;
  };
  event = await add('幸福社区反诈宣讲', 320);
  await add('和平社区反诈宣讲', 200);
  ({ id: training } = await outlet.call('training.create', { ...trainingPlan, heldOn }));
  const lines = (
    [
      ['林一', 900],
      ['林二', 595],
      ['林三', null],
    ] as const
  ).map(([name, score10], at) =>
    attendanceLine(at + 1, {
      name,
      duty: '',
      ...(score10 === null ? { examState: 'missed' } : { score10, examState: 'sat', attempts: 1 }),
    }),
  );
  const sheet = { ofKind: 'training', ofId: training, sheet: 'staff' } as const;
  await outlet.call('attendance.save', { ...sheet, lines, removed: [], reason: '' });
}

beforeAll(async () => {
  branch = await newBranch(1, { keep: true });
  outlet = must(branch.outlets[0], 'the first');
  branch.clock.now = Date.now() - day;
  await logInAs(outlet, outletHead(0));
  await recorded();
  await outlet.call('exchange.export', { folder: folderIn(branch.base, 'stick') });
  await logInAs(branch.centre, centreUsers.director);
  await branch.centre.call('inbox.merge', { paths: [folderIn(branch.base, 'stick')] });
  for (const each of [outlet, branch.centre]) await each.backend.close();
});
afterAll(() => branch.remove());

const open = async (folder: string, staffNo: string): Promise<void> => {
  running = await launchApp({ dataFolder: folder });
  running.page.setDefaultTimeout(15_000);
  await logIn(running.page, staffNo);
};
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') process.stderr.write(await pageText(running.page));
  const { errors } = running;
  await running.close();
  if (errors.length > 0) throw new Error(`on the console: ${errors.join(' ')}`);
});
const go = (path: string): Promise<void> =>
  running.page.evaluate((to) => {
    window.location.hash = `#${to}`;
  }, path);
const type = async (...steps: readonly string[]): Promise<void> => {
  const { keyboard } = running.page;
  for (const step of steps) await (/^[A-Z][a-z]+$|\+/.test(step) ? keyboard.press(step) : keyboard.insertText(step));
};
/** Waits for the field that a form opens with. */
const focused = (name: string): Promise<void> =>
  waitFor(() => running.page.evaluate((of) => document.activeElement?.getAttribute('name') === of, name), name);

test('the centre: a campaign and a piece by keyboard, a course by mouse, a photo used twice decided', async () => {
  await open(branch.centre.folder, centreUsers.director);
  const { page } = running;

  await go('/events/campaigns');
  await button(page, /布置任务/).waitFor();
  await page.keyboard.press('n');
  await focused('title');
  await type('金融教育宣传周', 'Enter', 'Enter'); // no campaign of the dictionary
  await type(today, 'Enter', addDays(today, 30), 'Enter', '保障金融权益', 'Enter');
  await field(page, 'items').focus();
  await type('厅堂布置\n设立咨询台', 'Control+Enter');
  await sees(page, '主题：保障金融权益');

  await go('/trainings/courses');
  await button(page, /布置培训/).click();
  await field(page, 'title').fill('投诉处理技巧');
  await field(page, 'series').fill('PX-2026-01');
  const form = page.getByRole('form', { name: '布置培训' });
  for (const name of ['category', 'mode'])
    await form.locator(`[data-field="${name}"]`).getByRole('radio').first().click();
  await field(page, 'heldOn').fill(today);
  await field(page, 'place').fill('三楼教室');
  await field(page, 'lecturer').fill('林望舒');
  await chips(page, 'targetPosts', '柜员');
  await button(page, /^保存/).click();
  await sees(page, '投诉处理技巧 已布置');

  await go('/events/online');
  await button(page, '登记内容 N').first().click();
  await focused('title');
  await type('一图读懂个人信息保护法', 'Enter', 'Enter', 'Enter', '消保小课堂', 'Enter', 'Enter');
  await sees(page, '《一图读懂个人信息保护法》已登记');
  await button(page, /登记阅读量/)
    .first()
    .click();
  await focused('reads');
  await type('5120', 'Control+Enter');
  await sees(page, '5,120');

  await go('/events/reused');
  // The sentence of an empty list stands in a row, too.
  await page.locator('.dt-row', { hasText: '待核' }).click();
  await sees(page, '画面完全相同');
  await page.getByRole('link', { name: '和平社区反诈宣讲' }).waitFor();
  await page.keyboard.press('d');
  await sees(page, '已认定：确为重复');
  await sees(page, '没有待核的重复照片');
  await atOnce(page, '.dt-row', '待核');
  await page.keyboard.press('Control+z');
  await button(page, '同一活动 S').click();
  await sees(page, '已认定：同一活动');
  expect(await ask(page, 'photoReuse.list', { from: null, to: null })).toMatchObject([{ verdict: 'same' }]);

  await ask(page, 'pack.make', { outlets: ['0001'], folder: folderIn(branch.base, 'packs-2') });
});

test('the outlet: ticks, stock, base, briefing, course and make-up exam; a gap of the archive leads to its place', async () => {
  await open(outlet.folder, outletHead(0));
  const { page } = running;
  const packs = folderIn(branch.base, 'packs-2');
  const pack = readdirSync(packs).find((name) => name.endsWith('.xbcfg'));
  await ask(page, 'exchange.importPack', { path: join(packs, must(pack, 'the pack')) });

  await go('/events/campaigns');
  await page.getByRole('checkbox', { name: '厅堂布置' }).focus();
  await page.keyboard.press('Space');
  await sees(page, '1/2');
  await page.getByText('设立咨询台').click();
  await sees(page, '金融教育宣传周 已全部完成');
  await page.getByText('设立咨询台').click();
  await sees(page, '1/2');

  await go('/events/stock');
  await button(page, /登记物料/).waitFor();
  await page.keyboard.press('n');
  await field(page, 'quantity').waitFor();
  await type('Enter', 'Enter', 'Enter', '300', 'Enter', 'Enter');
  await sees(page, '折页现结存 300 份');
  await button(page, '作废').click();
  await page.getByRole('button', { name: '数量录错' }).click();
  await page.getByRole('dialog').getByRole('button', { name: /^作废/ }).click();
  await waitFor(async () => (await ask(page, 'stock.moves', {})).length === 0, 'no movement');

  await go('/events/bases');
  await button(page, /登记基地/)
    .first()
    .click();
  await field(page, 'name').fill('小小银行家教育基地');
  await chips(page, 'kind', '社区');
  await field(page, 'address').fill('幸福里 1 号');
  await button(page, /^保存/).click();
  await page.getByRole('row', { name: /小小银行家教育基地/ }).waitFor();

  await go('/trainings/briefings');
  await focused('topic');
  await chips(page, 'heldOn', '晨会');
  await field(page, 'topic').focus();
  await type('首问负责制', 'Enter', 'Enter', 'Enter', '6', 'Enter');
  await sees(page, '已登记');
  await button(page, '首问负责制').click();
  await chips(page, 'heldOn', '夕会');
  await button(page, /^登记/).click();
  await waitFor(async () => (await ask(page, 'briefing.list', { from: null, to: null })).length === 2, 'two briefings');

  await go('/trainings/courses');
  await button(page, /生成名单（1 人）/).click();
  await heading(page, '投诉处理技巧');
  await go('/trainings/courses');
  await button(page, '打开本网点的培训').waitFor();

  await go(`/trainings/${training}/resits`);
  await sees(page, '有 2 人未通过或缺考');
  await page.keyboard.press('n');
  await focused('heldOn');
  await type(addDays(heldOn, 5), 'Enter', '二楼会议室', 'Enter');
  await page.locator('[data-cell="0,0"]').focus();
  await paste(running, '姓名\t成绩\n林三\t72\n林一\t99\n林二\t58.5');
  await sees(page, '不在这轮补考的名单里');
  await page.keyboard.press('Control+Enter');
  await sees(page, '▲ 未通过');
  await page.keyboard.press('Control+Enter');
  await sees(page, '补考成绩已保存 2 人');
  await sees(page, '首考 50%（1 ÷ 2）');
  await button(page, /安排补考/).click();
  await page.getByRole('dialog').getByRole('button', { name: /^保存/ }).click();
  await waitFor(async () => (await ask(page, 'resit.list', { training })).rounds.length === 2, 'two rounds');
  const { rounds } = await ask(page, 'resit.list', { training });
  expect(rounds.map(({ lines }) => lines.map(({ name }) => name))).toEqual([['林二', '林三'], ['林二']]);

  await go(`/events/${event}`);
  await sees(page, '◔ 71 分');
  await button(page, '签到表扫描 ✗').click();
  expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('添加附件');
  await page.keyboard.press('p');
  await sees(page, /宣传活动方案审批表 HD-/);
  await page.getByRole('radio', { name: '活动物料领用单' }).click();
  await sees(page, /活动物料领用单 HD-/);
});
