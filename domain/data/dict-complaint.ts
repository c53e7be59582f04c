/** What a complaint is described with, beside the business class. Standard dimensions have codes. */
import type { DictEntry, DictSeed } from '../dictionary.ts';
import { dictFrom, flatDict } from '../dictionary.ts';

const ELECTRONIC: readonly DictSeed[] = [
  { key: 'web', code: 'A01031', label: '网银渠道', words: '网上银行 网银' },
  { key: 'phone', code: 'A01032', label: '电话渠道', words: '电话银行 客服办理' },
  { key: 'app', code: 'A01033', label: '移动客户端', words: '手机银行 APP' },
  { key: 'social', code: 'A01034', label: '网络公众平台', words: '公众号 微信 微博 小程序' },
  { key: 'sms', code: 'A01035', label: '短信渠道', words: '短信' },
  { key: 'other', code: 'A01039', label: '其他（电子渠道）' },
];

/** How the business complained about was handled, not how the complaint came in (that is `source`). */
export const CHANNEL_DICT = dictFrom('channel', 'chn', [
  {
    key: 'front',
    code: 'A01',
    label: '前台业务渠道',
    children: [
      { key: 'site', code: 'A0101', label: '营业现场', words: '柜台 柜面 大堂 网点 窗口' },
      { key: 'machine', code: 'A0102', label: '自助机具', words: 'ATM 自助机 智能柜员机 存取款机 吞卡' },
      { key: 'electronic', code: 'A0103', label: '电子渠道', children: ELECTRONIC },
      { key: 'third', code: 'A0104', label: '第三方渠道', words: '支付宝 微信 中介 合作机构' },
      { key: 'other', code: 'A0199', label: '其他（前台）' },
    ],
  },
  { key: 'back', code: 'A02', label: '中、后台业务渠道', words: '中台 后台 审批 风控 催收' },
]);

interface CauseSeed {
  readonly key: string;
  readonly code: string;
  readonly name: string;
  readonly words: string;
  /** Second level of the bank's own; the standard has none. `key label` per line. */
  readonly inner: Readonly<Record<string, string>>;
}

const CAUSES: readonly CauseSeed[] = [
  {
    key: 'service',
    code: 'C01',
    name: '服务态度及服务质量',
    words: '态度差 语气',
    inner: { attitude: '服务态度', skill: '业务不熟练', waiting: '等候时间', passing: '推诿' },
  },
  {
    key: 'facility',
    code: 'C02',
    name: '服务设施、设备、业务系统',
    words: '机器坏 系统故障 卡顿',
    inner: { machine: '自助设备故障', system: '系统故障', site: '网点环境和便民设施', elderly: '适老与无障碍不足' },
  },
  {
    key: 'rule',
    code: 'C03',
    name: '管理制度、业务规则与流程',
    words: '规定 手续',
    inner: {
      restriction: '账户限制（反诈管控）',
      tedious: '手续繁琐',
      unfair: '规则不合理',
      changed: '规则变更未充分告知',
    },
  },
  {
    key: 'marketing',
    code: 'C04',
    name: '营销方式和手段',
    words: '误导 推销',
    inner: { misleading: '误导销售', harassing: '骚扰营销', tying: '强制搭售', promise: '承诺未兑现' },
  },
  {
    key: 'disclosure',
    code: 'C05',
    name: '信息披露',
    words: '没告知 不透明',
    inner: { risk: '风险提示不充分', fee: '费用利率披露不充分', terms: '重要条款未说明' },
  },
  {
    key: 'choice',
    code: 'C06',
    name: '自主选择权',
    words: '强制 搭售',
    inner: { forced: '强制或捆绑', default: '默认勾选', refused: '拒绝提供服务' },
  },
  {
    key: 'pricing',
    code: 'C07',
    name: '定价收费',
    words: '扣年费 乱收费 利率高 手续费',
    inner: { fee: '收费', rate: '利率', penalty: '违约金和罚息' },
  },
  {
    key: 'return',
    code: 'C08',
    name: '产品收益',
    words: '亏损 收益低 未达预期',
    inner: { loss: '本金亏损', below: '收益未达预期', redemption: '赎回和到账' },
  },
  {
    key: 'contract',
    code: 'C09',
    name: '合同条款',
    words: '合同 协议',
    inner: { clause: '条款争议', signing: '签署不规范', breach: '未按约履行' },
  },
  {
    key: 'funds',
    code: 'C10',
    name: '消费者资金安全',
    words: '盗刷 被骗 诈骗',
    inner: { theft: '盗刷', fraud: '电信网络诈骗', error: '账务差错' },
  },
  {
    key: 'privacy',
    code: 'C11',
    name: '消费者信息安全',
    words: '泄露 隐私',
    inner: { leak: '信息泄露', misuse: '超范围收集使用', credit: '征信信息' },
  },
  {
    key: 'collection',
    code: 'C12',
    name: '债务催收方式和手段',
    words: '催收 骚扰家人',
    inner: { harassing: '频繁骚扰', thirdParty: '联系无关第三人', threat: '威胁或不当言辞' },
  },
];

