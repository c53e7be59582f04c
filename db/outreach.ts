/** Questions about outreach events. */
import type { OutreachEvent, TimeSpan } from '#domain/outreach.ts';
import { outreachEventEntity } from '#domain/outreach.ts';
import type { Db } from './open.ts';
import type { EducationBase } from '#domain/education-base.ts';
import { educationBaseEntity } from '#domain/education-base.ts';
import { findRecords } from './record.ts';
import { row, rows } from './statements.ts';

/** Events that touch the days given, newest first. */
export const eventsIn = (db: Db, from: string, to: string): readonly OutreachEvent[] =>
  findRecords(
    db,
    outreachEventEntity,
    'WHERE voided = 0 AND ends_on >= ? AND held_on <= ? ORDER BY held_on DESC, start_time DESC, id DESC',
    from,
    to,
  );

/** Planned or held events of one person in charge that touch the days of `span`. */
export const eventsLedBy = (db: Db, leader: string, span: TimeSpan): readonly OutreachEvent[] =>
  findRecords(
    db,
    outreachEventEntity,
    `WHERE voided = 0 AND state <> 'cancelled' AND leader = ? AND ends_on >= ? AND held_on <= ? ORDER BY held_on, start_time`,
    leader,
    span.heldOn,
    span.endsOn,
  );

/** Record id by archive number; null when there is none. */
export const eventNumbered = (db: Db, number: string): string | null =>
  row<{ id: string }>(db, 'SELECT id FROM outreach_event WHERE event_no = ? AND voided = 0', number)?.id ?? null;

/** Events of other outlets on the days of this one, or joined with it; cancelled ones left out. */
export const eventsAlike = (
  db: Db,
  { outlet, heldOn, endsOn, joint, eventNo }: OutreachEvent,
): readonly OutreachEvent[] =>
  findRecords(
    db,
    outreachEventEntity,
    `WHERE voided = 0 AND state <> 'cancelled' AND outlet <> ?
       AND (ends_on >= ? AND held_on <= ? OR COALESCE(joint, event_no) = ?) ORDER BY outlet, id`,
    outlet,
    heldOn,
    endsOn,
    joint ?? eventNo,
  );

/** 覆盖人次 of the outlet's finished events before this one, newest first. */
export const reachedBefore = (db: Db, { id, outlet, heldOn }: OutreachEvent): readonly (number | null)[] =>
  rows<{ reached: number | null }>(
    db,
    `SELECT reached_people AS reached FROM outreach_event
     WHERE voided = 0 AND state = 'done' AND outlet = ? AND held_on <= ? AND id <> ? ORDER BY held_on DESC, id DESC LIMIT 3`,
    outlet,
    heldOn,
    id,
  ).map(({ reached }) => reached);

export const educationBases = (db: Db): readonly EducationBase[] =>
  findRecords(db, educationBaseEntity, 'WHERE voided = 0 ORDER BY id');
