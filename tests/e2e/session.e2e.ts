/** Logging in, being locked out, coming back to the same place, changing a password, text size. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { keptFolder } from '#tests/helpers/temp-folder.ts';
import { ask, founding, launchApp, waitFor, type RunningApp } from './helpers/app.ts';
import { axeFindings, resize, sidewaysExcess, windowSizes } from './helpers/look.ts';

const folder = keptFolder();
const other = { staffNo: '900002', name: '赵主任', first: 'Erste-2025', own: 'Eigen-2026' };
let running: RunningApp;
let page: Page;

const password = (): ReturnType<Page['locator']> => page.locator('[name=password]');
const inShell = async (): Promise<void> => {
  await page.getByRole('navigation', { name: '主导航' }).waitFor();
};
const logIn = async (staffNo: string, secret: string): Promise<void> => {
  await page.locator('[name=staffNo]').fill(staffNo);
  await password().fill(secret);
  await page.keyboard.press('Enter');
};
const open = async (path: string): Promise<void> => {
  await page.evaluate((hash) => {
    window.location.hash = hash;
  }, `#${path}`);
};
const lock = async (): Promise<void> => {
  await page.keyboard.press('Control+l');
  await page.getByRole('heading', { name: '已锁定' }).waitFor();
};

beforeAll(async () => {
  const first = await launchApp({ dataFolder: folder.base });
  await ask(first.page, 'setup.found', founding);
  await ask(first.page, 'user.create', {
    staffNo: other.staffNo,
    name: other.name,
    role: 'director',
    password: other.first,
  });
  await first.close();
  running = await launchApp({ dataFolder: folder.base });
  page = running.page;
});
afterAll(async () => {
  await running.close();
  folder.remove();
});

/** Every test starts on the settings of the administrator. */
beforeEach(async () => {
  const { phase, user } = await ask(page, 'session.state', {});
  if (phase === 'open' && user?.staffNo !== founding.staffNo) await ask(page, 'session.logout', {});
  if (phase !== 'open' || user?.staffNo !== founding.staffNo) {
    await password().waitFor();
    await logIn(founding.staffNo, founding.password);
  }
  await inShell();
  await open('/settings');
  await page.getByRole('heading', { name: '设置' }).waitFor();
});

describe('the lock', () => {
  test('hides the screens, takes their keys away, and gives the same place back', async () => {
    await page.getByRole('button', { name: '更换口令' }).click();
    await page.locator('[name=newPassword]').fill('half typed');
    await lock();
    await page.locator('[name=staffNo]').click();
    await page.keyboard.press('Control+k');
    await page.keyboard.press('F1');
    const seen = await page.locator('.shell').isVisible();
    const dialogs = await page.locator('dialog[open]').count();

    await logIn(founding.staffNo, founding.password);
    await page.locator('[name=newPassword]').waitFor();
    const kept = await page.locator('[name=newPassword]').inputValue();
    await page.keyboard.press('Escape');

    expect([seen, dialogs, kept]).toEqual([false, 0, 'half typed']);
    expect(await page.evaluate(() => window.location.hash)).toBe('#/settings');
  });

  test('a wrong password is said at its field; nothing opens', async () => {
    await lock();
    await logIn(founding.staffNo, 'Falsch-2025');
    const reason = page.locator('[data-field=password] .field-error');
    await reason.waitFor();

    expect(await reason.innerText()).toContain('工号或口令不正确');
    expect((await ask(page, 'session.state', {})).phase).toBe('locked');
  });

  test('a lost password is explained before anybody has logged in', async () => {
    await lock();
    await page.getByRole('button', { name: '忘记口令？' }).click();
    const text = await page.getByRole('dialog').innerText();
    await page.keyboard.press('Escape');

    expect(text).toContain('重设口令');
    expect(await page.locator('dialog[open]').count()).toBe(0);
  });
});

