/** The working calendar for screens, and clocks in the words of the handbook. */
import type { ClockView } from '#contract/calendar.ts';
import { calendarYears } from '#db/calendar.ts';
import { addWorkdays, estimateNote } from '#domain/calendar.ts';
import { explainClock } from '#domain/deadline-explain.ts';
import type { Clock, ClockName, Deadlines, DeadlineRules } from '#domain/deadline-rules.ts';
import type { Verbs } from './dispatch.ts';
import { readCalendar } from './reference.ts';

/** The law and letters count natural days; working days are told only where the promise is in working days. */
export const countsWorkdays = (name: ClockName): boolean => name === 'contact' || name === 'plan' || name === 'finish';

/** One clock as a screen shows it. */
export const clockView = (clock: Clock, rules: DeadlineRules): ClockView => ({
  name: clock.name,
  due: clock.due,
  estimated: clock.estimated,
  state: clock.state,
  daysLeft: clock.daysLeft,
  workdaysLeft: countsWorkdays(clock.name) ? clock.workdaysLeft : null,
  actual: clock.actual,
  explain: [...explainClock(clock, rules)],
});

/** Every clock a case has, in the order they are shown. */
export const clockViews = (deadlines: Deadlines, rules: DeadlineRules): ClockView[] =>
  [deadlines.contact, deadlines.plan, deadlines.finish, deadlines.legal, deadlines.letter, deadlines.review]
    .filter((clock) => clock !== null)
    .map((clock) => clockView(clock, rules));

export const calendarVerbs = {
  'calendar.years': (_input, { db }) =>
    calendarYears(db).map(({ year, status, source, rev, off, work }) => ({
      year,
      status,
      source,
      rev,
      off: off.map((day) => ({ ...day })),
      work: [...work],
    })),
  'calendar.explain': ({ from, workdays }, { db }) => {
    const calendar = readCalendar(db);
    const { date, estimated, steps } = addWorkdays(calendar, from, workdays);
    return {
      due: date,
      estimated,
      note: estimated ? estimateNote(calendar, date) : '',
      steps: steps.map((step) => ({ ...step })),
    };
  },
} satisfies Verbs;
