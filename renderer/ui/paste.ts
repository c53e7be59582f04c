/**
 * Pure part of pasting into a PasteGrid: clipboard text → table of cells → plan of rows to change, with a
 * reason for every cell that will not be taken. Nothing is applied before the user has seen the plan.
 */
import { normalizeCell } from '#domain/normalize.ts';

/** Cell values by column key; `id` names the row. Flags are '1' or ''. */
export type GridRow = Readonly<Record<string, string>>;

export interface GridColumn {
  readonly key: string;
  readonly title: string;
  readonly width: number;
  /** `fixed` is shown but never edited or pasted into; it still helps to match pasted rows. */
  readonly kind?: 'text' | 'number' | 'flag' | 'fixed';
  /** Further headings recognised on paste, e.g. 员工号 for 工号. */
  readonly names?: readonly string[];
  readonly check?: (value: string, row: GridRow) => string | undefined;
  /** Brings a pasted or typed value into its stored form. */
  readonly clean?: (value: string) => string;
  /** Offered while typing; other values are allowed unless `check` refuses them. */
  readonly options?: readonly string[];
}

/** Index of the row meant, 'new', or why it cannot be told. */
export type RowMatch = number | 'new' | { readonly problem: string };

export interface PasteEntry {
  /** Line of the pasted table, from 1, as a person counts. */
  readonly line: number;
  readonly source: readonly string[];
  readonly target: number | 'new' | null;
  readonly cells: Readonly<Record<string, string>>;
  /** Column key → reason; `''` for the row as a whole. */
  readonly problems: Readonly<Record<string, string>>;
}

export interface PastePlan {
  readonly headed: boolean;
  /** The grid column of each pasted column; null when it is not taken. */
  readonly mapping: readonly (GridColumn | null)[];
  readonly entries: readonly PasteEntry[];
  readonly good: number;
  readonly bad: number;
}

/** Tab-separated text as Excel and WPS write it: cells with tabs, quotes or line breaks are quoted. */
export function parseTsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] ?? '';
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (sign === '"' && cell === '') quoted = true;
    else if (sign === '\t') {
      row.push(cell);
      cell = '';
    } else if (sign === '\n' || sign === '\r') {
      if (sign === '\r' && text[at + 1] === '\n') at += 1;
      rows.push([...row, cell]);
      row = [];
      cell = '';
    } else cell += sign;
  }
  if (cell !== '' || row.length > 0) rows.push([...row, cell]);
  return rows;
}

/** Empty lines at the end (a copied sheet often has hundreds) and empty columns at the right are cut off. */
export function trimTable(table: readonly (readonly string[])[]): string[][] {
  const clean = table.map((row) => row.map((cell) => normalizeCell(cell)));
  const lastRow = clean.findLastIndex((row) => row.some((cell) => cell !== ''));
  const rows = clean.slice(0, lastRow + 1);
  const width = Math.max(0, ...rows.map((row) => row.findLastIndex((cell) => cell !== '') + 1));
  return rows.map((row) => Array.from({ length: width }, (_, at) => row[at] ?? ''));
}

const headingOf = (text: string): string => text.replaceAll(/[\s*●（）()：:]/g, '');

/** Columns named by the first line, or undefined when it does not look like headings. */
export function mapHeadings(
  first: readonly string[],
  columns: readonly GridColumn[],
): readonly (GridColumn | null)[] | undefined {
  const named = first.map((text) => {
    const heading = headingOf(text);
    if (heading === '') return null;
    return (
      columns.find((column) => [column.title, ...(column.names ?? [])].some((name) => headingOf(name) === heading)) ??
      null
    );
  });
  const filled = first.filter((text) => text !== '').length;
  const known = named.filter((column) => column !== null).length;
  return known > 0 && known * 2 >= filled ? named : undefined;
}

export interface PasteTask {
  readonly table: readonly (readonly string[])[];
  readonly columns: readonly GridColumn[];
  readonly rows: readonly GridRow[];
  /** The cell that had the focus. */
  readonly row: number;
  readonly column: number;
  readonly maxRows: number;
  readonly canAdd: boolean;
  /** Finds the row meant by its content (工号, 姓名); without it, lines go down from the focused row. */
  readonly match?: ((cells: Readonly<Record<string, string>>, rows: readonly GridRow[]) => RowMatch) | undefined;
}

