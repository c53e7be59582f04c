/** Questions about trainings. */
import type { Training } from '#domain/training.ts';
import { trainingEntity } from '#domain/training.ts';
import type { Db } from './open.ts';
import { findRecords } from './record.ts';
import { row } from './statements.ts';

/** Trainings on the days given, newest first. */
export const trainingsIn = (db: Db, from: string, to: string): readonly Training[] =>
  findRecords(
    db,
    trainingEntity,
    'WHERE voided = 0 AND held_on BETWEEN ? AND ? ORDER BY held_on DESC, start_time DESC, id DESC',
    from,
    to,
  );

/** Record id by archive number; null when there is none. */
export const trainingNumbered = (db: Db, number: string): string | null =>
  row<{ id: string }>(db, 'SELECT id FROM training WHERE training_no = ? AND voided = 0', number)?.id ?? null;
