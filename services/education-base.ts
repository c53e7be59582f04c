/** Education bases of the outlets, with what was held there. */
import type { BaseRow } from '#contract/education-base.ts';
import type { Parsed } from '#contract/index.ts';
import { findRecords, getRecord } from '#db/record.ts';
import { outletsById } from '#db/staff.ts';
import { rows } from '#db/statements.ts';
import { educationBaseEntity } from '#domain/education-base.ts';
import { Failure } from '#domain/failure.ts';
import type { Ctx } from './context.ts';
import type { Verbs } from './dispatch.ts';
import { ownOutlet } from './outreach.ts';

interface Held {
  readonly base: string;
  readonly events: number;
  readonly reached: number;
  readonly lastOn: string;
}

function listBases(ctx: Ctx): BaseRow[] {
  const outlets = outletsById(ctx.db);
  const held = new Map(
    rows<Held>(
      ctx.db,
      `SELECT base, COUNT(*) AS events, COALESCE(SUM(reached_people), 0) AS reached, MAX(held_on) AS lastOn
       FROM outreach_event WHERE base IS NOT NULL AND voided = 0 AND state = 'done' GROUP BY base`,
    ).map((each) => [each.base, each]),
  );
  return findRecords(ctx.db, educationBaseEntity, 'WHERE voided = 0 ORDER BY since_on DESC, id DESC').map(
    ({ id, outlet, name, kind, address, partner, sinceOn, closedOn, note }) => ({
      id,
      outlet,
      name,
      kind,
      address,
      partner,
      sinceOn,
      closedOn,
      note,
      outletName: outlets.get(outlet)?.name ?? outlet,
      events: held.get(id)?.events ?? 0,
      reached: held.get(id)?.reached ?? 0,
      lastOn: held.get(id)?.lastOn ?? null,
    }),
  );
}

function saveBase(ctx: Ctx, { id, fields }: Parsed<'educationBase.save'>): string {
  const outlet = ownOutlet(ctx);
  if (id !== null && getRecord(ctx.db, educationBaseEntity, id) === null)
    throw new Failure('notFound', '没有找到这个教育基地，没有保存。请刷新后再试。');
  if (fields.closedOn !== null && fields.closedOn < fields.sinceOn)
    throw new Failure('invalid', '撤销日期早于建立日期，没有保存。', { closedOn: '早于建立日期' });
  const record = id ?? ctx.newId();
  ctx.write(educationBaseEntity, record, { ...fields, ...(id === null ? { outlet } : {}) });
  ctx.note({ record, text: '教育基地' });
  return record;
}

export const educationBaseVerbs = {
  'educationBase.list': (_input, ctx) => listBases(ctx),
  'educationBase.save': (input, ctx) => ({ id: saveBase(ctx, input) }),
} satisfies Verbs;
