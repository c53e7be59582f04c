/** The centre's desk in the real application: bad files among good ones, figures and the way to their records. */
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { must } from '#domain/failure.ts';
import type { Branch } from '#tests/helpers/branch.ts';
import { centreUsers, newBranch, password } from '#tests/helpers/branch.ts';
import { aDraft } from '#tests/helpers/complaint.ts';
import { ask, launchApp, type RunningApp } from './helpers/app.ts';
import { button, goTo, heading, logIn, pageText, sees } from './helpers/hands.ts';
import { axeFindings, resize, sidewaysExcess, windowSizes } from './helpers/look.ts';

let branch: Branch;
let arrivals: string;
let running: RunningApp;
let page: Page;

const received = { receivedOn: '2025-03-03', receivedTime: '08:10' } as const;

/** Two outlets report five complaints; a third file is damaged, a fourth cut short, a fifth something else. */
beforeAll(async () => {
  branch = await newBranch(3, { keep: true });
  arrivals = join(branch.base, '来件');
  mkdirSync(arrivals);
  for (const [index, outlet] of branch.outlets.entries()) {
    for (let count = 0; count <= index + 1; count += 1) {
      const business = count === 0 ? 'biz.loan.housing' : 'biz.card.credit.use';
      await outlet.call('complaint.create', aDraft({ ...received, business, phone: `1381234567${count}` }));
    }
    await outlet.call('exchange.export', { folder: arrivals });
    await outlet.backend.close();
  }
  await branch.centre.backend.close();
  const third = join(arrivals, must(readdirSync(arrivals).at(-1), 'the third file'));
  const bytes = readFileSync(third);
  bytes.writeUInt8(bytes.readUInt8(bytes.length - 200) ^ 1, bytes.length - 200);
  writeFileSync(third, bytes);
  writeFileSync(join(arrivals, '半份.xbsync'), bytes.subarray(0, 1500));
  writeFileSync(join(arrivals, '说明.txt'), '这不是报送文件');
});
afterAll(() => branch.remove());

beforeEach(async () => {
  running = await launchApp({ dataFolder: branch.centre.folder, dialogs: [[arrivals], [arrivals]] });
  page = running.page;
  page.setDefaultTimeout(15_000);
  await logIn(page, centreUsers.director, password);
  await heading(page, '驾驶舱');
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') process.stderr.write(await pageText(page));
  await running.close();
});

/** Opens a screen and waits until its keys work. */
async function show(label: string): Promise<void> {
  await goTo(page, label);
  await heading(page, label);
}

const rowsOf = (table: string): Promise<string[]> =>
  page.getByRole('grid', { name: table }).getByRole('row').allInnerTexts();

describe('收件箱', () => {
  test('shows what each file would do and why three are refused; nothing is merged yet', async () => {
    await show('收件箱');
    await page.keyboard.press('d');
    await heading(page, '合并预览');
    const text = await pageText(page);
    const reasons = await page.getByRole('list', { name: '没有合并的文件' }).getByRole('listitem').allInnerTexts();
    await page.keyboard.press('Escape');
    await heading(page, '收件箱');
    await button(page, '从未上报 3').waitFor();

    expect(text).toContain('可合并 2，拒收 3');
    expect(text).toMatch(/投诉量 0 → 5 件/);
    expect(reasons).toHaveLength(3);
    expect(reasons.find((reason) => reason.includes('半份.xbsync'))).toMatch(/不完整/);
    expect(reasons.find((reason) => reason.includes('说明.txt'))).toMatch(/不是/);
    expect(running.errors).toEqual([]);
  });

  test('merges the good ones by keyboard; the same folder again brings nothing', async () => {
    await show('收件箱');
    await page.keyboard.press('d');
    await heading(page, '合并预览');
    await page.keyboard.press('Control+Enter');
    await heading(page, '合并完成');
    const first = await pageText(page);
    await page.keyboard.press('Escape');
    await heading(page, '收件箱');
    const outlets = await rowsOf('收件箱');
    await page.keyboard.press('d');
    await heading(page, '合并预览');
    const again = await pageText(page);
    await page.keyboard.press('Escape');

    expect(first).toContain('已合并 2，拒收 3');
    expect(outlets.filter((row) => row.includes('已合并'))).toHaveLength(2);
    expect(again).toContain('已收过 2，拒收 3');
    expect(again).toMatch(/新增 0 条，更新 0 条/);
    expect(running.errors).toEqual([]);
  });

  test('an outlet opens with everything it ever sent', async () => {
    await show('收件箱');
    await sees(page, '第0001支行');
    await page.getByRole('grid', { name: '收件箱' }).focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await page.getByRole('grid', { name: '第0001支行的报送文件' }).getByText('已合并').waitFor();
    const files = await rowsOf('第0001支行的报送文件');

    expect(files).toHaveLength(2);
  });
});

