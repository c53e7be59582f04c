/** A morning or evening meeting with a word on consumer protection (晨会、夕会): written down in seconds. */
import type { RecordOf } from './entity.ts';
import { needed } from './entity.ts';

export const briefingKinds = { morning: '晨会', evening: '夕会' } as const;
export type BriefingKind = keyof typeof briefingKinds;

export const briefingEntity = {
  name: 'briefing',
  owner: 'outlet',
  fields: {
    outlet: needed.text('B'),
    heldOn: needed.text('C'),
    kind: needed.text<BriefingKind>('C'),
    topic: needed.text('C'),
    present: needed.int('C'),
  },
} as const;

export type Briefing = RecordOf<typeof briefingEntity>;

/** Before noon it is the morning's. */
export const kindAt = (time: string): BriefingKind => (time < '12:00' ? 'morning' : 'evening');