/** 客户视角: why the customer complains. */
export const CAUSE_DICT = dictFrom('cause', 'cause', [
  ...CAUSES.map((cause): DictSeed => ({
    key: cause.key,
    code: cause.code,
    label: `因${prefixOf(cause.code)}${cause.name}引起的投诉`,
    short: cause.name,
    words: cause.words,
    children: [
      ...Object.entries(cause.inner).map(([key, label]) => ({ key, label })),
      { key: 'other', label: `其他（${cause.name}）` },
    ],
  })),
  { key: 'other', code: 'C99', label: '其他', short: '其他' },
]);

/** 行方视角: what the bank finds the cause to be. */
export const BANK_CAUSE_DICT = flatDict('bankCause', 'bankCause', {
  order: '营业秩序问题',
  marketing: '营销宣传问题',
  lending: '贷款放款问题',
  repayment: '贷款还款问题',
  collection: '贷款催收问题',
  credit: '贷款征信问题',
  pricing: '定价收费问题',
  privacy: '信息安全问题',
  goods: '礼品、商品等质量及退换货问题',
  redemption: '申购赎回规则问题',
  return: '产品收益问题',
  operation: '产品操作交易问题',
  fraud: '诈骗问题',
  booking: '账务处理问题',
  skill: '工作人员业务不熟练问题',
});

/** How the complaint reached us. */
export const SOURCE_DICT = flatDict(
  'source',
  'src',
  {
    site: '网点现场',
    box: '意见簿（箱）',
    managerDay: '行长接待日',
    branch: '总分支行现场',
    hotline: '客服热线',
    online: '在线客服',
    app: '手机银行APP',
    creditCard: '信用卡中心转来',
    letter: '来信、邮箱',
    nfra: '金融监管总局系统转来',
    line12378: '12378热线',
    pbc: '人民银行系统转来',
    line12363: '12363热线',
    platform: '金融消费者保护服务平台',
    line12345: '12345热线',
    line12315: '12315平台',
    petition: '信访系统转来',
    media: '媒体、舆情',
    other: '其他',
  },
  {
    site: '柜台 大堂 当面',
    hotline: '95 客服 电话',
    nfra: '银保监 监管转办',
    pbc: '人行',
    platform: '小程序',
    petition: '信访局',
    letter: '邮件 信件',
  },
);

export const NATURE_DICT = flatDict('nature', 'nature', {
  complaint: '投诉',
  inquiry: '咨询',
  suggestion: '建议、意见',
  praise: '表扬',
  report: '举报',
  petition: '信访',
  intention: '投诉意向',
});

export const LEVEL_DICT = flatDict('level', 'level', { normal: '普通投诉', complex: '复杂投诉', major: '重大投诉' });

export const URGENCY_DICT = flatDict('urgency', 'urgency', { normal: '一般', urgent: '紧急', critical: '特急' });

export const TAG_DICT = flatDict('tag', 'tag', {
  regulator: '监管类',
  opinion: '舆情类',
  judicial: '司法类',
  petition: '信访',
  extreme: '过激行为',
  emotional: '情绪激动',
  special: '特殊群体',
  occupation: '特殊职业',
  suitability: '适当性争议',
  proxy: '疑似代理投诉',
});

export const DEMAND_DICT = flatDict(
  'demand',
  'demand',
  {
    refund: '申请退费',
    verify: '核实原因',
    reply: '答复',
    query: '查询',
    compensate: '补偿',
    loss: '赔偿损失',
    stop: '停止骚扰',
    speed: '加快处理',
    restore: '恢复使用',
    unrestrict: '解除账户限制',
    instalment: '协商分期还款',
    surrender: '退保、赎回',
    credit: '更正征信',
    apology: '道歉',
    discipline: '处理员工',
    other: '其他',
  },
  { refund: '退年费 退手续费', instalment: '停息挂账 延期还款', credit: '消除逾期记录' },
);

