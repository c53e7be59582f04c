/** Questions about campaigns of the centre and what outlets ticked. */
import type { CampaignPlan, CampaignTick } from '#domain/campaign.ts';
import { campaignPlanEntity, campaignTickEntity } from '#domain/campaign.ts';
import type { Db } from './open.ts';
import { findRecords } from './record.ts';
import { rows } from './statements.ts';

export const campaignPlans = (db: Db): readonly CampaignPlan[] =>
  findRecords(db, campaignPlanEntity, 'WHERE voided = 0 ORDER BY from_on DESC, id DESC');

/** Ticks of one campaign, of one outlet when given. */
export const ticksOf = (db: Db, plan: string, outlet: string | null): readonly CampaignTick[] =>
  findRecords(
    db,
    campaignTickEntity,
    'WHERE plan = ? AND voided = 0 AND (? IS NULL OR outlet = ?) ORDER BY outlet, item, id',
    plan,
    outlet,
    outlet,
  );

export interface CampaignEvents {
  readonly outlet: string;
  readonly events: number;
  readonly reached: number;
}

/** Finished events held for a campaign, by outlet. */
export const eventsOfCampaign = (db: Db, plan: string): readonly CampaignEvents[] =>
  rows<CampaignEvents>(
    db,
    `SELECT outlet, COUNT(*) AS events, COALESCE(SUM(reached_people), 0) AS reached FROM outreach_event
     WHERE campaign_plan = ? AND voided = 0 AND state = 'done' GROUP BY outlet`,
    plan,
  );
