/** Complaints. Names, numbers and texts leave the backend masked; `complaint.reveal` is the only way around. */
import * as z from 'zod/mini';
import { complaintDraftSchema, complaintEditSchema } from '#domain/complaint-draft.ts';
import { isValidDate, isValidTime } from '#domain/dates.ts';
import { complaintFilterSchema } from '#domain/record-filter.ts';
import { moveLabels } from '#domain/complaint-state.ts';
import type { Move } from '#domain/complaint-state.ts';
import { ClockView } from './calendar.ts';
import { closingResult, picked, words } from './complaint-closing.ts';
import { PauseView, RequestView } from './complaint-handling.ts';
import { ComplaintStepView } from './complaint-step.ts';
import { command, query } from './define.ts';

export { ComplaintStepView };

const State = z.enum(['registered', 'handling', 'planned', 'closed', 'followed', 'withdrawn', 'rejected']);
const ClockName = ClockView.shape.name;
const moveNames = Object.keys(moveLabels) as [Move, ...Move[]];

/** The clock that matters most in a case; see domain/complaint-clock.ts. */
export const ClockSummaryView = z.object({
  name: ClockName,
  due: z.string(),
  state: ClockView.shape.state,
  daysLeft: z.number(),
  workdaysLeft: z.nullable(z.number()),
  actual: z.nullable(z.string()),
  estimated: z.boolean(),
});
export type ClockSummaryView = z.infer<typeof ClockSummaryView>;

export const complaintChips = [
  'all',
  'open',
  'today',
  'overdue',
  'forwarded',
  'mine',
  'repeat',
  'intention',
  'late',
] as const;
export type ComplaintChip = (typeof complaintChips)[number];

const day = z.string().check(z.refine(isValidDate, '不是有效日期'));

/** What the list shows: the filter behind a figure (domain/record-filter.ts), a chip, and typed words. */
export const ComplaintListFilter = z.extend(complaintFilterSchema, {
  chip: z._default(z.enum(complaintChips), 'all'),
  /** In number, external number, name, text; digits also at the end of number and phone; letters also as the sound of a class. */
  text: z._default(z.string().check(z.maxLength(100)), ''),
});
export type ComplaintListFilter = z.infer<typeof ComplaintListFilter>;

/** 转入, 转出, or given on; null for a case at home. */
const Handover = z.nullable(z.enum(['in', 'out', 'passed']));

export const ComplaintLine = z.object({
  id: z.string(),
  caseNo: z.string(),
  receivedOn: z.string(),
  receivedTime: z.string(),
  /** Masked. */
  customer: z.string(),
  phone: z.string(),
  business: z.string(),
  cause: z.string(),
  channel: z.string(),
  source: z.string(),
  outlet: z.string(),
  outletName: z.string(),
  /** First 40 characters, numbers hidden. */
  summary: z.string(),
  level: z.string(),
  forwarded: z.boolean(),
  repeat: z.boolean(),
  /** 补报: registered after its period was locked. */
  late: z.boolean(),
  handover: Handover,
  state: State,
  handler: z.string(),
  handlerName: z.string(),
  clock: z.nullable(ClockSummaryView),
  voided: z.boolean(),
  /** The last change is in a sync file already. Always true at the centre. */
  exported: z.boolean(),
});
export type ComplaintLine = z.infer<typeof ComplaintLine>;

export const revealable = [
  'customerName',
  'phone',
  'accountTail',
  'summary',
  'representatives',
  'agent',
  'findings',
  'resolution',
  'basis',
  'rootCause',
  'corrective',
] as const;
export type Revealable = (typeof revealable)[number];

/** Why an action is impossible now; empty when it can be done. */
const Moves = z.record(z.enum(moveNames), z.string());

