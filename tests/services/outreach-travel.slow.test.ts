/** What the centre sets goes out in the packs, what outlets do comes back, and every thing counts once. */
import { describe, expect, it } from 'vitest';
import { must } from '#domain/failure.ts';
import { attendanceLine, eventPlan, eventResult, trainingPlan } from '#tests/helpers/activity.ts';
import { folderIn, newBranch, outletHead, type Branch, type Station } from '#tests/helpers/branch.ts';

async function sendPacks({ centre, base, outlets, clock }: Branch): Promise<void> {
  clock.now += 60_000;
  const codes = outlets.map((_, index) => String(index + 1).padStart(4, '0'));
  const { made } = await centre.call('pack.make', { outlets: codes, folder: folderIn(base, `packs-${clock.now}`) });
  for (const [index, { path }] of made.entries())
    await must(outlets[index], 'as many as packs').call('exchange.importPack', { path });
}

async function report({ centre, base, outlets, clock }: Branch): Promise<void> {
  clock.now += 60_000;
  for (const outlet of outlets) {
    const { file } = await outlet.call('exchange.export', { folder: folderIn(base, `up-${clock.now}`) });
    const { sum } = await centre.call('inbox.merge', { paths: [file] });
    expect(sum).toMatchObject({ conflicts: 0, shelved: 0 });
  }
}

const march = '2025-03-03';
const held = (leader: string) => ({ ...eventPlan, leader, heldOn: march, endsOn: march });
const finish = (outlet: Station, id: string, reachedPeople: number) =>
  outlet.call('outreach.fill', { id, result: { ...eventResult, reachedPeople }, finish: true, reason: '' });

describe('a campaign of the centre', () => {
  it('reaches every outlet, is ticked there, and is counted when the ticks come back', async () => {
    const branch = await newBranch(2);
    const { centre, outlets } = branch;
    const [first, second] = outlets as [Station, Station];
    const plan = {
      title: '3·15 集中宣传',
      campaign: null,
      fromOn: '2025-03-01',
      toOn: '2025-03-31',
      theme: '共筑诚信消费环境',
      demands: null,
      items: ['厅堂布置', '进社区一次'],
    };
    const { id } = await centre.call('campaign.save', { id: null, plan });
    await report(branch);
    await sendPacks(branch);

    expect(await first.call('campaign.list', {})).toMatchObject([{ id, state: 'running', finished: 0, outlets: 1 }]);
    await first.call('campaign.tick', { id, item: '1', done: true });
    expect(await first.call('campaign.tick', { id, item: '2', done: true })).toEqual({ done: 2, of: 2 });
    await second.call('campaign.tick', { id, item: '1', done: true });
    await second.call('campaign.tick', { id, item: '1', done: false });
    await second.call('campaign.tick', { id, item: '2', done: true });
    const event = await first.call('outreach.create', { ...held(outletHead(0)), campaignPlan: id });
    await finish(first, event.id, 62);
    await report(branch);

    expect(await centre.call('campaign.list', {})).toMatchObject([{ finished: 1, outlets: 2, events: 1, reached: 62 }]);
    expect(await centre.call('campaign.progress', { id })).toMatchObject([
      { outlet: '0001', done: ['1', '2'], events: 1 },
      { outlet: '0002', done: ['2'], events: 0 },
    ]);

    await centre.call('campaign.withdraw', { id, reason: '改由总行统一组织' });
    await sendPacks(branch);
    expect(await first.call('campaign.list', {})).toEqual([]);
  });
});

describe('an event of two outlets', () => {
  it('counts once, whether they agreed on the number or the centre says so', async () => {
    const branch = await newBranch(2);
    const { centre, outlets } = branch;
    const [first, second] = outlets as [Station, Station];
    const lead = await first.call('outreach.create', held(outletHead(0)));
    await finish(first, lead.id, 300);
    const joined = await second.call('outreach.create', { ...held(outletHead(1)), joint: lead.eventNo.toLowerCase() });
    await finish(second, joined.id, 280);
    const claimed = await second.call('outreach.create', held(outletHead(1)));
    await finish(second, claimed.id, 250);
    await report(branch);
    const range = { from: '2025-01-01', to: '2025-06-30' };
    const figuresNow = async () => {
      const { outreach } = await centre.call('figures.overview', range);
      return [outreach.events.n, outreach.reached.n, outreach.materials.n];
    };
    expect(joined.joint).toBe(lead.eventNo);
    expect(await figuresNow()).toEqual([2, 550, 180]);
    expect(await centre.call('outreach.twins', { id: lead.id })).toMatchObject([
      { id: joined.id, joint: true },
      { id: claimed.id, joint: false },
    ]);

    await centre.call('outreach.join', { id: claimed.id, joint: lead.eventNo });
    expect(await figuresNow()).toEqual([1, 300, 180]);
    await sendPacks(branch);
    expect(await second.call('outreach.get', { id: claimed.id })).toMatchObject({ joint: lead.eventNo });
    expect((await centre.call('database.verify', {})).ok).toBe(true);
    expect((await second.call('database.verify', {})).ok).toBe(true);
  });
});

