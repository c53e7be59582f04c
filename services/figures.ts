/** The numbers of a period, from one set of queries for every screen, file and print. */
import type { Figure, FigureRecord, Overview } from '#contract/figures.ts';
import { eventFiles, noFiles } from '#db/attachment.ts';
import type { OutreachSums, RecordLine, TrainingCount } from '#db/figures.ts';
import {
  countedSpan,
  openOutlets,
  outreachByAudience,
  outreachByVenue,
  outreachSums,
  recordLines,
  rosterSums,
  trainingCount,
} from '#db/figures.ts';
import type { Db } from '#db/open.ts';
import { findRecords } from '#db/record.ts';
import type { Condition } from '#db/record-filter.ts';
import { complaintStates } from '#domain/complaint.ts';
import type { DateRange } from '#domain/dates.ts';
import type { DictTree } from '#domain/dictionary.ts';
import { pathLabel, shortLabelOf } from '#domain/dictionary.ts';
import { countedNature, definitions } from '#domain/figures.ts';
import { missingInArchive, outreachEventEntity, outreachStates } from '#domain/outreach.ts';
import { previousYearRange } from '#domain/periods.ts';
import type { OutreachFilter, RecordFilter, TrainingFilter } from '#domain/record-filter.ts';
import { trainingStates } from '#domain/training.ts';
import type { Verbs } from './dispatch.ts';
import { counted, figure, rate } from './figure-parts.ts';
import type { Ranges } from './figures-complaint.ts';
import { complaintFigures } from './figures-complaint.ts';
import { lockFigures } from './figures-lock.ts';
import { listOutlets } from './organisation.ts';
import { complaintWhere, outreachWhere, trainingWhere } from './record-filter.ts';
import { readDict } from './reference.ts';

/**
 * All figures of `period` (both ends included) beside those of `compare`, by default the same
 * period a year earlier. Open cases are judged on `today`.
 */
export function overviewOf(
  db: Db,
  today: string,
  period: DateRange,
  compare: DateRange = previousYearRange(period),
): Overview {
  const ranges = { period, compare };
  return {
    ...ranges,
    asOf: today,
    complaints: complaintFigures(db, ranges, today),
    outreach: outreachFigures(db, ranges),
    training: trainingFigures(db, ranges),
    definitions: { ...definitions },
    ...lockFigures(db, period),
  };
}

/** First and last day with a record that counts, or null. */
export const spanOf = (db: Db): DateRange | null =>
  countedSpan(
    db,
    complaintWhere(db, { voided: false, nature: countedNature }),
    outreachWhere({ voided: false, state: 'done' }),
  );

const eventFilter = ({ from, to }: DateRange): OutreachFilter => ({ from, to, voided: false, state: 'done' });
const outreachList = (filter: OutreachFilter): RecordFilter => ({ list: 'outreach', filter });

const noEvents: OutreachSums = { events: 0, records: 0, reached: 0, consultations: 0, materials: 0, outlets: 0 };
type Measure = 'events' | 'reached' | 'consultations' | 'materials';

const measures = {
  events: { label: '活动场次', unit: '场' },
  reached: { label: '覆盖人次', unit: '人次' },
  consultations: { label: '咨询人次', unit: '人次' },
  materials: { label: '发放资料', unit: '份' },
} as const;

function outreachFigures(db: Db, { period, compare }: Ranges): Overview['outreach'] {
  const base = eventFilter(period);
  const baseBefore = eventFilter(compare);
  const now = outreachSums(db, outreachWhere(base));
  const before = outreachSums(db, outreachWhere(baseBefore));
  const measured = (
    measure: Measure,
    sums: readonly [OutreachSums, OutreachSums],
    more: OutreachFilter,
    name?: { id: string; label: string },
  ): Figure =>
    figure(
      { id: name?.id ?? measure, label: name?.label ?? measures[measure].label, unit: measures[measure].unit },
      counted(sums[0][measure], outreachList({ ...base, ...more }), sums[0].records),
      counted(sums[1][measure], outreachList({ ...baseBefore, ...more }), sums[1].records),
    );
  const byKey = (
    kind: 'audience' | 'venue',
    ask: (db: Db, where: Condition) => ReadonlyMap<string, OutreachSums>,
  ): Overview['outreach']['audience'] => {
    const tree = readDict(db, kind);
    const found = [ask(db, outreachWhere(base)), ask(db, outreachWhere(baseBefore))] as const;
    return orderedKeys(tree, found).map((key) => {
      const sums = [found[0].get(key) ?? noEvents, found[1].get(key) ?? noEvents] as const;
      const label = shortLabelOf(tree, key);
      const more = kind === 'audience' ? { audience: key } : { venue: key };
      return {
        events: measured('events', sums, more, { id: `${kind}.events:${key}`, label }),
        reached: measured('reached', sums, more, { id: `${kind}.reached:${key}`, label }),
      };
    });
  };
  return {
    events: measured('events', [now, before], {}),
    reached: measured('reached', [now, before], {}),
    consultations: measured('consultations', [now, before], {}),
    materials: measured('materials', [now, before], {}),
    coverage: rate(
      { id: 'coverage', label: '网点覆盖率', unit: '家' },
      { met: now.outlets, due: openOutlets(db, period.to) },
      { met: before.outlets, due: openOutlets(db, compare.to) },
      { open: outreachList(base), records: now.records },
    ),
    archives: rate(
      { id: 'archives', label: '档案完整率', unit: '场' },
      completeArchives(db, base),
      completeArchives(db, baseBefore),
      {
        open: outreachList(base),
        records: now.records,
      },
    ),
    audience: byKey('audience', outreachByAudience),
    venue: byKey('venue', outreachByVenue),
  };
}

