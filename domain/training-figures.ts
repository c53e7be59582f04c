/**
 * Figures of a training, with their formulas in words, so that every screen,
 * report and print counts alike.
 */
import type { Attendance } from './attendance.ts';
import { attended } from './attendance.ts';

export interface ExamLine extends Pick<Attendance, 'state' | 'score10' | 'examState'> {
  /** Before make-up rounds had scores of their own, one score was overtyped and the attempt counted: 2 = failed before. */
  readonly attempts?: number | null;
  /** Best score of the make-up rounds; null or absent without one. */
  readonly resit10?: number | null;
}

export interface TrainingFigures {
  /** 应参: everybody on the roster, people on leave included. */
  readonly expected: number;
  /** 实参: present, late, or made up for later. */
  readonly attended: number;
  readonly madeUp: number;
  readonly onLeave: number;
  readonly absent: number;
  /** Nobody has said yet whether they came. */
  readonly unmarked: number;
  /** 应考: the roster without those exempt. 0 when there is no exam. */
  readonly examExpected: number;
  /** 实考: has a score, of the first exam or of a make-up round. */
  readonly sat: number;
  readonly exempt: number;
  /** Neither a score nor 缺考 nor 免考. */
  readonly unscored: number;
  /** After the last make-up round. */
  readonly passed: number;
  /** The same at the first exam alone. */
  readonly firstSat: number;
  readonly firstPassed: number;
}

/** Exam rules of a training. `passMark` in points. */
export interface ExamRule {
  readonly hasExam: boolean;
  readonly passMark: number | null;
}

export const formulas = {
  attendance: '参训率 = 实参 ÷ 应参。应参为名单上的全部人员（含请假）；实参含迟到和补训。',
  exam: '参考率 = 实考 ÷ 应考。应考为名单人数减免考人数；实考为有成绩的人数，首考缺考、补考有成绩的计入。',
  pass: '通过率 = 通过 ÷ 实考。成绩达到及格线为通过；各轮补考通过的计入，以最后一轮为准。',
  firstPass: '首考通过率 = 首考通过 ÷ 首考实考。只看第一次考试，补考不计。',
} as const;

export const isPassed = (score10: number, passMark: number): boolean => score10 >= passMark * 10;

/** Counts the lines of one training; voided lines must have been left out. */
export function trainingFigures(lines: readonly ExamLine[], rule: ExamRule): TrainingFigures {
  const count = (test: (line: ExamLine) => boolean): number => lines.filter(test).length;
  const firstSat = (line: ExamLine): boolean => line.score10 !== null;
  const resat = (line: ExamLine): boolean => (line.resit10 ?? null) !== null;
  const sat = (line: ExamLine): boolean => firstSat(line) || resat(line);
  const { hasExam, passMark } = rule;
  const reaches = (score10: number | null | undefined): boolean =>
    typeof score10 === 'number' && passMark !== null && isPassed(score10, passMark);
  const exempt = hasExam ? count((line) => line.examState === 'exempt' && !sat(line)) : 0;
  return {
    expected: lines.length,
    attended: count((line) => attended(line.state)),
    madeUp: count((line) => line.state === 'makeUp'),
    onLeave: count((line) => line.state === 'leave'),
    absent: count((line) => line.state === 'absent'),
    unmarked: count((line) => line.state === 'expected'),
    examExpected: hasExam ? lines.length - exempt : 0,
    sat: hasExam ? count(sat) : 0,
    exempt,
    unscored: hasExam ? count((line) => !sat(line) && line.examState !== 'missed' && line.examState !== 'exempt') : 0,
    passed: hasExam ? count(({ score10, resit10 }) => reaches(score10) || reaches(resit10)) : 0,
    firstSat: hasExam ? count(firstSat) : 0,
    firstPassed: hasExam ? count(({ score10, attempts }) => reaches(score10) && (attempts ?? 1) <= 1) : 0,
  };
}

/** Share of a whole, or null where there is nothing to divide by. */
export const rate = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/** Score typed by a person (`86`, `59.5`, full-width digits) in tenths of a point; null when it is none. */
export function parseScore(text: string): number | null {
  const plain = text
    .trim()
    .replace(/[０-９．]/gu, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/分$/u, '');
  if (!/^\d{1,3}(\.\d0*)?$/.test(plain)) return null;
  return Math.round(Number(plain) * 10);
}

/** 595 → `59.5`, 860 → `86`. */
export const scoreText = (score10: number): string =>
  score10 % 10 === 0 ? String(score10 / 10) : (score10 / 10).toFixed(1);

/** Why a training is not complete yet, as a sentence, or null. */
export function openWork(figures: TrainingFigures): string | null {
  if (figures.expected === 0) return '名单还是空的';
  if (figures.unmarked > 0) return `还有 ${figures.unmarked} 人没有登记到场情况`;
  if (figures.unscored > 0) return `还有 ${figures.unscored} 人没有成绩，也没有登记缺考或免考`;
  return null;
}
