import { describe, expect, test } from 'vitest';
import type { In } from '#contract/index.ts';
import { firstBrokenAuditLine, recentAudit } from '#db/audit.ts';
import { rows } from '#db/statements.ts';
import { isCaseNumber } from '#domain/case-number.ts';
import type { TestWorld } from '#tests/helpers/world.ts';
import { centreWorld, outletWorld, testOutlet } from '#tests/helpers/world.ts';

type Draft = In<'complaint.create'>;

const draft = (more: Partial<Draft> = {}): Draft => ({
  receivedOn: '2025-06-12',
  receivedTime: '09:10',
  source: 'src.site',
  business: 'biz.card.credit.use',
  cause: 'cause.pricing.fee',
  customerName: '张三丰',
  phone: '138 1234 5678',
  summary: '信用卡分期手续费与柜台说明不一致，要求退还',
  ...more,
});

const closing = {
  outcome: 'outcome.agreed',
  liability: 'none',
  bankCause: null,
  measures: ['measure.explain'],
  findings: '经核对账单，收费与合同一致',
  resolution: '向客户解释收费标准，客户认可',
} as const;

async function registered(world: TestWorld, more: Partial<Draft> = {}): Promise<string> {
  return (await world.call('complaint.create', draft(more))).id;
}

async function list(world: TestWorld, input: In<'complaint.list'> = {}) {
  return await world.call('complaint.list', input);
}

describe('registering', () => {
  test('gives a number, a timeline, proposals and an audit line in one transaction', async () => {
    const world = await outletWorld();

    const { id, caseNo } = await world.call('complaint.create', draft());
    const view = await world.call('complaint.get', { id });

    expect(isCaseNumber(caseNo)).toBe(true);
    expect(caseNo).toMatch(/^TS-0037-20250612-A001-\d$/);
    expect(view).toMatchObject({
      outlet: testOutlet,
      complainedOutlet: testOutlet,
      registrarName: '王小敏',
      handler: '10086',
      level: 'level.normal',
      urgency: 'urgency.normal',
      nature: 'nature.complaint',
      channel: 'chn.front.site',
      state: 'registered',
      next: 'contact',
      complexity: 'normal',
    });
    expect(view.steps.map(({ kind }) => kind)).toEqual(['register']);
    expect(recentAudit(world.db, 1, 1000)[0]).toMatchObject({
      verb: 'complaint.create',
      record: id,
      user: '10086',
      ops: '2:1',
    });
    expect(world.announced).toEqual(['complaint', 'figures', 'exchange']);
  });

  test('numbers run without gaps, also after a refused one', async () => {
    const world = await outletWorld();

    const numbers = [];
    for (const business of ['biz.saving', 'biz.nothing', 'biz.wealth']) {
      const refused = await world.refusal('complaint.create', draft({ business }));
      if (refused !== null)
        expect(refused).toEqual({ code: 'invalid', fields: { business: '没有这个选项，请重新选择' } });
    }
    for (const row of (await list(world)).rows) numbers.push(row.caseNo.split('-')[3]);

    expect(numbers.toSorted()).toEqual(['A001', 'A002']);
  });

  test.each([
    [{ customerName: ' ' }, 'customerName', '请填写客户姓名，不愿提供的填“匿名”'],
    [{ phone: '1381234' }, 'phone', '号码不正确：手机 11 位，座机带区号'],
    [{ phone: '' }, 'phone', '号码不正确：手机 11 位，座机带区号'],
    [{ summary: '要求退费' }, 'summary', '请写清诉求，至少 10 个字'],
    [{ receivedOn: '2025-06-13' }, 'receivedOn', '收到日期不能晚于今天'],
    [{ receivedTime: '09:31' }, 'receivedTime', '收到时间不能晚于现在'],
    [{ source: 'biz.saving' }, 'source', '没有这个选项，请重新选择'],
    [{ handler: '99999' }, 'handler', '名册里没有这个工号'],
    [{ complainedOutlet: 'O999' }, 'complainedOutlet', '没有这个网点'],
    [{ accountTail: '622202' }, 'accountTail', '只填末四位数字'],
    [{ representatives: ['甲', '乙', '丙', '丁', '戊', '己'] }, 'representatives', '代表人最多 5 名'],
    [{ forwarded: true, forwardedBy: 'authority.nfra', letterNo: '1号' }, 'letterDueOn', '请按转办函填写要求反馈日'],
  ])('%j is refused with a reason beside the field', async (more, field, reason) => {
    const world = await outletWorld();

    expect(await world.refusal('complaint.create', draft(more))).toEqual({
      code: 'invalid',
      fields: { [field]: reason },
    });
    expect((await list(world)).total).toBe(0);
  });

  test('somebody without a name needs no number', async () => {
    const world = await outletWorld();
    const id = await registered(world, { customerName: '匿名', phone: '' });

    expect(await world.call('complaint.get', { id })).toMatchObject({ customerName: '匿名', phone: '' });
  });

  test.each([
    [{ groupSize: 20 }, 'level.major', 'urgency.critical'],
    [{ groupSize: 19 }, 'level.complex', 'urgency.normal'],
    [{ tags: ['tag.opinion'] }, 'level.major', 'urgency.critical'],
    [
      { forwarded: true, forwardedBy: 'authority.nfra', letterNo: '金监转〔2025〕1号', letterDueOn: '2025-06-20' },
      'level.major',
      'urgency.urgent',
    ],
    [{ groupSize: 30, level: 'level.normal', urgency: 'urgency.normal' }, 'level.normal', 'urgency.normal'],
  ])('%j is proposed as %s, %s', async (more, level, urgency) => {
    const world = await outletWorld();
    const id = await registered(world, more);

    expect(await world.call('complaint.get', { id })).toMatchObject({ level, urgency });
  });

  test('what was chosen comes first the next time', async () => {
    const world = await outletWorld();
    await registered(world);
    await registered(world);

    const lines = await world.call('dictionary.all', {});
    const used = lines.filter(({ uses }) => uses > 0).map(({ id, uses }) => [id, uses]);

    expect(used.toSorted()).toEqual([
      ['biz.card.credit.use', 2],
      ['cause.pricing.fee', 2],
      ['chn.front.site', 2],
      ['src.site', 2],
    ]);
  });
});

