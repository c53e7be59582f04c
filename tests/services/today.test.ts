import { describe, expect, test } from 'vitest';
import { trainingEntity } from '#domain/training.ts';
import { attendanceEntity } from '#domain/attendance.ts';
import { outreachEventEntity } from '#domain/outreach.ts';
import type { TestWorld } from '#tests/helpers/world.ts';
import { outletWorld } from '#tests/helpers/world.ts';

async function received(world: TestWorld, receivedOn: string, name: string): Promise<string> {
  const { id } = await world.call('complaint.create', {
    receivedOn,
    receivedTime: '08:30',
    source: 'src.site',
    business: 'biz.card.credit.use',
    cause: 'cause.pricing.fee',
    customerName: name,
    phone: '13812345678',
    summary: '信用卡分期手续费与柜台说明不一致，要求退还',
  });
  return id;
}

/** Writes past the verbs: these records belong to other screens. */
function held(world: TestWorld, id: string, heldOn: string, state: string, more: object = {}): void {
  world.db.transaction(() => {
    world.ctx().write(outreachEventEntity, id, {
      eventNo: `HD-${id}`,
      outlet: 'O037',
      title: `宣传${id}`,
      concentrated: false,
      heldOn,
      endsOn: heldOn,
      startTime: '09:00',
      endTime: '11:00',
      place: '营业厅',
      venue: 'venue.hall',
      audiences: [],
      topics: [],
      forms: [],
      leader: '10087',
      plannedPeople: 50,
      publicGood: true,
      state,
      sheetTemplate: 'T1',
      ...more,
    });
  })();
}

function trained(world: TestWorld, id: string, heldOn: string, state: string, present: number, absent: number): void {
  world.db.transaction(() => {
    const ctx = world.ctx();
    ctx.write(trainingEntity, id, {
      trainingNo: `PX-${id}`,
      outlet: 'O037',
      title: `培训${id}`,
      category: 'course.handling',
      tier: 'tier.outlet',
      mode: 'mode.onsite',
      heldOn,
      startTime: '17:30',
      endTime: '18:30',
      hours10: 10,
      place: '二楼会议室',
      lecturer: '讲师',
      targetPosts: [],
      hasExam: false,
      state,
    });
    for (let lineNo = 1; lineNo <= present + absent; lineNo += 1) {
      const fields = {
        outlet: 'O037',
        ofKind: 'training',
        ofId: id,
        lineNo,
        name: '员工',
        state: lineNo <= present ? 'present' : 'absent',
      };
      ctx.write(attendanceEntity, `${id}.${lineNo}`, fields);
    }
  })();
}

describe('today', () => {
  test('of an empty outlet shows the way in and the week', async () => {
    const world = await outletWorld({ date: '2025-10-09' });
    const today = await world.call('today.load', {});

    expect(today).toMatchObject({
      today: '2025-10-09',
      dayName: '工作日',
      calendarKnown: true,
      items: [],
      next: null,
      empty: true,
    });
    expect(today.week.map(({ date, mark }) => `${date.slice(8)}${mark}`)).toEqual([
      '06休',
      '07休',
      '08休',
      '09',
      '10',
      '11班',
      '12',
    ]);
    expect(today.month).toMatchObject({ label: '2025年10月', received: 0, closed: 0, onTime: null });
  });

  test('groups what is due, takes place, waits to be filled in and to be reported', async () => {
    const world = await outletWorld({ date: '2025-06-03' });
    await received(world, '2025-06-03', '超期客户');
    world.at('2025-06-09');
    const due = await received(world, '2025-06-09', '今日客户');
    world.at('2025-06-10');
    const planned = await received(world, '2025-06-10', '明日客户');
    world.at('2025-06-11');
    const later = await received(world, '2025-06-11', '以后客户');
    held(world, 'e1', '2025-06-12', 'planned');
    held(world, 'e2', '2025-06-10', 'planned');
    held(world, 'e3', '2025-06-20', 'planned');
    trained(world, 't1', '2025-06-12', 'planned', 0, 0);
    world.at('2025-06-12');

    const today = await world.call('today.load', {});
    expect(today.items.map(({ group, kind, title, action }) => [group, kind, title, action])).toEqual([
      ['overdue', 'complaint', '超***', 'contact'],
      ['today', 'complaint', '今***', 'contact'],
      ['tomorrow', 'complaint', '明***', 'contact'],
      ['activity', 'outreach', '宣传e1', 'open'],
      ['activity', 'training', '培训t1', 'open'],
      ['toFill', 'outreach', '宣传e2', 'fill'],
      ['toReport', 'exchange', '12 条记录未上报', 'report'],
    ]);
    expect(today.items[3]).toMatchObject({ detail: '09:00 营业厅', who: '周涛' });
    expect(today.next).toMatchObject({ id: later, due: '2025-06-16', name: 'contact' });
    expect(today.week.map((day) => day.due)).toEqual([0, 0, 0, 1, 1, 0, 0]);

    const overdueAndToday = await world.call('complaint.list', { chip: 'today' });
    expect(overdueAndToday.rows.map(({ id }) => id)).toEqual([due]);
    await world.call('complaint.addContact', { id: planned, means: 'means.phone', reached: true, text: '已联系' });
    expect((await world.call('today.load', {})).items.some(({ id }) => id === planned)).toBe(false);
  });

  test('counts the month: closed in time, people reached, attendance', async () => {
    const world = await outletWorld({ date: '2025-06-02' });
    const early = await received(world, '2025-06-02', '张三');
    const late = await received(world, '2025-06-02', '李四');
    const withdrawn = await received(world, '2025-06-02', '王五');
    const closing = {
      outcome: 'outcome.agreed',
      liability: 'none' as const,
      bankCause: null,
      measures: ['measure.explain'],
      findings: '经核对账单无误',
      resolution: '已解释并认可',
    };
    world.at('2025-06-16');
    await world.call('complaint.close', { id: early, ...closing });
    await world.call('complaint.withdraw', { id: withdrawn, reason: '客户撤回' });
    world.at('2025-06-17');
    await world.call('complaint.close', { id: late, ...closing });
    held(world, 'e1', '2025-06-05', 'done', { reachedPeople: 120 });
    held(world, 'e2', '2025-06-06', 'done', { reachedPeople: 80 });
    held(world, 'e3', '2025-05-31', 'done', { reachedPeople: 500 });
    trained(world, 't1', '2025-06-10', 'done', 8, 2);
    trained(world, 't2', '2025-05-10', 'done', 5, 0);

    expect((await world.call('today.load', {})).month).toEqual({
      label: '2025年6月',
      received: 3,
      closed: 2,
      onTime: 1,
      events: 2,
      reached: 200,
      trainings: 1,
      expected: 10,
      attended: 8,
    });
  });

  test('60 items come whole', async () => {
    const world = await outletWorld({ date: '2025-06-12' });
    for (let count = 0; count < 60; count += 1) await received(world, '2025-06-12', '客户');
    world.at('2025-06-30');

    expect((await world.call('today.load', {})).items.filter(({ group }) => group === 'overdue')).toHaveLength(60);
  });
});
