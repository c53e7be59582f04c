/** Prints a digest of everything in domain/ that deals with dates, and the zone it was made in. Run by time-zone.test.ts. */
import { createHash } from 'node:crypto';
import { addWorkdays, makeCalendar } from '#domain/calendar.ts';
import { formatCaseNumber } from '#domain/case-number.ts';
import { OFFICIAL_CALENDAR } from '#domain/data/calendar-cn.ts';
import { addDays, dateOfInstant, dayNumber, formatShort, instantOf, timeOfInstant, weekday } from '#domain/dates.ts';
import { DEFAULT_DEADLINE_RULES } from '#domain/deadline-rules.ts';
import { computeDeadlines } from '#domain/deadline.ts';
import { periodOf, previousYearPeriod } from '#domain/periods.ts';
import { parseTypedDate } from '#domain/typed-date.ts';

const calendar = makeCalendar(OFFICIAL_CALENDAR);
const hash = createHash('sha256');

for (let date = '2022-01-01'; date <= '2027-03-31'; date = addDays(date, 1)) {
  const instant = instantOf(date, '00:00');
  const context = { today: addDays(date, 4), calendar, rules: DEFAULT_DEADLINE_RULES };
  hash.update(
    JSON.stringify([
      date,
      dayNumber(date),
      weekday(date),
      formatShort(date),
      dateOfInstant(instant),
      timeOfInstant(instant - 1),
      periodOf(date, 'half').key,
      previousYearPeriod(periodOf(date, 'month')),
      parseTypedDate('12-31', date),
      addWorkdays(calendar, date, 10),
      computeDeadlines({ receivedOn: date, complexity: 'normal', pauses: [] }, context),
      formatCaseNumber({ kind: 'TS', outlet: '0037', date, incarnation: 'A', serial: 1 }),
    ]),
  );
}

console.log(JSON.stringify({ offset: new Date(2025, 0, 1).getTimezoneOffset(), digest: hash.digest('hex') }));
