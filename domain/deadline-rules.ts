/** The numbers of the clocks as data, and the shapes that deadline.ts takes and gives. */
import * as z from 'zod/mini';
import type { CountStep, WorkCalendar } from './calendar.ts';

const days = z.int().check(z.minimum(0), z.maximum(3660));

export const deadlineRulesSchema = z.readonly(
  z.object({
    /** Working days. */
    contactDays: days,
    planDays: days,
    finishDays: days,
    /** Natural days. */
    legalDays: days,
    legalComplexDays: days,
    /** Natural days on top of legalComplexDays, for an approved extension. */
    legalExtraDays: days,
    reviewDays: days,
    /** Natural days the upper unit has to decide a review. */
    reviewDecisionDays: days,
    /** What 3-5-10 counts from. The legal clock always counts from receipt. */
    startRule: z.enum(['received', 'accepted']),
    /** Whether a legal last day that is no working day moves to the next one (民法典 203). */
    shiftLastDay: z.boolean(),
    /** Amber when this many natural or working days are left, or fewer. */
    amberDays: days,
    /** Shares of the time used, in percent, at which a case is escalated. */
    escalatePercents: z.readonly(z.array(z.int())),
    /** 依据, printed under the explanation; the bank keeps the wording right. */
    basis: z.readonly(z.object({ service: z.string(), legal: z.string(), review: z.string(), letter: z.string() })),
  }),
);

export type DeadlineRules = z.infer<typeof deadlineRulesSchema>;

export const DEFAULT_DEADLINE_RULES: DeadlineRules = {
  contactDays: 3,
  planDays: 5,
  finishDays: 10,
  legalDays: 15,
  legalComplexDays: 30,
  legalExtraDays: 30,
  reviewDays: 30,
  reviewDecisionDays: 30,
  startRule: 'received',
  shiftLastDay: false,
  amberDays: 2,
  escalatePercents: [75, 90],
  basis: {
    service: '行内投诉处理“3-5-10”时效标准',
    legal: '《银行业保险业消费投诉处理管理办法》第十八条、第二十三条、第四十三条',
    review: '《银行业保险业消费投诉处理管理办法》第二十条',
    letter: '转办函载明的反馈日期',
  },
};

/** Legal time limit of 《银行业保险业消费投诉处理管理办法》 art. 18 ¶1: 15, 30 or 30+30 natural days. */
export type Complexity = 'normal' | 'complex' | 'special';
export type ClockName = 'contact' | 'plan' | 'finish' | 'legal' | 'letter' | 'review';

export const CLOCK_LABELS: Readonly<Record<ClockName, string>> = {
  contact: '首次联系',
  plan: '初步方案',
  finish: '基本办结',
  legal: '法定时限',
  letter: '转办反馈',
  review: '核查申请期',
};

/** A time that does not count for the legal clock. `to` = the day work goes on; null = still paused. */
export interface Pause {
  readonly kind: 'appraisal' | 'mediation';
  readonly from: string;
  readonly to: string | null;
}

/** Approval of a specially complex case, and the day the complainant was told of it. */
export interface Extension {
  readonly approvedOn: string;
  readonly toldOn: string | null;
}

/** What the clocks need to know of a complaint. All dates are business dates. */
export interface ClockInput {
  readonly receivedOn: string;
  readonly acceptedOn?: string | null;
  readonly complexity: Complexity;
  readonly pauses: readonly Pause[];
  readonly restartedOn?: string | null;
  readonly letterDueOn?: string | null;
  readonly letterRepliedOn?: string | null;
  readonly extension?: Extension | null;
  readonly contactedOn?: string | null;
  readonly plannedOn?: string | null;
  /** Decision and notice done (办结). */
  readonly closedOn?: string | null;
  readonly noticeOn?: string | null;
}

/**
 * `early`: done before the last day. `onTime`: done on it. `paused`: the date still moves.
 * The review period is nobody's duty: it is pending until it ends and `onTime` afterwards.
 */
export type ClockState = 'pending' | 'tomorrow' | 'today' | 'overdue' | 'onTime' | 'early' | 'doneLate' | 'paused';

export type ClockTone = 'neutral' | 'amber' | 'red' | 'done';

export interface Clock {
  readonly name: ClockName;
  readonly due: string;
  readonly estimated: boolean;
  /** How the date came about, in order; see `explainClock`. */
  readonly steps: readonly CountStep[];
  /** Warnings about the input that changed the result, in Chinese. */
  readonly notes: readonly string[];
  readonly actual: string | null;
  readonly state: ClockState;
  readonly tone: ClockTone;
  /** Natural days from today (or from the day it was done) to the last day; negative when late. */
  readonly daysLeft: number;
  /** Working days left after today; null once done. */
  readonly workdaysLeft: number | null;
  /** How many of the escalation thresholds have been reached; 0 once done. */
  readonly escalation: number;
  /** The first day that counts is the day after this one. Null where the date was typed. */
  readonly start: string | null;
  /** The legal last day moved to a working day, where the rules do not move it; for display in grey. */
  readonly shiftedDue: string | null;
}

export interface DueClock {
  readonly clock: ClockName;
  readonly due: string;
  readonly estimated: boolean;
  readonly state: ClockState;
  readonly tone: ClockTone;
  readonly daysLeft: number;
}

/** The bank's tenth working day lies after the legal date: following 3-5-10 would be too late. */
export interface Crossing {
  readonly finishDue: string;
  readonly legalDue: string;
  readonly days: number;
  readonly message: string;
}

export interface Deadlines {
  readonly contact: Clock;
  readonly plan: Clock;
  readonly finish: Clock;
  readonly legal: Clock;
  readonly letter: Clock | null;
  readonly review: Clock | null;
  /** The nearest open clock; null when nothing is owed any more. The review period never counts. */
  readonly due: DueClock | null;
  readonly crossing: Crossing | null;
}

/** What every clock is computed against. */
export interface ClockContext {
  readonly rules: DeadlineRules;
  readonly calendar: WorkCalendar;
  readonly today: string;
}

/** What a clock knows before it is judged against today. */
export interface ClockDraft {
  readonly name: ClockName;
  readonly start: string | null;
  readonly due: string;
  readonly estimated: boolean;
  readonly steps: readonly CountStep[];
  readonly notes: readonly string[];
  readonly actual: string | null;
  readonly isPaused: boolean;
  readonly shiftedDue: string | null;
}
