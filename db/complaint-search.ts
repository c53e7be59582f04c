/**
 * Words and numbers in complaints. The full-text index is brought up to date in small steps when
 * somebody searches; what it does not cover yet is looked through as it stands, so the answer is
 * always whole. Rows are never deleted, so row ids count from 1 without gaps and survive a VACUUM.
 */
import { parseCaseNumber } from '#domain/case-number.ts';
import { indexWords, matchExpression, soundsTyped, soundWord, tailWord } from '#domain/search.ts';
import type { Db } from './open.ts';
import { nameSounds } from './pinyin.ts';
import type { Condition } from './record-filter.ts';
import { row, rows, run } from './statements.ts';

/** About 0.1 s of work on a slow PC. */
const rowsPerSearch = 1000;

/** Words found in more cases than this say nothing; the cases registered last are shown. */
export const searchCap = 2000;

interface Texts {
  readonly rowid: number;
  readonly caseNo: string;
  readonly externalNo: string | null;
  readonly letterNo: string | null;
  readonly phone: string;
  readonly customerName: string;
  readonly summary: string;
  readonly findings: string | null;
  readonly resolution: string | null;
}

const columns = `rowid, case_no AS caseNo, external_no AS externalNo, letter_no AS letterNo, phone,
  customer_name AS customerName, summary, findings, resolution`;
const indexedUpTo = (db: Db): number =>
  row<{ upto: number }>(db, 'SELECT upto FROM complaint_indexed WHERE one = 1')?.upto ?? 0;

/** Numbers are found by their beginning and by their end, the way people remember them. */
const wordsOf = (texts: Texts): string =>
  [
    indexWords(
      [
        texts.customerName,
        texts.summary,
        texts.findings ?? '',
        texts.resolution ?? '',
        texts.caseNo,
        texts.externalNo ?? '',
        texts.letterNo ?? '',
      ].join('\n'),
    ),
    tailWord(texts.caseNo),
    // Read out without the check digit.
    tailWord(texts.caseNo.replace(/-\d$/, '')),
    tailWord(texts.phone),
    tailWord(texts.externalNo ?? ''),
    tailWord(texts.letterNo ?? ''),
    ...nameSounds(texts.customerName).map(soundWord),
  ].join(' ');

/** A change that no trigger of the schema notices. */
export const markForIndex = (db: Db, id: string): number =>
  run(db, 'INSERT OR IGNORE INTO complaint_dirty (record) VALUES (?)', id);

/** Leaves nothing of replaced texts in the index. */
export const tidyIndex = (db: Db): number => run(db, `INSERT INTO complaint_text (complaint_text) VALUES ('optimize')`);

/** Takes up to `limit` rows into the index; returns how many are still missing. */
export function indexComplaints(db: Db, limit: number): number {
  const newest = row<{ n: number | null }>(db, 'SELECT max(rowid) AS n FROM complaint')?.n ?? 0;
  const anyDirty = row(db, 'SELECT 1 FROM complaint_dirty LIMIT 1') !== undefined;
  if ((indexedUpTo(db) >= newest && !anyDirty) || db.readonly) return newest - indexedUpTo(db);
  return db.transaction(() => bringUp(db, limit, newest)).immediate();
}

function bringUp(db: Db, limit: number, newest: number): number {
  const upto = indexedUpTo(db);
  const dirty = rows<Texts>(
    db,
    `SELECT ${columns} FROM complaint WHERE id IN (SELECT record FROM complaint_dirty) AND rowid <= ?`,
    upto,
  );
  for (const texts of dirty) run(db, 'DELETE FROM complaint_text WHERE rowid = ?', texts.rowid);
  const fresh = rows<Texts>(db, `SELECT ${columns} FROM complaint WHERE rowid > ? ORDER BY rowid LIMIT ?`, upto, limit);
  for (const texts of [...dirty, ...fresh]) {
    run(db, 'INSERT INTO complaint_text (rowid, words) VALUES (?, ?)', texts.rowid, wordsOf(texts));
  }
  run(db, 'DELETE FROM complaint_dirty');
  const last = fresh.at(-1)?.rowid ?? upto;
  run(
    db,
    'INSERT INTO complaint_indexed (one, upto) VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET upto = excluded.upto',
    last,
  );
  return newest - last;
}

/**
 * Condition over `complaint` for what was typed; null when nothing was. Brings the index on a little.
 * With `capped`, only the cases registered last of those that fit.
 */
