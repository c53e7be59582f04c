/**
 * What may happen to a complaint when, and what it changes. Pure: the verb checks with `refusalOf`
 * and writes what the `…Change` function says.
 *
 *   待联系 → 处理中 → 已出方案 → 已办结 → 已回访
 *   待联系 → 已办结 is allowed: solved on the spot, the closing then counts as contact and plan.
 *   Side exits from the open states: 已撤回, 不予办理. 重新办理 leads from every end back to 处理中.
 *   暂停, 延期, 转办 and 核查 are marks beside the state: they move clocks, not the case.
 */
import type { Complaint, ComplaintState } from './complaint.ts';
import { complaintStates } from './complaint.ts';
import type { RequestKind } from './complaint-request.ts';
import { requestKinds } from './complaint-request.ts';
import { earlierDate, formatLong, laterDate } from './dates.ts';

export const moveLabels = {
  contact: '记录联系',
  plan: '出方案',
  note: '补充处理记录',
  close: '办结',
  followUp: '回访',
  withdraw: '撤回',
  consult: '提级会商',
  pause: '暂停计时',
  resume: '恢复计时',
  restart: '补充材料，重新起算',
  extend: '申请延期',
  tellExtension: '告知延期',
  transfer: '转办',
  reopen: '重新办理',
  review: '登记核查申请',
  decideReview: '登记核查决定',
  hold: '延长保管',
  void: '申请作废',
  edit: '修改',
} as const;
export type Move = keyof typeof moveLabels;

export const OPEN_STATES = ['registered', 'handling', 'planned'] as const satisfies readonly ComplaintState[];

export const isOpen = (state: ComplaintState): boolean => (OPEN_STATES as readonly ComplaintState[]).includes(state);

type Standing = Pick<Complaint, 'state' | 'voided'>;

/** What else decides whether something can be done; a part that is left out does not hinder. */
export type Marks = Partial<Pick<Complaint, 'extendedOn' | 'extensionToldOn' | 'reviewAskedOn' | 'reviewDecidedOn'>> & {
  readonly isPaused?: boolean;
  /** Requests nobody has decided yet. */
  readonly asked?: readonly RequestKind[];
};

/** Why this cannot be done now; null when it can. */
export function refusalOf(move: Move, standing: Standing & Marks): string | null {
  const { state, voided } = standing;
  if (voided) return '此件已作废，不能再办理';
  if (move === 'void') return pendingRefusal('void', standing);
  if (move === 'edit') return isOpen(state) ? null : pendingRefusal('change', standing);
  if (move === 'hold') return null;
  if (move === 'followUp') return followUpRefusal(state);
  if (move === 'reopen') return isOpen(state) ? '此件尚未办结，不需要重新办理' : null;
  if (move === 'review' || move === 'decideReview') return reviewRefusal(move, standing);
  return isOpen(state) ? openRefusal(move, standing) : `此件${complaintStates[state]}，不能再${moveLabels[move]}`;
}

const pendingRefusal = (kind: RequestKind, { asked }: Marks): string | null =>
  asked?.includes(kind) === true ? `已有一项“${requestKinds[kind]}”申请等待审批` : null;

/** Of an open case. */
function openRefusal(move: Move, standing: Standing & Marks): string | null {
  const isPaused = standing.isPaused === true;
  if (move === 'plan') return standing.state === 'registered' ? '还没有联系上客户，请先记录联系，再出方案' : null;
  if (move === 'close') return isPaused ? '正在暂停计时（鉴定或调解），请先恢复计时，再办结' : null;
  if (move === 'pause') return isPaused ? '已在暂停计时，请先恢复' : null;
  if (move === 'resume') return isPaused ? null : '没有在暂停计时';
  return move === 'extend' || move === 'tellExtension' ? extensionRefusal(move, standing) : null;
}

function extensionRefusal(move: 'extend' | 'tellExtension', marks: Marks): string | null {
  const isExtended = (marks.extendedOn ?? null) !== null;
  if (move === 'extend') return isExtended ? '延期已经批准过一次，不能再延' : pendingRefusal('extend', marks);
  if (!isExtended) return '延期还没有批准，批准后再告知客户';
  return (marks.extensionToldOn ?? null) === null ? null : '已经记过告知延期';
}

function reviewRefusal(move: 'review' | 'decideReview', standing: Standing & Marks): string | null {
  const asked = (standing.reviewAskedOn ?? null) !== null;
  if (isOpen(standing.state)) return '此件尚未办结，客户收到处理决定后才能申请核查';
  if (standing.state === 'withdrawn') return '此件已撤回，没有可核查的处理决定';
  if (move === 'review') return asked ? '已经登记过核查申请' : null;
  if (!asked) return '还没有登记核查申请';
  return (standing.reviewDecidedOn ?? null) === null ? null : '已经登记过核查决定';
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
  const afterClosing = move === 'followUp' || move === 'review' || move === 'reopen';
  if (afterClosing && facts.closedOn !== null) return { day: facts.closedOn, what: '办结日期' };
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
