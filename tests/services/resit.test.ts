import { describe, expect, it } from 'vitest';
import { must } from '#domain/failure.ts';
import { attendanceLine, trainingPlan } from '#tests/helpers/activity.ts';
import { outletWorld } from '#tests/helpers/world.ts';

const wordsOf = (html: string): string =>
  html
    .replace(/<style>.*?<\/style>/s, '')
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll(/\s+/g, '');

/** Passed, failed, missed, exempt. */
async function afterTheExam() {
  const world = await outletWorld({ date: '2025-06-30' });
  const { call } = world;
  const { id } = await call('training.create', trainingPlan);
  const results = [{ score10: 860 }, { score10: 595 }, { examState: 'missed' }, { examState: 'exempt' }] as const;
  const { lines } = await call('attendance.save', {
    ofKind: 'training',
    ofId: id,
    sheet: 'staff',
    lines: results.map((result, index) =>
      attendanceLine(index + 1, {
        name: `学员${index + 1}`,
        duty: '',
        ...result,
        ...('score10' in result ? { examState: 'sat', attempts: 1 } : {}),
      }),
    ),
    removed: [],
    reason: '',
  });
  const of = (n: number): string => must(lines[n - 1], 'as many as were saved').id;
  const sat = (n: number, score10: number) => ({ line: of(n), score10, examState: 'sat' as const });
  return { ...world, id, of, sat };
}

describe('a make-up round', () => {
  it('has its own day and scores, lists who failed or missed, and counts after the last round', async () => {
    const { call, id, of, sat } = await afterTheExam();
    const first = await call('resit.save', { id: null, training: id, heldOn: '2025-06-20', place: '二楼' });

    const before = await call('resit.list', { training: id });
    expect(before.due).toBe(2);
    expect(before.rounds).toMatchObject([
      {
        id: first.id,
        heldOn: '2025-06-20',
        place: '二楼',
        lines: [
          { line: of(2), name: '学员2', before10: 595, score10: null, examState: null },
          { line: of(3), name: '学员3', before10: null },
        ],
      },
    ]);

    const scores = [sat(2, 600), { line: of(3), score10: null, examState: 'missed' as const }];
    expect(await call('resit.saveScores', { id: first.id, scores })).toEqual({ changed: 2 });
    expect(await call('resit.saveScores', { id: first.id, scores })).toEqual({ changed: 0 });
    const second = await call('resit.save', { id: null, training: id, heldOn: '2025-06-27', place: null });
    await call('resit.saveScores', { id: second.id, scores: [sat(3, 700)] });

    const { rounds, due } = await call('resit.list', { training: id });
    expect(due).toBe(0);
    expect(rounds.map(({ lines }) => lines.map(({ name }) => name))).toEqual([['学员2', '学员3'], ['学员3']]);
    const { figures } = await call('training.get', { id });
    expect(figures).toMatchObject({ examExpected: 3, sat: 3, passed: 3, firstSat: 2, firstPassed: 1 });
    const { training } = await call('figures.overview', { from: '2025-01-01', to: '2025-06-30' });
    expect(training.passed.now).toMatchObject({ met: 0, due: 0 });
    await call('training.finish', { id, summary: null });
    const done = (await call('figures.overview', { from: '2025-01-01', to: '2025-06-30' })).training;
    expect(done.sat.now).toMatchObject({ met: 3, due: 3 });
    expect(done.passed.now).toMatchObject({ met: 3, due: 3 });
    expect(done.firstPassed.now).toMatchObject({ met: 1, due: 2, percent: 50 });
  });

  it('takes back what was typed by mistake, a score or the whole round', async () => {
    const { call, id, of, sat } = await afterTheExam();
    const round = await call('resit.save', { id: null, training: id, heldOn: '2025-06-20', place: null });
    await call('resit.saveScores', { id: round.id, scores: [sat(2, 900)] });
    await call('resit.saveScores', { id: round.id, scores: [{ line: of(2), score10: null, examState: null }] });
    expect((await call('training.get', { id })).figures).toMatchObject({ sat: 2, passed: 1 });
    await call('resit.saveScores', { id: round.id, scores: [sat(2, 650)] });
    expect((await call('training.get', { id })).figures).toMatchObject({ sat: 2, passed: 2 });

    await call('resit.void', { id: round.id, reason: '改期另办' });

    expect((await call('training.get', { id })).figures).toMatchObject({ sat: 2, passed: 1 });
    expect(await call('resit.list', { training: id })).toEqual({ rounds: [], due: 2 });
  });

  it('refuses what cannot be, with a reason and without saving a single line', async () => {
    const { call, refusal, id, of, sat } = await afterTheExam();
    const round = { id: null, training: id, place: null };
    expect((await refusal('resit.save', { ...round, heldOn: '2025-06-11' }))?.fields).toEqual({
      heldOn: '早于培训日期',
    });
    const later = await call('resit.save', { ...round, heldOn: '2025-07-05' });
    expect((await refusal('resit.saveScores', { id: later.id, scores: [sat(2, 700)] }))?.code).toBe('impossible');
    const held = await call('resit.save', { ...round, heldOn: '2025-06-20' });
    expect((await refusal('resit.saveScores', { id: held.id, scores: [sat(2, 700), sat(1, 900)] }))?.fields).toEqual({
      'scores.1.score10': '不在这轮补考的名单里（只列未通过和缺考的人）',
    });
    const wrong = { line: of(2), score10: 700, examState: 'missed' as const };
    expect((await refusal('resit.saveScores', { id: held.id, scores: [wrong] }))?.code).toBe('invalid');
    expect((await call('training.get', { id })).figures).toMatchObject({ sat: 2, passed: 1 });
    const plain = await call('training.create', { ...trainingPlan, hasExam: false, passMark: null });
    expect((await refusal('resit.save', { ...round, training: plain.id, heldOn: '2025-06-20' }))?.code).toBe(
      'impossible',
    );
  });

  it('is on the list of scores, and whoever passed it gets a certificate that says so', async () => {
    const { call, id, of, sat } = await afterTheExam();
    const round = await call('resit.save', { id: null, training: id, heldOn: '2025-06-20', place: null });
    const scores = [sat(2, 720), { line: of(3), score10: null, examState: 'missed' as const }];
    await call('resit.saveScores', { id: round.id, scores });
    await call('training.finish', { id, summary: null });

    const list = wordsOf((await call('print.paper', { paper: 'P11', id })).html);
    const certificates = await call('print.paper', { paper: 'P23', id });

    for (const said of ['06-2072', '补考通过', '06-20缺考', '首考通过率1÷2=50%', '通过率2÷2=100%'])
      expect(list).toContain(said);
    expect(certificates.pages).toBe(2);
    expect(wordsOf(certificates.html)).toContain('补考成绩72分，合格');
  });
});
