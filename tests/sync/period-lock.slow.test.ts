/** 封账 with real databases and real files: it goes down in the packs, and what it marks comes up in the reports. */
import { beforeEach, describe, expect, it } from 'vitest';
import { locksInForce } from '#db/period-lock.ts';
import { instantOf } from '#domain/dates.ts';
import { periodLockEntity } from '#domain/period-lock.ts';
import type { Branch, Station } from '#tests/helpers/branch.ts';
import { logInAs, newBranch, outletHead, password } from '#tests/helpers/branch.ts';
import { carryDown, carryUp } from '#tests/helpers/carry.ts';
import { dbOf } from '#tests/helpers/carried.ts';
import { aDraft } from '#tests/helpers/complaint.ts';

let branch: Branch;
let told: Station;
let untold: Station;
let centre: Station;

const half = { from: '2025-01-01', to: '2025-06-30' };
const at = (day: string): void => {
  branch.clock.now = Math.max(branch.clock.now, instantOf(day, '09:30'));
};
const register = async (station: Station, more: object = {}): Promise<string> =>
  (await station.call('complaint.create', aDraft(more))).id;
const isLate = async (station: Station, id: string): Promise<boolean> =>
  (await station.call('complaint.get', { id })).late;
const locked = (station: Station): readonly string[] => locksInForce(dbOf(station)).map(({ period }) => period.key);
async function allClean(): Promise<void> {
  for (const station of [told, untold, centre]) {
    const { ok, rows } = await station.call('database.verify', {});
    expect({ ok, different: rows.different }).toEqual({ ok: true, different: [] });
  }
}

/** A half-year with a case of each outlet, locked by the centre; the pack has reached one of them. */
beforeEach(async () => {
  branch = await newBranch(2);
  [told, untold] = branch.outlets as [Station, Station];
  ({ centre } = branch);
  at('2025-06-12');
  await register(told);
  await register(untold);
  for (const outlet of branch.outlets) await carryUp(branch, outlet);
  at('2025-07-20');
  await centre.call('periodLock.lock', { key: '2025H1', reason: '半年报告已上报' });
  at('2025-07-21');
  await carryDown(branch, '0001', told);
}, 60_000);

describe('a lock', () => {
  it('reaches an outlet in its pack; there a late case needs its reason, elsewhere it is marked when the files meet', async () => {
    expect([locked(told), locked(untold)]).toEqual([['2025H1'], []]);
    await expect(register(told)).rejects.toMatchObject({
      code: 'invalid',
      details: { lateReason: '2025年上半年已于7月20日封账，这件将作为补报登记，请写明原因' },
    });
    const known = await register(told, { lateReason: '客户来电查询时发现漏记' });
    const unknown = await register(untold);
    expect([await isLate(told, known), await isLate(untold, unknown)]).toEqual([true, false]);

    for (const outlet of branch.outlets) await carryUp(branch, outlet);
    expect([await isLate(centre, known), await isLate(centre, unknown)]).toEqual([true, true]);
    const { lock, complaints } = await centre.call('figures.overview', half);
    expect([lock?.complaints, complaints.total.n, lock?.late]).toEqual([2, 4, 2]);

    await carryDown(branch, '0002', untold);
    expect(await isLate(untold, unknown)).toBe(true);
    await allClean();
  });

  it('lets two people at the outlet change what was reported, and the change comes up', async () => {
    const id = await register(told, { lateReason: '客户来电查询时发现漏记' });
    const fields = { cause: 'cause.service.attitude' };
    await expect(told.call('complaint.update', { id, fields })).rejects.toMatchObject({ code: 'forbidden' });
    const first = 'First-Horse-77';
    await told.call('user.create', { staffNo: '300011', name: '张三', role: 'clerk', password: first });
    await told.call('session.logout', {});
    await told.call('session.login', { staffNo: '300011', password: first });
    await told.call('session.changePassword', { oldPassword: first, newPassword: password });
    const asked = await told.call('complaint.ask', { id, kind: 'change', fields, reason: '登记时选错了原因' });

    await logInAs(told, outletHead(0));
    await told.call('complaint.decide', { request: asked.id, approve: true });
    await carryUp(branch, told);

    expect(await centre.call('complaint.get', { id })).toMatchObject({ ...fields, late: true, state: 'registered' });
    await allClean();
  });

  it('is taken back for everybody, and what was late is late no more', async () => {
    const id = await register(told, { lateReason: '客户来电查询时发现漏记' });
    await carryUp(branch, told);

    await centre.call('periodLock.unlock', { key: '2025H1', reason: '监管要求更正' });
    await carryDown(branch, '0001', told);

    expect([locked(told), await isLate(told, id), await isLate(centre, id)]).toEqual([[], false, false]);
    await allClean();
  });

  it('is nobody’s to write but the centre’s', async () => {
    told.write((ctx) => ctx.write(periodLockEntity, '2025H1', { lockedAt: null }));
    const { file } = await told.call('exchange.export', { folder: branch.base });
    branch.clock.now += 60_000;

    const { sum } = await centre.call('inbox.merge', { paths: [file] });

    expect({ shelved: sum.shelved, locked: locked(centre) }).toEqual({ shelved: 1, locked: ['2025H1'] });
  });
});
