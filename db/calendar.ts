/** The years of the working calendar as the centre sent them. */
import type { CalendarYearRecord } from '#domain/reference-data.ts';
import { calendarYearEntity } from '#domain/reference-data.ts';
import type { Db } from './open.ts';
import { findRecords } from './record.ts';

export const calendarYears = (db: Db): readonly CalendarYearRecord[] =>
  findRecords(db, calendarYearEntity, 'WHERE voided = 0 ORDER BY year, rev');
