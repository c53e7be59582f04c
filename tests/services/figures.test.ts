import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import type { Figure, Overview, Rate } from '#contract/figures.ts';
import { Overview as OverviewShape } from '#contract/figures.ts';
import { linesOfTrainings } from '#db/attendance.ts';
import { closeDatabase } from '#db/open.ts';
import { findRecords } from '#db/record.ts';
import { recordLines } from '#db/figures.ts';
import { complaintEntity } from '#domain/complaint.ts';
import { computeDeadlines, isMet } from '#domain/deadline.ts';
import type { RecordFilter } from '#domain/record-filter.ts';
import { trainingFigures } from '#domain/training-figures.ts';
import { overviewOf } from '#services/figures.ts';
import { complaintWhere, outreachWhere, trainingWhere } from '#services/record-filter.ts';
import { clockContext } from '#services/reference.ts';
import type { FiguresBranch } from '#tests/helpers/figures-branch.ts';
import { addOutlets, addReport, emptyBranch, outletCount, reportBranch } from '#tests/helpers/figures-branch.ts';
import type { TestWorld } from '#tests/helpers/world.ts';
import { centreWorld } from '#tests/helpers/world.ts';

const today = '2025-07-10';
const firstHalf = { from: '2025-01-01', to: '2025-06-30' };

let folder: string;
let branch: FiguresBranch;
let found: Overview;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'xiaobao-figures-'));
  branch = reportBranch(join(folder, 'centre.db'));
  found = overviewOf(branch.db, today, firstHalf);
});

afterAll(() => {
  closeDatabase(branch.db);
  rmSync(folder, { recursive: true, force: true });
});

const group = (id: string) => found.complaints.groups.find((part) => part.id === `group:bank.${id}`);

function lengthOf(open: RecordFilter): number {
  const { db } = branch;
  const where =
    open.list === 'complaint'
      ? complaintWhere(db, open.filter)
      : open.list === 'outreach'
        ? outreachWhere(open.filter)
        : trainingWhere(open.filter);
  return recordLines(db, open.list, where, { limit: 100_000, offset: 0 }).lines.length;
}

/** Every figure and rate of the answer, wherever it stands. */
function everything(value: unknown, figures: Figure[] = [], rates: Rate[] = []): { figures: Figure[]; rates: Rate[] } {
  if (typeof value !== 'object' || value === null) return { figures, rates };
  if ('previousOpen' in value && 'records' in value) figures.push(value as Figure);
  if ('openMet' in value) rates.push(value as Rate);
  for (const child of Object.values(value)) everything(child, figures, rates);
  return { figures, rates };
}

describe("the branch's own report", () => {
  it('352 after 418, down 15.8 %', () => {
    expect(found.complaints.total).toMatchObject({ n: 352, previous: 418, change: -15.8 });
    expect(found.compare).toEqual({ from: '2024-01-01', to: '2024-06-30' });
  });

  it('credit cards 110, 31.3 %, down 20 %; personal loans 75, 21.3 %, down 18 %', () => {
    expect(group('creditCard')).toMatchObject({ n: 110, share: 31.3, changeWhole: -20 });
    expect(group('loan')).toMatchObject({ n: 75, share: 21.3, changeWhole: -18 });
    expect(group('creditCard')?.codes).toContain('B0302');
    expect(group('creditCard')?.codes).toContain('B1201');
  });

  it('agency sales: the share rose 3 points to 18 % while the number stood still', () => {
    expect(group('agency')).toMatchObject({
      n: 63,
      previous: 63,
      difference: 0,
      shareWhole: 18,
      previousShareWhole: 15,
      sharePointsWhole: 3,
    });
  });

  it('25 forwarded, 5 fewer, all answered in time', () => {
    expect(found.complaints.forwarded).toMatchObject({ n: 25, previous: 30, difference: -5 });
    expect(found.complaints.rates.forwardedOnTime.now).toEqual({ met: 25, due: 25, percent: 100, percentWhole: 100 });
  });

  it('over 200 events, about 100 000 people reached, all outlets', () => {
    expect(found.outreach.events.n).toBe(212);
    expect(found.outreach.reached.n).toBe(99_640);
    expect(found.outreach.coverage.now).toMatchObject({ met: outletCount, due: outletCount, percent: 100 });
  });

  it('3 trainings, one of them in two places; 1 exam for all', () => {
    expect(found.training.courses).toMatchObject({ n: 3, records: 4 });
    // The course with a test of its own is an exam as well.
    expect(found.training.exams).toMatchObject({ n: 2, records: 4 });
  });
});

