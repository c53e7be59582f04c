/**
 * Record filters as SQL conditions: the one place where a figure's filter, the list behind it and
 * the count on screen get their WHERE from. A condition uses the bare columns of its table, so the
 * table must stand in FROM without an alias.
 */
import type { ComplaintFilter, Duty, DutyName, OutreachFilter, TrainingFilter } from '#domain/record-filter.ts';
import type { Db } from './open.ts';
import { rows, run } from './statements.ts';

/** A boolean SQL expression and the values of its marks, in order. */
export interface Condition {
  readonly sql: string;
  readonly params: readonly (string | number)[];
}

/** What the condition cannot know by itself. */
export interface ComplaintAids {
  /** Business classes of a management group, or null for an unknown group. */
  readonly businessesOf: (group: string) => GroupClasses | null;
  /** Cases registered late, by the locks in force. */
  readonly late: () => Condition;
}

/** `except`: all classes but these, which is how a group of "everything else" is written. */
export interface GroupClasses {
  readonly ids: readonly string[];
  readonly except: boolean;
}

const nothing: Condition = { sql: '0', params: [] };

const not = ({ sql, params }: Condition): Condition => ({ sql: `NOT (${sql})`, params });

/** Joins conditions by AND; none at all means every record. */
export function all(conditions: readonly (Condition | null)[]): Condition {
  const parts = conditions.filter((part) => part !== null);
  if (parts.length === 0) return { sql: '1', params: [] };
  return { sql: parts.map((part) => `(${part.sql})`).join(' AND '), params: parts.flatMap((part) => part.params) };
}

const given = <T>(value: T | undefined, make: (value: T) => Condition): Condition | null =>
  value === undefined ? null : make(value);

const compare = (column: string, sign: '=' | '>=' | '<=', value: string | undefined): Condition | null =>
  given(value, (found) => ({ sql: `${column} ${sign} ?`, params: [found] }));

/** Of a column that holds 0 or 1. Written as `= 0`, not as NOT, so that an index can serve it. */
const flag = (column: string, value: boolean | undefined): Condition | null =>
  given(value, (wanted) => ({ sql: `${column} = ${wanted ? 1 : 0}`, params: [] }));

const present = (column: string, value: boolean | undefined): Condition | null =>
  given(value, (wanted) => ({ sql: `${column} IS ${wanted ? 'NOT ' : ''}NULL`, params: [] }));

/** The entry itself or anything under it in its dictionary. */
const within = (column: string, entry: string | undefined): Condition | null =>
  given(entry, (top) => ({
    sql: `${column} IN (WITH RECURSIVE below (id) AS (SELECT ? UNION SELECT dict_entry.id FROM dict_entry JOIN below ON dict_entry.parent = below.id) SELECT id FROM below)`,
    params: [top],
  }));

/** A JSON list column holds the value. */
const holds = (column: string, value: string | undefined): Condition | null =>
  given(value, (wanted) => ({
    sql: `${column} <> '[]' AND EXISTS (SELECT 1 FROM json_each(${column}) WHERE json_each.value = ?)`,
    params: [wanted],
  }));

const ofSubBranch = (column: string, subBranch: string | undefined): Condition | null =>
  given(subBranch, (name) => ({
    sql: `${column} IN (SELECT outlet.id FROM outlet WHERE outlet.sub_branch = ?)`,
    params: [name],
  }));

const anyOf = (column: string, values: readonly string[] | undefined): Condition | null =>
  given(values, (list) => ({ sql: `${column} IN (SELECT value FROM json_each(?))`, params: [JSON.stringify(list)] }));

function ofGroup(group: string | undefined, aids: ComplaintAids): Condition | null {
  if (group === undefined) return null;
  const classes = aids.businessesOf(group);
  if (classes === null) return nothing;
  return {
    sql: `business ${classes.except ? 'NOT IN' : 'IN'} (SELECT value FROM json_each(?))`,
    params: [JSON.stringify(classes.ids)],
  };
}

/** Condition over `complaint`. With `duty`, `fillDueDays` must have run for the days in question. */
export function complaintCondition(filter: ComplaintFilter, aids: ComplaintAids): Condition {
  return all([
    compare('received_on', '>=', filter.from),
    compare('received_on', '<=', filter.to),
    flag('voided', filter.voided),
    compare('nature', '=', filter.nature),
    within('business', filter.business),
    compare('business', '=', filter.businessExact),
    ofGroup(filter.group, aids),
    within('cause', filter.cause),
    within('channel', filter.channel),
    compare('channel', '=', filter.channelExact),
    compare('source', '=', filter.source),
    compare('complained_outlet', '=', filter.outlet),
    ofSubBranch('complained_outlet', filter.subBranch),
    holds('special_groups', filter.specialGroup),
    flag('forwarded', filter.forwarded),
    present('repeat_of', filter.repeat),
    compare('partner', '=', filter.partner),
    present('closed_on', filter.closed),
    present('followed_on', filter.followed),
    anyOf('satisfaction', filter.satisfaction),
    given(filter.late, (wanted) => (wanted ? aids.late() : not(aids.late()))),
    given(filter.duty, dutyCondition),
  ]);
}

