/**
 * What may happen to a complaint when, and what it changes. Pure: the verb checks with `refusalOf`
 * and writes what the `…Change` function says.
 *
 *   待联系 → 处理中 → 已出方案 → 已办结 → 已回访
 *   待联系 → 已办结 is allowed: solved on the spot, the closing then counts as contact and plan.
 *   Side exits from the open states: 已撤回, 不予办理. Nothing leads back.
 */
import type { Complaint, ComplaintState } from './complaint.ts';
import { complaintStates } from './complaint.ts';
import { earlierDate, formatLong, laterDate } from './dates.ts';

export const moveLabels = {
  contact: '记录联系',
  plan: '出方案',
  note: '补充处理记录',
  close: '办结',
  followUp: '回访',
  withdraw: '撤回',
  void: '作废',
  edit: '修改',
} as const;
export type Move = keyof typeof moveLabels;

export const OPEN_STATES = ['registered', 'handling', 'planned'] as const satisfies readonly ComplaintState[];

export const isOpen = (state: ComplaintState): boolean => (OPEN_STATES as readonly ComplaintState[]).includes(state);

type Standing = Pick<Complaint, 'state' | 'voided'>;

/** Why this cannot be done now; null when it can. */
export function refusalOf(move: Move, { state, voided }: Standing): string | null {
  if (voided) return '此件已作废，不能再办理';
  if (move === 'void' || move === 'edit') return null;
  if (move === 'followUp') return followUpRefusal(state);
  if (!isOpen(state)) return `此件${complaintStates[state]}，不能再${moveLabels[move]}`;
  return move === 'plan' && state === 'registered' ? '还没有联系上客户，请先记录联系，再出方案' : null;
}

function followUpRefusal(state: ComplaintState): string | null {
  if (isOpen(state)) return '此件尚未办结，办结后再回访';
  if (state === 'followed') return '此件已回访';
  return state === 'closed' ? null : `此件${complaintStates[state]}，不需要回访`;
}

/** The action that comes next, for the primary button; null when nothing is left to do. */
export function nextMove({ state, voided }: Standing): Move | null {
  if (voided) return null;
  if (state === 'registered') return 'contact';
  if (state === 'handling') return 'plan';
  if (state === 'planned') return 'close';
  return state === 'closed' ? 'followUp' : null;
}

/** Facts of a case that dates are checked against. */
export type CaseDates = Pick<Complaint, 'receivedOn' | 'contactedOn' | 'plannedOn' | 'closedOn'>;

/** Why something cannot have happened on this day; null when it can. */
export function dayRefusal(move: Move, on: string, today: string, facts: CaseDates): string | null {
  if (on > today) return `日期不能晚于今天（${formatLong(today)}）`;
  const earliest = earliestDay(move, facts);
  return on < earliest.day ? `不能早于${earliest.what}（${formatLong(earliest.day)}）` : null;
}

function earliestDay(move: Move, facts: CaseDates): { readonly day: string; readonly what: string } {
  const received = { day: facts.receivedOn, what: '收到日期' };
  if (move === 'plan' && facts.contactedOn !== null) return { day: facts.contactedOn, what: '首次联系日期' };
  if (move === 'followUp' && facts.closedOn !== null) return { day: facts.closedOn, what: '办结日期' };
  if (move !== 'close' && move !== 'withdraw') return received;
  const done = [facts.contactedOn, facts.plannedOn].filter((day) => day !== null);
  const last = done.reduce((latest, day) => laterDate(latest, day), facts.receivedOn);
  return last === facts.receivedOn ? received : { day: last, what: '已记录的联系或方案日期' };
}

type Change = Partial<
  Pick<Complaint, 'state' | 'contactedOn' | 'plannedOn' | 'closedOn' | 'followedOn' | 'outcome' | 'satisfaction'>
>;
type Facts = Pick<Complaint, 'state' | 'contactedOn' | 'plannedOn'>;

/** An unanswered call is recorded, and changes nothing: the 3-day clock runs on. */
export function contactChange(now: Facts, contact: { readonly on: string; readonly reached: boolean }): Change {
  if (!contact.reached) return {};
  const contactedOn = now.contactedOn === null ? contact.on : earlierDate(now.contactedOn, contact.on);
  return { contactedOn, state: now.state === 'registered' ? 'handling' : now.state };
}

/** The first plan stops the 5-day clock; a later one replaces the text, not the date. */
export const planChange = (now: Facts, on: string): Change => ({ plannedOn: now.plannedOn ?? on, state: 'planned' });

export const OUTCOME_REFUSED = 'outcome.refused';
export const OUTCOME_WITHDRAWN = 'outcome.withdrawn';

/** A customer who was told the result has been contacted and been shown a solution. */
export function closeChange(now: Facts, on: string, outcome: string): Change {
  return {
    state: outcome === OUTCOME_REFUSED ? 'rejected' : 'closed',
    closedOn: on,
    outcome,
    contactedOn: now.contactedOn ?? on,
    plannedOn: now.plannedOn ?? on,
  };
}

export const withdrawChange = (on: string): Change => ({
  state: 'withdrawn',
  closedOn: on,
  outcome: OUTCOME_WITHDRAWN,
});

export const SATISFACTION_UNREACHABLE = 'satisfaction.unreachable';

/** 联系不上 keeps the case at 已办结, so that it can be tried again. */
export function followUpChange(on: string, satisfaction: string): Change {
  if (satisfaction === SATISFACTION_UNREACHABLE) return { satisfaction };
  return { state: 'followed', followedOn: on, satisfaction };
}
