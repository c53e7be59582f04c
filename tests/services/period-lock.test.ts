/** 封账 as the centre does it, and what it asks of whoever registers or changes a case after it. */
import { beforeEach, describe, expect, test } from 'vitest';
import { recentAudit } from '#db/audit.ts';
import { insertRow } from '#db/record.ts';
import { instantOf } from '#domain/dates.ts';
import { isFailure } from '#domain/failure.ts';
import { periodLockEntity } from '#domain/period-lock.ts';
import { aDraft, closing, listed, registered } from '#tests/helpers/complaint.ts';
import { goodRow, listHeadings, writeList } from '#tests/helpers/list-file.ts';
import { tempFolder } from '#tests/helpers/temp-folder.ts';
import type { TestWorld } from '#tests/helpers/world.ts';
import { centreWorld, outletWorld } from '#tests/helpers/world.ts';

const inJune = (n: number) => goodRow(n).with(1, '2025-06-12');

const half = { from: '2025-01-01', to: '2025-06-30' };
const hint = '2025年上半年已于7月20日封账，这件将作为补报登记，请写明原因';
const closed = '2025年上半年已于7月20日封账';

describe('at the centre', () => {
  let world: TestWorld;
  const atCentre = (more: object = {}) => registered(world, { complainedOutlet: 'O101', ...more });
  const lock = (key = '2025H1') => world.call('periodLock.lock', { key, reason: '半年报告已上报' });
  const lockOf = async (range: { readonly from: string; readonly to: string }) => {
    const { lock: found, otherLocks } = await world.call('figures.overview', range);
    return { lock: found, otherLocks };
  };

  beforeEach(async () => {
    world = await centreWorld();
    await atCentre();
    await atCentre({ nature: 'nature.inquiry', summary: '客户咨询提前还款的手续和费用' });
    await atCentre({ summary: '客户反映分期手续费与宣传不符，要求退还' });
    world.at('2025-07-20', '10:00');
    world.as('director');
  });

  test('a finished period is locked with the number that counts then, and both stand in the list', async () => {
    expect(await lock()).toEqual({ label: '2025年上半年', complaints: 2 });

    const rows = await world.call('periodLock.list', {});
    expect(rows).toMatchObject([
      {
        key: '2025H1',
        isLocked: true,
        locked: { on: '2025-07-20', byName: '钱主任', reason: '半年报告已上报', complaints: 2 },
        reopened: null,
        complaints: 2,
        late: 0,
      },
    ]);
    expect(recentAudit(world.db, 1, 1e9)[0]).toMatchObject({
      verb: 'periodLock.lock',
      note: '2025年上半年 2 件：半年报告已上报',
    });
  });

  test('a period that is not over, one that is locked, and one that is not are told so', async () => {
    await expect(lock('2025')).rejects.toThrow('2025年到 2025年12月31日才结束，结束以后才能封账。没有改动任何内容。');
    await expect(world.call('periodLock.unlock', { key: '2025H1', reason: '更正' })).rejects.toThrow(
      '2025年上半年没有封账，没有改动任何内容',
    );
    await lock();
    await expect(lock()).rejects.toThrow('2025年上半年已经封账，没有改动任何内容');
    expect(await world.refusal('periodLock.lock', { key: '2025H9', reason: '半年报告' })).toMatchObject({
      code: 'invalid',
    });
    world.as('analyst');
    expect(await world.refusal('periodLock.lock', { key: '2025Q1', reason: '季度报表' })).toMatchObject({
      code: 'forbidden',
    });
  });

  test('what is registered afterwards needs a reason, is 补报, and every figure opens its list', async () => {
    await lock();
    world.at('2025-07-21');
    expect(await world.refusal('complaint.create', aDraft({ complainedOutlet: 'O101' }))).toEqual({
      code: 'invalid',
      fields: { lateReason: hint },
    });

    const id = await atCentre({ lateReason: '网点漏报，客户来电查询时发现' });

    const { lock: found, otherLocks } = await lockOf(half);
    expect(found).toMatchObject({ lockedOn: '2025-07-20', complaints: 2, late: 1 });
    expect(otherLocks).toEqual([]);
    const behind = await world.call('figures.records', { open: found!.openLate });
    expect(behind.rows.map((row) => row.id)).toEqual([id]);
    expect(await world.call('periodLock.list', {})).toMatchObject([{ complaints: 3, late: 1 }]);
    expect(await world.call('complaint.get', { id })).toMatchObject({
      late: true,
      lockWords: closed,
      steps: [{ kind: 'register', text: '补报：网点漏报，客户来电查询时发现' }],
    });
    const { rows, counts } = await listed(world, { chip: 'late' });
    expect(rows.map((row) => [row.id, row.late])).toEqual([[id, true]]);
    expect(counts).toMatchObject({ all: 4, late: 1 });
    expect((await listed(world, { late: false })).rows.map((row) => row.late)).toEqual([false, false, false]);
  });

  test('longer and shorter periods name the lock and say no number of it', async () => {
    await lock();
    await lock('2025Q1');

    const here = { label: '2025年上半年', lockedOn: '2025-07-20' };
    expect(await lockOf({ from: '2025-01-01', to: '2025-12-31' })).toEqual({
      lock: null,
      otherLocks: [{ ...here, isAround: false }],
    });
    expect(await lockOf({ from: '2025-04-01', to: '2025-04-30' })).toEqual({
      lock: null,
      otherLocks: [{ ...here, isAround: true }],
    });
    expect(await lockOf({ from: '2024-01-01', to: '2024-12-31' })).toEqual({ lock: null, otherLocks: [] });
    expect(await lockOf(half)).toMatchObject({ lock: { complaints: 2 }, otherLocks: [] });
  });

  test('opened again it is as before; locked again it counts anew, and what came between is not late', async () => {
    await lock();
    world.at('2025-07-22');
    await world.call('periodLock.unlock', { key: '2025H1', reason: '监管要求更正' });

    expect(await world.call('periodLock.list', {})).toMatchObject([
      { isLocked: false, late: 0, reopened: { on: '2025-07-22', byName: '钱主任', reason: '监管要求更正' } },
    ]);
    expect(await lockOf(half)).toEqual({ lock: null, otherLocks: [] });
    const between = await atCentre();
    world.at('2025-07-25');
    expect(await lock()).toMatchObject({ complaints: 3 });
    expect(await world.call('complaint.get', { id: between })).toMatchObject({ late: false });
    expect(await world.call('periodLock.list', {})).toMatchObject([{ isLocked: true, reopened: null, late: 0 }]);
  });
});