describe('personal data', () => {
  test('leaves masked; numbers in texts are hidden', async () => {
    const world = await outletWorld();
    const id = await registered(world, {
      summary: '客户卡号6222020200112233445，手机13812345678，要求退还手续费',
      representatives: ['王五'],
      accountTail: '3445',
    });

    const view = await world.call('complaint.get', { id });
    const [line] = (await list(world)).rows;
    const shown = JSON.stringify([view, line, await world.call('today.load', {})]);

    expect(view).toMatchObject({
      customerName: '张**',
      phone: '138****5678',
      accountTail: '****',
      representatives: ['王*'],
    });
    expect(line).toMatchObject({ customer: '张**', phone: '138****5678' });
    expect(line?.summary.startsWith('客户卡号****3445，手机138****5678')).toBe(true);
    for (const secret of ['三丰', '13812345678', '6222020200112233445', '王五', 'phoneKey'])
      expect(shown).not.toContain(secret);
  });

  test('is shown in clear for a reason, which is logged without the value', async () => {
    const world = await outletWorld();
    const id = await registered(world);

    expect(await world.refusal('complaint.reveal', { id, field: 'phone', reason: '' })).toMatchObject({
      code: 'invalid',
    });
    expect(await world.call('complaint.reveal', { id, field: 'phone', reason: '联系客户' })).toEqual({
      value: '13812345678',
    });
    expect(recentAudit(world.db, 1, 1000)[0]).toMatchObject({
      verb: 'complaint.reveal',
      record: id,
      note: '查看联系电话：联系客户',
    });
    const trail = JSON.stringify(recentAudit(world.db, 1000, 1000));
    expect(trail).not.toMatch(/13812345678|张三丰|手续费/);
    expect(firstBrokenAuditLine(world.db)).toBeNull();
  });

  test('stands only in the erasable part of the operations', async () => {
    const world = await outletWorld();
    await registered(world);

    const lines = rows<{ line: string }>(world.db, 'SELECT line FROM op').map(({ line }) => line);

    expect(lines.length).toBe(2);
    expect(lines.join()).not.toMatch(/13812345678|张三丰|手续费与柜台/);
  });
});

