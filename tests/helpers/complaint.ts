/** A complaint as somebody registers it, and how it is closed. Synthetic. */
import type { In } from '#contract/index.ts';
import type { TestWorld } from './world.ts';

export type Draft = In<'complaint.create'>;

export const aDraft = (more: Partial<Draft> = {}): Draft => ({
  receivedOn: '2025-06-12',
  receivedTime: '09:10',
  source: 'src.site',
  business: 'biz.card.credit.use',
  cause: 'cause.pricing.fee',
  customerName: '张三丰',
  phone: '138 1234 5678',
  summary: '信用卡分期手续费与柜台说明不一致，要求退还',
  ...more,
});

export const closing = {
  outcome: 'outcome.agreed',
  liability: 'none',
  bankCause: null,
  measures: ['measure.explain'],
  findings: '经核对账单，收费与合同一致',
  resolution: '向客户解释收费标准，客户认可',
} as const;

/** Registers a complaint on the world's day and returns its id. */
export async function registered(world: TestWorld, more: Partial<Draft> = {}): Promise<string> {
  return (await world.call('complaint.create', aDraft(more))).id;
}

export const listed = (world: TestWorld, input: In<'complaint.list'> = {}) => world.call('complaint.list', input);
