/** Campaigns: the centre sets them, outlets tick them off, both see how far it is. */
import type { CampaignProgress, CampaignRow } from '#contract/campaign.ts';
import type { Parsed } from '#contract/index.ts';
import { campaignPlans, eventsOfCampaign, ticksOf } from '#db/campaign.ts';
import { outreachSums } from '#db/figures.ts';
import { getRecord } from '#db/record.ts';
import { outletsById } from '#db/staff.ts';
import type { CampaignPlan } from '#domain/campaign.ts';
import { campaignPlanEntity, campaignStateOn, campaignTickEntity, itemsFrom, ticked } from '#domain/campaign.ts';
import { Failure } from '#domain/failure.ts';
import type { Outlet } from '#domain/organisation.ts';
import type { Ctx } from './context.ts';
import type { Verbs } from './dispatch.ts';
import { ownOutlet } from './outreach.ts';

const own = (ctx: Ctx): string | null => (ctx.identity.side === 'outlet' ? ctx.identity.node : null);

/** Outlets a campaign is for: those open when it ends. */
const outletsFor = (ctx: Ctx, { toOn }: CampaignPlan): readonly Outlet[] =>
  [...outletsById(ctx.db).values()].filter(
    ({ id, voided, closedOn }) =>
      !voided && (closedOn === null || closedOn > toOn) && (own(ctx) === null || id === own(ctx)),
  );

/** @throws Failure notFound */
export function findCampaign(ctx: Pick<Ctx, 'db'>, id: string): CampaignPlan {
  const plan = getRecord(ctx.db, campaignPlanEntity, id);
  if (plan === null || plan.voided) throw new Failure('notFound', '没有找到这项宣传任务，可能已撤销。请回到列表刷新。');
  return plan;
}

function rowOf(ctx: Ctx, plan: CampaignPlan): CampaignRow {
  const { id, title, campaign, fromOn, toOn, theme, demands, items } = plan;
  const ticks = ticksOf(ctx.db, id, own(ctx));
  const byOutlet = Map.groupBy(ticks, ({ outlet }) => outlet);
  const outlets = outletsFor(ctx, plan);
  const sums = outreachSums(ctx.db, {
    sql: `campaign_plan = ? AND voided = 0 AND state = 'done'`,
    params: [id],
  });
  return {
    id,
    title,
    campaign,
    fromOn,
    toOn,
    theme,
    demands,
    state: campaignStateOn(plan, ctx.today()),
    items: [...items],
    ticks: own(ctx) === null ? [] : ticks.map(({ item, doneOn, note }) => ({ item, doneOn, note })),
    finished: outlets.filter((each) => ticked(items, byOutlet.get(each.id) ?? []).length === items.length).length,
    outlets: outlets.length,
    events: sums.events,
    reached: sums.reached,
  };
}

const order = { running: 0, coming: 1, over: 2 } as const;

const listCampaigns = (ctx: Ctx): CampaignRow[] =>
  campaignPlans(ctx.db)
    .map((plan) => rowOf(ctx, plan))
    .toSorted((a, b) => order[a.state] - order[b.state]);

function progressOf(ctx: Ctx, id: string): CampaignProgress[] {
  const plan = findCampaign(ctx, id);
  const ticks = Map.groupBy(ticksOf(ctx.db, id, own(ctx)), ({ outlet }) => outlet);
  const events = new Map(eventsOfCampaign(ctx.db, id).map((each) => [each.outlet, each]));
  return outletsFor(ctx, plan).map((outlet) => ({
    outlet: outlet.id,
    outletName: outlet.name,
    done: ticked(plan.items, ticks.get(outlet.id) ?? []).map(({ key }) => key),
    events: events.get(outlet.id)?.events ?? 0,
    reached: events.get(outlet.id)?.reached ?? 0,
  }));
}

function saveCampaign(ctx: Ctx, { id, plan }: Parsed<'campaign.save'>): string {
  const before = id === null ? null : findCampaign(ctx, id);
  const items = itemsFrom(plan.items, before?.items ?? []);
  if (items.length === 0)
    throw new Failure('invalid', '请至少写一项要做的事，没有保存。', { items: '请至少写一项要做的事' });
  const record = id ?? ctx.newId();
  ctx.write(campaignPlanEntity, record, { ...plan, items });
  ctx.note({ record, text: `宣传任务 ${items.length} 项` });
  return record;
}

function tick(ctx: Ctx, { id, item, done, note }: Parsed<'campaign.tick'>): { done: number; of: number } {
  const outlet = ownOutlet(ctx);
  const plan = findCampaign(ctx, id);
  if (!plan.items.some(({ key }) => key === item))
    throw new Failure('notFound', '这一项已不在任务清单里，没有登记。请刷新后再试。');
  const before = ticksOf(ctx.db, id, outlet).filter((each) => each.item === item);
  if (done && before.length === 0) {
    ctx.write(campaignTickEntity, ctx.newId(), { outlet, plan: id, item, doneOn: ctx.today(), note });
  }
  if (!done) {
    for (const each of before) ctx.write(campaignTickEntity, each.id, { voided: true, voidReason: '取消勾选' });
  }
  ctx.note({
    record: id,
    text: `${done ? '完成' : '取消'}第 ${plan.items.findIndex(({ key }) => key === item) + 1} 项`,
  });
  return { done: ticked(plan.items, ticksOf(ctx.db, id, outlet)).length, of: plan.items.length };
}

export const campaignVerbs = {
  'campaign.list': (_input, ctx) => listCampaigns(ctx),
  'campaign.progress': ({ id }, ctx) => progressOf(ctx, id),
  'campaign.save': (input, ctx) => ({ id: saveCampaign(ctx, input) }),
  'campaign.withdraw': ({ id, reason }, ctx) => {
    findCampaign(ctx, id);
    ctx.write(campaignPlanEntity, id, { voided: true, voidReason: reason });
    ctx.note({ record: id, text: `撤销宣传任务：${reason}` });
    return {};
  },
  'campaign.tick': (input, ctx) => tick(ctx, input),
} satisfies Verbs;
