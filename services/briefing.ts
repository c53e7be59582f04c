/** Morning and evening meetings: one line each. */
import type { BriefingRow } from '#contract/briefing.ts';
import type { Parsed } from '#contract/index.ts';
import { findRecords, getRecord } from '#db/record.ts';
import { outletsById, staffOn } from '#db/staff.ts';
import { rows } from '#db/statements.ts';
import type { Briefing } from '#domain/briefing.ts';
import { briefingEntity, briefingKinds } from '#domain/briefing.ts';
import { Failure } from '#domain/failure.ts';
import type { Ctx } from './context.ts';
import type { Verbs } from './dispatch.ts';
import { ownOutlet } from './outreach.ts';

const rowOf = (ctx: Ctx, { id, outlet, heldOn, kind, topic, present }: Briefing): BriefingRow => ({
  id,
  outlet,
  heldOn,
  kind,
  topic,
  present,
  outletName: outletsById(ctx.db).get(outlet)?.name ?? outlet,
});

const listBriefings = (ctx: Ctx, from: string | null, to: string | null): BriefingRow[] =>
  findRecords(
    ctx.db,
    briefingEntity,
    'WHERE voided = 0 AND held_on BETWEEN ? AND ? ORDER BY held_on DESC, kind, id DESC',
    from ?? '1900-01-01',
    to ?? '2200-12-31',
  ).map((each) => rowOf(ctx, each));

/** One of a kind and a day is the rule; a second one is a slip of the hand. */
function addBriefing(ctx: Ctx, fields: Parsed<'briefing.add'>): BriefingRow {
  const outlet = ownOutlet(ctx);
  if (fields.heldOn > ctx.today())
    throw new Failure('invalid', '日期在今天之后，没有保存。', { heldOn: '不能晚于今天' });
  const [twice] = findRecords(
    ctx.db,
    briefingEntity,
    'WHERE voided = 0 AND outlet = ? AND held_on = ? AND kind = ? AND topic = ?',
    outlet,
    fields.heldOn,
    fields.kind,
    fields.topic,
  );
  if (twice !== undefined)
    throw new Failure('invalid', `这天的${briefingKinds[fields.kind]}已经登记过这个主题，没有重复登记。`, {
      topic: '已经登记过',
    });
  const id = ctx.newId();
  ctx.write(briefingEntity, id, { ...fields, outlet });
  ctx.note({ record: id, text: `${fields.heldOn} ${briefingKinds[fields.kind]} ${fields.present} 人` });
  const stored = getRecord(ctx.db, briefingEntity, id);
  if (stored === null) throw new Error('a record that was just written is there');
  return rowOf(ctx, stored);
}

function voidBriefing(ctx: Ctx, id: string, reason: string): void {
  ownOutlet(ctx);
  const found = getRecord(ctx.db, briefingEntity, id);
  if (found === null || found.voided) throw new Failure('notFound', '没有找到这条记录，可能已作废。请刷新。');
  ctx.write(briefingEntity, id, { voided: true, voidReason: reason });
  ctx.note({ record: id, text: `作废晨夕会：${reason}` });
}

export const briefingVerbs = {
  'briefing.list': ({ from, to }, ctx) => listBriefings(ctx, from, to),
  'briefing.hints': (_input, ctx) => ({
    topics: rows<{ topic: string }>(
      ctx.db,
      'SELECT topic FROM briefing WHERE voided = 0 GROUP BY topic ORDER BY COUNT(*) DESC, MAX(held_on) DESC LIMIT 9',
    ).map(({ topic }) => topic),
    present: staffOn(ctx.db, ctx.today(), ctx.identity.side === 'outlet' ? ctx.identity.node : null).length,
  }),
  'briefing.add': (fields, ctx) => addBriefing(ctx, fields),
  'briefing.void': ({ id, reason }, ctx) => {
    voidBriefing(ctx, id, reason);
    return {};
  },
} satisfies Verbs;
