/** The clocks of a complaint as stored, and one clock per case for lists of thousands. */
import type { Complaint } from './complaint.ts';
import { workdaysBetween } from './calendar.ts';
import { dateOfInstant, daysBetween } from './dates.ts';
import type { ClockContext, ClockInput, ClockName, ClockState, Deadlines, Pause } from './deadline-rules.ts';
import { computeDeadlines } from './deadline.ts';

/** What the clocks need of a stored case. */
export type ClockFacts = Pick<
  Complaint,
  | 'receivedOn'
  | 'registeredAt'
  | 'complexity'
  | 'letterDueOn'
  | 'contactedOn'
  | 'plannedOn'
  | 'closedOn'
  | 'restartedOn'
  | 'extendedOn'
  | 'extensionToldOn'
> & {
  /** Absent: none. */
  readonly pauses?: readonly Pause[];
};

/** Closing means decided and told, so it stops every clock. */
export const clockInputOf = (facts: ClockFacts): ClockInput => ({
  receivedOn: facts.receivedOn,
  acceptedOn: dateOfInstant(facts.registeredAt),
  complexity: facts.complexity,
  pauses: facts.pauses ?? [],
  restartedOn: facts.restartedOn,
  extension: facts.extendedOn === null ? null : { approvedOn: facts.extendedOn, toldOn: facts.extensionToldOn },
  letterDueOn: facts.letterDueOn,
  contactedOn: facts.contactedOn,
  plannedOn: facts.plannedOn,
  closedOn: facts.closedOn,
  noticeOn: facts.closedOn,
});

export const deadlinesOf = (facts: ClockFacts, context: ClockContext): Deadlines =>
  computeDeadlines(clockInputOf(facts), context);

/** The clock that matters most: the nearest open one, or how a closed case ended. */
export interface ClockSummary {
  readonly name: ClockName;
  readonly due: string;
  readonly state: ClockState;
  /** Natural days to the last day, from today or from the day it was done; negative when late. */
  readonly daysLeft: number;
  /** Working days left after today; null once done. */
  readonly workdaysLeft: number | null;
  readonly actual: string | null;
  readonly estimated: boolean;
}

interface Due {
  readonly name: ClockName;
  readonly due: string;
  readonly estimated: boolean;
}

/**
 * Summaries for many cases: dates depend only on the day of receipt and the complexity, so each pair
 * is counted once. Equal to what `deadlinesOf` says (tests/domain/complaint-clock.test.ts).
 */
export function makeSummaries(context: ClockContext): (facts: ClockFacts) => ClockSummary | null {
  const dues = new Map<string, readonly Due[]>();
  const workdays = new Map<string, number>();
  const duesOf = (facts: ClockFacts): readonly Due[] => {
    const accepted = context.rules.startRule === 'accepted' ? dateOfInstant(facts.registeredAt) : '';
    const key = `${facts.receivedOn} ${facts.complexity} ${accepted}`;
    const known = dues.get(key);
    if (known !== undefined) return known;
    const all = deadlinesOf(
      { ...facts, letterDueOn: null, contactedOn: null, plannedOn: null, closedOn: null },
      context,
    );
    const made = [all.contact, all.plan, all.finish, all.legal].map(({ name, due, estimated }) => ({
      name,
      due,
      estimated,
    }));
    dues.set(key, made);
    return made;
  };
  const workdaysTo = (due: string): number => {
    const known = workdays.get(due);
    if (known !== undefined) return known;
    const counted = workdaysBetween(context.calendar, context.today, due).days;
    workdays.set(due, counted);
    return counted;
  };
  return (facts) => {
    if (isUnusual(facts)) return summaryOf(deadlinesOf(facts, context), facts);
    const letter: readonly Due[] =
      facts.letterDueOn === null ? [] : [{ name: 'letter', due: facts.letterDueOn, estimated: false }];
    const all = [...duesOf(facts), ...letter];
    if (facts.closedOn !== null) return endOf(all, facts.closedOn);
    const nearest = openOf(all, facts).reduce((best, each) => (each.due < best.due ? each : best));
    const daysLeft = daysBetween(context.today, nearest.due);
    return { ...nearest, daysLeft, state: openState(daysLeft), workdaysLeft: workdaysTo(nearest.due), actual: null };
  };
}

/** Few cases are paused, restarted or extended: their dates are their own. */
const isUnusual = ({ pauses = [], restartedOn, extendedOn }: ClockFacts): boolean =>
  pauses.length > 0 || restartedOn !== null || extendedOn !== null;

function summaryOf(all: Deadlines, { closedOn }: ClockFacts): ClockSummary | null {
  const clocks = [all.contact, all.plan, all.finish, all.legal, ...(all.letter === null ? [] : [all.letter])];
  const shown = closedOn === null || all.due !== null ? clocks.find(({ name }) => name === all.due?.clock) : undefined;
  if (shown === undefined) return closedOn === null ? null : endOf(clocks, closedOn);
  const { name, due, state, daysLeft, workdaysLeft, actual, estimated } = shown;
  return { name, due, state, daysLeft, workdaysLeft, actual, estimated };
}

function openOf(all: readonly Due[], facts: ClockFacts): readonly Due[] {
  return all.filter(
    ({ name }) => !(name === 'contact' && facts.contactedOn !== null) && !(name === 'plan' && facts.plannedOn !== null),
  );
}

/** Late by the letter or the law weighs more than late by the bank's own promise. */
function endOf(all: readonly Due[], closedOn: string): ClockSummary | null {
  const judged = (['letter', 'legal', 'finish'] as const).flatMap((name) => all.filter((due) => due.name === name));
  const shown = judged.find(({ due }) => due < closedOn) ?? judged.at(-1);
  if (shown === undefined) return null;
  const daysLeft = daysBetween(closedOn, shown.due);
  const state = daysLeft > 0 ? 'early' : daysLeft === 0 ? 'onTime' : 'doneLate';
  return { ...shown, daysLeft, state, workdaysLeft: null, actual: closedOn };
}

function openState(daysLeft: number): ClockState {
  if (daysLeft < 0) return 'overdue';
  if (daysLeft === 0) return 'today';
  return daysLeft === 1 ? 'tomorrow' : 'pending';
}
