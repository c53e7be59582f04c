/** 今日: one answer for the home screen of an outlet. */
import type { TodayItem, TodayState } from '#contract/today.ts';
import { listComplaints } from '#db/complaint.ts';
import { waitingRequests } from '#db/complaint-handling.ts';
import { row, rows } from '#db/statements.ts';
import { dayFact, hasYear } from '#domain/calendar.ts';
import type { WorkCalendar } from '#domain/calendar.ts';
import type { ClockSummary } from '#domain/complaint-clock.ts';
import { deadlinesOf } from '#domain/complaint-clock.ts';
import { maskCustomer } from '#domain/complaint-draft.ts';
import { requestKinds } from '#domain/complaint-request.ts';
import { nextMove } from '#domain/complaint-state.ts';
import { addDays, weekday } from '#domain/dates.ts';
import { isMet } from '#domain/deadline.ts';
import { periodOf } from '#domain/periods.ts';
import { may } from '#domain/permissions.ts';
import { hasClock, openWithClock, peopleNames, summaryView } from './complaint-list.ts';
import type { Ctx } from './context.ts';
import type { Verbs } from './dispatch.ts';
import { exchangeVerbs } from './exchange.ts';
import { clockContext, readCalendar } from './reference.ts';

type OpenCase = ReturnType<typeof openWithClock>[number];

const groupOfState: Readonly<Partial<Record<ClockSummary['state'], TodayItem['group']>>> = {
  overdue: 'overdue',
  today: 'today',
  tomorrow: 'tomorrow',
};

function dueItems(open: readonly OpenCase[], nameOf: (staffNo: string) => string): TodayItem[] {
  return open
    .toSorted((a, b) => (a.clock.due === b.clock.due ? 0 : a.clock.due < b.clock.due ? -1 : 1))
    .flatMap(({ row: found, clock }) => {
      const group = groupOfState[clock.state];
      if (group === undefined) return [];
      const next = nextMove({ state: found.state, voided: false });
      const action = next === 'contact' || next === 'plan' || next === 'close' ? next : 'open';
      return [
        {
          group,
          kind: 'complaint' as const,
          id: found.id,
          title: maskCustomer(found.customerName),
          business: found.business,
          detail: found.caseNo,
          who: nameOf(found.handler),
          clock: summaryView(clock),
          action,
        },
      ];
    });
}

/** What waits for this person's decision, where he may decide. */
function approvalItems(ctx: Ctx, nameOf: (staffNo: string) => string): TodayItem[] {
  if (ctx.identity.side !== 'outlet' || !may(ctx.user.role, 'complaint.approve')) return [];
  return waitingRequests(ctx.db, ctx.user.staffNo).map((request) => ({
    group: 'toApprove',
    kind: 'complaint',
    id: request.complaint,
    title: maskCustomer(request.customerName),
    business: request.business,
    detail: `申请${requestKinds[request.kind]}`,
    who: nameOf(request.askedBy),
    clock: null,
    action: 'open',
  }));
}

interface Activity {
  readonly kind: 'outreach' | 'training';
  readonly id: string;
  readonly title: string;
  readonly place: string;
  readonly startTime: string;
  readonly heldOn: string;
  readonly endsOn: string;
  readonly who: string;
}

/** Planned and begun: today's, and those that are over and not yet filled in. */
function activityItems(ctx: Ctx, today: string, nameOf: (staffNo: string) => string): TodayItem[] {
  const found = rows<Activity>(
    ctx.db,
    `SELECT 'outreach' AS kind, id, title, place, start_time AS startTime, held_on AS heldOn, ends_on AS endsOn, leader AS who
     FROM outreach_event WHERE voided = 0 AND state = 'planned' AND held_on <= ?
     UNION ALL
     SELECT 'training', id, title, place, start_time, held_on, held_on, lecturer
     FROM training WHERE voided = 0 AND state = 'planned' AND held_on <= ?
     ORDER BY heldOn, startTime, id`,
    today,
    today,
  );
  return found.map((activity): TodayItem => {
    const over = activity.endsOn < today;
    return {
      group: over ? 'toFill' : 'activity',
      kind: activity.kind,
      id: activity.id,
      title: activity.title,
      business: '',
      detail: over ? activity.heldOn : `${activity.startTime} ${activity.place}`,
      who: nameOf(activity.who),
      clock: null,
      action: over ? 'fill' : 'open',
    };
  });
}

