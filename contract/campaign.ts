/** What the centre asks of every outlet for a campaign (宣传任务), and what they have done. */
import * as z from 'zod/mini';
import { campaignStates } from '#domain/campaign.ts';
import { day, filled, recordId, text, textOrNull } from './checks.ts';
import { command, query } from './define.ts';

const keysOf = <K extends string>(table: Readonly<Record<K, unknown>>) => Object.keys(table) as [K, ...K[]];

export const CampaignPlan = z
  .object({
    title: filled(60, '请填写任务名称'),
    /** Dictionary id. */
    campaign: z.nullable(z.string().check(z.maxLength(80))),
    fromOn: day,
    toOn: day,
    theme: textOrNull(80),
    demands: textOrNull(1000),
    /** The checklist, one item a line. */
    items: z.array(text(80)).check(z.minLength(1, '请至少写一项要做的事'), z.maxLength(30, '最多 30 项')),
  })
  .check(z.refine((plan) => plan.toOn >= plan.fromOn, { error: '结束日期早于开始日期', path: ['toOn'] }));
export type CampaignPlan = z.infer<typeof CampaignPlan>;

const Tick = z.object({ item: z.string(), doneOn: z.string(), note: z.nullable(z.string()) });

export const CampaignRow = z.object({
  id: z.string(),
  title: z.string(),
  campaign: z.nullable(z.string()),
  fromOn: z.string(),
  toOn: z.string(),
  theme: z.nullable(z.string()),
  demands: z.nullable(z.string()),
  state: z.enum(keysOf(campaignStates)),
  items: z.array(z.object({ key: z.string(), text: z.string() })),
  /** At an outlet: its own ticks. */
  ticks: z.array(Tick),
  /** Outlets that have ticked everything; at an outlet 0 or 1. */
  finished: z.number(),
  /** Outlets it is for. */
  outlets: z.number(),
  /** Events held for it (joint ones once) and people reached. */
  events: z.number(),
  reached: z.number(),
});
export type CampaignRow = z.infer<typeof CampaignRow>;

export const CampaignProgress = z.object({
  outlet: z.string(),
  outletName: z.string(),
  done: z.array(z.string()),
  events: z.number(),
  reached: z.number(),
});
export type CampaignProgress = z.infer<typeof CampaignProgress>;

const changes = ['outreach', 'exchange'] as const;

export const campaign = {
  /** Running and coming ones first. */
  'campaign.list': query({ needs: 'outreach.read', input: z.object({}), output: z.array(CampaignRow) }),
  /** Outlet by outlet; at an outlet only its own line. */
  'campaign.progress': query({
    needs: 'outreach.read',
    input: z.object({ id: recordId }),
    output: z.array(CampaignProgress),
  }),
  'campaign.save': command({
    needs: 'campaign.write',
    input: z.object({ id: z.nullable(recordId), plan: CampaignPlan }),
    output: z.object({ id: z.string() }),
    changes,
  }),
  'campaign.withdraw': command({
    needs: 'campaign.write',
    input: z.object({ id: recordId, reason: filled(200, '请写明撤销的原因') }),
    output: z.object({}),
    changes,
  }),
  /** An outlet has done an item, or takes that back. */
  'campaign.tick': command({
    needs: 'outreach.write',
    input: z.object({ id: recordId, item: z.string(), done: z.boolean(), note: z._default(textOrNull(120), null) }),
    output: z.object({ done: z.number(), of: z.number() }),
    changes,
  }),
};
