/** Choices for outreach events and trainings. */
import type { DictEntry } from '../dictionary.ts';
import { flatDict } from '../dictionary.ts';

export const VENUE_DICT = flatDict('venue', 'venue', {
  hall: '厅堂',
  community: '社区',
  company: '企业',
  school: '校园',
  mall: '商圈',
  village: '乡村',
  nursing: '养老机构',
  seniorCollege: '老年大学',
  square: '广场',
  online: '线上',
});

export const AUDIENCE_DICT = flatDict(
  'audience',
  'audience',
  {
    senior: '老年人',
    youth: '青少年',
    newCitizen: '新市民',
    worker: '务工人员',
    farmer: '农民',
    disabled: '残障人士',
    smallBusiness: '小微企业主',
    foreigner: '外籍来华人员',
    public: '普通公众',
  },
  { senior: '一老', youth: '一少 学生', newCitizen: '一新' },
);

export const TOPIC_DICT = flatDict('topic', 'topic', {
  know: '知情权',
  choose: '自主选择权',
  fair: '公平交易权',
  property: '财产安全权',
  claim: '依法求偿权',
  educate: '受教育权',
  respect: '受尊重权',
  infoSafe: '信息安全权',
  seniorFraud: '防范养老诈骗',
  telecomFraud: '防范电信网络诈骗',
  illegalFunds: '防范非法集资',
  campusLoan: '远离校园贷',
  credit: '个人征信',
  personalInfo: '个人信息保护',
  depositInsurance: '存款保险',
  investing: '理性投资',
  cash: '人民币与反假',
  complaintWays: '投诉渠道',
  suitability: '适当性',
});

export const FORM_DICT = flatDict('form', 'form', {
  desk: '咨询台',
  lecture: '讲座',
  drama: '情景剧',
  quiz: '有奖问答',
  panel: '展板',
  led: 'LED屏',
  leaflet: '发放折页',
  live: '直播',
  video: '短视频',
  article: '推文',
});

export const CAMPAIGN_DICT = flatDict('campaign', 'campaign', {
  march15: '3·15金融消费者权益保护教育宣传活动',
  wanli: '普及金融知识万里行',
  september: '金融教育宣传周',
  county: '担当新使命 消保县域行',
  illegalFunds: '防范非法集资宣传月',
  antiFraud: '反诈宣传',
  purse: '金融知识进万家 守护您的钱袋子',
  littleBanker: '小小银行家',
  guardian: '金融卫士守护您',
  classroom: '消保小课堂',
  cases: '以案说险',
  routine: '常态化宣传',
});

export const MATERIAL_KIND_DICT = flatDict('materialKind', 'material', {
  leaflet: '折页',
  largePrint: '大字版折页',
  comic: '漫画',
  manual: '手册',
  poster: '海报、展架',
  gift: '宣传礼品',
});

export const TRAINING_CATEGORY_DICT = flatDict('trainingCategory', 'course', {
  regulation: '监管新规解读',
  handling: '投诉处理技巧',
  special: '特殊客户服务规范',
  suitability: '产品适当性',
  privacy: '个人信息保护',
  cases: '案例研讨',
  roleplay: '情景模拟',
  review: '消保审查',
  basics: '消保应知应会',
});

export const TRAINING_TIER_DICT = flatDict('trainingTier', 'tier', {
  headOffice: '总行',
  branch: '分行',
  subBranch: '支行',
  outlet: '网点',
});

export const TRAINING_MODE_DICT = flatDict('trainingMode', 'mode', {
  onsite: '线下',
  online: '线上',
  meeting: '晨会、夕会',
});

export const POST_DICT = flatDict('post', 'post', {
  head: '网点负责人',
  supervisor: '运营主管',
  lobby: '大堂经理',
  teller: '柜员',
  manager: '客户经理',
  officer: '消保专员',
});

export const ACTIVITY_DICTS: readonly (readonly DictEntry[])[] = [
  VENUE_DICT,
  AUDIENCE_DICT,
  TOPIC_DICT,
  FORM_DICT,
  CAMPAIGN_DICT,
  MATERIAL_KIND_DICT,
  TRAINING_CATEGORY_DICT,
  TRAINING_TIER_DICT,
  TRAINING_MODE_DICT,
  POST_DICT,
];
