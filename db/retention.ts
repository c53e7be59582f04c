/** Closed cases that have been kept long enough. */
import type { Db } from './open.ts';
import { row, rows } from './statements.ts';

export interface KeptCase {
  readonly id: string;
  readonly caseNo: string;
  readonly outlet: string;
  readonly business: string;
  readonly closedOn: string;
}

/** A name is required of every case, so an empty one has been erased. */
const due = `closed_on < ? AND legal_hold = 0 AND customer_name <> ''`;

export const keptTooLong = (db: Db, before: string, limit: number): readonly KeptCase[] =>
  rows<KeptCase>(
    db,
    `SELECT id, case_no AS caseNo, complained_outlet AS outlet, business, closed_on AS closedOn
     FROM complaint WHERE ${due} ORDER BY closed_on, id LIMIT ?`,
    before,
    limit,
  );

export const countKeptTooLong = (db: Db, before: string): number =>
  row<{ n: number }>(db, `SELECT COUNT(*) AS n FROM complaint WHERE ${due}`, before)?.n ?? 0;
