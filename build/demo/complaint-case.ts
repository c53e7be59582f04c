/** A complaint as it will have happened: facts first, the requests follow from them (complaint-actions.ts). */
import { addDays } from '#domain/dates.ts';
import type { DemoOutlet } from './branch.ts';
import { outlets } from './branch.ts';
import { personName, syntheticPhone } from './names.ts';
import type { Chance } from './random.ts';
import { at, chanceOf, quotas } from './random.ts';
import { agencyThemes, loanThemes } from './themes-loan.ts';
import { cardThemes } from './themes-card.ts';
import { otherThemes } from './themes-other.ts';
import type { GroupName, Theme } from './theme.ts';
import type { Period } from './time.ts';
import { daysOf, isWorked, openingTime } from './time.ts';

export interface Customer {
  readonly name: string;
  readonly phone: string;
}

export interface DemoCase {
  readonly key: string;
  readonly outlet: DemoOutlet;
  /** Outlet complained about, where it is another one. */
  readonly complained: string | null;
  readonly receivedOn: string;
  readonly receivedTime: string;
  readonly nature: string;
  readonly source: string;
  /** `nfra` or `pbc` for cases forwarded by a regulator. */
  readonly forwardedBy: 'nfra' | 'pbc' | null;
  readonly customer: Customer;
  readonly specialGroups: readonly string[];
  readonly filerKind: string;
  readonly theme: Theme;
  readonly cause: string;
  readonly channel: string;
  readonly summary: string;
  readonly amountFen: number | null;
  readonly partner: string | null;
  readonly tags: readonly string[];
  readonly groupSize: number | null;
  readonly representatives: readonly string[];
  readonly repeatOf: string | null;
  readonly ending: 'closed' | 'withdrawn' | 'refused' | 'void';
  readonly satisfaction: string;
  /** Solved while the customer was still there. */
  readonly onSpot: boolean;
  /** What happens between the first call and the plan, beside the usual; `reopen`: after everything else. */
  readonly handling?: 'restart' | 'mediation' | 'consultation' | 'reopen';
  /** Closed on this day, whatever the usual pace. */
  readonly closesOn?: string;
}

/** What a period is made of. The halves are the branch's own report; the rest is invented. */
export interface Mix {
  readonly total: number;
  readonly creditCard: number;
  readonly loan: number;
  readonly agency: number;
  readonly forwarded: number;
  /** Answers of the follow-up calls that are 不满意 and 未评价; the others are content. */
  readonly dissatisfied: number;
  readonly unrated: number;
  readonly withdrawn: number;
  readonly refused: number;
}

const themesOf: Readonly<Record<GroupName, readonly Theme[]>> = {
  creditCard: cardThemes,
  loan: loanThemes,
  agency: agencyThemes,
  rest: otherThemes,
};

/** The complaints of a period, in the order of their days. */
export function casesOf(period: Period, mix: Mix): readonly DemoCase[] {
  const chance = chanceOf(`complaint/${period.name}`);
  const days = receivedDays(chance, period, mix.total);
  const places = spreadOver(chance, mix.total);
  const themes = chance.shuffle(themesFor(mix));
  const forwarded = new Set(chance.shuffle(days.map((_, index) => index)).slice(0, mix.forwarded));
  const free = chance.shuffle(days.map((_, index) => index).filter((index) => !forwarded.has(index)));
  const endings = new Map<number, DemoCase['ending']>([
    ...free.slice(0, mix.withdrawn).map((index) => [index, 'withdrawn'] as const),
    ...free.slice(mix.withdrawn, mix.withdrawn + mix.refused).map((index) => [index, 'refused'] as const),
  ]);
  const answers = chance.shuffle(answersFor(mix));
  const made: DemoCase[] = [];
  days.forEach((day, index) => {
    const theme = at(themes, index);
    const plain = plainCase(chance, {
      key: `${period.name}-${index + 1}`,
      outlet: at(places, index),
      day,
      number: firstNumber[period.name] + index,
      theme,
      forwarded: forwarded.has(index),
      ending: endings.get(index) ?? 'closed',
      satisfaction: at(answers, index),
    });
    made.push(asRepeat(chance, plain, made));
  });
  return made;
}

const themesFor = (mix: Mix): readonly Theme[] => {
  const rest = mix.total - mix.creditCard - mix.loan - mix.agency;
  const wanted: Readonly<Record<GroupName, number>> = {
    creditCard: mix.creditCard,
    loan: mix.loan,
    agency: mix.agency,
    rest,
  };
  return (Object.keys(wanted) as GroupName[]).flatMap((group) => {
    const themes = themesOf[group];
    const counts = quotas(
      wanted[group],
      themes.map(({ weight }) => weight),
    );
    return themes.flatMap((theme, index) => Array.from({ length: at(counts, index) }, () => theme));
  });
};

function answersFor(mix: Mix): readonly string[] {
  const content = mix.total - mix.dissatisfied - mix.unrated;
  const fair = Math.round(content * 0.22);
  return [
    ...Array.from({ length: mix.dissatisfied }, () => 'satisfaction.dissatisfied'),
    ...Array.from({ length: mix.unrated }, () => 'satisfaction.unrated'),
    ...Array.from({ length: fair }, () => 'satisfaction.fair'),
    ...Array.from({ length: content - fair }, () => 'satisfaction.satisfied'),
  ];
}

