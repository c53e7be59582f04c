/**
 * What the demo's centre gives to everybody at a counter. With the first packs: wordings, the branch's own
 * rules, a first list of banned sentences, older cases. After the half-year: the 27 sentences that the check
 * of personal lending abolished (its entry in `centre-books.ts` counts them) and cases written from what
 * happened; they reach an outlet with the next pack, which the demo leaves to be made by hand.
 */
import type { In } from '#contract/index.ts';
import type { KnowledgeKind } from '#domain/knowledge.ts';
import type { Backend } from '#services/backend.ts';
import { ask } from './requests.ts';

/** Code, title, words, business, cause: the columns of a pasted table. */
export const phrases: readonly (readonly string[])[] = [
  ['SW', '首问负责', '您好，我是首位接待您的工作人员，由我负责跟进，不会让您重复说明。', '', ''],
  [
    'SL',
    '受理告知',
    '您反映的事项已于{受理日期}受理，编号{编号}，我们将在{联系期限}前与您联系，{方案期限}前给出方案。',
    '',
    '',
  ],
  ['LX', '首次联系', '您好，这里是{网点}。您{受理日期}反映的{业务}问题我们正在核实，想先听您说明经过和诉求。', '', ''],
  ['WJ', '未接通', '{今天}致电客户未接通，已发短信说明来电事由和联系方式，改日再联系。', '', ''],
  [
    'AF',
    '情绪安抚',
    '给您带来不便，我们很抱歉。请您先坐下，我逐项记录，办结之前由我一直跟进。',
    '',
    '服务态度及服务质量',
  ],
  [
    'FQ',
    '分期费用说明',
    '分期的费用按每期收取，总费用和折算年化利率为：＿＿。提前还款的约定见协议第＿＿条。',
    '信用卡',
    '信息披露',
  ],
  [
    'NF',
    '年费说明',
    '这张卡的年费为每年＿＿元，满足＿＿可免；本次年费已按规定核对，处理结果是＿＿。',
    '信用卡',
    '定价收费',
  ],
  [
    'XE',
    '账户限额说明',
    '为保护您的资金，账户按规定设置了限额。请带身份证件和用途说明到网点，我们当场为您核对调整。',
    '借记卡',
    '账户限制（反诈管控）',
  ],
  ['HK', '提前还贷', '提前还贷请提前预约，申请受理后按合同约定办理；违约金的约定见合同第＿＿条。', '个人住房贷款', ''],
  [
    'CP',
    '净值产品说明',
    '这是净值型产品，净值会有涨跌，本金可能亏损；过往业绩不代表未来。您可以查看每日净值和持仓报告。',
    '自营理财',
    '产品收益',
  ],
  [
    'DX',
    '代销产品说明',
    '这款产品由＿＿发行和管理，本行为代销。我们先受理您的诉求，并协调发行方在＿＿前答复。',
    '代理保险业务',
    '',
  ],
  [
    'CS',
    '催收投诉',
    '我们会核对催收录音。请您提供来电号码和时间；核实前先停止对您家人和单位的联系。',
    '债务催收',
    '债务催收方式和手段',
  ],
  [
    'ZX',
    '征信异议',
    '征信异议请填写申请，我们会在规定时间内核查并书面答复；确有差错的立即更正。',
    '个人信用信息异议处理',
    '征信信息',
  ],
  [
    'DF',
    '结果答复',
    '关于{编号}：经核实＿＿，依据＿＿，我们的处理意见是＿＿。如不服，可自收到之日起三十日内申请核查，也可申请调解、仲裁或提起诉讼。',
    '',
    '',
  ],
  [
    'HF',
    '满意度回访',
    '您好，这里是{网点}，您反映的事项已办结，想了解您对处理过程和结果是否满意，有没有其他建议？',
    '',
    '',
  ],
  ['TJ', '建议调解', '双方意见还有差距，可以共同向金融纠纷调解组织申请调解，调解不收费，期间不计入处理时限。', '', ''],
];

/** Sentence, why, what to say instead. */
type Banned = readonly [sentence: string, reason: string, instead: string];

