import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attendanceStates } from '#domain/attendance.ts';
import type { AttendanceState } from '#domain/attendance.ts';
import type { ExamLine } from '#domain/training-figures.ts';
import { isPassed, openWork, parseScore, rate, scoreText, trainingFigures } from '#domain/training-figures.ts';

const line = (
  state: AttendanceState,
  score10: number | null = null,
  examState: ExamLine['examState'] = null,
): ExamLine => ({
  state,
  score10,
  examState: score10 === null ? examState : 'sat',
});
const exam = { hasExam: true, passMark: 60 };

describe('figures of a training', () => {
  it('counts leave in 应参, and being late and making up for it in 实参', () => {
    const lines = [line('present'), line('late'), line('makeUp'), line('leave'), line('absent'), line('expected')];
    expect(trainingFigures(lines, { hasExam: false, passMark: null })).toEqual({
      expected: 6,
      attended: 3,
      madeUp: 1,
      onLeave: 1,
      absent: 1,
      unmarked: 1,
      examExpected: 0,
      sat: 0,
      exempt: 0,
      unscored: 0,
      passed: 0,
      firstSat: 0,
      firstPassed: 0,
    });
  });

  it('leaves exempt people out of 应考 and passes from the mark on', () => {
    const lines = [
      line('present', 600),
      line('present', 595),
      line('present', 1000),
      line('leave', null, 'missed'),
      line('present', null, 'exempt'),
      line('present'),
    ];
    const figures = trainingFigures(lines, exam);
    expect(figures).toMatchObject({ expected: 6, examExpected: 5, sat: 3, exempt: 1, unscored: 1, passed: 2 });
  });

  it('reaches the 100 % of a roster where everybody came and passed', () => {
    const figures = trainingFigures(
      Array.from({ length: 412 }, () => line('present', 800)),
      exam,
    );
    expect(rate(figures.attended, figures.expected)).toBe(1);
    expect(rate(figures.sat, figures.examExpected)).toBe(1);
    expect(rate(figures.passed, figures.sat)).toBe(1);
  });

  it('has no rate where there is nothing to divide by', () => {
    expect(rate(0, 0)).toBeNull();
    expect(trainingFigures([], exam)).toMatchObject({ expected: 0, examExpected: 0, passed: 0 });
  });

  it('never counts more passed than sat, more sat than expected, more attended than on the roster', () => {
    const lines = fc.array(
      fc
        .tuple(
          fc.constantFrom(...(Object.keys(attendanceStates) as AttendanceState[])),
          fc.option(fc.integer({ min: 0, max: 1000 })),
          fc.constantFrom('missed' as const, 'exempt' as const, null),
        )
        .map(([state, score, examState]) => line(state, score, examState)),
    );
    fc.assert(
      fc.property(lines, fc.integer({ min: 0, max: 100 }), (all, passMark) => {
        const figures = trainingFigures(all, { hasExam: true, passMark });
        expect(figures.passed).toBeLessThanOrEqual(figures.sat);
        expect(figures.sat).toBeLessThanOrEqual(figures.examExpected);
        expect(figures.examExpected + figures.exempt).toBe(figures.expected);
        expect(figures.attended + figures.onLeave + figures.absent + figures.unmarked).toBe(figures.expected);
      }),
    );
  });
});

describe('what is still open', () => {
  it('is said in the order in which it is done', () => {
    expect(openWork(trainingFigures([], exam))).toBe('名单还是空的');
    expect(openWork(trainingFigures([line('expected')], exam))).toContain('到场');
    expect(openWork(trainingFigures([line('present')], exam))).toContain('成绩');
    expect(openWork(trainingFigures([line('present', 590), line('absent', null, 'missed')], exam))).toBeNull();
    expect(openWork(trainingFigures([line('leave')], { hasExam: false, passMark: null }))).toBeNull();
  });
});

describe('scores', () => {
  it('are kept in tenths, so that 59.5 fails and 60 passes', () => {
    expect(parseScore('59.5')).toBe(595);
    expect(parseScore(' ８６．５分 ')).toBe(865);
    expect(parseScore('100')).toBe(1000);
    expect(isPassed(595, 60)).toBe(false);
    expect(isPassed(600, 60)).toBe(true);
  });

  it('are not guessed at', () => {
    for (const text of ['', '缺考', '八十', '-5', '59.55', '1000.0.1', '9e2', '12345'])
      expect(parseScore(text)).toBeNull();
  });

  it('read as they were typed', () => {
    for (const score of [0, 5, 595, 600, 1000]) expect(parseScore(scoreText(score))).toBe(score);
    expect(scoreText(595)).toBe('59.5');
    expect(scoreText(860)).toBe('86');
  });
});
