/** Everything that is recorded at one outlet, in the order in which it happens. A pure function. */
import { instantOf } from '#domain/dates.ts';
import type { Action } from './action.ts';
import { clerkOf, headOf, outlets } from './branch.ts';
import { complaintActions } from './complaint-actions.ts';
import type { DemoCase } from './complaint-case.ts';
import { allCases, lastCase } from './complaint-plan.ts';
import { eventActions } from './outreach-actions.ts';
import type { DemoEvent } from './outreach-plan.ts';
import { allEvents, jointEvents } from './outreach-plan.ts';
import { workActions } from './outreach-work.ts';
import { photoActions } from './photo-actions.ts';
import { milestones } from './time.ts';
import { trainingActions, trainings } from './training-plan.ts';

export interface OutletPlan {
  readonly code: string;
  readonly head: { readonly staffNo: string; readonly name: string };
  readonly clerk: { readonly staffNo: string; readonly name: string };
  /** Before the outlet reports, and after. */
  readonly actions: readonly Action[];
  readonly after: readonly Action[];
}

export interface DemoPlan {
  readonly cases: readonly DemoCase[];
  readonly events: readonly DemoEvent[];
  readonly outlets: readonly OutletPlan[];
}

const isLastCase = (key: string | undefined): boolean => key === lastCase;

/** The whole demo. What would happen after the last day stays undone: those cases and events are open. */
export function makePlan(): DemoPlan {
  const cases = allCases();
  const events = allEvents();
  const joint = jointEvents(events);
  const end = instantOf(milestones.to, '23:59');
  const lastEnd = instantOf(milestones.lastCaseTo, '23:59');
  const report = instantOf(milestones.exported, '00:00');
  const made = outlets.map((outlet): OutletPlan => {
    const held = [...events, ...joint]
      .filter((each) => each.outlet === outlet)
      .map((event) => ({ event, actions: eventActions(event) }));
    const actions = [
      ...cases.filter((each) => each.outlet === outlet).flatMap(complaintActions),
      ...held.flatMap((each) => each.actions),
      ...photoActions(held),
      ...workActions(outlet),
      ...trainings.flatMap((each) => trainingActions(outlet, each)),
    ];
    const { staffNo: head, name: headName } = headOf(outlet);
    const { staffNo: clerk, name: clerkName } = clerkOf(outlet);
    // Stable: what has the same moment keeps the order of its own case.
    const inOrder = actions
      .filter(({ at, refs, key }) => at <= (isLastCase(key ?? refs['id']) ? lastEnd : end))
      .sort((a, b) => a.at - b.at);
    return {
      code: outlet.code,
      head: { staffNo: head, name: headName },
      clerk: { staffNo: clerk, name: clerkName },
      actions: inOrder.filter(({ at }) => at < report),
      after: inOrder.filter(({ at }) => at >= report),
    };
  });
  return { cases, events, outlets: made };
}