describe('every number is the length of its list', () => {
  it('for figures, now and before', () => {
    const { figures } = everything(found);
    expect(figures.length).toBeGreaterThan(100);
    const wrong = figures.filter(
      (figure) => lengthOf(figure.open) !== figure.records || lengthOf(figure.previousOpen) !== figure.previousRecords,
    );
    expect(wrong.map(({ id, records, open }) => ({ id, records, length: lengthOf(open) }))).toEqual([]);
    const counts = figures.filter(({ unit }) => unit === '件' || unit === '场');
    expect(counts.filter(({ id, n, records }) => n !== records && !['courses', 'exams'].includes(id))).toEqual([]);
  });

  it('for rates, in numerator, denominator and what is missing', () => {
    const { rates } = everything(found);
    expect(rates).toHaveLength(13);
    for (const rate of rates) {
      expect([rate.id, lengthOf(rate.open)]).toEqual([rate.id, rate.records]);
      if (rate.openMet === null || rate.openMissed === null) continue;
      expect([rate.id, lengthOf(rate.openMet), lengthOf(rate.openMissed)]).toEqual([
        rate.id,
        rate.now.met,
        rate.now.due - rate.now.met,
      ]);
    }
  });

  it('for months', () => {
    const { months } = found.complaints;
    const upToJune = months.slice(0, 6);
    expect(upToJune.map(({ open }) => lengthOf(open))).toEqual(upToJune.map(({ n }) => n));
    expect(months.map(({ previousOpen }) => lengthOf(previousOpen))).toEqual(months.map(({ previous }) => previous));
    expect(found.complaints.months.map(({ n }) => n).slice(6)).toEqual([null, null, null, null, null, null]);
    expect(found.complaints.months.reduce((sum, { n }) => sum + (n ?? 0), 0)).toBe(352);
  });
});

describe('breakdowns', () => {
  it.each(['groups', 'business', 'businessLeaf', 'cause', 'channel', 'source', 'subBranch', 'outlet'] as const)(
    '%s adds up to the whole',
    (name) => {
      const parts = found.complaints[name];
      expect(parts.reduce((sum, { n }) => sum + n, 0)).toBe(352);
      expect(parts.reduce((sum, { previous }) => sum + previous, 0)).toBe(418);
    },
  );

  it('names what is too coarse for a group', () => {
    expect(found.complaints.groups.at(-1)).toMatchObject({ label: '未细分' });
  });

  it('counts a case once in each of its special groups', () => {
    const senior = found.complaints.specialGroup.find(({ id }) => id === 'specialGroup:group.senior60');
    const cases = findRecords(
      branch.db,
      complaintEntity,
      `WHERE received_on BETWEEN '2025-01-01' AND '2025-06-30' AND voided = 0 AND nature = 'nature.complaint'`,
    );
    expect(senior?.n).toBe(cases.filter(({ specialGroups }) => specialGroups.includes('group.senior60')).length);
  });
});

