/** Default groups. The bank's words come from the branch's own report; NFRA groups are to be checked. */
import type { GroupPurpose, ManagementGroup } from '../management-group.ts';

type Line = readonly [key: string, label: string, ...members: readonly string[]];

const BANK: readonly Line[] = [
  ['creditCard', '信用卡（含催收）', 'biz.card.credit', 'biz.collection.card'],
  ['loan', '个人贷款（含催收）', 'biz.loan', 'biz.collection.loan'],
  [
    'agency',
    '代理销售',
    'biz.agency.insurance',
    'biz.agency.securities',
    'biz.agency.futures',
    'biz.agency.trust',
    'biz.agency.fund',
  ],
  ['debitCard', '借记卡', 'biz.card.debit'],
  ['payment', '支付结算', 'biz.payment'],
  ['wealth', '自营理财', 'biz.wealth'],
  ['saving', '储蓄', 'biz.saving'],
  ['other', '其他'],
];

const NFRA: readonly Line[] = [
  ['creditCard', '信用卡业务', 'biz.card.credit', 'biz.collection.card'],
  ['loan', '个人贷款业务', 'biz.loan', 'biz.collection.loan'],
  ['wealth', '理财类业务', 'biz.wealth', 'biz.agency'],
  ['debitCard', '借记卡业务', 'biz.card.debit'],
  ['other', '其他'],
];

/** The 14 classes with bank cards split in two, as banks disclose them. */
const PBC: readonly Line[] = [
  ['saving', '人民币储蓄', 'biz.saving'],
  ['loan', '贷款', 'biz.loan'],
  ['debitCard', '借记卡', 'biz.card.debit'],
  ['creditCard', '信用卡', 'biz.card.credit', 'biz.card.semi'],
  ['wealth', '自营理财', 'biz.wealth'],
  ['payment', '支付结算', 'biz.payment'],
  ['cash', '人民币管理', 'biz.cash'],
  ['forex', '外汇', 'biz.forex'],
  ['metal', '贵金属', 'biz.metal'],
  ['info', '个人金融信息', 'biz.info'],
  ['agency', '银行代理业务', 'biz.agency'],
  ['fee', '其他中间业务', 'biz.fee'],
  ['collection', '债务催收', 'biz.collection'],
  ['treasury', '国库', 'biz.treasury'],
  ['other', '其他'],
];

export const MANAGEMENT_GROUPS: readonly ManagementGroup[] = [
  ...groups('bank', BANK),
  ...groups('nfra', NFRA),
  ...groups('pbc', PBC),
];

function groups(purpose: GroupPurpose, lines: readonly Line[]): readonly ManagementGroup[] {
  return lines.map(([key, label, ...members], index) => ({
    id: `${purpose}.${key}`,
    purpose,
    label,
    members,
    sort: (index + 1) * 10,
  }));
}
