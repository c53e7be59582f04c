/** A make-up round as rows of a grid, and back. Pure. */
import type { In } from '#contract/index.ts';
import type { ResitRound } from '#contract/resit.ts';
import { isPassed, parseScore, scoreText } from '#domain/training-figures.ts';
import type { GridColumn, GridRow } from '#renderer/ui/PasteGrid.tsx';
import { scoreProblem } from '#renderer/ui/score-cells.ts';

const missedWord = '缺考';

export const resitColumns: readonly GridColumn[] = [
  {
    key: 'score',
    title: '补考成绩',
    width: 96,
    names: ['成绩', '分数', '得分', '考试成绩'],
    check: scoreProblem,
    clean: (value) => value.replace(/分$/u, ''),
  },
  {
    key: 'exam',
    title: '缺考',
    width: 80,
    names: ['考试情况', '缺考/免考'],
    options: [missedWord],
    check: (value, row) => {
      if (value === '') return undefined;
      if (value !== missedWord) return '请写缺考，或留空';
      return (row['score'] ?? '') === '' ? undefined : '已有成绩，不能是缺考';
    },
  },
  { key: 'result', title: '结果', width: 96, kind: 'fixed' },
  { key: 'before', title: '此前最好成绩', width: 112, kind: 'fixed' },
  { key: 'staffNo', title: '工号', width: 92, kind: 'fixed', names: ['员工号', '柜员号'] },
  { key: 'name', title: '姓名', width: 104, kind: 'fixed' },
  { key: 'unit', title: '部门/网点', width: 140, kind: 'fixed' },
];

export const rowsOf = ({ lines }: Pick<ResitRound, 'lines'>): readonly GridRow[] =>
  lines.map(({ line, staffNo, name, unit, before10, score10, examState }) => ({
    id: line,
    staffNo,
    name,
    unit,
    before: before10 === null ? missedWord : scoreText(before10),
    score: score10 === null ? '' : scoreText(score10),
    exam: examState === 'missed' ? missedWord : '',
  }));

/** With what the row says about passing. */
export function withResult(row: GridRow, passMark: number | null): GridRow {
  const score10 = parseScore(row['score'] ?? '');
  const result =
    score10 === null
      ? (row['exam'] ?? '')
      : passMark === null
        ? ''
        : isPassed(score10, passMark)
          ? '✓ 通过'
          : '▲ 未通过';
  return { ...row, result };
}

type Score = In<'resit.saveScores'>['scores'][number];

const scoreOf = (row: GridRow): Score => {
  const score10 = parseScore(row['score'] ?? '');
  return {
    line: row['id'] ?? '',
    score10,
    examState: score10 !== null ? 'sat' : row['exam'] === missedWord ? 'missed' : null,
  };
};

/** Only rows that say something else than what is stored. */
export function changedScores(now: readonly GridRow[], stored: readonly GridRow[]): readonly Score[] {
  const known = new Map(stored.map((row) => [row['id'], JSON.stringify(scoreOf(row))]));
  return now.map(scoreOf).filter((score) => known.get(score.line) !== JSON.stringify(score));
}
