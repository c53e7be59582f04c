/** The first run through both doors, as a person goes through them. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { tempFolder } from '#tests/helpers/temp-folder.ts';
import { ask, founding, launchApp } from './helpers/app.ts';
import { axeFindings, resize, sidewaysExcess, windowSizes } from './helpers/look.ts';

const field = (page: Page, name: string) => page.locator(`[name="${name}"]`);

/** 工号, 姓名, 口令 twice. */
async function typeFirstUser(page: Page, staffNo: string): Promise<void> {
  await field(page, 'staffNo').fill(staffNo);
  await field(page, 'userName').fill('李负责');
  await field(page, 'password').fill(founding.password);
  await field(page, 'again').fill(founding.password);
}

describe('founding a centre', () => {
  test('by keyboard, leaving out the bad lines of the outlet list', async () => {
    const running = await launchApp({ dataFolder: tempFolder() });
    const { page } = running;

    await page.getByRole('button', { name: /建立消保中心/ }).click();
    await page.keyboard.type(founding.bankName);
    await page.keyboard.press('Enter');
    await page.keyboard.type(founding.branchName);
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: '网点名单' }).fill('网点号\t名称\nA01\t东街网点\nA02\t\nA01\t重号\n');
    await page.getByText('2 行有问题').waitFor();
    const problems = await page.locator('.outlet-bad').allInnerTexts();
    await page.keyboard.press('Control+Enter');
    await typeFirstUser(page, '900001');
    await page.keyboard.press('Enter');
    await page.getByRole('navigation', { name: '主导航' }).waitFor();
    const state = await ask(page, 'session.state', {});
    const packs = await ask(page, 'pack.list', {});
    await running.close();

    expect(problems).toHaveLength(2);
    expect(problems[1]).toContain('重复');
    expect(state).toMatchObject({ phase: 'open', side: 'centre', bankName: '演示银行', branchName: '演示分行' });
    expect(packs.map((pack) => pack.outlet)).toEqual(['A01']);
    expect(running.errors).toEqual([]);
  });

  test('a password that breaks the rule keeps the button shut and says why', async () => {
    const running = await launchApp({ dataFolder: tempFolder() });
    const { page } = running;

    await page.getByRole('button', { name: /建立消保中心/ }).click();
    await field(page, 'bankName').fill(founding.bankName);
    await field(page, 'branchName').fill(founding.branchName);
    await page.getByRole('button', { name: '下一步' }).click();
    await page.getByRole('textbox', { name: '网点名单' }).fill(founding.outletsText);
    await page.getByRole('button', { name: /^下一步/ }).click();
    await typeFirstUser(page, '900001');
    await field(page, 'password').fill('900001-Abc');
    const reason = await page.getByText('口令里不能含有本人工号').isVisible();
    const shut = await page.getByRole('button', { name: '建立消保中心' }).isDisabled();
    await running.close();

    expect([reason, shut]).toEqual([true, true]);
  });
});

describe('enrolling an outlet', () => {
  test('from its pack: the fingerprint is compared, a wrong code is said at its field, the right one opens', async () => {
    const folder = tempFolder();
    const centre = await launchApp({ dataFolder: tempFolder() });
    await ask(centre.page, 'setup.found', founding);
    const { made, fingerprint } = await ask(centre.page, 'pack.make', { outlets: ['A01'], folder });
    await centre.close();
    const pack = made[0]?.path ?? '';
    const outlet = await launchApp({ dataFolder: tempFolder(), dialogs: [[pack]] });
    const { page } = outlet;

    await page.getByRole('button', { name: /导入网点配置包/ }).click();
    await page.getByRole('button', { name: '选择配置包' }).click();
    await page.getByText('逐字核对指纹').waitFor();
    const shown = await page.locator('.face-print').innerText();
    await page.getByRole('button', { name: '指纹一致，下一步' }).click();
    await field(page, 'code').fill('0000-0000-0000-0000');
    await typeFirstUser(page, '100001');
    await page.getByRole('button', { name: '建立本网点台账' }).click();
    await page.locator('[data-field=code] .field-error').waitFor();
    const focused = await page.evaluate(() => document.activeElement?.getAttribute('name'));
    await field(page, 'code').fill((made[0]?.code ?? '').toLowerCase().replaceAll('-', ' '));
    await page.getByRole('button', { name: '建立本网点台账' }).click();
    await page.getByRole('navigation', { name: '主导航' }).waitFor();
    const state = await ask(page, 'session.state', {});
    await outlet.close();

    expect(readdirSync(folder).filter((name) => name.endsWith('.xbcfg'))).toHaveLength(1);
    expect(shown.replaceAll(/\W/g, '')).toBe(fingerprint.replaceAll(/\W/g, ''));
    expect(focused).toBe('code');
    expect(state).toMatchObject({ phase: 'open', side: 'outlet', outletCode: 'A01', outletName: '东街网点' });
    expect(state.user).toMatchObject({ staffNo: '100001', role: 'head' });
    expect(outlet.errors).toEqual([]);
  });

  test('a file that is no pack is refused with a sentence, and another can be chosen', async () => {
    const folder = tempFolder();
    const other = join(folder, '不是配置包.xbcfg');
    const running = await launchApp({ dataFolder: folder, dialogs: [[process.execPath], [other]] });
    const { page } = running;

    await page.getByRole('button', { name: /导入网点配置包/ }).click();
    await page.getByRole('button', { name: '选择配置包' }).click();
    await page.getByText('这里只收 .xbcfg 文件').waitFor();
    await page.getByRole('button', { name: '选择配置包' }).click();
    const note = page.getByRole('alert');
    await note.waitFor();
    const text = await note.innerText();
    await running.close();

    expect(text).toMatch(/代码\s+E-[A-Z]{2}-\d\d/);
    expect(text).not.toMatch(/ENOENT|Error/);
  });
});

test.each([1, 1.3])('the doors fit every window and are readable at zoom %d', async (zoom) => {
  const running = await launchApp({ dataFolder: tempFolder() });
  const excess: number[] = [];
  for (const [width, height] of windowSizes) {
    await resize(running, width, height, zoom);
    excess.push(await sidewaysExcess(running.page));
  }
  const findings = await axeFindings(running.page);
  await running.close();

  expect(excess).toEqual([0, 0, 0, 0]);
  expect(findings).toEqual([]);
});
