import { describe, expect, it } from 'vitest';
import { rows } from '#db/statements.ts';
import { isCaseNumber } from '#domain/case-number.ts';
import { attendanceLine, eventPlan, eventResult } from '#tests/helpers/activity.ts';
import { centreWorld, outletWorld } from '#tests/helpers/world.ts';

describe('planning an event', () => {
  it('gives it an unbroken number of this outlet and day', async () => {
    const { call, announced } = await outletWorld();
    const first = await call('outreach.create', eventPlan);
    const second = await call('outreach.create', eventPlan);
    expect(first.eventNo).toMatch(/^HD-0037-20250612-A001-\d$/);
    expect(second.eventNo).toMatch(/^HD-0037-20250612-A002-\d$/);
    expect(isCaseNumber(first.eventNo)).toBe(true);
    expect(first).toMatchObject({
      outlet: 'O037',
      outletName: '城东支行营业部',
      leaderName: '王小敏',
      state: 'planned',
    });
    expect(announced).toContain('outreach');
  });

  it('refuses a plan with its reasons, and writes nothing', async () => {
    const { refusal, call } = await outletWorld();
    const wrong = { ...eventPlan, title: ' ', endsOn: '2025-06-11', endTime: '13:00', audiences: [] };
    const answer = await refusal('outreach.create', wrong);
    expect(answer?.code).toBe('invalid');
    expect(answer?.fields['title']).toBe('请填写活动名称');
    expect(answer?.fields['audiences']).toBe('请至少选一类对象');
    const late = await refusal('outreach.create', { ...eventPlan, endsOn: '2025-06-11', endTime: '13:00' });
    expect(Object.keys(late?.fields ?? {}).sort()).toEqual(['endTime', 'endsOn']);
    expect(await call('outreach.list', { from: null, to: null })).toEqual([]);
  });

  it('writes only what changed', async () => {
    const { call, db } = await outletWorld();
    const { id } = await call('outreach.create', eventPlan);
    await call('outreach.update', { id, plan: { ...eventPlan, place: '幸福社区广场' } });
    await call('outreach.update', { id, plan: { ...eventPlan, place: '幸福社区广场' } });
    const lines = rows<{ line: string }>(db, 'SELECT line FROM op WHERE record = ? ORDER BY seq', id).map(
      ({ line }) => line,
    );
    expect(lines).toHaveLength(2);
    expect((JSON.parse(lines[1] ?? '') as { f: unknown }).f).toEqual({ place: '幸福社区广场' });
  });

  it('shows the other events of the same person at that time', async () => {
    const { call } = await outletWorld();
    const { id } = await call('outreach.create', eventPlan);
    const span = { heldOn: '2025-06-12', endsOn: '2025-06-12', startTime: '15:00', endTime: '17:00' };
    expect(await call('outreach.clashes', { ...span, leader: '10086', except: null })).toMatchObject([{ id }]);
    expect(await call('outreach.clashes', { ...span, leader: '10086', except: id })).toEqual([]);
    expect(await call('outreach.clashes', { ...span, leader: '10087', except: null })).toEqual([]);
    expect(await call('outreach.clashes', { ...span, startTime: '16:00', leader: '10086', except: null })).toEqual([]);
  });
});

describe('an event past midnight', () => {
  it('ends on the next day; on one day its end must come after its start', async () => {
    const { call, refusal } = await outletWorld();
    const night = { ...eventPlan, startTime: '22:00', endTime: '01:30' };
    expect((await refusal('outreach.create', night))?.fields['endTime']).toContain('次日');

    const { id } = await call('outreach.create', { ...night, endsOn: '2025-06-13' });
    const { html } = await call('print.sheet', { kind: 'outreach', id, template: 'T2', large: false });
    expect(html).toContain('22:00—次日01:30');
    const early = { heldOn: '2025-06-13', endsOn: '2025-06-13', startTime: '01:00', endTime: '02:00' };
    expect(await call('outreach.clashes', { ...early, leader: '10086', except: null })).toMatchObject([
      { id, hours: '22:00—次日01:30' },
    ]);
  });
});

