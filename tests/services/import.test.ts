import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import writeXlsxFile from 'write-excel-file/node';
import type { In } from '#contract/index.ts';
import { recentAudit } from '#db/audit.ts';
import { gbk } from '#tests/helpers/gbk.ts';
import { closing, listed, registered } from '#tests/helpers/complaint.ts';
import type { ListCell } from '#tests/helpers/list-file.ts';
import { goodRow, listHeadings, listWithBadRows, writeList } from '#tests/helpers/list-file.ts';
import { tempFolder } from '#tests/helpers/temp-folder.ts';
import type { TestWorld } from '#tests/helpers/world.ts';
import { outletWorld } from '#tests/helpers/world.ts';

type Plan = In<'import.check'>;

const listAt = async (rows: readonly (readonly ListCell[])[], name = '清单.xlsx'): Promise<string> => {
  const path = join(tempFolder(), name);
  await writeList(path, rows);
  return path;
};

async function planFor(world: TestWorld, path: string, kind: Plan['kind'] = 'hotline'): Promise<Plan> {
  const { sha256, sheet, headingRow, mapping, fixed } = await world.call('import.open', { path, kind });
  return { path, kind, sheet, headingRow, sha256, mapping, fixed };
}

async function imported(world: TestWorld, rows: readonly (readonly ListCell[])[]) {
  return await world.call('import.run', await planFor(world, await listAt(rows)));
}

const small = (count: number) => [[...listHeadings], ...Array.from({ length: count }, (_, n) => goodRow(n))];
const withRow = (change: (row: ListCell[]) => void): ListCell[][] => {
  const row = goodRow(1);
  change(row);
  return [[...listHeadings], row];
};

describe('opening a list', () => {
  test('the columns are proposed by their headings; names and numbers in the samples are hidden', async () => {
    const world = await outletWorld();

    const opened = await world.call('import.open', { path: await listAt(small(2)), kind: 'hotline' });

    expect(opened).toMatchObject({ rows: 2, headingRow: 1, remembered: false, before: null, fileName: '清单.xlsx' });
    expect(opened.mapping).toEqual({
      0: 'externalNo',
      1: 'receivedOn',
      2: 'customerName',
      3: 'phone',
      4: 'business',
      5: 'cause',
      6: 'summary',
      7: 'amountFen',
      8: 'closedOn',
      9: 'outcome',
      10: 'liability',
      11: 'measures',
    });
    expect(opened.columns.slice(2, 4).map(({ samples }) => samples)).toEqual([['张*'], ['138****0000', '138****0001']]);
  });

  test('a title above the headings is passed over and merged cells all hold their value', async () => {
    const world = await outletWorld();
    const path = join(tempFolder(), '合并.xlsx');
    const [head = [], first = [], second = []] = small(2);
    await writeXlsxFile([
      [{ value: '城东支行 2024 年投诉台账', columnSpan: head.length }],
      head.map((value) => ({ value: String(value) })),
      first.map((value, at) => (at === 4 ? { value: '人民币储蓄', rowSpan: 2 } : { value: String(value ?? '') })),
      second.map((value, at) => (at === 4 ? null : { value: String(value ?? '') })),
    ]).toFile(path);

    const opened = await world.call('import.open', { path, kind: 'ledger' });
    const checked = await world.call('import.check', await planFor(world, path, 'ledger'));

    expect([opened.headingRow, opened.rows]).toEqual([2, 2]);
    expect(checked.samples.map(({ row, business }) => [row, business])).toEqual([
      [3, 'biz.saving'],
      [4, 'biz.saving'],
    ]);
  });

  test.each(['utf-8', 'utf-8 with mark', 'gb18030'])('a CSV in %s', async (encoding) => {
    const world = await outletWorld();
    const path = join(tempFolder(), '清单.csv');
    const text =
      '工单编号,投诉时间,投诉人,联系电话,业务,原因,投诉内容\r\nA1,2024-06-03,张三,13800000001,储蓄,定价收费,"柜台说没有收费，\r\n结果""收了"" 5 元"\r\n';
    writeFileSync(path, encoding === 'gb18030' ? gbk(text) : `${encoding === 'utf-8' ? '' : '\ufeff'}${text}`);

    const opened = await world.call('import.open', { path, kind: 'hotline' });

    expect([opened.rows, opened.columns.map(({ heading }) => heading)]).toEqual([
      1,
      ['工单编号', '投诉时间', '投诉人', '联系电话', '业务', '原因', '投诉内容'],
    ]);
    expect(opened.columns[6]?.samples).toEqual(['柜台说没有收费， 结果"收了" 5 元']);
  });

  test.each([
    ['a cut-off .xlsx', Buffer.from('504b0304140000000800', 'hex'), /已损坏.*另存为 \.xlsx/],
    ['nothing', Buffer.alloc(0), /空的/],
    ['a program', Buffer.from([0x4d, 0x5a, 0, 0, 0, 0, 0xff, 0xff]), /不是表格/],
  ])('%s is refused with what to do', async (_, bytes, say) => {
    const world = await outletWorld();
    const path = join(tempFolder(), '清单.xls');
    writeFileSync(path, bytes);

    await expect(world.call('import.open', { path, kind: 'other' })).rejects.toMatchObject({
      code: 'fileUnreadable',
      message: expect.stringMatching(say) as unknown,
    });
  });
});

