/** 转办 and 派单 with real databases and real files: the case arrives, is handled there, and comes back. */
import { beforeEach, describe, expect, it } from 'vitest';
import { getRecord } from '#db/record.ts';
import { row, rows } from '#db/statements.ts';
import { contentDigest } from '#db/verify.ts';
import { complaintEntity, complaintStepEntity } from '#domain/complaint.ts';
import type { Branch, Station } from '#tests/helpers/branch.ts';
import { centreUsers, logInAs, outletHead } from '#tests/helpers/branch.ts';
import { carryDown, carryUp, packFor, reportingBranch } from '#tests/helpers/carry.ts';
import { dbOf, isDatabase, restored, imageOf } from '#tests/helpers/carried.ts';
import { aDraft, closing } from '#tests/helpers/complaint.ts';

let branch: Branch;
let a: Station;
let b: Station;
let c: Station;
let centre: Station;
const day = '2026-06-12';

beforeEach(async () => {
  branch = await reportingBranch(3, day);
  [a, b, c] = branch.outlets as [Station, Station, Station];
  ({ centre } = branch);
}, 60_000);

const draft = (more: object = {}) => aDraft({ receivedOn: day, receivedTime: '00:10', ...more });
const view = (at: Station, id: string) => at.call('complaint.get', { id });
const cases = (at: Station): readonly string[] =>
  rows<{ id: string }>(dbOf(at), 'SELECT id FROM complaint ORDER BY id').map(({ id }) => id);
const content = (at: Station, id: string) => {
  const { head: _head, ...fields } = getRecord(dbOf(at), complaintEntity, id) ?? { head: '' };
  const steps = rows<{ id: string }>(dbOf(at), 'SELECT id FROM complaint_step WHERE complaint = ? ORDER BY id', id);
  return { fields, steps: steps.map((step) => getRecord(dbOf(at), complaintStepEntity, step.id)) };
};
async function allClean(): Promise<void> {
  for (const at of [a, b, c, centre]) {
    const { ok, rows: found } = await at.call('database.verify', {});
    expect({ ok, ...found, checked: 0 }).toEqual({ ok: true, different: [], conflicts: 0, shelved: 0, checked: 0 });
  }
}

/** A case of A that B handles, known to all three. */
async function transferred(): Promise<string> {
  const { id } = await a.call('complaint.create', draft());
  await a.call('complaint.addContact', { id, means: 'means.phone', reached: true, text: '客户说账户开在乙支行' });
  await a.call('complaint.transfer', { id, to: '0002', text: '业务发生在对方' });
  await carryUp(branch, a);
  await carryDown(branch, '0002', b);
  return id;
}

