import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeCalendar } from '#domain/calendar.ts';
import type { ClockFacts } from '#domain/complaint-clock.ts';
import { deadlinesOf, makeSummaries } from '#domain/complaint-clock.ts';
import { OFFICIAL_CALENDAR } from '#domain/data/calendar-cn.ts';
import { addDays, dateFromDayNumber, dayNumber, instantOf } from '#domain/dates.ts';
import { DEFAULT_DEADLINE_RULES } from '#domain/deadline-rules.ts';
import type { ClockContext } from '#domain/deadline-rules.ts';

const calendar = makeCalendar(OFFICIAL_CALENDAR);
const at = (today: string, startRule: 'received' | 'accepted' = 'received'): ClockContext => ({
  today,
  calendar,
  rules: { ...DEFAULT_DEADLINE_RULES, startRule },
});

const aCase = (facts: Partial<ClockFacts> = {}): ClockFacts => ({
  receivedOn: '2025-06-12',
  registeredAt: instantOf('2025-06-12', '09:30'),
  complexity: 'normal',
  letterDueOn: null,
  contactedOn: null,
  plannedOn: null,
  closedOn: null,
  restartedOn: null,
  extendedOn: null,
  extensionToldOn: null,
  ...facts,
});

/** Worked dates of the measures' natural days (domain handbook 2.2), through the fields of a case. */
describe('the fields of a case move its legal date', () => {
  const legal = (facts: Partial<ClockFacts>): string =>
    deadlinesOf(aCase({ receivedOn: '2025-01-24', ...facts }), at('2025-02-20')).legal.due;

  test.each([
    ['as received', {}, '2025-02-08'],
    ['complex', { complexity: 'complex' as const }, '2025-02-23'],
    [
      'extended and told',
      { complexity: 'special' as const, extendedOn: '2025-02-10', extensionToldOn: '2025-02-12' },
      '2025-03-25',
    ],
    ['extended, the customer not told', { complexity: 'special' as const, extendedOn: '2025-02-10' }, '2025-02-23'],
    ['restarted', { restartedOn: '2025-02-05' }, '2025-02-20'],
    [
      'a mediation of ten days',
      { pauses: [{ kind: 'mediation' as const, from: '2025-02-01', to: '2025-02-11' }] },
      '2025-02-18',
    ],
    [
      'a pause that began too late',
      { pauses: [{ kind: 'appraisal' as const, from: '2025-02-09', to: '2025-02-19' }] },
      '2025-02-08',
    ],
  ])('%s', (_title, facts, due) => {
    expect(legal(facts)).toBe(due);
  });
});

describe('the clock shown in a list', () => {
  test('of an open case is the one the full count calls due', () => {
    const day = fc.integer({ min: dayNumber('2024-01-02'), max: dayNumber('2026-11-30') });
    const maybeAfter = fc.option(fc.integer({ min: 0, max: 30 }), { nil: null });
    fc.assert(
      fc.property(
        day,
        fc.integer({ min: 0, max: 40 }),
        fc.record({ contact: maybeAfter, plan: maybeAfter, letter: maybeAfter }),
        fc.constantFrom('normal' as const, 'complex' as const),
        fc.constantFrom('received' as const, 'accepted' as const),
        (received, later, after, complexity, startRule) => {
          const receivedOn = dateFromDayNumber(received);
          const on = (days: number | null): string | null => (days === null ? null : addDays(receivedOn, days));
          const facts = aCase({
            receivedOn,
            registeredAt: instantOf(addDays(receivedOn, 1), '08:00'),
            complexity,
            letterDueOn: on(after.letter),
            contactedOn: on(after.contact),
            plannedOn: on(after.plan),
          });
          const context = at(addDays(receivedOn, later), startRule);
          const whole = deadlinesOf(facts, context);
          const summary = makeSummaries(context)(facts);

          expect(summary).toMatchObject({
            name: whole.due?.clock,
            due: whole.due?.due,
            state: whole.due?.state,
            daysLeft: whole.due?.daysLeft,
            estimated: whole.due?.estimated,
            actual: null,
          });
          const named = [whole.contact, whole.plan, whole.finish, whole.legal, whole.letter].find(
            (clock) => clock?.name === summary?.name,
          );
          expect(summary?.workdaysLeft).toBe(named?.workdaysLeft);
        },
      ),
    );
  });

  test.each([
    ['2025-06-20', null, { name: 'finish', state: 'early', due: '2025-06-26', daysLeft: 6 }],
    ['2025-06-26', null, { name: 'finish', state: 'onTime', daysLeft: 0 }],
    ['2025-06-27', null, { name: 'finish', state: 'doneLate', daysLeft: -1 }],
    ['2025-06-30', null, { name: 'legal', state: 'doneLate', due: '2025-06-27', daysLeft: -3 }],
    ['2025-06-20', '2025-06-18', { name: 'letter', state: 'doneLate', daysLeft: -2 }],
    ['2025-06-18', '2025-06-18', { name: 'finish', state: 'early' }],
  ])('of a case closed on %s with the letter due %s tells how it ended', (closedOn, letterDueOn, expected) => {
    const summary = makeSummaries(at('2025-09-01'))(aCase({ closedOn, letterDueOn }));

    expect(summary).toMatchObject({ ...expected, actual: closedOn, workdaysLeft: null });
  });

  test('is the full count’s also for paused, restarted and extended cases', () => {
    const days = fc.integer({ min: 0, max: 40 });
    fc.assert(
      fc.property(
        fc.integer({ min: dayNumber('2024-01-02'), max: dayNumber('2026-10-30') }),
        days,
        fc.option(days, { nil: null }),
        fc.option(fc.tuple(days, fc.option(days, { nil: null })), { nil: null }),
        fc.option(fc.tuple(days, fc.option(days, { nil: null })), { nil: null }),
        fc.option(days, { nil: null }),
        (received, later, restart, pause, extension, closed) => {
          const receivedOn = dateFromDayNumber(received);
          const on = (count: number): string => addDays(receivedOn, count);
          const from = pause?.[0] ?? 0;
          const facts = aCase({
            receivedOn,
            registeredAt: instantOf(receivedOn, '18:00'),
            complexity: extension === null ? 'normal' : 'special',
            restartedOn: restart === null ? null : on(restart),
            extendedOn: extension === null ? null : on(extension[0]),
            extensionToldOn: extension === null || extension[1] === null ? null : on(extension[0] + extension[1]),
            closedOn: closed === null ? null : on(closed),
            pauses:
              pause === null
                ? []
                : [{ kind: 'mediation', from: on(from), to: pause[1] === null ? null : on(from + pause[1]) }],
          });
          const context = at(on(later + 40));
          const whole = deadlinesOf(facts, context);
          const summary = makeSummaries(context)(facts);

          // Once nothing is owed any more, the summary says how it ended.
          expect(summary).toMatchObject(
            whole.due === null
              ? { actual: facts.closedOn }
              : { name: whole.due.clock, due: whole.due.due, state: whole.due.state, actual: null },
          );
          // No mark ever brings the legal date forward.
          const plain = deadlinesOf(aCase({ receivedOn, registeredAt: facts.registeredAt }), context);
          expect(whole.legal.due >= plain.legal.due).toBe(true);
        },
      ),
    );
  });
});
