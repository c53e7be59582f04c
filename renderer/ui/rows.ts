/** Pure part of tables: sorting, header filters, and rows as text that WPS and Excel can paste. */
import type { ReactNode } from 'react';
import type { Unmaskable } from '#contract/table.ts';
import { isPlainNumber, neutralizeFormula } from '#domain/normalize.ts';
import type { ListState, SortState } from './list-store.ts';

export interface Column<Row> {
  readonly key: string;
  readonly title: string;
  /** Pixels; with `grow` the least width. */
  readonly width: number;
  readonly grow?: boolean;
  readonly align?: 'left' | 'right' | 'center';
  /** What is copied, exported, sorted and filtered; also shown when there is no `render`. */
  readonly text: (row: Row) => string;
  readonly render?: (row: Row) => ReactNode;
  readonly sort?: 'text' | 'number' | ((a: Row, b: Row) => number);
  /** Not shown until chosen in the column menu. */
  readonly hidden?: boolean;
  /** Stays at the left edge. */
  readonly fixed?: boolean;
  /** Definition of the heading. */
  readonly term?: string;
  /** Offers a header menu of the values with their counts. */
  readonly filter?: boolean;
  /** The personal field shown masked here, for an export in clear. */
  readonly unmasked?: Unmaskable;
  /** Buttons at the right edge: neither copied nor exported, always in sight. */
  readonly screenOnly?: boolean;
}

const collator = new Intl.Collator('zh-CN', { numeric: true });

export function compareBy<Row>(column: Column<Row>): ((a: Row, b: Row) => number) | undefined {
  const { sort, text } = column;
  if (sort === undefined || typeof sort === 'function') return sort;
  if (sort === 'text') return (a, b) => collator.compare(text(a), text(b));
  // Empty and `--` go last in ascending order.
  const numberOf = (row: Row): number => {
    const value = Number(text(row).replaceAll(/[,，%\s]/g, ''));
    return text(row).trim() === '' || Number.isNaN(value) ? Number.POSITIVE_INFINITY : value;
  };
  return (a, b) => {
    const left = numberOf(a);
    const right = numberOf(b);
    return left === right ? 0 : left < right ? -1 : 1;
  };
}

export function sortRows<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  sort: SortState | null,
): readonly Row[] {
  const column = columns.find((each) => each.key === sort?.key);
  const compare = column === undefined ? undefined : compareBy(column);
  if (sort === null || compare === undefined) return rows;
  return rows.toSorted(sort.down ? (a, b) => compare(b, a) : compare);
}

/** Rows left by the header menus. A column without ticked values lets everything through. */
export function filterRows<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  chosen: ListState['columnValues'],
): readonly Row[] {
  const tests = columns.flatMap((column) => {
    const values = chosen[column.key] ?? [];
    return values.length === 0 ? [] : [{ text: column.text, values: new Set(values) }];
  });
  if (tests.length === 0) return rows;
  return rows.filter((row) => tests.every((test) => test.values.has(test.text(row))));
}

/** Distinct values of a column, most frequent first. */
export function valueCounts<Row>(rows: readonly Row[], column: Column<Row>): readonly [string, number][] {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const value = column.text(row);
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].toSorted((a, b) => b[1] - a[1] || collator.compare(a[0], b[0]));
}

/** One cell of tab-separated text. Quoted as WPS and Excel write it when it holds a tab, quote or line break. */
const tsvCell = (text: string): string => (/[\t\n\r"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** As in an exported file: text that a spreadsheet would run does not run there. */
const harmless = <Row>(column: Column<Row>, text: string): string =>
  column.align === 'right' && isPlainNumber(text) ? text : neutralizeFormula(text);

export function tsvOf<Row>(rows: readonly Row[], all: readonly Column<Row>[]): string {
  const columns = all.filter((column) => column.screenOnly !== true);
  const lines = [
    columns.map((column) => column.title),
    ...rows.map((row) => columns.map((column) => harmless(column, column.text(row)))),
  ];
  return lines.map((line) => line.map(tsvCell).join('\t')).join('\r\n');
}

export function shownColumns<Row>(
  columns: readonly Column<Row>[],
  hidden: readonly string[] | null,
): readonly Column<Row>[] {
  return columns.filter((column) => (hidden === null ? column.hidden !== true : !hidden.includes(column.key)));
}

/** Template of the row grid; fixed columns come first in the given order. */
export const gridTemplate = <Row>(columns: readonly Column<Row>[], selectable: boolean): string =>
  [
    ...(selectable ? ['36px'] : []),
    ...columns.map((column) => (column.grow === true ? `minmax(${column.width}px, 1fr)` : `${column.width}px`)),
  ].join(' ');

/** Left offset of each fixed column, undefined for the others. */
export function fixedOffsets<Row>(
  columns: readonly Column<Row>[],
  selectable: boolean,
): readonly (number | undefined)[] {
  let left = selectable ? 36 : 0;
  return columns.map((column) => {
    if (column.fixed !== true) return undefined;
    const at = left;
    left += column.width;
    return at;
  });
}
