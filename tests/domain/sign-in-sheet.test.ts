import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  layoutSheet,
  pageCapacity,
  pageCode,
  parsePageCode,
  SHEET_SIZES,
  SHEET_TEMPLATES,
  sheetDefinition,
  sheetNotice,
  spareRows,
} from '#domain/sign-in-sheet.ts';
import type { SheetCells, SheetSize, SheetTemplate } from '#domain/sign-in-sheet.ts';

const templates = Object.keys(SHEET_TEMPLATES) as SheetTemplate[];
const sizes = Object.keys(SHEET_SIZES) as SheetSize[];

function people(count: number): readonly SheetCells[] {
  return Array.from({ length: count }, (_, index) => ({ name: `员工${index + 1}`, unit: '城中支行' }));
}

describe('the room on a page', () => {
  test('is that of the handbook', () => {
    const room = sizes.map((size) => [size, pageCapacity(size, 1), pageCapacity(size, 2)]);

    expect(room).toEqual([
      ['normal', 15, 18],
      ['large', 12, 14],
      ['compact', 19, 21],
    ]);
  });
});

describe('the pages', () => {
  test.each([
    [0, 1],
    [1, 1],
    [10, 1],
    [11, 2],
    [28, 2],
    [29, 3],
    [46, 3],
    [120, 8],
  ])('for %i people are %i', (count, pages) => {
    expect(layoutSheet({ size: 'normal', people: people(count) })).toHaveLength(pages);
  });

  test('of a blank form are one, full of numbered rows', () => {
    const pages = layoutSheet({ size: 'normal', people: [] });

    expect(pages).toEqual([{ page: 1, of: 1, rows: Array.from({ length: 15 }, (_, i) => ({ no: i + 1, cells: {} })) }]);
  });

  test('leave room for people expected but not named', () => {
    const pages = layoutSheet({ size: 'normal', people: [], expected: 60 });

    expect(pages.flatMap((page) => page.rows).length).toBeGreaterThanOrEqual(66);
    expect(layoutSheet({ size: 'normal', people: people(3), expected: -5 })).toHaveLength(1);
  });

  test('hold everybody once and in order, are never too full, and the last one is full', () => {
    const size = fc.constantFrom(...sizes);
    fc.assert(
      fc.property(size, fc.nat({ max: 400 }), fc.nat({ max: 100 }), (anySize, count, expected) => {
        const list = people(count);
        const pages = layoutSheet({ size: anySize, people: list, expected });
        const rows = pages.flatMap((page) => page.rows);

        expect(rows.map((row) => row.no)).toEqual(rows.map((_, index) => index + 1));
        expect(rows.slice(0, count).map((row) => row.cells)).toEqual(list);
        expect(rows.slice(count).every((row) => Object.keys(row.cells).length === 0)).toBe(true);
        expect(pages.map((page) => page.rows.length)).toEqual(pages.map((page) => pageCapacity(anySize, page.page)));
        expect(pages.map((page) => [page.page, page.of])).toEqual(pages.map((_, index) => [index + 1, pages.length]));
        expect(rows.length - count).toBeGreaterThanOrEqual(Math.max(spareRows(count), expected));
      }),
    );
  });

  test('spare rows are five, or a tenth', () => {
    expect([0, 1, 50, 51, 120].map(spareRows)).toEqual([5, 5, 5, 6, 12]);
  });
});

describe('the templates', () => {
  test.each(templates)('%s fills the width of the paper and numbers its rows', (template) => {
    const { columns, title, formNo } = sheetDefinition(template);

    expect(columns.reduce((sum, column) => sum + column.widthMm, 0)).toBe(170);
    expect(columns[0]?.key).toBe('no');
    expect(new Set(columns.map((column) => column.key)).size).toBe(columns.length);
    expect(columns.some((column) => column.key === 'signature')).toBe(true);
    expect(`${formNo} ${title}`).toContain(template);
  });

  test('ask the public for no ID number and name no pupil', () => {
    const labels = (template: SheetTemplate): string =>
      sheetDefinition(template)
        .columns.map((column) => column.label)
        .join();

    for (const template of templates) expect(labels(template)).not.toMatch(/证件|身份证/);
    expect(labels('T2')).toContain('可只写姓氏');
    expect(labels('T3')).not.toMatch(/姓名|联系/);
    expect(sheetDefinition('T2').columns.every((column) => !column.prefilled)).toBe(true);
  });

  test('tell the public what the sheet is for and how long it is kept', () => {
    expect(sheetNotice('T2', 3)).toBe(
      '本表仅用于本次公益宣传活动留档与统计，信息自愿填写，保存至活动后3年销毁，不用于营销。',
    );
    expect(sheetNotice('T2', null)).toContain('保存至活动后____年销毁');
    expect(sheetNotice('T3', null)).toContain('不登记学生姓名');
    expect([sheetNotice('T1', 3), sheetNotice('T4', 3)]).toEqual([null, null]);
  });
});

describe('the code on a page', () => {
  test('finds event, template and page again', () => {
    const [page] = layoutSheet({ size: 'normal', people: people(30) });
    const code = pageCode('HD-0037-20260415-A003-1', 'T2', page!);

    expect(code).toBe('HD-0037-20260415-A003-1/T2/1-3');
    expect(parsePageCode(code!)).toEqual({ number: 'HD-0037-20260415-A003-1', template: 'T2', page: 1, of: 3 });
  });

  test('is absent on a blank form, and other texts are no code', () => {
    expect(pageCode(null, 'T2', { page: 1, of: 1, rows: [] })).toBeNull();
    expect([parsePageCode('https://example.com/T2'), parsePageCode('HD/T9/1-1'), parsePageCode('')]).toEqual([
      null,
      null,
      null,
    ]);
  });
});
