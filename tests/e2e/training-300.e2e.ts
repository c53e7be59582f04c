/** A training of 300 people: the whole roster, scores pasted of which nine do not match, figures, papers. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { must } from '#domain/failure.ts';
import { trainingPlan } from '#tests/helpers/activity.ts';
import { folderIn, newBranch, outletHead, type Branch } from '#tests/helpers/branch.ts';
import { tempFolder } from '#tests/helpers/temp-folder.ts';
import { ask, launchApp } from './helpers/app.ts';
import { pageText, paste, sees } from './helpers/hands.ts';
import { logIn } from './helpers/outlet.ts';

const count = 300;
const staffNo = (n: number): string => String(500_000 + n);
/** Two people share each of three names. */
const nameOf = (n: number): string => `员工${n <= 6 ? Math.ceil(n / 2) : n}号`;

let branch: Branch;
let folder: string;
beforeAll(async () => {
  branch = await newBranch(1, { keep: true });
  const outlet = must(branch.outlets[0], 'the first');
  const people = Array.from({ length: count }, (_, index) => index + 1);
  await branch.centre.call('organisation.saveStaff', {
    text: people.map((n) => `0001\t${staffNo(n)}\t${nameOf(n)}\t柜员\t2020-01-01`).join('\n'),
  });
  // Its first report proves the outlet's PC: only then are packs made for it.
  const { file } = await outlet.call('exchange.export', { folder: folderIn(branch.base, 'stick') });
  await branch.centre.call('inbox.merge', { paths: [file] });
  const { made } = await branch.centre.call('pack.make', { outlets: ['0001'], folder: folderIn(branch.base, 'more') });
  await outlet.call('exchange.importPack', { path: must(made[0], 'the pack').path });
  folder = outlet.folder;
  for (const each of [branch.centre, outlet]) await each.backend.close();
});
afterAll(() => branch.remove());

/** By number, except a few; 291 of the 300 lines can be used. */
function pastedScores(): string {
  const lines = Array.from({ length: count }, (_, index) => {
    const n = index + 1;
    const score = 60 + (n % 40);
    // Names two people share, without a number: not guessed between.
    if (n <= 6 && n % 2 === 1) return `\t${nameOf(n)}\t${score}`;
    if (n >= 101 && n <= 103) return `9${staffNo(n)}\t不在名单${n}\t${score}`;
    if (n >= 201 && n <= 203) return `\t路人${n}\t${score}`;
    // A name alone is enough where it is the only one.
    if (n >= 290) return `\t${nameOf(n)}\t${score}`;
    return `${staffNo(n)}\t${nameOf(n)}\t${score}`;
  });
  return `工号\t姓名\t成绩\n${lines.join('\n')}\n`;
}

test('300 people, pasted scores of which 9 do not match, and the list of scores on paper', async () => {
  const file = join(tempFolder(), '成绩单.pdf');
  const running = await launchApp({ dataFolder: folder, dialogs: [[file]] });
  const { page } = running;
  page.setDefaultTimeout(20_000);
  await logIn(page, outletHead(0));
  const { id } = await ask(page, 'training.create', { ...trainingPlan, targetPosts: ['teller'] });
  const { added } = await ask(page, 'attendance.fromRoster', { ofKind: 'training', ofId: id, posts: ['teller'] });
  expect(added).toBe(count + 1);
  await page.evaluate((to) => {
    window.location.hash = `#${to}`;
  }, `/trainings/${id}/scores`);
  await page.locator('[data-cell="0,0"]').focus();

  await paste(running, pastedScores());
  await sees(page, /可用 291 行/);
  // Of 300 lines only those in sight are drawn.
  await page.getByLabel('只看有问题的行').check();
  const preview = await pageText(page);
  expect(preview.match(/有 2 位同名/g)?.length).toBe(3);
  expect(preview.match(/名单中没有此人/g)?.length).toBe(6);
  await page.keyboard.press('Control+Enter');
  await sees(page, '已粘贴 291 行');
  await page.keyboard.press('Control+Enter');
  await sees(page, '成绩已保存');

  const { figures } = await ask(page, 'training.get', { id });
  expect(figures).toMatchObject({ expected: 301, examExpected: 301, sat: 291, unscored: 10, passed: 291 });

  await page.evaluate((to) => {
    window.location.hash = `#${to}`;
  }, `/print/training/${id}/P11`);
  await sees(page, /共 \d+ 页/);
  await page.keyboard.press('Control+S');
  await sees(page, `已存为 ${file}`);
  const words = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).replaceAll(/\s/g, '');
  expect(words).toContain('291÷301=96.7%');
  expect(words).toContain(staffNo(count));
  expect(running.errors).toEqual([]);
  await running.close();
});
