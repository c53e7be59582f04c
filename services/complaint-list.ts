/** Complaint lists: masked lines with one clock each, for an outlet's hundreds and the branch's 100,000. */
import type { ClockSummaryView, ComplaintChip, ComplaintLine } from '#contract/complaint.ts';
import type { Parsed } from '#contract/index.ts';
import type { ComplaintRow } from '#db/complaint.ts';
import { countComplaints, exportedUpTo, listComplaints, openSql } from '#db/complaint.ts';
import { textCondition } from '#db/complaint-search.ts';
import type { Condition } from '#db/record-filter.ts';
import { outletsById, staffNames } from '#db/staff.ts';
import { listUsers } from '#db/user.ts';
import type { ClockSummary } from '#domain/complaint-clock.ts';
import { makeSummaries } from '#domain/complaint-clock.ts';
import { maskCustomer } from '#domain/complaint-draft.ts';
import { maskPhone, redactNumbers } from '#domain/mask.ts';
import { countsWorkdays } from './calendar.ts';
import type { Ctx } from './context.ts';
import { complaintWhere } from './record-filter.ts';
import { clockContext } from './reference.ts';

/** Characters of the text shown in a line. */
const summaryLength = 40;

/** Everybody's name by staff number: the roster, and who can log in here. */
export function peopleNames({ db }: Pick<Ctx, 'db'>): ReadonlyMap<string, string> {
  return new Map([...listUsers(db).map(({ staffNo, name }) => [staffNo, name] as const), ...staffNames(db)]);
}

export const summaryView = (summary: ClockSummary | null): ClockSummaryView | null =>
  summary === null ? null : { ...summary, workdaysLeft: countsWorkdays(summary.name) ? summary.workdaysLeft : null };

/** Nobody owes anything on a case that ended without a closing. */
export const hasClock = ({ state, voided }: Pick<ComplaintRow, 'state' | 'voided'>): boolean =>
  voided === 0 && state !== 'withdrawn' && state !== 'rejected';

interface LineAids {
  readonly summarise: (row: ComplaintRow) => ClockSummary | null;
  readonly outletName: (code: string) => string;
  readonly personName: (staffNo: string) => string;
  readonly exported: (row: ComplaintRow) => boolean;
}

function aidsOf(ctx: Ctx): LineAids {
  const outlets = outletsById(ctx.db);
  const people = peopleNames(ctx);
  const sent = exportedUpTo(ctx.db);
  const isOutlet = ctx.identity.side === 'outlet';
  const summaries = makeSummaries(clockContext(ctx.db, ctx.today()));
  return {
    summarise: (row) => (hasClock(row) ? summaries(row) : null),
    outletName: (code) => outlets.get(code)?.name ?? code,
    personName: (staffNo) => people.get(staffNo) ?? staffNo,
    exported: ({ chain, seq }) => !isOutlet || seq <= (sent.get(chain) ?? 0),
  };
}

/** Cut after the masking: half a number must not slip through. */
function shortText(summary: string): string {
  const signs = Array.from(redactNumbers(summary.replaceAll(/\s+/g, ' ')));
  return signs.length > summaryLength ? `${signs.slice(0, summaryLength).join('')}…` : signs.join('');
}

function lineOf(row: ComplaintRow, aids: LineAids): ComplaintLine {
  return {
    id: row.id,
    caseNo: row.caseNo,
    receivedOn: row.receivedOn,
    receivedTime: row.receivedTime,
    customer: maskCustomer(row.customerName),
    phone: maskPhone(row.phone),
    business: row.business,
    cause: row.cause,
    channel: row.channel,
    source: row.source,
    outlet: row.outlet,
    outletName: aids.outletName(row.outlet),
    summary: shortText(row.summary),
    level: row.level,
    forwarded: row.forwarded === 1,
    repeat: row.repeat === 1,
    state: row.state,
    handler: row.handler,
    handlerName: aids.personName(row.handler),
    clock: summaryView(aids.summarise(row)),
    voided: row.voided === 1,
    exported: aids.exported(row),
  };
}

const open: Condition = { sql: openSql, params: [] };

/** Conditions of the chips that SQL can answer; 今日到期 and 超期 are counted from the open cases. */
const chipConditions = (ctx: Ctx): Readonly<Record<Exclude<ComplaintChip, 'today' | 'overdue'>, Condition>> => ({
  all: { sql: '1', params: [] },
  open,
  forwarded: { sql: 'forwarded = 1', params: [] },
  mine: { sql: 'handler = ?', params: [ctx.user.staffNo] },
  repeat: { sql: 'repeat_of IS NOT NULL', params: [] },
});

const everything = { limit: -1, offset: 0 };

/** Open cases of a filter with their nearest clock. */
export function openWithClock(
  ctx: Ctx,
  where: readonly Condition[],
): readonly { readonly row: ComplaintRow; readonly clock: ClockSummary }[] {
  const summaries = makeSummaries(clockContext(ctx.db, ctx.today()));
  return listComplaints(ctx.db, [...where, open], everything).flatMap((row) => {
    const clock = summaries(row);
    return clock === null ? [] : [{ row, clock }];
  });
}

export function listOf(ctx: Ctx, input: Parsed<'complaint.list'>) {
  const { chip, text, limit, offset, ...filter } = input;
  const base = [complaintWhere(ctx.db, { ...filter, voided: filter.voided ?? false })];
  const chips = chipConditions(ctx);
  const keys = ['all', 'open', 'forwarded', 'mine', 'repeat'] as const;
  const numbers = countComplaints(
    ctx.db,
    base,
    keys.map((key) => chips[key]),
  );
  const byClock = openWithClock(ctx, base);
  const inState = (state: 'today' | 'overdue') => byClock.filter(({ clock }) => clock.state === state);
  const counts: Record<ComplaintChip, number> = {
    all: 0,
    open: 0,
    forwarded: 0,
    mine: 0,
    repeat: 0,
    today: inState('today').length,
    overdue: inState('overdue').length,
  };
  keys.forEach((key, index) => {
    counts[key] = numbers[index] ?? 0;
  });

  const typed = textCondition(ctx.db, text);
  const where = typed === null ? base : [...base, typed];
  const aids = aidsOf(ctx);
  if (chip === 'today' || chip === 'overdue') {
    const ids = new Set(inState(chip).map(({ row }) => row.id));
    const found = listComplaints(ctx.db, [...where, open], everything).filter(({ id }) => ids.has(id));
    return { rows: found.slice(offset, offset + limit).map((row) => lineOf(row, aids)), total: found.length, counts };
  }
  const narrowed = [...where, chips[chip]];
  const found = listComplaints(ctx.db, narrowed, { limit, offset });
  const whole = text.trim() === '' ? counts[chip] : (countComplaints(ctx.db, narrowed, [chips.all])[0] ?? 0);
  return { rows: found.map((row) => lineOf(row, aids)), total: whole, counts };
}