describe('at an outlet that knows of the lock', () => {
  let world: TestWorld;
  let id: string;
  const change = (fields: object) => world.call('complaint.update', { id, fields, reason: '核对后更正' });
  const sentence = async (request: Promise<unknown>): Promise<string> => {
    try {
      await request;
      return '';
    } catch (error) {
      return isFailure(error) ? error.message : String(error);
    }
  };
  const view = () => world.call('complaint.get', { id });

  beforeEach(async () => {
    world = await outletWorld();
    id = await registered(world, { business: 'biz.card.credit' });
    const lock = {
      lockedAt: instantOf('2025-07-20', '10:00'),
      lockedOn: '2025-07-20',
      lockedBy: '90001',
      reason: '半年报告已上报',
      complaints: 352,
    };
    insertRow(world.db, periodLockEntity, '2025H1', lock, { head: 'lock', chain: 1, seq: 99_999 });
    world.at('2025-07-21');
  });

  test('the form says what a day would mean before anything is saved', async () => {
    expect((await world.call('complaint.preview', { receivedOn: '2025-06-30' })).lateHint).toBe(hint);
    expect((await world.call('complaint.preview', { receivedOn: '2025-07-01' })).lateHint).toBe('');
  });

  test('the centre’s number is not shown beside the outlet’s own', async () => {
    const { lock, otherLocks } = await world.call('figures.overview', half);

    expect({ lock, otherLocks }).toEqual({ lock: null, otherLocks: [] });
  });

  test('solved on the spot needs the reason as well', async () => {
    world.as('head');
    const result = { ...closing, business: 'biz.card.credit.use' };
    const draft = aDraft();
    expect(await world.refusal('complaint.createSolved', { draft, result })).toMatchObject({
      fields: { lateReason: hint },
    });
    const solved = await world.call('complaint.createSolved', { draft: { ...draft, lateReason: '当时漏记' }, result });
    expect(await world.call('complaint.get', { id: solved.id })).toMatchObject({ late: true, state: 'closed' });
  });

  test('what was reported is not changed by one person, everything else is', async () => {
    expect(await sentence(change({ business: 'biz.card.debit', cause: 'cause.service.attitude' }))).toBe(
      '2025年上半年已于7月20日封账，业务类别、投诉原因计入已上报的数字，一人不能改。没有改动任何内容。请提交更正申请，由另一位有审批权限的人同意后生效。',
    );
    world.as('head');
    expect(await sentence(change({ receivedOn: '2025-06-11' }))).toContain('收到日期计入已上报的数字');
    await change({ summary: '信用卡分期手续费与柜台说明不一致，要求退还全部手续费' });
    await world.call('complaint.addContact', { id, means: 'means.phone', reached: true, text: '已说明处理时限' });
    expect(await view()).toMatchObject({ business: 'biz.card.credit', receivedOn: '2025-06-12', state: 'handling' });
  });

  test('a case of July does not move into the half-year by one person', async () => {
    id = await registered(world, { receivedOn: '2025-07-02' });
    world.as('head');

    expect(await sentence(change({ receivedOn: '2025-06-30' }))).toContain(closed);
    await change({ receivedOn: '2025-07-01' });
    expect(await view()).toMatchObject({ receivedOn: '2025-07-01', late: false });
  });

  test('two people change it, while the case is open and goes on', async () => {
    const ask = (fields: object) => world.call('complaint.ask', { id, kind: 'change', fields, reason: '登记时选错' });
    expect(await sentence(ask({ summary: '信用卡分期手续费与柜台说明不一致，请核对' }))).toContain(
      '直接修改即可，不需要申请',
    );
    const asked = await ask({ business: 'biz.card.debit' });
    expect(await sentence(ask({ cause: 'cause.service.attitude' }))).toContain('已有一项“更正投诉”申请等待审批');
    await world.call('complaint.addContact', { id, means: 'means.phone', reached: true, text: '已说明处理时限' });

    world.as('head');
    await world.call('complaint.decide', { request: asked.id, approve: true });

    expect(await view()).toMatchObject({ business: 'biz.card.debit', state: 'handling', late: false });
  });

  test('a closing names the last level under what was counted, and nothing else', async () => {
    const close = (business: string) => world.call('complaint.close', { id, ...closing, business });
    world.as('head');

    expect(await world.refusal('complaint.close', { id, ...closing, business: 'biz.card.debit.use' })).toMatchObject({
      fields: { business: expect.stringContaining(`${closed}，办结时只能细分到“信用卡”以下`) as unknown },
    });
    await close('biz.card.credit.use');
    expect(await view()).toMatchObject({ business: 'biz.card.credit.use', state: 'closed' });
  });

  test('an imported list gives its own reason, and says beforehand how many come late', async () => {
    const path = `${tempFolder()}/清单.xlsx`;
    await writeList(path, [[...listHeadings], inJune(0), inJune(1), goodRow(2)]);
    const { sha256, sheet, headingRow, mapping, fixed } = await world.call('import.open', { path, kind: 'hotline' });
    const plan = { path, kind: 'hotline' as const, sheet, headingRow, sha256, mapping, fixed };

    expect(await world.call('import.check', plan)).toMatchObject({ created: 3, late: 2, faulty: 0 });
    await world.call('import.run', plan);
    const { rows } = await listed(world, { chip: 'late' });
    expect(rows).toHaveLength(2);
    const { steps } = await world.call('complaint.get', { id: rows[0]!.id });
    expect(steps.find(({ kind }) => kind === 'register')?.text).toBe('补报：从名单导入');
  });
});
