import { describe, expect, test } from 'vitest';
import { rows } from '#db/statements.ts';
import { aDraft, closing, listed, registered } from '#tests/helpers/complaint.ts';
import { outletWorld } from '#tests/helpers/world.ts';

describe('from contact to follow-up', () => {
  test('the whole path', async () => {
    const world = await outletWorld();
    const id = await registered(world);

    world.at('2025-06-13', '10:00');
    expect((await world.call('complaint.addContact', { id, means: 'means.phone', reached: false })).state).toBe(
      'registered',
    );
    world.at('2025-06-16', '10:00');
    expect(
      (await world.call('complaint.addContact', { id, means: 'means.phone', reached: true, text: '已说明处理时限' }))
        .state,
    ).toBe('handling');
    world.at('2025-06-18', '10:00');
    await world.call('complaint.setPlan', { id, text: '退还差额并说明' });
    await world.call('complaint.addNote', { id, text: '已报支行审批' });
    world.at('2025-06-20', '10:00');
    await world.call('complaint.close', { id, ...closing });
    world.at('2025-06-23', '10:00');
    expect(
      (await world.call('complaint.followUp', { id, means: 'means.phone', satisfaction: 'satisfaction.unreachable' }))
        .state,
    ).toBe('closed');
    await world.call('complaint.followUp', { id, means: 'means.phone', satisfaction: 'satisfaction.satisfied' });

    const view = await world.call('complaint.get', { id });
    expect(view).toMatchObject({
      state: 'followed',
      contactedOn: '2025-06-16',
      plannedOn: '2025-06-18',
      closedOn: '2025-06-20',
      followedOn: '2025-06-23',
      satisfaction: 'satisfaction.satisfied',
      calendarRev: '2025.1',
      next: null,
      due: { name: 'finish', state: 'early', actual: '2025-06-20' },
    });
    expect(view.clocks.map(({ name, due, state }) => [name, due, state])).toEqual([
      ['contact', '2025-06-17', 'early'],
      ['plan', '2025-06-19', 'early'],
      ['finish', '2025-06-26', 'early'],
      ['legal', '2025-06-27', 'early'],
      ['review', '2025-07-20', 'pending'],
    ]);
    expect(view.steps.map(({ kind }) => kind)).toEqual([
      'followUp',
      'followUp',
      'close',
      'note',
      'plan',
      'contact',
      'contact',
      'register',
    ]);
    expect(view.clocks[0]?.explain[0]).toBe('首次联系：2025年6月17日（周二）');
  });

  test('an unanswered call does not stop the three days', async () => {
    const world = await outletWorld();
    const id = await registered(world);
    world.at('2025-06-17', '10:00');
    await world.call('complaint.addContact', { id, means: 'means.phone', reached: false });

    expect((await world.call('complaint.get', { id })).due).toMatchObject({ name: 'contact', state: 'today' });
  });

  test('solved on the spot: closing counts as contact and plan', async () => {
    const world = await outletWorld();
    const id = await registered(world);
    await world.call('complaint.close', { id, ...closing });

    expect(await world.call('complaint.get', { id })).toMatchObject({
      state: 'closed',
      contactedOn: '2025-06-12',
      plannedOn: '2025-06-12',
      closedOn: '2025-06-12',
    });
  });

  test.each([
    [{ business: 'biz.card.credit' }, 'business', '“信用卡”下面还有细项，办结时请选到最末一级'],
    [{ liability: 'bank' as const }, 'bankCause', '银行有责时请选择行方原因'],
    [{ measures: [] }, 'measures', '请至少选择一项措施'],
    [{ outcome: 'outcome.withdrawn' }, 'outcome', '客户撤回请用“撤回”，并写明原因'],
    [{ on: '2025-06-11' }, 'on', '不能早于收到日期（2025年6月12日）'],
    [{ on: '2025-06-13' }, 'on', '日期不能晚于今天（2025年6月12日）'],
  ])('a closing with %j is refused', async (more, field, reason) => {
    const world = await outletWorld();
    const id = await registered(world);

    expect(await world.refusal('complaint.close', { id, ...closing, ...more })).toEqual({
      code: 'invalid',
      fields: { [field]: reason },
    });
  });

  test('the class given at registration may be coarse, at closing not', async () => {
    const world = await outletWorld();
    const id = await registered(world, { business: 'biz.card', cause: 'cause.pricing' });

    const refused = await world.refusal('complaint.close', { id, ...closing });
    expect(Object.keys(refused?.fields ?? {})).toEqual(['business', 'cause']);
    await world.call('complaint.close', {
      id,
      ...closing,
      business: 'biz.card.credit.use',
      cause: 'cause.pricing.fee',
    });
    expect(await world.call('complaint.get', { id })).toMatchObject({
      business: 'biz.card.credit.use',
      state: 'closed',
    });
  });

  test('impossible moves say why and change nothing', async () => {
    const world = await outletWorld();
    const id = await registered(world);
    const before = rows(world.db, 'SELECT count(*) AS n FROM op')[0];

    await expect(world.call('complaint.setPlan', { id, text: '退还差额' })).rejects.toThrow(
      '还没有联系上客户，请先记录联系，再出方案',
    );
    await expect(
      world.call('complaint.followUp', { id, means: 'means.phone', satisfaction: 'satisfaction.fair' }),
    ).rejects.toThrow('此件尚未办结，办结后再回访');
    expect(rows(world.db, 'SELECT count(*) AS n FROM op')[0]).toEqual(before);

    await world.call('complaint.withdraw', { id, reason: '客户来电表示已解决' });
    expect(await world.call('complaint.get', { id })).toMatchObject({
      state: 'withdrawn',
      due: null,
      clocks: [],
      next: null,
    });
    await expect(world.call('complaint.close', { id, ...closing })).rejects.toThrow('此件已撤回，不能再办结');
  });

  test('voiding takes two; the number stays used and the case readable', async () => {
    const world = await outletWorld();
    const id = await registered(world);

    const asked = await world.call('complaint.ask', { id, kind: 'void', reason: '重复登记' });
    expect((await listed(world)).total).toBe(1);
    world.as('head');
    await world.call('complaint.decide', { request: asked.id, approve: true });

    expect(await world.call('complaint.get', { id })).toMatchObject({
      voided: true,
      voidReason: '重复登记',
      next: null,
    });
    expect((await listed(world)).total).toBe(0);
    expect((await listed(world, { voided: true })).total).toBe(1);
    await expect(world.call('complaint.addNote', { id, text: '补记' })).rejects.toThrow('此件已作废，不能再办理');
    expect((await world.call('complaint.create', aDraft())).caseNo).toContain('A002');
  });
});

