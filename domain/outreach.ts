/** An outreach event (宣教活动): what is planned and what came of it. */
import { dayNumber, daysBetween } from './dates.ts';
import type { RecordOf } from './entity.ts';
import { needed, optional } from './entity.ts';
import type { SheetTemplate } from './sign-in-sheet.ts';
import type { GivenMaterial } from './stock.ts';

export const outreachStates = { planned: '计划', toFill: '待回填', done: '已完成', cancelled: '已取消' } as const;
/** Stored part of the state; 待回填 follows from the date (see `outreachStateOn`). */
export type OutreachState = 'planned' | 'done' | 'cancelled';

export const outreachEventEntity = {
  name: 'outreach_event',
  owner: 'outlet',
  fields: {
    eventNo: needed.text('B'),
    outlet: needed.text('B'),
    title: needed.text('C'),
    campaign: optional.text('C'),
    concentrated: needed.flag('C'),
    heldOn: needed.text('C'),
    endsOn: needed.text('C'),
    startTime: needed.text('C'),
    endTime: needed.text('C'),
    place: needed.text('C'),
    /** 场景: 厅堂, 社区, 企业, 校园, 商圈, 乡村 … */
    venue: needed.text('C'),
    audiences: needed.list<string>('C'),
    topics: needed.list<string>('C'),
    forms: needed.list<string>('C'),
    partner: optional.text('C'),
    /** Person in charge, staff number. */
    leader: needed.text('C'),
    plannedPeople: needed.int('C'),
    /** 覆盖人次: attendances on site, not different people. Empty until filled in. */
    reachedPeople: optional.int('C'),
    materialsGiven: optional.int('C'),
    consultations: optional.int('C'),
    workers: optional.int('C'),
    /** Pages of the signed sheet and signatures on it, as counted by hand. */
    signedPages: optional.int('C'),
    signedCount: optional.int('C'),
    publicGood: needed.flag('C'),
    summary: optional.text('C'),
    state: needed.text<OutreachState>('C'),
    sheetTemplate: needed.text<SheetTemplate>('C'),
    /** Campaign of the centre it is part of; a campaign_plan. */
    campaignPlan: optional.text('C'),
    /** Several outlets held it together: the number of the leading outlet's record. It counts once. */
    joint: optional.text('C'),
    /** Education base where it was held. */
    base: optional.text('C'),
    /** 覆盖人次 by group, as far as it was counted; groups are those of `audiences`. */
    groupPeople: needed.list<GroupPeople>('C'),
    /** 发放资料 by kind, as far as it was counted. */
    givenByKind: needed.list<GivenMaterial>('C'),
  },
} as const;

export interface GroupPeople {
  /** Dictionary id of the group. */
  readonly group: string;
  readonly people: number;
}

/** 一老一少一新: the groups whose numbers every report names. */
export const keyGroups = {
  'audience.senior': '一老',
  'audience.youth': '一少',
  'audience.newCitizen': '一新',
} as const;

export type OutreachEvent = RecordOf<typeof outreachEventEntity>;

/** The state shown on `today`: a planned event whose last day is over waits for its figures. */
export function outreachStateOn(
  event: Pick<OutreachEvent, 'state' | 'endsOn'>,
  today: string,
): keyof typeof outreachStates {
  return event.state === 'planned' && event.endsOn < today ? 'toFill' : event.state;
}

/** What is typed in after the event. */
export type OutreachResult = Pick<
  OutreachEvent,
  | 'reachedPeople'
  | 'materialsGiven'
  | 'consultations'
  | 'workers'
  | 'signedPages'
  | 'signedCount'
  | 'summary'
  | 'groupPeople'
  | 'givenByKind'
>;

export type OutreachPart = 'people' | 'workers' | 'materials' | 'sheet' | 'summary';

/** The parts of a complete back-fill, in the order of the completeness bar. */
export const outreachParts: Readonly<Record<OutreachPart, string>> = {
  people: '覆盖人次',
  workers: '工作人员',
  materials: '发放资料',
  sheet: '签到表',
  summary: '小结',
};

/** Parts of a complete archive: the back-fill and the files that prove it. */
export type ArchivePart = OutreachPart | 'photos' | 'scan';

/** 横幅全景、讲解特写、群众互动. */
export const photosWanted = 3;

export const archiveParts: Readonly<Record<ArchivePart, string>> = {
  ...outreachParts,
  photos: `照片至少 ${photosWanted} 张`,
  scan: '签到表扫描',
};

/** Files attached to an event, by what they are. */
export interface FileCounts {
  readonly photos: number;
  readonly scans: number;
}

/** Shorter than this says nothing about what happened. */
export const summaryMinimum = 20;

/**
 * What the back-fill still lacks. The sheet counts as filed when its pages and signatures have been
 * counted; an event may have no signatures (`signedCount` 0), but somebody has to have said so.
 */
export function missingParts(result: OutreachResult): readonly OutreachPart[] {
  const missing: OutreachPart[] = [];
  if (result.reachedPeople === null) missing.push('people');
  if (result.workers === null || result.workers === 0) missing.push('workers');
  if (result.materialsGiven === null) missing.push('materials');
  if (result.signedPages === null || result.signedCount === null) missing.push('sheet');
  if ((result.summary ?? '').trim().length < summaryMinimum) missing.push('summary');
  return missing;
}

