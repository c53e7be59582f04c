/** What outlets keep beside their events: ticks on the centre's campaigns, materials, bases, briefings. */
import type { In } from '#contract/index.ts';
import { addDays, instantOf } from '#domain/dates.ts';
import type { Action } from './action.ts';
import { action } from './action.ts';
import type { DemoOutlet } from './branch.ts';
import { outlets } from './branch.ts';
import type { DemoEvent } from './outreach-plan.ts';
import { at, chanceOf } from './random.ts';
import { momentOf, openingTime, workedDaysOf, workedFrom } from './time.ts';

type CampaignPlan = In<'campaign.save'>['plan'];

/** Set by the centre before the packs are made. */
export const campaigns: readonly CampaignPlan[] = [
  {
    title: '2025年“3·15”金融消费者权益保护教育宣传',
    campaign: 'campaign.march15',
    fromOn: '2025-03-10',
    toOn: '2025-03-21',
    theme: '保障金融权益 助力美好生活',
    demands: '各网点统一布置，逐项落实，完成一项勾选一项。',
    items: ['厅堂布置展板和折页', '电子屏滚动播放宣传语', '设立咨询台，大使现场讲解', '走进周边社区或商户一次'],
  },
  {
    title: '2025年普及金融知识万里行',
    campaign: 'campaign.wanli',
    fromOn: '2025-06-01',
    toOn: '2025-06-30',
    theme: null,
    demands: '结合“一老一少一新”，至少走出网点一次。',
    items: ['确定进社区、企业或校园的场所', '开展集中宣讲', '活动资料归档'],
  },
];

/** Under this key the recorder knows a campaign that came in the pack. */
export const campaignKey = (title: string): string => `campaign/${title}`;

/** The campaign an event was held for, or null. */
export const campaignOf = ({ kind, heldOn }: DemoEvent): CampaignPlan | null =>
  campaigns.find(({ campaign, fromOn, toOn }) => campaign === kind.campaign && fromOn <= heldOn && heldOn <= toOn) ??
  null;

export function workActions(outlet: DemoOutlet): readonly Action[] {
  return [...ticks(outlet), ...briefings(outlet), ...bases(outlet), ...materials(outlet)];
}

function ticks(outlet: DemoOutlet): readonly Action[] {
  const chance = chanceOf(`ticks/${outlet.code}`);
  return campaigns.flatMap(({ title, fromOn, toOn, items }) =>
    items.flatMap((_, index) => {
      const days = workedDaysOf({ from: addDays(fromOn, index * 2), to: toOn });
      const moment = momentOf(chance.pick(days), openingTime(chance), chance);
      const isDone = index < items.length - 1 || chance.hit(0.88);
      const tick = action(
        'campaign.tick',
        moment,
        { item: String(index + 1), done: true },
        { refs: { id: campaignKey(title) } },
      );
      return isDone ? [tick] : [];
    }),
  );
}

const topics = ['首问负责制', '投诉“3-5-10”时效', '以案说险：冒名转账', '适老服务规范', '个人信息保护', '双录要点'];

function briefings(outlet: DemoOutlet): readonly Action[] {
  const chance = chanceOf(`briefings/${outlet.code}`);
  const days = workedDaysOf({ from: '2025-01-06', to: '2025-06-27' });
  return topics.map((topic, index) => {
    const heldOn = at(days, Math.floor(((index + chance.next()) * days.length) / topics.length));
    const kind = chance.hit(0.7) ? ('morning' as const) : ('evening' as const);
    const present = Math.max(1, outlet.staff.length - chance.int(0, 2));
    const moment = momentOf(heldOn, kind === 'morning' ? '08:52' : '17:31', chance);
    return action('briefing.add', moment, { heldOn, kind, topic, present });
  });
}

const schools = ['滨河小学', '文昌中学', '学府路小学', '江北实验学校', '丰谷职业学校'];
/** Each school is looked after by one outlet. */
const schoolOutlets = ['0037', '0008', '0052', '0071', '0090'];

function bases(outlet: DemoOutlet): readonly Action[] {
  const index = schoolOutlets.indexOf(outlet.code);
  if (index < 0) return [];
  const school = at(schools, index);
  const sinceOn = workedFrom(`2025-02-${String(10 + index).padStart(2, '0')}`);
  const fields = {
    name: `“小小银行家”金融知识教育基地（${school}）`,
    kind: 'school',
    address: `${outlet.district}${school}`,
    partner: school,
    sinceOn,
    closedOn: null,
    note: null,
  } as const;
  // A new one: no id, where other actions name a record made before.
  const input = { id: null, fields };
  return [action('educationBase.save', instantOf(sinceOn, '16:20'), input)];
}

/** A tenth of the outlets keep count of their materials. */
export const keepsStock = (outlet: DemoOutlet): boolean => outlets.indexOf(outlet) % 10 === 6;

function materials(outlet: DemoOutlet): readonly Action[] {
  if (!keepsStock(outlet)) return [];
  const came = { cause: 'received', movedOn: '2025-01-06', note: null } as const;
  return [
    action('stock.move', instantOf('2025-01-06', '10:10'), { ...came, kind: 'leaflet', quantity: 8000 }),
    action('stock.move', instantOf('2025-01-06', '10:12'), { ...came, kind: 'largePrint', quantity: 3000 }),
  ];
}
