/**
 * Counts for the figures of a period. Every query takes its WHERE from db/record-filter.ts, so that
 * what is counted here is what the list behind the number shows.
 */
import type { DutyName } from '#domain/record-filter.ts';
import { dutyNames } from '#domain/record-filter.ts';
import type { Condition } from './record-filter.ts';
import { dutySql, examOnlySql, joinDueDays } from './record-filter.ts';
import type { Db } from './open.ts';
import { bestResitSql } from './resit.ts';
import { row, rows } from './statements.ts';

/** Value of a column → number of records. */
export type Tally = ReadonlyMap<string, number>;

/** Columns of `complaint` that are broken down. */
export type ComplaintColumn = 'business' | 'cause' | 'channel' | 'source' | 'complained_outlet';

type Pair = { readonly key: string; readonly n: number };
const tallyFrom = (found: readonly Pair[]): Tally => new Map(found.map(({ key, n }) => [key, n]));

export const tallyComplaints = (db: Db, column: ComplaintColumn, where: Condition): Tally =>
  tallyFrom(
    rows<Pair>(
      db,
      `SELECT ${column} AS key, COUNT(*) AS n FROM complaint WHERE ${where.sql} GROUP BY ${column}`,
      ...where.params,
    ),
  );

/** By month `YYYY-MM` of the day of receipt. */
export const tallyMonths = (db: Db, where: Condition): Tally =>
  tallyFrom(
    rows<Pair>(
      db,
      `SELECT substr(received_on, 1, 7) AS key, COUNT(*) AS n FROM complaint WHERE ${where.sql} GROUP BY 1`,
      ...where.params,
    ),
  );

/** A case counts once in each of its groups. Few different lists exist, so they are counted as they stand first. */
export function tallySpecialGroups(db: Db, where: Condition): Tally {
  const lists = rows<Pair>(
    db,
    `SELECT special_groups AS key, COUNT(*) AS n FROM complaint WHERE special_groups <> '[]' AND ${where.sql} GROUP BY 1`,
    ...where.params,
  );
  const sums = new Map<string, number>();
  for (const { key, n } of lists) {
    for (const group of new Set(JSON.parse(key) as readonly string[])) sums.set(group, (sums.get(group) ?? 0) + n);
  }
  return sums;
}

export interface ComplaintSums {
  readonly total: number;
  readonly forwarded: number;
  readonly repeats: number;
  readonly closed: number;
  readonly followed: number;
  readonly rated: number;
  readonly content: number;
}

/** Counts over one set of complaints. `rated`, `content`: answers of the follow-up call that count. */
export function complaintSums(
  db: Db,
  where: Condition,
  answers: { readonly rated: readonly string[]; readonly content: readonly string[] },
): ComplaintSums {
  const among = 'satisfaction IN (SELECT value FROM json_each(?))';
  const found = row<ComplaintSums>(
    db,
    `SELECT COUNT(*) AS total,
       COUNT(*) FILTER (WHERE forwarded = 1) AS forwarded,
       COUNT(repeat_of) AS repeats,
       COUNT(closed_on) AS closed,
       COUNT(*) FILTER (WHERE closed_on IS NOT NULL AND followed_on IS NOT NULL) AS followed,
       COUNT(*) FILTER (WHERE ${among}) AS rated,
       COUNT(*) FILTER (WHERE ${among}) AS content
     FROM complaint WHERE ${where.sql}`,
    JSON.stringify(answers.rated),
    JSON.stringify(answers.content),
    ...where.params,
  );
  if (found === undefined) throw new Error('COUNT returned no row');
  return found;
}

export interface Judged {
  readonly met: number;
  readonly due: number;
}

/** Per duty: cases that met it, of those that can be judged on `asOf`. The letter's only of forwarded cases. Call `fillDueDays` first. */
export function judgedComplaints(db: Db, where: Condition, asOf: string): Readonly<Record<DutyName, Judged>> {
  const judged = dutyNames.map((name) => `${dutySql(name, true)} AS is_${name}`).join(', ');
  const counted = dutyNames.map((name) => {
    const asked = name === 'letter' ? 'forwarded = 1 AND ' : '';
    return `COUNT(*) FILTER (WHERE ${asked}is_${name} = 1) AS ${name}Met, COUNT(*) FILTER (WHERE ${asked}is_${name} IS NOT NULL) AS ${name}Due`;
  });
  const found = row<Readonly<Record<`${DutyName}${'Met' | 'Due'}`, number>>>(
    db,
    `WITH judged AS MATERIALIZED (SELECT forwarded, ${judged} FROM complaint ${joinDueDays} WHERE ${where.sql})
     SELECT ${counted.join(', ')} FROM judged`,
    ...dutyNames.map(() => asOf),
    ...where.params,
  );
  if (found === undefined) throw new Error('COUNT returned no row');
  return {
    contact: { met: found.contactMet, due: found.contactDue },
    plan: { met: found.planMet, due: found.planDue },
    finish: { met: found.finishMet, due: found.finishDue },
    letter: { met: found.letterMet, due: found.letterDue },
  };
}

