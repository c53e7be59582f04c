/** The demo's plan against the figures of the branch's half-year report, before anything is recorded. */
import { beforeAll, describe, expect, test } from 'vitest';
import { addWorkdays, isWorkday, makeCalendar } from '#domain/calendar.ts';
import { OFFICIAL_CALENDAR } from '#domain/data/calendar-cn.ts';
import { BUSINESS_DICT } from '#domain/data/dict-business.ts';
import { MANAGEMENT_GROUPS } from '#domain/data/management-groups.ts';
import { dateOfInstant, instantOf } from '#domain/dates.ts';
import { makeDictTree } from '#domain/dictionary.ts';
import { findSensitiveNumbers } from '#domain/mask.ts';
import { groupOf } from '#domain/management-group.ts';
import { normalizePhone } from '#domain/normalize.ts';
import { isSamePicture, pictureWords } from '#domain/picture-hash.ts';
import { outlets, outletsText, staffText } from '../../build/demo/branch.ts';
import type { DemoCase } from '../../build/demo/complaint-case.ts';
import type { PhotoWish } from '../../build/demo/photo.ts';
import { drawnPhoto } from '../../build/demo/photo.ts';
import { lastCase } from '../../build/demo/complaint-plan.ts';
import type { DemoPlan } from '../../build/demo/plan.ts';
import { campaignKey, campaigns } from '../../build/demo/outreach-work.ts';
import { makePlan } from '../../build/demo/plan.ts';
import { milestones } from '../../build/demo/time.ts';
import { trainings } from '../../build/demo/training-plan.ts';
import { parseOutletList, parseStaffList } from '#domain/outlet-list.ts';

const h1 = { 2024: ['2024-01-01', '2024-06-30'], 2025: ['2025-01-01', '2025-06-30'] } as const;
type Year = keyof typeof h1;

let plan: DemoPlan;
beforeAll(() => {
  plan = makePlan();
});

const inHalf = (day: string, year: Year): boolean => day >= h1[year][0] && day <= h1[year][1];
const counted = (year: Year): readonly DemoCase[] =>
  plan.cases.filter(
    ({ nature, ending, receivedOn }) => nature === 'nature.complaint' && ending !== 'void' && inHalf(receivedOn, year),
  );

const tree = makeDictTree(BUSINESS_DICT);
const inGroup = (cases: readonly DemoCase[], group: string): number =>
  cases.filter(({ theme }) => groupOf(tree, MANAGEMENT_GROUPS, 'bank', theme.business)?.id === group).length;

const actionsOf = (key: string) =>
  plan.outlets.flatMap(({ actions, after }) =>
    [...actions, ...after].filter((each) => each.key === key || each.refs['id'] === key),
  );

