/** 投诉业务类别: the 14 classes of JR/T 0169—2018. Names from the statutory tables, codes reconstructed. */
import type { DictSeed } from '../dictionary.ts';
import { dictFrom } from '../dictionary.ts';

const DEBIT: readonly DictSeed[] = [
  {
    key: 'account',
    code: 'B03011',
    label: '借记卡账户管理',
    words: '借记卡 开卡 销卡 冻结 限额 非柜面 账户限制 解除限制 睡眠户 激活',
  },
  {
    key: 'fee',
    code: 'B03012',
    label: '借记卡收费及挂失',
    words: '扣年费 借记卡年费 小额账户管理费 短信费 工本费 挂失 补卡',
  },
  { key: 'use', code: 'B03013', label: '借记卡使用', words: '取款 存款 转账失败 吞卡 ATM 取现 刷卡' },
  { key: 'market', code: 'B03014', label: '借记卡市场活动及增值服务', words: '借记卡活动 礼品 权益 立减' },
  { key: 'theft', code: 'B03015', label: '借记卡盗刷', words: '盗刷 借记卡被盗 伪卡 未授权交易' },
  { key: 'other', code: 'B03019', label: '其他（借记卡）' },
];

const CREDIT: readonly DictSeed[] = [
  { key: 'apply', code: 'B03021', label: '信用卡申请、开卡及换卡', words: '办卡 申卡 拒批 换卡 激活 额度' },
  {
    key: 'use',
    code: 'B03022',
    label: '信用卡使用和还款',
    words: '分期 分期手续费 提前还款 违约金 最低还款 降额 逾期 利息 协商还款 停息挂账',
  },
  { key: 'bill', code: 'B03023', label: '信用卡账单服务', words: '账单 账单日 还款日 未收到账单' },
  {
    key: 'market',
    code: 'B03024',
    label: '信用卡市场活动、积分及增值服务',
    words: '扣年费 信用卡年费 积分 权益 礼品 机场贵宾 返现',
  },
  { key: 'cancel', code: 'B03025', label: '信用卡挂失及注销', words: '销卡 注销 挂失 溢缴款' },
  { key: 'theft', code: 'B03026', label: '信用卡盗刷', words: '盗刷 信用卡被盗 伪卡 未授权交易' },
  { key: 'credit', code: 'B03027', label: '信用卡个人信用信息', words: '征信 逾期记录 信用卡征信 征信异议' },
  { key: 'other', code: 'B03029', label: '其他（信用卡）' },
];

