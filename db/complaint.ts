/** Questions about complaints. Lists read only the columns they show: at the centre there are 100,000 rows. */
import { must } from '#domain/failure.ts';
import type { Complaint, ComplaintStep } from '#domain/complaint.ts';
import { complaintStepEntity } from '#domain/complaint.ts';
import { OPEN_STATES } from '#domain/complaint-state.ts';
import type { ClockFacts } from '#domain/complaint-clock.ts';
import type { Db } from './open.ts';
import type { Condition } from './record-filter.ts';
import { findRecords } from './record.ts';
import { row, rows } from './statements.ts';

/** One row of a list, personal data in clear: mask it before it leaves the backend. */
export interface ComplaintRow extends ClockFacts {
  readonly id: string;
  readonly caseNo: string;
  readonly receivedTime: string;
  readonly customerName: string;
  readonly phone: string;
  readonly business: string;
  readonly cause: string;
  readonly channel: string;
  readonly source: string;
  readonly outlet: string;
  readonly summary: string;
  readonly level: string;
  readonly forwarded: number;
  readonly repeat: number;
  readonly state: Complaint['state'];
  readonly handler: string;
  readonly transferredTo: string | null;
  readonly voided: number;
  readonly chain: number;
  readonly seq: number;
}

const listColumns = `id, case_no AS caseNo, received_on AS receivedOn, received_time AS receivedTime, registered_at AS registeredAt,
  customer_name AS customerName, phone, business, cause, channel, source, complained_outlet AS outlet,
  substr(summary, 1, 80) AS summary, level, forwarded, repeat_of IS NOT NULL AS repeat, state, handler, complexity,
  letter_due_on AS letterDueOn, contacted_on AS contactedOn, planned_on AS plannedOn, closed_on AS closedOn,
  restarted_on AS restartedOn, extended_on AS extendedOn, extension_told_on AS extensionToldOn, transferred_to AS transferredTo, voided, chain, seq`;

const openSql = `voided = 0 AND state IN (${OPEN_STATES.map((state) => `'${state}'`).join(', ')})`;

const and = (conditions: readonly Condition[]): Condition => ({
  sql: conditions.length === 0 ? '1' : conditions.map(({ sql }) => `(${sql})`).join(' AND '),
  params: conditions.flatMap(({ params }) => params),
});

/** Newest receipt first. */
export function listComplaints(
  db: Db,
  where: readonly Condition[],
  page: { readonly limit: number; readonly offset: number },
): readonly ComplaintRow[] {
  const { sql, params } = and(where);
  return rows<ComplaintRow>(
    db,
    `SELECT ${listColumns} FROM complaint WHERE ${sql} ORDER BY received_on DESC, received_time DESC, id DESC LIMIT ? OFFSET ?`,
    ...params,
    page.limit,
    page.offset,
  );
}

/** Cases on which something is still owed, in no order: there are few of them, and an index that finds them. */
export function openComplaints(db: Db, where: readonly Condition[]): readonly ComplaintRow[] {
  const { sql, params } = and([...where, { sql: openSql, params: [] }]);
  return rows<ComplaintRow>(db, `SELECT ${listColumns} FROM complaint WHERE ${sql}`, ...params);
}

/** Totals of several conditions over the same rows, in one pass. */
export function countComplaints(db: Db, where: readonly Condition[], each: readonly Condition[]): readonly number[] {
  const { sql, params } = and(where);
  const sums = each.map((part, index) => `COALESCE(SUM(${part.sql}), 0) AS n${index}`).join(', ');
  const all = [...each.flatMap((part) => part.params), ...params];
  const asked = `SELECT ${sums} FROM complaint WHERE ${sql}`;
  return unchanged(db, JSON.stringify([asked, all]), () => {
    const found = row<Record<string, number>>(db, asked, ...all);
    return each.map((_, index) => found?.[`n${index}`] ?? 0);
  });
}

