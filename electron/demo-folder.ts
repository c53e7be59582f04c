/** Where the practice branch is: built by `npm run demo` in a working copy, carried along by the installer. */
import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';
import { Failure } from '#domain/failure.ts';

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