describe('trying', () => {
  test('says row, column, value and reason, and writes nothing', async () => {
    const world = await outletWorld();
    const path = await listAt(listWithBadRows(60, 9));

    const checked = await world.call('import.check', await planFor(world, path));

    expect(checked).toMatchObject({ created: 51, faulty: 9, duplicate: 0, skipped: 0 });
    expect(checked.faults.map(({ column, field, value, reason }) => [column, field, value, reason])).toEqual([
      ['B', '收到日期', '去年夏天', '看不懂这个日期，请写成 2025-06-03 的样子'],
      ['B', '收到日期', '2099-01-01', '收到日期不能晚于今天'],
      ['C', '客户姓名', '', '请填写这一项'],
      ['D', '联系电话', '****0000', '号码不正确：手机 11 位，座机带区号'],
      ['E', '业务类别', '不存在的业务', '没有这个选项，请改成字典里的名称'],
      ['F', '投诉原因', '', '请选择投诉原因'],
      ['G', '诉求摘要', '太短', '请写清诉求，至少 10 个字'],
      ['H', '涉及金额', '一大笔', '看不懂金额，请只写数字，单位为元'],
      ['B', '收到日期', '2024-02-30', '没有这一天，请核对'],
    ]);
    expect((await listed(world)).total).toBe(0);
    expect(recentAudit(world.db, 5, 1e9).map(({ verb }) => verb)).not.toContain('import.check');
    await registered(world);
    expect((await listed(world)).rows[0]?.caseNo).toContain('A001');
  });

  test('a list that changed since it was opened is refused', async () => {
    const world = await outletWorld();
    const path = await listAt(small(1));
    const plan = await planFor(world, path);
    await writeList(path, small(2));

    expect(await world.refusal('import.run', plan)).toMatchObject({ code: 'conflict' });
  });
});