/** Archives that lack nothing, of all events of the set; each outlet's own, joint events too. */
function completeArchives(db: Db, filter: OutreachFilter): { readonly met: number; readonly due: number } {
  const where = outreachWhere(filter);
  const events = findRecords(db, outreachEventEntity, `WHERE ${where.sql}`, ...where.params);
  const files = eventFiles(db, filter.from ?? firstDay, filter.to ?? lastDay);
  const met = events.filter((event) => missingInArchive(event, files.get(event.id) ?? noFiles).length === 0).length;
  return { met, due: events.length };
}

const firstDay = '1900-01-01';
const lastDay = '2200-12-31';

/** Keys that occur, in the order of their dictionary; unknown ones last. */
function orderedKeys(tree: DictTree, found: readonly ReadonlyMap<string, unknown>[]): readonly string[] {
  const present = new Set(found.flatMap((each) => [...each.keys()]));
  const known = [...tree.byId.values()].sort((a, b) => a.sort - b.sort).map(({ id }) => id);
  return [...known.filter((id) => present.has(id)), ...[...present].filter((id) => !tree.byId.has(id))];
}

function trainingFigures(db: Db, { period, compare }: Ranges): Overview['training'] {
  const filterOf = (range: DateRange, kind: 'course' | 'exam'): TrainingFilter => ({
    ...range,
    voided: false,
    state: 'done',
    kind,
  });
  const listOf = (range: DateRange, kind: 'course' | 'exam'): RecordFilter => ({
    list: 'training',
    filter: filterOf(range, kind),
  });
  const countOf = (range: DateRange, kind: 'course' | 'exam'): TrainingCount =>
    trainingCount(db, trainingWhere(filterOf(range, kind)));
  const held = (id: string, label: string, kind: 'course' | 'exam'): Figure => {
    const [now, before] = [countOf(period, kind), countOf(compare, kind)];
    return figure(
      { id, label, unit: '场' },
      counted(now.distinct, listOf(period, kind), now.records),
      counted(before.distinct, listOf(compare, kind), before.records),
    );
  };
  const all = ({ from, to }: DateRange): TrainingFilter => ({ from, to, voided: false, state: 'done' });
  const now = rosterSums(db, trainingWhere(all(period)));
  const before = rosterSums(db, trainingWhere(all(compare)));
  const people = (id: string, label: string) => ({ id, label, unit: '人次' });
  const [courses, exams] = [held('courses', '培训场次', 'course'), held('exams', '考试场次', 'exam')];
  const inCourses = { open: courses.open, records: courses.records };
  const inExams = { open: exams.open, records: exams.records };
  return {
    courses,
    exams,
    attendance: rate(
      people('attendance', '参训率'),
      { met: now.attended, due: now.expected },
      { met: before.attended, due: before.expected },
      inCourses,
    ),
    sat: rate(
      people('sat', '参考率'),
      { met: now.sat, due: now.examExpected },
      { met: before.sat, due: before.examExpected },
      inExams,
    ),
    passed: rate(
      people('passed', '通过率'),
      { met: now.passed, due: now.sat },
      { met: before.passed, due: before.sat },
      inExams,
    ),
    firstPassed: rate(
      people('firstPassed', '首考通过率'),
      { met: now.firstPassed, due: now.firstSat },
      { met: before.firstPassed, due: before.firstSat },
      inExams,
    ),
  };
}

function whereOf(db: Db, open: RecordFilter): Condition {
  switch (open.list) {
    case 'complaint':
      return complaintWhere(db, open.filter);
    case 'outreach':
      return outreachWhere(open.filter);
    case 'training':
      return trainingWhere(open.filter);
  }
}

/** Words for the ids and states of a line; what has no word is shown as it is. */
function wordsFor(
  db: Db,
  list: RecordFilter['list'],
): (line: RecordLine) => Pick<FigureRecord, 'title' | 'detail' | 'state'> {
  const word = (words: Readonly<Record<string, string>>, key: string): string => words[key] ?? key;
  switch (list) {
    case 'complaint': {
      const [business, cause] = [readDict(db, 'business'), readDict(db, 'cause')];
      return ({ title, detail, state }) => ({
        title: pathLabel(business, title),
        detail: shortLabelOf(cause, detail),
        state: word(complaintStates, state),
      });
    }
    case 'outreach': {
      const venue = readDict(db, 'venue');
      return ({ title, detail, state }) => ({
        title,
        detail: shortLabelOf(venue, detail),
        state: word(outreachStates, state),
      });
    }
    case 'training': {
      const category = readDict(db, 'trainingCategory');
      return ({ title, detail, state }) => ({
        title,
        detail: shortLabelOf(category, detail),
        state: word(trainingStates, state),
      });
    }
  }
}

export const figuresVerbs = {
  'figures.overview': ({ from, to, compareFrom, compareTo }, ctx) => {
    const period = { from, to };
    const sameRange = previousYearRange(period);
    return overviewOf(ctx.db, ctx.today(), period, {
      from: compareFrom ?? sameRange.from,
      to: compareTo ?? sameRange.to,
    });
  },
  'figures.span': (_input, ctx) => spanOf(ctx.db),
  'figures.records': ({ open, offset, limit }, ctx) => {
    const { total, lines } = recordLines(ctx.db, open.list, whereOf(ctx.db, open), { offset, limit });
    const names = new Map(listOutlets(ctx).map(({ id, name }) => [id, name]));
    const words = wordsFor(ctx.db, open.list);
    return {
      total,
      rows: lines.map((line) => ({
        id: line.id,
        no: line.no,
        day: line.day,
        outletName: names.get(line.outlet) ?? line.outlet,
        amount: line.amount,
        ...words(line),
      })),
    };
  },
} satisfies Verbs;