export function textCondition(db: Db, typed: string, capped: boolean): Condition | null {
  const text = typed.trim();
  if (text === '') return null;
  const missing = indexComplaints(db, rowsPerSearch);
  const exact = parseCaseNumber(text);
  if (exact.ok) return { sql: 'case_no = ?', params: [exact.number] };
  const indexed = indexedCondition(text, capped);
  const parts = [indexed, missing > 0 ? remainderCondition(db, text) : null].filter((part) => part !== null);
  if (parts.length === 0) return { sql: '0', params: [] };
  return {
    sql: parts.map(({ sql }) => `(${sql})`).join(' OR '),
    params: parts.flatMap(({ params }) => params),
  };
}

function indexedCondition(text: string, capped: boolean): Condition | null {
  const words = matchExpression(text);
  const tail = isNumber(text) ? `"${tailWord(text)}"*` : null;
  const expression = [words === null ? null : `(${words})`, tail].filter((part) => part !== null).join(' OR ');
  if (expression === '') return null;
  const cap = capped ? ` ORDER BY complaint_text.rowid DESC LIMIT ${searchCap}` : '';
  return {
    sql: `complaint.rowid IN (SELECT complaint_text.rowid FROM complaint_text WHERE complaint_text MATCH ?${cap})`,
    params: [expression],
  };
}

/**
 * Cases whose business, cause, channel or source sounds like the letters typed: initials or the beginning of the
 * full pinyin, as in the pickers (`xykfq`). Null when nothing does.
 */
export function soundCondition(db: Db, typed: string): Condition | null {
  const letters = typed.trim().normalize('NFKC').toLowerCase();
  if (!/^[a-z]{2,40}$/.test(letters)) return null;
  const found = rows<{ id: string }>(
    db,
    `WITH RECURSIVE sounding (id) AS (
       SELECT id FROM dict_entry WHERE dict IN ('business', 'cause', 'channel', 'source') AND voided = 0
         AND (pinyin LIKE ? OR pinyin LIKE ?)
       UNION SELECT dict_entry.id FROM dict_entry JOIN sounding ON dict_entry.parent = sounding.id)
     SELECT id FROM sounding`,
    `${letters}%`,
    `% ${letters}%`,
  );
  if (found.length === 0) return null;
  const ids = JSON.stringify(found.map(({ id }) => id));
  const columnsOf = ['business', 'cause', 'channel', 'source'];
  return {
    sql: columnsOf.map((column) => `${column} IN (SELECT value FROM json_each(?))`).join(' OR '),
    params: columnsOf.map(() => ids),
  };
}

/** Three digits or more can be the end of a number. */
const isNumber = (text: string): boolean => /^[0-9A-Za-z-]{3,}$/.test(text.normalize('NFKC')) && /\d/.test(text);

const like = (text: string): string => `%${text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;

const allTexts = `customer_name || ' ' || summary || ' ' || COALESCE(findings, '') || ' ' || COALESCE(resolution, '') || ' '
  || case_no || ' ' || COALESCE(external_no, '') || ' ' || COALESCE(letter_no, '') || ' ' || phone`;

function remainderCondition(db: Db, text: string): Condition {
  const upto = indexedUpTo(db);
  const each = text.split(/\s+/).map((word): Condition => {
    const written = { sql: `(${allTexts}) LIKE ? ESCAPE '\\'`, params: [like(word)] };
    const sounding = soundingAfter(db, upto, word);
    if (sounding === null) return written;
    const sql = `(${written.sql} OR complaint.rowid IN (SELECT value FROM json_each(?)))`;
    return { sql, params: [...written.params, JSON.stringify(sounding)] };
  });
  const sql = `complaint.rowid > ? AND ${each.map((one) => one.sql).join(' AND ')}`;
  return { sql, params: [upto, ...each.flatMap(({ params }) => params)] };
}

/** Cases not yet in the index whose customer's name sounds like the letters; null when it is no sound. */
function soundingAfter(db: Db, upto: number, word: string): readonly number[] | null {
  const [letters, ...more] = soundsTyped(word);
  if (letters === undefined || more.length > 0) return null;
  return rows<Pick<Texts, 'rowid' | 'customerName'>>(
    db,
    'SELECT rowid, customer_name AS customerName FROM complaint WHERE rowid > ?',
    upto,
  )
    .filter(({ customerName }) => nameSounds(customerName).some((sound) => sound.startsWith(letters)))
    .map(({ rowid }) => rowid);
}
