/** What outlets record in the bench: made-up, the same in every run, of the sizes that real entries have. */
import { attendanceEntity } from '#domain/attendance.ts';
import { complaintEntity, complaintStepEntity } from '#domain/complaint.ts';
import type { StepKind } from '#domain/complaint.ts';
import { addDays } from '#domain/dates.ts';
import type { Entity } from '#domain/entity.ts';
import { outreachEventEntity } from '#domain/outreach.ts';
import { trainingEntity } from '#domain/training.ts';
import { aComplaint } from '#tests/helpers/records.ts';

export type Fields = Readonly<Record<string, unknown>>;
export type Write = (entity: Entity, id: string, fields: Fields) => void;
/** Runs a body as one action of a person: its operations share a transaction mark. */
export type Act = (body: (write: Write) => void) => void;

export function pick<T>(list: readonly T[], index: number): T {
  const found = list[index % list.length];
  if (found === undefined) throw new Error('an empty list');
  return found;
}

/** Spreads consecutive numbers: near ones land far apart. */
const mix = (index: number): number => Math.imul(index ^ (index >>> 15), 0x2c1b3c6d) >>> 8;

const surnames = Array.from('王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗');
const givenNames = Array.from('伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平');
export const personName = (index: number): string =>
  `${pick(surnames, mix(index))}${pick(givenNames, mix(index + 7))}${pick(givenNames, mix(index + 13))}`;

const matters = [
  '信用卡分期手续费',
  '房贷提前还款',
  '理财产品收益',
  '借记卡被限制',
  '保险退保',
  '征信记录',
  '柜面排队',
  '手机银行转账',
  '存款利率',
  '短信收费',
];
const ways = ['客户到网点反映', '客户来电称', '经客户服务热线转来', '客户委托家属前来说明'];
const claims = [
  '认为事先未充分告知',
  '对扣款金额有异议',
  '要求说明收费依据',
  '要求尽快恢复使用',
  '对工作人员的解释不满意',
  '要求书面答复',
];
const details = [
  '已提供办理当日的凭条复印件',
  '称此前两次联系均未得到答复',
  '表示可以协商但希望一周内有结果',
  '同时询问相关政策与计算方法',
];

/** About 60 characters. */
export const summaryOf = (index: number): string =>
  `${pick(ways, mix(index))}，就${pick(matters, mix(index + 3))}一事${pick(claims, mix(index + 5))}，${pick(details, mix(index + 11))}。（第${index}件）`;

const businesses = [
  'biz.card.credit.use',
  'biz.card.credit.bill',
  'biz.loan.housing',
  'biz.loan.consumer',
  'biz.agency.insurance',
  'biz.agency.fund',
  'biz.wealth',
  'biz.saving',
  'biz.payment.account',
  'biz.card.debit.use',
];
const causes = ['cause.rule.restriction', 'cause.pricing.fee', 'cause.service.attitude', 'cause.rule', 'cause.other'];
const channels = ['chn.front.site', 'chn.front.electronic.app', 'chn.front.electronic.web', 'chn.back'];
const sources = ['src.site', 'src.hotline', 'src.line12378'];

/** A complaint as registered; `more` says how far it has come. */
export function complaintOf(outlet: string, index: number, receivedOn: string, more: Fields = {}): Fields {
  return {
    ...aComplaint(outlet, {
      caseNo: `TS-${outlet}-${receivedOn.replaceAll('-', '')}-A${index}-0`,
      receivedOn,
      customerName: personName(index),
      phone: `139${String(mix(index) % 100_000_000).padStart(8, '0')}`,
      phoneKey: `${String(mix(index)).padStart(10, '0')}${'k'.repeat(33)}`,
      summary: summaryOf(index),
      business: pick(businesses, mix(index)),
      cause: pick(causes, mix(index + 1)),
      channel: pick(channels, mix(index + 2)),
      source: pick(sources, mix(index + 4)),
      specialGroups: mix(index) % 5 === 0 ? ['group.senior60'] : [],
      forwarded: mix(index) % 14 === 0,
      amountFen: mix(index) % 3 === 0 ? mix(index) % 10_000_000 : null,
      demands: ['demand.explain', 'demand.refund'],
    }),
    ...more,
  };
}

/** The end of a case, as one set of fields. */
export const ended = (index: number, receivedOn: string): Fields => ({
  state: 'followed',
  contactedOn: receivedOn,
  plannedOn: addDays(receivedOn, 2),
  closedOn: addDays(receivedOn, 3 + (mix(index) % 12)),
  outcome: 'outcome.settled',
  liability: 'none',
  measures: ['measure.explain'],
  findings: '经调阅业务凭证与录音，办理过程符合规定，客户对条款的理解与合同约定不一致。',
  resolution: '已向客户逐条解释，客户表示理解；网点将在办理环节增加口头提示。',
  followedOn: addDays(receivedOn, 16),
  satisfaction: pick(['satisfaction.satisfied', 'satisfaction.fair', 'satisfaction.dissatisfied'], mix(index)),
});

