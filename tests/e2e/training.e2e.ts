/** A training in the real application: roster, sheet on paper, attendance, scores by paste, figures. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { attendanceLine, eventPlan, trainingPlan } from '#tests/helpers/activity.ts';
import { tempFolder } from '#tests/helpers/temp-folder.ts';
import { ask, launchApp, waitFor, type LaunchOptions, type RunningApp } from './helpers/app.ts';
import { pageText, paste, sees } from './helpers/hands.ts';
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
const pdfText = (path: string): string =>
  execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' }).replaceAll(/[^\S\n]/g, '');
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

/** A training with these people on its sheet besides the outlet's own. */
async function newTraining(...names: readonly string[]): Promise<string> {
  const { id } = await ask(page, 'training.create', trainingPlan);
  await ask(page, 'attendance.fromRoster', { ofKind: 'training', ofId: id, posts: [] });
  const lines = names.map((name, index) => attendanceLine(index + 2, { name, state: 'expected', duty: '' }));
  await ask(page, 'attendance.save', { ofKind: 'training', ofId: id, sheet: 'staff', lines, removed: [], reason: '' });
  return id;
}

test('is planned by keyboard and gets its roster from the posts', async () => {
  await open();
  await page.keyboard.press('F4');
  await waitFor(() => page.evaluate(() => document.activeElement?.getAttribute('name') === 'title'), 'the title');
  for (const step of [
    '消保应知应会',
    'Enter',
    '9',
    'Enter',
    'Enter',
    'Enter', // category, tier, mode
    '2025-06-12',
    'Enter',
    '1730',
    'Enter',
    '1900',
    'Enter',
    'Enter', // hours follow the times
    '三楼会议室',
    'Enter',
    '周䶮',
    'Enter',
    'Enter',
    '2', // with an exam
  ]) {
    if (/^(Enter|\d)$/.test(step)) await page.keyboard.press(step);
    else await page.keyboard.insertText(step);
  }
  await page.keyboard.press('Control+Enter');
  await sees(page, /PX-0001-20250612-A001-\d 已登记，已按岗位生成名单 1 人/);

  const [row] = await ask(page, 'training.list', { from: null, to: null });
  expect(row).toMatchObject({
    title: '消保应知应会',
    lecturer: '周䶮',
    hours10: 15,
    hasExam: true,
    passMark: 60,
    category: 'course.basics',
  });
  expect(row?.figures).toMatchObject({ expected: 1, attended: 0 });
  expect(running.errors).toEqual([]);
});

test('prints its sheet with the names of the roster, rare characters included', async () => {
  const file = join(tempFolder(), 'T1.pdf');
  await open([[file]]);
  const id = await newTraining('钱㛃', '吴堃', '郑喆', '周䶮');
  await goTo(`/trainings/${id}`);
  await sees(page, '培训安排');
  await page.keyboard.press('Control+P');
  await sees(page, '共 1 页');
  await page.keyboard.press('Control+S');
  await sees(page, `已存为 ${file}`);

  const text = pdfText(file);
  for (const said of ['钱㛃', '吴堃', '郑喆', '周䶮', '应到5人', '本人签名', '第1页共1页', '记录人：', '审核人：'])
    expect(text).toContain(said);
  const history = await ask(page, 'print.history', { record: id });
  expect(history.map(({ action }) => action)).toEqual(['saved', 'preview']);
});

test('attendance and pasted scores become figures, and people of one name are not guessed between', async () => {
  await open();
  const id = await newTraining('王敏', '赵小敏', '赵小敏', '冯涛');
  await goTo(`/trainings/${id}/attendance`);
  await marks().fill('1-4');
  await page.keyboard.press('Enter');
  await sees(page, '4 行已标为到场');
  await cell(4, 1).fill('请假');
  await cell(0, 1).fill('迟到');
  await page.keyboard.press('Control+Enter');
  await sees(page, '名单与签到已保存');
  expect((await ask(page, 'training.get', { id })).figures).toMatchObject({
    expected: 5,
    attended: 4,
    onLeave: 1,
    unmarked: 0,
  });

  await page.getByRole('link', { name: /成绩/ }).click();
  await sees(page, /及格线/);
  await cell(0, 0).focus();
  await paste(running, '工号\t姓名\t成绩\n300011\t别名\t88\n\t王敏\t59.5\n\t赵小敏\t90\n\t路人\t70\n');
  await sees(page, /可用 2 行/);
  await sees(page, /有 2 位同名/);
  await sees(page, /名单中没有此人/);
  await page.keyboard.press('Control+Enter');
  await sees(page, '已粘贴 2 行');
  for (const [row, score] of [
    [2, '90'],
    [3, '100'],
  ] as const) {
    await cell(row, 0).fill(score);
  }
  await cell(4, 1).fill('缺考');
  await page.keyboard.press('Control+Enter');
  await sees(page, '成绩已保存');

  const { figures } = await ask(page, 'training.get', { id });
  expect(figures).toMatchObject({ examExpected: 5, sat: 4, passed: 3, unscored: 0 });
  await goTo(`/trainings/${id}`);
  await page.getByRole('button', { name: '标为完成' }).click();
  await sees(page, /已完成，将随下一次上报报送/);
  const text = await pageText(page);
  expect(text).toContain('80%');
  expect(text).toContain('75%');
  expect(running.errors).toEqual([]);
});

