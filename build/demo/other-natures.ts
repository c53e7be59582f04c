/** Questions, suggestions, praise and complaints prevented: recorded, never counted as complaints. */
import type { DemoOutlet } from './branch.ts';
import type { DemoCase } from './complaint-case.ts';
import { personName, syntheticPhone } from './names.ts';
import type { Chance } from './random.ts';
import { at, chanceOf } from './random.ts';
import { otherThemes } from './themes-other.ts';
import type { Theme } from './theme.ts';
import { agencyThemes } from './themes-loan.ts';
import { openingTime, periods, workedDaysOf } from './time.ts';

interface Kind {
  readonly nature: string;
  /** Per period, in the order of `periods`. */
  readonly counts: readonly [number, number, number, number];
  readonly texts: readonly string[];
}

const kinds: readonly Kind[] = [
  {
    nature: 'nature.inquiry',
    counts: [16, 14, 22, 4],
    texts: [
      '客户咨询提前归还房贷的办理流程和所需材料，已现场解答。',
      '客户咨询养老金账户开户后资金能否提前支取，已详细说明。',
      '客户咨询外地身份证补办后如何更新银行预留信息，已协助办理。',
    ],
  },
  {
    nature: 'nature.suggestion',
    counts: [8, 9, 13, 2],
    texts: [
      '客户建议网点增设老花镜和血压仪，方便老年客户使用。',
      '客户建议手机银行增加大字版转账限额提示，减少误操作。',
      '客户建议午间增开一个窗口，缩短上班族等候时间。',
    ],
  },
  {
    nature: 'nature.praise',
    counts: [6, 7, 10, 2],
    texts: [
      '客户表扬大堂经理耐心指导老人使用自助机，主动帮助拦截可疑汇款。',
      '客户来信感谢柜员上门为行动不便的老人办理密码重置。',
    ],
  },
  {
    nature: 'nature.intention',
    counts: [4, 9, 33, 3],
    texts: [
      '客服监测到客户来电情绪激动，反映理财收益下降，网点主动联系解释，客户未提出投诉。',
      '客户对贷款扣款日有疑问，准备投诉，客户经理当日上门说明，客户表示理解。',
      '客户因限额下调准备向监管反映，网点核实后当日调整，客户撤销投诉意向。',
    ],
  },
];

export function otherNatures(outlets: readonly DemoOutlet[]): readonly DemoCase[] {
  const chance = chanceOf('other-natures');
  const made: DemoCase[] = [];
  periods.forEach((period, column) => {
    const days = workedDaysOf(period);
    for (const { nature, counts, texts } of kinds) {
      for (let n = 0; n < at(counts, column); n += 1) {
        const frame = {
          key: `${nature}-${period.name}-${n + 1}`,
          nature,
          day: chance.pick(days),
          outlet: chance.pick(outlets),
        };
        made.push(caseOf(chance, { ...frame, summary: chance.pick(texts) }, made.length));
      }
    }
  });
  return [...made, aprilIntention(chance, at(outlets, 2))];
}

interface Frame {
  readonly key: string;
  readonly nature: string;
  readonly day: string;
  readonly outlet: DemoOutlet;
  readonly summary: string;
}

function caseOf(chance: Chance, { key, nature, day, outlet, summary }: Frame, n: number): DemoCase {
  const theme: Theme = chance.pick(otherThemes);
  return {
    key,
    outlet,
    complained: null,
    receivedOn: day,
    receivedTime: openingTime(chance, 9, 15),
    nature,
    source: nature === 'nature.intention' ? 'src.hotline' : 'src.site',
    forwardedBy: null,
    customer: { name: personName(chance), phone: syntheticPhone(5000 + n) },
    specialGroups: [],
    filerKind: 'filer.self',
    theme,
    cause: chance.weighted(theme.causes),
    channel: chance.weighted(theme.channels),
    summary,
    amountFen: null,
    partner: null,
    tags: [],
    groupSize: null,
    representatives: [],
    repeatOf: null,
    ending: 'closed',
    satisfaction: 'satisfaction.satisfied',
    onSpot: true,
  };
}

/** The report's case of April: several elderly customers who prepared to complain together and did not. */
function aprilIntention(chance: Chance, outlet: DemoOutlet): DemoCase {
  const theme = at(agencyThemes, 1);
  const frame = {
    key: 'intention-april',
    nature: 'nature.intention',
    day: '2025-04-16',
    outlet,
    summary:
      '八名老年客户因代销产品净值下跌情绪激动，准备向监管部门集体投诉。已启动应急预案，中心主任与支行行长共同上门沟通，调取全部双录，客户主动撤销投诉意向。',
  };
  return {
    ...caseOf(chance, frame, 900),
    theme,
    cause: 'cause.return.loss',
    channel: 'chn.front.site',
    partner: theme.partners?.[0] ?? null,
    specialGroups: ['group.senior65'],
    tags: ['tag.emotional', 'tag.special'],
    groupSize: 8,
    representatives: ['丁守正', '夏瑞芳', '田润生'],
    onSpot: false,
  };
}
