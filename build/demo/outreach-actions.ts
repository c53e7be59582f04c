/** The requests of one event: planned, lines of the sheet typed back, figures filled in. */
import { addDays } from '#domain/dates.ts';
import { resultDoubts } from '#domain/outreach.ts';
import type { OutreachResult } from '#contract/outreach.ts';
import type { Action } from './action.ts';
import { action } from './action.ts';
import type { DemoOutlet, DemoPerson } from './branch.ts';
import { staffId } from './branch.ts';
import { casualName } from './names.ts';
import type { DemoEvent } from './outreach-plan.ts';
import type { Chance } from './random.ts';
import { campaignKey, campaignOf, keepsStock } from './outreach-work.ts';
import { at, chanceOf, quotas } from './random.ts';
import { isWorked, later, momentOf, openingTime, plusWorkdays } from './time.ts';

export function eventActions(of: DemoEvent): readonly Action[] {
  // Two records of one event have its day, hours and place in common.
  const chance = chanceOf(`event/${of.twinOf?.key ?? of.key}`);
  const refs = { id: of.key };
  const planned = planning(of, chance);
  if (of.cancelled) {
    const at = momentOf(of.heldOn, '08:40', chance);
    return [planned, action('outreach.cancel', at, { reason: '因暴雨预警，场地临时关闭，改期另行安排' }, { refs })];
  }
  const workers = chance.shuffle(of.outlet.staff).slice(0, chance.int(3, 5));
  const filledOn = chance.hit(0.7) && isWorked(of.heldOn) ? of.heldOn : plusWorkdays(of.heldOn, chance.int(1, 3));
  const from = filledOn === of.heldOn ? '17:35' : openingTime(chance, 9, 15);
  const moment = momentOf(filledOn, from, chance);
  const people = of.typed ? publicLines(chance, of) : [];
  const sheets: Action[] = [
    sheet(of, 'staff', moment, workerLines(chance, of.outlet, workers)),
    ...(people.length === 0 ? [] : [sheet(of, 'public', moment + 5 * 60_000, people)]),
  ];
  return [
    planned,
    ...sheets,
    filling(chance, of, moment + 12 * 60_000, { workers: workers.length, lines: people.length }),
  ];
}

const leaderOf = (outlet: DemoOutlet, chance: Chance): string =>
  chance.pick(outlet.staff.filter(({ post }) => post === 'lobby' || post === 'manager' || post === 'officer')).staffNo;

function planning(of: DemoEvent, chance: Chance): Action {
  const { kind, outlet } = of;
  const held = campaignOf(of);
  const plannedOn = earlierWorkday(addDays(of.heldOn, -chance.int(3, 9)));
  const startTime = kind.venue === 'venue.hall' ? '09:00' : openingTime(chance, 9, 14).replace(/\d$/, '0');
  return action(
    'outreach.create',
    momentOf(plannedOn, openingTime(chance), chance),
    {
      title: of.title,
      campaign: kind.campaign,
      concentrated: kind.venue === 'venue.hall' || kind.campaign === 'campaign.wanli',
      heldOn: of.heldOn,
      endsOn: of.heldOn,
      startTime,
      endTime: kind.venue === 'venue.hall' ? '17:00' : later(startTime, chance.pick([60, 90, 120])),
      place:
        kind.venue === 'venue.hall'
          ? `${outlet.name}大厅`
          : `${(of.twinOf ?? of).outlet.district}${chance.pick(kind.places)}`,
      venue: kind.venue,
      audiences: [...kind.audiences],
      topics: [...kind.topics],
      forms: [...kind.forms],
      partner: chance.pick(kind.partners),
      leader: leaderOf(outlet, chance),
      plannedPeople: Math.max(20, Math.round((of.reached * (0.7 + chance.next() * 0.5)) / 10) * 10),
      publicGood: true,
      sheetTemplate: kind.template,
    },
    { key: of.key, refs: held === null ? {} : { campaignPlan: campaignKey(held.title) } },
  );
}

