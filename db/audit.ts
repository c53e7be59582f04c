/**
 * The audit trail: one line per action, hash-linked, so that nobody can take a line out or change
 * one without it showing. Lines hold staff numbers and record ids, never customer data.
 */
import { createHash } from 'node:crypto';
import type { Db } from './open.ts';
import { row, rows, run } from './statements.ts';

export interface AuditEntry {
  /** Milliseconds UTC. */
  readonly at: number;
  /** Staff number, or '-' before log-in. */
  readonly user: string;
  /** `noun.verb` of the request, or one of login.failed, print, reveal. */
  readonly verb: string;
  readonly record?: string;
  /** Reason typed by the user, counts, file hash: never customer data. */
  readonly note?: string;
  /** Operations written by the action, as `chain:first-last`. */
  readonly ops?: string;
}

const genesis = createHash('sha256').update('xiaobao-audit-1').digest();
const link = (prev: Buffer, line: string): Buffer => createHash('sha256').update(prev).update(line, 'utf8').digest();

export function appendAudit(db: Db, entry: AuditEntry): void {
  const last = auditTip(db);
  const line = JSON.stringify(entry);
  run(db, 'INSERT INTO audit (n, line, hash) VALUES (?, ?, ?)', last.n + 1, line, link(last.hash, line));
}

/** Number and hash of the newest line; carried in every package header so that a cut is noticed. */
export function auditTip(db: Db): { readonly n: number; readonly hash: Buffer } {
  return (
    row<{ n: number; hash: Buffer }>(db, 'SELECT n, hash FROM audit ORDER BY n DESC LIMIT 1') ?? { n: 0, hash: genesis }
  );
}

/** Number of the first line that does not link, or null when the whole trail holds. */
export function firstBrokenAuditLine(db: Db): number | null {
  let prev: Buffer = genesis;
  let expected = 1;
  for (const { n, line, hash } of rows<{ n: number; line: string; hash: Buffer }>(
    db,
    'SELECT n, line, hash FROM audit ORDER BY n',
  )) {
    const next = link(prev, line);
    if (n !== expected || !next.equals(hash)) return n;
    prev = next;
    expected += 1;
  }
  return null;
}

export const recentAudit = (db: Db, limit: number, before: number): readonly (AuditEntry & { readonly n: number })[] =>
  rows<{ n: number; line: string }>(
    db,
    'SELECT n, line FROM audit WHERE n < ? ORDER BY n DESC LIMIT ?',
    before,
    limit,
  ).map(({ n, line }) => ({ n, ...(JSON.parse(line) as AuditEntry) }));
