/** Pauses and requests of complaints. Few cases have any. */
import type { ComplaintPause } from '#domain/complaint-pause.ts';
import { clockPause, complaintPauseEntity } from '#domain/complaint-pause.ts';
import type { ComplaintRequest } from '#domain/complaint-request.ts';
import { complaintRequestEntity } from '#domain/complaint-request.ts';
import type { Pause } from '#domain/deadline-rules.ts';
import type { Db } from './open.ts';
import { findRecords } from './record.ts';
import { row, rows } from './statements.ts';

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

/** Requests that wait for a decision, of all cases. */
export const waitingRequests = (db: Db): number =>
  row<{ n: number }>(db, 'SELECT COUNT(*) AS n FROM complaint_request WHERE voided = 0 AND decision IS NULL')?.n ?? 0;