describe('the same customer', () => {
  test('is found by the number however it is written, up to 180 days back', async () => {
    const world = await outletWorld({ date: '2025-01-02' });
    await registered(world, { receivedOn: '2025-01-02' });
    world.at('2025-04-01');
    const near = await registered(world, { receivedOn: '2025-04-01', phone: '+86 138-1234-5678' });
    world.at('2025-06-12');

    const hint = await world.call('complaint.hint', { phone: '１３８１２３４５６７８' });

    expect([hint.in90, hint.cases.map(({ days }) => days)]).toEqual([1, [72, 161]]);
    expect(await world.call('complaint.hint', { phone: '13812345678', except: near })).toMatchObject({ in90: 0 });
    expect(await world.call('complaint.hint', { phone: '1381234567' })).toEqual({
      complete: false,
      in90: 0,
      cases: [],
    });
    expect(await world.call('complaint.hint', { phone: '13900000000' })).toEqual({
      complete: true,
      in90: 0,
      cases: [],
    });
  });
});

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

  test('only the head voids; the number stays used and the case readable', async () => {
    const world = await outletWorld();
    const id = await registered(world);

    expect(await world.refusal('complaint.void', { id, reason: '重复登记' })).toMatchObject({ code: 'forbidden' });
    world.as('head');
    await world.call('complaint.void', { id, reason: '重复登记' });

    expect(await world.call('complaint.get', { id })).toMatchObject({
      voided: true,
      voidReason: '重复登记',
      next: null,
    });
    expect((await list(world)).total).toBe(0);
    expect((await list(world, { voided: true })).total).toBe(1);
    await expect(world.call('complaint.addNote', { id, text: '补记' })).rejects.toThrow('此件已作废，不能再办理');
    expect((await world.call('complaint.create', draft())).caseNo).toContain('A002');
  });
});

describe('correcting', () => {
  test('writes only what differs and shows in the history without values', async () => {
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
      fields: ['产品名称', '业务类别'],
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

  test('a finished case is corrected by the head only, and keeps its last level', async () => {
    const world = await outletWorld();
    const id = await registered(world);
    await world.call('complaint.close', { id, ...closing });

    expect(await world.refusal('complaint.update', { id, fields: { product: '分期' } })).toMatchObject({
      code: 'forbidden',
    });
    world.as('head');
    await world.call('complaint.update', { id, fields: { product: '分期' } });
    expect(await world.refusal('complaint.update', { id, fields: { business: 'biz.card' } })).toMatchObject({
      code: 'invalid',
    });
  });
});

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
    const closed = await registered(world);
    await world.call('complaint.close', { id: closed, ...closing });

    const ids = async (chip: In<'complaint.list'>['chip']) => (await list(world, { chip })).rows.map(({ id }) => id);
    expect((await list(world)).counts).toEqual({
      all: 4,
      open: 3,
      today: 1,
      overdue: 1,
      forwarded: 1,
      mine: 3,
      repeat: 1,
    });
    expect(await ids('overdue')).toEqual([overdue]);
    expect(await ids('today')).toEqual([dueToday]);
    expect(await ids('forwarded')).toEqual([mine]);
    expect(await ids('repeat')).toEqual([mine]);
    expect((await ids('open')).toSorted()).toEqual([overdue, dueToday, mine].toSorted());
    expect((await ids('mine')).toSorted()).toEqual([overdue, dueToday, closed].toSorted());
    world.as('head');
    expect(await ids('mine')).toEqual([mine]);
  });

  test('pages keep the order and the total', async () => {
    const world = await outletWorld();
    for (let minute = 10; minute < 15; minute += 1) await registered(world, { receivedTime: `08:${minute}` });

    const all = (await list(world)).rows.map(({ id }) => id);
    const second = await list(world, { limit: 2, offset: 2 });

    expect([second.total, second.rows.map(({ id }) => id)]).toEqual([5, all.slice(2, 4)]);
  });

  test('drill-down filters follow the trees', async () => {
    const world = await outletWorld();
    await registered(world, { business: 'biz.card.credit.use' });
    await registered(world, { business: 'biz.collection.card', cause: 'cause.collection.threat' });
    await registered(world, { business: 'biz.saving', complainedOutlet: 'O101' });

    const total = async (input: In<'complaint.list'>) => (await list(world, input)).total;
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

    expect((await list(world, { text })).total).toBe(total === 1 && text === 'ts-0037' ? 2 : total);
  });

  test('finds new words after a correction, and the old ones no longer', async () => {
    const world = await outletWorld();
    const id = await registered(world);
    expect((await list(world, { text: '分期' })).total).toBe(1);

    await world.call('complaint.update', { id, fields: { summary: '账户被限制转账，要求解除非柜面限制' } });

    expect((await list(world, { text: '分期' })).total).toBe(0);
    expect((await list(world, { text: '非柜面' })).total).toBe(1);
  });

  test('says what is not yet in a sync file', async () => {
    const world = await outletWorld();
    await registered(world);

    expect((await list(world)).rows[0]?.exported).toBe(false);
  });
});

