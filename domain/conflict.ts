/**
 * 冲突: several values of one field that did not see each other. What the records and fields are
 * called on the screen that decides them, and who may decide.
 */
import { complaintFieldLabels } from './complaint-labels.ts';
import type { Entity, Field } from './entity.ts';
import type { Side } from './permissions.ts';

/** Kinds of records that a person can open and compare. */
export const conflictKinds: Readonly<Record<string, string>> = {
  complaint: '投诉',
  outreach_event: '宣教活动',
  training: '培训',
  attendance: '签到行',
  resit: '补考',
  resit_score: '补考成绩',
  attachment: '附件',
  staff: '员工',
};

const activityFields: Readonly<Record<string, string>> = {
  title: '名称',
  campaign: '主题活动',
  concentrated: '集中宣教',
  heldOn: '日期',
  endsOn: '结束日期',
  startTime: '开始时间',
  endTime: '结束时间',
  place: '地点',
  venue: '场景',
  audiences: '面向群体',
  topics: '主题',
  forms: '形式',
  partner: '合作单位',
  leader: '负责人',
  plannedPeople: '计划人数',
  reachedPeople: '覆盖人次',
  materialsGiven: '发放资料',
  consultations: '接受咨询',
  workers: '工作人员',
  signedPages: '签到页数',
  signedCount: '签到人数',
  publicGood: '公益活动',
  summary: '小结',
  state: '状态',
  sheetTemplate: '签到表样式',
  series: '所属系列',
  category: '培训类别',
  tier: '培训层级',
  mode: '培训形式',
  hours10: '课时',
  lecturer: '讲师',
  targetPosts: '面向岗位',
  hasExam: '考试',
  passMark: '及格线',
};

const lineFields: Readonly<Record<string, string>> = {
  lineNo: '行号',
  staff: '员工',
  name: '姓名',
  unit: '单位',
  phoneTail: '电话后四位',
  duty: '分工',
  state: '到场情况',
  score10: '成绩',
  examState: '考试情况',
  attempts: '考试次数',
  note: '备注',
  kind: '类别',
  staffNo: '工号',
  post: '岗位',
  joinedOn: '入职日期',
  leftOn: '离岗日期',
};

const ofEveryRecord: Readonly<Record<string, string>> = { voided: '作废', voidReason: '作废原因', outlet: '网点' };

export function conflictFieldLabel(entity: string, field: string): string {
  const own: Readonly<Record<string, string>> =
    entity === 'complaint'
      ? complaintFieldLabels
      : entity === 'outreach_event' || entity === 'training' || entity === 'resit'
        ? activityFields
        : lineFields;
  return own[field] ?? ofEveryRecord[field] ?? field;
}

/** A field with one writer is decided where it is written; a shared one on both sides. */
export const mayDecide = (
  side: Side,
  { owner }: Pick<Entity, 'owner'>,
  { cls }: Pick<Field<unknown>, 'cls'>,
): boolean => cls === 'C' || owner === side;

const ended: ReadonlySet<unknown> = new Set(['closed', 'followed', 'withdrawn', 'rejected']);

/** A case that was ended on the displayed values: overruling one needs a reason. */
export const isClosedCase = (entity: string, { state }: Readonly<Record<string, unknown>>): boolean =>
  entity === 'complaint' && ended.has(state);
