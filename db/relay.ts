/** Operations that came by relay (domain/relay.ts), as operations of the record they are about. */
import type { Relay } from '#domain/relay.ts';
import type { JsonFields, Op, PrivatePart } from '#domain/sync/op-line.ts';
import { parseOpLine, parsePrivateLine } from '#domain/sync/op-line.ts';
import { isFailure } from '#domain/failure.ts';
import type { Db } from './open.ts';
import type { StoredOp } from './segment.ts';
import { row, rows } from './statements.ts';

type Carried = Pick<Relay, 'op' | 'node' | 'inc' | 'line' | 'secret'>;
type Place = { readonly chain: number; readonly seq: number };

const textIn = (fields: JsonFields, name: string): string => {
  const value = fields[name];
  return typeof value === 'string' ? value : '';
};

/** The fields of a relay as its operation says them. An erased one has no private line left. */
export const relayFrom = (fields: JsonFields): Carried => ({
  op: textIn(fields, 'op'),
  node: textIn(fields, 'node'),
  inc: textIn(fields, 'inc'),
  line: textIn(fields, 'line'),
  secret: typeof fields['secret'] === 'string' ? fields['secret'] : null,
});

/** The operation a relay carries, at the place of the relay; null when it cannot be read. */
export function carriedOp({ op: id, node, inc, line, secret }: Carried, { chain, seq }: Place): StoredOp | null {
  const op = readable<Op>(() => parseOpLine(line));
  if (op === null) return null;
  const part = secret === null ? null : readable<PrivatePart>(() => parsePrivateLine(secret));
  return { id, chain, op: { ...op, seq }, private: part, from: { node, inc } };
}

function readable<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (isFailure(error)) return null;
    throw error;
  }
}

/** Of the given records, in the order in which they came here. */
export const relayedOps = (db: Db, records: readonly string[]): readonly StoredOp[] =>
  rows<Carried & Place>(
    db,
    `SELECT op, node, inc, line, secret, chain, seq FROM relay
     WHERE record IN (SELECT value FROM json_each(?)) ORDER BY rowid`,
    JSON.stringify(records),
  ).flatMap((each) => carriedOp(each, each) ?? []);

/** Whether the centre has passed this case on to this outlet: then the outlet may work on it. */
export const isPassedOn = (db: Db, complaint: string, outlet: string): boolean =>
  row(db, 'SELECT 1 FROM relay WHERE complaint = ? AND outlet = ? LIMIT 1', complaint, outlet) !== undefined;

/**
 * One of each id. A copy without personal values (an outlet that no longer handles the case, or was
 * erased) says less than the operation itself.
 */
export function eachOnce(ops: readonly StoredOp[]): readonly StoredOp[] {
  const byId = new Map<string, StoredOp>();
  for (const stored of ops) {
    const known = byId.get(stored.id);
    if (known === undefined || (known.private === null && stored.private !== null)) byId.set(stored.id, stored);
  }
  return [...byId.values()];
}