export function planPaste(task: PasteTask): PastePlan {
  const first = task.table[0] ?? [];
  const named = mapHeadings(first, task.columns);
  const mapping = named ?? first.map((_, at) => task.columns[task.column + at] ?? null);
  const lines = named === undefined ? task.table : task.table.slice(1);
  const used = new Set<number>();
  let added = 0;
  const entries = lines.map((source, index) => {
    const cells = cellsOf(source, mapping);
    const found = targetOf(task, cells, index, named !== undefined);
    const entry = checked(task, { source, line: index + (named === undefined ? 1 : 2), cells, found, used, added });
    if (typeof entry.target === 'number') used.add(entry.target);
    if (entry.target === 'new' && Object.keys(entry.problems).length === 0) added += 1;
    return entry;
  });
  const good = entries.filter((entry) => Object.keys(entry.problems).length === 0).length;
  return { headed: named !== undefined, mapping, entries, good, bad: entries.length - good };
}

function cellsOf(source: readonly string[], mapping: readonly (GridColumn | null)[]): Record<string, string> {
  const cells: Record<string, string> = {};
  mapping.forEach((column, at) => {
    if (column === null) return;
    const value = source[at] ?? '';
    cells[column.key] = column.kind === 'flag' ? flagOf(value) : (column.clean?.(value) ?? value);
  });
  return cells;
}

/** 是, 到, √, 1 … mean yes; empty, 否, 缺, × mean no. Anything else is kept to be refused. */
export function flagOf(value: string): string {
  const text = value.trim().toLowerCase();
  if (['是', '到', '已到', '到场', '参加', '√', '✓', '✔', '1', 'y', 'yes', 'true', '有'].includes(text)) return '1';
  if (['', '否', '未', '未到', '缺', '缺席', '×', '✗', 'x', '0', 'n', 'no', 'false', '无'].includes(text)) return '';
  return value;
}

function targetOf(task: PasteTask, cells: Record<string, string>, index: number, headed: boolean): RowMatch {
  // Without headings the block goes where the focus is, as in Excel.
  if (task.match !== undefined && headed) return task.match(cells, task.rows);
  const at = task.row + index;
  if (at < task.rows.length) return at;
  return task.canAdd ? 'new' : { problem: '超出名单的行数' };
}

interface Candidate {
  readonly source: readonly string[];
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
  readonly found: RowMatch;
  readonly used: ReadonlySet<number>;
  readonly added: number;
}

function checked(task: PasteTask, candidate: Candidate): PasteEntry {
  const { source, line, cells, found, used, added } = candidate;
  const problems: Record<string, string> = {};
  const target = typeof found === 'object' ? null : found;
  if (typeof found === 'object') problems[''] = found.problem;
  if (typeof target === 'number' && used.has(target)) problems[''] = '与上面某一行是同一人';
  if (target === 'new' && !task.canAdd) problems[''] = '名单中没有此人';
  if (target === 'new' && task.rows.length + added >= task.maxRows) problems[''] = `超过 ${task.maxRows} 行上限`;
  const base = typeof target === 'number' ? (task.rows[target] ?? {}) : {};
  const merged = { ...base, ...editable(task.columns, cells) };
  for (const column of task.columns) {
    const value = cells[column.key];
    if (value === undefined || column.kind === 'fixed') continue;
    const reason = cellProblem(column, value, merged);
    if (reason !== undefined) problems[column.key] = reason;
  }
  return { line, source, target, cells, problems };
}

export function cellProblem(column: GridColumn, value: string, row: GridRow): string | undefined {
  if (column.kind === 'flag' && value !== '' && value !== '1') return `“${value}”看不出是或否`;
  if (column.kind === 'number' && value !== '' && !/^-?\d+(\.\d+)?$/.test(value)) return `“${value}”不是数字`;
  return column.check?.(value, row);
}

function editable(columns: readonly GridColumn[], cells: Readonly<Record<string, string>>): Record<string, string> {
  const fixed = new Set(columns.filter((column) => column.kind === 'fixed').map((column) => column.key));
  return Object.fromEntries(Object.entries(cells).filter(([key]) => !fixed.has(key)));
}

/** The rows after the plan; entries with problems are left out. New rows take every pasted cell. */
export function applyPlan(
  rows: readonly GridRow[],
  columns: readonly GridColumn[],
  plan: PastePlan,
  newRow: (() => GridRow) | undefined,
): readonly GridRow[] {
  const next = [...rows];
  for (const entry of plan.entries) {
    if (Object.keys(entry.problems).length > 0) continue;
    if (typeof entry.target === 'number') {
      next[entry.target] = { ...next[entry.target], ...editable(columns, entry.cells) };
    } else if (entry.target === 'new' && newRow !== undefined) {
      next.push({ ...newRow(), ...entry.cells });
    }
  }
  return next;
}