describe('complaints', () => {
  test.each([
    [2025, { total: 352, creditCard: 110, loan: 75, agency: 63, forwarded: 25 }],
    [2024, { total: 418, creditCard: 138, loan: 92, agency: 63, forwarded: 30 }],
  ] as const)('the first half of %i has the figures of the report', (year, expected) => {
    const cases = counted(year);

    expect({
      total: cases.length,
      creditCard: inGroup(cases, 'bank.creditCard'),
      loan: inGroup(cases, 'bank.loan'),
      agency: inGroup(cases, 'bank.agency'),
      forwarded: cases.filter(({ forwardedBy }) => forwardedBy !== null).length,
    }).toEqual(expected);
  });

  test('every forwarded case is closed by the day of the letter', () => {
    const forwarded = plan.cases.filter(
      ({ forwardedBy, receivedOn }) => forwardedBy !== null && receivedOn < '2025-07',
    );

    const late = forwarded.filter(({ key }) => {
      const actions = actionsOf(key);
      const due = actions.find(({ name }) => name === 'complaint.create')?.input['letterDueOn'];
      const closed = actions.find(({ name }) => name === 'complaint.close');
      return closed === undefined || dateOfInstant(closed.at) > String(due);
    });

    expect(late).toEqual([]);
  });

  test('in the first half of 2025 all are closed and followed up, and at least 96 % of those who answered are content', () => {
    const cases = counted(2025);
    const answers = cases.map(
      ({ key }) => actionsOf(key).findLast(({ name }) => name === 'complaint.followUp')?.input['satisfaction'],
    );
    const of = (answer: string): number => answers.filter((each) => each === `satisfaction.${answer}`).length;
    const content = of('satisfied') + of('fair');

    expect(content + of('dissatisfied') + of('unrated')).toBe(352);
    expect(content / (content + of('dissatisfied'))).toBeGreaterThanOrEqual(0.96);
  });

  test('the half-year is complete when the outlets report, and what comes later is not in the file', () => {
    const late = plan.outlets.flatMap(({ after }) => after);
    const keys = new Set(late.flatMap(({ key, refs }) => [key, refs['id']]));
    const openAtHome = late.filter(({ name }) => name === 'complaint.create');

    // Only the case that is taken up again was closed before.
    expect(counted(2025).filter(({ key, handling }) => keys.has(key) && handling !== 'reopen')).toEqual([]);
    expect(openAtHome.length).toBeGreaterThan(50);
  });

  test('3-5-10 is mostly kept and sometimes not', () => {
    const calendar = makeCalendar(OFFICIAL_CALENDAR);
    const cases = counted(2025);
    const kept = cases.filter(({ key, receivedOn }) => {
      const closed = actionsOf(key).find(({ name }) => name === 'complaint.close');
      return closed !== undefined && dateOfInstant(closed.at) <= addWorkdays(calendar, receivedOn, 10).date;
    });

    expect(kept.length / cases.length).toBeGreaterThan(0.9);
    expect(kept.length).toBeLessThan(cases.length);
  });

  test('the hard cases are there', () => {
    const cases = counted(2025);
    const calendar = makeCalendar(OFFICIAL_CALENDAR);
    const callers = Map.groupBy(cases, ({ customer }) => customer.phone);

    expect(cases.some(({ receivedOn }) => receivedOn === '2025-01-24')).toBe(true);
    expect(plan.cases.some(({ receivedOn }) => receivedOn === '2024-09-27')).toBe(true);
    expect(isWorkday(calendar, '2025-02-08')).toBe(true);
    expect(cases.some(({ receivedOn }) => receivedOn === '2025-02-08')).toBe(true);
    expect(new Set(cases.map(({ groupSize }) => groupSize))).toEqual(new Set([null, 19, 20]));
    expect(cases.map(({ customer }) => customer.name)).toEqual(expect.arrayContaining(['龚䶮', '王㛃', '匿名']));
    expect([...callers.values()].some((same) => new Set(same.map(({ outlet }) => outlet.code)).size === 3)).toBe(true);
    expect(plan.cases.some(({ ending }) => ending === 'withdrawn')).toBe(true);
    expect(plan.cases.some(({ ending }) => ending === 'void')).toBe(true);
    expect(plan.cases.filter(({ nature }) => nature === 'nature.intention').length).toBeGreaterThan(30);
    expect(new Set(cases.map(({ handling }) => handling))).toEqual(
      new Set([undefined, 'restart', 'mediation', 'consultation', 'reopen']),
    );
  });

  test('one case is registered before the report and closed after it, outside the half-year', () => {
    const of = plan.outlets.find(({ actions }) => actions.some(({ key }) => key === 'closed-after-report'));
    const isClosing = ({ name, refs }: { readonly name: string; readonly refs: object }): boolean =>
      name === 'complaint.close' && 'id' in refs && refs.id === 'closed-after-report';

    expect(of?.actions.some(isClosing)).toBe(false);
    expect(of?.after.some(isClosing)).toBe(true);
  });
});

test('one case of the half-year is closed a second time after the half-year was locked', () => {
  const [of, ...others] = counted(2025).filter(({ handling }) => handling === 'reopen');
  const closings = actionsOf(of?.key ?? '').filter(({ name }) => name === 'complaint.close');

  expect(others).toEqual([]);
  expect(closings.map(({ at }) => at > milestones.locked)).toEqual([false, true]);
  expect(closings[0]?.at).toBeLessThan(instantOf(milestones.exported, '16:00'));
});

describe('the case before the holidays of October', () => {
  test('is the last thing recorded, still open and still at its outlet', () => {
    const outlet = plan.outlets.find(({ code }) => code === '0064');
    const own = (outlet?.after ?? []).filter(({ key, refs }) => (key ?? refs['id']) === lastCase);

    expect(plan.cases.find(({ key }) => key === lastCase)?.receivedOn).toBe('2025-09-26');
    expect(own[0]?.name).toBe('complaint.create');
    expect(own.some(({ name }) => name === 'complaint.close')).toBe(false);
    expect(outlet?.after.slice(-own.length)).toEqual(own);
  });
});