interface Counted {
  readonly stamp: string;
  readonly totals: Map<string, readonly number[]>;
}

const mostTotals = 200;
const countedIn = new WeakMap<Db, Counted>();

/**
 * Counting goes through every case, and somebody who types a search asks again with every letter: between
 * two writes, of whatever program, the totals are the same.
 */
function unchanged(db: Db, asked: string, count: () => readonly number[]): readonly number[] {
  // What a transaction sees may be taken back.
  if (db.inTransaction) return count();
  const { own, others } = must(
    row<{ own: number; others: number }>(
      db,
      'SELECT total_changes() AS own, data_version AS others FROM pragma_data_version',
    ),
    'one row each',
  );
  const stamp = `${own} ${others}`;
  const known = countedIn.get(db);
  const { totals } =
    known?.stamp === stamp && known.totals.size < mostTotals ? known : { totals: new Map<string, readonly number[]>() };
  const answer = totals.get(asked) ?? count();
  totals.set(asked, answer);
  countedIn.set(db, { stamp, totals });
  return answer;
}

/** A case's timeline, newest first; within a minute the one written last. */
export const stepsOf = (db: Db, complaint: string): readonly ComplaintStep[] =>
  findRecords(
    db,
    complaintStepEntity,
    'WHERE complaint = ? AND voided = 0 ORDER BY happened_on DESC, happened_time DESC, rowid DESC',
    complaint,
  );

export interface SameCustomer {
  readonly id: string;
  readonly caseNo: string;
  readonly receivedOn: string;
  readonly business: string;
  readonly state: Complaint['state'];
}

/** Cases with the same keyed hash of the phone number since a day, newest first, at most 20. */
export const casesWithPhoneKey = (db: Db, phoneKey: string, since: string): readonly SameCustomer[] =>
  rows<SameCustomer>(
    db,
    `SELECT id, case_no AS caseNo, received_on AS receivedOn, business, state FROM complaint
     WHERE phone_key = ? AND received_on >= ? AND voided = 0 ORDER BY received_on DESC, id DESC LIMIT 20`,
    phoneKey,
    since,
  );

export const caseNoOf = (db: Db, id: string): string | null =>
  row<{ caseNo: string }>(db, 'SELECT case_no AS caseNo FROM complaint WHERE id = ?', id)?.caseNo ?? null;

export interface PersonalTexts {
  readonly id: string;
  readonly customerName: string;
  readonly phone: string;
  readonly summary: string;
}

/** In clear; those that are there, in no order. */
export const personalTexts = (db: Db, ids: readonly string[]): readonly PersonalTexts[] =>
  rows<PersonalTexts>(
    db,
    `SELECT id, customer_name AS customerName, phone, summary FROM complaint WHERE id IN (SELECT value FROM json_each(?))`,
    JSON.stringify(ids),
  );

export const complaintConflicts = (db: Db, id: string): readonly string[] =>
  rows<{ field: string }>(db, 'SELECT field FROM conflict WHERE record = ? ORDER BY field', id).map(
    ({ field }) => field,
  );

/** Last operation of this installation that went into a sync file, per own chain; what was received needs none. */
export function exportedUpTo(db: Db): ReadonlyMap<number, number> {
  const newest = row<{ chains: string }>(
    db,
    `SELECT chains FROM package_out WHERE kind = 'up' ORDER BY no DESC LIMIT 1`,
  );
  const received = rows<{ id: number; seq: number }>(db, 'SELECT id, seq FROM chain WHERE own = 0');
  const there = received.map(({ id, seq }) => [id, seq] as const);
  if (newest === undefined) return new Map(there);
  const sent = JSON.parse(newest.chains) as Readonly<Record<string, number>>;
  const own = rows<{ id: number; inc: string; stream: string }>(db, 'SELECT id, inc, stream FROM chain WHERE own = 1');
  return new Map([...there, ...own.map(({ id, inc, stream }) => [id, sent[`${inc}/${stream}`] ?? 0] as const)]);
}