const manyPeople = 500;
const peoplePerLeaflet = 20;

/**
 * Figures a supervisor would ask about. They are allowed, with a reason.
 * Attendances (人次) are counted, so more people than signatures is normal; the reverse is not.
 */
export function resultDoubts(result: OutreachResult): readonly string[] {
  const { reachedPeople: reached, materialsGiven: given, signedPages: pages, signedCount: signed } = result;
  const doubts: string[] = [];
  if (reached !== null && reached > manyPeople) doubts.push(`覆盖 ${reached} 人次，单场超过 ${manyPeople} 人次`);
  if (reached !== null && given !== null && given > 0 && reached > given * peoplePerLeaflet) {
    doubts.push(`覆盖人次超过发放资料份数的 ${peoplePerLeaflet} 倍`);
  }
  if (reached !== null && signed !== null && signed > reached)
    doubts.push(`签名 ${signed} 个，多于覆盖 ${reached} 人次`);
  if (signed !== null && signed > 0 && pages === 0) doubts.push('有签名却没有签到表页数');
  return [...doubts, ...sumDoubts(result)];
}

/** Parts that are more than their whole. */
function sumDoubts({ reachedPeople: reached, materialsGiven: given, ...parts }: OutreachResult): readonly string[] {
  const grouped = parts.groupPeople.reduce((sum, { people }) => sum + people, 0);
  const byKind = parts.givenByKind.reduce((sum, { count }) => sum + count, 0);
  return [
    ...(reached !== null && grouped > reached ? [`各群体合计 ${grouped} 人次，多于覆盖 ${reached} 人次`] : []),
    ...(given !== null && byKind > given ? [`各类资料合计 ${byKind} 份，多于发放 ${given} 份`] : []),
  ];
}

const roundTo = 50;
const oftenRound = 3;

/**
 * The same round number again and again is an estimate, not a count: of this event and the outlet's
 * events before it, newest first. Null where there is nothing to ask.
 */
export function roundNumberDoubt(reached: number | null, before: readonly (number | null)[]): string | null {
  const last = before.slice(0, oftenRound - 1);
  if (reached === null || reached < 2 * roundTo || reached % roundTo !== 0) return null;
  if (last.length < oftenRound - 1 || last.some((each) => each !== reached)) return null;
  return `最近 ${oftenRound} 场都是 ${reached} 人次`;
}

/** What the archive still lacks. Where somebody counted no page there is none to be scanned. */
export function missingInArchive(result: OutreachResult, files: FileCounts): readonly ArchivePart[] {
  return [
    ...missingParts(result),
    ...(files.photos < photosWanted ? (['photos'] as const) : []),
    ...(files.scans === 0 && result.signedPages !== 0 ? (['scan'] as const) : []),
  ];
}

/** Share of the archive that is there, 0–100. */
export const completeness = (missing: readonly ArchivePart[]): number =>
  Math.round(100 - (missing.length / Object.keys(archiveParts).length) * 100);

/** 100 is complete; below this the light is red. */
export const poorArchive = 60;

/** Days after the last one until which photos and the signed sheet are to be there. */
const fileDays = 3;

/** A supervisor asks for them: an event without any photo or sheet some days after it is named, never refused. */
export function fileDoubts(
  event: Pick<OutreachEvent, 'endsOn' | 'state' | 'signedPages'>,
  files: FileCounts,
  today: string,
): readonly string[] {
  if (event.state === 'cancelled' || daysBetween(event.endsOn, today) <= fileDays) return [];
  const gaps = [
    ...(files.photos === 0 ? ['照片'] : []),
    ...(files.scans === 0 && event.signedPages !== 0 ? ['签到表扫描'] : []),
  ];
  return gaps.length === 0 ? [] : [`活动结束已超过 ${fileDays} 天，还没有${gaps.join('和')}`];
}

export interface TimeSpan {
  readonly heldOn: string;
  readonly endsOn: string;
  readonly startTime: string;
  readonly endTime: string;
}

/**
 * Whether the hours go past midnight: they end at or before they begin, on a later day. An event of
 * several days with ordinary hours has them on every one of its days.
 */
export const isOvernight = (span: TimeSpan): boolean => span.endsOn > span.heldOn && span.endTime <= span.startTime;

/** `14:00—16:00`, `22:00—次日01:00`. */
export const hoursText = (span: TimeSpan): string =>
  `${span.startTime}—${isOvernight(span) ? '次日' : ''}${span.endTime}`;

/** Begin and end of each sitting in minutes since a fixed day, in order. */
function sittings(span: TimeSpan): readonly (readonly [number, number])[] {
  const overnight = isOvernight(span);
  const first = dayNumber(span.heldOn);
  const count = dayNumber(span.endsOn) - first + (overnight ? 0 : 1);
  return Array.from({ length: Math.max(0, count) }, (_, index) => {
    const day = (first + index) * minutesPerDay;
    return [day + minutesOf(span.startTime), day + (overnight ? minutesPerDay : 0) + minutesOf(span.endTime)] as const;
  });
}

const minutesPerDay = 24 * 60;
const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** Whether two events take place at the same time. Touching ends do not clash. */
export function timesClash(a: TimeSpan, b: TimeSpan): boolean {
  const others = sittings(b);
  return sittings(a).some(([from, to]) => others.some(([start, end]) => from < end && start < to));
}