describe('importing', () => {
  test('the same list again and cases known already are told and not doubled', async () => {
    const world = await outletWorld();
    await registered(world, { externalNo: 'kf0000001', phone: '13900000000' });
    await registered(world, {
      receivedOn: '2024-01-04',
      receivedTime: '10:00',
      phone: '13800000002',
      business: 'biz.card.credit.bill',
    });
    const list = [...small(4), goodRow(3)];
    const path = await listAt(list);

    const checked = await world.call('import.check', await planFor(world, path));
    const first = await world.call('import.run', await planFor(world, path));
    const again = await world.call('import.check', await planFor(world, path));

    expect(checked.duplicates.map(({ row, reason }) => [row, reason])).toEqual([
      [3, '外部编号相同'],
      [6, '外部编号相同'],
    ]);
    expect(first).toMatchObject({ created: 3, duplicate: 2, faulty: 0 });
    expect(again).toMatchObject({ created: 0, duplicate: 5 });
    expect((await world.call('import.open', { path, kind: 'hotline' })).before).not.toBeNull();
  });

  test('without an external number, phone, day and business together are the same case', async () => {
    const world = await outletWorld();
    await registered(world, { receivedOn: '2024-01-03', phone: '13800000001', business: 'biz.saving' });
    const same = withRow((row) => (row[0] = null));
    const other = withRow((row) => {
      row[0] = null;
      row[4] = '信用卡账单服务';
    });

    expect((await world.call('import.check', await planFor(world, await listAt(same)))).duplicates).toMatchObject([
      { row: 2, reason: '同一号码、同一天、同一业务' },
    ]);
    expect(await world.call('import.check', await planFor(world, await listAt(other)))).toMatchObject({ created: 1 });
  });

  test('a finished case of an old ledger is finished here too, by the rules of closing', async () => {
    const world = await outletWorld();
    const done = withRow((row) => row.splice(8, 4, '2024-01-10', '达成一致', '无责', '解释说明'));
    const withdrawn = withRow((row) => {
      row[0] = 'KF2';
      row.splice(8, 4, '2024-01-11', '客户撤回', null, null);
    });
    const early = withRow((row) => {
      row[0] = 'KF3';
      row.splice(8, 4, '2024-01-01', '达成一致', '无责', '解释说明');
    });
    const bare = withRow((row) => {
      row[0] = 'KF4';
      row.splice(8, 4, '2024-01-10', null, '无责', '解释说明');
    });
    const list = [...done, ...withdrawn.slice(1), ...early.slice(1), ...bare.slice(1)];
    const path = await listAt(list.map((row, at) => (at === 0 ? row : row.with(5, '服务态度及服务质量/服务态度'))));
    const checked = await world.call('import.check', await planFor(world, path));
    await world.call('import.run', await planFor(world, path));

    const { rows } = await listed(world);
    expect(checked.faults.map(({ row, field }) => [row, field])).toEqual([
      [4, '办结日期'],
      [5, '处理结果'],
    ]);
    expect(rows.map(({ state }) => state).toSorted()).toEqual(['closed', 'withdrawn']);
    const closed = await world.call('complaint.get', { id: rows.find(({ state }) => state === 'closed')?.id ?? '' });
    expect(closed).toMatchObject({
      closedOn: '2024-01-10',
      outcome: 'outcome.agreed',
      liability: 'none',
      externalNo: 'KF0000001',
    });
  });

  test('the columns are remembered for the next list of the kind, also what means nothing', async () => {
    const world = await outletWorld();
    const path = await listAt(small(2));
    const plan = await planFor(world, path);
    const { 7: _, ...rest } = plan.mapping;
    await world.call('import.run', { ...plan, mapping: { ...rest, 12: 'product' } });

    const next = await world.call('import.open', { path: await listAt(small(3)), kind: 'hotline' });
    const other = await world.call('import.open', { path: await listAt(small(3)), kind: 'ledger' });

    expect([next.remembered, next.mapping[7], next.mapping[12]]).toEqual([true, undefined, 'product']);
    expect([other.remembered, other.mapping[7], other.mapping[12]]).toEqual([false, 'amountFen', undefined]);
  });

  test('is one line in the audit trail and says nothing personal', async () => {
    const world = await outletWorld();

    await imported(world, small(3));

    const [line] = recentAudit(world.db, 1, 1e9);
    expect(line).toMatchObject({ verb: 'import.run', note: '客服工单 新增 3 件，有误 0 行，重复 0 行' });
  });
});

describe('undoing', () => {
  test('voids what nobody worked on since and names the rest', async () => {
    const world = await outletWorld();
    const { batch } = await imported(world, small(3));
    const [worked] = (await listed(world)).rows;
    await world.call('complaint.addNote', { id: worked?.id ?? '', text: '已电话核对' });
    expect(await world.refusal('import.undo', { batch, reason: '导错了' })).toMatchObject({ code: 'forbidden' });
    world.as('head');

    const undone = await world.call('import.undo', { batch, reason: '导错了' });

    expect(undone).toEqual({ voided: 2, kept: [worked?.caseNo] });
    expect((await listed(world)).rows.map(({ id }) => id)).toEqual([worked?.id]);
    expect(await world.call('import.batches', {})).toMatchObject([{ id: batch, undone: 2, undoReason: '导错了' }]);
    expect(await world.refusal('import.undo', { batch, reason: '再来一次' })).toMatchObject({ code: 'impossible' });
    expect(await imported(world, small(3))).toMatchObject({ created: 2, duplicate: 1 });
  });

  test('is not for the one who imported', async () => {
    const world = await outletWorld();
    world.as('head');
    const { batch } = await imported(world, small(1));

    expect(await world.refusal('import.undo', { batch, reason: '导错了' })).toMatchObject({ code: 'forbidden' });
  });

  test('a batch all of which was worked on stays', async () => {
    const world = await outletWorld();
    const { batch } = await imported(world, small(1));
    const [line] = (await listed(world)).rows;
    await world.call('complaint.close', { id: line?.id ?? '', ...closing, cause: 'cause.pricing.fee' });
    world.as('head');

    expect(await world.refusal('import.undo', { batch, reason: '导错了' })).toMatchObject({ code: 'impossible' });
  });
});

test('2,000 rows with 37 bad ones', async () => {
  const world = await outletWorld();
  const plan = await planFor(world, await listAt(listWithBadRows(2000)));

  const checked = await world.call('import.check', plan);
  const done = await world.call('import.run', plan);

  expect([checked.faulty, checked.created, checked.duplicate]).toEqual([37, 1963, 0]);
  expect(new Set(checked.faults.map(({ row }) => row)).size).toBe(37);
  expect(done).toMatchObject({ created: 1963, faulty: 37 });
  expect((await listed(world, { limit: 1 })).total).toBe(1963);
}, 120_000);
