/**
 * Words in complaints. The full-text index is brought up to date in small steps when somebody
 * searches; what it does not cover yet is looked through as it stands, so the answer is always whole.
 * Rows are never deleted, so row ids count from 1 without gaps and survive a VACUUM.
 */
import { parseCaseNumber } from '#domain/case-number.ts';
import { indexWords, matchExpression } from '#domain/search.ts';
import type { Db } from './open.ts';
import type { Condition } from './record-filter.ts';
import { row, rows, run } from './statements.ts';

/** About 0.1 s of work on a slow PC. */
const rowsPerSearch = 2000;

interface Texts {
  readonly rowid: number;
  readonly id: string;
  readonly customerName: string;
  readonly summary: string;
  readonly findings: string | null;
  readonly resolution: string | null;
}

const columns = 'rowid, id, customer_name AS customerName, summary, findings, resolution';
const indexedUpTo = (db: Db): number =>
  row<{ upto: number }>(db, 'SELECT upto FROM complaint_indexed WHERE one = 1')?.upto ?? 0;

/** Takes up to `limit` rows into the index; returns how many are still missing. */
export function indexComplaints(db: Db, limit: number): number {
  const newest = row<{ n: number | null }>(db, 'SELECT max(rowid) AS n FROM complaint')?.n ?? 0;
  const anyDirty = row(db, 'SELECT 1 FROM complaint_dirty LIMIT 1') !== undefined;
  if ((indexedUpTo(db) >= newest && !anyDirty) || db.readonly) return newest - indexedUpTo(db);
  return db
    .transaction(() => {
      const upto = indexedUpTo(db);
      const dirty = rows<Texts>(
        db,
        `SELECT ${columns} FROM complaint WHERE id IN (SELECT record FROM complaint_dirty) AND rowid <= ?`,
        upto,
      );
      for (const texts of dirty) run(db, 'DELETE FROM complaint_text WHERE rowid = ?', texts.rowid);
      const fresh = rows<Texts>(
        db,
        `SELECT ${columns} FROM complaint WHERE rowid > ? ORDER BY rowid LIMIT ?`,
        upto,
        limit,
      );
      for (const texts of [...dirty, ...fresh]) {
        const words = indexWords(
          [texts.customerName, texts.summary, texts.findings ?? '', texts.resolution ?? ''].join('\n'),
        );
        run(db, 'INSERT INTO complaint_text (rowid, record, words) VALUES (?, ?, ?)', texts.rowid, texts.id, words);
      }
      run(db, 'DELETE FROM complaint_dirty');
      const last = fresh.at(-1)?.rowid ?? upto;
      run(
        db,
        'INSERT INTO complaint_indexed (one, upto) VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET upto = excluded.upto',
        last,
      );
      return newest - last;
    })
    .immediate();
}

/** Condition over `complaint` for what was typed; null when nothing was. Brings the index on a little. */
export function textCondition(db: Db, typed: string): Condition | null {
  const text = typed.trim();
  if (text === '') return null;
  const missing = indexComplaints(db, rowsPerSearch);
  const parts = [
    wordsCondition(text),
    ...(missing > 0 ? [remainderCondition(db, text)] : []),
    numberCondition(text),
  ].filter((part) => part !== null);
  if (parts.length === 0) return { sql: '0', params: [] };
  return { sql: parts.map(({ sql }) => `(${sql})`).join(' OR '), params: parts.flatMap(({ params }) => params) };
}

function wordsCondition(text: string): Condition | null {
  const expression = matchExpression(text);
  if (expression === null) return null;
  return {
    sql: 'complaint.rowid IN (SELECT complaint_text.rowid FROM complaint_text WHERE complaint_text MATCH ?)',
    params: [expression],
  };
}

const like = (text: string): string => `%${text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;

function remainderCondition(db: Db, text: string): Condition {
  const words = text.split(/\s+/).map(like);
  const each = words.map(
    () =>
      `(customer_name || ' ' || summary || ' ' || COALESCE(findings, '') || ' ' || COALESCE(resolution, '')) LIKE ? ESCAPE '\\'`,
  );
  return { sql: `complaint.rowid > ? AND ${each.join(' AND ')}`, params: [indexedUpTo(db), ...words] };
}

/** Case, external and letter numbers by any part; phone numbers by their end. */
function numberCondition(text: string): Condition | null {
  const compact = text.normalize('NFKC').replaceAll(/\s/g, '');
  if (!/^[0-9A-Za-z-]{2,}$/.test(compact)) return null;
  const exact = parseCaseNumber(compact);
  if (exact.ok) return { sql: 'case_no = ?', params: [exact.number] };
  const anywhere = like(compact);
  const digits = compact.replaceAll('-', '');
  const byPhone = /^\d{4,}$/.test(digits) ? [{ sql: `phone LIKE ? ESCAPE '\\'`, params: [`%${digits}`] }] : [];
  const parts = [
    { sql: `case_no LIKE ? ESCAPE '\\'`, params: [anywhere] },
    { sql: `external_no LIKE ? ESCAPE '\\'`, params: [anywhere] },
    { sql: `letter_no LIKE ? ESCAPE '\\'`, params: [anywhere] },
    ...byPhone,
  ];
  return { sql: parts.map(({ sql }) => sql).join(' OR '), params: parts.flatMap(({ params }) => params) };
}
