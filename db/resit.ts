/** Questions about make-up rounds of exams. */
import type { Attendance } from '#domain/attendance.ts';
import type { Resit, ResitScore } from '#domain/resit.ts';
import { resitEntity, resitScoreEntity } from '#domain/resit.ts';
import { linesOf, linesOfTrainings } from './attendance.ts';
import type { Db } from './open.ts';
import { findRecords } from './record.ts';
import { rows } from './statements.ts';

/** Rounds of one training in the order they were held, voided ones left out. */
export const resitsOf = (db: Db, training: string): readonly Resit[] =>
  findRecords(db, resitEntity, 'WHERE training = ? AND voided = 0 ORDER BY held_on, id', training);

/** Scores of all its rounds. */
export const resitScoresOf = (db: Db, training: string): readonly ResitScore[] =>
  findRecords(
    db,
    resitScoreEntity,
    `WHERE voided = 0 AND resit IN (SELECT id FROM resit WHERE training = ? AND voided = 0) ORDER BY id`,
    training,
  );

/** Every score ever typed for one round, voided ones too: typing it again takes it back. */
export const allScoresOf = (db: Db, resit: string): readonly ResitScore[] =>
  findRecords(db, resitScoreEntity, 'WHERE resit = ? ORDER BY id', resit);

/** Line of a roster → best score of its make-up rounds. A table to be joined. */
export const bestResitSql = `(SELECT resit_score.line AS line, MAX(resit_score.score10) AS best
  FROM resit_score JOIN resit ON resit.id = resit_score.resit AND resit.voided = 0
  WHERE resit_score.voided = 0 AND resit_score.score10 IS NOT NULL GROUP BY resit_score.line)`;

/** A line with the best score of its make-up rounds, null without one. */
export type ExamLineRow = Attendance & { readonly resit10: number | null };

/** Lines of one training or event in paper order, with make-up scores. */
export const examLinesOf = (db: Db, ofId: string): readonly ExamLineRow[] => withResits(db, linesOf(db, ofId));

/** Lines of all trainings on the days given, by training, with make-up scores. */
export function examLinesOfTrainings(db: Db, from: string, to: string): ReadonlyMap<string, readonly ExamLineRow[]> {
  const best = bestResits(db);
  return new Map(
    [...linesOfTrainings(db, from, to)].map(([id, lines]) => [id, lines.map((line) => withBest(line, best))]),
  );
}

function withResits(db: Db, lines: readonly Attendance[]): readonly ExamLineRow[] {
  const best = lines.length === 0 ? new Map<string, number>() : bestResits(db);
  return lines.map((line) => withBest(line, best));
}

const withBest = (line: Attendance, best: ReadonlyMap<string, number>): ExamLineRow => ({
  ...line,
  resit10: best.get(line.id) ?? null,
});

/** Few people ever sit again: all of them are read at once. */
const bestResits = (db: Db): ReadonlyMap<string, number> =>
  new Map(
    rows<{ line: string; best: number }>(db, `SELECT line, best FROM ${bestResitSql}`).map(({ line, best }) => [
      line,
      best,
    ]),
  );