describe('figures', () => {
  test('open exactly the records they count, by mouse and by keyboard', async () => {
    await button(page, '投诉量 5件，查看明细').click();
    await page.getByText('共 5 件').waitFor();
    const all = await rowsOf('2025年上半年 投诉');
    await page.keyboard.press('Escape');
    await page.getByRole('region', { name: '管理口径分组' }).getByRole('button', { name: '看表' }).click();
    await page.getByRole('grid', { name: '管理口径分组' }).focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await heading(page, '2025年上半年 管理口径分组：信用卡（含催收）');
    await page.getByText('共 3 件').waitFor();
    const cards = await rowsOf('2025年上半年 管理口径分组：信用卡（含催收）');
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await sees(page, '信用卡分期手续费与柜台说明不一致');

    expect(all).toHaveLength(6);
    expect(cards).toHaveLength(4);
    expect(running.errors).toEqual([]);
  });

  test('bars open their records too, and the period moves by keyboard', async () => {
    await show('投诉分析');
    const groups = page.getByRole('region', { name: '管理口径分组' });
    await groups.locator('.recharts-bar-rectangle').first().click();
    await sees(page, /共 3 件/);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Alt+ArrowLeft');
    await sees(page, '2024年下半年');
    await groups.getByText('本期无数据').waitFor();
    await page.keyboard.press('Alt+ArrowRight');
    await sees(page, '2025年上半年');
    await groups.locator('.recharts-bar-rectangle').first().waitFor();

    expect(running.errors).toEqual([]);
  });
});

describe('every screen of the centre', () => {
  const screens = ['驾驶舱', '收件箱', '投诉分析', '网点与配置包', '操作记录'] as const;

  test('fits every window and can be read by everybody', async () => {
    const problems: string[] = [];
    for (const label of screens) {
      await show(label);
      await page.waitForTimeout(300);
      for (const [width, height] of windowSizes) {
        await resize(running, width, height, 1);
        await page.waitForTimeout(150);
        const excess = await sidewaysExcess(page);
        if (excess > 0) problems.push(`${label} ${width}×${height}: ${excess} px too wide`);
      }
      problems.push(...(await axeFindings(page)).map((finding) => `${label}: ${finding}`));
    }

    expect(problems).toEqual([]);
  });

  test('the audit trail names the merge in words', async () => {
    await show('操作记录');
    await button(page, /上报与合并/).click();
    const lines = await rowsOf('操作记录');

    expect(lines.filter((line) => line.includes('合并报送文件')).length).toBeGreaterThanOrEqual(2);
  });
});

describe('网点与配置包', () => {
  test('a pasted roster with a bad line says what is wrong and saves the rest', async () => {
    await show('网点与配置包');
    await page.keyboard.press('m');
    await page
      .getByRole('textbox', { name: '导入人员名单' })
      .fill('0001\t500001\t王敏\t柜员\t2023-07-01\n0009\t500002\t李强\t柜员\t\n0001\t500003\t赵静\t行长\t');
    await sees(page, '2 行有问题');
    const problems = await page.locator('.paste-line-bad').allInnerTexts();
    await page.keyboard.press('Control+Enter');
    await sees(page, /新增 1 人/);

    expect(problems[0]).toContain('没有网点号“0009”');
    expect(problems[1]).toContain('没有岗位“行长”');
    expect(running.errors).toEqual([]);
  });

  test('an outlet is not closed on another day than the one typed', async () => {
    await show('网点与配置包');
    const outletList = page.getByRole('grid', { name: '网点与配置包' });
    await outletList.getByRole('row').nth(1).waitFor();
    await outletList.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await button(page, '撤并网点…').click();
    const day = page.getByRole('textbox', { name: '撤销日期' });
    await day.fill('13-45');
    await button(page, /^撤并 ?Ctrl/).click();
    await sees(page, '“13-45”不是日期，可以写 612、6-12 或 20250612');
    expect(await day.evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press('Control+Enter');

    const outlets = await ask(page, 'organisation.outlets', {});
    expect(outlets.filter(({ closedOn }) => closedOn !== null)).toEqual([]);
    expect(running.errors).toEqual([]);
  });

  test('the branch keys are saved under a passphrase typed twice', async () => {
    await show('网点与配置包');
    await button(page, /^密钥/).click();
    await page.getByRole('menuitem', { name: '导出密钥备份' }).click();
    await page.getByLabel('备份口令').fill('correct horse battery');
    await page.getByLabel('再输一次').fill('correct horse batter');
    await page.keyboard.press('Control+Enter');
    await sees(page, '两次输入不一致');
    await page.getByLabel('再输一次').fill('correct horse battery');
    await page.keyboard.press('Control+Enter');
    await sees(page, /密钥备份已写入并核对/);

    expect(readdirSync(arrivals).some((name) => name.startsWith('分行密钥备份'))).toBe(true);
  });
});
