/** What the rarer moves change: restart, extension, reopening, 核查, 提级会商, 转办. The usual ones: complaint-state.ts. */
import type { Complaint, ReviewResult } from './complaint.ts';
import { addDays, formatLong, laterDate } from './dates.ts';
import type { DeadlineRules } from './deadline-rules.ts';

type Change = Partial<Complaint>;

/** New facts and reasons start the legal clock and 3-5-10 again; the first day of receipt stays as it was. */
export const restartChange = (now: Pick<Complaint, 'restartedOn'>, on: string): Change => ({
  restartedOn: now.restartedOn === null ? on : laterDate(now.restartedOn, on),
});

/** Approved by the second person; it counts only once the customer has been told (deadline-legal.ts). */
export const extendChange = (on: string): Change => ({ complexity: 'special', extendedOn: on });
export const toldChange = (on: string): Change => ({ extensionToldOn: on });

export const consultChange = (now: Pick<Complaint, 'consultedOn'>, on: string): Change => ({
  consultedOn: now.consultedOn ?? on,
});

export const transferChange = (target: string | null): Change => ({ transferredTo: target });

/**
 * Back to work. What the closing said stays in the history of changes; the record is open again, so
 * that every list and clock sees it. With new facts the clocks start on this day.
 */
export function reopenChange(now: Complaint, on: string, newFacts: boolean): Change {
  return {
    state: 'handling',
    reopenedOn: on,
    closedOn: null,
    outcome: null,
    followedOn: null,
    satisfaction: null,
    calendarRev: null,
    reviewAskedOn: null,
    reviewDecidedOn: null,
    reviewResult: null,
    ...(newFacts ? restartChange(now, on) : {}),
  };
}

export const reviewChange = (on: string): Change => ({ reviewAskedOn: on });
export const decideReviewChange = (on: string, result: ReviewResult): Change => ({
  reviewDecidedOn: on,
  reviewResult: result,
});

/** Why a review can no longer be asked for; null within the time of art. 20. */
export function reviewLate(closedOn: string | null, on: string, rules: DeadlineRules): string | null {
  if (closedOn === null) return null;
  const last = addDays(closedOn, rules.reviewDays);
  return on <= last
    ? null
    : `客户收到处理决定后 ${rules.reviewDays} 日内可以申请核查，已于${formatLong(last)}截止；如有新的事实和理由，请用“重新办理”`;
}

/** Why a pause cannot begin or end on this day; null when it can. */
export function pauseDayRefusal(startedOn: string | null, on: string): string | null {
  return startedOn !== null && on < startedOn ? `不能早于暂停的那一天（${formatLong(startedOn)}）` : null;
}
