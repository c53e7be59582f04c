/** What a counter types, pastes and gets wrong: refused with a reason beside the field, or kept as it is. */
import { describe, expect, test } from 'vitest';
import { rows } from '#db/statements.ts';
import { aDraft, closing, listed, registered } from '#tests/helpers/complaint.ts';
import { outletWorld } from '#tests/helpers/world.ts';

describe('refused with a reason, and nothing is written', () => {
  test.each([
    ['a day that is still to come', { receivedOn: '2025-06-13' }, 'receivedOn', '收到日期不能晚于今天'],
    ['a day that never was', { receivedOn: '2025-02-30' }, 'receivedOn', '不是有效日期'],
    ['a number no telephone has', { phone: '12345678901' }, 'phone', '号码不正确：手机 11 位，座机带区号'],
    ['10,000 signs', { summary: '长'.repeat(10_000) }, 'summary', '最多 2000 个字'],
    ['nothing but blanks', { summary: ' 　\n\t '.repeat(5) }, 'summary', '请写清诉求，至少 10 个字'],
    ['a group of one', { groupSize: 1 }, 'groupSize', '群体投诉至少 2 人'],
    [
      'a sixth representative',
      { groupSize: 20, representatives: ['甲', '乙', '丙', '丁', '戊', '己'] },
      'representatives',
      '代表人最多 5 名（集体来访的，推选代表）',
    ],
    ['money that is none', { amountFen: -1 }, 'amountFen', '金额不能为负'],
  ])('%s', async (_title, change, field, reason) => {
    const world = await outletWorld();

    expect(await world.refusal('complaint.create', aDraft(change))).toMatchObject({
      code: 'invalid',
      fields: { [field]: reason },
    });
    expect(rows(world.db, 'SELECT count(*) AS n FROM op')).toEqual([{ n: 0 }]);
  });
});

describe('kept sign by sign', () => {
  test.each([
    ['rare names', { customerName: '龚䶮㛃' }],
    ['signs beyond the first plane', { customerName: '𠮷野家' }],
    ['emoji and a joined family', { summary: '客户发来👨‍👩‍👧‍👦😡要求退还手续费并道歉' }],
    ['pasted markup', { summary: '<script>alert(1)</script><b>要求退还</b>手续费&nbsp;' }],
    ['line breaks and tabs', { summary: '一、多扣费用\n二、要求\t退还手续费' }],
    ['what SQL would mean', { summary: `'; DROP TABLE complaint; -- 要求退还手续费` }],
  ])('%s', async (_title, change) => {
    const world = await outletWorld();
    const id = await registered(world, change);

    for (const [field, value] of Object.entries(change)) {
      const shown = await world.call('complaint.reveal', { id, field: field as 'summary', reason: '核实身份' });
      expect(shown.value).toBe(value);
    }
    expect((await listed(world)).total).toBe(1);
  });
});

test('a receipt in a year without a calendar is dated by estimate, and says so', async () => {
  const world = await outletWorld();
  const id = await registered(world, { receivedOn: '1999-03-01', receivedTime: '09:00' });

  const { clocks } = await world.call('complaint.get', { id });
  expect(clocks.filter(({ estimated }) => estimated).map(({ name }) => name)).toEqual(['contact', 'plan', 'finish']);
  expect(clocks[0]?.explain.join()).toContain('按周一至周五估算');
});

test('what was closed is not changed by one person, whatever the role', async () => {
  const world = await outletWorld();
  const id = await registered(world);
  await world.call('complaint.close', { id, ...closing });

  for (const role of ['clerk', 'head'] as const) {
    world.as(role);
    await expect(world.call('complaint.update', { id, fields: { receivedOn: '2025-06-11' } })).rejects.toThrow(
      '请提交更正申请',
    );
  }
  expect((await world.call('complaint.get', { id })).receivedOn).toBe('2025-06-12');
});
