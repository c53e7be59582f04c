/** Complaint figures of a period and of the period compared with. */
import type { MonthPair, Overview, Part, Rate } from '#contract/figures.ts';
import type { ComplaintColumn, ComplaintSums, Judged, Tally } from '#db/figures.ts';
import { complaintSums, judgedComplaints, tallyComplaints, tallyMonths, tallySpecialGroups } from '#db/figures.ts';
import type { Db } from '#db/open.ts';
import { findRecords } from '#db/record.ts';
import type { DateRange } from '#domain/dates.ts';
import { daysInMonth, earlierDate, laterDate } from '#domain/dates.ts';
import type { DictTree } from '#domain/dictionary.ts';
import { childrenOf, pathLabel, pathOf, shortLabelOf } from '#domain/dictionary.ts';
import { contentAnswers, countedNature, discontentAnswers, ratedAnswers } from '#domain/figures.ts';
import type { ManagementGroup } from '#domain/management-group.ts';
import { groupDescription, groupOf } from '#domain/management-group.ts';
import { outletEntity } from '#domain/organisation.ts';
import type { ComplaintFilter, DutyName, DutyResult, RecordFilter } from '#domain/record-filter.ts';
import type { Counted } from './figure-parts.ts';
import { counted, figure, part, rate } from './figure-parts.ts';
import { complaintWhere, fillDutyDays, undecidedGroup } from './record-filter.ts';
import { clockContext, readDict, readGroups } from './reference.ts';

export interface Ranges {
  readonly period: DateRange;
  readonly compare: DateRange;
}

type Side = keyof Ranges;

/** The same question asked of both periods. */
interface Both<T> {
  readonly period: T;
  readonly compare: T;
}

const unit = '件';

/** What every complaint figure counts before anything else is asked. */
const baseFilter = ({ from, to }: DateRange): ComplaintFilter => ({ from, to, voided: false, nature: countedNature });

const list = (filter: ComplaintFilter): RecordFilter => ({ list: 'complaint', filter });

interface Job {
  readonly db: Db;
  readonly ranges: Ranges;
  readonly today: string;
  readonly base: Both<ComplaintFilter>;
  readonly sums: Both<ComplaintSums>;
}

export function complaintFigures(db: Db, ranges: Ranges, today: string): Overview['complaints'] {
  const base = { period: baseFilter(ranges.period), compare: baseFilter(ranges.compare) };
  const answers = { rated: ratedAnswers, content: contentAnswers };
  const sums = both((side) => complaintSums(db, complaintWhere(db, base[side]), answers));
  const job: Job = { db, ranges, today, base, sums };
  const business = tallies(job, 'business');
  const businessTree = readDict(db, 'business');
  return {
    total: figure(
      { id: 'complaints', label: '投诉量', unit },
      count(job, 'period', {}, sums.period.total),
      count(job, 'compare', {}, sums.compare.total),
    ),
    merged: figure(
      { id: 'merged', label: '合并重复后投诉量', unit },
      ...bothCounts(job, { repeat: false }, ({ total, repeats }) => total - repeats),
    ),
    forwarded: part(
      { id: 'forwarded', label: '监管转办', unit },
      ...bothCounts(job, { forwarded: true }, (sum) => sum.forwarded),
      wholes(job),
    ),
    groups: groupParts(job, business, businessTree),
    business: treeParts(
      job,
      { id: 'business', key: 'business', exactKey: 'businessExact', depth: 1 },
      business,
      businessTree,
    ),
    businessLeaf: leafParts(job, business, businessTree),
    cause: treeParts(
      job,
      { id: 'cause', key: 'cause', exactKey: null, depth: 1 },
      tallies(job, 'cause'),
      readDict(db, 'cause'),
    ),
    channel: treeParts(
      job,
      { id: 'channel', key: 'channel', exactKey: 'channelExact', depth: 2 },
      tallies(job, 'channel'),
      readDict(db, 'channel'),
    ),
    source: treeParts(
      job,
      { id: 'source', key: 'source', exactKey: null, depth: 1 },
      tallies(job, 'source'),
      readDict(db, 'source'),
    ),
    ...outletParts(job),
    specialGroup: specialGroupParts(job),
    months: months(job),
    rates: rates(job),
  };
}

const both = <T>(ask: (side: Side) => T): Both<T> => ({ period: ask('period'), compare: ask('compare') });

const wholes = ({ sums }: Job) => ({ now: sums.period.total, before: sums.compare.total });

const count = ({ base }: Job, side: Side, more: ComplaintFilter, n: number): Counted =>
  counted(n, list({ ...base[side], ...more }));

const bothCounts = (
  job: Job,
  more: ComplaintFilter,
  pick: (sums: ComplaintSums) => number,
): readonly [Counted, Counted] => [
  count(job, 'period', more, pick(job.sums.period)),
  count(job, 'compare', more, pick(job.sums.compare)),
];