export const ComplaintView = z.object({
  id: z.string(),
  caseNo: z.string(),
  externalNo: z.nullable(z.string()),
  outlet: z.string(),
  outletName: z.string(),
  complainedOutlet: z.string(),
  complainedOutletName: z.string(),
  receivedOn: z.string(),
  receivedTime: z.string(),
  registeredAt: z.number(),
  registrar: z.string(),
  registrarName: z.string(),
  nature: z.string(),
  source: z.string(),
  forwarded: z.boolean(),
  forwardedBy: z.nullable(z.string()),
  letterNo: z.nullable(z.string()),
  forwardedOn: z.nullable(z.string()),
  letterDueOn: z.nullable(z.string()),
  filerKind: z.string(),
  agent: z.nullable(z.string()),
  mandate: z.nullable(z.string()),
  /** Masked, as are phone, account tail and representatives; texts with their numbers hidden. */
  customerName: z.string(),
  phone: z.string(),
  customerType: z.string(),
  specialGroups: z.array(z.string()),
  accountTail: z.nullable(z.string()),
  product: z.nullable(z.string()),
  amountFen: z.nullable(z.number()),
  summary: z.string(),
  demands: z.array(z.string()),
  business: z.string(),
  channel: z.string(),
  cause: z.string(),
  level: z.string(),
  urgency: z.string(),
  tags: z.array(z.string()),
  repeatOf: z.nullable(z.string()),
  repeatOfNo: z.nullable(z.string()),
  groupSize: z.nullable(z.number()),
  representatives: z.array(z.string()),
  partner: z.nullable(z.string()),
  complainedStaff: z.array(z.string()),
  /** Names beside the staff numbers. */
  complainedNames: z.string(),
  /** What is proposed because of who is complained about; else empty. */
  recusal: z.string(),
  handler: z.string(),
  handlerName: z.string(),
  complexity: z.enum(['normal', 'complex', 'special']),
  state: State,
  contactedOn: z.nullable(z.string()),
  plannedOn: z.nullable(z.string()),
  closedOn: z.nullable(z.string()),
  outcome: z.nullable(z.string()),
  liability: z.nullable(z.enum(['bank', 'none'])),
  bankCause: z.nullable(z.string()),
  measures: z.array(z.string()),
  compensationFen: z.nullable(z.number()),
  findings: z.nullable(z.string()),
  resolution: z.nullable(z.string()),
  followedOn: z.nullable(z.string()),
  satisfaction: z.nullable(z.string()),
  calendarRev: z.nullable(z.string()),
  basis: z.nullable(z.string()),
  rootCause: z.nullable(z.string()),
  corrective: z.nullable(z.string()),
  remedies: z.array(z.string()),
  restartedOn: z.nullable(z.string()),
  extendedOn: z.nullable(z.string()),
  extensionToldOn: z.nullable(z.string()),
  consultedOn: z.nullable(z.string()),
  /** Outlet code or `centre`. */
  transferredTo: z.nullable(z.string()),
  transferredToName: z.string(),
  /** The outlet that registered it, or the centre. */
  originName: z.string(),
  handover: Handover,
  reopenedOn: z.nullable(z.string()),
  reviewAskedOn: z.nullable(z.string()),
  /** Last day for the decision of the upper unit. */
  reviewDueOn: z.nullable(z.string()),
  reviewDecidedOn: z.nullable(z.string()),
  reviewResult: z.nullable(z.string()),
  legalHold: z.boolean(),
  /** 补报: registered after its period was locked. */
  late: z.boolean(),
  /** `2025年上半年已于7月20日封账` where it was received in a locked period; else empty. */
  lockWords: z.string(),
  voided: z.boolean(),
  voidReason: z.nullable(z.string()),
  /** The operations this view has seen; sent back with a correction, so that nothing is overwritten unseen. */
  head: z.string(),
  pauses: z.array(PauseView),
  requests: z.array(RequestView),
  /** Other cases with the same number in 180 days around this one. */
  sameCustomer: z.array(z.object({ id: z.string(), caseNo: z.string(), receivedOn: z.string(), state: State })),
  clocks: z.array(ClockView),
  due: z.nullable(ClockSummaryView),
  /** Sentence when the law comes before the bank's own tenth day; else empty. */
  crossing: z.string(),
  /** Set when the closing was judged by another calendar than today's. */
  calendarNote: z.string(),
  steps: z.array(ComplaintStepView),
  moves: Moves,
  next: z.nullable(z.enum(['contact', 'plan', 'close', 'followUp'])),
  /** Fields for which two sides wrote different values that did not see each other. */
  conflicts: z.array(z.string()),
});
export type ComplaintView = z.infer<typeof ComplaintView>;

const id = z.string().check(z.minLength(1), z.maxLength(80));
const happened = {
  id,
  /** Empty: today, now. */
  on: z.optional(day),
  time: z.optional(z.string().check(z.refine(isValidTime, '时间应写成 09:30 的样子'))),
};
const reason = words(2, '原因');

const Saved = z.object({ id: z.string(), caseNo: z.string(), state: State });
const topics = ['complaint', 'figures', 'exchange'] as const;

