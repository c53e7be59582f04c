import { describe, expect, test } from 'vitest';
import { rows } from '#db/statements.ts';
import { closing, listed, registered } from '#tests/helpers/complaint.ts';
import type { TestWorld } from '#tests/helpers/world.ts';
import { outletWorld } from '#tests/helpers/world.ts';

const clock = async (world: TestWorld, id: string, name: string) =>
  (await world.call('complaint.get', { id })).clocks.find((each) => each.name === name);

async function contacted(world: TestWorld): Promise<string> {
  const id = await registered(world);
  await world.call('complaint.addContact', { id, means: 'means.phone', reached: true, text: '已说明处理时限' });
  return id;
}

describe('a pause', () => {
  test('for a mediation moves the legal date by its length and leaves 3-5-10 alone', async () => {
    const world = await outletWorld();
    const id = await contacted(world);
    world.at('2025-06-16');
    await world.call('complaint.pause', {
      id,
      kind: 'mediation',
      organisation: '金融纠纷调解中心',
      text: '客户同意调解',
    });

    world.at('2025-06-24');
    expect(await clock(world, id, 'legal')).toMatchObject({ state: 'paused' });
    await expect(world.call('complaint.close', { id, ...closing })).rejects.toThrow('请先恢复计时，再办结');
    expect(await world.refusal('complaint.resume', { id, on: '2025-06-13', text: '达成调解协议' })).toMatchObject({
      fields: { on: '不能早于暂停的那一天（2025年6月16日）' },
    });
    await world.call('complaint.resume', { id, on: '2025-06-23', text: '达成调解协议' });

    expect(await clock(world, id, 'finish')).toMatchObject({ due: '2025-06-26' });
    expect(await clock(world, id, 'legal')).toMatchObject({
      due: '2025-07-04',
      explain: expect.arrayContaining(['7/4(五) 调解期间（2025年6月16日起7天）不计，顺延']) as unknown,
    });
    expect((await listed(world)).rows[0]?.clock).toMatchObject({ name: 'plan', due: '2025-06-19', state: 'overdue' });
    await world.call('complaint.close', { id, ...closing });
  });

  test('cannot begin twice nor end where none is', async () => {
    const world = await outletWorld();
    const id = await registered(world);

    await expect(world.call('complaint.resume', { id, text: '恢复办理' })).rejects.toThrow('没有在暂停计时');
    await world.call('complaint.pause', { id, kind: 'appraisal', organisation: '司法鉴定所', text: '笔迹鉴定' });
    await expect(
      world.call('complaint.pause', { id, kind: 'mediation', organisation: '调解中心', text: '客户同意' }),
    ).rejects.toThrow('已在暂停计时，请先恢复');
  });
});

describe('an extension', () => {
  test('counts once another person approved it and the customer was told', async () => {
    const world = await outletWorld();
    const id = await contacted(world);
    world.at('2025-06-20');
    const asked = await world.call('complaint.ask', { id, kind: 'extend', reason: '需向上级机构调取影像' });
    await expect(world.call('complaint.ask', { id, kind: 'extend', reason: '再次申请' })).rejects.toThrow(
      '已有一项“延期”申请等待审批',
    );
    await expect(world.call('complaint.tellExtension', { id, means: 'means.sms', text: '短信编号 1' })).rejects.toThrow(
      '延期还没有批准',
    );
    world.as('head');
    await world.call('complaint.decide', { request: asked.id, approve: true, note: '分行分管行长同意' });

    expect(await clock(world, id, 'legal')).toMatchObject({
      due: '2025-07-12',
      explain: expect.arrayContaining(['延期尚未告知投诉人，暂不延长']) as unknown,
    });
    world.at('2025-06-23');
    await world.call('complaint.tellExtension', { id, means: 'means.sms', text: '短信编号 20250623-01' });

    expect(await clock(world, id, 'legal')).toMatchObject({ due: '2025-08-11' });
    expect(await world.call('complaint.get', { id })).toMatchObject({
      complexity: 'special',
      extendedOn: '2025-06-20',
      extensionToldOn: '2025-06-23',
    });
    await expect(world.call('complaint.ask', { id, kind: 'extend', reason: '再延' })).rejects.toThrow(
      '延期已经批准过一次，不能再延',
    );
  });

  test('is not approved by the one who asked; a refusal says why and leaves everything as it was', async () => {
    const world = await outletWorld();
    const id = await registered(world);
    world.as('head');
    const own = await world.call('complaint.ask', { id, kind: 'extend', reason: '需外部核实' });
    await expect(world.call('complaint.decide', { request: own.id, approve: true })).rejects.toThrow(
      '自己提出的申请须由另一位有审批权限的人审批',
    );
    await world.call('complaint.unask', { request: own.id });
    world.as('clerk');
    const asked = await world.call('complaint.ask', { id, kind: 'extend', reason: '需外部核实' });
    await expect(world.call('complaint.unask', { request: own.id })).rejects.toThrow('这项申请已收回');
    world.as('head');
    expect(await world.refusal('complaint.decide', { request: asked.id, approve: false })).toMatchObject({
      fields: { note: '不同意请写明理由' },
    });
    await world.call('complaint.decide', { request: asked.id, approve: false, note: '可以按期办结' });

    expect((await world.call('complaint.get', { id })).complexity).toBe('normal');
    expect((await world.call('complaint.get', { id })).requests.map(({ decision }) => decision)).toEqual([
      'refused',
      'cancelled',
    ]);
  });
});

