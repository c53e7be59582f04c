/**
 * What a person fills in when registering or correcting a complaint, and how it is judged.
 * One schema for the form, the request and imports; the sentences are shown beside the fields.
 */
import * as z from 'zod/mini';
import { isValidDate, isValidTime } from './dates.ts';
import { maskName } from './mask.ts';
import { normalizePhone } from './normalize.ts';

/** Typed as the name of somebody who does not want to give one. */
export const ANONYMOUS = '匿名';

/** 张三丰 → 张**; 匿名 hides nobody and stays. */
export const maskCustomer = (name: string): string => (name === ANONYMOUS ? name : maskName(name));

export const SUMMARY_MIN = 10;
export const SUMMARY_MAX = 2000;
/** 《银行业保险业消费投诉处理管理办法》 art. 12: a group sends at most five representatives. */
export const REPRESENTATIVES_MAX = 5;

const tooManyRepresentatives = `代表人最多 ${REPRESENTATIVES_MAX} 名（集体来访的，推选代表）`;

const day = z.string().check(z.refine(isValidDate, '不是有效日期'));
const time = z.string().check(z.refine(isValidTime, '时间应写成 09:30 的样子'));
const choice = (what: string) => z.string(`请选择${what}`).check(z.minLength(1, `请选择${what}`), z.maxLength(64));
const choices = z.readonly(z.array(z.string().check(z.minLength(1), z.maxLength(64))).check(z.maxLength(30)));
const staffNos = z.readonly(
  z.array(z.string().check(z.minLength(1), z.maxLength(30))).check(z.maxLength(20, '最多 20 人')),
);
const line = (max: number) => z.string().check(z.trim(), z.maxLength(max, `最多 ${max} 个字`));
const maybe = <T extends z.core.$ZodType>(schema: T) => z._default(z.nullable(schema), null);
const fen = z.int('金额不正确').check(z.minimum(0, '金额不能为负'), z.maximum(1_000_000_000_000, '金额过大'));

const fields = {
  receivedOn: day,
  receivedTime: time,
  /** Null: the outlet that registers. */
  complainedOutlet: maybe(choice('被投诉网点')),
  nature: z._default(choice('工单性质'), 'nature.complaint'),
  source: choice('投诉来源'),
  forwarded: z._default(z.boolean(), false),
  forwardedBy: maybe(choice('转办机关')),
  letterNo: maybe(line(60)),
  forwardedOn: maybe(day),
  letterDueOn: maybe(day),
  externalNo: maybe(line(60)),
  filerKind: z._default(choice('提出人身份'), 'filer.self'),
  agent: maybe(line(60)),
  mandate: maybe(line(100)),
  customerName: line(50).check(z.minLength(1, `请填写客户姓名，不愿提供的填“${ANONYMOUS}”`)),
  phone: z._default(line(30), ''),
  customerType: z._default(choice('客户类型'), 'customer.person'),
  specialGroups: z._default(choices, []),
  accountTail: maybe(z.string().check(z.trim(), z.regex(/^\d{4}$/, '只填末四位数字'))),
  product: maybe(line(100)),
  amountFen: maybe(fen),
  summary: z
    .string()
    .check(
      z.trim(),
      z.minLength(SUMMARY_MIN, `请写清诉求，至少 ${SUMMARY_MIN} 个字`),
      z.maxLength(SUMMARY_MAX, `最多 ${SUMMARY_MAX} 个字`),
    ),
  demands: z._default(choices, []),
  business: choice('业务类别'),
  channel: z._default(choice('办理渠道'), 'chn.front.site'),
  cause: choice('投诉原因'),
  /** Null: as proposed by `proposeLevel`. */
  level: maybe(choice('投诉等级')),
  urgency: maybe(choice('紧急程度')),
  tags: z._default(choices, []),
  repeatOf: maybe(z.string().check(z.maxLength(80))),
  groupSize: maybe(z.int('人数不正确').check(z.minimum(2, '群体投诉至少 2 人'), z.maximum(100_000, '人数过大'))),
  representatives: z._default(
    z.readonly(z.array(line(30)).check(z.maxLength(REPRESENTATIVES_MAX, tooManyRepresentatives))),
    [],
  ),
  partner: maybe(line(100)),
  complainedStaff: z._default(staffNos, []),
  /** Staff number; null: the person who registers. */
  handler: maybe(z.string().check(z.minLength(1), z.maxLength(30))),
  /** Why it is registered after its period was locked (补报). Stands in the timeline, not on the case. */
  lateReason: maybe(line(200)),
};

