/** Questions about courses set by the centre. */
import type { Course, CourseSeat } from '#domain/course.ts';
import { courseEntity, courseSeatEntity } from '#domain/course.ts';
import type { Db } from './open.ts';
import { findRecords } from './record.ts';
import { row, rows } from './statements.ts';

export const courses = (db: Db): readonly Course[] =>
  findRecords(db, courseEntity, 'WHERE voided = 0 ORDER BY held_on DESC, id DESC');

/** People named for a course; of one outlet when given. */
export const seatsOf = (db: Db, course: string, outlet: string | null): readonly CourseSeat[] =>
  findRecords(
    db,
    courseSeatEntity,
    'WHERE course = ? AND voided = 0 AND (? IS NULL OR outlet = ?) ORDER BY outlet, staff',
    course,
    outlet,
    outlet,
  );

export interface Taken {
  readonly id: string;
  readonly outlet: string;
  readonly state: 'planned' | 'done' | 'cancelled';
  readonly expected: number;
  readonly attended: number;
}

const came = `attendance.state IN ('present', 'late', 'makeUp')`;

/** Trainings outlets made of a course, by its series. */
export const takenBy = (db: Db, series: string): readonly Taken[] =>
  rows<Taken>(
    db,
    `SELECT training.id, training.outlet, training.state, COUNT(attendance.id) AS expected,
       COUNT(attendance.id) FILTER (WHERE ${came}) AS attended
     FROM training LEFT JOIN attendance ON attendance.of_id = training.id AND attendance.voided = 0
     WHERE training.series = ? AND training.voided = 0 AND training.state <> 'cancelled'
     GROUP BY training.id ORDER BY training.outlet, training.id`,
    series,
  );

/** Different people who attended: somebody who moved between outlets keeps the staff number and counts once. */
export const peopleWhoAttended = (db: Db, series: string): number =>
  row<{ n: number }>(
    db,
    `SELECT COUNT(DISTINCT COALESCE(staff.staff_no, attendance.id)) AS n
     FROM training JOIN attendance ON attendance.of_id = training.id AND attendance.voided = 0 AND ${came}
       LEFT JOIN staff ON staff.id = attendance.staff
     WHERE training.series = ? AND training.voided = 0 AND training.state <> 'cancelled'`,
    series,
  )?.n ?? 0;
