/**
 * The cases that show whether a ledger is thought through (domain handbook 7.4), as far as one
 * outlet can have them. They are laid over planned complaints of the same period, so that the
 * numbers of the period stay.
 */
import type { Customer, DemoCase } from './complaint-case.ts';
import { syntheticPhone } from './names.ts';
import type { PeriodName } from './time.ts';

type Change = Partial<
  Pick<
    DemoCase,
    | 'receivedOn'
    | 'receivedTime'
    | 'customer'
    | 'filerKind'
    | 'groupSize'
    | 'representatives'
    | 'tags'
    | 'summary'
    | 'specialGroups'
    | 'source'
    | 'ending'
    | 'onSpot'
    | 'handling'
    | 'closesOn'
  >
>;

interface HardCase {
  readonly period: PeriodName;
  readonly change: Change;
  /** How many cases get it, each at another outlet. */
  readonly times?: number;
  /** An extra beside the planned cases, with this key: it takes nobody's place in the figures. */
  readonly key?: string;
}

const sharedCaller: Customer = { name: '易行舟', phone: syntheticPhone(1) };

const list: readonly HardCase[] = [
  { period: '2025H1', change: { receivedOn: '2025-01-24', receivedTime: '15:40', onSpot: false } },
  { period: '2025H1', change: { receivedOn: '2025-01-26', receivedTime: '10:12' } },
  { period: '2025H1', change: { receivedOn: '2025-02-08', receivedTime: '09:35' } },
  { period: '2025H1', change: { receivedOn: '2025-03-12', receivedTime: '11:20', onSpot: false } },
  { period: '2025H1', change: { receivedOn: '2025-04-27', receivedTime: '14:05' } },
  { period: '2024H2', change: { receivedOn: '2024-09-27', receivedTime: '16:30', onSpot: false } },
  { period: '2024H2', change: { receivedOn: '2024-09-29', receivedTime: '10:50' } },
  { period: '2024H2', change: { receivedOn: '2024-10-12', receivedTime: '09:48' } },
  { period: '2025H1', change: { customer: { name: '龚䶮', phone: syntheticPhone(2) } } },
  { period: '2025H1', change: { customer: { name: '王㛃', phone: syntheticPhone(3) } } },
  { period: '2025H1', change: { customer: { name: '匿名', phone: '' }, source: 'src.box', onSpot: false } },
  { period: '2025H1', times: 3, change: { customer: sharedCaller, onSpot: false } },
  {
    period: '2025H1',
    change: {
      groupSize: 19,
      representatives: ['常云帆', '卜安然', '柳知秋'],
      summary: '十九名客户联名反映同一小区代扣物业费重复扣款，要求核实并统一退还，推举三名代表沟通。',
      onSpot: false,
    },
  },
  {
    period: '2025H1',
    change: {
      groupSize: 20,
      representatives: ['樊立言', '祁小满', '尤长青', '车明远', '井然之'],
      tags: ['tag.emotional', 'tag.special'],
      handling: 'consultation',
      specialGroups: ['group.senior65'],
      summary: '二十名老年客户反映同一款产品净值下跌、销售时提示不清，情绪激动，推举五名代表要求面谈。',
      onSpot: false,
    },
  },
  {
    period: '2025H1',
    change: {
      filerKind: 'filer.agent',
      tags: ['tag.proxy'],
      summary: '来电人自称受客户委托投诉息费，未能提供授权书，已请其补充授权材料，并联系客户本人核实。',
      onSpot: false,
    },
  },
  {
    period: '2025H1',
    change: { summary: '客户投诉网点负责人接待时态度生硬、推诿不办，要求上级机构调查处理并道歉。', onSpot: false },
  },
  {
    period: '2025H1',
    change: {
      summary: '客户称在社交平台发布视频反映扣费问题，已有媒体联系采访，要求尽快核实答复。',
      tags: ['tag.opinion'],
      onSpot: false,
    },
  },
  { period: '2025H1', change: { handling: 'restart', onSpot: false } },
  { period: '2025H1', change: { handling: 'mediation', onSpot: false } },
  // Received after the half-year, registered before the outlet reports, closed after it.
  {
    period: '2024H2',
    key: 'closed-after-report',
    change: { receivedOn: '2025-07-14', receivedTime: '10:20', closesOn: '2025-07-28', onSpot: false },
  },
  { period: '2024H2', times: 4, change: { ending: 'void', onSpot: false } },
  // Closed before the half-year is locked, taken up again and closed a second time after it.
  {
    period: '2025H1',
    change: { receivedOn: '2025-06-19', receivedTime: '10:35', handling: 'reopen', onSpot: false },
  },
];

/** Registered twice by mistake and voided: an extra, so it takes nobody's place. */
const isExtra = ({ change, key }: HardCase): boolean => change.ending === 'void' || key !== undefined;

export function withHardCases(cases: readonly DemoCase[]): readonly DemoCase[] {
  const changed = new Map<string, DemoCase>();
  const extra: DemoCase[] = [];
  const usedOutlets = new Set<string>();
  for (const hard of list) {
    for (let n = 0; n < (hard.times ?? 1); n += 1) {
      const found = cases.find(
        (each) => isPlain(each, cases, hard) && !changed.has(each.key) && !usedOutlets.has(each.outlet.code),
      );
      if (found === undefined) throw new Error(`no planned case of ${hard.period} can be changed`);
      usedOutlets.add(found.outlet.code);
      if (isExtra(hard)) extra.push({ ...found, ...hard.change, key: hard.key ?? `${found.key}-twice` });
      else changed.set(found.key, { ...found, ...hard.change });
    }
  }
  return [...cases.map((each) => changed.get(each.key) ?? each), ...extra];
}

/** Nothing else hangs on it: not forwarded, no repeat, closed in the usual way. */
function isPlain(each: DemoCase, cases: readonly DemoCase[], { period }: HardCase): boolean {
  return (
    each.key.startsWith(`${period}-`) &&
    each.forwardedBy === null &&
    each.ending === 'closed' &&
    each.repeatOf === null &&
    !cases.some(({ repeatOf }) => repeatOf === each.key)
  );
}