function earlierWorkday(day: string): string {
  let found = day;
  while (!isWorked(found)) found = addDays(found, -1);
  return found;
}

type Lines = Parameters<typeof action<'attendance.save'>>[2]['lines'];

const blank = { score10: null, examState: null, attempts: null, note: null } as const;

function sheet(of: DemoEvent, which: 'public' | 'staff', moment: number, lines: Lines): Action {
  return action(
    'attendance.save',
    moment,
    { ofKind: 'outreach', sheet: which, lines, removed: [], reason: '' },
    { refs: { ofId: of.key } },
  );
}

const duties = ['讲解', '咨询', '发放折页', '秩序维护', '摄影'];

const workerLines = (chance: Chance, outlet: DemoOutlet, workers: readonly DemoPerson[]): Lines =>
  workers.map((person, index) => ({
    ...blank,
    id: null,
    lineNo: index + 1,
    staff: staffId(outlet, person),
    name: person.name,
    unit: outlet.name,
    phoneTail: null,
    duty: at(duties, index),
    state: chance.hit(0.04) ? ('late' as const) : ('present' as const),
  }));

/** One page of the sheet, seldom two: most people take a leaflet and sign nothing. */
function publicLines(chance: Chance, of: DemoEvent): Lines {
  const count = Math.min(of.reached, chance.int(11, 31));
  return Array.from({ length: count }, (_, index) => ({
    ...blank,
    id: null,
    lineNo: index + 1,
    staff: null,
    name: chance.hit(0.03) ? '' : casualName(chance),
    unit: chance.hit(0.6) ? `${of.outlet.district}${chance.pick(['一', '二', '三', '四', '五'])}社区` : null,
    phoneTail: chance.hit(0.35) ? String(chance.int(0, 9999)).padStart(4, '0') : null,
    duty: null,
    state: 'present' as const,
  }));
}

function filling(
  chance: Chance,
  of: DemoEvent,
  moment: number,
  { workers, lines }: { readonly workers: number; readonly lines: number },
): Action {
  const signed = lines > 0 ? lines : of.kind.template === 'T3' ? 0 : Math.min(of.reached, chance.int(0, 45));
  const given = Math.max(12, Math.round(of.reached * (0.35 + chance.next() * 0.4)));
  const consulted = Math.round(of.reached * (0.05 + chance.next() * 0.12));
  const result = {
    reachedPeople: of.reached,
    materialsGiven: given,
    consultations: consulted,
    workers,
    signedPages: signed === 0 ? (of.kind.template === 'T3' ? 1 : 0) : Math.ceil(signed / 16),
    signedCount: signed,
    ...partsOf(of, given),
    summary: `本次活动共发放宣传资料${given}份，接受咨询${consulted}人次，现场覆盖${of.reached}人次，群众反响良好。`,
  };
  const reason = resultDoubts(result).length === 0 ? '' : '人流密集场所，按入口计数并经两名工作人员核对';
  return action('outreach.fill', moment, { result, finish: true, reason }, { refs: { id: of.key } });
}

/** 覆盖人次 by group and 资料 by kind, where somebody counted. */
function partsOf(
  { key, kind, reached, outlet, heldOn }: DemoEvent,
  given: number,
): Pick<OutreachResult, 'groupPeople' | 'givenByKind'> {
  const chance = chanceOf(`parts/${key}`);
  const shares = kind.audiences.map(() => 0.4 + chance.next());
  const people = quotas(Math.round(reached * (0.8 + chance.next() * 0.2)), shares);
  const isCounted = chance.hit(0.6);
  const large = kind.audiences.includes('audience.senior') ? Math.round(given * 0.3) : 0;
  const byKind = [
    { kind: 'largePrint' as const, count: large },
    { kind: 'leaflet' as const, count: given - large },
  ].filter(({ count }) => count > 0);
  return {
    groupPeople: isCounted ? kind.audiences.map((group, index) => ({ group, people: at(people, index) })) : [],
    givenByKind: keepsStock(outlet) && heldOn >= '2025-01-06' ? byKind : [],
  };
}
