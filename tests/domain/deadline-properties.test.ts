import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isWorkday, makeCalendar } from '#domain/calendar.ts';
import { OFFICIAL_CALENDAR } from '#domain/data/calendar-cn.ts';
import { addDays, dateFromDayNumber, dayNumber, laterDate } from '#domain/dates.ts';
import { DEFAULT_DEADLINE_RULES } from '#domain/deadline-rules.ts';
import type { ClockContext, ClockInput, Pause } from '#domain/deadline-rules.ts';
import { computeDeadlines } from '#domain/deadline.ts';

const calendar = makeCalendar(OFFICIAL_CALENDAR);

function at(today: string): ClockContext {
  return { today, calendar, rules: DEFAULT_DEADLINE_RULES };
}

function aCase(fields: Partial<ClockInput> = {}): ClockInput {
  return { receivedOn: '2025-03-12', complexity: 'normal', pauses: [], ...fields };
}

const first = dayNumber('2022-01-01');
const day = fc.integer({ min: first, max: dayNumber('2026-09-30') }).map(dateFromDayNumber);
const complexity = fc.constantFrom('normal' as const, 'complex' as const, 'special' as const);
const pause = fc
  .record({
    kind: fc.constantFrom('appraisal' as const, 'mediation' as const),
    offset: fc.integer({ min: -10, max: 60 }),
    length: fc.integer({ min: 0, max: 40 }),
  })
  .map(({ kind, offset, length }) => (received: string): Pause => {
    const from = addDays(received, offset);
    return { kind, from, to: addDays(from, length) };
  });

test('a later receipt is never due earlier', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: 0, max: 40 }), complexity, (receivedOn, later, kind) => {
      const context = at('2027-06-01');
      const one = computeDeadlines(aCase({ receivedOn, complexity: kind }), context);
      const two = computeDeadlines(aCase({ receivedOn: addDays(receivedOn, later), complexity: kind }), context);

      for (const name of ['contact', 'plan', 'finish', 'legal'] as const) {
        expect(two[name].due >= one[name].due).toBe(true);
      }
    }),
  );
});

test('3-5-10 count exactly so many working days and end on one', () => {
  fc.assert(
    fc.property(day, (receivedOn) => {
      const { contact, plan, finish } = computeDeadlines(aCase({ receivedOn }), at(receivedOn));

      for (const [clock, length] of [
        [contact, 3],
        [plan, 5],
        [finish, 10],
      ] as const) {
        expect(clock.steps.filter((step) => step.counted)).toHaveLength(length);
        expect(isWorkday(calendar, clock.due)).toBe(true);
      }
    }),
  );
});

test('the legal date is the natural days plus the days paused in time', () => {
  fc.assert(
    fc.property(day, fc.array(pause, { maxLength: 4 }), (receivedOn, makers) => {
      const pauses = makers.map((make) => make(receivedOn));
      const { legal } = computeDeadlines(aCase({ receivedOn, pauses }), at(receivedOn));
      // Count day by day: a day used up unless it follows a paused day.
      const isPaused = (date: string): boolean => pauses.some((p) => date >= p.from && p.to !== null && date < p.to);
      let due = receivedOn;
      for (let used = 0; used < 15 || isPaused(due); due = addDays(due, 1)) if (!isPaused(due)) used += 1;

      expect(legal.due).toBe(due);
    }),
    { numRuns: 500 },
  );
});

test('one more pause never makes it earlier', () => {
  fc.assert(
    fc.property(day, fc.array(pause, { maxLength: 3 }), pause, complexity, (receivedOn, makers, extra, kind) => {
      const pauses = makers.map((make) => make(receivedOn));
      const input = aCase({ receivedOn, pauses, complexity: kind });
      const context = at(addDays(receivedOn, 30));
      const more = { ...input, pauses: [...pauses, extra(receivedOn)] };

      expect(computeDeadlines(more, context).legal.due >= computeDeadlines(input, context).legal.due).toBe(true);
    }),
  );
});

test('a restart is the same as a fresh receipt on that day', () => {
  fc.assert(
    fc.property(
      day,
      fc.integer({ min: 1, max: 60 }),
      fc.array(pause, { maxLength: 3 }),
      (receivedOn, after, makers) => {
        const restartedOn = addDays(receivedOn, after);
        const pauses = makers.map((make) => make(restartedOn));
        const context = at(addDays(restartedOn, 5));
        const restarted = computeDeadlines(aCase({ receivedOn, restartedOn, pauses }), context);
        const fresh = computeDeadlines(aCase({ receivedOn: restartedOn, pauses }), context);

        for (const name of ['contact', 'plan', 'finish', 'legal'] as const) {
          expect(restarted[name].due).toBe(fresh[name].due);
          expect(restarted[name].state).toBe(fresh[name].state);
        }
        expect(restarted.due).toEqual(fresh.due);
      },
    ),
  );
});

test('what is due is never later than any open clock', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 }), (receivedOn, now, letter) => {
      const input = aCase({ receivedOn, letterDueOn: addDays(receivedOn, letter) });
      const found = computeDeadlines(input, at(addDays(receivedOn, now)));
      const open = [found.contact, found.plan, found.finish, found.legal, found.letter!];

      for (const clock of open) expect(laterDate(clock.due, found.due!.due)).toBe(clock.due);
    }),
  );
});
