/** Pauses and requests of complaints. Few cases have any. */
import type { ComplaintPause } from '#domain/complaint-pause.ts';
import { clockPause, complaintPauseEntity } from '#domain/complaint-pause.ts';
import type { ComplaintRequest } from '#domain/complaint-request.ts';
import { complaintRequestEntity } from '#domain/complaint-request.ts';
import type { Pause } from '#domain/deadline-rules.ts';
import type { Db } from './open.ts';
import { findRecords } from './record.ts';
import { rows } from './statements.ts';

/** In the order in which they began. */
export const pausesOf = (db: Db, complaint: string): readonly ComplaintPause[] =>
  findRecords(db, complaintPauseEntity, 'WHERE complaint = ? AND voided = 0 ORDER BY started_on, rowid', complaint);

/** Newest first. */
export const requestsOf = (db: Db, complaint: string): readonly ComplaintRequest[] =>
  findRecords(db, complaintRequestEntity, 'WHERE complaint = ? AND voided = 0 ORDER BY rowid DESC', complaint);

/** What the clocks of many cases need, by case. */
export function clockPauses(db: Db): ReadonlyMap<string, readonly Pause[]> {
  const found = rows<Pick<ComplaintPause, 'complaint' | 'kind' | 'startedOn' | 'endedOn'>>(
    db,
    'SELECT complaint, kind, started_on AS startedOn, ended_on AS endedOn FROM complaint_pause WHERE voided = 0 ORDER BY started_on',
  );
  const byCase = new Map<string, Pause[]>();
  for (const pause of found) byCase.set(pause.complaint, [...(byCase.get(pause.complaint) ?? []), clockPause(pause)]);
  return byCase;
}

export interface WaitingRequest {
  readonly complaint: string;
  readonly kind: ComplaintRequest['kind'];
  readonly askedBy: string;
  readonly customerName: string;
  readonly business: string;
}

/** Requests nobody has decided, that somebody else than this person asked for; oldest first. */
export const waitingRequests = (db: Db, staffNo: string): readonly WaitingRequest[] =>
  rows<WaitingRequest>(
    db,
    `SELECT complaint, kind, asked_by AS askedBy, customer_name AS customerName, business
     FROM complaint_request JOIN complaint ON complaint.id = complaint_request.complaint
     WHERE complaint_request.voided = 0 AND decision IS NULL AND asked_by <> ? AND complaint.voided = 0
     ORDER BY asked_on, complaint_request.rowid`,
    staffNo,
  );