export interface OutreachSums {
  /** Joint events once. */
  readonly events: number;
  /** Lines of the list behind it. */
  readonly records: number;
  readonly reached: number;
  readonly consultations: number;
  readonly materials: number;
  readonly outlets: number;
}

/**
 * An event that several outlets held together counts once: one event, the people reached as the outlet says
 * that counted most; what each gave out and answered adds up. `grouped` is a further column to count by.
 */
const countedOnce = (source: string, grouped: string): string =>
  `(SELECT ${grouped === '' ? '' : `${grouped} AS key,`} MAX(reached_people) AS reached_people, SUM(consultations) AS consultations,
      SUM(materials_given) AS materials_given
    FROM ${source} GROUP BY COALESCE(joint, event_no)${grouped === '' ? '' : `, ${grouped}`})`;

const eventSums = `COUNT(*) AS events, COALESCE(SUM(reached_people), 0) AS reached,
  COALESCE(SUM(consultations), 0) AS consultations, COALESCE(SUM(materials_given), 0) AS materials`;
const outletCount = 'COUNT(DISTINCT outlet)';

export function outreachSums(db: Db, where: Condition): OutreachSums {
  const found = row<OutreachSums>(
    db,
    `WITH event AS (SELECT * FROM outreach_event WHERE ${where.sql})
     SELECT ${eventSums}, (SELECT COUNT(*) FROM event) AS records, (SELECT ${outletCount} FROM event) AS outlets
     FROM ${countedOnce('event', '')}`,
    ...where.params,
  );
  if (found === undefined) throw new Error('COUNT returned no row');
  return found;
}

type KeyedSums = OutreachSums & { readonly key: string };
const sumsFrom = (found: readonly KeyedSums[]): ReadonlyMap<string, OutreachSums> =>
  new Map(found.map((each) => [each.key, each]));

export const outreachByVenue = (db: Db, where: Condition): ReadonlyMap<string, OutreachSums> =>
  sumsFrom(
    rows<KeyedSums>(
      db,
      `WITH event AS (SELECT * FROM outreach_event WHERE ${where.sql})
       SELECT key, ${eventSums}, (SELECT COUNT(*) FROM event WHERE venue = key) AS records,
         (SELECT ${outletCount} FROM event WHERE venue = key) AS outlets
       FROM ${countedOnce('event', 'venue')} GROUP BY key`,
      ...where.params,
    ),
  );

/**
 * An event counts once for each group it was meant for. People of a group: as counted by group; where nobody
 * counted by group, everybody reached, for each of the event's groups.
 */
export const outreachByAudience = (db: Db, where: Condition): ReadonlyMap<string, OutreachSums> =>
  sumsFrom(
    rows<KeyedSums>(
      db,
      `WITH event AS (
         SELECT DISTINCT held.id, held.outlet, held.event_no, held.joint, held.consultations, held.materials_given,
           each.value AS audience,
           CASE held.group_people WHEN '[]' THEN held.reached_people ELSE (
             SELECT COALESCE(SUM(people.value ->> 'people'), 0) FROM json_each(held.group_people) AS people
             WHERE people.value ->> 'group' = each.value) END AS reached_people
         FROM (SELECT * FROM outreach_event WHERE ${where.sql}) AS held, json_each(held.audiences) AS each)
       SELECT key, ${eventSums}, (SELECT COUNT(*) FROM event WHERE audience = key) AS records,
         (SELECT ${outletCount} FROM event WHERE audience = key) AS outlets
       FROM ${countedOnce('event', 'audience')} GROUP BY key`,
      ...where.params,
    ),
  );

/** First and last day with a complaint or an event of the given conditions. */
export function countedSpan(
  db: Db,
  complaints: Condition,
  events: Condition,
): { readonly from: string; readonly to: string } | null {
  const found = row<{ from: string | null; to: string | null }>(
    db,
    `SELECT MIN(day) AS "from", MAX(day) AS "to" FROM (
       SELECT MIN(received_on) AS day FROM complaint WHERE ${complaints.sql}
       UNION ALL SELECT MAX(received_on) FROM complaint WHERE ${complaints.sql}
       UNION ALL SELECT MIN(held_on) FROM outreach_event WHERE ${events.sql}
       UNION ALL SELECT MAX(held_on) FROM outreach_event WHERE ${events.sql})`,
    ...complaints.params,
    ...complaints.params,
    ...events.params,
    ...events.params,
  );
  if (found === undefined || found.from === null || found.to === null) return null;
  return { from: found.from, to: found.to };
}

/** Outlets open on a day: the denominator of coverage. */
export function openOutlets(db: Db, day: string): number {
  const found = row<{ n: number }>(
    db,
    `SELECT COUNT(*) AS n FROM outlet WHERE voided = 0 AND (opened_on IS NULL OR opened_on <= ?) AND (closed_on IS NULL OR closed_on > ?)`,
    day,
    day,
  );
  return found?.n ?? 0;
}

