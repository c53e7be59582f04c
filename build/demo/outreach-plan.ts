/** The outreach events of the demo: how many, where, for whom, how many people they reached. */
import type { DemoOutlet } from './branch.ts';
import { outlets } from './branch.ts';
import type { Chance } from './random.ts';
import { at, chanceOf, quotas } from './random.ts';
import type { Period, PeriodName } from './time.ts';
import { daysOf, isWorked, periods } from './time.ts';

export interface DemoEvent {
  readonly key: string;
  readonly outlet: DemoOutlet;
  readonly kind: EventKind;
  readonly title: string;
  readonly heldOn: string;
  readonly reached: number;
  /** Its lines were typed back from the sheet. */
  readonly typed: boolean;
  readonly cancelled: boolean;
  /** Another outlet's event that this one is a second record of. */
  readonly twinOf?: DemoEvent;
}

/** What an event of this kind looks like. */
export interface EventKind {
  readonly campaign: string;
  readonly venue: string;
  readonly audiences: readonly string[];
  readonly topics: readonly string[];
  readonly forms: readonly string[];
  readonly titles: readonly string[];
  readonly places: readonly string[];
  readonly partners: readonly (string | null)[];
  readonly template: 'T2' | 'T3';
  /** People reached by an ordinary event of the kind, relative to others. */
  readonly size: number;
}

const hall = {
  venue: 'venue.hall',
  forms: ['form.desk', 'form.leaflet', 'form.led'],
  places: ['网点大厅'],
  partners: [null],
  template: 'T2',
} as const;

const march15: EventKind = {
  ...hall,
  campaign: 'campaign.march15',
  audiences: ['audience.public', 'audience.senior'],
  topics: ['topic.know', 'topic.fair', 'topic.complaintWays'],
  titles: ['3·15金融消费者权益保护教育宣传', '金融知识进万家 守护您的钱袋子 厅堂宣传日'],
  size: 1,
};

const september: EventKind = {
  ...hall,
  campaign: 'campaign.september',
  audiences: ['audience.public', 'audience.newCitizen'],
  topics: ['topic.know', 'topic.personalInfo', 'topic.telecomFraud'],
  titles: ['保障金融权益 助力美好生活 厅堂宣传', '金融教育宣传周咨询日'],
  size: 0.9,
};

const community: EventKind = {
  campaign: 'campaign.wanli',
  venue: 'venue.community',
  audiences: ['audience.senior', 'audience.public'],
  topics: ['topic.seniorFraud', 'topic.telecomFraud'],
  forms: ['form.desk', 'form.lecture', 'form.leaflet'],
  titles: ['普及金融知识万里行 走进社区', '防范养老诈骗进社区'],
  places: ['社区党群服务中心', '社区文化广场', '社区老年活动室'],
  partners: ['所在社区居委会', '街道办事处', null],
  template: 'T2',
  size: 1.1,
};

const kindsOutside: readonly (readonly [EventKind, number])[] = [
  [community, 30],
  [
    {
      campaign: 'campaign.wanli',
      venue: 'venue.company',
      audiences: ['audience.worker', 'audience.newCitizen'],
      topics: ['topic.credit', 'topic.telecomFraud', 'topic.suitability'],
      forms: ['form.lecture', 'form.quiz'],
      titles: ['普及金融知识万里行 走进企业', '新市民金融知识讲座'],
      places: ['产业园区报告厅', '工厂职工之家', '建筑工地工友驿站'],
      partners: ['园区管委会', null],
      template: 'T2',
      size: 0.8,
    },
    18,
  ],
  [
    {
      campaign: 'campaign.littleBanker',
      venue: 'venue.school',
      audiences: ['audience.youth'],
      topics: ['topic.campusLoan', 'topic.cash', 'topic.personalInfo'],
      forms: ['form.lecture', 'form.drama', 'form.quiz'],
      titles: ['小小银行家 财商课堂', '远离校园贷 主题班会'],
      places: ['滨河小学', '文昌中学', '学府路小学', '江北实验学校', '丰谷职业学校'],
      partners: ['共建学校'],
      template: 'T3',
      size: 0.9,
    },
    14,
  ],
  [
    {
      campaign: 'campaign.wanli',
      venue: 'venue.mall',
      audiences: ['audience.public', 'audience.smallBusiness'],
      topics: ['topic.telecomFraud', 'topic.illegalFunds', 'topic.cash'],
      forms: ['form.desk', 'form.panel', 'form.leaflet'],
      titles: ['普及金融知识万里行 走进商圈', '商户反假货币与收款安全宣传'],
      places: ['步行街中心广场', '农贸市场', '购物中心一层中庭'],
      partners: ['市场管理方', null],
      template: 'T2',
      size: 1.9,
    },
    16,
  ],
  [
    {
      campaign: 'campaign.county',
      venue: 'venue.village',
      audiences: ['audience.farmer', 'audience.senior'],
      topics: ['topic.illegalFunds', 'topic.depositInsurance', 'topic.seniorFraud'],
      forms: ['form.desk', 'form.panel', 'form.leaflet'],
      titles: ['担当新使命 消保县域行', '送金融知识下乡赶大集'],
      places: ['乡镇集市', '村委会广场', '农家书屋'],
      partners: ['乡镇政府', null],
      template: 'T2',
      size: 1.5,
    },
    14,
  ],
  [
    {
      campaign: 'campaign.guardian',
      venue: 'venue.seniorCollege',
      audiences: ['audience.senior'],
      topics: ['topic.seniorFraud', 'topic.investing'],
      forms: ['form.lecture', 'form.quiz'],
      titles: ['金融卫士守护您 老年大学专场', '守住养老钱 防骗课堂'],
      places: ['老年大学', '养老服务中心'],
      partners: ['老年大学', null],
      template: 'T2',
      size: 0.45,
    },
    8,
  ],
];