test('what waits for a decision stands on the first screen of who may decide, and of nobody else', async () => {
  const world = await outletWorld();
  const id = await registered(world);
  await world.call('complaint.ask', { id, kind: 'void', reason: '重复登记' });
  const waiting = async () => (await world.call('today.load', {})).items.filter(({ group }) => group === 'toApprove');

  expect(await waiting()).toEqual([]);
  world.as('head');
  expect(await waiting()).toMatchObject([{ id, detail: '申请作废', who: '王小敏', action: 'open' }]);
});

describe('beginning again', () => {
  test('new facts start all clocks on that day; lists and figures follow', async () => {
    const world = await outletWorld();
    const id = await registered(world);
    world.at('2025-06-16');
    await world.call('complaint.restart', { id, text: '客户提交了新的通话录音' });

    expect(await clock(world, id, 'contact')).toMatchObject({ due: '2025-06-19' });
    expect(await clock(world, id, 'finish')).toMatchObject({ due: '2025-06-30' });
    expect(await clock(world, id, 'legal')).toMatchObject({ due: '2025-07-01' });
    expect((await listed(world)).rows[0]?.clock).toMatchObject({ name: 'contact', due: '2025-06-19' });
    // By the first day of receipt the tenth working day would have been 26 June.
    world.at('2025-06-30', '10:00');
    await world.call('complaint.close', { id, ...closing });
    const met = {
      from: '2025-06-01',
      to: '2025-06-30',
      duty: { name: 'finish', result: 'met', asOf: '2025-06-30' },
    } as const;
    expect((await listed(world, met)).total).toBe(1);
  });

  test('a closed case is reopened; what the closing said stays in its history', async () => {
    const world = await outletWorld();
    const id = await registered(world);
    await world.call('complaint.close', { id, ...closing });
    await world.call('complaint.followUp', { id, means: 'means.phone', satisfaction: 'satisfaction.dissatisfied' });
    world.at('2025-06-20');
    await world.call('complaint.reopen', { id, newFacts: true, text: '客户补充了转账凭证' });

    const view = await world.call('complaint.get', { id });
    expect(view).toMatchObject({ state: 'handling', closedOn: null, outcome: null, restartedOn: '2025-06-20' });
    expect(view.clocks.find(({ name }) => name === 'finish')).toMatchObject({ due: '2025-07-04', state: 'pending' });
    const [last] = await world.call('complaint.history', { id });
    expect(last?.changes).toEqual(
      expect.arrayContaining([
        { label: '状态', before: '已回访', after: '处理中' },
        { label: '办结日', before: '2025-06-12', after: '（空）' },
        { label: '处理结果', before: '达成一致', after: '（空）' },
        { label: '满意度', before: '不满意', after: '（空）' },
      ]),
    );
  });
});

describe('核查', () => {
  test('is asked for within 30 days and decided within 30', async () => {
    const world = await outletWorld();
    const id = await registered(world);
    await expect(world.call('complaint.review', { id, text: '不服处理结果' })).rejects.toThrow('此件尚未办结');
    await world.call('complaint.close', { id, ...closing });
    world.at('2025-07-13');
    expect(await world.refusal('complaint.review', { id, text: '不服处理结果' })).toMatchObject({
      fields: { on: expect.stringContaining('已于2025年7月12日截止') as unknown },
    });
    await world.call('complaint.review', { id, on: '2025-07-12', text: '不服处理结果' });
    expect(await world.call('complaint.get', { id })).toMatchObject({ reviewDueOn: '2025-08-11' });
    world.at('2025-07-20');
    await world.call('complaint.decideReview', { id, result: 'upheld', text: '原处理事实清楚，予以维持' });
    await expect(world.call('complaint.decideReview', { id, result: 'changed', text: '予以变更处理' })).rejects.toThrow(
      '已经登记过核查决定',
    );
  });
});