describe('after the event', () => {
  it('waits for figures, keeps a part of them, and is done when complete', async () => {
    const { call, at } = await outletWorld();
    const { id } = await call('outreach.create', eventPlan);
    at('2025-06-13');
    expect(await call('outreach.get', { id })).toMatchObject({ state: 'toFill' });
    const part = await call('outreach.fill', {
      id,
      result: { ...eventResult, summary: null },
      finish: false,
      reason: '',
    });
    expect(part).toMatchObject({ state: 'toFill', reachedPeople: 62, missing: ['summary', 'photos', 'scan'] });
    const done = await call('outreach.fill', { id, result: eventResult, finish: true, reason: '' });
    expect(done).toMatchObject({ state: 'done', missing: ['photos', 'scan'], completeness: 71, photos: 0, scans: 0 });
  });

  it('is not done while something is missing', async () => {
    const { call, refusal } = await outletWorld();
    const { id } = await call('outreach.create', eventPlan);
    const answer = await refusal('outreach.fill', {
      id,
      result: { ...eventResult, signedCount: null, summary: null },
      finish: true,
      reason: '',
    });
    expect(answer?.code).toBe('invalid');
    expect(Object.keys(answer?.fields ?? {}).sort()).toEqual(['signedCount', 'summary']);
    expect(await call('outreach.get', { id })).toMatchObject({ state: 'planned', reachedPeople: null });
  });

  it('is not done before its day', async () => {
    const { call, refusal } = await outletWorld();
    const { id } = await call('outreach.create', { ...eventPlan, heldOn: '2025-06-20', endsOn: '2025-06-20' });
    expect(await refusal('outreach.fill', { id, result: eventResult, finish: true, reason: '' })).toMatchObject({
      code: 'impossible',
    });
  });

  it('asks for a reason where a figure is doubtful, and keeps it in the audit trail', async () => {
    const { call, refusal, as } = await outletWorld();
    const { id } = await call('outreach.create', eventPlan);
    const result = { ...eventResult, reachedPeople: 800, materialsGiven: 600 };
    expect(await refusal('outreach.fill', { id, result, finish: true, reason: '' })).toMatchObject({
      code: 'invalid',
      fields: { reason: '请写明原因' },
    });
    await call('outreach.fill', { id, result, finish: true, reason: '与街道合办的广场集市' });
    as('head');
    const [last] = await call('audit.list', { limit: 1 });
    expect(last).toMatchObject({ verb: 'outreach.fill', record: id });
    expect(last?.note).toContain('与街道合办的广场集市');
  });

  it('may be corrected and stays done, but not made incomplete again', async () => {
    const { call, refusal } = await outletWorld();
    const { id } = await call('outreach.create', eventPlan);
    await call('outreach.fill', { id, result: eventResult, finish: true, reason: '' });
    expect(
      await call('outreach.fill', { id, result: { ...eventResult, reachedPeople: 70 }, finish: false, reason: '' }),
    ).toMatchObject({ state: 'done', reachedPeople: 70 });
    expect(
      await refusal('outreach.fill', {
        id,
        result: { ...eventResult, reachedPeople: null },
        finish: false,
        reason: '',
      }),
    ).toMatchObject({ code: 'invalid' });
  });

  it('counts both sheets apart', async () => {
    const { call } = await outletWorld();
    const { id } = await call('outreach.create', eventPlan);
    await call('attendance.fromRoster', { ofKind: 'outreach', ofId: id, posts: [] });
    await call('attendance.save', {
      ofKind: 'outreach',
      ofId: id,
      sheet: 'public',
      removed: [],
      reason: '',
      lines: [
        attendanceLine(1, { name: '王', phoneTail: '5621' }),
        attendanceLine(2),
        attendanceLine(3, { state: 'expected' }),
      ],
    });
    expect(await call('outreach.get', { id })).toMatchObject({
      publicLines: 3,
      publicPresent: 2,
      staffLines: 3,
      staffPresent: 0,
    });
  });
});

describe('cancelling', () => {
  it('needs a reason and closes the event for good', async () => {
    const { call, refusal } = await outletWorld();
    const { id } = await call('outreach.create', eventPlan);
    expect(await refusal('outreach.cancel', { id, reason: '' })).toMatchObject({ code: 'invalid' });
    expect(await call('outreach.cancel', { id, reason: '暴雨橙色预警' })).toMatchObject({
      state: 'cancelled',
      summary: '取消原因：暴雨橙色预警',
      missing: [],
    });
    expect(await refusal('outreach.update', { id, plan: eventPlan })).toMatchObject({ code: 'impossible' });
    expect(await refusal('outreach.fill', { id, result: eventResult, finish: true, reason: '' })).toMatchObject({
      code: 'impossible',
    });
    expect(await refusal('outreach.cancel', { id, reason: '再取消一次' })).toMatchObject({ code: 'impossible' });
  });
});

describe('the list', () => {
  it('holds the events that touch the days asked for, newest first', async () => {
    const { call } = await outletWorld();
    const may = await call('outreach.create', { ...eventPlan, heldOn: '2025-05-30', endsOn: '2025-06-02' });
    const june = await call('outreach.create', eventPlan);
    const july = await call('outreach.create', { ...eventPlan, heldOn: '2025-07-01', endsOn: '2025-07-01' });
    const ids = async (from: string | null, to: string | null) =>
      (await call('outreach.list', { from, to })).map(({ id }) => id);
    expect(await ids(null, null)).toEqual([july.id, june.id, may.id]);
    expect(await ids('2025-06-01', '2025-06-30')).toEqual([june.id, may.id]);
    expect(await ids('2025-06-13', null)).toEqual([july.id]);
  });
});

describe('who may', () => {
  it('is the outlet; the centre only reads', async () => {
    const { call, refusal } = await centreWorld();
    expect(await call('outreach.list', { from: null, to: null })).toEqual([]);
    expect(await refusal('outreach.create', eventPlan)).toMatchObject({ code: 'forbidden' });
    expect(await refusal('outreach.get', { id: 'O037.nothing' })).toMatchObject({ code: 'notFound' });
  });
});

describe('people by group', () => {
  it('are those counted by group, and everybody where nobody counted by group', async () => {
    const { call } = await outletWorld();
    const audiences = ['audience.senior', 'audience.youth'];
    const groupPeople = [
      { group: 'audience.senior', people: 40 },
      { group: 'audience.youth', people: 12 },
    ];
    for (const result of [{ ...eventResult, groupPeople }, eventResult]) {
      const { id } = await call('outreach.create', { ...eventPlan, audiences });
      await call('outreach.fill', { id, result, finish: true, reason: '' });
    }

    const { outreach, definitions } = await call('figures.overview', { from: '2025-01-01', to: '2025-06-30' });

    expect(outreach.reached.n).toBe(124);
    expect(outreach.audience.map(({ events, reached }) => [reached.id, events.n, reached.n])).toEqual([
      ['audience.reached:audience.senior', 2, 40 + 62],
      ['audience.reached:audience.youth', 2, 12 + 62],
    ]);
    expect(definitions['audience']).toContain('没有分群体填的，整场人次计入');
  });
});