describe('rates', () => {
  it.each(['contact', 'plan', 'finish'] as const)('%s agrees with the deadline engine, case by case', (name) => {
    const context = clockContext(branch.db, today);
    const cases = findRecords(
      branch.db,
      complaintEntity,
      `WHERE received_on BETWEEN '2025-01-01' AND '2025-06-30' AND voided = 0 AND nature = 'nature.complaint'`,
    );
    const met = cases.map((each) => isMet(computeDeadlines({ ...each, pauses: [] }, context)[name]));
    const { now } = found.complaints.rates[name];
    expect(now).toMatchObject({
      met: met.filter((each) => each === true).length,
      due: met.filter((each) => each !== null).length,
    });
    expect(now.met).toBeLessThan(now.due);
  });

  it('an open case counts only after its last day', () => {
    const early = overviewOf(branch.db, '2025-01-02', firstHalf).complaints.rates.finish.now;
    expect(early.due).toBeLessThan(found.complaints.rates.finish.now.due);
  });

  it('people in trainings agree with the figures of each training', () => {
    const { from, to } = firstHalf;
    const lines = linesOfTrainings(branch.db, from, to);
    const courses = ['t1', 't2', 't3a', 't3b'].map((id) =>
      trainingFigures(lines.get(id) ?? [], { hasExam: id === 't2', passMark: 60 }),
    );
    const exams = ['t2', 'exam0', 'exam1', 'exam2'].map((id) =>
      trainingFigures(lines.get(id) ?? [], { hasExam: true, passMark: 60 }),
    );
    const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
    const { attendance, sat, passed } = found.training;
    expect(attendance.now).toMatchObject({
      met: sum(courses.map((each) => each.attended)),
      due: sum(courses.map((each) => each.expected)),
    });
    expect(sat.now).toMatchObject({
      met: sum(exams.map((each) => each.sat)),
      due: sum(exams.map((each) => each.examExpected)),
    });
    expect(passed.now).toMatchObject({
      met: sum(exams.map((each) => each.passed)),
      due: sum(exams.map((each) => each.sat)),
    });
    expect(passed.now.met).toBeLessThan(passed.now.due);
  });

  it('nothing to divide by is null, not 0', () => {
    const empty = overviewOf(branch.db, today, { from: '2020-01-01', to: '2020-06-30' });
    expect(empty.complaints.rates.finish.now).toEqual({ met: 0, due: 0, percent: null, percentWhole: null });
    expect(empty.complaints.total).toMatchObject({ n: 0, previous: 0, change: null });
  });
});

describe('through the door', () => {
  async function reportWorld(): Promise<TestWorld> {
    const world = await centreWorld({ date: today });
    const { write } = world.ctx();
    world.db.transaction(() => addOutlets(write))();
    addReport({ db: world.db, write });
    return world;
  }

  it('every complaint figure is the length of complaint.list with its filter', async () => {
    const world = await reportWorld();
    const { figures, rates } = everything(await world.call('figures.overview', firstHalf));
    const asked = [
      ...figures.map(({ id, records, open }) => ({ id, records, open })),
      ...rates.flatMap(({ id, now, openMet }) => (openMet === null ? [] : [{ id, records: now.met, open: openMet }])),
    ];
    const wrong: string[] = [];
    for (const { id, records, open } of asked) {
      if (open.list !== 'complaint') continue;
      const { total } = await world.call('complaint.list', { ...open.filter, limit: 1 });
      if (total !== records) wrong.push(`${id}: ${records} in the figure, ${total} in the list`);
    }
    expect(asked.length).toBeGreaterThan(150);
    expect(wrong).toEqual([]);
  });

  it('gives the records in pages, newest first, without customer data', async () => {
    const world = await reportWorld();
    const { open } = (await world.call('figures.overview', firstHalf)).complaints.total;
    const first = await world.call('figures.records', { open, limit: 200 });
    const second = await world.call('figures.records', { open, limit: 200, offset: 200 });
    const days = [...first.rows, ...second.rows].map(({ day }) => day);
    expect([first.total, days.length]).toEqual([352, 352]);
    expect(days).toEqual(days.toSorted().toReversed());
    expect(JSON.stringify(first)).not.toMatch(/测试客户|13800000000|合成的投诉内容/);
  });

  it('says where the data begin and end', async () => {
    const world = await reportWorld();
    expect(await world.call('figures.span', {})).toEqual({ from: '2024-01-01', to: '2025-07-01' });
    expect(await (await centreWorld()).call('figures.span', {})).toBeNull();
  });

  it('refuses a period that ends before it begins, and the system administrator', async () => {
    const world = await centreWorld();
    const backwards = { from: '2025-06-30', to: '2025-01-01' };
    expect(await world.refusal('figures.overview', backwards)).toMatchObject({ code: 'invalid' });
    world.as('admin');
    expect(await world.refusal('figures.overview', firstHalf)).toMatchObject({ code: 'forbidden' });
  });
});

it('the answer fits the contract', () => {
  expect(OverviewShape.safeParse(found).error).toBeUndefined();
});

it('an empty branch has figures too', () => {
  const empty = emptyBranch(join(folder, 'empty.db'));
  expect(overviewOf(empty.db, today, firstHalf).complaints.total.n).toBe(0);
  closeDatabase(empty.db);
});
