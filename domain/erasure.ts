/**
 * An order to erase the personal values of one record (个人信息保护法 art. 47). It lists the
 * operations whose private parts go; the operations themselves and the chain stay and verify.
 * What is written after the order is not concerned by it.
 */
import type { RecordOf } from './entity.ts';
import { needed } from './entity.ts';

export const erasureEntity = {
  name: 'erasure',
  owner: 'centre',
  fields: {
    /** The outlet whose record it is. */
    outlet: needed.text('B'),
    entity: needed.text('B'),
    record: needed.text('B'),
    /** Ids of the operations concerned. */
    ops: needed.list<string>('B'),
    reason: needed.text('B'),
    /** Milliseconds UTC. */
    orderedAt: needed.int('B'),
  },
} as const;

export type Erasure = RecordOf<typeof erasureEntity>;
