/** Where the practice branch is: built by `npm run demo` in a working copy, carried along by the installer. */
import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { app, type BrowserWindow } from 'electron';
import { Failure } from '#domain/failure.ts';
import { isConfirmed } from './dialogs.ts';

export function practiceFolder(): string {
  if (!app.isPackaged) return join(app.getAppPath(), 'out', 'demo', 'centre');
  const base = process.platform === 'win32' ? process.env['LOCALAPPDATA'] : undefined;
  return join(base ?? app.getPath('appData'), 'xiaobao', 'practice');
}

/**
 * First practice of an installed app: its data is copied out of the installation, which nobody may
 * write to. Throws Failure when there is none: an empty ledger would be taken for a broken one.
 */
export function fillPracticeFolder(folder: string): void {
  const carried = join(process.resourcesPath, 'demo', 'centre');
  if (app.isPackaged && !existsSync(folder) && existsSync(carried)) cpSync(carried, folder, { recursive: true });
  if (existsSync(join(folder, 'centre.db')) || existsSync(join(folder, 'outlet.db'))) return;
  throw new Failure(
    'databaseMissing',
    `没有找到练习数据（${folder}）。您的台账不受影响。请先运行 npm run demo 生成，或联系科技部门。`,
  );
}

const holdsLedger = (folder: string): boolean => existsSync(join(folder, 'centre.db'));

/** `npm run demo` writes the figures last: without them it was interrupted. */
const isFinished = (): boolean => app.isPackaged || existsSync(join(practiceFolder(), '..', 'figures.json'));

/** Whether there is a practice branch to open, or one carried along to copy. */
export const hasPractice = (): boolean =>
  (holdsLedger(practiceFolder()) && isFinished()) ||
  (app.isPackaged && holdsLedger(join(process.resourcesPath, 'demo', 'centre')));

/** Exit code that asks `npm start` to make the practice branch and start again with it (build/run.mjs). */
export const askedForPractice = 75;

/** Only a working copy started by `npm start` can make one: that takes the build tools and some minutes. */
export const canMakePractice = (): boolean => !app.isPackaged && process.env['XB_STARTED_BY'] === 'npm start';

export const makesPractice = (window: BrowserWindow): Promise<boolean> =>
  isConfirmed(window, {
    message: '还没有演示数据，现在生成吗？',
    detail: '约需两三分钟，进度显示在终端里。窗口先关上，生成后自动打开。',
    yes: '生成',
  });
