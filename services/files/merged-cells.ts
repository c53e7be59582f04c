/** Merged ranges of a sheet: the value is written once and shown over all of them. */
import type { Cell } from '#domain/cell.ts';

/** Rows and columns from 0, both ends included. */
export interface Merge {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** Every empty cell of the range gets the value that is shown there. */
export function fillMerge(rows: Cell[][], { top, left, bottom, right }: Merge): void {
  const value = rows[top]?.[left] ?? null;
  if (value === null) return;
  for (let at = top; at <= Math.min(bottom, rows.length - 1); at += 1) {
    const row = rows[at] ?? [];
    for (let column = left; column <= Math.min(right, row.length - 1); column += 1) row[column] ??= value;
  }
}
