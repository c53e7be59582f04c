/**
 * The clocks of a complaint.
 *
 * Two kinds run at once. The bank's own promise 3-5-10 counts working days; the law
 * (《银行业保险业消费投诉处理管理办法》 art. 18, 20, 23, 43) counts natural days. They cross: around
 * long holidays the tenth working day falls after the fifteenth natural day, so both are always
 * computed and the nearest open one is `due`.
 *
 *   D0      the day of receipt; it is not counted itself. New facts restart it (art. 18 ¶3).
 *   contact D0 + 3 working days   plan D0 + 5   finish D0 + 10
 *   legal   D0 + 15 natural days, 30 when complex, 30 + 30 when specially complex *and* the
 *           extension was approved and told to the complainant in time; plus the length of
 *           appraisals and mediations (art. 18 ¶2, 23)
 *   letter  the day written in the regulator's letter: typed, never computed
 *   review  30 natural days after the notice: how long a review can be asked for (art. 20)
 *
 * All numbers are data (`DeadlineRules`): a revision of the measures is under way.
 */
import type { CountStep } from './calendar.ts';
import { addWorkdays, workdayOnOrAfter, workdaysBetween } from './calendar.ts';
import { addDays, daysBetween, formatLong, laterDate } from './dates.ts';
import { legalClock } from './deadline-legal.ts';
import type {
  Clock,
  ClockContext,
  ClockDraft,
  ClockInput,
  ClockState,
  ClockTone,
  Crossing,
  Deadlines,
  DeadlineRules,
  DueClock,
} from './deadline-rules.ts';

/** All clocks of one complaint. Throws RangeError for a date that is none. */
export function computeDeadlines(input: ClockInput, context: ClockContext): Deadlines {
  const closedOn = afterRestart(input, input.closedOn ?? null);
  const contact = serviceClock('contact', input, context, input.contactedOn ?? closedOn);
  const plan = serviceClock('plan', input, context, input.plannedOn ?? closedOn);
  const finish = serviceClock('finish', input, context, closedOn);
  const legal = judge(legalClock({ ...input, closedOn }, context), context);
  const letter = letterClock(input, context, closedOn);
  const review = reviewClock(input, context);
  return {
    contact,
    plan,
    finish,
    legal,
    letter,
    review,
    due: nearest([contact, plan, finish, legal, ...(letter === null ? [] : [letter])]),
    crossing: closedOn === null ? crossingOf(finish, legal) : null,
  };
}

/** The last day for the upper unit's decision on a review asked for on this day (art. 20). */
export function reviewDecisionDue(requestedOn: string, rules: DeadlineRules): string {
  return addDays(requestedOn, rules.reviewDecisionDays);
}

/** True when the duty was met in time; null while that is open. */
export function isMet(clock: Clock): boolean | null {
  if (clock.state === 'early' || clock.state === 'onTime') return true;
  return clock.state === 'doneLate' || clock.state === 'overdue' ? false : null;
}

/**
 * A fact from before the restart was judged by the old start; the same duty is open again only if
 * it had not been done. A closing before the restart does not close the restarted case.
 */
function afterRestart(input: ClockInput, day: string | null): string | null {
  if (day === null || input.restartedOn === undefined || input.restartedOn === null) return day;
  return day < input.restartedOn ? null : day;
}

function serviceClock(
  name: 'contact' | 'plan' | 'finish',
  input: ClockInput,
  context: ClockContext,
  actual: string | null,
): Clock {
  const { rules, calendar } = context;
  const accepted = rules.startRule === 'accepted' ? (input.acceptedOn ?? input.receivedOn) : input.receivedOn;
  const isRestarted = actual === null || afterRestart(input, actual) !== null;
  const start = isRestarted ? laterDate(accepted, input.restartedOn ?? accepted) : accepted;
  const length = { contact: rules.contactDays, plan: rules.planDays, finish: rules.finishDays }[name];
  const counted = addWorkdays(calendar, start, length);
  const draft = { name, start, due: counted.date, estimated: counted.estimated, steps: counted.steps };
  return judge({ ...draft, notes: [], actual, isPaused: false, shiftedDue: null }, context);
}

