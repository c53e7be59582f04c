/** Complaint lists: masked lines with one clock each, for an outlet's hundreds and the branch's 100,000. */
import type { ClockSummaryView, ComplaintChip, ComplaintLine } from '#contract/complaint.ts';
import type { Parsed } from '#contract/index.ts';
import type { ComplaintRow } from '#db/complaint.ts';
import { countComplaints, exportedUpTo, listComplaints, openComplaints } from '#db/complaint.ts';
import { clockPauses } from '#db/complaint-handling.ts';
import { searchCap, soundCondition, textCondition } from '#db/complaint-search.ts';
import { lateCondition, locksInForce } from '#db/period-lock.ts';
import type { Condition } from '#db/record-filter.ts';
import { outletsById, staffNames } from '#db/staff.ts';
import { listUsers } from '#db/user.ts';
import { INTENTION } from '#domain/complaint.ts';
import type { ClockSummary } from '#domain/complaint-clock.ts';
import type { Handover } from '#domain/complaint-holder.ts';
import { handoverAt } from '#domain/complaint-holder.ts';
import { makeSummaries } from '#domain/complaint-clock.ts';
import { maskCustomer } from '#domain/complaint-draft.ts';
import { maskPhone, redactNumbers } from '#domain/mask.ts';
import { isLate } from '#domain/period-lock.ts';
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

/** The clock that matters in each of many cases, with the pauses of the few that have any. */
function summariesOf({ db, today }: Pick<Ctx, 'db' | 'today'>): (row: ComplaintRow) => ClockSummary | null {
  const summaries = makeSummaries(clockContext(db, today()));
  const pauses = clockPauses(db);
  return (row) => {
    const found = pauses.get(row.id);
    return summaries(found === undefined ? row : { ...row, pauses: found });
  };
}

interface LineAids {
  readonly summarise: (row: ComplaintRow) => ClockSummary | null;
  readonly outletName: (code: string) => string;
  readonly personName: (staffNo: string) => string;
  readonly exported: (row: ComplaintRow) => boolean;
  readonly handover: (row: ComplaintRow) => Handover | null;
  readonly late: (row: ComplaintRow) => boolean;
}

function aidsOf(ctx: Ctx): LineAids {
  const outlets = outletsById(ctx.db);
  const people = peopleNames(ctx);
  const sent = exportedUpTo(ctx.db);
  const isOutlet = ctx.identity.side === 'outlet';
  const summaries = summariesOf(ctx);
  const locks = locksInForce(ctx.db);
  return {
    summarise: (row) => (hasClock(row) ? summaries(row) : null),
    outletName: (code) => outlets.get(code)?.name ?? code,
    personName: (staffNo) => people.get(staffNo) ?? staffNo,
    handover: (row) => handoverAt(ctx.identity.node, row),
    late: (row) => isLate(row, locks),
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
    late: aids.late(row),
    handover: aids.handover(row),
    state: row.state,
    handler: row.handler,
    handlerName: aids.personName(row.handler),
    clock: summaryView(aids.summarise(row)),
    voided: row.voided === 1,
    exported: aids.exported(row),
  };
}

const either = (one: Condition, other: Condition): Condition => ({
  sql: `(${one.sql}) OR (${other.sql})`,
  params: [...one.params, ...other.params],
});

const is = (sql: string, ...params: readonly string[]): Condition => ({ sql, params });

/** Conditions of the chips that SQL can answer; 今日到期 and 超期 are counted from the open cases. */
const chipConditions = ({
  db,
  user,
}: Pick<Ctx, 'db' | 'user'>): Readonly<Record<Exclude<ComplaintChip, ClockChip>, Condition>> => ({
  all: is('1'),
  forwarded: is('forwarded = 1'),
  mine: is('handler = ?', user.staffNo),
  repeat: is('repeat_of IS NOT NULL'),
  intention: is('nature = ?', INTENTION),
  late: lateCondition(locksInForce(db)),
});

type ClockChip = 'open' | 'today' | 'overdue';
type OpenCase = { readonly row: ComplaintRow; readonly clock: ClockSummary };

const isClockChip = (chip: ComplaintChip): chip is ClockChip =>
  chip === 'open' || chip === 'today' || chip === 'overdue';

/** Open cases of a filter with their nearest clock, in no order. */
export function openWithClock(ctx: Ctx, where: readonly Condition[]): readonly OpenCase[] {
  const summaries = summariesOf(ctx);
  return openComplaints(ctx.db, where).flatMap((row) => {
    const clock = summaries(row);
    return clock === null ? [] : [{ row, clock }];
  });
}

const inChip = (open: readonly OpenCase[], chip: ClockChip): readonly OpenCase[] =>
  chip === 'open' ? open : open.filter(({ clock }) => clock.state === chip);

function countsOf(ctx: Ctx, base: readonly Condition[], open: readonly OpenCase[]): Record<ComplaintChip, number> {
  const { all, forwarded, mine, repeat, intention, late } = chipConditions(ctx);
  const asked = [all, forwarded, mine, repeat, intention, late];
  const [n0 = 0, n1 = 0, n2 = 0, n3 = 0, n4 = 0, n5 = 0] = countComplaints(ctx.db, base, asked);
  return {
    all: n0,
    forwarded: n1,
    mine: n2,
    repeat: n3,
    intention: n4,
    late: n5,
    open: open.length,
    today: inChip(open, 'today').length,
    overdue: inChip(open, 'overdue').length,
  };
}

const receivedAt = ({ receivedOn, receivedTime, id }: ComplaintRow): string => `${receivedOn} ${receivedTime} ${id}`;
const newestFirst = (a: ComplaintRow, b: ComplaintRow): number => (receivedAt(a) < receivedAt(b) ? 1 : -1);

export function listOf(ctx: Ctx, input: Parsed<'complaint.list'>) {
  const { chip, text, limit, offset, ...filter } = input;
  const base = [complaintWhere(ctx.db, { ...filter, voided: filter.voided ?? false })];
  const open = openWithClock(ctx, base);
  const counts = countsOf(ctx, base, open);
  // A common word alone is no question; with any other limit it is.
  const typed = textCondition(ctx.db, text, chip === 'all' && Object.keys(filter).length === 0);
  const sounds = soundCondition(ctx.db, text);
  const where = typed === null ? base : [...base, sounds === null ? typed : either(typed, sounds)];
  const aids = aidsOf(ctx);
  const lines = (rows: readonly ComplaintRow[]) => rows.map((row) => lineOf(row, aids));
  if (isClockChip(chip)) {
    const fits = typed === null ? null : new Set(openComplaints(ctx.db, where).map(({ id }) => id));
    const found = inChip(open, chip)
      .map(({ row }) => row)
      .filter(({ id }) => fits === null || fits.has(id))
      .toSorted(newestFirst);
    return { rows: lines(found.slice(offset, offset + limit)), total: found.length, counts, capped: false };
  }
  const narrowed = [...where, chipConditions(ctx)[chip]];
  const found = listComplaints(ctx.db, narrowed, { limit, offset });
  const total = typed === null ? counts[chip] : (countComplaints(ctx.db, narrowed, [is('1')])[0] ?? 0);
  return { rows: lines(found), total, counts, capped: typed !== null && sounds === null && total >= searchCap };
}
