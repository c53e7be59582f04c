/** Figures of a training with their formulas: 参训率, 参考率, 通过率. */
import type { ReactNode } from 'react';
import type { TrainingRow } from '#contract/training.ts';
import { formulas, rate } from '#domain/training-figures.ts';
import { percent } from './format.ts';
import { StatCard } from './StatCard.tsx';
import './facts.css';

type Figures = TrainingRow['figures'];

export function TrainingCards({
  figures,
  hasExam,
}: {
  readonly figures: Figures;
  readonly hasExam: boolean;
}): ReactNode {
  const { expected, attended, onLeave, absent, unmarked, examExpected, sat, exempt, passed, firstSat, firstPassed } =
    figures;
  const attendanceNote = [
    onLeave > 0 ? `请假 ${onLeave}` : '',
    absent > 0 ? `缺席 ${absent}` : '',
    unmarked > 0 ? `未登记 ${unmarked}` : '',
  ]
    .filter((text) => text !== '')
    .join(' · ');
  // Said only where make-up rounds made a difference.
  const firstNote =
    passed === firstPassed && sat === firstSat
      ? ''
      : ` · 首考 ${percent(rate(firstPassed, firstSat))}（${firstPassed} ÷ ${firstSat}）`;
  return (
    <div className="cards">
      <StatCard
        label="应参 / 实参"
        value={`${expected} / ${attended}`}
        unit="人"
        note={attendanceNote === '' ? undefined : attendanceNote}
      />
      <StatCard
        label="参训率"
        value={percent(rate(attended, expected))}
        definition={formulas.attendance}
        note={`${attended} ÷ ${expected}`}
      />
      {hasExam && (
        <>
          <StatCard
            label="应考 / 实考"
            value={`${examExpected} / ${sat}`}
            unit="人"
            note={exempt > 0 ? `免考 ${exempt}` : undefined}
          />
          <StatCard
            label="参考率"
            value={percent(rate(sat, examExpected))}
            definition={formulas.exam}
            note={`${sat} ÷ ${examExpected}`}
          />
          <StatCard
            label="通过率"
            value={percent(rate(passed, sat))}
            definition={`${formulas.pass}\n${formulas.firstPass}`}
            note={`${passed} ÷ ${sat}${firstNote}`}
          />
        </>
      )}
    </div>
  );
}
