/** A complaint (投诉) and its timeline: what is recorded. */
import type { Complexity } from './deadline-rules.ts';
import type { RecordOf } from './entity.ts';
import { needed, optional } from './entity.ts';

/** Where a case stands. Labels are the words of the outlet's screens. */
export const complaintStates = {
  registered: '待联系',
  handling: '处理中',
  planned: '已出方案',
  closed: '已办结',
  followed: '已回访',
  withdrawn: '已撤回',
  rejected: '不予办理',
} as const;
export type ComplaintState = keyof typeof complaintStates;

const personal = { personal: true } as const;

export const complaintEntity = {
  name: 'complaint',
  owner: 'outlet',
  fields: {
    caseNo: needed.text('B'),
    externalNo: optional.text('B'),
    /** Outlet that registered it, and the one complained about (scorecards use the second). */
    outlet: needed.text('B'),
    complainedOutlet: needed.text('C'),
    /** D0 of the clocks. */
    receivedOn: needed.text('B'),
    receivedTime: needed.text('B'),
    registeredAt: needed.int('B'),
    registrar: needed.text('B'),
    nature: needed.text('C'),
    source: needed.text('C'),
    forwarded: needed.flag('C'),
    forwardedBy: optional.text('C'),
    letterNo: optional.text('C'),
    forwardedOn: optional.text('C'),
    letterDueOn: optional.text('C'),
    filerKind: needed.text('B'),
    /** Who complains for the customer, and how they are related; empty when it is the customer himself. */
    agent: optional.text('B', personal),
    /** What was seen of his right to (委托书, 监护、继承证明). */
    mandate: optional.text('C', personal),
    customerName: needed.text('B', personal),
    phone: needed.text('B', personal),
    /** Keyed HMAC of the normalised phone number: finds the same customer, tells nothing else. */
    phoneKey: optional.text('B', personal),
    customerType: needed.text('B'),
    specialGroups: needed.list<string>('C'),
    accountTail: optional.text('B', personal),
    product: optional.text('C'),
    amountFen: optional.int('C'),
    summary: needed.text('B', personal),
    demands: needed.list<string>('C'),
    business: needed.text('C'),
    channel: needed.text('C'),
    cause: needed.text('C'),
    level: needed.text('C'),
    urgency: needed.text('C'),
    tags: needed.list<string>('C'),
    repeatOf: optional.text('C'),
    groupSize: optional.int('C'),
    representatives: needed.list<string>('B', personal),
    partner: optional.text('C'),
    /** Staff numbers of the people complained about: they do not handle the case (art. 17). */
    complainedStaff: needed.list<string>('C'),
    handler: needed.text('C'),
    complexity: needed.text<Complexity>('C'),
    state: needed.text<ComplaintState>('C'),
    contactedOn: optional.text('C'),
    plannedOn: optional.text('C'),
    closedOn: optional.text('C'),
    outcome: optional.text('C'),
    liability: optional.text<'bank' | 'none'>('C'),
    bankCause: optional.text('C'),
    measures: needed.list<string>('C'),
    compensationFen: optional.int('C'),
    findings: optional.text('C', personal),
    resolution: optional.text('C', personal),
    followedOn: optional.text('C'),
    satisfaction: optional.text('C'),
    calendarRev: optional.text('C'),
    /** 依据, root cause (溯源), corrective action, and what else the customer was told to be open to him. */
    basis: optional.text('C', personal),
    rootCause: optional.text('C', personal),
    corrective: optional.text('C', personal),
    remedies: needed.list<string>('C'),
    /** New facts and reasons came on this day: the clocks start again (art. 18 ¶3). */
    restartedOn: optional.text('C'),
    /** Extension of a specially complex case: the day it was approved, and the day the customer was told. */
    extendedOn: optional.text('C'),
    extensionToldOn: optional.text('C'),
    /** First 提级会商. */
    consultedOn: optional.text('C'),
    /** Who handles it now where that is not the registering outlet: an outlet's code, or `centre`. */
    transferredTo: optional.text('C'),
    reopenedOn: optional.text('C'),
    /** 核查 by the upper unit (art. 20). */
    reviewAskedOn: optional.text('C'),
    reviewDecidedOn: optional.text('C'),
    reviewResult: optional.text<ReviewResult>('C'),
    /** Kept beyond the retention period: a lawsuit, an inspection. */
    legalHold: needed.flag('C'),
  },
} as const;

/** What the upper unit said about the first result. */
export const reviewResults = { upheld: '维持原处理结果', changed: '变更处理结果' } as const;
export type ReviewResult = keyof typeof reviewResults;

/** What an answer has to name (art. 19). */
export const remedies = {
  review: '申请核查',
  mediation: '申请调解',
  arbitration: '申请仲裁',
  lawsuit: '提起诉讼',
} as const;
export type Remedy = keyof typeof remedies;

/** 投诉意向: a complaint prevented. Recorded and provable, never counted as a complaint. */
export const INTENTION = 'nature.intention';

/** Handled at the centre: the word in `transferredTo`, and the node of its records. */
export const CENTRE = 'centre';

export const stepKinds = {
  register: '登记',
  contact: '联系客户',
  plan: '提出方案',
  note: '处理记录',
  close: '办结',
  followUp: '回访',
  withdraw: '撤回',
  void: '作废',
  consult: '提级会商',
  pause: '暂停',
  resume: '恢复',
  restart: '补充材料，重新起算',
  transfer: '转办',
  ask: '提出申请',
  decide: '审批',
  tellExtension: '告知延期',
  reopen: '重新办理',
  review: '申请核查',
  decideReview: '核查决定',
  hold: '保管期限',
} as const;
export type StepKind = keyof typeof stepKinds;

/** One line of a case's timeline. Written once, never changed. */
export const complaintStepEntity = {
  name: 'complaint_step',
  owner: 'outlet',
  fields: {
    complaint: needed.text('A'),
    kind: needed.text<StepKind>('A'),
    happenedOn: needed.text('A'),
    happenedTime: needed.text('A'),
    by: needed.text('A'),
    /** How (电话, 面谈 …) and whether the customer was reached; an unanswered call does not stop the clock. */
    means: optional.text('A'),
    reached: needed.flag('A'),
    text: needed.text('A', personal),
    /** Who took part in a 会商. */
    members: needed.list<string>('A', personal),
  },
} as const;

export type Complaint = RecordOf<typeof complaintEntity>;
export type ComplaintStep = RecordOf<typeof complaintStepEntity>;
