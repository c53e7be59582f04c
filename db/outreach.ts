/** Questions about outreach events. */
import type { OutreachEvent, TimeSpan } from '#domain/outreach.ts';
import { outreachEventEntity } from '#domain/outreach.ts';
import type { Db } from './open.ts';
import { findRecords } from './record.ts';
import { row } from './statements.ts';

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
