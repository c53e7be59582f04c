/** What one person asks for and a second one decides (ADR 0025): extension, voiding, change of a closed case or of figures that are final. */
import type { RecordOf } from './entity.ts';
import { needed, optional } from './entity.ts';

export const requestKinds = { extend: '延期', void: '作废', change: '更正投诉' } as const;
export type RequestKind = keyof typeof requestKinds;

export const requestDecisions = { approved: '同意', refused: '不同意', cancelled: '已收回' } as const;
export type RequestDecision = keyof typeof requestDecisions;

/** One field of a change that is asked for. */
export interface AskedChange {
  readonly field: string;
  readonly value: unknown;
}

const personal = { personal: true } as const;

export const complaintRequestEntity = {
  name: 'complaint_request',
  owner: 'outlet',
  fields: {
    complaint: needed.text('A'),
    kind: needed.text<RequestKind>('A'),
    askedOn: needed.text('A'),
    askedBy: needed.text('A'),
    reason: needed.text('A', personal),
    changes: needed.list<AskedChange>('A', personal),
    decision: optional.text<RequestDecision>('C'),
    decidedOn: optional.text('C'),
    decidedBy: optional.text('C'),
    decisionNote: optional.text('C', personal),
  },
} as const;

export type ComplaintRequest = RecordOf<typeof complaintRequestEntity>;

/** Why this person cannot decide; null when he can. Four eyes: nobody decides what he asked for. */
export function decisionRefusal(
  request: Pick<ComplaintRequest, 'askedBy' | 'decision'>,
  staffNo: string,
): string | null {
  if (request.decision !== null) return `这项申请${requestDecisions[request.decision]}，不能再审批`;
  return request.askedBy === staffNo ? '自己提出的申请须由另一位有审批权限的人审批' : null;
}