export const complaint = {
  'complaint.list': query({
    needs: 'complaint.read',
    input: z.extend(ComplaintListFilter, {
      limit: z._default(z.int().check(z.minimum(1), z.maximum(20_000)), 20_000),
      offset: z._default(z.int().check(z.minimum(0)), 0),
    }),
    output: z.object({
      rows: z.array(ComplaintLine),
      /** All that fit the filter. */
      total: z.number(),
      /** The words are so common that only the cases registered last are counted and shown. */
      capped: z.boolean(),
      /** Per chip, within the other filters except the text. */
      counts: z.record(z.enum(complaintChips), z.number()),
    }),
  }),
  'complaint.get': query({ needs: 'complaint.read', input: z.object({ id }), output: ComplaintView }),
  /** The dates a case received on this day would have. Also tells the form what day it is. */
  'complaint.preview': query({
    needs: 'complaint.write',
    input: z.object({ receivedOn: z.optional(day), letterDueOn: z.optional(z.nullable(day)) }),
    output: z.object({
      today: z.string(),
      time: z.string(),
      receivedOn: z.string(),
      clocks: z.array(ClockView),
      crossing: z.string(),
      /** Set where the day lies in a locked period: what is registered is 补报 and needs a reason. */
      lateHint: z.string(),
      /** Shown in amber when a year is not in the calendar. */
      estimateNote: z.string(),
    }),
  }),
  /** Earlier cases with this phone number at this outlet, newest first. No number leaves the backend. */
  'complaint.hint': query({
    needs: 'complaint.write',
    input: z.object({ phone: z.string().check(z.maxLength(30)), except: z.optional(id) }),
    output: z.object({
      /** False: not yet a number. */
      complete: z.boolean(),
      in90: z.number(),
      cases: z.array(
        z.object({
          id: z.string(),
          caseNo: z.string(),
          receivedOn: z.string(),
          business: z.string(),
          state: State,
          days: z.number(),
        }),
      ),
    }),
  }),
  'complaint.create': command({
    needs: 'complaint.write',
    input: complaintDraftSchema,
    output: Saved,
    changes: topics,
  }),
  /** 现场即时化解: registered and closed while the customer stands there, in one step. */
  'complaint.createSolved': command({
    needs: 'complaint.close',
    input: z.object({ draft: complaintDraftSchema, result: z.object(closingResult) }),
    output: Saved,
    changes: topics,
  }),
  'complaint.update': command({
    needs: 'complaint.write',
    input: z.object({
      id,
      fields: complaintEditSchema,
      /** `head` of the view that was corrected; what somebody else changed since is not overwritten. */
      seen: z.optional(z.string().check(z.maxLength(2000))),
      /** Needed for what decides the clocks. */
      reason: z._default(z.string().check(z.trim(), z.maxLength(200)), ''),
    }),
    output: Saved,
    changes: topics,
  }),
  'complaint.addContact': command({
    needs: 'complaint.write',
    input: z.object({
      ...happened,
      means: picked('联系方式'),
      reached: z.boolean('请选择是否联系上'),
      text: z._default(z.string().check(z.trim(), z.maxLength(2000, '最多 2000 个字')), ''),
    }),
    output: Saved,
    changes: topics,
  }),
  'complaint.setPlan': command({
    needs: 'complaint.write',
    input: z.object({ ...happened, text: words(4, '处理方案') }),
    output: Saved,
    changes: topics,
  }),
  'complaint.addNote': command({
    needs: 'complaint.write',
    input: z.object({ ...happened, text: words(2, '处理记录') }),
    output: Saved,
    changes: topics,
  }),
  'complaint.close': command({
    needs: 'complaint.close',
    input: z.object({
      ...happened,
      ...closingResult,
    }),
    output: Saved,
    changes: topics,
  }),
  'complaint.followUp': command({
    needs: 'complaint.write',
    input: z.object({
      ...happened,
      means: picked('回访方式'),
      satisfaction: picked('满意度'),
      text: z._default(z.string().check(z.trim(), z.maxLength(2000, '最多 2000 个字')), ''),
    }),
    output: Saved,
    changes: topics,
  }),
  'complaint.withdraw': command({
    needs: 'complaint.write',
    input: z.object({ ...happened, reason }),
    output: Saved,
    changes: topics,
  }),
  /** One field of one case in clear, with a reason; leaves an audit line. */
  'complaint.reveal': command({
    needs: 'complaint.reveal',
    input: z.object({ id, field: z.enum(revealable), reason }),
    output: z.object({ value: z.string() }),
    changes: ['audit'],
  }),
};
