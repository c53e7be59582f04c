/**
 * A spreadsheet of somebody else as rows of cells: .xlsx, .xls, a page with a table in it, or .csv in
 * UTF-8 or GB18030. What a file is, is told by its first bytes and not by its name (ADR 0027).
 */
import { basename } from 'node:path';
import readXlsxFile from 'read-excel-file/node';
import { sha256Hex } from '#db/hash.ts';
import type { Cell } from '#domain/cell.ts';
import { parseCsv } from '#domain/csv.ts';
import { Failure } from '#domain/failure.ts';
import { readFileSafely } from './atomic-write.ts';
import { fillMerge, type Merge } from './merged-cells.ts';
import { oldSheetLimits, readOldSheet, type OldSheetRefusal } from './old-sheet.ts';
import { zipTexts } from './zip-entries.ts';

export interface TableLimits {
  readonly bytes: number;
  readonly unpacked: number;
  readonly rows: number;
  readonly columns: number;
}

export interface TableSheet {
  readonly name: string;
  /** From the first row of the sheet on; merged cells all hold the value that is shown. */
  readonly rows: readonly (readonly Cell[])[];
}

export interface TableFile {
  readonly fileName: string;
  readonly sha256: string;
  readonly sheets: readonly TableSheet[];
}

const unread = (why: string): Failure =>
  new Failure(
    'fileUnreadable',
    `${why}，没有导入任何内容，台账里的数据不受影响。请用 WPS 或 Excel 打开后另存为 .xlsx，再选一次。`,
  );

/** @throws Failure fileUnreadable, fileTooLarge, targetGone */
export async function readTable(path: string, limits: TableLimits): Promise<TableFile> {
  const bytes = readFileSafely(path, limits.bytes);
  const sheets = await sheetsOf(bytes, limits);
  for (const { name, rows } of sheets) {
    const wide = rows.findIndex((row) => row.length > limits.columns);
    if (rows.length > limits.rows + 20 || wide >= 0) {
      const limit = `${limits.rows} 行、${limits.columns} 列`;
      throw new Failure(
        'fileTooLarge',
        `工作表“${name}”超过 ${limit}，没有导入任何内容。请在 Excel 里分成几份再导入。`,
      );
    }
  }
  return { fileName: basename(path), sha256: sha256Hex(bytes), sheets };
}

async function sheetsOf(bytes: Buffer, limits: TableLimits): Promise<readonly TableSheet[]> {
  if (bytes.length === 0) throw unread('文件是空的');
  const begin = bytes.subarray(0, 8).toString('hex');
  if (begin === 'd0cf11e0a1b11ae1') return await sheetsOfOld(bytes, limits);
  if (begin.startsWith('504b')) return await sheetsOfXlsx(bytes, limits);
  const text = decoded(bytes);
  if (text === null) throw unread('这不是表格文件');
  const page = pageOf(text);
  if (page !== null) return await sheetsOfOld(page, limits);
  return [{ name: 'CSV', rows: parseCsv(text) }];
}

/** Systems of banks save web pages and XML tables under the name .xls. Null for other texts. */
function pageOf(text: string): string | null {
  if (!/^\s*<(?:!doctype|html|table|\?xml|meta|head)/i.test(text)) return null;
  if (/<Workbook[\s>]/.test(text)) return text.trimStart();
  const table = text.search(/<table[\s>]/i);
  if (table < 0) throw unread('这个文件其实是网页，里面没有表格');
  return `<html>${text.slice(table)}`;
}

const refusals: Readonly<Record<OldSheetRefusal, string>> = {
  password: '这份表格加了打开密码，读不出来。请先用 WPS 或 Excel 打开并取消密码',
  notExcel: '这是旧版 Office 文件，但里面没有 Excel 表格',
  damaged: '这份旧格式的 Excel 文件（.xls）已损坏',
  tooLarge: '这份旧格式的 Excel 文件（.xls）内容太多',
  tooLong: '这份旧格式的 Excel 文件（.xls）太久读不完，已停止',
};

async function sheetsOfOld(content: Buffer | string, limits: TableLimits): Promise<readonly TableSheet[]> {
  // The rows that readTable allows for titles, and one by which it sees that there are more.
  const answer = await readOldSheet(content, { ...oldSheetLimits, ...limits, rows: limits.rows + 21 });
  if ('refused' in answer) throw unread(refusals[answer.refused]);
  return answer.sheets.map(({ name, rows, merges }) => {
    for (const merge of merges) fillMerge(rows, merge);
    return { name, rows };
  });
}

/** Text of a CSV; null when there are bytes no text has. */
function decoded(bytes: Buffer): string | null {
  const mark = bytes.subarray(0, 2).toString('hex');
  if (mark === 'fffe') return new TextDecoder('utf-16le').decode(bytes);
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      return text.includes('\u0000') ? null : text;
    } catch {
      // Not in this encoding: the next one is tried.
    }
  }
  return null;
}

async function sheetsOfXlsx(bytes: Buffer, limits: TableLimits): Promise<readonly TableSheet[]> {
  const texts = zipTexts(bytes, { entries: 2000, unpacked: limits.unpacked });
  if (texts === null || !texts.has('xl/workbook.xml')) throw unread('文件已损坏、太大，或不是 Excel 表格');
  const merges = mergesOf(texts);
  const sheets = await readXlsxFile(bytes).catch(() => {
    throw unread('这个 Excel 文件读不出来');
  });
  return sheets.map(({ sheet, data }) => {
    const rows = data.map((row) => row.map(cellOf));
    for (const merge of merges.get(sheet) ?? []) fillMerge(rows, merge);
    return { name: sheet, rows };
  });
}

function cellOf(value: unknown): Cell {
  // Excel knows no time zone; the reader puts its wall clock into UTC.
  if (value instanceof Date)
    return Number.isNaN(value.getTime())
      ? null
      : value
          .toISOString()
          .slice(0, 16)
          .replace('T', ' ')
          .replace(/ 00:00$/, '');
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

const entity: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const plain = (xml: string): string => xml.replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => entity[name] ?? '');
const attribute = (tag: string, name: string): string => plain(new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '');

/** Merged ranges by name of the sheet; the reader of cells does not tell them. */
function mergesOf(texts: ReadonlyMap<string, string>): ReadonlyMap<string, readonly Merge[]> {
  const targets = new Map(
    [...(texts.get('xl/_rels/workbook.xml.rels') ?? '').matchAll(/<Relationship\s[^>]*>/g)].map(([tag]) => [
      attribute(tag, 'Id'),
      attribute(tag, 'Target'),
    ]),
  );
  const merges = new Map<string, readonly Merge[]>();
  for (const [tag] of (texts.get('xl/workbook.xml') ?? '').matchAll(/<sheet\s[^>]*>/g)) {
    const target = targets.get(attribute(tag, 'r:id')) ?? '';
    const xml = texts.get(target.startsWith('/') ? target.slice(1) : `xl/${target}`) ?? '';
    merges.set(
      attribute(tag, 'name'),
      [...xml.matchAll(/<mergeCell\s+ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"/g)].map(mergeOf),
    );
  }
  return merges;
}

const columnAt = (letters: string): number =>
  [...letters].reduce((at, letter) => at * 26 + letter.charCodeAt(0) - 64, 0) - 1;

const mergeOf = ([, left = 'A', top = '1', right = 'A', bottom = '1']: RegExpMatchArray): Merge => ({
  top: Number(top) - 1,
  left: columnAt(left),
  bottom: Number(bottom) - 1,
  right: columnAt(right),
});
