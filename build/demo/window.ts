/** The built application in a real window, driven from outside. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import type { Bridge } from '#contract/bridge.ts';
import type { In, Name, Out } from '#contract/index.ts';
import { projectRoot } from './folders.ts';

export interface DemoWindow {
  readonly page: Page;
  readonly close: () => Promise<void>;
}

/** An ordinary office screen. */
const size = { width: 1366, height: 768 } as const;

/** Opens the app on a data folder and logs in. */
export async function openWindow(dataFolder: string, staffNo: string, password: string): Promise<DemoWindow> {
  const userFolder = mkdtempSync(join(tmpdir(), 'xb-demo-user-'));
  const app = await _electron.launch({
    executablePath: process.execPath,
    // Chromium refuses to run its sandbox as root; nobody else gets this flag.
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), projectRoot, '--demo', `--data=${dataFolder}`],
    env: environment(userFolder),
    cwd: projectRoot,
  });
  const close = async (): Promise<void> => {
    await app.close();
    rmSync(userFolder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const page = await app.firstWindow();
    await resize(app);
    await page.getByLabel('工号').fill(staffNo);
    await page.locator('input[type="password"]').fill(password);
    await page.keyboard.press('Enter');
    await page.locator('.shell').waitFor();
    await settled(page);
    return { page, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Goes to a screen by its address, as a link in the app does. */
export async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate((target) => {
    location.hash = `#${target}`;
  }, path);
  await settled(page);
}

/** Until nothing is being read any more and what moves has stopped. */
export async function settled(page: Page): Promise<void> {
  await page.waitForTimeout(300);
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null);
  await page.evaluate(async () => {
    await document.fonts.ready;
    await Promise.allSettled(document.getAnimations().map((animation) => animation.finished));
  });
  await page.waitForTimeout(400);
}

/** Sends a request as the screens do. */
export async function askPage<N extends Name>(page: Page, name: N, input: In<N>): Promise<Out<N>> {
  const request = { name, input: input as unknown };
  const reply = await page.evaluate(async (sent) => {
    const { bridge } = window as unknown as { readonly bridge: Bridge };
    return await bridge.call(sent.name, sent.input);
  }, request);
  if (!reply.ok) throw new Error(`${name}: ${reply.code} ${reply.message}`);
  return reply.value as Out<N>;
}

async function resize(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ BrowserWindow }, { width, height }) => {
    const window = BrowserWindow.getAllWindows()[0];
    window?.unmaximize();
    window?.setContentSize(width, height);
  }, size);
}

function environment(userFolder: string): Record<string, string> {
  const inherited = Object.entries(process.env).filter((pair): pair is [string, string] => pair[1] !== undefined);
  const env: Record<string, string> = {
    ...Object.fromEntries(inherited),
    XDG_CONFIG_HOME: userFolder,
    LOCALAPPDATA: userFolder,
    // The bank's PCs show the time of China.
    TZ: 'Asia/Shanghai',
  };
  for (const name of ['ELECTRON_RUN_AS_NODE', 'NODE_OPTIONS', 'XB_DATA']) delete env[name];
  return env;
}
