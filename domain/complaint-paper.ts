/** Papers of a complaint: which there are, and what each one needs (ux 4.6, domain handbook 3.6, 《…投诉处理管理办法》 art. 19). */
import type { Complaint } from './complaint.ts';
import { mandateRefusal } from './complaint-recusal.ts';
import { isOpen } from './complaint-state.ts';

export const casePapers = {
  P01: '投诉受理登记单',
  P02: '投诉处理跟踪单',
  P03: '客户受理回执',
  P04: '投诉处理结果答复函',
  P05: '提级会商记录',
  P06: '延期审批单',
  P21: '案卷封面和脊签',
  P25: '投诉转办单',
  P26: '投诉督办单',
} as const;
export type CasePaper = keyof typeof casePapers;

/** P12, of a list. */
export const REGISTER = '投诉台账';
/** What a register may have as columns: those of the list on screen, and the day of closing. */
export const registerColumns = {
  caseNo: '编号',
  receivedOn: '收到',
  customer: '客户',
  phone: '电话',
  outlet: '被投诉网点',
  class: '业务 · 原因',
  business: '业务',
  cause: '原因',
  channel: '办理渠道',
  source: '来源',
  level: '等级',
  summary: '诉求摘要',
  clock: '时限',
  state: '状态',
  closedOn: '办结日',
  late: '补报',
  handler: '承办',
  exported: '上报',
} as const;
export type RegisterColumn = keyof typeof registerColumns;
/** Where nobody chose. */
export const usualRegister: readonly RegisterColumn[] = [
  'caseNo',
  'receivedOn',
  'customer',
  'phone',
  'class',
  'summary',
  'state',
  'closedOn',
  'handler',
];
export const isRegisterColumn = (key: string): key is RegisterColumn => Object.hasOwn(registerColumns, key);
/** More lines than this are no paper any more; they are exported. */
export const REGISTER_MOST = 2000;

export interface PaperFacts {
  readonly complaint: Pick<
    Complaint,
    'state' | 'filerKind' | 'agent' | 'mandate' | 'closedOn' | 'findings' | 'resolution' | 'basis' | 'customerName'
  >;
  readonly hasConsultation: boolean;
  readonly hasExtension: boolean;
  readonly hasTransfer: boolean;
}

/** Why this paper cannot be printed; null when it can. An answer with an empty section is no answer. */
export function paperRefusal(
  paper: CasePaper,
  { complaint, hasConsultation, hasExtension, hasTransfer }: PaperFacts,
): string | null {
  if (paper === 'P05') return hasConsultation ? null : '还没有记过提级会商';
  if (paper === 'P06') return hasExtension ? null : '还没有申请过延期';
  if (paper === 'P25') return hasTransfer ? null : '还没有转办过';
  if (paper === 'P26') return isOpen(complaint.state) ? null : '此件已办完，不需要督办';
  if (paper !== 'P04') return null;
  if (complaint.closedOn === null) return '此件尚未办结，办结后再出答复函';
  const mandate = mandateRefusal(complaint, complaint.state === 'rejected');
  if (mandate !== null) return mandate;
  const empty = (
    [
      ['核实情况', complaint.findings],
      ['处理意见', complaint.resolution],
      ['处理依据', complaint.basis],
    ] as const
  ).filter(([, text]) => text === null || text === '');
  return empty.length === 0
    ? null
    : `答复函缺少${empty.map(([label]) => label).join('、')}，请先用“修改”或“申请更正”补上`;
}