describe('a course of the centre', () => {
  it('is taken with its roster by name, and somebody who moved between outlets counts once', async () => {
    const branch = await newBranch(2);
    const { centre, outlets } = branch;
    const [first, second] = outlets as [Station, Station];
    await report(branch);
    const { hours10, mode, category, startTime, endTime, place } = trainingPlan;
    const { id, named } = await centre.call('course.set', {
      hours10,
      mode,
      category,
      startTime,
      endTime,
      place,
      series: 'PX-2025-09',
      title: '投诉处理技巧',
      heldOn: march,
      dueOn: '2025-03-20',
      lecturer: '林望舒',
      targetPosts: [],
      hasExam: false,
      passMark: null,
      demands: null,
      named: '300011，300021',
    });
    expect(named).toBe(2);
    await sendPacks(branch);
    expect(await first.call('course.list', {})).toMatchObject([
      { id, named: 1, people: 1, outlets: 1, trainingId: null },
    ]);

    const came = async (outlet: Station): Promise<string> => {
      const taken = await outlet.call('course.take', { id });
      const lines = await outlet.call('attendance.list', { ofKind: 'training', ofId: taken.id });
      const line = must(lines[0], 'the one who is named');
      await outlet.call('attendance.save', {
        ofKind: 'training',
        ofId: taken.id,
        sheet: 'staff',
        lines: [attendanceLine(1, { id: line.id, staff: line.staff, name: line.name, unit: line.unit, duty: '' })],
        removed: [],
        reason: '',
      });
      await outlet.call('training.finish', { id: taken.id, summary: null });
      return taken.id;
    };
    await came(first);
    await report(branch);
    expect(await centre.call('course.list', {})).toMatchObject([{ taken: 1, finished: 1, outlets: 2, attended: 1 }]);

    // The first outlet's person moves to the second, which has the person on its list as well.
    await centre.call('organisation.saveStaff', { text: '0002\t300011\t张三0001\t柜员\t2020-01-01' });
    await sendPacks(branch);
    const training = await second.call('course.take', { id });
    await second.call('attendance.fromRoster', { ofKind: 'training', ofId: training.id, posts: [] });
    const lines = await second.call('attendance.list', { ofKind: 'training', ofId: training.id });
    expect(lines.map(({ staffNo }) => staffNo).toSorted()).toEqual(['300011', '300021']);
    await second.call('attendance.save', {
      ofKind: 'training',
      ofId: training.id,
      sheet: 'staff',
      lines: lines.map(({ id: line, lineNo, staff, name, unit }) =>
        attendanceLine(lineNo, { id: line, staff, name, unit, duty: '' }),
      ),
      removed: [],
      reason: '',
    });
    await second.call('training.finish', { id: training.id, summary: null });
    await report(branch);

    expect(await centre.call('course.list', {})).toMatchObject([{ finished: 2, attended: 2 }]);
    const { training: figures } = await centre.call('figures.overview', { from: '2025-01-01', to: '2025-06-30' });
    expect(figures.courses.n).toBe(1);
    expect(figures.attendance).toMatchObject({ now: { met: 2, due: 2 } });
  });
});

describe('a make-up round', () => {
  it('arrives at the centre with its scores, twice the same file and the older one last', async () => {
    const branch = await newBranch(1);
    const { centre, outlets, base, clock } = branch;
    const [outlet] = outlets as [Station];
    const { id } = await outlet.call('training.create', { ...trainingPlan, heldOn: march });
    const { lines } = await outlet.call('attendance.save', {
      ofKind: 'training',
      ofId: id,
      sheet: 'staff',
      lines: [400, 900].map((score10, index) =>
        attendanceLine(index + 1, { name: `学员${index}`, duty: '', score10, examState: 'sat', attempts: 1 }),
      ),
      removed: [],
      reason: '',
    });
    await outlet.call('training.finish', { id, summary: null });
    const { file: older } = await outlet.call('exchange.export', { folder: folderIn(base, 'older') });
    const failed = must(lines[0], 'the one who failed').id;
    const round = await outlet.call('resit.save', { id: null, training: id, heldOn: march, place: null });
    const scores = [{ line: failed, score10: 700, examState: 'sat' as const }];
    await outlet.call('resit.saveScores', { id: round.id, scores });
    clock.now += 60_000;
    const { file } = await outlet.call('exchange.export', { folder: folderIn(base, 'newer') });

    for (const path of [file, file, older]) await centre.call('inbox.merge', { paths: [path] });

    expect(await centre.call('resit.list', { training: id })).toMatchObject({
      rounds: [{ heldOn: march, lines: [{ line: failed, score10: 700 }] }],
      due: 0,
    });
    const { training } = await centre.call('figures.overview', { from: '2025-01-01', to: '2025-06-30' });
    expect(training.passed.now).toMatchObject({ met: 2, due: 2 });
    expect(training.firstPassed.now).toMatchObject({ met: 1, due: 2 });
    expect((await centre.call('database.verify', {})).ok).toBe(true);
  });
});
