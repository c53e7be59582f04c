/**
 * What only the centre knows of the first half of 2025, as the branch's half-year report says it: five
 * rules revised, the committee's meetings, 12 reviews with 37 suggestions, the two checks and what they
 * mended, services for particular groups, dealings with the regulator; 58 online pieces. Books are
 * pasted as from a spreadsheet, pieces are recorded one by one.
 */
import type { In } from '#contract/index.ts';
import type { LedgerBookName } from '#domain/ledger.ts';
import type { Backend } from '#services/backend.ts';
import { chanceOf, quotas } from './random.ts';
import { ask } from './requests.ts';
import { workedDaysOf } from './time.ts';

type Cell = string | number;

/** Columns as domain/ledger.ts names them: date, title, kind, number, the counts of the book, owner, note. */
export const centreBooks: Readonly<Record<LedgerBookName, readonly (readonly Cell[])[]>> = {
  rule: [
    ['2025-02-14', '客户投诉处理管理办法', '修订', '消保〔2025〕2号', '消保中心', '明确“3-5-10”时效和提级会商'],
    ['2025-03-07', '金融产品信息披露操作规程', '修订', '消保〔2025〕4号', '个人金融部', ''],
    ['2025-04-18', '合作机构消保管理细则', '修订', '消保〔2025〕7号', '个人金融部', '约束第三方合作机构'],
    ['2025-05-16', '消费者权益保护审查管理办法', '修订', '消保〔2025〕9号', '消保中心', ''],
    ['2025-06-13', '金融营销宣传行为管理细则', '修订', '消保〔2025〕11号', '办公室', ''],
  ],
  meeting: [
    ['2024-10-22', '分行消保工作委员会四季度会议', '消保工作委员会', '2024-4', 18, 4, 4, '行领导', ''],
    [
      '2025-01-16',
      '分行消保工作委员会一季度会议',
      '消保工作委员会',
      '2025-1',
      19,
      5,
      5,
      '行领导',
      '审议2025年考核办法，消保权重由8%提高到12%',
    ],
    ['2025-04-17', '老年客户理财纠纷应急会商', '专题会', '', 9, 3, 3, '消保中心', '调取全部双录，上门沟通'],
    [
      '2025-04-24',
      '分行消保工作委员会二季度会议',
      '消保工作委员会',
      '2025-2',
      20,
      6,
      5,
      '行领导',
      '部署个人信贷全流程排查',
    ],
  ],
  review: [
    ['2025-01-13', '“智享盈”结构性存款', '产品', '审2025-01', 4, 4, '个人金融部', ''],
    ['2025-01-24', '新版手机银行APP V5.0', '系统', '审2025-02', 5, 5, '电子银行部', '界面与大字版'],
    ['2025-02-20', '个人线上消费贷“X闪贷”', '业务', '审2025-03', 4, 4, '个人金融部', '协议文本和息费展示'],
    ['2025-03-04', '信用卡分期营销话术', '营销宣传', '审2025-04', 3, 3, '信用卡部', ''],
    ['2025-03-18', '代销养老理财产品准入', '产品', '审2025-05', 2, 2, '个人金融部', ''],
    ['2025-03-28', '新市民“安居贷”', '产品', '审2025-06', 3, 3, '个人金融部', ''],
    ['2025-04-10', '个人贷款合同范本', '协议文本', '审2025-07', 3, 3, '法律合规部', ''],
    ['2025-04-22', '智能语音外呼回访', '系统', '审2025-08', 4, 4, '消保中心', '外呼时段和录音提示'],
    ['2025-05-13', '代销保险销售流程', '业务', '审2025-09', 2, 2, '个人金融部', ''],
    ['2025-05-27', '收单商户服务协议', '协议文本', '审2025-10', 3, 3, '法律合规部', ''],
    ['2025-06-10', '手机银行意见反馈功能', '系统', '审2025-11', 2, 2, '电子银行部', ''],
    ['2025-06-24', '暑期学生信用卡宣传物料', '营销宣传', '审2025-12', 2, 2, '信用卡部', ''],
  ],
  check: [
    [
      '2025-04-30',
      '信用卡分期和个人信用贷款“回头看”',
      '回头看',
      '排2025-1',
      4,
      15,
      '',
      '',
      15,
      '',
      '',
      '消保中心',
      '为期两个月：营销宣传、合同签署、息费收取',
    ],
    [
      '2025-06-20',
      '个人信贷业务全流程风险排查',
      '专项排查',
      '排2025-2',
      '',
      '',
      8,
      3,
      11,
      4,
      27,
      '消保中心',
      '为期三个月，联合风险管理部、个人金融部、法律合规部',
    ],
  ],
  care: [
    ['2025-03-31', '网点适老化改造', '老年人', '', 64, '', '', '办公室', '无障碍通道、爱心座椅、便民服务箱'],
    ['2025-04-15', '“关爱版”手机银行上线大字版、语音版', '老年人', '', '', '', '', '电子银行部', ''],
    ['2025-05-20', '“小小银行家”金融知识教育基地', '青少年', '', '', 5, 1260, '消保中心', '与5所中小学合作'],
    ['2025-06-05', '新市民服务窗口', '新市民', '', 32, '', '', '办公室', '社保、居住证咨询一站式服务'],
  ],
  regulator: [
    ['2025-01-20', '2024年度消费投诉情况报告', '报告', '消保报〔2025〕1号', 1, 1, '消保中心', ''],
    ['2025-03-12', '3·15宣传周活动方案报备', '报告', '消保报〔2025〕3号', 1, 1, '消保中心', ''],
    ['2025-05-22', '一季度投诉通报反馈', '通报', '消保报〔2025〕6号', 3, 3, '消保中心', ''],
    ['2025-07-10', '2025年上半年消费投诉情况报告', '报告', '消保报〔2025〕8号', 1, 1, '消保中心', ''],
  ],
};