describe('a case that A gives to B', () => {
  it('arrives with its whole history, is handled there, and comes back with the result', async () => {
    await a.call('complaint.create', draft({ customerName: '李别人', phone: '13900000009' }));
    const id = await transferred();

    // One case, and only this one; the clocks run from its first receipt.
    expect(cases(b)).toEqual([id]);
    const there = await view(b, id);
    expect(there).toMatchObject({ handover: 'in', originName: '第0001支行', receivedOn: day, state: 'handling' });
    expect([there.registrarName, there.handlerName]).toEqual(['第0001支行 200000', '第0001支行 200000']);
    expect(there.steps.map(({ byName }) => byName)).toEqual(Array.from({ length: 3 }, () => '第0001支行 200000'));
    expect(there.clocks).toEqual((await view(a, id)).clocks);
    expect(there.steps.map(({ kind }) => kind).toSorted()).toEqual(['contact', 'register', 'transfer']);
    expect((await b.call('complaint.reveal', { id, field: 'phone', reason: '回访核对' })).value).toBe('13812345678');
    expect(content(b, id)).toEqual(content(a, id));
    expect((await view(a, id)).handover).toBe('out');

    branch.clock.now += 86_400_000;
    await b.call('complaint.setPlan', { id, text: '退还手续费' });
    await b.call('complaint.close', { id, ...closing });
    await carryUp(branch, b);
    const { sum } = await centre.call('inbox.merge', { paths: [] });
    expect(sum.conflicts).toBe(0);
    expect((await view(centre, id)).state).toBe('closed');
    await carryDown(branch, '0001', a);

    const back = await view(a, id);
    expect(back).toMatchObject({ state: 'closed', handover: 'out', transferredToName: '第0002支行' });
    expect([back.handler, back.handlerName]).toEqual([outletHead(1), `第0002支行 ${outletHead(1)}`]);
    expect([back.registrarName, back.steps.at(-1)?.byName]).toEqual(['负责人', '负责人']);
    expect(content(a, id)).toEqual(content(centre, id));
    expect(content(b, id)).toEqual(content(centre, id));
    // Counted once, at the centre as at home.
    const nature = { from: day, to: '2026-06-30' };
    expect(row(dbOf(centre), 'SELECT count(*) AS n FROM complaint WHERE id = ?', id)).toEqual({ n: 1 });
    expect((await centre.call('figures.overview', nature)).complaints.total).toMatchObject({ n: 2 });
    await allClean();
  });

  it('says who may do what: the holder handles, the origin corrects its facts and may take it back', async () => {
    const id = await transferred();

    await expect(a.call('complaint.setPlan', { id, text: '退还手续费' })).rejects.toThrow('已转给第0002支行办理');
    await expect(a.call('complaint.update', { id, fields: { product: '分期' } })).rejects.toThrow('由第0002支行更正');
    await expect(b.call('complaint.update', { id, fields: { customerName: '王五' } })).rejects.toThrow(
      '由第0001支行更正',
    );
    await a.call('complaint.update', { id, fields: { customerName: '张叁丰' } });
    await b.call('complaint.update', { id, fields: { product: '账单分期' } });
    await carryUp(branch, a);
    await carryUp(branch, b);
    await carryDown(branch, '0001', a);
    await carryDown(branch, '0002', b);
    for (const at of [a, b, centre])
      expect(getRecord(dbOf(at), complaintEntity, id)).toMatchObject({ customerName: '张叁丰', product: '账单分期' });

    await a.call('complaint.transfer', { id, to: null, text: '客户要求本网点处理' });
    await a.call('complaint.setPlan', { id, text: '退还手续费' });
    await carryUp(branch, a);
    await carryDown(branch, '0002', b);
    expect(await view(b, id)).toMatchObject({ handover: 'passed', state: 'planned' });
    await expect(b.call('complaint.addNote', { id, text: '我来' })).rejects.toThrow('请在网点办理');
    // What was said after B gave it up is not B's any more.
    expect(row(dbOf(b), `SELECT count(*) AS n FROM complaint_step WHERE text LIKE '%退还手续费%'`)).toEqual({ n: 0 });
    await allClean();
  });

  it('is given back with a reason, and comes again with everything', async () => {
    const id = await transferred();
    await b.call('complaint.transfer', { id, to: null, text: '账户不在本网点' });
    expect((await view(b, id)).handover).toBe('passed');
    await carryUp(branch, b);
    await carryDown(branch, '0001', a);
    const home = await view(a, id);
    expect(home).toMatchObject({ handover: null, transferredTo: null });
    expect(home.steps[0]).toMatchObject({ kind: 'transfer', text: '退回第0001支行：账户不在本网点' });
    await a.call('complaint.addNote', { id, text: '已核对：账户确在乙支行' });
    await a.call('complaint.transfer', { id, to: '0002', text: '附开户影像编号' });
    await carryUp(branch, a);
    await carryDown(branch, '0002', b);

    expect((await view(b, id)).handover).toBe('in');
    expect(content(b, id)).toEqual(content(a, id));
    await allClean();
  });

  it('goes to the centre, which handles it or sends it on', async () => {
    const { id } = await a.call('complaint.create', draft());
    await a.call('complaint.transfer', { id, to: 'centre', text: '涉及多家网点' });
    await carryUp(branch, a);
    await logInAs(centre, centreUsers.analyst);
    await centre.call('complaint.addContact', { id, means: 'means.phone', reached: true, text: '中心已致电' });
    await centre.call('complaint.transfer', { id, to: '0003', text: '账户在丙支行' });
    await logInAs(centre, centreUsers.director);
    await carryDown(branch, '0003', c);
    await carryDown(branch, '0001', a);
    await c.call('complaint.close', { id, ...closing });
    await carryUp(branch, c);
    await carryDown(branch, '0001', a);

    expect(await view(a, id)).toMatchObject({ state: 'closed', transferredToName: '第0003支行' });
    expect(content(a, id)).toEqual(content(c, id));
    expect(cases(b)).toEqual([]);
    await allClean();
  });
});

it('a case of the centre is told to the outlet in its pack and handled there', async () => {
  await logInAs(centre, centreUsers.analyst);
  const { id } = await centre.call('complaint.create', draft({ complainedOutlet: '0002', source: 'src.site' }));
  await expect(b.call('complaint.get', { id })).rejects.toMatchObject({ code: 'notFound' });
  await centre.call('complaint.transfer', { id, to: '0002', text: '请五个工作日内反馈' });
  await logInAs(centre, centreUsers.director);
  await carryDown(branch, '0002', b);
  expect(await view(b, id)).toMatchObject({ handover: 'in', originName: '消保中心' });
  await b.call('complaint.close', { id, ...closing });
  await carryUp(branch, b);

  expect(await view(centre, id)).toMatchObject({ state: 'closed', handover: 'out' });
  expect(cases(a)).toEqual([]);
  await allClean();
});