function reportItems(ctx: Ctx): TodayItem[] {
  if (ctx.identity.side !== 'outlet') return [];
  const { pendingTotal } = exchangeVerbs['exchange.state']({}, ctx);
  if (pendingTotal === 0) return [];
  return [
    {
      group: 'toReport',
      kind: 'exchange',
      id: '',
      title: `${pendingTotal} 条记录未上报`,
      business: '',
      detail: '',
      who: '',
      clock: null,
      action: 'report',
    },
  ];
}

function monthFigures(ctx: Ctx, today: string): TodayState['month'] {
  const { label, from, to } = periodOf(today, 'month');
  const count = (sql: string): { readonly n: number; readonly m: number } =>
    row<{ n: number; m: number }>(ctx.db, sql, from, to) ?? { n: 0, m: 0 };
  const received = count(
    `SELECT COUNT(*) AS n, 0 AS m FROM complaint WHERE voided = 0 AND nature = 'nature.complaint' AND received_on BETWEEN ? AND ?`,
  ).n;
  const closed = listComplaints(ctx.db, [{ sql: `voided = 0 AND closed_on BETWEEN ? AND ?`, params: [from, to] }], {
    limit: -1,
    offset: 0,
  }).filter(hasClock);
  const context = clockContext(ctx.db, today);
  const events = count(
    `SELECT COUNT(*) AS n, COALESCE(SUM(reached_people), 0) AS m FROM outreach_event WHERE voided = 0 AND state = 'done' AND held_on BETWEEN ? AND ?`,
  );
  const trainings = count(
    `SELECT COUNT(*) AS n, 0 AS m FROM training WHERE voided = 0 AND state = 'done' AND held_on BETWEEN ? AND ?`,
  ).n;
  const people = count(
    `SELECT COUNT(*) AS n, COALESCE(SUM(attendance.state IN ('present', 'late', 'makeUp')), 0) AS m
     FROM attendance JOIN training ON training.id = attendance.of_id
     WHERE attendance.of_kind = 'training' AND attendance.voided = 0 AND training.voided = 0 AND training.state = 'done'
       AND training.held_on BETWEEN ? AND ?`,
  );
  return {
    label,
    received,
    closed: closed.length,
    onTime:
      closed.length === 0 ? null : closed.filter((found) => isMet(deadlinesOf(found, context).finish) === true).length,
    events: events.n,
    reached: events.m,
    trainings,
    expected: people.n,
    attended: people.m,
  };
}

function weekOf(calendar: WorkCalendar, today: string, open: readonly OpenCase[]): TodayState['week'] {
  const monday = addDays(today, 1 - weekday(today));
  return Array.from({ length: 7 }, (_, index) => {
    const date = addDays(monday, index);
    const { workday, estimated, why } = dayFact(calendar, date);
    const mark = workday && index >= 5 ? ('班' as const) : !workday && index < 5 ? ('休' as const) : ('' as const);
    return { date, workday, estimated, why, mark, due: open.filter(({ clock }) => clock.due === date).length };
  });
}

export function loadToday(ctx: Ctx): TodayState {
  const today = ctx.today();
  const calendar = readCalendar(ctx.db);
  const people = peopleNames(ctx);
  const nameOf = (staffNo: string): string => people.get(staffNo) ?? staffNo;
  const open = openWithClock(ctx, []);
  const due = dueItems(open, nameOf);
  const activities = activityItems(ctx, today, nameOf);
  const inGroup = (items: readonly TodayItem[], group: TodayItem['group']): TodayItem[] =>
    items.filter((item) => item.group === group);
  const later = open
    .filter(({ clock }) => clock.state === 'pending')
    .toSorted((a, b) => (a.clock.due < b.clock.due ? -1 : 1))[0];
  const anything = row(
    ctx.db,
    `SELECT 1 FROM complaint UNION SELECT 1 FROM outreach_event UNION SELECT 1 FROM training LIMIT 1`,
  );
  return {
    today,
    dayName: dayFact(calendar, today).why,
    calendarKnown: hasYear(calendar, Number(today.slice(0, 4))),
    items: [
      ...inGroup(due, 'overdue'),
      ...inGroup(due, 'today'),
      ...inGroup(due, 'tomorrow'),
      ...approvalItems(ctx, nameOf),
      ...inGroup(activities, 'activity'),
      ...inGroup(activities, 'toFill'),
      ...reportItems(ctx),
    ],
    next:
      later === undefined
        ? null
        : {
            id: later.row.id,
            title: maskCustomer(later.row.customerName),
            due: later.clock.due,
            name: later.clock.name,
          },
    month: monthFigures(ctx, today),
    week: weekOf(calendar, today, open),
    empty: anything === undefined,
  };
}

export const todayVerbs = {
  'today.load': (_input, ctx) => loadToday(ctx),
} satisfies Verbs;