const tallies = ({ db, base }: Job, column: ComplaintColumn): Both<Tally> =>
  both((side) => tallyComplaints(db, column, complaintWhere(db, base[side])));

/** Adds up tallies under another key; an entry that `keyOf` does not place keeps its own. */
function regroup(tally: Tally, keyOf: (key: string) => string): Tally {
  const sums = new Map<string, number>();
  for (const [key, n] of tally) sums.set(keyOf(key), (sums.get(keyOf(key)) ?? 0) + n);
  return sums;
}

interface PartText {
  readonly label: string;
  readonly codes?: string;
  readonly filter: ComplaintFilter;
}

function partsFrom(
  job: Job,
  id: string,
  tally: Both<Tally>,
  keys: readonly string[],
  textOf: (key: string) => PartText,
): Part[] {
  return keys.map((key) => {
    const { label, codes, filter } = textOf(key);
    const now = count(job, 'period', filter, tally.period.get(key) ?? 0);
    const before = count(job, 'compare', filter, tally.compare.get(key) ?? 0);
    return part({ id: `${id}:${key}`, label, unit }, now, before, wholes(job), codes);
  });
}

const keysOf = (tally: Both<Tally>): readonly string[] => [
  ...new Set([...tally.period.keys(), ...tally.compare.keys()]),
];

/** Most first; equal ones as they were before. */
const byCount = (parts: readonly Part[]): Part[] => [...parts].sort((a, b) => b.n - a.n || b.previous - a.previous);

function groupParts(job: Job, business: Both<Tally>, tree: DictTree): Part[] {
  const groups = readGroups(job.db).filter(({ purpose }) => purpose === 'bank');
  const none = undecidedGroup('bank');
  const byGroup = both((side) => regroup(business[side], (id) => groupOf(tree, groups, 'bank', id)?.id ?? none));
  const named = new Map<string, ManagementGroup>(groups.map((group) => [group.id, group]));
  const keys = [...groups].sort((a, b) => a.sort - b.sort).map(({ id }) => id);
  const hasNone = keysOf(byGroup).includes(none);
  return partsFrom(job, 'group', byGroup, hasNone ? [...keys, none] : keys, (key) => {
    const group = named.get(key);
    return group === undefined
      ? { label: '未细分', codes: '登记时只选到大类、还不能归入任何分组的投诉', filter: { group: key } }
      : { label: group.label, codes: groupDescription(tree, group), filter: { group: key } };
  });
}

interface Dimension {
  readonly id: string;
  readonly key: 'business' | 'cause' | 'channel' | 'source';
  /** Needed where a case may stand on an entry above the depth shown. */
  readonly exactKey: 'businessExact' | 'channelExact' | null;
  /** 1 = 大类, 2 = 中类. */
  readonly depth: number;
}

function treeParts(job: Job, dimension: Dimension, tally: Both<Tally>, tree: DictTree): Part[] {
  const { id, key, exactKey, depth } = dimension;
  const shown = both((side) => regroup(tally[side], (entry) => pathOf(tree, entry)[depth - 1]?.id ?? entry));
  const parts = partsFrom(job, id, shown, keysOf(shown), (entry) => {
    const path = pathOf(tree, entry);
    const isCoarse = exactKey !== null && path.length < depth && childrenOf(tree, entry).length > 0;
    const label = shortLabelOf(tree, entry);
    return {
      label: isCoarse ? `${label}（未细分）` : label,
      codes: path.at(-1)?.stdCode ?? '',
      filter: { [isCoarse ? exactKey : key]: entry },
    };
  });
  return byCount(parts);
}

function leafParts(job: Job, tally: Both<Tally>, tree: DictTree): Part[] {
  const parts = partsFrom(job, 'businessLeaf', tally, keysOf(tally), (entry) => ({
    label: childrenOf(tree, entry).length > 0 ? `${pathLabel(tree, entry)}（未细分）` : pathLabel(tree, entry),
    codes: tree.byId.get(entry)?.stdCode ?? '',
    filter: { businessExact: entry },
  }));
  return byCount(parts);
}

function outletParts(job: Job): Pick<Overview['complaints'], 'outlet' | 'subBranch'> {
  const outlets = findRecords(job.db, outletEntity, 'ORDER BY sort, id');
  const byId = new Map(outlets.map((outlet) => [outlet.id, outlet]));
  const tally = tallies(job, 'complained_outlet');
  const known = outlets.filter(
    ({ id, voided, closedOn }) => (!voided && closedOn === null) || keysOf(tally).includes(id),
  );
  const bySubBranch = both((side) => regroup(tally[side], (id) => byId.get(id)?.subBranch ?? ''));
  const subBranches = [...new Set(known.map(({ subBranch }) => subBranch))];
  return {
    outlet: byCount(
      partsFrom(
        job,
        'outlet',
        tally,
        known.map(({ id }) => id),
        (id) => ({ label: byId.get(id)?.name ?? id, codes: id, filter: { outlet: id } }),
      ),
    ),
    subBranch: byCount(
      partsFrom(job, 'subBranch', bySubBranch, subBranches, (name) => ({
        label: name === '' ? '未设支行' : name,
        filter: { subBranch: name },
      })),
    ),
  };
}

