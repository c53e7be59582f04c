/**
 * Starts the built application (out/app) the way a user does, or watches it refuse to start.
 * Tests run on Electron's Node, so the runtime under test is the one that runs this file.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import type { Reply } from '#contract/define.ts';
import type { In, Name, Out } from '#contract/index.ts';
// Declares window.bridge.
import type {} from '#renderer/api.ts';

export const root = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));

/** A new branch of two outlets; the first user is its administrator. */
export const founding = {
  bankName: '演示银行',
  branchName: '演示分行',
  outletsText: 'A01,东街网点,城东支行,东城区\nA02,西街网点,城西支行,西城区',
  staffNo: '900001',
  userName: '王测试',
  password: 'Demo-2025',
} as const;

export interface LaunchOptions {
  readonly dataFolder: string;
  /** The user's own folder on this PC: window place, caches. Two different ones are two users. */
  readonly userFolder?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly args?: readonly string[];
  /** Answers to file dialogs, in order; null for "cancelled". */
  readonly dialogs?: readonly (readonly string[] | null)[];
}

export interface RunningApp {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** Console errors and uncaught errors of the page so far, without the PDF viewer's harmless one. */
  readonly errors: readonly string[];
  /** Leaves in order, as closing the window does. */
  readonly close: () => Promise<void>;
}

export async function launchApp(options: LaunchOptions): Promise<RunningApp> {
  const own = ownFolder(options);
  const app = await _electron.launch({
    executablePath: process.execPath,
    args: commandLine(options),
    env: environment(options, own.path),
    cwd: root,
  });
  const page = await app.firstWindow();
  const errors = collectErrors(page);
  await page.waitForFunction(() => document.getElementById('root')?.hasChildNodes() === true);
  return {
    app,
    page,
    errors,
    close: async () => {
      await app.close();
      own.remove();
    },
  };
}

/** Starts the application without a debugger; for starts that end at once or are watched from outside. */
export function startProcess(options: LaunchOptions, wrapper: readonly string[] = []): RunningProcess {
  const own = ownFolder(options);
  const [command = process.execPath, ...rest] = [...wrapper, process.execPath, ...commandLine(options)];
  const child = spawn(command, rest, {
    cwd: root,
    env: environment(options, own.path),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let text = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  const ended = new Promise<number>((resolve) => {
    child.once('exit', (code, signal) => {
      own.remove();
      resolve(code ?? (signal === null ? 1 : 128));
    });
  });
  return {
    child,
    ended,
    stderr: () => text,
    says: (part) => waitFor(() => text.includes(part), `"${part}" on stderr, found: ${text}`),
  };
}

export interface RunningProcess {
  readonly child: ChildProcess;
  /** Exit code. */
  readonly ended: Promise<number>;
  readonly stderr: () => string;
  /** Waits until it has printed this on stderr. */
  readonly says: (part: string) => Promise<void>;
}

/** Sends a request through the bridge; throws when the reply is a failure. */
export async function ask<N extends Name>(page: Page, name: N, input: In<N>): Promise<Out<N>> {
  const reply = await rawAsk(page, name, input);
  if (!reply.ok) throw new Error(`${name}: ${reply.code} ${reply.message}`);
  return reply.value as Out<N>;
}

/** Sends anything under any name, as a page gone bad could. */
export async function rawAsk(page: Page, name: string, input: unknown): Promise<Reply<unknown>> {
  return await page.evaluate(async (request) => await window.bridge.call(request.name as Name, request.input), {
    name,
    input,
  });
}

export async function waitFor(
  condition: () => boolean | Promise<boolean>,
  what: string,
  limit = 20_000,
): Promise<void> {
  const deadline = Date.now() + limit;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Process id of the database process. */
export async function backendPid(app: ElectronApplication): Promise<number> {
  const pid = await app.evaluate(
    (electron) => electron.app.getAppMetrics().find((metric) => metric.name === 'xiaobao-backend')?.pid,
  );
  if (pid === undefined) throw new Error('there is no database process');
  return pid;
}

/** Chromium refuses to run its sandbox as root; nobody else gets this flag. */
function commandLine({ dataFolder, args = [] }: LaunchOptions): string[] {
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return [...asRoot, root, `--data=${dataFolder}`, ...args];
}

function environment({ env = {}, dialogs }: LaunchOptions, userFolder: string): Record<string, string> {
  const inherited = Object.entries(process.env).filter((pair): pair is [string, string] => pair[1] !== undefined);
  const answers = join(userFolder, 'dialogs.json');
  if (dialogs !== undefined) writeFileSync(answers, JSON.stringify(dialogs));
  const all: Record<string, string> = {
    ...Object.fromEntries(inherited),
    XDG_CONFIG_HOME: userFolder,
    LOCALAPPDATA: userFolder,
    ...(dialogs === undefined ? {} : { XB_TEST_DIALOGS: answers }),
    ...env,
  };
  for (const name of ['ELECTRON_RUN_AS_NODE', 'NODE_OPTIONS', 'XB_DATA']) delete all[name];
  return all;
}

function ownFolder({ userFolder }: LaunchOptions): { readonly path: string; readonly remove: () => void } {
  if (userFolder !== undefined) return { path: userFolder, remove: () => undefined };
  const path = mkdtempSync(join(tmpdir(), 'xiaobao-user-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 5 }) };
}

function collectErrors(page: Page): string[] {
  const errors: string[] = [];
  // Both come from Chromium's PDF viewer, which Electron starts without a preload script.
  const harmless = /sandboxed_renderer\.bundle\.js script failed to run|electron\/js2c\/sandbox_bundle/;
  page.on('console', (message) => {
    if (message.type() === 'error' && !harmless.test(message.text())) errors.push(message.text());
  });
  page.on('pageerror', (error) => {
    if (!harmless.test(error.stack ?? '')) errors.push(String(error));
  });
  return errors;
}
