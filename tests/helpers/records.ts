/** Records with plausible content for tests that do not care which. */
import type { Ctx } from '#services/context.ts';
import { complaintEntity } from '#domain/complaint.ts';
import type { Values } from '#domain/entity.ts';

type ComplaintFields = Values<typeof complaintEntity.fields>;

export const aComplaint = (outlet: string, change: Partial<ComplaintFields> = {}): ComplaintFields => ({
  caseNo: 'TS-0001-20250303-A001-0',
  externalNo: null,
  outlet,
  complainedOutlet: outlet,
  receivedOn: '2025-03-03',
  receivedTime: '09:00',
  registeredAt: Date.UTC(2025, 2, 3, 1),
  registrar: '200000',
  nature: 'nature.complaint',
  source: 'src.onsite',
  forwarded: false,
  forwardedBy: null,
  letterNo: null,
  forwardedOn: null,
  letterDueOn: null,
  filerKind: 'filer.self',
  customerName: '䶮㛃',
  phone: '13900000000',
  phoneKey: null,
  customerType: 'customer.person',
  specialGroups: [],
  accountTail: null,
  product: null,
  amountFen: null,
  summary: '对信用卡年费有异议',
  demands: [],
  business: 'biz.card.credit.use',
  channel: 'chn.front.counter',
  cause: 'cause.fee',
  level: 'level.normal',
  urgency: 'urgency.normal',
  tags: [],
  repeatOf: null,
  groupSize: null,
  representatives: [],
  partner: null,
  handler: '200000',
  complexity: 'normal',
  state: 'registered',
  contactedOn: null,
  plannedOn: null,
  closedOn: null,
  outcome: null,
  liability: null,
  bankCause: null,
  measures: [],
  compensationFen: null,
  findings: null,
  resolution: null,
  followedOn: null,
  satisfaction: null,
  calendarRev: null,
  ...change,
});

/** Records one complaint at this station and returns its id. */
export function recordComplaint(ctx: Ctx, change: Partial<ComplaintFields> = {}): string {
  const id = ctx.newId();
  ctx.write(complaintEntity, id, aComplaint(ctx.identity.node, change));
  return id;
}