test('a tick and a remark that contradict each other are not saved', async () => {
  await open();
  const id = await newTraining('王敏');
  await goTo(`/trainings/${id}/attendance`);
  await cell(1, 1).fill('请假');
  await cell(1, 0).check();
  await page.keyboard.press('Control+Enter');
  await sees(page, /请假的不能勾选到场/);
  const lines = await ask(page, 'attendance.list', { ofKind: 'training', ofId: id });
  expect(lines.map(({ state }) => state)).toEqual(['expected', 'expected']);
});

test('a day or a time that cannot be read is not saved under another, whichever button saves', async () => {
  await open();
  const training = await newTraining('王敏');
  const { id: event } = await ask(page, 'outreach.create', eventPlan);
  const stored = async () => [
    (await ask(page, 'training.get', { id: training })).startTime,
    (await ask(page, 'outreach.get', { id: event })).heldOn,
  ];
  const before = await stored();
  for (const [path, name, typed, reason] of [
    [`/trainings/${training}/edit`, 'startTime', '2575', '不是时间，可以写 930 或 14:05'],
    [`/events/${event}/edit`, 'heldOn', '13-45', '“13-45”不是日期，可以写 612、6-12 或 20250612'],
  ] as const) {
    await goTo(path);
    const box = page.locator(`[name="${name}"]`);
    await box.fill(typed);
    await page.getByRole('button', { name: /^保存/ }).click();
    await sees(page, reason);
    expect(await box.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press('Control+Enter');
    expect([await box.inputValue(), await stored()]).toEqual([typed, before]);
  }
  expect(running.errors).toEqual([]);
});

test('back in its list one stands on the row seen last, for trainings and for events', async () => {
  await open();
  const titles = ['查看一', '查看二', '查看三'];
  for (const title of titles) {
    await ask(page, 'training.create', { ...trainingPlan, title });
    await ask(page, 'outreach.create', { ...eventPlan, title });
  }
  for (const [label, path, last] of [
    ['培训', 'trainings', '已是列表的最后一次'],
    ['宣教活动', 'events', '已是列表的最后一场'],
  ] as const) {
    await goTo(`/${path}`);
    const list = page.getByRole('grid', { name: label });
    const activeRow = (): Promise<string> =>
      list.evaluate((grid: HTMLElement) => {
        const row = document.getElementById(grid.getAttribute('aria-activedescendant') ?? '');
        return document.activeElement === grid ? (row?.innerText ?? '') : '';
      });
    const opened = async (): Promise<string> => {
      const heading = page.getByRole('heading', { level: 1, name: /^查看[一二三]$/ });
      await heading.waitFor();
      return heading.innerText();
    };
    await list.getByRole('row').filter({ hasText: '查看三' }).waitFor();
    await page.getByRole('textbox', { name: '主题、地点、编号' }).fill('查看');
    await waitFor(async () => (await list.getByRole('row').count()) === 4, 'the three and the head');
    await list.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    const seen = [await opened()];
    for (let step = 0; step < 2; step += 1) {
      await page.keyboard.press('Control+ArrowDown');
      await waitFor(async () => (await opened()) !== seen.at(-1), 'the next');
      seen.push(await opened());
    }
    expect(seen.toSorted()).toEqual(titles.toSorted());
    await page.keyboard.press('Control+ArrowDown');
    await sees(page, last);
    await page.keyboard.press('Escape');
    await waitFor(async () => (await activeRow()).includes(seen[2] ?? 'none'), 'the row of the last');
  }
  expect(running.errors).toEqual([]);
});

test('its screens fit every window and can be read and reached by everybody', async () => {
  await open();
  const id = await newTraining('王敏');
  const paths = [
    '/trainings',
    '/trainings/new',
    `/trainings/${id}`,
    `/trainings/${id}/attendance`,
    `/trainings/${id}/scores`,
  ];
  for (const path of paths) {
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
