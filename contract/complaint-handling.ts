/** What happens to a case beside contact, plan and closing: pauses, restart, extension, 会商, 转办, 核查, requests. */
import * as z from 'zod/mini';
import { complaintEditSchema } from '#domain/complaint-draft.ts';
import { pauseKinds } from '#domain/complaint-pause.ts';
import type { PauseKind } from '#domain/complaint-pause.ts';
import { requestDecisions, requestKinds } from '#domain/complaint-request.ts';
import type { RequestDecision, RequestKind } from '#domain/complaint-request.ts';
import { reviewResults } from '#domain/complaint.ts';
import type { ReviewResult } from '#domain/complaint.ts';
import { isValidDate, isValidTime } from '#domain/dates.ts';
import { command, query } from './define.ts';

const names = <T extends string>(labels: Readonly<Record<T, string>>): [T, ...T[]] =>
  Object.keys(labels) as [T, ...T[]];

const pauseKind = z.enum(names<PauseKind>(pauseKinds), '请选择暂停的原因');
const requestKind = z.enum(names<RequestKind>(requestKinds));
const reviewResult = z.enum(names<ReviewResult>(reviewResults), '请选择核查结果');

/** One changed field in words; personal values masked. */
export const ChangeView = z.object({ label: z.string(), before: z.string(), after: z.string() });
export type ChangeView = z.infer<typeof ChangeView>;

export const PauseView = z.object({
  id: z.string(),
  kind: pauseKind,
  startedOn: z.string(),
  organisation: z.string(),
  endedOn: z.nullable(z.string()),
});
export type PauseView = z.infer<typeof PauseView>;

export const RequestView = z.object({
  id: z.string(),
  kind: requestKind,
  askedOn: z.string(),
  askedBy: z.string(),
  askedByName: z.string(),
  reason: z.string(),
  changes: z.array(ChangeView),
  decision: z.nullable(z.enum(names<RequestDecision>(requestDecisions))),
  decidedOn: z.nullable(z.string()),
  decidedByName: z.string(),
  decisionNote: z.string(),
  /** Why the person at the keyboard cannot decide; empty when he can. */
  refusal: z.string(),
});
export type RequestView = z.infer<typeof RequestView>;

export const HistoryLine = z.object({
  id: z.string(),
  at: z.number(),
  byName: z.string(),
  changes: z.array(ChangeView),
});
export type HistoryLine = z.infer<typeof HistoryLine>;

const id = z.string().check(z.minLength(1), z.maxLength(80));
const happened = {
  id,
  /** Empty: today, now. */
  on: z.optional(z.string().check(z.refine(isValidDate, '不是有效日期'))),
  time: z.optional(z.string().check(z.refine(isValidTime, '时间应写成 09:30 的样子'))),
};
const words = (least: number, what: string) =>
  z.string().check(z.trim(), z.minLength(least, `请写明${what}`), z.maxLength(2000, '最多 2000 个字'));
const name = (what: string) => z.string().check(z.trim(), z.minLength(2, `请填写${what}`), z.maxLength(60));

const Done = z.object({ id: z.string(), caseNo: z.string(), state: z.string() });
const topics = ['complaint', 'figures', 'exchange'] as const;
const move = <S extends z.core.$ZodShape>(shape: S) =>
  command({ needs: 'complaint.write', input: z.object({ ...happened, ...shape }), output: Done, changes: topics });

export const complaintHandling = {
  'complaint.pause': move({
    kind: pauseKind,
    organisation: name('鉴定或调解机构'),
    text: words(2, '暂停的依据，客户是否同意'),
  }),
  'complaint.resume': move({ text: words(2, '鉴定或调解的结果') }),
  /** New facts and reasons: the period starts again (art. 18 ¶3). */
  'complaint.restart': move({ text: words(4, '客户补充了什么新的事实和理由') }),
  'complaint.consult': move({
    members: z.readonly(z.array(name('参加人')).check(z.minLength(2, '会商至少两人参加'), z.maxLength(30))),
    text: words(4, '会商结论'),
  }),
  /** To an outlet, to the centre, or back (null). The case stays in this ledger and its clocks run on. */
  'complaint.transfer': move({
    to: z.nullable(z.string().check(z.minLength(1), z.maxLength(40))),
    text: words(2, '转办原因'),
  }),
  'complaint.tellExtension': move({
    means: z.string('请选择告知方式').check(z.minLength(1, '请选择告知方式'), z.maxLength(80)),
    text: words(2, '告知的凭证，如短信编号、录音编号、回执'),
  }),
  'complaint.reopen': move({ newFacts: z.boolean('请选择有无新的事实和理由'), text: words(2, '重新办理的原因') }),
  'complaint.review': move({ text: words(2, '客户申请核查的理由') }),
  'complaint.decideReview': move({ result: reviewResult, text: words(4, '核查决定') }),
  /** Keeps the case beyond the retention period, or no longer. */
  'complaint.hold': move({ hold: z.boolean(), text: words(2, '原因') }),
  /** Asks a second person: extension, voiding, late change. `id` of the answer is the request's. */
  'complaint.ask': command({
    needs: 'complaint.write',
    input: z.object({ id, kind: requestKind, reason: words(2, '原因'), fields: z.optional(complaintEditSchema) }),
    output: Done,
    changes: topics,
  }),
  'complaint.decide': command({
    needs: 'complaint.approve',
    input: z.object({
      request: id,
      approve: z.boolean('请选择同意或不同意'),
      note: z._default(z.string().check(z.trim(), z.maxLength(500)), ''),
    }),
    output: Done,
    changes: topics,
  }),
  /** The person who asked no longer wants it. */
  'complaint.unask': command({
    needs: 'complaint.write',
    input: z.object({ request: id }),
    output: Done,
    changes: topics,
  }),
  /** Every change of every field, newest first, with the value before and after. */
  'complaint.history': query({ needs: 'complaint.read', input: z.object({ id }), output: z.array(HistoryLine) }),
};
