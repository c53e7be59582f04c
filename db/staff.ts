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

/** Everybody ever on the roster, by record id: names of old lines must still be found. */
export const staffById = (db: Db): ReadonlyMap<string, Staff> =>
  new Map(findRecords(db, staffEntity, 'ORDER BY id').map((person) => [person.id, person]));

/** Name by staff number; the newest entry where a number was given twice. */
export const staffNames = (db: Db): ReadonlyMap<string, string> =>
  new Map(findRecords(db, staffEntity, 'ORDER BY id').map((person) => [person.staffNo, person.name]));

export const outletsById = (db: Db): ReadonlyMap<string, Outlet> =>
  new Map(findRecords(db, outletEntity, 'ORDER BY sort, id').map((outlet) => [outlet.id, outlet]));
