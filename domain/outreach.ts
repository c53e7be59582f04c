/** An outreach event (宣教活动): what is planned and what came of it. Field list: domain handbook 3.3. */
import type { RecordOf } from './entity.ts';
import { needed, optional } from './entity.ts';

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
    sheetTemplate: needed.text<'T1' | 'T2' | 'T3' | 'T4'>('C'),
  },
} as const;

export type OutreachEvent = RecordOf<typeof outreachEventEntity>;

/** The state shown on `today`: a planned event whose last day is over waits for its figures. */
export function outreachStateOn(event: Pick<OutreachEvent, 'state' | 'endsOn'>, today: string): keyof typeof outreachStates {
  return event.state === 'planned' && event.endsOn < today ? 'toFill' : event.state;
}
