/** One thing somebody does at an outlet: a request as the screens send it, and the moment of it. */
import type { In } from '#contract/index.ts';

export type ActionName =
  | 'complaint.create'
  | 'complaint.update'
  | 'complaint.addContact'
  | 'complaint.setPlan'
  | 'complaint.addNote'
  | 'complaint.close'
  | 'complaint.followUp'
  | 'complaint.withdraw'
  | 'complaint.ask'
  | 'complaint.decide'
  | 'complaint.pause'
  | 'complaint.resume'
  | 'complaint.restart'
  | 'complaint.reopen'
  | 'complaint.consult'
  | 'outreach.create'
  | 'outreach.fill'
  | 'outreach.cancel'
  | 'attachment.add'
  | 'attendance.save'
  | 'campaign.tick'
  | 'stock.move'
  | 'educationBase.save'
  | 'briefing.add'
  | 'training.create'
  | 'training.finish';

/** Fields that hold the id of a record made earlier; the plan knows only its key. */
type Reference = 'id' | 'ofId' | 'request';

export interface Action {
  /** Milliseconds UTC. */
  readonly at: number;
  readonly by: 'clerk' | 'head';
  readonly name: ActionName;
  readonly input: Readonly<Record<string, unknown>>;
  /** Key of the record this makes. */
  readonly key: string | null;
  /** Input field → key of the record whose id goes there. */
  readonly refs: Readonly<Record<string, string>>;
}

interface How {
  readonly by?: Action['by'];
  readonly key?: string;
  readonly refs?: Readonly<Record<string, string>>;
}

export function action<N extends ActionName>(
  name: N,
  at: number,
  input: Omit<In<N>, Reference>,
  how: How = {},
): Action {
  return {
    at,
    name,
    input,
    by: how.by ?? 'clerk',
    key: how.key ?? null,
    refs: how.refs ?? {},
  };
}