describe('the centre', () => {
  test('reads and reveals, and writes nothing', async () => {
    const world = await centreWorld();

    expect(await world.refusal('complaint.create', draft())).toMatchObject({ code: 'forbidden' });
    expect((await list(world)).total).toBe(0);
    expect(await world.refusal('complaint.get', { id: 'O037.nothing' })).toMatchObject({ code: 'notFound' });
    world.as('admin');
    expect(await world.refusal('complaint.list', {})).toMatchObject({ code: 'forbidden' });
  });
});

describe('dates before saving', () => {
  test('are those the case will have', async () => {
    const world = await outletWorld();
    const preview = await world.call('complaint.preview', { receivedOn: '2025-06-11', letterDueOn: '2025-06-20' });
    const id = await registered(world, { receivedOn: '2025-06-11' });

    const view = await world.call('complaint.get', { id });
    expect(preview).toMatchObject({ today: '2025-06-12', time: '09:30', receivedOn: '2025-06-11', estimateNote: '' });
    expect(preview.clocks.slice(0, 4)).toEqual(view.clocks);
    expect(preview.clocks[4]).toMatchObject({ name: 'letter', due: '2025-06-20' });
  });

  test('warn of a year without a calendar and of the law coming first', async () => {
    const world = await outletWorld({ date: '2026-12-28' });
    expect((await world.call('complaint.preview', {})).estimateNote).toBe('2027年放假安排未导入，按周一至周五估算');
    expect((await world.call('complaint.preview', { receivedOn: '2026-02-13' })).crossing).toContain(
      '法定时限2026年2月28日早于',
    );
  });

  test('a working day is explained day by day', async () => {
    const world = await outletWorld();
    const answer = await world.call('calendar.explain', { from: '2025-01-24', workdays: 3 });

    expect([answer.due, answer.steps.filter(({ counted }) => counted).length, answer.note]).toEqual([
      '2025-02-05',
      3,
      '',
    ]);
    expect((await world.call('calendar.years', {})).map(({ year }) => year)).toEqual([2022, 2023, 2024, 2025, 2026]);
  });
});

describe('drafts', () => {
  test('are kept per person, without a line in the audit trail', async () => {
    const world = await outletWorld();
    const lines = recentAudit(world.db, 1000, 1000).length;
    await world.call('draft.save', { id: 'new', kind: 'complaint', title: '张**', body: { customerName: '张三丰' } });
    world.at('2025-06-12', '09:32');
    await world.call('draft.save', {
      id: 'new',
      kind: 'complaint',
      title: '张**',
      body: { customerName: '张三丰', phone: '138' },
    });

    expect(await world.call('draft.list', { kind: 'complaint' })).toMatchObject([
      { id: 'new', body: { customerName: '张三丰', phone: '138' } },
    ]);
    expect(await world.call('draft.list', { kind: 'outreach' })).toEqual([]);
    world.as('head');
    expect(await world.call('draft.list', { kind: 'complaint' })).toEqual([]);
    expect(await world.refusal('draft.save', { id: 'new', kind: 'complaint', title: '', body: {} })).toMatchObject({
      code: 'forbidden',
    });
    await world.call('draft.drop', { id: 'new' });
    world.as('clerk');
    expect(await world.call('draft.list', { kind: 'complaint' })).toHaveLength(1);
    await world.call('draft.drop', { id: 'new' });
    expect(await world.call('draft.list', { kind: 'complaint' })).toEqual([]);
    expect(recentAudit(world.db, 1000, 1000)).toHaveLength(lines);
  });
});