describe('events and trainings', () => {
  const held = (year: Year) => plan.events.filter(({ heldOn, cancelled }) => !cancelled && inHalf(heldOn, year));

  test('over 200 events reach nearly 100 000 people, at every outlet and for all three groups', () => {
    const events = held(2025);
    const reached = events.reduce((sum, event) => sum + event.reached, 0);
    const audiences = new Set(events.flatMap(({ kind }) => kind.audiences));
    const venues = new Set(events.map(({ kind }) => kind.venue));

    expect(events.length).toBeGreaterThan(200);
    expect(reached).toBeGreaterThanOrEqual(95_000);
    expect(reached).toBeLessThan(100_000);
    expect(new Set(events.map(({ outlet }) => outlet.code)).size).toBe(105);
    expect([...audiences]).toEqual(
      expect.arrayContaining(['audience.senior', 'audience.youth', 'audience.newCitizen']),
    );
    expect([...venues]).toEqual(
      expect.arrayContaining(['venue.community', 'venue.company', 'venue.school', 'venue.mall']),
    );
    expect(held(2024).length).toBeLessThan(events.length);
  });

  test('three courses and one exam in the first half of 2025', () => {
    const half = trainings.filter(({ heldOn }) => inHalf(heldOn, 2025));

    expect(half.filter(({ passMark }) => passMark === null)).toHaveLength(3);
    expect(half.filter(({ passMark }) => passMark !== null)).toHaveLength(1);
  });

  test('everybody sits the exam of 2025 and passes', () => {
    const lines = plan.outlets
      .flatMap(({ actions }) => actions)
      .filter(({ refs }) => refs['ofId']?.startsWith('KS-2025-01/') === true)
      .flatMap(({ input }) => input['lines'] as readonly { readonly score10: number | null }[]);

    expect(lines).toHaveLength(outlets.reduce((sum, { staff }) => sum + staff.length, 0));
    expect(lines.every(({ score10 }) => score10 !== null && score10 >= 800)).toBe(true);
  });
});

describe('photos', () => {
  test('one of them was used for two events of one outlet, and is found', () => {
    const photos = plan.outlets.flatMap(({ code, actions }) =>
      actions
        .filter(({ name }) => name === 'attachment.add')
        .map(({ input, refs }) => ({ code, event: refs['ofId'], ...(input['photo'] as PhotoWish) })),
    );
    const scenes = Map.groupBy(photos, ({ scene }) => scene);

    const [twice = [], ...more] = [...scenes.values()].filter((uses) => uses.length > 1);
    const [first, second] = twice.map((wish) => drawnPhoto(wish).pictureHash ?? '');

    expect(more).toEqual([]);
    expect(new Set(twice.map(({ code }) => code))).toEqual(new Set(['0037']));
    expect(new Set(twice.map(({ event }) => event)).size).toBe(2);
    expect(first).not.toBe(second);
    expect(isSamePicture(pictureWords(first ?? ''), pictureWords(second ?? ''))).toBe(true);
  });
});

describe('the plan', () => {
  test('is the same every time', () => {
    expect(JSON.stringify(makePlan())).toBe(JSON.stringify(plan));
  });

  test('runs forward at each outlet, and nothing is asked of a record before it exists', () => {
    for (const { actions: first, after } of plan.outlets) {
      const actions = [...first, ...after];
      // Campaigns of the centre come in the pack.
      const made = new Set(campaigns.map(({ title }) => campaignKey(title)));
      let before = 0;
      for (const { at, key, refs } of actions) {
        expect(at).toBeGreaterThanOrEqual(before);
        expect(Object.values(refs).filter((ref) => !made.has(ref))).toEqual([]);
        before = at;
        if (key !== null) made.add(key);
      }
    }
  });

  test('names 105 outlets and their staff without a line that would be refused', () => {
    const lines = parseOutletList(outletsText());
    const staff = parseStaffList(staffText(), new Set(outlets.map(({ code }) => code)));

    expect(lines).toHaveLength(105);
    expect([...lines, ...staff].filter(({ problem }) => problem !== '')).toEqual([]);
  });

  test('has only telephone numbers that nobody has, and none in a text', () => {
    const phones = plan.cases.map(({ customer }) => customer.phone).filter((phone) => phone !== '');

    expect(phones.every((phone) => /^1540000\d{4}$/.test(phone) && normalizePhone(phone)?.value === phone)).toBe(true);
    expect(plan.cases.flatMap(({ summary }) => findSensitiveNumbers(summary))).toEqual([]);
  });
});