export interface TrainingCount {
  /** Trainings held in several places under one series count once. */
  readonly distinct: number;
  readonly records: number;
}

export function trainingCount(db: Db, where: Condition): TrainingCount {
  const found = row<TrainingCount>(
    db,
    `SELECT COUNT(DISTINCT COALESCE(series, id)) AS "distinct", COUNT(*) AS records FROM training WHERE ${where.sql}`,
    ...where.params,
  );
  return found ?? { distinct: 0, records: 0 };
}

export interface RosterSums {
  readonly expected: number;
  readonly attended: number;
  readonly examExpected: number;
  readonly sat: number;
  readonly passed: number;
  readonly firstSat: number;
  readonly firstPassed: number;
}

/** People over all trainings of the set; the rules are those of domain/training-figures.ts. */
export function rosterSums(db: Db, where: Condition): RosterSums {
  const found = row<RosterSums>(
    db,
    `WITH held AS (SELECT id, COALESCE(series, id) AS course, has_exam, pass_mark, (${examOnlySql}) AS exam_only
       FROM training WHERE ${where.sql})
     -- Somebody who moved to another outlet can stand on the lists of both: one person per training, by staff number.
     , person AS (
       SELECT MAX(NOT exam_only) AS expected,
         MAX(NOT exam_only AND attendance.state IN ('present', 'late', 'makeUp')) AS attended,
         MAX(has_exam = 1 AND NOT (exam_state IS 'exempt' AND COALESCE(score10, again.best) IS NULL)) AS exam_expected,
         MAX(has_exam = 1 AND COALESCE(score10, again.best) IS NOT NULL) AS sat,
         MAX(has_exam = 1 AND (IFNULL(score10 >= pass_mark * 10, 0) OR IFNULL(again.best >= pass_mark * 10, 0))) AS passed,
         MAX(has_exam = 1 AND score10 IS NOT NULL) AS first_sat,
         MAX(has_exam = 1 AND score10 IS NOT NULL AND score10 >= pass_mark * 10 AND COALESCE(attempts, 1) <= 1) AS first_passed
       FROM held JOIN attendance ON attendance.of_id = held.id AND attendance.of_kind = 'training' AND attendance.voided = 0
         LEFT JOIN staff ON staff.id = attendance.staff
         LEFT JOIN ${bestResitSql} AS again ON again.line = attendance.id
       GROUP BY course, COALESCE(staff.staff_no, attendance.id))
     SELECT COALESCE(SUM(expected), 0) AS expected, COALESCE(SUM(attended), 0) AS attended,
       COALESCE(SUM(exam_expected), 0) AS examExpected, COALESCE(SUM(sat), 0) AS sat, COALESCE(SUM(passed), 0) AS passed,
       COALESCE(SUM(first_sat), 0) AS firstSat, COALESCE(SUM(first_passed), 0) AS firstPassed
     FROM person`,
    ...where.params,
  );
  if (found === undefined) throw new Error('COUNT returned no row');
  return found;
}

export interface RecordLine {
  readonly id: string;
  readonly no: string;
  readonly day: string;
  readonly outlet: string;
  readonly title: string;
  readonly detail: string;
  readonly state: string;
  readonly amount: number | null;
}

interface Source {
  readonly table: 'complaint' | 'outreach_event' | 'training';
  readonly columns: string;
  readonly order: string;
}

const sources = {
  complaint: {
    table: 'complaint',
    columns:
      'id, case_no AS no, received_on AS day, complained_outlet AS outlet, business AS title, cause AS detail, state, NULL AS amount',
    order: 'received_on DESC, received_time DESC, id DESC',
  },
  outreach: {
    table: 'outreach_event',
    columns: 'id, event_no AS no, held_on AS day, outlet, title, venue AS detail, state, reached_people AS amount',
    order: 'held_on DESC, start_time DESC, id DESC',
  },
  training: {
    table: 'training',
    columns: 'id, training_no AS no, held_on AS day, outlet, title, category AS detail, state, NULL AS amount',
    order: 'held_on DESC, start_time DESC, id DESC',
  },
} as const satisfies Record<string, Source>;

/** Records of a filter, newest first. `title` and `detail` of a complaint are dictionary ids. */
export function recordLines(
  db: Db,
  list: keyof typeof sources,
  where: Condition,
  page: { readonly limit: number; readonly offset: number },
): { readonly total: number; readonly lines: readonly RecordLine[] } {
  const { table, columns, order } = sources[list];
  const counted = row<{ n: number }>(db, `SELECT COUNT(*) AS n FROM ${table} WHERE ${where.sql}`, ...where.params);
  const lines = rows<RecordLine>(
    db,
    `SELECT ${columns} FROM ${table} WHERE ${where.sql} ORDER BY ${order} LIMIT ? OFFSET ?`,
    ...where.params,
    page.limit,
    page.offset,
  );
  return { total: counted?.n ?? 0, lines };
}
