/** Questions about the people of the outlets. */
import type { Outlet, Staff } from '#domain/organisation.ts';
import { outletEntity, staffEntity } from '#domain/organisation.ts';
import type { Db } from './open.ts';
import { findRecords } from './record.ts';

/** Everybody at work on that day, by outlet and staff number; of one outlet when given. */
export const staffOn = (db: Db, day: string, outlet: string | null): readonly Staff[] =>
  findRecords(
    db,
    staffEntity,
    `WHERE voided = 0 AND (joined_on IS NULL OR joined_on <= ?) AND (left_on IS NULL OR left_on >= ?)
       AND (? IS NULL OR outlet = ?) ORDER BY outlet, staff_no`,
    day,
    day,
    outlet,
    outlet,
  );

/**
 * People at work today who joined after `since` and attended nothing since they joined, under any of their
 * entries: who moves to another outlet gets a new one but keeps the number. Longest waiting first.
 */
export const untrainedSince = (db: Db, since: string, today: string, outlet: string | null): readonly Staff[] =>
  findRecords(
    db,
    staffEntity,
    `WHERE voided = 0 AND joined_on > ? AND joined_on <= ? AND (left_on IS NULL OR left_on >= ?)
       AND (? IS NULL OR outlet = ?)
       AND NOT EXISTS (SELECT 1 FROM attendance JOIN training ON training.id = attendance.of_id
         JOIN staff AS entry ON entry.id = attendance.staff
         WHERE entry.staff_no = staff.staff_no AND attendance.voided = 0 AND training.voided = 0
           AND attendance.state IN ('present', 'late', 'makeUp') AND training.held_on >= staff.joined_on)
     ORDER BY joined_on, staff_no`,
    since,
    today,
    today,
    outlet,
    outlet,
  );

/** Everybody ever on the roster, by record id: names of old lines must still be found. */
export const staffById = (db: Db): ReadonlyMap<string, Staff> =>
  new Map(findRecords(db, staffEntity, 'ORDER BY id').map((person) => [person.id, person]));

/** Name by staff number; the newest entry where a number was given twice. */
export const staffNames = (db: Db): ReadonlyMap<string, string> =>
  new Map(findRecords(db, staffEntity, 'ORDER BY id').map((person) => [person.staffNo, person.name]));

export const outletsById = (db: Db): ReadonlyMap<string, Outlet> =>
  new Map(findRecords(db, outletEntity, 'ORDER BY sort, id').map((outlet) => [outlet.id, outlet]));
