import { existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isAllowedPermission, isAllowedUrl } from '#electron/allowed.ts';
import { listFiles } from '#electron/bundle-files.ts';
import { eventSender } from '#electron/event-sender.ts';
import { filesIn } from '#electron/files.ts';
import { idleClock } from '#electron/idle-clock.ts';
import { openLog, withoutTexts } from '#electron/log.ts';
import { dropAllPreviews, dropPreview, previewOf, registerPreview } from '#electron/previews.ts';
import { safePage } from '#electron/safe-page.ts';
import { placeWindow } from '#electron/window-state.ts';
import { tempFolder } from '#tests/helpers/temp-folder.ts';

describe('the bundle', () => {
  test('lists files at every depth and follows no link out of it', () => {
    const outside = tempFolder();
    const folder = tempFolder();
    writeFileSync(join(outside, 'secret.txt'), 'x');
    mkdirSync(join(folder, 'assets'));
    writeFileSync(join(folder, 'index.html'), 'x');
    writeFileSync(join(folder, 'assets', 'a.js'), 'x');
    symlinkSync(join(outside, 'secret.txt'), join(folder, 'assets', 'b.js'));
    symlinkSync(outside, join(folder, 'more'));

    expect([...listFiles(folder).keys()].sort()).toEqual(['/assets/a.js', '/index.html']);
  });
});

describe('what the window may load and ask for', () => {
  test.each([
    'app://bundle/index.html',
    'blob:app://bundle/1',
    'data:,x',
    'chrome-extension://x/y',
    'chrome://resources/js/x.js',
  ])('%s', (url) => {
    expect(isAllowedUrl(url, false)).toBe(true);
  });

  test.each([
    'http://x/',
    'https://x/',
    'file:///etc/passwd',
    'ws://x/',
    'ftp://x/',
    'chrome://gpu/',
    'devtools://x/',
    'application://x',
  ])('not %s', (url) => {
    expect(isAllowedUrl(url, false)).toBe(false);
  });

  test('copying is the only permission', () => {
    const asked = [
      'clipboard-sanitized-write',
      'clipboard-read',
      'media',
      'geolocation',
      'openExternal',
      'fileSystem',
      'hid',
    ];

    expect(asked.filter(isAllowedPermission)).toEqual(['clipboard-sanitized-write']);
  });
});

describe('files given at start', () => {
  test('are our own kinds, there, and absolute', () => {
    const folder = tempFolder();
    for (const name of ['a.xbsync', 'B.XBCFG', 'c.pdf']) writeFileSync(join(folder, name), '');

    const found = filesIn(['electron', '.', '--data=x.xbsync', 'a.xbsync', 'B.XBCFG', 'c.pdf', 'gone.xbsync'], folder);

    expect(found).toEqual([join(folder, 'a.xbsync'), join(folder, 'B.XBCFG')]);
  });
});

describe('the place of the window', () => {
  const screen = { x: 0, y: 0, width: 1920, height: 1040 };

  test('is the middle of the main screen at first', () => {
    expect(placeWindow(null, [screen])).toEqual({ x: 277, y: 136, width: 1366, height: 768 });
  });

  test('fits a small screen', () => {
    expect(placeWindow(null, [{ x: 0, y: 0, width: 1366, height: 728 }])).toEqual({
      x: 0,
      y: 0,
      width: 1366,
      height: 728,
    });
  });

  test('is what it was, on the second screen too', () => {
    const was = { x: 2000, y: 50, width: 1400, height: 800 };

    expect(placeWindow(was, [screen, { x: 1920, y: 0, width: 1920, height: 1040 }])).toEqual(was);
  });

  test('comes back to the main screen when the second is gone', () => {
    expect(placeWindow({ x: 2000, y: 50, width: 1400, height: 800 }, [screen])).toEqual({
      x: 260,
      y: 120,
      width: 1400,
      height: 800,
    });
  });

  test('never becomes smaller than the screens are drawn for', () => {
    expect(placeWindow({ x: 10, y: 10, width: 300, height: 200 }, [screen])).toEqual({
      x: 10,
      y: 10,
      width: 1024,
      height: 600,
    });
  });
});

