/** Record filters with everything they need: the WHERE of lists, counts and drill-downs. */
import type { Condition, DueDay, GroupClasses } from '#db/record-filter.ts';
import { complaintCondition, fillDueDays, receivedSpan, restartDays } from '#db/record-filter.ts';
import type { Db } from '#db/open.ts';
import { lateCondition, locksInForce } from '#db/period-lock.ts';
import { addWorkdays } from '#domain/calendar.ts';
import { addDays } from '#domain/dates.ts';
import type { ClockContext } from '#domain/deadline-rules.ts';
import type { DictTree } from '#domain/dictionary.ts';
import type { GroupPurpose, ManagementGroup } from '#domain/management-group.ts';
import { groupOf } from '#domain/management-group.ts';
import type { ComplaintFilter } from '#domain/record-filter.ts';
import { clockContext, readDict, readGroups } from './reference.ts';

export { outreachCondition as outreachWhere, trainingCondition as trainingWhere } from '#db/record-filter.ts';

/**
 * The WHERE of `complaint` (table without an alias) for a filter. Run the query right away: the
 * last days of 3-5-10 stand in a table of this connection that the next filter may fill anew.
 */
export function complaintWhere(db: Db, filter: ComplaintFilter): Condition {
  const { duty } = filter;
  if (duty !== undefined && duty.name !== 'letter') {
    const span = receivedSpan(db);
    if (span !== null) {
      const from = filter.from ?? span.from;
      const to = filter.to ?? span.to;
      fillDutyDays(db, clockContext(db, duty.asOf), from, to);
    }
  }
  return complaintCondition(filter, {
    businessesOf: (group) => groupClasses(readDict(db, 'business'), readGroups(db), group),
    late: () => lateCondition(locksInForce(db)),
  });
}

/** The last days of 3-5-10 for every day of receipt in a range, and for every restart. */
export function fillDutyDays(db: Db, { rules, calendar }: ClockContext, from: string, to: string): void {
  const days = new Set(restartDays(db));
  for (let day = from; day <= to; day = addDays(day, 1)) days.add(day);
  const dues = [...days].map((day): DueDay => ({
    day,
    contact: addWorkdays(calendar, day, rules.contactDays).date,
    plan: addWorkdays(calendar, day, rules.planDays).date,
    finish: addWorkdays(calendar, day, rules.finishDays).date,
  }));
  fillDueDays(db, dues);
}

/** Classes of a management group; `<purpose>.none` is everything in no group. Null when there is no such group. */
export function groupClasses(tree: DictTree, groups: readonly ManagementGroup[], group: string): GroupClasses | null {
  const purpose = group.split('.')[0] as GroupPurpose;
  const known = groups.some(({ id }) => id === group);
  if (!known && group !== undecidedGroup(purpose)) return null;
  const ids = [...tree.byId.keys()].filter((id) => {
    const found = groupOf(tree, groups, purpose, id);
    return known ? found?.id === group : found !== null;
  });
  return { ids, except: !known };
}

/** Cases whose class is too coarse for any group (银行卡 before the leaf is chosen), or unknown here. */
export const undecidedGroup = (purpose: GroupPurpose): string => `${purpose}.none`;