export interface DemoPiece {
  readonly fields: In<'onlinePiece.save'>['fields'];
  readonly reads: number;
}

const reads = 306_420;
const subjects = [
  '分期手续费怎么算',
  '提前还款的约定看哪里',
  '理财不是存款',
  '征信异议怎么提',
  '老人手机被远程控制怎么办',
  '代销和自营怎么分',
  '信用卡逾期的后果',
  '个人信息授权别随手点',
  '投诉的正规渠道',
  '校园贷的套路',
  '新市民安居贷问答',
  '保险犹豫期怎么用',
] as const;
const series = ['消保小课堂', '以案说险'] as const;

/** 58 pieces of the half-year; the one that local media took over was read most. */
export function onlinePieces(): readonly DemoPiece[] {
  const chance = chanceOf('online-pieces');
  const days = workedDaysOf({ from: '2025-01-06', to: '2025-06-27' });
  const weights = Array.from({ length: 58 }, (_, n) => (n === 20 ? 12 : 0.4 + chance.next() * 1.6));
  return quotas(reads, weights).map((count, n): DemoPiece => {
    const part = series[n % series.length] ?? series[0];
    const subject = subjects[n % subjects.length] ?? subjects[0];
    const isFamous = n === 20;
    const isVideo = !isFamous && n % 3 === 2;
    return {
      reads: count,
      fields: {
        title: isFamous ? '一图读懂个人信息保护法' : `${part}第${Math.floor(n / series.length) + 1}期：${subject}`,
        channel: isVideo ? 'video' : 'account',
        form: isFamous ? 'picture' : isVideo ? 'video' : 'article',
        series: part,
        publishedOn: days[Math.floor((n * days.length) / 58)] ?? '2025-06-27',
      },
    };
  });
}

/** Needs an open session of the analyst, after the half-year. */
export async function recordCentreBooks(backend: Backend): Promise<void> {
  for (const [book, lines] of Object.entries(centreBooks)) {
    const text = lines.map((line) => line.join('\t')).join('\n');
    await ask(backend, 'ledger.paste', { book: book as LedgerBookName, text });
  }
  for (const { fields, reads: count } of onlinePieces()) {
    const { id } = await ask(backend, 'onlinePiece.save', { id: null, fields });
    await ask(backend, 'onlinePiece.count', { id, readOn: '2025-06-30', reads: count });
  }
}
