/** Questions about trainings. */
import type { Training } from '#domain/training.ts';
import { trainingEntity } from '#domain/training.ts';
import type { Db } from './open.ts';
import { findRecords } from './record.ts';

/** Trainings on the days given, newest first. */
export const trainingsIn = (db: Db, from: string, to: string): readonly Training[] =>
  findRecords(
    db,
    trainingEntity,
    'WHERE voided = 0 AND held_on BETWEEN ? AND ? ORDER BY held_on DESC, start_time DESC, id DESC',
    from,
    to,
  );
