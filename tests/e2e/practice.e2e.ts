/** 体验演示数据 in a fresh working copy: the window asks, `npm start` makes the branch and opens it. */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { describe, expect, onTestFinished, test } from 'vitest';
import { copiedTree } from '#tests/helpers/copied-tree.ts';
import { tempFolder } from '#tests/helpers/temp-folder.ts';
import { ask, waitFor } from './helpers/app.ts';

import { goTo, heading, logIn, sees } from './helpers/hands.ts';

interface Started {
  /** The n-th window that was opened, from 1. */
  readonly window: (n: number) => Promise<{ readonly browser: Browser; readonly page: Page }>;
  readonly said: () => string;
  readonly end: () => Promise<number>;
}

/** What `npm start` does, with the answers to the questions of the window. */
function npmStart(tree: string, answers: readonly (readonly string[] | null)[], ...args: readonly string[]): Started {
  const userFolder = tempFolder();
  const dialogs = join(userFolder, 'dialogs.json');
  writeFileSync(dialogs, JSON.stringify(answers));
  const env: Record<string, string | undefined> = {
    ...process.env,
    XDG_CONFIG_HOME: userFolder,
    XB_TEST_DIALOGS: dialogs,
    ELECTRON_OVERRIDE_DIST_PATH: dirname(process.execPath),
  };
  for (const name of ['ELECTRON_RUN_AS_NODE', 'NODE_OPTIONS', 'XB_DATA']) delete env[name];
  const child = spawn('node', ['build/run.mjs', 'start', '--remote-debugging-port=0', ...args], {
    cwd: tree,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
  }
  const ended = new Promise<number>((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
  // Before its folders go.
  onTestFinished(async () => {
    child.kill();
    await ended;
  });
  const doors = (): readonly string[] => [...text.matchAll(/DevTools listening on (\S+)/g)].map(([, url = '']) => url);
  return {
    said: () => text,
    window: async (n) => {
      await waitFor(() => doors().length >= n, `window ${n}, found: ${text}`, 100_000);
      const browser = await chromium.connectOverCDP(doors()[n - 1] ?? '');
      await waitFor(() => (browser.contexts()[0]?.pages().length ?? 0) > 0, 'the page');
      const page = browser.contexts()[0]?.pages()[0];
      if (page === undefined) throw new Error('there is no page');
      page.setDefaultTimeout(20_000);
      return { browser, page };
    },
    end: async () => {
      child.kill('SIGTERM');
      return await ended;
    },
  };
}

describe('体验演示数据', () => {
  test('in a fresh working copy makes the branch and opens it by itself', { timeout: 240_000 }, async () => {
    const tree = copiedTree({ built: true });
    const data = join(tempFolder(), 'data');
    const started = npmStart(tree, [null, []], `--data=${data}`, '--outlets=2');
    const first = await started.window(1);
    const door = first.page.getByRole('button', { name: /体验演示数据/ });

    // Cancelled once: nothing happens, the window stays.
    await door.click();
    await heading(first.page, '欢迎使用消保台账');
    expect(existsSync(join(tree, 'out', 'demo'))).toBe(false);
    // The window closes under the finger.
    await door.click().catch(() => undefined);

    const second = await started.window(2);
    await logIn(second.page, '900002', 'Demo-2025');
    // It goes on from the day on which its records end.
    await sees(second.page, /练习日期 2025年7月2[23]日/);
    await goTo(second.page, '投诉');
    await sees(second.page, /TS-0037-/);
    const outlets = await ask(second.page, 'organisation.outlets', {});
    const inbox = readdirSync(join(tree, 'out', 'demo', 'inbox')).filter((name) => name.endsWith('.xbsync'));
    expect([outlets.length, inbox.length]).toEqual([105, 2]);
    expect(started.said()).toContain('第一次体验，先生成演示数据');
    expect(readdirSync(data).filter((name) => name.endsWith('.db'))).toEqual([]);
    expect(await started.end()).toBe(0);
  });
});
