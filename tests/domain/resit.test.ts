import { describe, expect, it } from 'vitest';
import { inOrder, linesFor } from '#domain/resit.ts';
import { rate, trainingFigures } from '#domain/training-figures.ts';

const line = (id: string, score10: number | null, examState: 'sat' | 'missed' | 'exempt' | null = 'sat') => ({
  id,
  score10,
  examState,
});
const lines = [
  line('passed', 600),
  line('failed', 595),
  line('missed', null, 'missed'),
  line('exempt', null, 'exempt'),
  line('open', null, null),
];
const rounds = [
  { id: 'b', heldOn: '2025-06-27' },
  { id: 'a', heldOn: '2025-06-20' },
];
const score = (resit: string, of: string, score10: number | null) => ({ resit, line: of, score10 });
const listed = (round: string, scores: readonly ReturnType<typeof score>[], of = lines): readonly string[] =>
  linesFor(round, rounds, { lines: of, scores, passMark: 60 }).map(({ id }) => id);

describe('a make-up round', () => {
  it('lists only those who failed or missed the first exam', () => {
    expect(listed('a', [])).toEqual(['failed', 'missed']);
  });

  it('leaves out who passed an earlier round, whatever the order of recording', () => {
    const scores = [score('a', 'failed', 600), score('a', 'missed', 300)];

    expect(inOrder(rounds).map(({ id }) => id)).toEqual(['a', 'b']);
    expect(listed('b', scores)).toEqual(['missed']);
    expect(listed('a', scores)).toEqual(['failed', 'missed']);
  });

  it('keeps who has a score in it, though the first exam was corrected afterwards', () => {
    const corrected = lines.map((each) => (each.id === 'failed' ? line('failed', 700) : each));

    expect(listed('a', [score('a', 'failed', 800)], corrected)).toEqual(['failed', 'missed']);
    expect(listed('b', [score('a', 'failed', 800)], corrected)).toEqual(['missed']);
  });
});

describe('figures with make-up rounds', () => {
  const exam = { hasExam: true, passMark: 60 };
  const person = (score10: number | null, resit10: number | null, attempts: number | null = null) => ({
    state: 'present' as const,
    score10,
    examState: score10 === null ? ('missed' as const) : ('sat' as const),
    resit10,
    attempts,
  });

  it('know the pass rate of the first exam and that after the last round, each with its own denominator', () => {
    const figures = trainingFigures(
      [person(900, null), person(595, 600), person(500, 590), person(null, 610), person(null, null)],
      exam,
    );

    expect(figures).toMatchObject({ examExpected: 5, firstSat: 3, firstPassed: 1, sat: 4, passed: 3 });
    expect(rate(figures.passed, figures.sat)).toBe(0.75);
  });

  it('take a score overtyped at the second attempt, as it was done before, for one that failed at first', () => {
    expect(trainingFigures([person(800, null, 2), person(800, null, 1)], exam)).toMatchObject({
      firstSat: 2,
      firstPassed: 1,
      passed: 2,
    });
  });
});
