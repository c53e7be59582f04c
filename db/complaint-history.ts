/** Who changed which field of a case when, with the value before and after: read from the operations. */
import { opsOfRecord } from './merge.ts';
import type { Db } from './open.ts';
import { rows } from './statements.ts';

export interface FieldChange {
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

export interface HistoryEntry {
  /** Id of the operation. */
  readonly id: string;
  /** Milliseconds UTC. */
  readonly at: number;
  /** Staff number. */
  readonly by: string;
  readonly changes: readonly FieldChange[];
}

/**
 * Every operation on the case after its first, oldest first. Where two sides wrote without seeing each
 * other, the order is that of their clocks; the conflict itself is shown elsewhere.
 */
export function historyOf(db: Db, record: string): readonly HistoryEntry[] {
  const ops = opsOfRecord(db, record).toSorted((a, b) => a.op.hlc - b.op.hlc || (a.id < b.id ? -1 : 1));
  const values = new Map<string, unknown>();
  const entries: HistoryEntry[] = [];
  for (const { id, op, private: secret } of ops) {
    const fields = Object.entries({ ...op.fields, ...secret?.fields });
    const changes = fields.map(([field, after]) => ({ field, before: values.get(field) ?? null, after }));
    for (const [field, after] of fields) values.set(field, after);
    if (op.after.length > 0) entries.push({ id, at: Math.floor(op.hlc / 1000), by: op.user, changes });
  }
  return entries;
}

/**
 * Corrections made on this PC: operations on the case that no timeline entry of the same transaction
 * speaks for.
 */
export function untoldOps(db: Db, complaint: string): ReadonlySet<string> {
  const found = rows<{ id: string; first: number; next: number | null }>(
    db,
    `SELECT op.id, op.line ->> 'x' AS first, after.line ->> 'x' AS next FROM op
     LEFT JOIN op AS after ON after.chain = op.chain AND after.seq = op.seq + 1 AND after.entity = 'complaint_step'
     WHERE op.record = ? AND op.entity = 'complaint'`,
    complaint,
  );
  return new Set(found.filter(({ first, next }) => next === null || next !== first).map(({ id }) => id));
}