type Checked = {
  readonly customerName?: string | undefined;
  readonly phone?: string | undefined;
  readonly forwarded?: boolean | undefined;
  readonly forwardedBy?: string | null | undefined;
  readonly letterNo?: string | null | undefined;
  readonly externalNo?: string | null | undefined;
  readonly letterDueOn?: string | null | undefined;
};

/** Without a name there may be no number either; otherwise one is needed, because somebody has to call. */
const phoneFits = ({ customerName, phone }: Checked): boolean =>
  phone === '' ? customerName === ANONYMOUS : phone === undefined || normalizePhone(phone) !== null;
const filled = (value: string | null | undefined): boolean => value !== null && value !== undefined && value !== '';

export const complaintDraftSchema = z.object(fields).check(
  z.refine<Checked>(phoneFits, { path: ['phone'], error: '号码不正确：手机 11 位，座机带区号' }),
  z.refine<Checked>((it) => it.forwarded !== true || filled(it.forwardedBy), {
    path: ['forwardedBy'],
    error: '监管转办件请选择转办机关',
  }),
  z.refine<Checked>((it) => it.forwarded !== true || filled(it.letterNo) || filled(it.externalNo), {
    path: ['letterNo'],
    error: '监管转办件请填写转办文号',
  }),
  z.refine<Checked>((it) => it.forwarded !== true || filled(it.letterDueOn), {
    path: ['letterDueOn'],
    error: '请按转办函填写要求反馈日',
  }),
);

/** What the form sends; fields with a default may be left out. */
export type ComplaintDraftInput = z.input<typeof complaintDraftSchema>;
export type ComplaintDraft = z.output<typeof complaintDraftSchema>;

/** Of what is stored. */
const { lateReason: _lateReason, ...storedFields } = fields;

/** What has no default inside: a missing field means "not changed". */
const unwrapped = {
  ...storedFields,
  complainedOutlet: choice('被投诉网点'),
  nature: choice('工单性质'),
  forwarded: z.boolean(),
  forwardedBy: z.nullable(choice('转办机关')),
  letterNo: z.nullable(line(60)),
  forwardedOn: z.nullable(day),
  letterDueOn: z.nullable(day),
  externalNo: z.nullable(line(60)),
  filerKind: choice('提出人身份'),
  agent: z.nullable(line(60)),
  mandate: z.nullable(line(100)),
  phone: line(30),
  customerType: choice('客户类型'),
  specialGroups: choices,
  accountTail: z.nullable(z.string().check(z.trim(), z.regex(/^\d{4}$/, '只填末四位数字'))),
  product: z.nullable(line(100)),
  amountFen: z.nullable(fen),
  demands: choices,
  channel: choice('办理渠道'),
  level: choice('投诉等级'),
  urgency: choice('紧急程度'),
  tags: choices,
  repeatOf: z.nullable(z.string().check(z.maxLength(80))),
  groupSize: z.nullable(z.int('人数不正确').check(z.minimum(2, '群体投诉至少 2 人'), z.maximum(100_000, '人数过大'))),
  representatives: z.readonly(z.array(line(30)).check(z.maxLength(REPRESENTATIVES_MAX, tooManyRepresentatives))),
  partner: z.nullable(line(100)),
  complainedStaff: staffNos,
  handler: z.string().check(z.minLength(1, '请选择承办人'), z.maxLength(30)),
  /** Legal limit of 15 or 30 natural days. */
  complexity: z.enum(['normal', 'complex']),
};

/** A correction: only the fields given are looked at. */
export const complaintEditSchema = z.partial(z.object(unwrapped));
export type ComplaintEdit = z.output<typeof complaintEditSchema>;
export type EditableField = keyof ComplaintEdit;

/** What decides the clocks is changed by the head of the outlet only, with a reason. */
export const HEAD_ONLY_FIELDS: readonly EditableField[] = ['receivedOn', 'receivedTime', 'complexity'];