interface Season {
  /** Events in the halls: the first of them at every outlet once. */
  readonly halls: { readonly kind: EventKind; readonly count: number; readonly from: string; readonly to: string };
  readonly outside: number;
  /** People reached by the events that were held, together. */
  readonly reached: number;
  readonly cancelled: number;
}

/** 2025H1: over 200 events and nearly 100 000 people, as in the branch's report; the others smaller. */
export const seasons: Readonly<Record<PeriodName, Season>> = {
  '2024H1': {
    halls: { kind: march15, count: 84, from: '2024-03-11', to: '2024-03-22' },
    outside: 78,
    reached: 71_342,
    cancelled: 2,
  },
  '2024H2': {
    halls: { kind: september, count: 70, from: '2024-09-09', to: '2024-09-27' },
    outside: 72,
    reached: 58_907,
    cancelled: 3,
  },
  '2025H1': {
    halls: { kind: march15, count: 105, from: '2025-03-10', to: '2025-03-21' },
    outside: 121,
    reached: 98_614,
    cancelled: 3,
  },
  // Held and planned after the report.
  '2025Jul': {
    halls: { kind: september, count: 0, from: '2025-07-31', to: '2025-07-31' },
    outside: 58,
    reached: 24_310,
    cancelled: 1,
  },
};

export const allEvents = (): readonly DemoEvent[] =>
  periods.flatMap((period) => eventsOf(period, seasons[period.name]));

/** One event that two outlets held together and both recorded; the centre makes it count once. */
export function jointEvents(events: readonly DemoEvent[]): readonly DemoEvent[] {
  const lead = events.find(
    ({ outlet, kind, heldOn, cancelled }) =>
      outlet.code !== '0036' && kind === community && !cancelled && heldOn >= '2025-04-01' && heldOn <= '2025-06-30',
  );
  const other = outlets.find(({ code }) => code === '0036');
  if (lead === undefined || other === undefined) throw new Error('an event in a community, and another outlet');
  return [
    {
      ...lead,
      key: `${lead.key}-twin`,
      outlet: other,
      reached: Math.max(20, lead.reached - 15),
      typed: false,
      twinOf: lead,
    },
  ];
}

function eventsOf(period: Period, season: Season): readonly DemoEvent[] {
  const chance = chanceOf(`outreach/${period.name}`);
  const held = [...hallEvents(chance, period, season), ...outsideEvents(chance, period, season.outside)];
  const weights = held.map(
    ({ kind, outlet }) => kind.size * (0.55 + chance.next()) * (0.8 + Math.min(outlet.weight, 2) * 0.2),
  );
  const people = quotas(season.reached, weights);
  const done = held.map((event, index) => ({ ...event, reached: at(people, index) }));
  const cancelled = outsideEvents(chance, period, season.cancelled).map((event) => ({
    ...event,
    key: `${event.key}-off`,
    cancelled: true,
    typed: false,
  }));
  return [...done, ...cancelled];
}

function hallEvents(chance: Chance, period: Period, { halls }: Season): readonly DemoEvent[] {
  const places = halls.count >= outlets.length ? outlets : chance.shuffle(outlets).slice(0, halls.count);
  const days = daysOf(halls).filter(isWorked);
  return places.map((outlet, index) =>
    planned(chance, { key: `hall-${period.name}-${index + 1}`, outlet, kind: halls.kind, heldOn: chance.pick(days) }),
  );
}

/** The summer's events, some of which have not been held when the data ends. */
const summer = { from: '2025-07-23', to: '2025-08-08' };

function outsideEvents(chance: Chance, period: Period, count: number): readonly DemoEvent[] {
  const days = daysOf(period.name === '2025Jul' ? summer : period).filter((day) => !day.endsWith('-01-01'));
  const weighted = days.map((day) => [day, seasonOf(day) * (isWorked(day) ? 1 : 0.35)] as const);
  const places = outlets.map((outlet) => [outlet, 0.5 + outlet.weight / 2] as const);
  return Array.from({ length: count }, (_, index) =>
    planned(chance, {
      key: `out-${period.name}-${index + 1}`,
      outlet: chance.weighted(places),
      kind: chance.weighted(kindsOutside),
      heldOn: chance.weighted(weighted),
    }),
  );
}

/** The June campaign (普及金融知识万里行) and September are the busy months. */
const seasonOf = (day: string): number => ({ '06': 2.6, '09': 1.6, '03': 1.3, '02': 0.4 })[day.slice(5, 7)] ?? 0.8;

function planned(chance: Chance, of: Pick<DemoEvent, 'key' | 'outlet' | 'kind' | 'heldOn'>): DemoEvent {
  return {
    ...of,
    title: chance.pick(of.kind.titles),
    reached: 0,
    typed: of.kind.template === 'T2' && chance.hit(0.7),
    cancelled: false,
  };
}
