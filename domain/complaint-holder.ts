/**
 * Whose turn it is (转办, 派单): the record stays where it began and is counted once; one node at a time
 * handles it. What the outlet that began it has written down it may still correct, and nothing else.
 */
import type { Complaint } from './complaint.ts';
import { CENTRE, complaintEntity } from './complaint.ts';
import type { Move } from './complaint-state.ts';
import { moveLabels } from './complaint-state.ts';

type Placed = Pick<Complaint, 'id' | 'transferredTo'>;

/** The node that registered it: an outlet's code or `centre`. */
export const originOf = ({ id }: Pick<Complaint, 'id'>): string => id.slice(0, Math.max(0, id.indexOf('.')));

/** The node that handles it now. */
export const holderOf = (complaint: Placed): string => complaint.transferredTo ?? originOf(complaint);

/** How a case came to this node, or left it. */
export type Handover = 'in' | 'out' | 'passed';

/** 转入: handled here, begun elsewhere. 转出: begun here, handled elsewhere. Passed: neither. Null: at home. */
export function handoverAt(node: string, complaint: Placed): Handover | null {
  const isOrigin = originOf(complaint) === node;
  if (holderOf(complaint) === node) return isOrigin ? null : 'in';
  return isOrigin ? 'out' : 'passed';
}

/** Corrections the outlet of origin still makes after it gave the case away: what only it can know. */
export const isOriginsField = (field: string): boolean =>
  (complaintEntity.fields as Readonly<Record<string, { readonly cls: string }>>)[field]?.cls === 'B';

/** Why this node may not do this; null when it may. `nameOf` gives the name of an outlet or of the centre. */
export function holderRefusal(
  move: Move,
  complaint: Placed,
  node: string,
  nameOf: (node: string) => string,
): string | null {
  const holder = holderOf(complaint);
  if (holder === node) return null;
  const origin = originOf(complaint);
  // Taken back by who gave it away; sent elsewhere by the centre. What was given to nobody is not the centre's.
  const mayRecall = complaint.transferredTo !== null && (origin === node || node === CENTRE);
  if (move === 'transfer' && mayRecall) return null;
  if (move === 'edit' && origin === node) return null;
  return complaint.transferredTo === null
    ? `此件由${nameOf(origin)}登记和办理，请在网点办理`
    : `此件已转给${nameOf(holder)}办理，不能再${moveLabels[move]}`;
}

export type TransferKind = 'hand' | 'recall' | 'return';

/** To give on, to take back, or (转入的) to give back to where it came from. */
export function transferKind(complaint: Placed, to: string | null, node: string): TransferKind {
  if (to !== null && to !== originOf(complaint)) return 'hand';
  return holderOf(complaint) === node ? 'return' : 'recall';
}

/** Whom a case of `origin` is transferred to is written down as nobody when it goes home. */
export const storedTarget = (complaint: Pick<Complaint, 'id'>, to: string | null): string | null =>
  to === originOf(complaint) ? null : to;
