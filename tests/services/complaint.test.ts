import { describe, expect, test } from 'vitest';
import { firstBrokenAuditLine, recentAudit } from '#db/audit.ts';
import { rows } from '#db/statements.ts';
import { isCaseNumber } from '#domain/case-number.ts';
import { aDraft, closing, listed, registered } from '#tests/helpers/complaint.ts';
import { recordComplaint } from '#tests/helpers/records.ts';
import { centreWorld, outletWorld, testOutlet } from '#tests/helpers/world.ts';

describe('registering', () => {
  test('gives a number, a timeline, proposals and an audit line in one transaction', async () => {
    const world = await outletWorld();

    const { id, caseNo } = await world.call('complaint.create', aDraft());
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

    await registered(world);
    const refused = await world.refusal('complaint.create', aDraft({ business: 'biz.nothing' }));
    await registered(world);

    expect(refused).toEqual({ code: 'invalid', fields: { business: '没有这个选项，请重新选择' } });
    const serials = (await listed(world)).rows.map(({ caseNo }) => caseNo.split('-')[3]);
    expect(new Set(serials)).toEqual(new Set(['A001', 'A002']));
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
    [
      { representatives: ['甲', '乙', '丙', '丁', '戊', '己'] },
      'representatives',
      '代表人最多 5 名（集体来访的，推选代表）',
    ],
    [{ forwarded: true, forwardedBy: 'authority.nfra', letterNo: '1号' }, 'letterDueOn', '请按转办函填写要求反馈日'],
  ])('%j is refused with a reason beside the field', async (more, field, reason) => {
    const world = await outletWorld();

    expect(await world.refusal('complaint.create', aDraft(more))).toEqual({
      code: 'invalid',
      fields: { [field]: reason },
    });
    expect((await listed(world)).total).toBe(0);
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

    expect(Object.fromEntries(used)).toEqual(
      Object.fromEntries([
        ['biz.card.credit.use', 2],
        ['cause.pricing.fee', 2],
        ['chn.front.site', 2],
        ['src.site', 2],
      ]),
    );
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
    const [line] = (await listed(world)).rows;
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

describe('the centre', () => {
  test('registers what no outlet wrote down, for the outlet complained about, and sends it to nobody', async () => {
    const world = await centreWorld();

    expect(await world.refusal('complaint.create', aDraft())).toMatchObject({
      code: 'invalid',
      fields: { complainedOutlet: '中心登记的投诉请选择被投诉网点' },
    });
    const made = await world.call(
      'complaint.create',
      aDraft({ complainedOutlet: 'O101', source: 'src.line12378', externalNo: '12378-2025-00731' }),
    );
    expect(made.caseNo).toMatch(/^TS-0000-20250612-A001-\d$/);
    await world.call('complaint.close', { id: made.id, ...closing });
    expect((await listed(world, { text: '00731' })).rows[0]).toMatchObject({ outlet: 'O101', state: 'closed' });
    expect(
      rows(world.db, `SELECT DISTINCT stream FROM op JOIN chain ON chain.id = op.chain WHERE entity LIKE 'complaint%'`),
    ).toEqual([{ stream: 'centre' }]);
  });

  test('reads an outlet’s case and leaves its handling to the outlet', async () => {
    const world = await centreWorld();
    world.db
      .transaction(() => recordComplaint(world.ctx(), { outlet: 'O037', complainedOutlet: 'O037' }, 'O037.1'))
      .immediate();

    await expect(world.call('complaint.addNote', { id: 'O037.1', text: '补记' })).rejects.toThrow(
      '此件由城东支行营业部登记和办理，请在网点办理',
    );
    expect((await listed(world)).total).toBe(1);
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
