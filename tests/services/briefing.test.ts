import { describe, expect, it } from 'vitest';
import { staffEntity } from '#domain/organisation.ts';
import { attendanceLine, trainingPlan } from '#tests/helpers/activity.ts';
import { centreWorld, outletWorld } from '#tests/helpers/world.ts';

const morning = { heldOn: '2025-06-12', kind: 'morning', topic: '首问负责制', present: 3 } as const;

describe('a briefing', () => {
  it('is one line, and the next one is offered its topic', async () => {
    const { call, refusal } = await outletWorld();
    await call('briefing.add', { ...morning, heldOn: '2025-06-11' });
    await call('briefing.add', morning);
    await call('briefing.add', { ...morning, kind: 'evening', topic: '以案说险' });

    expect(await call('briefing.hints', {})).toEqual({ topics: ['首问负责制', '以案说险'], present: 3 });
    expect((await refusal('briefing.add', morning))?.fields).toEqual({ topic: '已经登记过' });
    expect((await refusal('briefing.add', { ...morning, heldOn: '2025-06-13' }))?.fields).toHaveProperty('heldOn');
    expect((await refusal('briefing.add', { ...morning, present: 0 }))?.fields).toHaveProperty('present');
    const [last] = await call('briefing.list', { from: '2025-06-01', to: '2025-06-30' });
    await call('briefing.void', { id: last?.id ?? '', reason: '录错' });
    expect(await call('briefing.list', { from: null, to: null })).toHaveLength(2);
  });
});

describe('new people', () => {
  it('are listed until they attended something after they joined', async () => {
    const { call, ctx, db } = await centreWorld();
    const joined = (staffNo: string, joinedOn: string, leftOn: string | null = null): void => {
      db.transaction(() => {
        const fields = { outlet: 'O037', staffNo, name: `新人${staffNo}`, post: 'teller', joinedOn, leftOn };
        ctx().write(staffEntity, `O037-${staffNo}`, fields);
      }).immediate();
    };
    joined('301', '2025-05-01');
    joined('302', '2025-03-01');
    joined('303', '2023-03-01');
    joined('304', '2025-04-01', '2025-06-01');

    expect((await call('training.newcomers', {})).map(({ staffNo, days }) => [staffNo, days])).toEqual([
      ['302', 103],
      ['301', 42],
    ]);
  });

  it('are not listed at an outlet once they attended', async () => {
    const { call, db } = await outletWorld();
    db.exec(`UPDATE staff SET joined_on = '2025-05-01', seq = seq + 1 WHERE staff_no = '10087'`);
    expect((await call('training.newcomers', {})).map(({ staffNo }) => staffNo)).toEqual(['10087']);
    const { id } = await call('training.create', { ...trainingPlan, hasExam: false, passMark: null });
    const line = attendanceLine(1, { staff: 'O037.10087', name: '周涛', duty: '', state: 'late' });
    await call('attendance.save', {
      ofKind: 'training',
      ofId: id,
      sheet: 'staff',
      lines: [line],
      removed: [],
      reason: '',
    });

    expect(await call('training.newcomers', {})).toEqual([]);
  });
});
