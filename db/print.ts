/** What was printed, read from the audit trail. */
import type { AuditEntry } from './audit.ts';
import type { Db } from './open.ts';
import { rows } from './statements.ts';

export const printVerbs = ['print.sheet', 'print.paper', 'print.noted', 'print.store'] as const;

/** Newest first; of one record when given. */
export const printLines = (
  db: Db,
  record: string | null,
  limit: number,
): readonly (AuditEntry & { readonly n: number })[] =>
  rows<{ n: number; line: string }>(
    db,
    `SELECT n, line FROM audit WHERE line ->> 'verb' IN (${printVerbs.map(() => '?').join(', ')})
       AND (? IS NULL OR line ->> 'record' = ?) ORDER BY n DESC LIMIT ?`,
    ...printVerbs,
    record,
    record,
    limit,
  ).map(({ n, line }) => ({ n, ...(JSON.parse(line) as AuditEntry) }));
