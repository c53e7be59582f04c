import { describe, expect, it } from 'vitest';
import { rows } from '#db/statements.ts';
import { ledgerBooks, ledgerCounts, noCounts } from '#domain/ledger.ts';
import { centreWorld, outletWorld } from '#tests/helpers/world.ts';

const review = {
  ...noCounts,
  heldOn: '2025-03-18',
  title: '“智享盈”结构性存款',
  kind: '产品',
  number: '审〔2025〕3号',
  owner: '个人金融部',
  note: null,
  suggestions: 4,
  adopted: 4,
};

describe('the centre’s books', () => {
  it('keep an entry with the counts of its book, and nothing goes to an outlet', async () => {
    const { call, db } = await centreWorld();

    const { id } = await call('ledger.save', { id: null, book: 'review', ...review, people: 9 });
    await call('ledger.save', { id, book: 'review', ...review, suggestions: 5 });

    expect(await call('ledger.list', { book: 'review' })).toEqual([{ id, ...review, suggestions: 5 }]);
    expect(await call('ledger.list', { book: 'rule' })).toEqual([]);
    const streams = rows<{ stream: string }>(
      db,
      `SELECT DISTINCT stream FROM chain JOIN op ON op.chain = chain.id WHERE op.entity = 'ledger_entry'`,
    );
    expect(streams).toEqual([{ stream: 'centre' }]);
  });

  it('refuse what cannot be: more adopted than suggested, more mended than found, a day to come', async () => {
    const { refusal } = await centreWorld();
    const save = (book: 'review' | 'check' | 'meeting', change: object) =>
      refusal('ledger.save', { id: null, book, ...review, ...change });

    expect((await save('review', { adopted: 5 }))?.fields).toEqual({ adopted: '不能多于意见建议' });
    expect((await save('check', { kind: null, points: 3, rectified: 4 }))?.fields).toEqual({
      rectified: '不能多于发现的问题',
    });
    expect((await save('meeting', { kind: null, items: 1, done: 2 }))?.fields).toEqual({ done: '不能多于事项' });
    expect((await save('review', { heldOn: '2025-06-13' }))?.fields).toEqual({ heldOn: '不能晚于今天' });
    expect((await save('review', { kind: '花卉' }))?.fields).toEqual({ kind: '请从列出的类别里选' });
    expect((await save('review', { title: ' ', owner: '' }))?.fields).toEqual({
      title: '请填写名称',
      owner: '请填写负责人',
    });
  });

  it('take a list from Excel, whole or not at all; bad lines say why', async () => {
    const { call, refusal } = await centreWorld();
    const heading =
      '结束日期\t排查名称\t类别\t报告编号\t问题类别\t风险点\t风险隐患\t管理漏洞\t已整改\t修订合同文本\t废止话术\t负责人\t备注';
    const good = '2025/4/30\t信用卡分期和个人信用贷款\t回头看\t\t4\t15\t\t\t15\t\t\t消保中心\t';
    const later = '5月31日\t个人信贷全流程\t专项排查\t\t\t\t８\t3\t11\t4\t27\t消保中心\t三个月';

    const checked = await call('ledger.check', {
      book: 'check',
      text: [
        heading,
        good,
        '2025-13-01\tx\t\t\t\t\t\t\t\t\t\t甲',
        '2025-05-01\tx\t\t\t\t二\t\t\t\t\t\t甲',
        '2025-05-01\ty\t\t\t\t1\t\t\t2\t\t\t甲',
      ].join('\n'),
    });
    const refused = await refusal('ledger.paste', { book: 'check', text: `${good}\n2025-05-01\tx` });
    const none = await call('ledger.list', { book: 'check' });
    const done = await call('ledger.paste', { book: 'check', text: [heading, good, later].join('\n') });

    expect(checked.map(({ problem }) => problem)).toEqual([
      '',
      '结束日期“2025-13-01”看不懂',
      '风险点“二”不是整数',
      '已整改不能多于发现的问题',
    ]);
    expect(refused).toMatchObject({ code: 'invalid', fields: { text: '第 2 行：缺少负责人' } });
    expect(none).toEqual([]);
    expect(done).toEqual({ added: 2 });
    expect(await call('ledger.list', { book: 'check' })).toMatchObject([
      { heldOn: '2025-05-31', hazards: 8, gaps: 3, contracts: 4, scripts: 27, note: '三个月' },
      { heldOn: '2025-04-30', classes: 4, points: 15, rectified: 15 },
    ]);
  });

  it('add up per period; a voided entry counts no more', async () => {
    const { call } = await centreWorld();
    const save = async (heldOn: string): Promise<string> =>
      (await call('ledger.save', { id: null, book: 'review', ...review, heldOn })).id;
    await save('2025-01-01');
    const wrong = await save('2025-06-12');
    await save('2024-12-31');
    const sums = async () =>
      (await call('ledger.totals', { from: '2025-01-01', to: '2025-06-30' })).find(({ book }) => book === 'review');

    const before = await sums();
    await call('ledger.void', { id: wrong, reason: '重复登记' });
    const after = await sums();

    expect(before).toMatchObject({ entries: 2, sums: { suggestions: 8, adopted: 8, points: 0 } });
    expect(after).toMatchObject({ entries: 1, sums: { suggestions: 4 } });
    expect((await call('ledger.totals', { from: null, to: null })).map(({ entries }) => entries)).toEqual(
      Object.keys(ledgerBooks).map((book) => (book === 'review' ? 2 : 0)),
    );
  });

  it('are the centre’s: not for an outlet, not for the administrator', async () => {
    const outlet = await outletWorld();
    const centre = await centreWorld();
    centre.as('admin');

    for (const { refusal } of [outlet, centre])
      expect((await refusal('ledger.list', { book: 'rule' }))?.code).toBe('forbidden');
  });

  it('every count is kept by some book', () => {
    const kept = new Set(Object.values(ledgerBooks).flatMap(({ counts }): readonly string[] => counts));
    expect(Object.keys(ledgerCounts).filter((name) => !kept.has(name))).toEqual([]);
  });
});
