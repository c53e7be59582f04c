import { describe, expect, it } from 'vitest';
import { eventPlan, eventResult } from '#tests/helpers/activity.ts';
import { centreWorld, outletWorld } from '#tests/helpers/world.ts';

const received = { kind: 'leaflet', cause: 'received', movedOn: '2025-06-01', quantity: 100, note: null } as const;

describe('materials of an outlet', () => {
  it('come in, are given out at events by kind, and are counted', async () => {
    const { call } = await outletWorld();
    await call('stock.move', received);
    const { id } = await call('outreach.create', eventPlan);
    const result = { ...eventResult, givenByKind: [{ kind: 'leaflet' as const, count: 60 }] };
    await call('outreach.fill', { id, result, finish: true, reason: '' });
    await call('stock.move', { ...received, cause: 'lost', quantity: 5 });
    const after = await call('stock.move', { ...received, cause: 'counted', movedOn: '2025-06-12', quantity: 30 });

    expect(after.find(({ kind }) => kind === 'leaflet')).toMatchObject({ received: 100, given: 60, left: 30 });
    expect((await call('stock.moves', {})).map(({ quantity }) => quantity).toSorted((a, b) => a - b)).toEqual([
      -5, -5, 100,
    ]);
  });

  it('never fall below zero without a reason, at the counter or at an event', async () => {
    const { call, refusal } = await outletWorld();
    await call('stock.move', received);
    const more = { ...received, cause: 'returned', quantity: 130 } as const;
    expect((await refusal('stock.move', more))?.fields).toEqual({ note: '超出结存，请写明原因' });
    const { id } = await call('outreach.create', eventPlan);
    const result = { ...eventResult, materialsGiven: 120, givenByKind: [{ kind: 'leaflet' as const, count: 120 }] };
    expect(await refusal('outreach.fill', { id, result, finish: true, reason: '' })).toMatchObject({
      fields: { reason: '请写明原因' },
    });

    await call('outreach.fill', { id, result, finish: true, reason: '向邻近网点借用 20 份' });
    // Correcting the same event does not count its leaflets twice.
    const fewer = { ...result, givenByKind: [{ kind: 'leaflet' as const, count: 90 }] };
    await call('outreach.fill', { id, result: fewer, finish: true, reason: '' });
    expect((await call('stock.balance', {})).find(({ kind }) => kind === 'leaflet')?.left).toBe(10);
  });

  it('are put right by voiding a wrong movement', async () => {
    const { call, refusal } = await outletWorld();
    await call('stock.move', received);
    const [wrong] = await call('stock.moves', {});
    const balance = await call('stock.void', { id: wrong?.id ?? '', reason: '数量录错' });

    expect(balance.every(({ kept }) => !kept)).toBe(true);
    expect((await refusal('stock.void', { id: wrong?.id ?? '', reason: '再来' }))?.code).toBe('notFound');
    expect((await refusal('stock.move', { ...received, movedOn: '2025-06-13' }))?.fields).toHaveProperty('movedOn');
  });
});

describe('an education base', () => {
  it('shows what was held there', async () => {
    const { call } = await outletWorld();
    const fields = {
      name: '小小银行家教育基地',
      kind: 'school',
      address: '幸福里 1 号',
      partner: '幸福里小学',
      sinceOn: '2025-03-01',
      closedOn: null,
      note: null,
    } as const;
    const base = await call('educationBase.save', { id: null, fields });
    const { id } = await call('outreach.create', { ...eventPlan, base: base.id });
    await call('outreach.fill', { id, result: eventResult, finish: true, reason: '' });

    expect(await call('educationBase.list', {})).toMatchObject([
      { name: '小小银行家教育基地', events: 1, reached: 62, lastOn: '2025-06-12', outletName: '城东支行营业部' },
    ]);
    expect(await call('outreach.get', { id })).toMatchObject({ baseName: '小小银行家教育基地' });
  });
});

describe('online content', () => {
  it('is kept at the centre with reads counted on days', async () => {
    const { call, refusal, db } = await centreWorld();
    const fields = {
      title: '一图读懂个人信息保护法',
      channel: 'account',
      form: 'picture',
      series: '消保小课堂',
      publishedOn: '2025-05-10',
    } as const;
    const { id } = await call('onlinePiece.save', { id: null, fields });
    await call('onlinePiece.count', { id, readOn: '2025-05-31', reads: 4200 });
    await call('onlinePiece.count', { id, readOn: '2025-06-10', reads: 5100 });

    expect(await call('onlinePiece.list', { from: '2025-01-01', to: null })).toMatchObject([
      { title: '一图读懂个人信息保护法', reads: 5100, readOn: '2025-06-10' },
    ]);
    expect((await refusal('onlinePiece.count', { id, readOn: '2025-05-01', reads: 1 }))?.fields).toHaveProperty(
      'readOn',
    );
    const streams = db
      .prepare(`SELECT DISTINCT chain.stream FROM op JOIN chain ON chain.id = op.chain WHERE entity LIKE 'online%'`)
      .all();
    expect(streams).toEqual([{ stream: 'centre' }]);
  });
});

describe('figures of an event', () => {
  it('by group may not exceed the whole', async () => {
    const { call, refusal } = await outletWorld();
    const { id } = await call('outreach.create', eventPlan);
    const result = { ...eventResult, groupPeople: [{ group: 'audience.senior', people: 63 }] };

    expect((await refusal('outreach.fill', { id, result, finish: true, reason: '' }))?.fields).toHaveProperty('reason');
    const right = { ...result, groupPeople: [{ group: 'audience.senior', people: 50 }] };
    expect(await call('outreach.fill', { id, result: right, finish: true, reason: '' })).toMatchObject({
      groupPeople: [{ group: 'audience.senior', people: 50 }],
      missing: ['photos', 'scan'],
      completeness: 71,
    });
  });

  it('that are the same round number three times running are asked about', async () => {
    const { call, refusal } = await outletWorld();
    const result = { ...eventResult, reachedPeople: 100 };
    for (let count = 0; count < 2; count += 1) {
      const { id } = await call('outreach.create', eventPlan);
      await call('outreach.fill', { id, result, finish: true, reason: '' });
    }
    const { id } = await call('outreach.create', eventPlan);

    expect((await refusal('outreach.fill', { id, result, finish: true, reason: '' }))?.fields).toHaveProperty('reason');
    await call('outreach.fill', { id, result: { ...result, reachedPeople: 104 }, finish: true, reason: '' });
  });
});