function letterClock(input: ClockInput, context: ClockContext, closedOn: string | null): Clock | null {
  const due = input.letterDueOn ?? null;
  if (due === null) return null;
  const steps = [{ date: due, counted: true, n: null, why: '转办函要求反馈日' }];
  const draft = { name: 'letter' as const, start: null, due, estimated: false, steps, notes: [] };
  const actual = input.letterRepliedOn ?? closedOn;
  return judge({ ...draft, actual, isPaused: false, shiftedDue: null }, context);
}

function reviewClock(input: ClockInput, context: ClockContext): Clock | null {
  const noticeOn = afterRestart(input, input.noticeOn ?? null);
  if (noticeOn === null) return null;
  const { rules, calendar, today } = context;
  const lastDay = addDays(noticeOn, rules.reviewDays);
  const shifted = workdayOnOrAfter(calendar, lastDay);
  const isShifted = rules.shiftLastDay && shifted.date !== lastDay;
  const due = isShifted ? shifted.date : lastDay;
  const steps: CountStep[] = [
    { date: noticeOn, counted: false, n: null, why: '告知日，当日不计' },
    { date: lastDay, counted: true, n: rules.reviewDays, why: `${rules.reviewDays}个自然日` },
  ];
  if (isShifted) steps.push({ date: due, counted: true, n: null, why: '末日非工作日，顺延' });
  return judge(
    {
      name: 'review',
      start: noticeOn,
      due,
      estimated: isShifted && shifted.estimated,
      steps,
      notes: [],
      actual: today > due ? due : null,
      isPaused: false,
      shiftedDue: !isShifted && shifted.date !== lastDay ? shifted.date : null,
    },
    context,
  );
}

function judge(draft: ClockDraft, context: ClockContext): Clock {
  const { isPaused, ...shown } = draft;
  const { today, calendar } = context;
  const daysLeft = daysBetween(draft.actual ?? today, draft.due);
  if (draft.actual !== null) {
    const state = daysLeft > 0 ? 'early' : daysLeft === 0 ? 'onTime' : 'doneLate';
    return { ...shown, state, tone: 'done', daysLeft, workdaysLeft: null, escalation: 0 };
  }
  const state = isPaused ? 'paused' : openState(daysLeft);
  const workdaysLeft = workdaysBetween(calendar, today, draft.due).days;
  const tone = toneOf(state, Math.min(daysLeft, workdaysLeft), context.rules);
  return { ...shown, state, tone, daysLeft, workdaysLeft, escalation: escalationOf(draft, context) };
}

function openState(daysLeft: number): ClockState {
  if (daysLeft < 0) return 'overdue';
  if (daysLeft === 0) return 'today';
  return daysLeft === 1 ? 'tomorrow' : 'pending';
}

function toneOf(state: ClockState, left: number, rules: DeadlineRules): ClockTone {
  if (state === 'overdue' || state === 'today') return 'red';
  if (state === 'paused') return 'neutral';
  return left <= rules.amberDays ? 'amber' : 'neutral';
}

function escalationOf(draft: ClockDraft, context: ClockContext): number {
  if (draft.start === null || draft.isPaused || draft.name === 'review') return 0;
  const whole = daysBetween(draft.start, draft.due);
  const used = daysBetween(draft.start, context.today);
  return context.rules.escalatePercents.filter((percent) => used * 100 >= whole * percent).length;
}

/** A paused clock presses nobody, so it is only named when no other is open. */
function nearest(clocks: readonly Clock[]): DueClock | null {
  const open = clocks.filter((clock) => clock.actual === null);
  const running = open.filter((clock) => clock.state !== 'paused');
  let best: Clock | null = null;
  for (const clock of running.length > 0 ? running : open) {
    if (best === null || clock.due < best.due) best = clock;
  }
  if (best === null) return null;
  const { name, due, estimated, state, tone, daysLeft } = best;
  return { clock: name, due, estimated, state, tone, daysLeft };
}

function crossingOf(finish: Clock, legal: Clock): Crossing | null {
  const apart = daysBetween(legal.due, finish.due);
  if (apart <= 0 || legal.state === 'paused') return null;
  return {
    finishDue: finish.due,
    legalDue: legal.due,
    days: apart,
    message:
      `法定时限${formatLong(legal.due)}早于行内办结时限${formatLong(finish.due)}（相差${apart}天），` +
      '请按法定时限办理',
  };
}