const SEEDS: readonly DictSeed[] = [
  { key: 'saving', code: 'B01', label: '人民币储蓄', words: '存款 定期 活期 大额存单 存单 利息 提前支取 储蓄' },
  {
    key: 'loan',
    code: 'B02',
    label: '贷款',
    children: [
      { key: 'housing', code: 'B0201', label: '个人住房贷款', words: '房贷 按揭 提前还贷 利率调整 公积金 抵押' },
      { key: 'car', code: 'B0202', label: '个人汽车消费贷款', words: '车贷 汽车分期' },
      { key: 'education', code: 'B0203', label: '教育助学贷款', words: '助学贷款 学生贷款' },
      { key: 'consumer', code: 'B0204', label: '其他消费贷款', words: '消费贷 信用贷 线上贷款 闪贷 装修贷' },
      { key: 'business', code: 'B0205', label: '个人生产经营性贷款', words: '经营贷 个体户 小微贷 续贷' },
      { key: 'other', code: 'B0299', label: '其他（贷款）' },
    ],
  },
  {
    key: 'card',
    code: 'B03',
    label: '银行卡',
    children: [
      { key: 'debit', code: 'B0301', label: '借记卡', children: DEBIT },
      { key: 'credit', code: 'B0302', label: '信用卡', children: CREDIT },
      { key: 'semi', code: 'B0303', label: '准贷记卡等其他卡类业务', words: '准贷记卡' },
    ],
  },
  { key: 'wealth', code: 'B04', label: '自营理财', words: '理财 净值 亏损 赎回 结构性存款 理财到期' },
  {
    key: 'payment',
    code: 'B05',
    label: '支付结算',
    children: [
      { key: 'account', code: 'B0501', label: '账户管理', words: '对公开户 账户年检 销户 久悬户 账户冻结' },
      { key: 'transfer', code: 'B0502', label: '资金汇划', words: '转账 汇款 转错账 到账慢 跨行' },
      { key: 'bill', code: 'B0503', label: '票据', words: '支票 汇票 本票 退票' },
      { key: 'verify', code: 'B0504', label: '联网核查', words: '身份核查 身份证核验' },
      { key: 'electronic', code: 'B0505', label: '电子支付', words: '手机支付 快捷支付 二维码 云闪付 网银支付' },
      {
        key: 'nonbank',
        code: 'B0506',
        label: '非银行支付机构网络支付',
        words: '支付宝 微信支付 财付通 第三方支付 绑卡',
      },
      { key: 'remittance', code: 'B0507', label: '汇兑业务', words: '电汇 信汇' },
      { key: 'prepaid', code: 'B0508', label: '多用途预付费卡', words: '预付卡 购物卡' },
      { key: 'other', code: 'B0599', label: '其他（支付结算）' },
    ],
  },
  {
    key: 'cash',
    code: 'B06',
    label: '人民币管理',
    children: [
      { key: 'damaged', code: 'B0601', label: '残损、污损币兑换（收存）', words: '残币 破损币 换残币' },
      { key: 'counterfeit', code: 'B0602', label: '假币鉴定与收缴', words: '假币 假钞 收缴' },
      { key: 'small', code: 'B0603', label: '小面额人民币兑换（收存）', words: '硬币 零钱 零钞 换零钱' },
      { key: 'commemorative', code: 'B0604', label: '纪念币（钞）', words: '纪念币 纪念钞 预约兑换' },
      { key: 'other', code: 'B0699', label: '其他（人民币管理）' },
    ],
  },
  {
    key: 'forex',
    code: 'B07',
    label: '外汇',
    children: [
      { key: 'exchange', code: 'B0701', label: '个人结售汇', words: '购汇 结汇 换汇 外币现钞' },
      { key: 'remittance', code: 'B0702', label: '个人外汇汇款', words: '境外汇款 跨境汇款 电汇' },
      { key: 'trading', code: 'B0703', label: '个人外汇交易', words: '炒汇 外汇买卖' },
      { key: 'saving', code: 'B0704', label: '个人外汇储蓄', words: '外币存款' },
      { key: 'account', code: 'B0705', label: '外汇账户管理', words: '外汇账户' },
      { key: 'other', code: 'B0799', label: '其他（外汇）' },
    ],
  },
  {
    key: 'metal',
    code: 'B08',
    label: '贵金属',
    children: [
      { key: 'physical', code: 'B0801', label: '自营实物贵金属', words: '金条 实物金 纪念章 回购' },
      { key: 'account', code: 'B0802', label: '自营账户贵金属', words: '纸黄金 积存金 账户金' },
      { key: 'agency', code: 'B0803', label: '代理贵金属交易', words: '上金所 黄金交易' },
      { key: 'other', code: 'B0899', label: '其他（贵金属）' },
    ],
  },
  {
    key: 'info',
    code: 'B09',
    label: '个人金融信息',
    children: [
      { key: 'collect', code: 'B0901', label: '个人信用信息采集', words: '征信采集 征信上报' },
      { key: 'use', code: 'B0902', label: '个人信用信息使用', words: '查征信 征信查询' },
      { key: 'dispute', code: 'B0903', label: '个人信用信息异议处理', words: '征信异议 更正征信 不良记录' },
      {
        key: 'otherInfo',
        code: 'B0904',
        label: '除信用信息之外的个人金融信息的收集与使用',
        short: '其他个人金融信息收集与使用',
        words: '信息泄露 隐私 泄露电话 个人信息',
      },
      { key: 'other', code: 'B0999', label: '其他（个人金融信息）' },
    ],
  },
  {
    key: 'agency',
    code: 'B10',
    label: '银行代理业务',
    children: [
      { key: 'insurance', code: 'B1001', label: '代理保险业务', words: '代销保险 银保 退保 存款变保险 分红险 保单' },
      { key: 'securities', code: 'B1002', label: '代理证券业务', words: '证券 第三方存管' },
      { key: 'futures', code: 'B1003', label: '代理期货业务', words: '期货' },
      { key: 'trust', code: 'B1004', label: '代理信托业务', words: '信托' },
      { key: 'fund', code: 'B1005', label: '代理基金业务', words: '代销基金 基金亏损 基金赎回 定投' },
      { key: 'bank', code: 'B1006', label: '代理他行业务', words: '代理他行 代销理财' },
      { key: 'other', code: 'B1099', label: '其他（银行代理）' },
    ],
  },
  {
    key: 'fee',
    code: 'B11',
    label: '其他中间业务',
    children: [
      { key: 'proof', code: 'B1101', label: '个人资信证明', words: '存款证明 资信证明' },
      { key: 'safe', code: 'B1102', label: '保险箱', words: '保管箱' },
      { key: 'collection', code: 'B1103', label: '代收代付业务', words: '代发工资 代扣 水电费 社保卡 养老金' },
      { key: 'other', code: 'B1199', label: '其他（中间业务）' },
    ],
  },
  {
    key: 'collection',
    code: 'B12',
    label: '债务催收',
    children: [
      { key: 'card', code: 'B1201', label: '信用卡债务催收', words: '信用卡催收 催收电话 外包催收 上门催收' },
      { key: 'loan', code: 'B1202', label: '贷款债务催收', words: '贷款催收 催收电话 骚扰家人' },
      { key: 'other', code: 'B1299', label: '其他（债务催收）' },
    ],
  },
  {
    key: 'treasury',
    code: 'B13',
    label: '国库',
    children: [
      { key: 'bond', code: 'B1301', label: '国债', words: '储蓄国债 凭证式国债 买不到国债' },
      { key: 'tax', code: 'B1302', label: '税收与行政事业性收费', words: '缴税 非税 罚款' },
      { key: 'grant', code: 'B1303', label: '资金拨付', words: '财政拨款 补贴' },
      { key: 'other', code: 'B1399', label: '其他（国库）' },
    ],
  },
  {
    key: 'other',
    code: 'B99',
    label: '其他',
    children: [
      { key: 'function', code: 'B9901', label: '功能类业务', words: '手机银行功能 登录 短信通知' },
      { key: 'bank', code: 'B9902', label: '其他银行业务', words: '排队 等候 环境 停车' },
      { key: 'call', code: 'B9903', label: '呼叫服务', words: '客服热线 打不通 转人工' },
      { key: 'other', code: 'B9999', label: '其他（其他）' },
    ],
  },
];

export const BUSINESS_DICT = dictFrom('business', 'biz', SEEDS);
