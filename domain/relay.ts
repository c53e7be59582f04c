/**
 * An operation of a case that the centre passes on (转送) to an outlet which handles the case, or which
 * began it and gave it away. The receiver cannot check it against the chain it stands in, because that
 * chain holds other cases too; the centre, which has checked it, vouches for it in its own chain.
 * Folding treats it as the operation it carries, with that operation's id. docs/sync-format.md, "Relays".
 */
import type { RecordOf } from './entity.ts';
import { needed, optional } from './entity.ts';

export const relayEntity = {
  name: 'relay',
  owner: 'centre',
  fields: {
    /** The outlet it is for. */
    outlet: needed.text('B'),
    /** The case it belongs to. */
    complaint: needed.text('B'),
    /** Id of the operation that is passed on. */
    op: needed.text('B'),
    /** Who wrote it, on which incarnation. */
    node: needed.text('B'),
    inc: needed.text('B'),
    /** The record it is about: the case itself, a step, a pause, a request, an attachment. */
    record: needed.text('B'),
    /** The operation as an op line. */
    line: needed.text('B'),
    /** Its private line; empty for an outlet that no longer handles the case, and once erased. */
    secret: optional.text('B', { personal: true }),
  },
} as const;

export type Relay = RecordOf<typeof relayEntity>;
