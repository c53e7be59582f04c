/** What the window may not do. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tempFolder } from '#tests/helpers/temp-folder.ts';
import { ask, founding, launchApp, rawAsk, waitFor, type RunningApp } from './helpers/app.ts';

describe('the window is a cage', () => {
  let folder: string;
  let running: RunningApp;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'xiaobao-cage-'));
    running = await launchApp({ dataFolder: folder });
  });
  afterAll(async () => {
    await running.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('it has no Node, an isolated bridge and a sandbox', async () => {
    const preferences = await running.app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
        getLastWebPreferences: () => Record<string, unknown>;
      };
      const { sandbox, contextIsolation, nodeIntegration, webviewTag, webSecurity } = contents.getLastWebPreferences();
      return { sandbox, contextIsolation, nodeIntegration, webviewTag, webSecurity };
    });

    expect(preferences).toEqual({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      webSecurity: true,
    });
  });

  test('the bridge has three functions and the page nothing else of Electron', async () => {
    const found = await running.page.evaluate(() => ({
      bridge: Object.keys(window.bridge).sort(),
      globals: ['require', 'process', 'Buffer', 'ipcRenderer', 'module'].filter((name) => name in window),
    }));

    expect(found).toEqual({ bridge: ['call', 'on', 'pathOf'], globals: [] });
  });

  test.each(['http://example.com/', 'https://example.com/', 'file:///etc/passwd', 'ws://127.0.0.1:1/'])(
    'nothing can be fetched from %s',
    async (url) => {
      const outcome = await running.page.evaluate(async (address) => {
        if (address.startsWith('ws')) {
          return await new Promise((resolve) => {
            const socket = new WebSocket(address);
            socket.onerror = () => resolve('refused');
            socket.onopen = () => resolve('open');
          }).catch(() => 'refused');
        }
        return await fetch(address).then(
          () => 'open',
          () => 'refused',
        );
      }, url);

      expect(outcome).toBe('refused');
    },
  );

  test('the session refuses foreign addresses even where the page policy does not apply', async () => {
    const outcome = await running.app.evaluate(async ({ session }) =>
      session.defaultSession.fetch('http://example.com/').then(
        () => 'open',
        (error: unknown) => String(error),
      ),
    );

    expect(outcome).toContain('ERR_BLOCKED_BY_CLIENT');
  });

  test('it cannot be led to another page, nor open a second window', async () => {
    const before = running.page.url();

    const opened = await running.page.evaluate(() => {
      const second = window.open('app://bundle/index.html');
      location.href = 'https://example.com/';
      return second !== null;
    });
    await running.page.waitForTimeout(300);

    expect(opened).toBe(false);
    expect(running.page.url()).toBe(before);
    expect(await running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  });

  test.each([
    'app://bundle/../package.json',
    'app://bundle/%2e%2e/main/main.js',
    'app://bundle/..%2fmain%2fmain.js',
    'app://other/index.html',
  ])('nothing outside the bundle is served: %s', async (url) => {
    const status = await running.app.evaluate(async ({ net }, address) => (await net.fetch(address)).status, url);

    expect(status).toBe(404);
  });

  test('pages are served with the content policy and the right kinds', async () => {
    const found = await running.app.evaluate(async ({ net }) => {
      const page = await net.fetch('app://bundle/index.html');
      return { policy: page.headers.get('content-security-policy'), type: page.headers.get('content-type') };
    });

    expect(found).toEqual({
      policy:
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; frame-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      type: 'text/html; charset=utf-8',
    });
  });

  test('permissions are refused', async () => {
    const states = await running.page.evaluate(async () => {
      const names = ['geolocation', 'camera', 'microphone', 'notifications'] as const;
      return await Promise.all(names.map(async (name) => (await navigator.permissions.query({ name })).state));
    });

    expect(states).toEqual(['denied', 'denied', 'denied', 'denied']);
  });

  test.each(['__proto__', 'constructor', 'toString', 'complaint.nothing', ''])(
    'an unknown request is refused: "%s"',
    async (name) => {
      expect(await rawAsk(running.page, name, {})).toMatchObject({ ok: false, code: 'forbidden' });
    },
  );

  test('a request larger than 16 MB is refused', async () => {
    const reply = await running.page.evaluate(() =>
      window.bridge.call('session.state', { text: 'x'.repeat(17 * 1024 * 1024) }),
    );

    expect(reply).toMatchObject({ ok: false, code: 'invalid' });
  });

  test('what needs a log-in is refused without one', async () => {
    expect(await rawAsk(running.page, 'shell.zoom', { textSize: 'large' })).toMatchObject({
      ok: false,
      code: 'locked',
    });
  });

  test('a wrong input is named field by field', async () => {
    expect(await rawAsk(running.page, 'shell.pickFolder', { title: 1, folder: '' })).toMatchObject({
      ok: false,
      code: 'invalid',
      details: { title: expect.any(String) as string },
    });
  });

  test('the first screen draws without an error on the console', () => {
    // Chromium reports our own refusals above as console errors.
    const own = running.errors.filter((text) => !/example\.com|etc\/passwd|127\.0\.0\.1:1|ERR_/.test(text));

    expect(own).toEqual([]);
  });
});

describe('dialogs', () => {
  test('answers come from the person, and the last folder is remembered', async () => {
    const userFolder = tempFolder();
    const file = join(userFolder, 'A01.xbsync');
    const running = await launchApp({ dataFolder: tempFolder(), userFolder, dialogs: [[file], null] });
    const question = { title: '选择上报文件', extensions: ['xbsync'], many: true, folder: '' };

    const first = await ask(running.page, 'shell.pickFiles', question);
    const second = await ask(running.page, 'shell.pickFiles', question);
    await running.close();

    expect({ first, second }).toEqual({ first: [file], second: [] });
  });
});

test('the preview of a PDF is drawn, and forgotten at log-out', async () => {
  const { page, errors, close } = await launchApp({ dataFolder: tempFolder() });
  const director = { staffNo: '900002', password: 'Demo-2025' };
  await ask(page, 'setup.found', founding);
  await ask(page, 'user.create', { ...director, name: '李测试', role: 'director', password: 'First-2025' });
  await ask(page, 'session.logout', {});
  await ask(page, 'session.login', { staffNo: director.staffNo, password: 'First-2025' });
  const early = await rawAsk(page, 'print.printers', {});
  await ask(page, 'session.changePassword', { oldPassword: 'First-2025', newPassword: director.password });

  const { url } = await ask(page, 'print.signIn', { kind: 'blank', id: null, template: 'T1', large: false });
  await page.evaluate((address) => {
    const frame = document.createElement('iframe');
    frame.src = address;
    document.body.append(frame);
  }, url);
  const viewer = (): Frame | undefined => page.frames().find((frame) => frame.url().startsWith('chrome-extension:'));
  await waitFor(
    async () => (await viewer()?.evaluate(() => document.querySelector('pdf-viewer')?.shadowRoot !== null)) === true,
    'the viewer',
  );
  const found = await page.evaluate(async (address) => (await fetch(address)).status, url);
  await ask(page, 'session.logout', {});
  const after = await page.evaluate(async (address) => (await fetch(address)).status, url);
  const seen = errors.filter((text) => !text.includes('404'));
  await close();

  expect(early).toMatchObject({ ok: false, code: 'forbidden' });
  expect({ found, after, seen }).toEqual({ found: 200, after: 404, seen: [] });
});
