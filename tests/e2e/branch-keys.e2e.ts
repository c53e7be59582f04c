/** A centre on a new PC: only its database came back, and the branch's keys are put back by hand from the safe. */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { centreUsers, folderIn, newBranch } from '#tests/helpers/branch.ts';
import { ask, launchApp, rawAsk } from './helpers/app.ts';
import { button, field, goTo, sees } from './helpers/hands.ts';
import { axeFindings, resize, sidewaysExcess } from './helpers/look.ts';
import { logIn } from './helpers/outlet.ts';

test('the keys come back from the safe, and packs can be made again', { timeout: 60_000 }, async () => {
  const branch = await newBranch(1, { keep: true });
  const passphrase = '一句只有主任记得住的话二〇二五';
  const safe = await branch.centre.call('pack.exportBranchKeys', { folder: folderIn(branch.base, 'safe'), passphrase });
  await branch.centre.backend.close();
  const dataFolder = folderIn(branch.base, 'new-pc');
  for (const name of ['centre.db', 'keyring.json']) cpSync(join(branch.centre.folder, name), join(dataFolder, name));
  const running = await launchApp({ dataFolder, dialogs: [[safe.path], [safe.path]] });
  const { page } = running;
  page.setDefaultTimeout(15_000);
  await logIn(page, centreUsers.director);
  await sees(page, /分行密钥不在本机：不能合并网点的文件，也不能生成配置包；台账和数字照常。/);
  const order = { outlets: ['0001'], folder: folderIn(branch.base, 'packs') };
  expect(await rawAsk(page, 'pack.make', order)).toMatchObject({ ok: false, code: 'branchKeysMissing' });

  await goTo(page, '网点与配置包');
  await button(page, '密钥').click();
  await page.getByRole('menuitem', { name: '导回密钥备份' }).click();
  await field(page, 'passphrase').fill('别的一句话，对不上');
  await page.keyboard.press('Control+Enter');
  await page.locator('[data-field=passphrase] .field-error', { hasText: '备份口令不正确' }).waitFor();
  for (const zoom of [1, 1.3]) {
    await resize(running, 1366, 700, zoom);
    expect([await sidewaysExcess(page), await axeFindings(page)]).toEqual([0, []]);
  }
  await field(page, 'passphrase').fill(passphrase);
  await page.keyboard.press('Control+Enter');
  await sees(page, `分行密钥已导回，指纹 ${safe.fingerprint}。`);

  expect((await ask(page, 'pack.make', order)).made).toHaveLength(1);
  expect(running.errors).toEqual([]);
  await running.close();
  branch.remove();
});
