/** Writes the branch's first dictionaries, working calendars and rules; reads them back elsewhere. */
import type { Ctx } from './context.ts';
import { pinyinOf } from '#db/pinyin.ts';
import { OFFICIAL_CALENDAR } from '#domain/data/calendar-cn.ts';
import { SHIPPED_DICTS } from '#domain/data/dictionaries.ts';
import { MANAGEMENT_GROUPS } from '#domain/data/management-groups.ts';
import { SHIPPED_ARTICLES } from '#domain/data/rule-articles.ts';
import { DEFAULT_DEADLINE_RULES } from '#domain/deadline-rules.ts';
import { writeKnowledge } from './knowledge-write.ts';
import { calendarYearEntity, dictEntryEntity, ruleEntity } from '#domain/reference-data.ts';

/** Everything an outlet needs before it can record anything. For all outlets. */
export function writeReferenceData(ctx: Ctx): void {
  for (const entry of SHIPPED_DICTS) {
    ctx.write(
      dictEntryEntity,
      entry.id,
      {
        dict: entry.dict,
        parent: entry.parent,
        label: entry.label,
        shortLabel: entry.shortLabel,
        stdCode: entry.stdCode,
        stdCodeChecked: entry.stdCodeChecked,
        pinyin: pinyinOf(entry.label),
        synonyms: entry.synonyms,
        sort: entry.sort,
        retiredOn: entry.retiredOn,
      },
      'all',
    );
  }
  for (const year of OFFICIAL_CALENDAR) ctx.write(calendarYearEntity, String(year.year), { ...year }, 'all');
  ctx.write(ruleEntity, 'deadline', { value: [DEFAULT_DEADLINE_RULES] }, 'all');
  ctx.write(ruleEntity, 'managementGroups', { value: MANAGEMENT_GROUPS }, 'all');
  for (const { id, ...fields } of SHIPPED_ARTICLES) writeKnowledge(ctx, 'article', id, fields);
}