describe('locking by itself', () => {
  function clock(phase: 'open' | 'locked', flying = 0) {
    const state = { time: 0, asked: [] as string[], flying };
    const ask = (name: string): Promise<never> => {
      state.asked.push(name);
      return Promise.resolve({ phase, idleMinutes: 10 } as never);
    };
    return { state, idle: idleClock({ ask, inFlight: () => state.flying }, () => state.time) };
  }

  test('happens after the minutes of the setting, not before', async () => {
    const { state, idle } = clock('open');
    state.time = 9.9 * 60_000;
    await idle.check();
    const before = [...state.asked];
    state.time = 10 * 60_000;
    await idle.check();

    expect(before).toEqual(['session.state']);
    expect(state.asked.slice(1)).toEqual(['session.state', 'session.logout']);
  });

  test('input and running work put it off', async () => {
    const { state, idle } = clock('open');
    state.time = 9 * 60_000;
    idle.touched();
    state.time = 18 * 60_000;
    state.flying = 1;
    await idle.check();
    state.flying = 0;
    state.time = 27 * 60_000;
    await idle.check();

    expect(state.asked).not.toContain('session.logout');
  });

  test('a locked app is left alone', async () => {
    const { state, idle } = clock('locked');
    state.time = 60 * 60_000;
    await idle.check();
    await idle.lock();

    expect(state.asked).toEqual(['session.state', 'session.state']);
  });
});

describe('events for the window', () => {
  test('files and notices wait until the page listens, once; the others do not', () => {
    const sent: unknown[] = [];
    const events = eventSender((event, data) => sent.push([event, data]));

    events.emit('files', ['/a.xbsync']);
    events.emit('changed', ['complaint']);
    events.listening('notice');
    events.listening('files');
    events.emit('files', ['/b.xbsync']);
    events.forget();
    events.emit('files', ['/c.xbsync']);
    events.listening('files');

    expect(sent).toEqual([
      ['changed', ['complaint']],
      ['files', ['/a.xbsync']],
      ['files', ['/b.xbsync']],
      ['files', ['/c.xbsync']],
    ]);
  });
});

describe('the log', () => {
  test('holds no Chinese text and no long number', () => {
    expect(withoutTexts('客户张三 13800138000 写道 x; incident 12345678 at a.ts:120')).toBe(
      '… # … x; incident 12345678 at a.ts:120',
    );
  });

  test('is five files of 2 MB at most', () => {
    const folder = tempFolder();
    const log = openLog(folder, 'main');
    const text = 'x'.repeat(1000);

    for (let n = 0; n < 12_500; n++) log.info('e', { text });

    const sizes = ['main', 'main.1', 'main.2', 'main.3', 'main.4'].map(
      (name) => statSync(join(folder, `${name}.log`)).size,
    );
    expect(Math.max(...sizes)).toBeLessThan(2.1 * 1024 * 1024);
    expect(existsSync(join(folder, 'main.5.log'))).toBe(false);
  });

  test('an error is written with its place and without its texts', () => {
    const folder = tempFolder();

    openLog(folder, 'backend').error('broken', { incident: 'AB12' }, new Error('客户 13800138000'));

    const line = readFileSync(join(folder, 'backend.log'), 'utf8');
    expect(line).toContain('"incident":"AB12"');
    expect(line).toContain('shell-parts.test.ts');
    expect(line).not.toMatch(/客户|13800138000/);
  });
});

describe('previews', () => {
  test('are kept until dropped, the newest eight at most', () => {
    const made = Array.from({ length: 9 }, (_, n) => registerPreview(new Uint8Array([n])));
    const tokens = made.map(({ token }) => token);
    dropPreview(tokens[8] ?? '');

    const kept = tokens.map((token) => previewOf(token)?.[0]);
    dropAllPreviews();

    expect(kept).toEqual([undefined, 1, 2, 3, 4, 5, 6, 7, undefined]);
    expect(made[0]?.url).toMatch(/^app:\/\/bundle\/print\/[0-9a-f]{32}\.pdf$/);
    expect(previewOf(tokens[1] ?? '')).toBeUndefined();
  });
});

test('the page after two crashes has no script and shows a path as text', () => {
  const page = safePage('app://bundle/index.html', 'C:\\<b>"x"&');

  expect(page).not.toMatch(/<script|<b>/);
  expect(page).toContain('&#60;b&#62;&#34;x&#34;&#38;');
});
