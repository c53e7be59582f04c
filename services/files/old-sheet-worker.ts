/**
 * Runs in a thread of its own (services/files/old-sheet.ts starts it): reads an old .xls, a web page
 * or an XML table with that name, and says plain cells. A large parser of somebody else's bytes has
 * no business beside the database, so it gets nothing but the bytes and answers nothing but data.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { read, set_cptable, SSF, type CellObject, type WorkBook, type WorkSheet } from '@e965/xlsx';
import * as codePages from '@e965/xlsx/dist/cpexcel.full.mjs';
import type { Cell } from '#domain/cell.ts';
import type { Merge } from './merged-cells.ts';
import type { OldSheetAnswer, OldSheetTask, RawSheet } from './old-sheet.ts';

/** The package declares this part without types. */
const dates = SSF as {
  readonly is_date: (format: string) => boolean;
  readonly parse_date_code: (serial: number, options: { readonly date1904: boolean }) => unknown;
};

class TooLarge extends Error {}

const task = workerData as OldSheetTask;
function answer(): OldSheetAnswer {
  set_cptable(codePages);
  try {
    return { sheets: sheetsOf(opened()) };
  } catch (error) {
    if (error instanceof TooLarge) return { refused: 'tooLarge' };
    const said = error instanceof Error ? error.message : String(error);
    if (/password|encrypt/i.test(said)) return { refused: 'password' };
    return { refused: /Cannot find Workbook|Invalid HTML|no table/i.test(said) ? 'notExcel' : 'damaged' };
  }
}

function opened(): WorkBook {
  // One row more than allowed, so that "too many" is seen and not cut off silently.
  const common = { dense: true, cellNF: true, cellFormula: false, sheetRows: task.rows + 1 } as const;
  if (task.text !== undefined) return read(task.text, { ...common, type: 'string', raw: true });
  // Files of the nineties name no code page: here they were written in GBK.
  return read(Buffer.from(task.bytes ?? []), { ...common, type: 'buffer', codepage: 936 });
}

function sheetsOf(book: WorkBook): readonly RawSheet[] {
  if (book.SheetNames.length > task.sheets) throw new TooLarge();
  const date1904 = book.Workbook?.WBProps?.date1904 === true;
  let left = task.cells;
  return book.SheetNames.map((name) => {
    const sheet = book.Sheets[name];
    // Both are sparse: rows and cells that nobody wrote are not there.
    const rows = Array.from(sheet?.['!data'] ?? [], (row) => Array.from(row ?? [], (cell) => cellOf(cell, date1904)));
    left -= rows.reduce((sum, row) => sum + row.length, 0);
    if (left < 0 || rows.length > task.rows || rows.some((row) => row.length > task.columns)) throw new TooLarge();
    const merges = mergesOf(sheet);
    const width = Math.max(0, ...rows.map((row) => row.length), ...merges.map(({ right }) => right + 1));
    const wide = Math.min(width, task.columns);
    return { name, merges, rows: rows.map((row) => [...row, ...Array<Cell>(wide - row.length).fill(null)]) };
  });
}

const mergesOf = (sheet: WorkSheet | undefined): readonly Merge[] =>
  (sheet?.['!merges'] ?? []).map(({ s, e }) => ({ top: s.r, left: s.c, bottom: e.r, right: e.c }));

function cellOf(cell: CellObject | undefined, date1904: boolean): Cell {
  if (cell === undefined || cell.t === 'z') return null;
  // #N/A and its like are shown as they are: an empty cell would hide that something is wrong.
  if (cell.t === 'e') return cell.w ?? '#错误';
  if (cell.t === 'n') return typeof cell.v === 'number' ? numberOf(cell.v, cell.z, date1904) : null;
  return typeof cell.v === 'string' || typeof cell.v === 'boolean' ? cell.v : null;
}

/** A day is a number that is only shown as one; a time of day alone stays the fraction that it is. */
function numberOf(value: number, format: string | number | undefined, date1904: boolean): Cell {
  if (value < 1 || format === undefined || !dates.is_date(String(format))) return value;
  const day = dates.parse_date_code(value, { date1904 });
  if (!isDay(day)) return value;
  const two = (part: number): string => String(part).padStart(2, '0');
  const date = `${String(day.y).padStart(4, '0')}-${two(day.m)}-${two(day.d)}`;
  return day.H === 0 && day.M === 0 ? date : `${date} ${two(day.H)}:${two(day.M)}`;
}

type Day = Readonly<Record<'y' | 'm' | 'd' | 'H' | 'M', number>>;
const isDay = (day: unknown): day is Day => typeof day === 'object' && day !== null && 'y' in day;

parentPort?.postMessage(answer());
