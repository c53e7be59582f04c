/**
 * A make-up round (补考) of a training's exam: a day of its own and scores of its own. The scores of the
 * first exam stay on the lines of the roster, so that what was reached at first and what in the end are
 * both known. There may be several rounds; somebody who passed one is in none after it.
 */
import type { Attendance } from './attendance.ts';
import type { RecordOf } from './entity.ts';
import { needed, optional } from './entity.ts';
import { isPassed } from './training-figures.ts';

export const resitEntity = {
  name: 'resit',
  owner: 'outlet',
  fields: {
    outlet: needed.text('B'),
    /** Record of the training whose exam it repeats. */
    training: needed.text('B'),
    heldOn: needed.text('C'),
    place: optional.text('C'),
  },
} as const;

export type Resit = RecordOf<typeof resitEntity>;

/** What one person reached in one round. A score typed by mistake is voided. */
export const resitScoreEntity = {
  name: 'resit_score',
  owner: 'outlet',
  fields: {
    outlet: needed.text('B'),
    resit: needed.text('B'),
    /** Line of the roster; an `attendance`. */
    line: needed.text('B'),
    /** 10 = one point. Null: did not come. */
    score10: optional.int('C'),
    examState: needed.text<'sat' | 'missed'>('C'),
  },
} as const;

export type ResitScore = RecordOf<typeof resitScoreEntity>;

type Line = Pick<Attendance, 'id' | 'score10' | 'examState'>;
type Score = Pick<ResitScore, 'resit' | 'line' | 'score10'>;

/** Rounds in the order they were held; of two on one day the one recorded first. Ids are ordered by time. */
export const inOrder = <R extends Pick<Resit, 'id' | 'heldOn'>>(rounds: readonly R[]): readonly R[] =>
  rounds.toSorted((a, b) => (`${a.heldOn} ${a.id}` < `${b.heldOn} ${b.id}` ? -1 : 1));

/**
 * Who is to sit a round: failed or missed the first exam and passed no earlier round. Who has a score in it
 * stays listed whatever is corrected elsewhere: nothing typed may vanish from sight.
 */
export function linesFor<L extends Line>(
  round: string,
  rounds: readonly Pick<Resit, 'id' | 'heldOn'>[],
  of: { readonly lines: readonly L[]; readonly scores: readonly Score[]; readonly passMark: number | null },
): readonly L[] {
  const order = inOrder(rounds).map(({ id }) => id);
  const earlier = new Set(order.slice(0, Math.max(0, order.indexOf(round))));
  const passed = (score10: number | null): boolean =>
    score10 !== null && of.passMark !== null && isPassed(score10, of.passMark);
  const done = new Set(
    of.scores.filter(({ resit, score10 }) => earlier.has(resit) && passed(score10)).map(({ line }) => line),
  );
  const here = new Set(of.scores.filter(({ resit }) => resit === round).map(({ line }) => line));
  const isDue = (line: L): boolean =>
    !done.has(line.id) && (line.score10 === null ? line.examState === 'missed' : !passed(line.score10));
  return of.lines.filter((line) => isDue(line) || here.has(line.id));
}
