/** Filters a person keeps under a name. Local to this PC; never synchronised. */
import { soundsTyped } from '#domain/search.ts';
import type { Db } from './open.ts';
import { nameSounds } from './pinyin.ts';
import { row, rows, run } from './statements.ts';

export interface StoredFilter {
  readonly name: string;
  /** JSON. */
  readonly value: string;
}

/** Oldest first, so that the number of each stays the same. */
export const savedFiltersOf = (db: Db, staffNo: string, page: string): readonly StoredFilter[] =>
  rows<StoredFilter>(
    db,
    'SELECT name, value FROM saved_filter WHERE staff_no = ? AND page = ? ORDER BY saved_at, name',
    staffNo,
    page,
  );

interface Place {
  readonly staffNo: string;
  readonly page: string;
  readonly name: string;
}

export const hasSavedFilter = (db: Db, { staffNo, page, name }: Place): boolean =>
  row(db, 'SELECT 1 FROM saved_filter WHERE staff_no = ? AND page = ? AND name = ?', staffNo, page, name) !== undefined;

/** The same name is replaced and keeps its place in the order. */
export const saveFilter = (db: Db, { staffNo, page, name }: Place, value: string, at: number): number =>
  run(
    db,
    `INSERT INTO saved_filter (staff_no, page, name, value, saved_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (staff_no, page, name) DO UPDATE SET value = excluded.value`,
    staffNo,
    page,
    name,
    value,
    at,
  );

export const renameSavedFilter = (db: Db, { staffNo, page, name }: Place, to: string): number =>
  run(db, 'UPDATE saved_filter SET name = ? WHERE staff_no = ? AND page = ? AND name = ?', to, staffNo, page, name);

export const dropSavedFilter = (db: Db, { staffNo, page, name }: Place): number =>
  run(db, 'DELETE FROM saved_filter WHERE staff_no = ? AND page = ? AND name = ?', staffNo, page, name);

/** Drops what names the customer of a case, written or by its sound, anybody's. Call while the row still holds the values. */
export function forgetFiltersNaming(db: Db, complaint: string): number {
  const name = row<{ name: string }>(db, 'SELECT customer_name AS name FROM complaint WHERE id = ?', complaint)?.name;
  const sounds = name === undefined || name === '匿名' ? [] : nameSounds(name);
  const naming = rows<Place & { readonly said: string }>(
    db,
    `SELECT staff_no AS staffNo, page, name, said FROM (
       SELECT staff_no, page, name, name AS said FROM saved_filter
       UNION ALL SELECT staff_no, page, name, COALESCE(json_extract(value, '$.text'), '') FROM saved_filter)`,
  ).filter(({ said }) => soundsTyped(said).some((typed) => sounds.some((sound) => sound.startsWith(typed))));
  const bySound = naming.reduce((dropped, place) => dropped + dropSavedFilter(db, place), 0);
  return bySound + forgetWrittenNames(db, complaint);
}

const forgetWrittenNames = (db: Db, complaint: string): number =>
  run(
    db,
    `DELETE FROM saved_filter WHERE EXISTS (
       SELECT 1 FROM complaint, (SELECT saved_filter.name AS said UNION ALL SELECT json_extract(saved_filter.value, '$.text'))
       WHERE complaint.id = ? AND length(said) >= 2 AND (
         instr(phone, said) > 0 OR instr(said, phone) > 0
         OR (customer_name <> '匿名' AND (instr(customer_name, said) > 0 OR instr(said, customer_name) > 0))))`,
    complaint,
  );
