import { describe, expect, test } from 'vitest';
import { conflictWords } from '#services/conflict-words.ts';
import { shownCell } from '#services/import-rows.ts';
import { closing, registered } from '#tests/helpers/complaint.ts';
import { outletWorld } from '#tests/helpers/world.ts';

const me = async (world: Awaited<ReturnType<typeof outletWorld>>, role: 'clerk' | 'head') => {
  world.as(role);
  return (await world.call('complaint.get', { id: await registered(world) })).handler;
};

describe('who is complained about', () => {
  test('cannot be named as the one who handles it, at once or later', async () => {
    const world = await outletWorld();
    const head = await me(world, 'head');
    const clerk = await me(world, 'clerk');

    const atOnce = registered(world, { complainedStaff: [clerk] });
    await expect(atOnce).rejects.toMatchObject({
      code: 'invalid',
      details: { handler: expect.stringContaining('回避') as unknown },
    });
    const id = await registered(world, { complainedStaff: [head] });
    expect(await world.refusal('complaint.update', { id, fields: { handler: head } })).toMatchObject({
      fields: { handler: '此人是被投诉人员，须回避，请选其他人' },
    });
    expect(await world.refusal('complaint.update', { id, fields: { complainedStaff: [clerk] } })).toMatchObject({
      fields: { handler: '此人是被投诉人员，须回避，请选其他人' },
    });
    expect(await world.refusal('complaint.update', { id, fields: { complainedStaff: ['999999'] } })).toMatchObject({
      fields: { complainedStaff: '名册里没有工号 999999' },
    });
  });

  test('does nothing on the case but give it away, and approves nothing of it', async () => {
    const world = await outletWorld();
    const head = await me(world, 'head');
    world.as('clerk');
    const id = await registered(world, { complainedStaff: [head] });
    const { id: request } = await world.call('complaint.ask', { id, kind: 'extend', reason: '需调取影像资料' });
    world.as('head');

    const contact = { id, means: 'means.phone', reached: true, text: '已说明处理时限' };
    await expect(world.call('complaint.addContact', contact)).rejects.toThrow('您是本件的被投诉人员，按规定须回避');
    await expect(world.call('complaint.close', { id, ...closing })).rejects.toThrow('须回避');
    await expect(world.call('complaint.decide', { request, approve: true, note: '' })).rejects.toThrow('须回避');
    const view = await world.call('complaint.get', { id });
    expect(view.moves.transfer).toBe('');
    world.as('clerk');
    await world.call('complaint.unask', { request });
    world.as('head');
    await world.call('complaint.transfer', { id, to: 'centre', text: '本人被投诉，须回避' });
    expect((await world.call('complaint.get', { id })).transferredTo).toBe('centre');
  });
});

describe('who complains for somebody else', () => {
  const agency = { filerKind: 'filer.agent' } as const;

  test('is told no result before his relation and mandate are written down', async () => {
    const world = await outletWorld();
    const id = await registered(world, agency);

    await expect(world.call('complaint.close', { id, ...closing })).rejects.toThrow(
      '还没有登记代理人及与客户的关系和所见的授权证明（委托书，监护、继承证明），不能办结或答复',
    );
    await world.call('complaint.update', { id, fields: { agent: '李四，客户之子' } });
    await expect(world.call('complaint.close', { id, ...closing })).rejects.toThrow('还没有登记所见的授权证明');
    await world.call('complaint.update', { id, fields: { mandate: '授权委托书原件' } });
    await world.call('complaint.close', { id, ...closing, basis: '合同第七条' });
    expect((await world.call('complaint.get', { id })).state).toBe('closed');
    expect((await world.call('print.paper', { paper: 'P04', id })).pages).toBe(1);
  });

  test('can be refused for want of a mandate', async () => {
    const world = await outletWorld();
    const id = await registered(world, agency);

    await world.call('complaint.close', { id, ...closing, outcome: 'outcome.refused' });

    expect((await world.call('complaint.get', { id })).state).toBe('rejected');
  });

  test('is hidden wherever the case is looked at, and shown for a reason', async () => {
    const world = await outletWorld();
    const id = await registered(world, { ...agency, agent: '王五，客户之女' });
    await world.call('complaint.update', { id, fields: { agent: '李四，客户之子' } });

    const seen = [
      await world.call('complaint.get', { id }),
      await world.call('complaint.history', { id }),
      conflictWords(world).valueText('complaint', 'agent', '李四，客户之子'),
      shownCell('李四，客户之子', 'agent'),
    ];

    expect(JSON.stringify(seen)).not.toMatch(/李四|王五/);
    expect(JSON.stringify(seen).match(/李\*\*\*/g)?.length).toBeGreaterThan(3);
    expect(await world.call('complaint.reveal', { id, field: 'agent', reason: '核对身份' })).toEqual({
      value: '李四，客户之子',
    });
  });
});