/** A list from before the demo begins. */
export const firstAbolishedOn = '2023-09-28';
export const firstAbolished: readonly Banned[] = [
  ['系统就是这样规定的', '推诿，激化矛盾', '这项规定是为了＿＿，您可以这样办理：＿＿'],
  ['这不归我们网点管', '违反首问负责', '我先记下来，由我联系有关部门答复您'],
  ['您去投诉也没有用', '阻碍客户投诉', '您可以通过这些渠道反映：＿＿'],
  ['撤诉了才能给您办', '以撤诉为条件', '您的业务和投诉分开办理'],
  ['这个问题我们处理不了', '拒绝受理', '我需要向上级核实，＿＿前答复您'],
  ['已经答复过了不要再打', '态度生硬', '我再为您核对一遍处理情况'],
];

/** Abolished with the check that ended on this day. */
export const abolishedOn = '2025-06-20';
export const abolished: readonly Banned[] = [
  ['这款产品稳赚不赔', '承诺收益', '产品有风险，请按您的承受能力选择'],
  ['跟存款一样安全', '混淆存款与理财', '理财不是存款，本金可能亏损'],
  ['年年都能拿到最高收益', '以最高收益误导', '业绩比较基准不是收益承诺'],
  ['保本保息放心买', '承诺保本', '本产品不保本，风险等级见说明书'],
  ['银行自己的产品不会亏', '以银行信誉担保', '产品的管理人和风险见说明书'],
  ['内部员工都买了', '以从众诱导', '请根据自己的情况决定'],
  ['过了今天就没有额度了', '制造紧迫', '募集期到＿＿，您可以考虑后再决定'],
  ['先签字后面再看合同', '剥夺知情权', '请先看完合同，有疑问我逐条说明'],
  ['这里随便勾一下就行', '代客勾选风险测评', '请您按实际情况自己填写'],
  ['风险测评我帮您填', '代客测评', '测评须由您本人完成'],
  ['零费率分期', '费用不实', '分期的总费用和年化利率是＿＿'],
  ['每天只要几块钱', '以日息掩盖年化', '折算年化利率为＿＿'],
  ['手续费可以忽略不计', '淡化费用', '手续费共＿＿元'],
  ['提前还款不收任何费用', '与合同不符', '提前还款的约定见合同第＿＿条'],
  ['不办分期就要上征信', '以征信威胁', '按时还款不影响征信'],
  ['逾期几天没有关系', '误导逾期后果', '逾期会产生违约金并可能报送征信'],
  ['最低还款等于没有欠款', '误导', '未还部分从记账日起计息'],
  ['这笔贷款随时都能批下来', '承诺审批结果', '以审批结果为准'],
  ['利率全市最低', '绝对化用语', '年化利率为＿＿，请比较后决定'],
  ['贷款必须搭配保险', '强制搭售', '保险自愿购买，不影响贷款'],
  ['买了保险贷款批得快', '诱导搭售', '是否投保不影响审批'],
  ['这就是一种存款', '把保险说成存款', '这是保险产品，由＿＿公司承保'],
  ['几年就能取出来还有分红', '淡化退保损失', '提前退保会有损失，分红不确定'],
  ['银行和保险公司一起保证', '混淆责任', '由保险公司承担保险责任'],
  ['填谁的收入都可以', '诱导虚假申请', '请如实提供收入证明'],
  ['用途写装修就可以了', '诱导虚假用途', '请按真实用途申请并保留凭证'],
  ['不还就联系你单位和家人', '不当催收', '请与我们协商还款安排'],
];

type CaseText = Omit<In<'knowledge.saveCase'>, 'id' | 'complaint' | 'checked'>;

const earlierCases: readonly CaseText[] = [
  {
    title: '账户限额引发柜面争执',
    happened: '客户取工资卡存款时得知账户被限额，柜员只说“系统不让取”，客户当场吵闹。',
    handled: '值班负责人接待，说明反诈管控的原因，核对用途后当场调整限额，并协助大额预约。',
    lesson: '限额先讲为什么，再讲怎样解除；不说“系统不让”“规定就这样”。',
    business: 'biz.card.debit',
    cause: 'cause.rule.restriction',
  },
  {
    title: '委外催收联系了客户的同事',
    happened: '客户信用卡逾期，委外机构把欠款情况告诉了客户单位的同事，客户要求道歉并停止骚扰。',
    handled: '核听录音属实，停止该坐席作业，向客户道歉，与其商定分期还款；对合作机构扣分并约谈。',
    lesson: '催收只联系本人；委外机构的行为由本行负责，录音每周抽查。',
    business: 'biz.collection.card',
    cause: 'cause.collection.thirdParty',
  },
  {
    title: '代销保险被说成存款',
    happened: '客户以为办了定期，一年后急用钱时才知道是保险，提前退保有损失。',
    handled: '核对双录，销售人员没有说明承保公司和退保损失。协调保险公司全额退保，销售人员停岗学习。',
    lesson: '代销产品开口先说“这是保险，由某公司承保”；老年客户请家人一起听。',
    business: 'biz.agency.insurance',
    cause: 'cause.marketing.misleading',
  },
];

