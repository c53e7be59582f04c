import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { recentAudit } from '#db/audit.ts';
import { readTable } from '#services/files/read-table.ts';
import { zipTexts } from '#services/files/zip-entries.ts';
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