const moves: readonly (readonly [StepKind, (index: number, receivedOn: string) => Fields])[] = [
  ['contact', (_, receivedOn) => ({ contactedOn: receivedOn, state: 'handling' })],
  ['plan', (_, receivedOn) => ({ plannedOn: addDays(receivedOn, 2), state: 'planned' })],
  [
    'close',
    (index, receivedOn) => ({ ...ended(index, receivedOn), state: 'closed', followedOn: null, satisfaction: null }),
  ],
  ['followUp', ended],
];

const stepOf = (complaint: string, kind: StepKind, happenedOn: string): Fields => ({
  complaint,
  kind,
  happenedOn,
  happenedTime: '10:30',
  by: '200001',
  means: 'means.phone',
  reached: true,
  text: kind === 'register' ? '' : '电话联系客户，核对情况并说明处理进度，客户表示知晓。',
});

/** Ids as the product makes them: node, then 20 characters that rise within an outlet. */
export const idOf = (outlet: string, index: number): string => `${outlet}.01JZ${String(index).padStart(16, '0')}`;

/** A case from registration to follow-up: ten operations, six rows. */
function recordCase(act: Act, outlet: string, index: number, receivedOn: string): void {
  const id = idOf(outlet, index * 10);
  act((write) => {
    write(complaintEntity, id, complaintOf(outlet, index, receivedOn));
    write(complaintStepEntity, idOf(outlet, index * 10 + 1), stepOf(id, 'register', receivedOn));
  });
  moves.forEach(([kind, fieldsOf], place) => {
    act((write) => {
      write(complaintEntity, id, fieldsOf(index, receivedOn));
      write(complaintStepEntity, idOf(outlet, index * 10 + 2 + place), stepOf(id, kind, addDays(receivedOn, place)));
    });
  });
}

export const attendanceOf = (
  outlet: string,
  of: { kind: 'outreach' | 'training'; id: string },
  line: number,
): Fields => ({
  outlet,
  ofKind: of.kind,
  ofId: of.id,
  lineNo: (line % 400) + 1,
  name: personName(line),
  unit: '幸福社区居民委员会',
  phoneTail: String(mix(line) % 10_000).padStart(4, '0'),
  state: 'present',
  score10: of.kind === 'training' ? 600 + (mix(line) % 400) : null,
});

function recordEvent(act: Act, outlet: string, index: number, heldOn: string, lines: number): void {
  const id = idOf(outlet, 1_000_000 + index);
  act((write) => {
    write(outreachEventEntity, id, {
      eventNo: `HD-${outlet}-${index}`,
      outlet,
      title: '守护您的钱袋子走进幸福社区',
      campaign: 'campaign.purse',
      concentrated: false,
      heldOn,
      endsOn: heldOn,
      startTime: '14:00',
      endTime: '16:00',
      place: '幸福社区文化活动中心',
      venue: 'venue.community',
      audiences: ['audience.senior'],
      topics: ['topic.seniorFraud'],
      forms: ['form.desk'],
      leader: '200001',
      plannedPeople: 40,
      publicGood: true,
      state: 'planned',
      sheetTemplate: 'T2',
    });
  });
  act((write) => {
    write(outreachEventEntity, id, {
      state: 'done',
      reachedPeople: 240,
      materialsGiven: 200,
      consultations: 9,
      workers: 3,
      signedPages: 1,
      signedCount: lines,
    });
    for (let line = 0; line < lines; line += 1) {
      write(
        attendanceEntity,
        idOf(outlet, 2_000_000 + index * 1000 + line),
        attendanceOf(outlet, { kind: 'outreach', id }, line),
      );
    }
  });
}

function recordTraining(act: Act, outlet: string, index: number, heldOn: string, lines: number): void {
  const id = idOf(outlet, 5_000_000 + index);
  act((write) => {
    write(trainingEntity, id, {
      trainingNo: `PX-${outlet}-${index}`,
      outlet,
      title: '消保应知应会',
      category: 'course.basics',
      tier: 'tier.outlet',
      mode: 'mode.onsite',
      heldOn,
      startTime: '17:30',
      endTime: '19:00',
      hours10: 15,
      place: '网点三楼会议室',
      lecturer: '周涛',
      targetPosts: ['head', 'teller'],
      hasExam: true,
      passMark: 60,
      state: 'done',
    });
    for (let line = 0; line < lines; line += 1) {
      write(
        attendanceEntity,
        idOf(outlet, 6_000_000 + index * 1000 + line),
        attendanceOf(outlet, { kind: 'training', id }, line),
      );
    }
  });
}

/** The share of outlet `place` of 105 in a branch like the demo: 1,313 cases, 420 events, 105 trainings, 11,970 lines of attendance. */
export function recordBranchShare(act: Act, outlet: string, place: number): void {
  const cases = 12 + (place % 2);
  for (let index = 0; index < cases; index += 1)
    recordCase(act, outlet, place * 100 + index, addDays('2024-01-02', (index * 41 + place) % 530));
  for (let index = 0; index < 4; index += 1)
    recordEvent(act, outlet, index, addDays('2024-03-01', index * 120 + place), 24);
  recordTraining(act, outlet, 0, '2025-05-20', 18);
}