describe('another person', () => {
  test('with a password given to them must change it, and then starts at the first page', async () => {
    await lock();
    await logIn(other.staffNo, other.first);
    await page.getByRole('heading', { name: '请换成自己的口令' }).waitFor();
    const shell = await page.locator('.shell').count();
    await page.locator('[name=oldPassword]').fill(other.first);
    await page.locator('[name=newPassword]').fill(other.own);
    await page.locator('[name=again]').fill(other.own);
    await page.keyboard.press('Enter');
    await inShell();
    const place = await page.evaluate(() => window.location.hash);
    await lock();
    await logIn(other.staffNo, other.own);
    await inShell();

    expect(shell).toBe(0);
    expect(place).not.toBe('#/settings');
  });
});

test('the text size is kept for the person and set again after log-in', async () => {
  const zoom = async (): Promise<number> =>
    await running.app.evaluate(
      ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getZoomFactor() ?? 0,
    );
  await page.getByRole('group', { name: '文字大小' }).getByRole('button', { name: '特大' }).click();
  await waitFor(async () => Math.abs((await zoom()) - 1.3) < 0.001, 'zoom 1.3');
  await lock();
  await logIn(founding.staffNo, founding.password);
  await inShell();
  const kept = await ask(page, 'setting.all', {});
  const zoomed = await zoom();
  await page.keyboard.press('Control+0');
  await waitFor(async () => Math.abs((await zoom()) - 1) < 0.001, 'zoom 1');

  expect(kept.textSize).toBe('huge');
  expect(zoomed).toBeCloseTo(1.3);
});

describe('a person', () => {
  test('is added by keyboard, shown, and can be found', async () => {
    await open('/users');
    await page.getByRole('grid', { name: '人员与口令' }).waitFor();
    await page.keyboard.press('n');
    await page.locator('[name=staffNo]').waitFor();
    await page.keyboard.type('900010');
    await page.keyboard.press('Enter');
    await page.keyboard.type('孙分析');
    await page.keyboard.press('Enter');
    await page.keyboard.type('Neu-2025-x');
    await page.keyboard.press('Control+Enter');
    await page.getByText('孙分析 的口令已设好').waitFor();
    await page.keyboard.press('Control+f');
    await page.keyboard.type('孙');
    const rows = page.locator('.dt-body [role=row]');
    await waitFor(async () => (await rows.count()) === 1, 'one row');

    expect(await rows.innerText()).toContain('900010');
  });

  test('whose number is already used is refused at the field', async () => {
    await open('/users');
    await page.getByRole('button', { name: /添加人员/ }).click();
    await page.locator('[name=staffNo]').fill(founding.staffNo);
    await page.locator('[name=name]').fill('重号');
    await password().fill('Neu-2025-x');
    await page.keyboard.press('Control+Enter');
    const reason = page.locator('[data-field=staffNo] .field-error');
    await reason.waitFor();
    const text = await reason.innerText();
    await page.keyboard.press('Escape');

    expect(text).toContain('已经存在');
  });
});

test('Ctrl+K runs a command by its pinyin; F1 lists the keys of the screen', async () => {
  await page.keyboard.press('Control+k');
  await page.keyboard.type('ry');
  await page.keyboard.press('Enter');
  await page.getByRole('grid', { name: '人员与口令' }).waitFor();
  await page.keyboard.press('F1');
  const help = await page.getByRole('dialog', { name: '本页按键' }).innerText();
  await page.keyboard.press('Escape');

  expect(help).toContain('重设口令');
  expect(help).toContain('Ctrl+K');
});

describe.each([1, 1.3])('at zoom %d', (zoom) => {
  test.each(['/settings', '/users'])('%s fits every window and is readable', async (path) => {
    await open(path);
    await page.locator('.page-title').waitFor();
    const excess: number[] = [];
    for (const [width, height] of windowSizes) {
      await resize(running, width, height, zoom);
      excess.push(await sidewaysExcess(page));
    }
    const findings = await axeFindings(page);
    await resize(running, 1366, 700, 1);

    expect(excess).toEqual([0, 0, 0, 0]);
    expect(findings).toEqual([]);
  });
});

test('nothing was written to the console as an error', () => {
  expect(running.errors).toEqual([]);
});
