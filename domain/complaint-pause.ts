/** A time that does not count for the legal clock (art. 18 ¶2, 23): an appraisal outside, or a mediation. */
import type { RecordOf } from './entity.ts';
import { needed, optional } from './entity.ts';
import type { Pause } from './deadline-rules.ts';

export const pauseKinds = { appraisal: '外部鉴定、检测、评估', mediation: '调解' } as const;
export type PauseKind = keyof typeof pauseKinds;

export const complaintPauseEntity = {
  name: 'complaint_pause',
  owner: 'outlet',
  fields: {
    complaint: needed.text('A'),
    kind: needed.text<PauseKind>('A'),
    startedOn: needed.text('A'),
    /** Who appraises or mediates. */
    organisation: needed.text('A'),
    /** The day work goes on; empty while it lasts. */
    endedOn: optional.text('C'),
    result: optional.text('C', { personal: true }),
  },
} as const;

export type ComplaintPause = RecordOf<typeof complaintPauseEntity>;

export const clockPause = ({
  kind,
  startedOn,
  endedOn,
}: Pick<ComplaintPause, 'kind' | 'startedOn' | 'endedOn'>): Pause => ({
  kind,
  from: startedOn,
  to: endedOn,
});
