/** Nobody at the outlet knows a password: from its log-in page to the centre and back, in the windows themselves. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { must } from '#domain/failure.ts';
import type { Branch } from '#tests/helpers/branch.ts';
import { centreUsers, folderIn, newBranch, outletHead, password } from '#tests/helpers/branch.ts';
import { recordComplaint } from '#tests/helpers/records.ts';
import { ask, launchApp, type RunningApp } from './helpers/app.ts';
import { button, goTo, heading, logIn, pageText, sees } from './helpers/hands.ts';
import { axeFindings } from './helpers/look.ts';

let branch: Branch;
let stick: string;
let running: RunningApp | undefined;

beforeAll(async () => {
  branch = await newBranch(1, { keep: true });
  stick = folderIn(branch.base, '优盘');
  const [outlet] = branch.outlets;
  outlet?.write((ctx) => recordComplaint(ctx));
  await outlet?.call('exchange.export', { folder: branch.base });
  await branch.centre.call('inbox.merge', { paths: [branch.base] });
  for (const each of [outlet, branch.centre]) await each?.backend.close();
});
afterAll(() => branch.remove());
afterEach(async ({ task }) => {
  if (running === undefined) return;
  if (task.result?.state === 'fail') process.stderr.write(await pageText(running.page));
  await running.close();
});

async function opened(folder: string, dialogs: readonly (readonly string[])[]): Promise<Page> {
  running = await launchApp({ dataFolder: folder, dialogs });
  running.page.setDefaultTimeout(15_000);
  return running.page;
}

const onStick = (start: string): string =>
  join(
    stick,
    must(
      readdirSync(stick).find((name) => name.startsWith(start)),
      `${start} on the stick`,
    ),
  );

test('the outlet asks, the centre answers with a code, the head has a new password and all records', async () => {
  const outlet = must(branch.outlets[0], 'one outlet').folder;
  let page = await opened(outlet, [[stick]]);
  await button(page, '忘记口令？').click();
  await button(page, '生成找回申请').click();
  await sees(page, '申请已写入并核对');
  const findings = [...(await axeFindings(page))];
  await running?.close();

  page = await opened(branch.centre.folder, [[onStick('口令找回申请')], [stick]]);
  await logIn(page, centreUsers.director, password);
  await heading(page, '驾驶舱');
  await goTo(page, '网点与配置包');
  await button(page, /^密钥/).click();
  await page.getByRole('menuitem', { name: '答复口令找回' }).click();
  await button(page, '选择申请文件').click();
  await sees(page, '第0001支行');
  await page.locator('[name=reason]').fill('9:20 致电负责人本人核实');
  findings.push(...(await axeFindings(page)));
  await page.keyboard.press('Control+Enter');
  await sees(page, '答复已生成');
  const code = (await page.locator('.recovery-code').textContent()) ?? '';
  await running?.close();

  page = await opened(outlet, [[onStick('口令找回答复')]]);
  await button(page, '忘记口令？').click();
  await button(page, '导入中心的答复').click();
  await button(page, '选择答复文件').click();
  const inSheet = (name: string) => page.getByRole('dialog').locator(`[name=${name}]`);
  await inSheet('code').fill('0000000000000000');
  await inSheet('staffNo').fill(outletHead(0));
  for (const name of ['password', 'again']) await inSheet(name).fill('Found-Again-8');
  findings.push(...(await axeFindings(page)));
  await page.keyboard.press('Control+Enter');
  await sees(page, '找回码不正确');
  await inSheet('code').fill(code);
  await page.keyboard.press('Control+Enter');
  await sees(page, '口令已找回，台账内容完好');
  await heading(page, '今日');

  expect(code).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/);
  expect((await ask(page, 'complaint.list', {})).total).toBe(1);
  expect(findings).toEqual([]);
});
