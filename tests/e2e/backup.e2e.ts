/** A stick with a backup, and a new PC made from it, through the real windows. */
import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aDraft } from '#tests/helpers/complaint.ts';
import { keptFolder } from '#tests/helpers/temp-folder.ts';
import { dateOfInstant } from '#domain/dates.ts';
import { ask, launchApp } from './helpers/app.ts';
import { button, goTo, sees } from './helpers/hands.ts';
import { axeFindings, resize, sidewaysExcess, windowSizes } from './helpers/look.ts';
import { logIn, readyOutlet, type ReadyOutlet } from './helpers/outlet.ts';

let outlet: ReadyOutlet;
const stick = keptFolder();
const newPc = keptFolder();

beforeAll(async () => {
  outlet = await readyOutlet();
});
afterAll(() => {
  outlet.remove();
  stick.remove();
  newPc.remove();
});

test('a backup onto a stick, and a new PC made from it', { timeout: 60_000 }, async () => {
  const old = await launchApp({ dataFolder: outlet.folder, dialogs: [[stick.base]] });
  old.page.setDefaultTimeout(15_000);
  await logIn(old.page, outlet.staffNo);
  const receivedOn = dateOfInstant(Date.now());
  await ask(old.page, 'complaint.create', aDraft({ receivedOn, receivedTime: '00:00' }));
  await sees(old.page, /还没有备份到别处 · /);
  await old.page.getByRole('link', { name: '去备份' }).click();
  await sees(old.page, '还没有备份到别处');
  await button(old.page, '立即备份').click();
  await sees(old.page, /^已备份到 .*可以拔出U盘。$/);
  await old.page.getByText('还没有备份到别处').waitFor({ state: 'detached' });
  expect([await axeFindings(old.page), old.errors]).toEqual([[], []]);
  await goTo(old.page, '今日');
  await sees(old.page, '还没有导出过。');
  expect(await old.page.getByRole('link', { name: '去备份' }).count()).toBe(0);
  await old.close();
  const [place = ''] = readdirSync(stick.base);
  expect(place).toBe('消保台账备份_0001');

  const fresh = await launchApp({ dataFolder: newPc.base, dialogs: [[newPc.base], [`${stick.base}/${place}`]] });
  const { page } = fresh;
  page.setDefaultTimeout(15_000);
  await button(page, /^从备份恢复/).click();
  // The wrong folder first.
  await button(page, '选择文件夹').click();
  await sees(page, /^这里没有可用的备份，没有恢复任何内容。/);
  await page.keyboard.press('Enter');
  await sees(page, '这份备份');
  await sees(page, /投诉 1 件，活动 0 场，培训 0 次/);
  for (const [width, height] of windowSizes)
    for (const zoom of [1, 1.3]) {
      await resize(fresh, width, height, zoom);
      expect([width, zoom, await sidewaysExcess(page)]).toEqual([width, zoom, 0]);
    }
  expect(await axeFindings(page)).toEqual([]);
  await resize(fresh, 1366, 700, 1);
  await button(page, '恢复到本机').click();
  await sees(page, '请用备份那天的工号和口令登录。');
  await page.keyboard.press('Enter');
  await logIn(page, outlet.staffNo);

  await sees(page, /从备份恢复/);
  expect((await ask(page, 'complaint.list', {})).total).toBe(1);
  expect(fresh.errors).toEqual([]);
  await fresh.close();
});