function specialGroupParts(job: Job): Part[] {
  const tree = readDict(job.db, 'specialGroup');
  const tally = both((side) => tallySpecialGroups(job.db, complaintWhere(job.db, job.base[side])));
  return byCount(
    partsFrom(job, 'specialGroup', tally, keysOf(tally), (id) => ({
      label: shortLabelOf(tree, id),
      filter: { specialGroup: id },
    })),
  );
}

/** The twelve months of the year in which the period ends, beside those of the year before. */
function months({ db, ranges, today }: Job): MonthPair[] {
  // The line of an unfinished year ends today instead of falling to nothing.
  const to = ranges.period.from > today ? ranges.period.to : earlierDate(ranges.period.to, today);
  const year = Number(to.slice(0, 4));
  const tallyOf = (range: DateRange): Tally => tallyMonths(db, complaintWhere(db, baseFilter(range)));
  const now = tallyOf({ from: `${year}-01-01`, to });
  const before = tallyOf({ from: `${year - 1}-01-01`, to: `${year - 1}-12-31` });
  return Array.from({ length: 12 }, (_, index) => {
    const range = monthRange(year, index + 1);
    const rangeBefore = monthRange(year - 1, index + 1);
    const isOver = range.from > to;
    return {
      month: range.from.slice(0, 7),
      label: `${index + 1}月`,
      n: isOver ? null : (now.get(range.from.slice(0, 7)) ?? 0),
      previous: before.get(rangeBefore.from.slice(0, 7)) ?? 0,
      open: list(baseFilter({ from: range.from, to: isOver ? range.to : earlierDate(range.to, to) })),
      previousOpen: list(baseFilter(rangeBefore)),
    };
  });
}

function monthRange(year: number, month: number): DateRange {
  const start = `${year}-${String(month).padStart(2, '0')}`;
  return { from: `${start}-01`, to: `${start}-${daysInMonth(year, month)}` };
}

const dutyLabels: Readonly<Record<DutyName, string>> = {
  contact: '3日联系率',
  plan: '5日方案率',
  finish: '10日办结率',
  letter: '转办按时办结率',
};

function rates(job: Job): Overview['complaints']['rates'] {
  const { db, ranges, today, sums, base } = job;
  const { period, compare } = ranges;
  fillDutyDays(db, clockContext(db, today), earlierDate(period.from, compare.from), laterDate(period.to, compare.to));
  const judged = both((side) => judgedComplaints(db, complaintWhere(db, base[side]), today));
  const answered = (satisfaction: readonly string[]): RecordFilter =>
    list({ ...base.period, satisfaction: [...satisfaction] });
  const closed = (more: ComplaintFilter): RecordFilter => list({ ...base.period, closed: true, ...more });
  const of = (pick: (found: ComplaintSums) => Judged): readonly [Judged, Judged] => [
    pick(sums.period),
    pick(sums.compare),
  ];
  return {
    contact: dutyRate(job, judged, 'contact'),
    plan: dutyRate(job, judged, 'plan'),
    finish: dutyRate(job, judged, 'finish'),
    forwardedOnTime: dutyRate(job, judged, 'letter', 'forwardedOnTime', { forwarded: true }),
    satisfaction: rate(
      { id: 'satisfaction', label: '满意率', unit },
      ...of(({ content, rated }) => ({ met: content, due: rated })),
      {
        open: answered(ratedAnswers),
        met: answered(contentAnswers),
        missed: answered(discontentAnswers),
      },
    ),
    followUp: rate(
      { id: 'followUp', label: '回访覆盖率', unit },
      ...of(({ followed, closed: due }) => ({ met: followed, due })),
      {
        open: closed({}),
        met: closed({ followed: true }),
        missed: closed({ followed: false }),
      },
    ),
    repeat: rate(
      { id: 'repeat', label: '重复投诉率', unit },
      ...of(({ repeats, total }) => ({ met: repeats, due: total })),
      {
        open: list(base.period),
        met: list({ ...base.period, repeat: true }),
        missed: list({ ...base.period, repeat: false }),
      },
    ),
  };
}

type JudgedDuties = Both<Readonly<Record<DutyName, Judged>>>;

function dutyRate(job: Job, judged: JudgedDuties, name: DutyName, id: string = name, more: ComplaintFilter = {}): Rate {
  const open = (result: DutyResult): RecordFilter =>
    list({ ...job.base.period, ...more, duty: { name, result, asOf: job.today } });
  return rate({ id, label: dutyLabels[name], unit }, judged.period[name], judged.compare[name], {
    open: open('due'),
    met: open('met'),
    missed: open('missed'),
  });
}
