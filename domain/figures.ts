/**
 * Arithmetic of figures and the words for how they are counted (口径).
 *
 * Percents are numbers in percent (31.3, not 0.313), rounded half up in whole-number arithmetic:
 * 31.25 becomes 31.3, as the branch's own reports have it. Where there is nothing to divide by the
 * answer is null, shown as `--`, never 0.
 */

/** Decimals of a percent. One in tables; the branch's reports also write whole percents. */
export type Digits = 0 | 1;

const scale = { 0: 1, 1: 10 } as const;

/** n ÷ d with n, d ≥ 0 whole, times 100 · 10^digits, rounded half up; as a percent. */
function halfUp(n: number, d: number, digits: Digits): number {
  const scaled = n * 100 * scale[digits];
  return Math.floor((2 * scaled + d) / (2 * d)) / scale[digits];
}

const signed = (n: number, d: number, digits: Digits): number => {
  const magnitude = halfUp(Math.abs(n), d, digits);
  return n < 0 && magnitude !== 0 ? -magnitude : magnitude;
};

/** Share of a whole in percent; null for an empty whole. Counts up to 10^6 stay exact. */
export const share = (part: number, whole: number, digits: Digits = 1): number | null =>
  whole === 0 ? null : signed(part, whole, digits);

/** 同比: (now − before) ÷ before in percent; null when there was nothing before (新增). */
export const change = (now: number, before: number, digits: Digits = 1): number | null =>
  before === 0 ? null : signed(now - before, before, digits);

/** Parts of a whole, now and before. */
export interface SharePair {
  readonly part: number;
  readonly whole: number;
  readonly partBefore: number;
  readonly wholeBefore: number;
}

/** Change of a share in percentage points (个百分点), from the exact shares and rounded once at the end. */
export function sharePoints({ part, whole, partBefore, wholeBefore }: SharePair, digits: Digits = 1): number | null {
  if (whole === 0 || wholeBefore === 0) return null;
  return signed(part * wholeBefore - partBefore * whole, whole * wholeBefore, digits);
}

/** Below ten cases a percent says nothing: counts are shown instead. */
export const smallNumber = 10;
export const isSmall = (base: number): boolean => base < smallNumber;

/** 下降15.8% · 上升3% · 持平 · 新增; with small numbers 减少2件 · 增加3件. */
export function changeText(now: number, before: number, unit: string, digits: Digits = 1): string {
  const difference = now - before;
  if (difference === 0) return '持平';
  if (before === 0) return `新增${now.toLocaleString('zh-CN')}${unit}`;
  if (isSmall(before))
    return `${difference < 0 ? '减少' : '增加'}${Math.abs(difference).toLocaleString('zh-CN')}${unit}`;
  const percent = change(now, before, digits) ?? 0;
  return `${difference < 0 ? '下降' : '上升'}${Math.abs(percent)}%`;
}

/** Change of a share as words: 上升2.8个百分点. Null where one of the shares does not exist. */
export function pointsText(points: number | null): string | null {
  if (points === null) return null;
  if (points === 0) return '占比持平';
  return `占比${points < 0 ? '下降' : '上升'}${Math.abs(points)}个百分点`;
}

/** Only this kind of case is a complaint; inquiries, suggestions and intentions never count. */
export const countedNature = 'nature.complaint';

/** Answers of the follow-up call: those that are a rating, and those that are content. */
export const contentAnswers: readonly string[] = ['satisfaction.satisfied', 'satisfaction.fair'];
export const discontentAnswers: readonly string[] = ['satisfaction.dissatisfied'];
export const ratedAnswers: readonly string[] = [...contentAnswers, ...discontentAnswers];

/** How each figure is counted. Shown beside it, printed under it, kept in figures.json. */
export const definitions = {
  complaints: '工单性质为“投诉”且未作废的件数，按收到日统计，首尾两日都算在内；转办件计入，重复投诉不合并。',
  merged: '投诉量减去标为重复（已关联更早一件）的件数。',
  forwarded: '投诉中“监管转办”的件数，按收到日统计。',
  forwardedOnTime: '在转办函要求反馈日或以前办结的转办件 ÷ 已办结或已过要求反馈日的转办件。没有要求反馈日的不计。',
  contact:
    '在时限（收到次日起第3个工作日，按规则）或以前联系到客户的件数 ÷ 已联系或已过时限的件数。直接办结的，办结日视为联系日。',
  plan: '在时限（第5个工作日，按规则）或以前提出方案的件数 ÷ 已提出或已过时限的件数。直接办结的，办结日视为提出日。',
  finish: '在时限（第10个工作日，按规则）或以前办结的件数 ÷ 已办结或已过时限的件数。',
  satisfaction: '（满意＋基本满意）÷（满意＋基本满意＋不满意）。未评价、联系不上的不进分母。',
  followUp: '已回访件数 ÷ 已办结件数。',
  repeat: '标为重复的件数 ÷ 投诉量。',
  groups: '管理口径分组，行内口径：把标准业务类别合并成行内常用的说法，例如信用卡含信用卡债务催收。',
  business: '按 JR/T 0169—2018 的业务类别统计，上级类别含其全部下级。',
  cause: '按 JR/T 0169—2018 的投诉原因（客户视角）统计。',
  channel: '业务办理渠道：被投诉的业务是怎样办理的，不是投诉从哪里来。',
  source: '投诉来源：投诉从哪里来。',
  outlet: '按被投诉网点统计。',
  specialGroup: '按客户所属特殊群体统计，一件可计入多个群体，各项之和可大于投诉量。',
  month: '按收到日所在月份统计，两年同月并列。',
  events: '状态为“已完成”且未作废的宣教活动场次，按活动首日统计，首尾两日都算在内；几家网点联合举办的计一场。',
  reached: '各场活动回填的覆盖人次之和，联合举办的取各网点所报的最大数。人次是到场次数，不是不同的人数。',
  consultations: '各场活动回填的咨询人次之和。',
  materials: '各场活动回填的发放资料份数之和。',
  coverage: '期内至少完成一场活动的网点 ÷ 期末在营网点。',
  archives:
    '档案完整的活动 ÷ 已完成的活动。完整指回填各项齐全、照片至少 3 张、有签到表扫描（没有签到表的除外）；联合活动按各网点的登记分别计。',
  audience:
    '面向该群体的活动场次和覆盖人次。回填时分群体填了人次的，按所填计；没有分群体填的，整场人次计入它面向的每个群体，各项之和可大于合计。',
  venue: '按活动场景统计。',
  courses: '已完成的培训场次，按培训日统计；分行同一培训分多处举办的计一场；只考试、没有课时的不计。',
  exams: '已完成、设考试的场次；同一考试分多处举办的计一场。',
  attendance:
    '参训率 = 实参 ÷ 应参，应参为名单全部人员（含请假），实参含迟到和补训。只计有课时的培训；同一培训中换了网点的人按工号只计一次。',
  sat: '参考率 = 实考 ÷ 应考，应考为名单人数减免考人数，实考为有成绩的人数，首考缺考、补考有成绩的计入。',
  passed: '通过率 = 通过 ÷ 实考，成绩达到及格线为通过；各轮补考通过的计入，以最后一轮为准。',
  firstPassed: '首考通过率 = 首考通过 ÷ 首考实考，只看第一次考试，补考不计。',
} as const;

export type DefinitionId = keyof typeof definitions;

/** Printed once under every set of figures. */
export const roundingNote =
  '百分比四舍五入保留一位小数，各项占比之和可能不等于100%；占比变化以个百分点计；基数不足10件的只列件数。';
