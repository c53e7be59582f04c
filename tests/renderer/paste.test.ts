import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  applyPlan,
  flagOf,
  mapHeadings,
  parseTsv,
  planPaste,
  trimTable,
  type GridColumn,
  type GridRow,
  type PasteTask,
} from '#renderer/ui/paste.ts';

const columns: readonly GridColumn[] = [
  { key: 'no', title: '工号', width: 80, names: ['员工号'] },
  { key: 'name', title: '姓名', width: 80, kind: 'fixed' },
  { key: 'here', title: '到场', width: 60, kind: 'flag' },
  {
    key: 'score',
    title: '成绩',
    width: 60,
    kind: 'number',
    check: (value) => (Number(value) > 100 ? '不能超过 100' : undefined),
  },
];
const row = (no: string, name: string): GridRow => ({ id: no, no, name, here: '', score: '' });
const rows = [row('S1', '张一'), row('S2', '李二'), row('S3', '王三')];
const byNumber: PasteTask['match'] = (cells, all) => {
  const at = all.findIndex((each) => each['no'] === cells['no']);
  return at >= 0 ? at : { problem: `名单中没有工号 ${cells['no'] ?? ''}` };
};
const task = (table: readonly (readonly string[])[], more: Partial<PasteTask> = {}): PasteTask => ({
  table,
  columns,
  rows,
  row: 0,
  column: 0,
  maxRows: 1000,
  canAdd: false,
  ...more,
});

describe('tab-separated text', () => {
  test('keeps tabs, quotes and line breaks of quoted cells', () => {
    expect(parseTsv('甲\t"一\n二"\r\n"说""好"""\t"a\tb"\r\n')).toEqual([
      ['甲', '一\n二'],
      ['说"好"', 'a\tb'],
    ]);
  });

  test('a quote inside a cell is only a quote', () => {
    expect(parseTsv('5" 屏\t好')).toEqual([['5" 屏', '好']]);
  });

  test('any table survives being written as Excel writes it', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '字', '"', '\t', '\n', ' ', '1') });
    const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;

    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 }), (table) => {
        expect(parseTsv(table.map((line) => line.map(quote).join('\t')).join('\r\n'))).toEqual(table);
      }),
    );
  });

  test('empty lines below and empty columns at the right are cut, holes inside stay', () => {
    expect(
      trimTable([
        ['a', '', 'c', ''],
        ['', '', '', ''],
        ['d', '', '', ''],
        ['', ''],
      ]),
    ).toEqual([
      ['a', '', 'c'],
      ['', '', ''],
      ['d', '', ''],
    ]);
  });
});

describe('headings', () => {
  test('are recognised by title or other name, with marks and brackets ignored', () => {
    expect(mapHeadings(['员工号', '● 成绩', '备注'], columns)?.map((column) => column?.key)).toEqual([
      'no',
      'score',
      undefined,
    ]);
  });

  test('a line of data is not taken for headings', () => {
    expect(mapHeadings(['S1', '张一', '是', '90'], columns)).toBeUndefined();
  });
});

describe('a plan', () => {
  test('with headings finds rows by their number, in any order', () => {
    const plan = planPaste(
      task(
        [
          ['成绩', '工号'],
          ['90', 'S3'],
          ['80', 'S1'],
        ],
        { match: byNumber },
      ),
    );

    expect(plan.entries.map(({ target, problems }) => [target, problems])).toEqual([
      [2, {}],
      [0, {}],
    ]);
    expect(applyPlan(rows, columns, plan, undefined).map((each) => each['score'])).toEqual(['80', '', '90']);
  });

  test('without headings goes down from the focused cell', () => {
    const plan = planPaste(
      task(
        [
          ['是', '70'],
          ['否', '60'],
        ],
        { row: 1, column: 2, match: byNumber },
      ),
    );

    expect(applyPlan(rows, columns, plan, undefined).map((each) => [each['here'], each['score']])).toEqual([
      ['', ''],
      ['1', '70'],
      ['', '60'],
    ]);
  });

  test('says of every refused line why, and writes none of them', () => {
    const table = [
      ['工号', '成绩', '到场'],
      ['S9', '1', ''],
      ['S1', '150', ''],
      ['S2', '五十', '也许'],
      ['S3', '50', '√'],
      ['S3', '60', ''],
    ];
    const plan = planPaste(task(table, { match: byNumber }));

    expect(plan.entries.map(({ line, problems }) => [line, problems])).toEqual([
      [2, { '': '名单中没有工号 S9' }],
      [3, { score: '不能超过 100' }],
      [4, { score: '“五十”不是数字', here: '“也许”看不出是或否' }],
      [5, {}],
      [6, { '': '与上面某一行是同一人' }],
    ]);
    expect([plan.good, plan.bad]).toEqual([1, 4]);
    expect(applyPlan(rows, columns, plan, undefined)[2]).toEqual({ ...rows[2], score: '50', here: '1' });
  });

  test('never writes into a fixed column', () => {
    const plan = planPaste(
      task(
        [
          ['工号', '姓名', '成绩'],
          ['S1', '改名', '9'],
        ],
        { match: byNumber },
      ),
    );

    expect(applyPlan(rows, columns, plan, undefined)[0]).toEqual({ ...rows[0], score: '9' });
  });

  test('lines beyond the list are refused, or added up to the limit', () => {
    const table = [['S7'], ['S8'], ['S9']];
    const blank = (): GridRow => ({ id: 'new', no: '', name: '', here: '', score: '' });

    expect(
      planPaste(task(table, { row: 2 }))
        .entries.map((entry) => entry.problems[''])
        .slice(1),
    ).toEqual(['超出名单的行数', '超出名单的行数']);
    const plan = planPaste(task(table, { row: 2, canAdd: true, maxRows: 4 }));
    expect(plan.entries[2]?.problems).toEqual({ '': '超过 4 行上限' });
    expect(applyPlan(rows, columns, plan, blank).map((each) => each['no'])).toEqual(['S1', 'S2', 'S7', 'S8']);
  });
});

test.each([
  ['是', '1'],
  ['√', '1'],
  ['到场', '1'],
  ['缺席', ''],
  ['', ''],
  ['请假', '请假'],
])('a flag written %j is kept as %j', (written, kept) => {
  expect(flagOf(written)).toBe(kept);
});
