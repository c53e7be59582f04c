/** 保管期限 and what it proposes. */
import { getRecord } from '#db/record.ts';
import { countKeptTooLong, keptTooLong } from '#db/retention.ts';
import { outletsById } from '#db/staff.ts';
import { ruleEntity } from '#domain/reference-data.ts';
import type { RetentionRule } from '#domain/retention.ts';
import { DEFAULT_RETENTION, dueBefore, keptUntil, retentionSchema } from '#domain/retention.ts';
import type { Ctx } from './context.ts';
import type { Verbs } from './dispatch.ts';

/** As many as somebody works through in a sitting. */
const shown = 500;

function ruleOf({ db }: Ctx): RetentionRule {
  const parsed = retentionSchema.safeParse(getRecord(db, ruleEntity, 'retention')?.value[0]);
  return parsed.success ? parsed.data : DEFAULT_RETENTION;
}

function due(ctx: Ctx) {
  const rule = ruleOf(ctx);
  const before = dueBefore(ctx.today(), rule);
  const outlets = outletsById(ctx.db);
  const rows = keptTooLong(ctx.db, before, shown).map(({ outlet, ...found }) => ({
    ...found,
    outletName: outlets.get(outlet)?.name ?? outlet,
    keptUntil: keptUntil(found.closedOn, rule),
  }));
  return { years: rule.years, total: countKeptTooLong(ctx.db, before), rows };
}

export const retentionVerbs = {
  'retention.due': (_input, ctx) => due(ctx),
  'retention.save': (rule, ctx) => {
    ctx.write(ruleEntity, 'retention', { value: [rule] }, 'all');
    ctx.note({ text: `投诉保管 ${rule.years} 年` });
    return { years: rule.years };
  },
} satisfies Verbs;