describe('会商, 转办, 保管', () => {
  test('a consultation keeps who took part and what was decided', async () => {
    const world = await outletWorld();
    const id = await contacted(world);
    expect(await world.refusal('complaint.consult', { id, members: ['李建国'], text: '同意退还手续费' })).toMatchObject(
      {
        code: 'invalid',
      },
    );
    await world.call('complaint.consult', { id, members: ['李建国', '分行消保中心赵分析'], text: '同意退还手续费' });

    const view = await world.call('complaint.get', { id });
    expect(view.consultedOn).toBe('2025-06-12');
    expect(view.steps[0]).toMatchObject({
      kind: 'consult',
      members: ['李建国', '分行消保中心赵分析'],
      text: '同意退还手续费',
    });
  });

  test('a transfer is a mark; the clocks run on and it can be taken back', async () => {
    const world = await outletWorld();
    const id = await registered(world);
    expect(await world.refusal('complaint.transfer', { id, to: 'O999', text: '业务归口' })).toMatchObject({
      fields: { to: '没有这个网点' },
    });
    await world.call('complaint.transfer', { id, to: 'O101', text: '账户在开发区支行' });
    expect(await world.call('complaint.get', { id })).toMatchObject({
      state: 'registered',
      transferredToName: '开发区支行',
      due: { name: 'contact', due: '2025-06-17' },
    });
    await world.call('complaint.transfer', { id, to: null, text: '客户要求本网点处理' });
    expect((await world.call('complaint.get', { id })).transferredTo).toBeNull();
  });
});

describe('two users on one case', () => {
  test('other fields stand beside each other, the same field is not overwritten unseen', async () => {
    const world = await outletWorld();
    const id = await registered(world);
    const { head } = await world.call('complaint.get', { id });
    world.as('head');
    await world.call('complaint.update', { id, fields: { product: '账单分期' }, seen: head });
    world.as('clerk');
    await world.call('complaint.update', { id, fields: { amountFen: 12_000 }, seen: head });

    await expect(world.call('complaint.update', { id, fields: { product: '现金分期' }, seen: head })).rejects.toThrow(
      '产品名称在 09:30 已由李建国修改，您的修改没有保存',
    );
    expect(await world.call('complaint.get', { id })).toMatchObject({ product: '账单分期', amountFen: 12_000 });
  });

  test('a case is closed once', async () => {
    const world = await outletWorld();
    const id = await registered(world);
    await world.call('complaint.close', { id, ...closing });
    world.as('head');
    await expect(world.call('complaint.close', { id, ...closing })).rejects.toThrow('此件已办结，不能再办结');
  });
});

describe('solved on the spot', () => {
  test('registers and closes in one step, or does neither', async () => {
    const world = await outletWorld();
    const draft = {
      receivedOn: '2025-06-12',
      receivedTime: '09:10',
      source: 'src.site',
      business: 'biz.card.credit.use',
      cause: 'cause.pricing.fee',
      customerName: '张三丰',
      phone: '13812345678',
      summary: '信用卡分期手续费与柜台说明不一致，要求退还',
    };
    expect(
      await world.refusal('complaint.createSolved', { draft: { ...draft, business: 'biz.card' }, result: closing }),
    ).toMatchObject({ fields: { business: expect.stringContaining('请选到最末一级') as unknown } });
    expect((await listed(world)).total).toBe(0);

    const made = await world.call('complaint.createSolved', { draft, result: closing });
    expect(made.caseNo).toContain('A001');
    expect(await world.call('complaint.get', { id: made.id })).toMatchObject({
      state: 'closed',
      contactedOn: '2025-06-12',
      plannedOn: '2025-06-12',
      closedOn: '2025-06-12',
    });
    expect(rows(world.db, `SELECT count(*) AS n FROM audit WHERE line ->> 'verb' = 'complaint.createSolved'`)).toEqual([
      { n: 1 },
    ]);
  });
});
