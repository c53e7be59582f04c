/** Pure part of editing a PasteGrid: cells set, ranges filled, problems counted. */
import type { CellAt } from './cell-moves.ts';
import { cellProblem, type GridColumn, type GridRow } from './paste.ts';

export interface Range {
  readonly column: number;
  readonly from: number;
  readonly to: number;
}

export function columnInRange(row: number, range: Range | undefined): number | undefined {
  if (range === undefined) return undefined;
  return row >= Math.min(range.from, range.to) && row <= Math.max(range.from, range.to) ? range.column : undefined;
}

export function withCell(rows: readonly GridRow[], at: number, key: string, value: string): readonly GridRow[] {
  const row = rows[at];
  return row === undefined || (row[key] ?? '') === value ? rows : rows.with(at, { ...row, [key]: value });
}

/** Ctrl+D: the first cell of the range goes down through it; without a range the cell above comes down. */
export function filled(
  rows: readonly GridRow[],
  columns: readonly GridColumn[],
  at: CellAt,
  range: Range | undefined,
): readonly GridRow[] {
  const column = columns[range?.column ?? at.column];
  if (column === undefined || column.kind === 'fixed') return rows;
  const top = range === undefined ? at.row - 1 : Math.min(range.from, range.to);
  const bottom = range === undefined ? at.row : Math.max(range.from, range.to);
  const value = rows[top]?.[column.key];
  if (value === undefined) return rows;
  return rows.map((row, index) => (index > top && index <= bottom ? { ...row, [column.key]: value } : row));
}

export function countProblems(
  rows: readonly GridRow[],
  columns: readonly GridColumn[],
): { readonly count: number; readonly first: CellAt | undefined } {
  let count = 0;
  let first: CellAt | undefined;
  rows.forEach((row, index) => {
    columns.forEach((column, at) => {
      if (column.kind === 'fixed' || cellProblem(column, row[column.key] ?? '', row) === undefined) return;
      count += 1;
      first ??= { row: index, column: at };
    });
  });
  return { count, first };
}
