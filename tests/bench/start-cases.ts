/** Start of the built application to the log-in screen, against an Electron window with one word in it. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { _electron } from 'playwright-core';
import type { Result } from './measure.ts';
import { elapsedAsync, inTurn, result } from './measure.ts';
import { foundCentre, outletCodes } from './station.ts';
import { newFolder, root } from './workplace.ts';

const repeat = { runs: 5, warmUps: 1 };

export async function start(): Promise<readonly Result[]> {
  const centre = newFolder('centre');
  await foundCentre(centre, outletCodes(105));
  const empty = emptyApp(newFolder('empty'));
  const user = newFolder('user');
  const times = await inTurn(repeat, {
    ours: () => startUntil([root, `--data=${centre}`], user, 'input[type=password]'),
    baseline: () => startUntil([empty], user, '#word'),
  });
  const note =
    'out/app as built, on the folder of a centre of 105 outlets, from launching to the visible log-in form; against an empty app of one sandboxed window showing one word, ' +
    `same runtime, same switches; unpackaged, both driven by playwright-core, which is in both times; median of ${repeat.runs} after ${repeat.warmUps} warm-up`;
  return [result('start to log-in', 'ms', times, note)];
}

/** Milliseconds from launching until something is visible. */
async function startUntil(args: readonly string[], userFolder: string, selector: string): Promise<number> {
  // Chromium refuses to run its sandbox as root; nobody else gets this flag.
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const launch = {
    executablePath: process.execPath,
    args: [...asRoot, ...args],
    env: windowEnvironment(userFolder),
    cwd: root,
  };
  let close = async (): Promise<void> => undefined;
  const ms = await elapsedAsync(async () => {
    const app = await _electron.launch(launch);
    close = () => app.close();
    const page = await app.firstWindow();
    await page.waitForSelector(selector, { state: 'visible' });
  });
  await close();
  return ms;
}

/** With folders of its own for what the window keeps. */
export function windowEnvironment(userFolder: string): Record<string, string> {
  const inherited = Object.entries(process.env).filter((pair): pair is [string, string] => pair[1] !== undefined);
  const all: Record<string, string> = {
    ...Object.fromEntries(inherited),
    XDG_CONFIG_HOME: userFolder,
    LOCALAPPDATA: userFolder,
  };
  for (const name of ['ELECTRON_RUN_AS_NODE', 'NODE_OPTIONS', 'XB_DATA']) delete all[name];
  return all;
}

const mainOfEmpty = `
const { app, BrowserWindow, Menu } = require('electron');
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
Menu.setApplicationMenu(null);
app.on('window-all-closed', () => app.quit());
app.whenReady().then(() => {
  const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, spellcheck: false } });
  window.once('ready-to-show', () => window.show());
  return window.loadFile('index.html');
});
`;

function emptyApp(folder: string): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'empty', main: 'main.cjs' }));
  writeFileSync(join(folder, 'main.cjs'), mainOfEmpty);
  writeFileSync(
    join(folder, 'index.html'),
    '<!doctype html><meta charset="utf-8"><title>empty</title><p id="word">登录</p>',
  );
  return folder;
}