export const outreachCondition = (filter: OutreachFilter): Condition =>
  all([
    compare('held_on', '>=', filter.from),
    compare('held_on', '<=', filter.to),
    flag('voided', filter.voided),
    compare('state', '=', filter.state),
    compare('outlet', '=', filter.outlet),
    ofSubBranch('outlet', filter.subBranch),
    compare('venue', '=', filter.venue),
    holds('audiences', filter.audience),
    compare('campaign', '=', filter.campaign),
  ]);

/** An exam without a course has no course hours. */
export const examOnlySql = 'has_exam = 1 AND hours10 = 0';

export const trainingCondition = (filter: TrainingFilter): Condition =>
  all([
    compare('held_on', '>=', filter.from),
    compare('held_on', '<=', filter.to),
    flag('voided', filter.voided),
    compare('state', '=', filter.state),
    compare('outlet', '=', filter.outlet),
    compare('category', '=', filter.category),
    given(filter.kind, (kind) => ({ sql: kind === 'exam' ? 'has_exam = 1' : `NOT (${examOnlySql})`, params: [] })),
  ]);

/** When each duty was done. Closing a case does what was left of it (as in domain/deadline.ts). */
const doneSql = {
  contact: 'COALESCE(contacted_on, closed_on)',
  plan: 'COALESCE(planned_on, closed_on)',
  finish: 'closed_on',
  letter: 'closed_on',
} as const;

/**
 * The last day of each duty: looked up by itself, or from `due_day` where that has been joined. What
 * was still to be done when new facts came counts from that day (as in domain/deadline.ts).
 */
const dueSql = (name: DutyName, isJoined: boolean): string => {
  if (name === 'letter') return 'letter_due_on';
  const lookUp = (day: string): string => `(SELECT due_day.${name} FROM temp.due_day WHERE due_day.day = ${day})`;
  const ordinary = isJoined ? `due_day.${name}` : lookUp('received_on');
  return `CASE WHEN restarted_on IS NULL OR ${doneSql[name]} < restarted_on THEN ${ordinary} ELSE ${lookUp('restarted_on')} END`;
};

/** Join that gives every complaint the last days of its own day of receipt. */
export const joinDueDays = 'LEFT JOIN temp.due_day ON due_day.day = complaint.received_on';

/** Nobody owes anything any more on a case that ended without a closing. */
const oweless = `state IN ('withdrawn', 'rejected')`;

/** SQL that is 1 when met, 0 when missed, NULL while open or where there is no such duty. One mark: the day it is judged on. */
export const dutySql = (name: DutyName, isJoined = false): string =>
  `CASE WHEN ${doneSql[name]} IS NOT NULL THEN ${doneSql[name]} <= ${dueSql(name, isJoined)}
    WHEN ${oweless} THEN NULL
    WHEN ${dueSql(name, isJoined)} < ? THEN 0 END`;

function dutyCondition({ name, result, asOf }: Duty): Condition {
  const judged = dutySql(name);
  const wanted = { met: `${judged} = 1`, missed: `${judged} = 0`, due: `${judged} IS NOT NULL` }[result];
  return { sql: wanted, params: [asOf] };
}

/** The last days of 3-5-10 for a case received on `day`. */
export interface DueDay {
  readonly day: string;
  readonly contact: string;
  readonly plan: string;
  readonly finish: string;
}

/**
 * Puts the last days of 3-5-10 beside the days of receipt, where SQL can look them up. They come
 * from the deadline engine; the table lives in this connection only and is filled anew each time,
 * because calendars and rules change.
 */
export function fillDueDays(db: Db, days: readonly DueDay[]): void {
  db.exec(
    'CREATE TEMP TABLE IF NOT EXISTS due_day (day TEXT PRIMARY KEY, contact TEXT, plan TEXT, finish TEXT) WITHOUT ROWID',
  );
  run(db, 'DELETE FROM temp.due_day');
  run(
    db,
    `INSERT INTO temp.due_day SELECT value ->> 'day', value ->> 'contact', value ->> 'plan', value ->> 'finish' FROM json_each(?)`,
    JSON.stringify(days),
  );
}

/** Days on which a case started anew; few. */
export const restartDays = (db: Db): readonly string[] =>
  rows<{ day: string }>(db, 'SELECT DISTINCT restarted_on AS day FROM complaint WHERE restarted_on IS NOT NULL').map(
    ({ day }) => day,
  );

/** First and last day on which a complaint was received, or null when there is none. */
export function receivedSpan(db: Db): { readonly from: string; readonly to: string } | null {
  const [found] = rows<{ from: string | null; to: string | null }>(
    db,
    'SELECT MIN(received_on) AS "from", MAX(received_on) AS "to" FROM complaint',
  );
  if (found === undefined || found.from === null || found.to === null) return null;
  return { from: found.from, to: found.to };
}
