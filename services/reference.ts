/** Reads what the centre decided for everybody: working calendar, deadline rules, dictionaries, groups. */
import { findRecords, getRecord } from '#db/record.ts';
import type { Db } from '#db/open.ts';
import type { CalendarYear } from '#domain/calendar.ts';
import { makeCalendar } from '#domain/calendar.ts';
import type { WorkCalendar } from '#domain/calendar.ts';
import { MANAGEMENT_GROUPS } from '#domain/data/management-groups.ts';
import type { ClockContext, DeadlineRules } from '#domain/deadline-rules.ts';
import { DEFAULT_DEADLINE_RULES, deadlineRulesSchema } from '#domain/deadline-rules.ts';
import type { DictEntry, DictName, DictTree } from '#domain/dictionary.ts';
import { makeDictTree } from '#domain/dictionary.ts';
import type { ManagementGroup } from '#domain/management-group.ts';
import { calendarYearEntity, dictEntryEntity, ruleEntity } from '#domain/reference-data.ts';

export const readCalendar = (db: Db): WorkCalendar =>
  makeCalendar(findRecords(db, calendarYearEntity, 'WHERE voided = 0') satisfies readonly CalendarYear[]);

/** The rules in force; what the program ships where the centre has sent none it understands. */
export function readDeadlineRules(db: Db): DeadlineRules {
  const stored = getRecord(db, ruleEntity, 'deadline')?.value[0];
  const parsed = deadlineRulesSchema.safeParse(stored);
  return parsed.success ? parsed.data : DEFAULT_DEADLINE_RULES;
}

export const clockContext = (db: Db, today: string): ClockContext => ({
  rules: readDeadlineRules(db),
  calendar: readCalendar(db),
  today,
});

/** One dictionary with its retired entries: records of the past still use them. */
export const readDict = (db: Db, dict: DictName): DictTree =>
  makeDictTree(findRecords(db, dictEntryEntity, 'WHERE dict = ?', dict) satisfies readonly DictEntry[]);

export function readGroups(db: Db): readonly ManagementGroup[] {
  const stored = getRecord(db, ruleEntity, 'managementGroups')?.value.filter(isGroup) ?? [];
  return stored.length === 0 ? MANAGEMENT_GROUPS : stored;
}

function isGroup(value: unknown): value is ManagementGroup {
  if (typeof value !== 'object' || value === null) return false;
  const { id, purpose, label, members, sort } = value as Partial<ManagementGroup>;
  return (
    typeof id === 'string' &&
    typeof purpose === 'string' &&
    typeof label === 'string' &&
    typeof sort === 'number' &&
    Array.isArray(members) &&
    members.every((member) => typeof member === 'string')
  );
}