describe('whatever happens to the files', () => {
  it('packs twice, late and in any order, and a report that comes first, end in the same content', async () => {
    const id = await transferred();
    const early = await packFor(branch, '0002');
    await a.call('complaint.update', { id, fields: { customerName: '张叁丰' } });
    await carryUp(branch, a);
    const late = await packFor(branch, '0002');
    await b.call('exchange.importPack', { path: late });
    await b.call('exchange.importPack', { path: early });
    await b.call('exchange.importPack', { path: late });
    await b.call('complaint.setPlan', { id, text: '退还手续费' });
    const first = await carryUp(branch, b);
    await b.call('complaint.close', { id, ...closing });
    await carryUp(branch, b);
    await centre.call('inbox.merge', { paths: [first] });
    const before = contentDigest(dbOf(centre));
    await centre.call('inbox.merge', { paths: [first] });

    expect(contentDigest(dbOf(centre))).toBe(before);
    // Nothing new to say: making packs again passes nothing on twice.
    await carryDown(branch, '0001', a);
    const count = () => row<{ n: number }>(dbOf(centre), 'SELECT count(*) AS n FROM relay')?.n;
    const told = count();
    await carryDown(branch, '0001', a);
    await carryDown(branch, '0002', b);
    expect(count()).toBe(told);
    expect(cases(b)).toEqual([id]);
    expect(content(a, id)).toEqual(content(b, id));
    await allClean();
  });

  it('a centre set back to before it passed the case on learns it again from the outlets', async () => {
    const { id } = await a.call('complaint.create', draft());
    await a.call('complaint.transfer', { id, to: '0002', text: '业务发生在对方' });
    const image = await imageOf(branch, centre, 'centre-image', centreUsers.director);
    await carryUp(branch, a);
    await carryDown(branch, '0002', b);
    await b.call('complaint.close', { id, ...closing });
    centre = await restored(branch, centre, image, isDatabase, centreUsers.director);
    branch = { ...branch, centre };

    await carryUp(branch, b);
    await carryUp(branch, a);
    await carryDown(branch, '0002', b);
    expect(await view(centre, id)).toMatchObject({ state: 'closed' });
    await carryUp(branch, b);
    await carryDown(branch, '0001', a);

    expect(content(a, id)).toEqual(content(b, id));
    expect(content(a, id)).toEqual(content(centre, id));
    await allClean();
  });

  it('an outlet may not write on a case nobody gave to it', async () => {
    const { id } = await a.call('complaint.create', draft());
    await carryUp(branch, a);
    const copy = dbOf(centre);
    const { head } = getRecord(copy, complaintEntity, id) ?? { head: '' };
    // As a changed program could: a step about a case it only knows the number of.
    dbOf(c).pragma('foreign_keys = OFF');
    c.write((ctx) => {
      ctx.write(complaintStepEntity, ctx.newId(), {
        complaint: id,
        kind: 'note',
        happenedOn: day,
        happenedTime: '10:00',
        by: outletHead(2),
        text: '不该在这里',
        members: [],
        reached: false,
        voided: false,
      });
    });
    await carryUp(branch, c).catch(() => undefined);

    expect(getRecord(copy, complaintEntity, id)?.head).toBe(head);
    expect(rows(copy, 'SELECT reason FROM shelf')).toEqual([
      { reason: '这件投诉还没有转给对方办理，收到转办后自动并入' },
    ]);
    expect(row(copy, 'SELECT count(*) AS n FROM complaint_step WHERE text = ?', '不该在这里')).toEqual({ n: 0 });
  });
});

it('erasing the customer reaches everybody the case was passed on to', async () => {
  const id = await transferred();
  await b.call('complaint.addNote', { id, text: '客户张三丰来电催办' });
  await b.call('complaint.close', { id, ...closing });
  await carryUp(branch, b);
  await carryDown(branch, '0001', a);
  const old = await packFor(branch, '0002');
  await centre.call('erasure.order', { complaint: id, reason: '客户申请删除' });
  await carryDown(branch, '0001', a);
  await carryDown(branch, '0002', b);
  await b.call('exchange.importPack', { path: old }).catch(() => undefined);

  for (const at of [a, b, centre]) {
    expect(getRecord(dbOf(at), complaintEntity, id)).toMatchObject({ customerName: '', phone: '', summary: '' });
    const texts = rows<{ text: string }>(dbOf(at), 'SELECT text FROM complaint_step WHERE complaint = ?', id);
    expect(texts.every(({ text }) => text === '')).toBe(true);
    expect(row(dbOf(at), 'SELECT count(*) AS n FROM relay WHERE secret IS NOT NULL')).toEqual({ n: 0 });
    expect((await view(at, id)).state).toBe('closed');
  }
  expect(await centre.call('erasure.list', {})).toHaveLength(1);
  await allClean();
});