export const MEASURE_DICT = flatDict('measure', 'measure', {
  explain: '解释说明',
  money: '金钱赔偿',
  apology: '赔礼道歉',
  returnGoods: '返还财产',
  restore: '恢复原状',
  process: '优化产品流程',
  policy: '修改完善制度',
  discipline: '处分员工',
  court: '建议走司法',
  mediation: '建议三方调解',
  other: '其他',
});

export const OUTCOME_DICT = flatDict('outcome', 'outcome', {
  agreed: '达成一致',
  partly: '部分达成一致',
  disagreed: '未达成一致',
  withdrawn: '客户撤回',
  refused: '不予办理',
  mediation: '转调解',
  court: '转诉讼',
});

export const FILER_KIND_DICT = flatDict('filerKind', 'filer', {
  self: '本人',
  guardian: '法定代理人',
  agent: '受托人',
  heir: '继承人',
  other: '其他',
});

export const CUSTOMER_TYPE_DICT = flatDict('customerType', 'customer', {
  person: '个人',
  company: '对公',
  small: '小微企业',
});

export const SPECIAL_GROUP_DICT = flatDict('specialGroup', 'group', {
  senior60: '老年（60岁以上）',
  senior65: '老年（65岁以上）',
  minor: '青少年',
  newCitizen: '新市民',
  disabled: '残障人士',
  farmer: '农民',
  worker: '务工人员',
  foreigner: '外籍来华人员',
});

export const SATISFACTION_DICT = flatDict('satisfaction', 'satisfaction', {
  satisfied: '满意',
  fair: '基本满意',
  dissatisfied: '不满意',
  unrated: '未评价',
  unreachable: '联系不上',
});

export const FORWARDED_BY_DICT = flatDict('forwardedBy', 'authority', {
  nfra: '国家金融监督管理总局派出机构',
  pbc: '中国人民银行分支机构',
  safe: '国家外汇管理局分支机构',
  government: '地方政府（12345）',
  market: '市场监管部门（12315）',
  petition: '信访部门',
  association: '银行业协会、调解组织',
  headOffice: '总行',
  other: '其他',
});

export const NOTICE_MEANS_DICT = flatDict('noticeMeans', 'means', {
  phone: '电话',
  interview: '面谈',
  visit: '上门',
  handed: '书面当面送达',
  posted: '书面邮寄',
  sms: '短信',
  email: '电子邮件',
  online: '线上渠道',
  agreed: '协商约定方式',
});

export const STEP_KIND_DICT = flatDict('stepKind', 'step', {
  register: '登记',
  contact: '联系客户',
  unreached: '联系未接通',
  interview: '面谈',
  visit: '上门',
  investigate: '调查核实',
  recording: '调阅录音录像',
  assist: '内部协查',
  plan: '提出方案',
  discuss: '方案沟通',
  escalate: '提级会商',
  forward: '转办',
  urge: '催办、督办',
  extend: '延期审批',
  pause: '暂停（鉴定、调解）',
  resume: '恢复',
  restart: '补充材料（重新起算）',
  confirm: '客户确认',
  notice: '告知',
  note: '处理记录',
  withdraw: '撤回',
  close: '办结',
  followUp: '回访',
  void: '作废',
});

export const COMPLAINT_DICTS: readonly (readonly DictEntry[])[] = [
  CHANNEL_DICT,
  CAUSE_DICT,
  BANK_CAUSE_DICT,
  SOURCE_DICT,
  NATURE_DICT,
  LEVEL_DICT,
  URGENCY_DICT,
  TAG_DICT,
  DEMAND_DICT,
  MEASURE_DICT,
  OUTCOME_DICT,
  FILER_KIND_DICT,
  CUSTOMER_TYPE_DICT,
  SPECIAL_GROUP_DICT,
  SATISFACTION_DICT,
  FORWARDED_BY_DICT,
  NOTICE_MEANS_DICT,
  STEP_KIND_DICT,
];

/** C02 and C03 name the institution, as the official wording does. */
function prefixOf(code: string): string {
  return code === 'C02' || code === 'C03' ? '金融机构' : '';
}
