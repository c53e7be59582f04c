import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { recentAudit } from '#db/audit.ts';
import { readTable } from '#services/files/read-table.ts';
import { zipTexts } from '#services/files/zip-entries.ts';
import { registered } from '#tests/helpers/complaint.ts';
import { tempFolder } from '#tests/helpers/temp-folder.ts';
import { outletWorld } from '#tests/helpers/world.ts';

const limits = { bytes: 1e7, unpacked: 1e8, rows: 20_000, columns: 200 };
const columns = [
  { heading: '网点号', width: 84, numeric: false },
  { heading: '摘要', width: 200, numeric: false },
  { heading: '件数', width: 80, numeric: true },
];

test('a list is written as it is shown: nothing in it runs, numbers stay numbers, codes stay texts', async () => {
  const world = await outletWorld();
  const path = join(tempFolder(), '投诉.xlsx');
  const rows = [
    ['0037', '=HYPERLINK("http://x")', '1,234'],
    ['0038', '@SUM(1)', '-5'],
    ['0039', '+1', '--'],
    ['0040', '\t=1', ''],
    ['0041', '张** 138****5678 䶮', '12%'],
  ];

  await world.call('table.write', { path, title: '投诉', columns, rows });

  const [sheet] = (await readTable(path, limits)).sheets;
  expect(sheet?.rows).toEqual([
    ['网点号', '摘要', '件数'],
    ['0037', `'=HYPERLINK("http://x")`, 1234],
    ['0038', `'@SUM(1)`, -5],
    ['0039', `'+1`, null],
    ['0040', expect.stringMatching(/^'\s*=1$/), null],
    ['0041', '张** 138****5678 䶮', '12%'],
  ]);
  const xml = zipTexts(readFileSync(path), { entries: 100, unpacked: 1e7 })?.get('xl/worksheets/sheet1.xml') ?? '';
  expect(xml).toContain('state="frozen"');
  expect(xml).not.toContain('<f>');
  expect(recentAudit(world.db, 1, 1e9)[0]).toMatchObject({
    verb: 'table.write',
    note: '投诉 5 行，按屏幕所见（已遮盖）',
  });
});

test('another file of the same name stays, and the system administrator exports nothing', async () => {
  const world = await outletWorld();
  const path = join(tempFolder(), '投诉.xlsx');
  await world.call('table.write', { path, title: '投诉', columns, rows: [['1', 'a', '1']] });

  const second = await world.call('table.write', { path, title: '投诉', columns, rows: [['2', 'b', '2']] });

  expect(second.path).toMatch(/投诉 \(2\)\.xlsx$/);
  world.as('admin');
  expect(await world.refusal('table.write', { path, title: '投诉', columns, rows: [] })).toMatchObject({
    code: 'forbidden',
  });
});

const masked = { width: 80, numeric: false };
const unmaskedColumns = [
  { ...masked, heading: '编号', unmasked: null },
  { ...masked, heading: '客户', unmasked: 'customerName' },
  { ...masked, heading: '电话', unmasked: 'phone' },
  { ...masked, heading: '诉求摘要', unmasked: 'summary' },
] as const;

test('in clear only for a right and a reason: the shown rows with the personal columns from the records', async () => {
  const world = await outletWorld();
  world.as('head');
  const first = await registered(world);
  const second = await registered(world, {
    customerName: '龚䶮',
    phone: '13900001111',
    summary: '=HYPERLINK("http://x") 要求退还手续费',
  });
  const content = {
    path: join(tempFolder(), '投诉（明文）.xlsx'),
    title: '投诉',
    columns: [...unmaskedColumns],
    rows: [
      ['TS-2', '龚*', '139****1111', '要求…'],
      ['TS-1', '张**', '138****5678', '信用卡…'],
    ],
    ids: [second, first],
    reason: '监管检查调阅',
  };
  const lines = recentAudit(world.db, 100, 1e9).length;

  await world.call('table.writeUnmasked', content);

  expect((await readTable(content.path, limits)).sheets[0]?.rows).toEqual([
    ['编号', '客户', '电话', '诉求摘要'],
    ['TS-2', '龚䶮', '13900001111', `'=HYPERLINK("http://x") 要求退还手续费`],
    ['TS-1', '张三丰', '13812345678', '信用卡分期手续费与柜台说明不一致，要求退还'],
  ]);
  const trail = recentAudit(world.db, 100, 1e9);
  expect(trail).toHaveLength(lines + 1);
  expect(trail[0]).toMatchObject({
    verb: 'table.writeUnmasked',
    user: '10001',
    note: '投诉 2 行，明文（客户、电话、诉求摘要），原因：监管检查调阅',
  });
});

test.each([
  ['no reason', { reason: ' ' }, 'invalid'],
  ['a case that is not there', { ids: ['O037.NOBODY'] }, 'notFound'],
  ['fewer cases than rows', { rows: [['1'], ['2']] }, 'notFound'],
  ['nothing that is masked', { columns: [unmaskedColumns[0]] }, 'invalid'],
  ['a field that is none of these', { columns: [{ ...unmaskedColumns[1], unmasked: 'phoneKey' }] }, 'invalid'],
])('in clear is refused with %s, and there is no file', async (_title, change, code) => {
  const world = await outletWorld();
  world.as('head');
  const id = await registered(world);
  const path = join(tempFolder(), '投诉.xlsx');
  const content = { path, title: '投诉', columns: [...unmaskedColumns], rows: [['1']], ids: [id], reason: '内部审计' };

  expect(await world.refusal('table.writeUnmasked', { ...content, ...(change as object) })).toMatchObject({ code });
  expect(existsSync(path)).toBe(false);
});

test.each(['clerk', 'analyst', 'admin'] as const)('a list in clear is not for %s', async (role) => {
  const world = await outletWorld();
  world.as(role);
  const path = join(tempFolder(), '投诉.xlsx');
  const content = { path, title: '投诉', columns: [...unmaskedColumns], rows: [['1']], ids: ['1'], reason: '内部审计' };

  expect(await world.refusal('table.writeUnmasked', content)).toMatchObject({ code: 'forbidden' });
  expect(existsSync(path)).toBe(false);
});