describe('correcting', () => {
  test('writes only what differs and shows in the history with the value before and after', async () => {
    const world = await outletWorld();
    const id = await registered(world);
    await world.call('complaint.update', {
      id,
      fields: { business: 'biz.card.credit.bill', product: '账单分期', phone: '13812345678' },
    });

    const [last] = rows<{ line: string; private: string | null }>(
      world.db,
      'SELECT line, private FROM op ORDER BY seq DESC LIMIT 1',
    );
    expect((JSON.parse(last?.line ?? '') as { f: object }).f).toEqual({
      business: 'biz.card.credit.bill',
      product: '账单分期',
    });
    expect(last?.private).toBeNull();
    expect((await world.call('complaint.get', { id })).steps[0]).toMatchObject({
      kind: 'edit',
      changes: [
        { label: '产品名称', before: '（空）', after: '账单分期' },
        { label: '业务类别', before: '信用卡使用和还款', after: '信用卡账单服务' },
      ],
      byName: '王小敏',
    });

    const count = rows(world.db, 'SELECT count(*) AS n FROM op');
    await world.call('complaint.update', { id, fields: { business: 'biz.card.credit.bill' } });
    expect(rows(world.db, 'SELECT count(*) AS n FROM op')).toEqual(count);
  });

  test('a new number is found by the hint', async () => {
    const world = await outletWorld();
    const id = await registered(world);
    await world.call('complaint.update', { id, fields: { phone: '13900001111' } });

    expect((await world.call('complaint.hint', { phone: '139 0000 1111' })).cases.map((found) => found.id)).toEqual([
      id,
    ]);
    expect((await world.call('complaint.hint', { phone: '13812345678' })).cases).toEqual([]);
  });

  test('what moves the clocks is for the head, with a reason in the timeline', async () => {
    const world = await outletWorld();
    const id = await registered(world);
    const change = { id, fields: { receivedOn: '2025-06-11' } };

    expect(await world.refusal('complaint.update', change)).toMatchObject({ code: 'forbidden' });
    world.as('head');
    expect(await world.refusal('complaint.update', change)).toEqual({
      code: 'invalid',
      fields: { reason: '请写明更正的原因' },
    });
    await world.call('complaint.update', { ...change, reason: '客户昨日已到柜台' });

    const view = await world.call('complaint.get', { id });
    expect(view.clocks[0]?.due).toBe('2025-06-16');
    expect(view.steps[0]).toMatchObject({
      kind: 'note',
      text: '更正收到日期：2025-06-12 → 2025-06-11。原因：客户昨日已到柜台',
    });
    await world.call('complaint.update', { id, fields: { complexity: 'complex' }, reason: '需调阅录像' });
    expect((await world.call('complaint.get', { id })).clocks.find(({ name }) => name === 'legal')?.due).toBe(
      '2025-07-11',
    );
  });

  test('marking as forwarded asks for the letter', async () => {
    const world = await outletWorld();
    const id = await registered(world);

    const refused = await world.refusal('complaint.update', { id, fields: { forwarded: true } });
    expect(Object.keys(refused?.fields ?? {})).toEqual(['forwardedBy', 'letterNo', 'letterDueOn']);
    await world.call('complaint.update', {
      id,
      fields: {
        forwarded: true,
        forwardedBy: 'authority.nfra',
        letterNo: '金监转〔2025〕8号',
        letterDueOn: '2025-06-16',
      },
    });
    expect((await world.call('complaint.get', { id })).due).toMatchObject({ name: 'letter', due: '2025-06-16' });
  });

  test('a finished case is corrected by two, and keeps its last level', async () => {
    const world = await outletWorld();
    const id = await registered(world);
    await world.call('complaint.close', { id, ...closing });

    world.as('head');
    expect(await world.refusal('complaint.update', { id, fields: { product: '分期' } })).toMatchObject({
      code: 'forbidden',
    });
    expect(
      await world.refusal('complaint.ask', { id, kind: 'change', reason: '选错', fields: { business: 'biz.card' } }),
    ).toMatchObject({ code: 'invalid' });
    world.as('clerk');
    const asked = await world.call('complaint.ask', {
      id,
      kind: 'change',
      reason: '漏填产品',
      fields: { product: '分期' },
    });
    expect((await world.call('complaint.get', { id })).product).toBeNull();
    expect(await world.refusal('complaint.decide', { request: asked.id, approve: true })).toMatchObject({
      code: 'forbidden',
    });
    world.as('head');
    await world.call('complaint.decide', { request: asked.id, approve: true });
    expect((await world.call('complaint.get', { id })).product).toBe('分期');
  });
});
