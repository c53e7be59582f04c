/** Answers of contract/shell.ts: what only the main process can do. */
import { existsSync } from 'node:fs';
import { extname, isAbsolute } from 'node:path';
import { app, shell } from 'electron';
import { Failure } from '#domain/failure.ts';
import type { ShellHandlers } from './broker.ts';
import { askedForPractice, canMakePractice, hasPractice, makesPractice } from './demo-folder.ts';
import { askForFiles, askForFolder } from './dialogs.ts';
import { archiveHandlers } from './archive.ts';
import { attachmentHandlers } from './attachment.ts';
import { printHandlers } from './print.ts';
import { tableHandlers } from './table.ts';

const zoomFactors = { standard: 1, large: 1.15, huge: 1.3 } as const;

/** Kinds of files this app writes; nothing else is shown in the file manager. */
const ownKinds = new Set([
  '.xbsync',
  '.xbcfg',
  '.pdf',
  '.docx',
  '.xlsx',
  '.db',
  '.zip',
  '.log',
  '.csv',
  '.json',
  '.txt',
  '.jpg',
  '.png',
]);

export const shellHandlers: ShellHandlers = {
  ...archiveHandlers,
  ...attachmentHandlers,
  ...printHandlers,
  ...tableHandlers,
  'shell.pickFiles': (input, { window }) => askForFiles(window, input),
  'shell.pickFolder': ({ title, folder }, { window }) => askForFolder(window, title, folder),
  'shell.reveal': ({ path }) => {
    const isOwn = isAbsolute(path) && !path.startsWith('\\\\') && ownKinds.has(extname(path).toLowerCase());
    if (!isOwn) throw new Failure('forbidden', '只能打开台账自己写出的文件所在的文件夹。');
    if (!existsSync(path))
      throw new Failure('targetGone', '文件已不在原来的位置，可能已被移走或 U 盘已拔出。台账里的数据不受影响。');
    shell.showItemInFolder(path);
    return {};
  },
  'shell.zoom': ({ textSize }, { window }) => {
    window.webContents.setZoomFactor(zoomFactors[textSize]);
    return {};
  },
  'shell.openDemo': async (_, { window }) => {
    if (!hasPractice() && !(await makesPractice(window))) return {};
    // The answer to this very request must be out before the door closes.
    if (!hasPractice()) setImmediate(() => app.exit(askedForPractice));
    else {
      const kept = process.argv.slice(1).filter((arg) => arg !== '--demo' && !arg.startsWith('--data='));
      app.relaunch({ args: [...kept, '--demo'] });
      setImmediate(() => app.quit());
    }
    return {};
  },
  'shell.about': (_, { folder }) => ({
    version: app.getVersion(),
    electron: process.versions.electron,
    chromium: process.versions.chrome,
    node: process.versions.node,
    dataFolder: folder,
    practice: hasPractice() || canMakePractice(),
  }),
};
