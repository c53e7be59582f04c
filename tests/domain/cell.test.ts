import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Cell } from '#domain/cell.ts';
import { cellFen, cellFlag, cellMoment, cellParts, cellText, cellTime, hasLostDigits } from '#domain/cell.ts';
import { normalizeCell } from '#domain/normalize.ts';

const moment = (cell: Cell): string => {
  const read = cellMoment(cell);
  if (!read.ok) return read.reason;
  return read.value === null ? 'empty' : `${read.value.on} ${read.value.time ?? '-'}`;
};
const NO_DATE = '看不懂这个日期，请写成 2025-06-03 的样子';

describe('a day in a cell', () => {
  test.each<[Cell, string]>([
    ['2025年6月3日', '2025-06-03 -'],
    ['2025 年 6 月 3 日', '2025-06-03 -'],
    ['2025.6.3', '2025-06-03 -'],
    ['２０２５．６．３', '2025-06-03 -'],
    ['2025/06/03', '2025-06-03 -'],
    ['2025-6-3', '2025-06-03 -'],
    ['20250603', '2025-06-03 -'],
    [20250603, '2025-06-03 -'],
    ['6/3/2025', '2025-06-03 -'],
    ['12/31/2025', '2025-12-31 -'],
    ['\u200b2025-06-03\ufeff', '2025-06-03 -'],
    [45811, '2025-06-03 -'],
    ['45811', '2025-06-03 -'],
    [45811.5, '2025-06-03 12:00'],
    [45811.586805555555, '2025-06-03 14:05'],
    [45811.9999999, '2025-06-04 00:00'],
    ['2025-06-03 14:05:59', '2025-06-03 14:05'],
    ['2025-06-03T14:05', '2025-06-03 14:05'],
    ['2025年6月3日 下午2时5分', '2025-06-03 14:05'],
    ['2025/6/3 2:05 PM', '2025-06-03 14:05'],
    ['2025/6/3 上午12:10', '2025-06-03 00:10'],
    ['2025年6月3日 星期二 9:30', '2025-06-03 09:30'],
    ['2025年6月3日星期二', '2025-06-03 -'],
    ['', 'empty'],
    [null, 'empty'],
    ['　', 'empty'],
    ['13/6/2025', '分不清日和月，请写成 2025-06-03 的样子'],
    ['2025-02-29', '没有这一天，请核对'],
    ['2025年13月1日', '没有这一天，请核对'],
    ['25/6/3', NO_DATE],
    ['6月3日', NO_DATE],
    ['2025-6/3', NO_DATE],
    ['昨天', NO_DATE],
    [3, NO_DATE],
    [-1, NO_DATE],
    [Number.NaN, NO_DATE],
    [true, NO_DATE],
    ['2025-06-03 25:00', '看不懂时间，请写成 14:05 的样子'],
  ])('%j is %s', (cell, expected) => {
    expect(moment(cell)).toBe(expected);
  });

  test('every day of a century is read back from each way of writing it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 20_000, max: 79_999 }), (serial) => {
        const on = new Date(Date.UTC(1899, 11, 30) + serial * 86_400_000).toISOString().slice(0, 10);
        const [year = '', month = '', day = ''] = on.split('-');
        const written: Cell[] = [
          serial,
          String(serial),
          on,
          `${year}年${Number(month)}月${Number(day)}日`,
          `${year}.${Number(month)}.${Number(day)}`,
          `${Number(month)}/${Number(day)}/${year}`,
          year + month + day,
        ];
        expect(written.map(moment)).toEqual(written.map(() => `${on} -`));
      }),
    );
  });

  test('whatever stands in a cell, there is an answer and no exception', () => {
    const cell = fc.oneof(fc.string({ unit: 'binary' }), fc.double(), fc.boolean(), fc.constant(null));
    fc.assert(
      fc.property(cell, (value) => {
        for (const read of [cellMoment, cellTime, cellFen, cellFlag]) expect(typeof read(value).ok).toBe('boolean');
        expect(Array.isArray(cellParts(value))).toBe(true);
      }),
    );
  });
});

describe('the text of a cell', () => {
  test('a number is written out as somebody would type it', () => {
    const cells: Cell[] = [13812345678, 123456789012345, 0.5, -3, true, null, '　１３８\u200b１２３４ '];
    expect(cells.map((cell) => cellText(cell))).toEqual([
      '13812345678',
      '123456789012345',
      '0.5',
      '-3',
      '是',
      '',
      '1381234',
    ]);
  });

  test('normalising twice changes nothing, and what is left has no invisible sign', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const once = normalizeCell(text);
        expect(normalizeCell(once)).toBe(once);
        expect(once).not.toMatch(/[\u200b-\u200f\u2060\ufeff]|[０-９]|^\s|\s$/);
      }),
    );
  });

  test('a number that Excel has cut is noticed', () => {
    expect([2.02506e17, '2.02506E+17', 123456789012345, '202506030000000001'].map(hasLostDigits)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});

test.each<[Cell, unknown]>([
  ['1,234.5', 123450],
  ['￥1，234.50元', 123450],
  ['1.2万', 1_200_000],
  [99.9, 9990],
  ['', null],
  ['--', null],
  ['-5', '看不懂金额，请只写数字，单位为元'],
  ['1.005', '金额最多两位小数'],
  ['约三千', '看不懂金额，请只写数字，单位为元'],
])('%j as an amount is %s', (cell, expected) => {
  const read = cellFen(cell);
  expect(read.ok ? read.value : read.reason).toBe(expected);
});

test.each<[Cell, unknown]>([
  ['14:05', '14:05'],
  ['9点30分', '09:30'],
  [0.5, '12:00'],
  ['1899-12-30 14:05', '14:05'],
  ['', null],
  ['25:00', '看不懂时间，请写成 14:05 的样子'],
])('%j as a time is %s', (cell, expected) => {
  const read = cellTime(cell);
  expect(read.ok ? read.value : read.reason).toBe(expected);
});

test('several values in one cell are told apart', () => {
  expect(cellParts('老年、新市民；残障\n农民')).toEqual(['老年', '新市民', '残障', '农民']);
});
