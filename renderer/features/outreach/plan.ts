/** The plan of an event as its form holds it: numbers are text while they are typed. */
import type { OutreachPlan, OutreachRow } from '#contract/outreach.ts';

export interface PlanForm {
  readonly title: string;
  readonly campaign: string | null;
  readonly concentrated: string;
  readonly heldOn: string | null;
  /** Null: one day. */
  readonly endsOn: string | null;
  readonly startTime: string | null;
  readonly endTime: string | null;
  readonly place: string;
  readonly venue: string | null;
  readonly audiences: readonly string[];
  readonly topics: readonly string[];
  readonly forms: readonly string[];
  readonly partner: string;
  readonly leader: string | null;
  readonly plannedPeople: string;
  readonly publicGood: string;
  readonly campaignPlan: string | null;
  readonly joint: string;
  readonly base: string | null;
  /** Null: follows the venue. */
  readonly sheetTemplate: OutreachPlan['sheetTemplate'] | null;
}

export const emptyPlan = (today: string, leader: string): PlanForm => ({
  title: '',
  campaign: null,
  concentrated: 'no',
  heldOn: today,
  endsOn: null,
  startTime: null,
  endTime: null,
  place: '',
  venue: null,
  audiences: [],
  topics: [],
  forms: [],
  partner: '',
  leader,
  plannedPeople: '',
  publicGood: 'yes',
  campaignPlan: null,
  joint: '',
  base: null,
  sheetTemplate: null,
});

export const planOf = (row: OutreachRow): PlanForm => ({
  title: row.title,
  campaign: row.campaign,
  concentrated: row.concentrated ? 'yes' : 'no',
  heldOn: row.heldOn,
  endsOn: row.endsOn === row.heldOn ? null : row.endsOn,
  startTime: row.startTime,
  endTime: row.endTime,
  place: row.place,
  venue: row.venue,
  audiences: row.audiences,
  topics: row.topics,
  forms: row.forms,
  partner: row.partner ?? '',
  leader: row.leader,
  plannedPeople: String(row.plannedPeople),
  publicGood: row.publicGood ? 'yes' : 'no',
  campaignPlan: row.campaignPlan,
  joint: row.joint ?? '',
  base: row.base,
  sheetTemplate: row.sheetTemplate,
});

/** At a school nobody signs by name: the school confirms classes and numbers. */
export const templateFor = (venue: string | null): OutreachPlan['sheetTemplate'] =>
  venue === 'venue.school' ? 'T3' : 'T2';

export const templateOf = (form: PlanForm): OutreachPlan['sheetTemplate'] =>
  form.sheetTemplate ?? templateFor(form.venue);

/** What is sent. Missing dates and times go as empty text and come back with their reason. */
export const inputOf = (form: PlanForm): OutreachPlan => ({
  title: form.title,
  campaign: form.campaign,
  concentrated: form.concentrated === 'yes',
  heldOn: form.heldOn ?? '',
  endsOn: form.endsOn ?? form.heldOn ?? '',
  startTime: form.startTime ?? '',
  endTime: form.endTime ?? '',
  place: form.place,
  venue: form.venue ?? '',
  audiences: [...form.audiences],
  topics: [...form.topics],
  forms: [...form.forms],
  partner: form.partner === '' ? null : form.partner,
  leader: form.leader ?? '',
  plannedPeople: /^\d+$/.test(form.plannedPeople.trim()) ? Number(form.plannedPeople) : Number.NaN,
  publicGood: form.publicGood === 'yes',
  campaignPlan: form.campaignPlan,
  joint: form.joint.trim() === '' ? null : form.joint.trim(),
  base: form.base,
  sheetTemplate: templateOf(form),
});
