import { describe, expect, it } from 'vitest';
import { attendanceLine, trainingPlan } from '#tests/helpers/activity.ts';
import { outletWorld } from '#tests/helpers/world.ts';

describe('a training with roster, attendance and scores', () => {
  it('ends with the figures a report needs', async () => {
    const { call, refusal } = await outletWorld();
    const { id, trainingNo } = await call('training.create', trainingPlan);
    expect(trainingNo).toMatch(/^PX-0037-20250612-A001-\d$/);
    expect(await refusal('training.finish', { id, summary: null })).toMatchObject({ code: 'impossible' });

    const { added, lines } = await call('attendance.fromRoster', {
      ofKind: 'training',
      ofId: id,
      posts: trainingPlan.targetPosts,
    });
    expect(added).toBe(3);
    expect(lines.map(({ lineNo, name, post, state }) => ({ lineNo, name, post, state }))).toEqual([
      { lineNo: 1, name: '李建国', post: '网点负责人', state: 'expected' },
      { lineNo: 2, name: '王小敏', post: '柜员', state: 'expected' },
      { lineNo: 3, name: '周涛', post: '大堂经理', state: 'expected' },
    ]);
    expect(await refusal('training.finish', { id, summary: null })).toMatchObject({ code: 'impossible' });

    const scored = lines.map(({ staffNo: _no, post: _post, sheet: _sheet, ...line }, index) => ({
      ...line,
      ...(
        [
          { state: 'present', score10: 885, examState: 'sat', attempts: 1 },
          { state: 'late', score10: 595, examState: 'sat', attempts: 1 },
          { state: 'leave', examState: 'missed' },
        ] as const
      )[index],
    }));
    const saved = await call('attendance.save', {
      ofKind: 'training',
      ofId: id,
      sheet: 'staff',
      lines: scored,
      removed: [],
      reason: '',
    });
    expect(saved).toMatchObject({ added: 0, changed: 3, removed: 0 });

    const done = await call('training.finish', { id, summary: '补考安排在下周' });
    expect(done.state).toBe('done');
    expect(done.figures).toMatchObject({
      expected: 3,
      attended: 2,
      onLeave: 1,
      examExpected: 3,
      sat: 2,
      passed: 1,
      unscored: 0,
      unmarked: 0,
    });
  });

  it('takes nobody twice from the roster, and only who is at work that day', async () => {
    const { call } = await outletWorld();
    const { id } = await call('training.create', trainingPlan);
    expect((await call('attendance.fromRoster', { ofKind: 'training', ofId: id, posts: ['lobby'] })).added).toBe(1);
    expect((await call('attendance.fromRoster', { ofKind: 'training', ofId: id, posts: [] })).added).toBe(2);
    expect((await call('attendance.fromRoster', { ofKind: 'training', ofId: id, posts: [] })).added).toBe(0);
    expect(await call('training.roster', { on: '2025-06-12', posts: [] })).toHaveLength(3);
  });

  it('needs a pass mark when there is an exam', async () => {
    const { call, refusal } = await outletWorld();
    const answer = await refusal('training.create', { ...trainingPlan, passMark: null });
    expect(answer?.fields['passMark']).toBe('有考试的培训要填及格线');
    const plain = await call('training.create', { ...trainingPlan, hasExam: false, passMark: null });
    expect(plain.figures).toMatchObject({ examExpected: 0, unscored: 0 });
  });

  it('can be cancelled only while it is planned', async () => {
    const { call, refusal } = await outletWorld();
    const { id } = await call('training.create', { ...trainingPlan, hasExam: false, passMark: null });
    await call('attendance.save', {
      ofKind: 'training',
      ofId: id,
      sheet: 'staff',
      removed: [],
      reason: '',
      lines: [attendanceLine(1, { staff: 'O037.10086', name: '王小敏' })],
    });
    await call('training.finish', { id, summary: null });
    expect(await refusal('training.cancel', { id, reason: '不办了' })).toMatchObject({ code: 'impossible' });
  });

  it('is listed with its figures', async () => {
    const { call } = await outletWorld();
    const first = await call('training.create', trainingPlan);
    const second = await call('training.create', { ...trainingPlan, heldOn: '2025-06-20' });
    await call('attendance.fromRoster', { ofKind: 'training', ofId: first.id, posts: [] });
    const list = await call('training.list', { from: null, to: null });
    expect(list.map(({ id }) => id)).toEqual([second.id, first.id]);
    expect(list.map(({ figures }) => figures.expected)).toEqual([0, 3]);
    expect(await call('training.list', { from: '2025-06-13', to: '2025-06-30' })).toHaveLength(1);
  });
});
