/** Where the practice branch is: built by `npm run demo` in a working copy, carried along by the installer. */
import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';

export function practiceFolder(): string {
  if (!app.isPackaged) return join(app.getAppPath(), 'out', 'demo', 'centre');
  const base = process.platform === 'win32' ? process.env['LOCALAPPDATA'] : undefined;
  return join(base ?? app.getPath('appData'), 'xiaobao', 'practice');
}

/** First practice of an installed app: its data is copied out of the installation, which nobody may write to. */
export function fillPracticeFolder(folder: string): void {
  const carried = join(process.resourcesPath, 'demo', 'centre');
  if (app.isPackaged && !existsSync(folder) && existsSync(carried)) cpSync(carried, folder, { recursive: true });
}