/** Mostly working days; more after pay day in March and after the summer. */
function receivedDays(chance: Chance, period: Period, total: number): readonly string[] {
  const weighted = daysOf(period).map((day) => {
    const month = day.slice(5, 7);
    const season = month === '03' ? 1.35 : month === '02' ? 0.75 : month === '09' ? 1.2 : 1;
    return [day, (isWorked(day) ? 1 : 0.09) * season] as const;
  });
  return Array.from({ length: total }, () => chance.weighted(weighted)).sort();
}

const byWeight = outlets.map((outlet) => [outlet, outlet.weight] as const);
const spreadOver = (chance: Chance, total: number): readonly DemoOutlet[] =>
  Array.from({ length: total }, () => chance.weighted(byWeight));

const ordinarySources = [
  ['src.site', 34],
  ['src.hotline', 24],
  ['src.app', 8],
  ['src.platform', 5],
  ['src.line12345', 6],
  ['src.online', 5],
  ['src.letter', 3],
  ['src.branch', 3],
  ['src.managerDay', 2],
  ['src.box', 2],
  ['src.line12315', 1],
  ['src.petition', 1],
] as const;

const regulatorSources = [
  ['src.nfra', 10],
  ['src.line12378', 9],
  ['src.pbc', 3],
  ['src.line12363', 3],
] as const;

interface Frame {
  readonly key: string;
  readonly outlet: DemoOutlet;
  readonly day: string;
  /** Of the customer's telephone. */
  readonly number: number;
  readonly theme: Theme;
  readonly forwarded: boolean;
  readonly ending: DemoCase['ending'];
  readonly satisfaction: string;
}

function plainCase(
  chance: Chance,
  { key, outlet, day, number, theme, forwarded, ending, satisfaction }: Frame,
): DemoCase {
  const source = forwarded ? chance.weighted(regulatorSources) : sourceFor(chance, theme);
  const amount = theme.amount === null ? null : chance.int(theme.amount[0], theme.amount[1]);
  const onSite = source === 'src.site' && isWorked(day);
  return {
    key,
    outlet,
    complained: chance.hit(0.04) ? chance.pick(outlets).code : null,
    receivedOn: day,
    receivedTime: openingTime(chance),
    nature: 'nature.complaint',
    source,
    forwardedBy: forwarded ? (source === 'src.pbc' || source === 'src.line12363' ? 'pbc' : 'nfra') : null,
    customer: { name: personName(chance), phone: syntheticPhone(number) },
    specialGroups: groupsFor(chance, theme),
    filerKind: chance.hit(0.05) ? 'filer.agent' : 'filer.self',
    theme,
    cause: chance.weighted(theme.causes),
    channel: chance.weighted(theme.channels),
    summary: told(chance.pick(theme.texts), day, amount),
    amountFen: amount === null ? null : amount * 100,
    partner: theme.partners === undefined ? null : chance.pick(theme.partners),
    tags: chance.hit(0.08) ? ['tag.emotional'] : [],
    groupSize: null,
    representatives: [],
    repeatOf: null,
    ending,
    satisfaction,
    onSpot: onSite && ending === 'closed' && theme.group === 'rest' && chance.hit(0.4),
  };
}

const sourceFor = (chance: Chance, theme: Theme): string =>
  theme.group === 'creditCard' && chance.hit(0.3) ? 'src.creditCard' : chance.weighted(ordinarySources);

/** The day of the month the customer tells of lies before the complaint. */
function told(text: string, day: string, amount: number | null): string {
  const month = Number(day.slice(5, 7));
  return text.replaceAll('{m}', String(month === 1 ? 12 : month - 1)).replaceAll('{y}', String(amount ?? 0));
}

function groupsFor(chance: Chance, theme: Theme): readonly string[] {
  if (theme.business === 'biz.agency.insurance' && chance.hit(0.45))
    return [chance.hit(0.6) ? 'group.senior65' : 'group.senior60'];
  const drawn = chance.weighted([
    ['', 80],
    ['group.senior60', 6],
    ['group.senior65', 4],
    ['group.newCitizen', 4],
    ['group.worker', 2],
    ['group.farmer', 2],
    ['group.minor', 1],
    ['group.disabled', 1],
  ] as const);
  return drawn === '' ? [] : [drawn];
}

/** Numbers of each period begin here; everybody has another one, except where a case says otherwise. */
const firstNumber: Readonly<Record<Period['name'], number>> = {
  '2024H1': 1000,
  '2024H2': 1500,
  '2025H1': 2000,
  '2025Jul': 2500,
};

/** Days without business in a row: what came in before them is registered by then. */
const longestHoliday = 10;

/** Now and then somebody comes back with the same matter. */
function asRepeat(chance: Chance, made: DemoCase, before: readonly DemoCase[]): DemoCase {
  if (made.forwardedBy !== null || !chance.hit(0.2)) return made;
  const earlier = before.findLast(
    ({ outlet, theme, receivedOn }) =>
      outlet === made.outlet &&
      theme.group === made.theme.group &&
      addDays(receivedOn, longestHoliday) < made.receivedOn,
  );
  if (earlier === undefined) return made;
  return {
    ...made,
    customer: earlier.customer,
    summary: `客户再次反映：${made.summary}`,
    repeatOf: earlier.key,
    onSpot: false,
  };
}
