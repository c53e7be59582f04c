/** The one window. */
import { join } from 'node:path';
import { app, BrowserWindow, screen } from 'electron';
import * as z from 'zod/mini';
import { entryUrl } from './protocol.ts';
import { readStored, writeStored } from './stored.ts';
import { placeWindow, smallest, type Rectangle } from './window-state.ts';

const State = z.object({
  bounds: z.nullable(z.object({ x: z.int(), y: z.int(), width: z.int(), height: z.int() })),
  maximized: z.boolean(),
});
const stateFile = (): string => join(app.getPath('userData'), 'window.json');

export function openWindow(preload: string, icon: string): BrowserWindow {
  const state = readStored(stateFile(), State, { bounds: null, maximized: false });
  const window = new BrowserWindow({
    ...placeWindow(state.bounds, workAreas()),
    minWidth: smallest.width,
    minHeight: smallest.height,
    title: '消保台账',
    icon,
    show: false,
    backgroundColor: '#f5f7fa',
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      spellcheck: false,
      webviewTag: false,
      v8CacheOptions: 'bypassHeatCheck',
      devTools: !app.isPackaged,
    },
  });
  if (state.maximized) window.maximize();
  window.once('ready-to-show', () => {
    window.show();
  });
  window.on('close', () => {
    writeStored(stateFile(), { bounds: window.getNormalBounds(), maximized: window.isMaximized() });
  });
  return window;
}

export async function loadApp(window: BrowserWindow): Promise<void> {
  await window.loadURL(entryUrl);
}

export function bringForward(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

function workAreas(): readonly Rectangle[] {
  const main = screen.getPrimaryDisplay();
  return [main, ...screen.getAllDisplays().filter((display) => display.id !== main.id)].map(
    (display) => display.workArea,
  );
}
