/**
 * Dialogs of the system. Newer Electron starts them in the downloads folder unless told otherwise, so the
 * last folder is remembered here, per kind of file.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { app, dialog, type BrowserWindow, type OpenDialogOptions } from 'electron';
import * as z from 'zod/mini';
import { readStored, writeStored } from './stored.ts';

const Folders = z.record(z.string(), z.string());
const foldersFile = (): string => join(app.getPath('userData'), 'folders.json');

const kindNames: Readonly<Record<string, string>> = {
  xbsync: '网点上报文件',
  xbatt: '附件文件',
  xbcfg: '中心下发文件',
  xbupd: '程序更新文件',
  xbkey: '口令找回文件',
  pdf: 'PDF 文件',
  docx: 'Word 文档',
  xlsx: 'Excel 表格',
  zip: 'ZIP 压缩文件',
  db: '台账数据库',
};

export interface FileQuestion {
  readonly title: string;
  readonly extensions: readonly string[];
  readonly many: boolean;
  /** Where to start; '' for the folder used last for this kind of file. */
  readonly folder: string;
}

/** [] when cancelled. */
export async function askForFiles(window: BrowserWindow, question: FileQuestion): Promise<string[]> {
  const { title, extensions, many, folder } = question;
  const key = extensions.join(',');
  const properties: OpenDialogOptions['properties'] = many ? ['openFile', 'multiSelections'] : ['openFile'];
  const picked = await open(window, {
    title,
    properties,
    filters: filters(extensions),
    defaultPath: startFolder(key, folder),
  });
  if (picked[0] !== undefined) remember(key, dirname(picked[0]));
  return picked;
}

/** null when cancelled. */
export async function askForFolder(window: BrowserWindow, title: string, folder: string): Promise<string | null> {
  const [picked] = await open(window, {
    title,
    properties: ['openDirectory', 'createDirectory', 'promptToCreate'],
    defaultPath: startFolder('folder', folder),
  });
  if (picked === undefined) return null;
  remember('folder', picked);
  return picked;
}

/** Where to save a file; null when cancelled. `name` is the suggested file name with its ending. */
export async function askWhereToSave(window: BrowserWindow, title: string, name: string): Promise<string | null> {
  const extension = name.split('.').at(-1) ?? '';
  const key = `save,${extension}`;
  const answer = testAnswer();
  if (answer !== undefined) return answer?.[0] ?? null;
  const defaultPath = join(startFolder(key, ''), name);
  const { filePath, canceled } = await dialog.showSaveDialog(window, {
    title,
    defaultPath,
    filters: filters([extension]),
  });
  if (canceled || filePath === '') return null;
  remember(key, dirname(filePath));
  return filePath;
}

/** A question with 取消 as the other answer. */
export async function isConfirmed(
  window: BrowserWindow,
  question: { readonly message: string; readonly detail: string; readonly yes: string },
): Promise<boolean> {
  const answer = testAnswer();
  if (answer !== undefined) return answer !== null;
  const { message, detail, yes } = question;
  const buttons = [yes, '取消'];
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message,
    detail,
    buttons,
    defaultId: 0,
    cancelId: 1,
  });
  return response === 0;
}

async function open(window: BrowserWindow, options: OpenDialogOptions): Promise<string[]> {
  const answer = testAnswer();
  if (answer !== undefined) return answer ?? [];
  const { canceled, filePaths } = await dialog.showOpenDialog(window, options);
  return canceled ? [] : filePaths;
}

function filters(extensions: readonly string[]): { name: string; extensions: string[] }[] {
  if (extensions.length === 0) return [];
  const name = extensions.map((extension) => kindNames[extension] ?? extension).join('、');
  return [{ name, extensions: [...extensions] }];
}

function startFolder(key: string, wanted: string): string {
  if (wanted !== '' && isAbsolute(wanted)) return wanted;
  return readStored(foldersFile(), Folders, {})[key] ?? app.getPath('documents');
}

function remember(key: string, folder: string): void {
  writeStored(foldersFile(), { ...readStored(foldersFile(), Folders, {}), [key]: folder });
}

/**
 * Tests answer dialogs through a file with a JSON list; each dialog takes its first entry, a list
 * of paths (for a question, of nothing) or null for "cancelled". Never in an installed app. undefined: ask the person.
 */
function testAnswer(): string[] | null | undefined {
  const file = process.env['XB_TEST_DIALOGS'];
  if (app.isPackaged || !file) return undefined;
  const [first, ...rest] = z.array(z.nullable(z.array(z.string()))).parse(JSON.parse(readFileSync(file, 'utf8')));
  if (first === undefined) throw new Error('a dialog was opened that the test has no answer for');
  writeFileSync(file, JSON.stringify(rest));
  return first;
}
