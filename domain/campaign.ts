/**
 * What the centre asks every outlet to do for a campaign (宣传任务): a period, a theme and a checklist.
 * It travels in the pack; the outlet ticks item by item; the ticks come back and are counted.
 */
import type { RecordOf } from './entity.ts';
import { needed, optional } from './entity.ts';

export interface CampaignItem {
  /** Never reused within a campaign, so that a tick keeps its meaning when the list is changed. */
  readonly key: string;
  readonly text: string;
}

export const campaignPlanEntity = {
  name: 'campaign_plan',
  owner: 'centre',
  fields: {
    title: needed.text('B'),
    /** Dictionary choice it belongs to: 3·15, 金融教育宣传周 … */
    campaign: optional.text('B'),
    fromOn: needed.text('B'),
    toOn: needed.text('B'),
    theme: optional.text('B'),
    /** What is asked for, in the words of the notice. */
    demands: optional.text('B'),
    items: needed.list<CampaignItem>('B'),
  },
} as const;

export type CampaignPlan = RecordOf<typeof campaignPlanEntity>;

/** An outlet has done one item. Taken back by voiding. */
export const campaignTickEntity = {
  name: 'campaign_tick',
  owner: 'outlet',
  fields: {
    outlet: needed.text('B'),
    plan: needed.text('B'),
    item: needed.text('B'),
    doneOn: needed.text('C'),
    note: optional.text('C'),
  },
} as const;

export type CampaignTick = RecordOf<typeof campaignTickEntity>;

export const campaignStates = { coming: '未开始', running: '进行中', over: '已结束' } as const;
export type CampaignState = keyof typeof campaignStates;

export function campaignStateOn(plan: Pick<CampaignPlan, 'fromOn' | 'toOn'>, today: string): CampaignState {
  if (today < plan.fromOn) return 'coming';
  return today > plan.toOn ? 'over' : 'running';
}

/** Items of the checklist that are ticked; ticks of items taken out of the list do not count. */
export function ticked(
  items: readonly CampaignItem[],
  ticks: readonly Pick<CampaignTick, 'item'>[],
): readonly CampaignItem[] {
  const done = new Set(ticks.map(({ item }) => item));
  return items.filter(({ key }) => done.has(key));
}

/** A checklist typed one item a line: known lines keep their key, new ones get the next free one. */
export function itemsFrom(lines: readonly string[], before: readonly CampaignItem[]): readonly CampaignItem[] {
  const known = new Map(before.map((item) => [item.text, item.key]));
  let last = before.reduce((most, { key }) => Math.max(most, Number(key)), 0);
  return [...new Set(lines.map((line) => line.trim()).filter((line) => line !== ''))].map((text) => {
    const key = known.get(text);
    if (key !== undefined) return { key, text };
    last += 1;
    return { key: String(last), text };
  });
}