const laterCases: readonly CaseText[] = [
  {
    title: '多名老年客户因理财亏损准备集体投诉',
    happened: '某支行几位老年客户因市场波动理财亏损，情绪激动，准备共同向监管部门投诉。',
    handled:
      '启动应急预案，消保中心和支行负责人上门；调取全部双录，确认销售合规；耐心说明产品性质，并给出后续配置建议。客户表示理解，没有投诉。',
    lesson: '投诉意向当天报告；先调双录再说话；老年客户要上门、要慢讲。',
    business: 'biz.wealth',
    cause: 'cause.return',
  },
  {
    title: '分期没有讲清总费用',
    happened: '客户经电话办理信用卡分期，只听到每期金额，出账后认为费用过高，要求退还。',
    handled: '调取通话录音，确认没有讲总费用和提前还款约定。退还差额，向客户致歉，对外呼话术停用整改。',
    lesson: '讲分期先讲总费用和年化利率，再讲每期金额；外呼录音按月抽查。',
    business: 'biz.card.credit',
    cause: 'cause.disclosure',
  },
  {
    title: '提前还贷排队引发重复投诉',
    happened: '客户预约提前还房贷，两次改期没有人通知，又向热线反映，形成重复投诉。',
    handled: '致歉并在三日内办妥；改为预约成功后短信确认，改期必须电话说明。',
    lesson: '答应的日期变了要主动打电话；客户第二次来问，就已经是服务问题。',
    business: 'biz.loan.housing',
    cause: 'cause.rule',
  },
];

/** The branch's own rules: document, article, point, keywords, business, cause. */
const ownRules: readonly (readonly string[])[] = [
  [
    '客户投诉处理管理办法（本行）',
    '',
    '“3-5-10”：3 个工作日内联系客户，5 个工作日内给出初步方案，10 个工作日内基本办结；与法定时限取早。',
    '3-5-10 时效',
    '',
    '',
  ],
  [
    '客户投诉处理管理办法（本行）',
    '',
    '首问负责：第一个接待的人登记并跟到底，转给别人也要回头确认客户已得到答复。',
    '首问负责',
    '',
    '',
  ],
  [
    '客户投诉处理管理办法（本行）',
    '',
    '复杂投诉提级会商：涉及多个部门、客户不接受方案或可能升级的，报分行会商，结论有时限、有责任人。',
    '提级会商 复杂',
    '',
    '',
  ],
  [
    '金融产品信息披露操作规程（本行）',
    '',
    '销售前出示风险等级、费用和重要条款，客户在场逐项确认；电子渠道不得默认勾选。',
    '信息披露 默认勾选',
    '',
    '信息披露',
  ],
  [
    '合作机构消保管理细则（本行）',
    '',
    '合作机构收到转来的投诉，两个工作日内回复；一年内被核实有责三件的，列入黑名单评估。',
    '合作机构 黑名单',
    '银行代理业务',
    '',
  ],
];

async function pasteTable(backend: Backend, kind: KnowledgeKind, lines: readonly (readonly string[])[]): Promise<void> {
  await ask(backend, 'knowledge.paste', { kind, text: lines.map((line) => line.join('\t')).join('\n') });
}

const recordCases = async (backend: Backend, texts: readonly CaseText[]): Promise<void> => {
  for (const text of texts) await ask(backend, 'knowledge.saveCase', { id: null, complaint: null, ...text });
};

const bannedTable = (list: readonly Banned[], day: string): readonly (readonly string[])[] =>
  list.map(([sentence, reason, instead]) => [sentence, reason, day, instead]);

/** Before the first packs are made. */
export async function recordFirstKnowledge(backend: Backend): Promise<void> {
  await pasteTable(backend, 'phrase', phrases);
  await pasteTable(backend, 'article', ownRules);
  await pasteTable(backend, 'banned', bannedTable(firstAbolished, firstAbolishedOn));
  await recordCases(backend, earlierCases);
}

/** After the half-year. */
export async function recordLaterKnowledge(backend: Backend): Promise<void> {
  await pasteTable(backend, 'banned', bannedTable(abolished, abolishedOn));
  await recordCases(backend, laterCases);
}
