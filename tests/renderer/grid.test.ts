import { describe, expect, test } from 'vitest';
import { cellAfter, cellMove, type Caret } from '#renderer/ui/cell-moves.ts';
import { moveTo, tickedAfter } from '#renderer/ui/grid-keys.ts';
import { countProblems, filled } from '#renderer/ui/grid-edits.ts';
import type { GridColumn, GridRow } from '#renderer/ui/paste.ts';
import { filterRows, sortRows, tsvOf, valueCounts, type Column } from '#renderer/ui/rows.ts';

const caret = (start: number, end: number, length: number, flag = false): Caret => ({ start, end, length, flag });

describe('moving between cells', () => {
  test('left and right leave a cell only from the ends of its text, or when all of it is marked', () => {
    const right = { go: 'right', extend: false };

    expect(cellMove('ArrowRight', caret(0, 3, 3))).toEqual(right);
    expect(cellMove('ArrowRight', caret(3, 3, 3))).toEqual(right);
    expect(cellMove('ArrowRight', caret(1, 1, 3))).toBeUndefined();
    expect(cellMove('ArrowLeft', caret(1, 1, 3))).toBeUndefined();
    expect(cellMove('ArrowLeft', caret(0, 0, 3))).toEqual({ go: 'left', extend: false });
    expect(cellMove('ArrowLeft', caret(0, 0, 0, true))).toEqual({ go: 'left', extend: false });
  });

  test('typing keys and Tab stay with the input', () => {
    expect(['a', 'Tab', 'Home', 'Ctrl+V', 'Ctrl+A', 'Space'].map((name) => cellMove(name, caret(0, 0, 0)))).toEqual(
      Array.from({ length: 6 }, () => undefined),
    );
  });

  test('columns that cannot be edited are stepped over, ends hold', () => {
    const stops = [0, 2, 3];

    expect(cellAfter({ row: 1, column: 0 }, 'right', 5, stops, 10)).toEqual({ row: 1, column: 2 });
    expect(cellAfter({ row: 1, column: 3 }, 'right', 5, stops, 10)).toEqual({ row: 1, column: 3 });
    expect(cellAfter({ row: 4, column: 2 }, 'down', 5, stops, 10)).toEqual({ row: 4, column: 2 });
    expect(cellAfter({ row: 4, column: 2 }, 'pageUp', 5, stops, 10)).toEqual({ row: 0, column: 2 });
    expect(cellAfter({ row: 0, column: 2 }, 'bottom', 5, stops, 10)).toEqual({ row: 4, column: 3 });
  });
});

describe('filling down', () => {
  const columns: readonly GridColumn[] = [
    { key: 'a', title: '甲', width: 50 },
    { key: 'b', title: '乙', width: 50, kind: 'fixed' },
  ];
  const rows: readonly GridRow[] = ['1', '2', '3', '4'].map((id) => ({ id, a: id, b: id }));
  const values = (next: readonly GridRow[], key: string): (string | undefined)[] => next.map((row) => row[key]);

  test('takes the cell above, or the first of the marked range', () => {
    expect(values(filled(rows, columns, { row: 2, column: 0 }, undefined), 'a')).toEqual(['1', '2', '2', '4']);
    expect(values(filled(rows, columns, { row: 3, column: 0 }, { column: 0, from: 3, to: 1 }), 'a')).toEqual([
      '1',
      '2',
      '2',
      '2',
    ]);
  });

  test('does nothing in the first row or in a fixed column', () => {
    expect(filled(rows, columns, { row: 0, column: 0 }, undefined)).toBe(rows);
    expect(filled(rows, columns, { row: 2, column: 1 }, undefined)).toBe(rows);
  });

  test('the first problem is the one a button leads to', () => {
    const strict = columns.map((column) => ({
      ...column,
      check: (value: string) => (value > '2' ? '太大' : undefined),
    }));

    expect(countProblems(rows, strict)).toEqual({ count: 2, first: { row: 2, column: 0 } });
  });
});

describe('rows of a list', () => {
  interface Line {
    readonly name: string;
    readonly amount: string;
  }
  const columns: readonly Column<Line>[] = [
    { key: 'name', title: '名称', width: 80, text: (line) => line.name, sort: 'text' },
    { key: 'amount', title: '金额', width: 80, text: (line) => line.amount, sort: 'number' },
    { key: 'do', title: '操作', width: 80, text: () => '', screenOnly: true },
  ];
  const lines: readonly Line[] = [
    { name: '高新', amount: '1,200' },
    { name: '营业部', amount: '--' },
    { name: '高新', amount: '30' },
  ];

  test('sort numbers as numbers, with empty ones last', () => {
    const sorted = sortRows(lines, columns, { key: 'amount', down: false });

    expect(sorted.map((line) => line.amount)).toEqual(['30', '1,200', '--']);
    expect(sortRows(lines, columns, null)).toBe(lines);
  });

  test('header menus count the values and let through what is ticked', () => {
    const name = columns[0];

    expect(name === undefined ? [] : valueCounts(lines, name)).toEqual([
      ['高新', 2],
      ['营业部', 1],
    ]);
    expect(filterRows(lines, columns, { name: ['营业部'] })).toEqual([lines[1]]);
    expect(filterRows(lines, columns, { name: [] })).toBe(lines);
  });

  test('are copied with a heading, quoted where a cell would break the table, without buttons', () => {
    expect(tsvOf([{ name: '说"好"\n了', amount: '1' }], columns)).toBe('名称\t金额\r\n"说""好""\n了"\t1');
  });

  test('a copied text that a spreadsheet would run gets an apostrophe, as in an exported file; numbers stay numbers', () => {
    const numeric = columns.map((column) =>
      column.key === 'amount' ? { ...column, align: 'right' as const } : column,
    );

    expect(tsvOf([{ name: '=HYPERLINK("x")', amount: '-5' }], numeric)).toBe(`名称\t金额\r\n"'=HYPERLINK(""x"")"\t-5`);
    expect(tsvOf([{ name: '-5', amount: '-5+1' }], numeric)).toBe(`名称\t金额\r\n'-5\t'-5+1`);
    expect(tsvOf([{ name: '\t=1', amount: '' }], numeric)).toBe(`名称\t金额\r\n"'\t=1"\t`);
  });

  test('movement keys stop at the ends and start at the first row', () => {
    expect(moveTo('ArrowDown', -1, 3, 10)).toBe(0);
    expect(moveTo('ArrowUp', 0, 3, 10)).toBe(0);
    expect(moveTo('PageDown', 0, 3, 10)).toBe(2);
    expect(moveTo('End', 0, 3, 10)).toBe(2);
    expect(moveTo('ArrowDown', -1, 0, 10)).toBeUndefined();
    expect(moveTo('c', 0, 3, 10)).toBeUndefined();
  });

  test('a press ticks or unticks one row, a range only adds', () => {
    const ids = ['a', 'b', 'c', 'd'];

    expect(tickedAfter(ids, ['b'], 1, 1)).toEqual([]);
    expect(tickedAfter(ids, ['a'], 3, 1)).toEqual(['a', 'b', 'c', 'd']);
    expect(tickedAfter(ids, [], -1, 2)).toEqual(['c']);
  });
});
