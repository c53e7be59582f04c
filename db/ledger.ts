/** Entries of the centre's books and what they add up to. */
import type { LedgerBookName, LedgerCount, LedgerEntry } from '#domain/ledger.ts';
import { ledgerBooks, ledgerCounts, ledgerEntryEntity } from '#domain/ledger.ts';
import type { Db } from './open.ts';
import { findRecords } from './record.ts';
import { rows } from './statements.ts';

export const ledgerEntries = (db: Db, book: LedgerBookName): readonly LedgerEntry[] =>
  findRecords(db, ledgerEntryEntity, 'WHERE voided = 0 AND book = ? ORDER BY held_on DESC, id DESC', book);

export interface LedgerTotals {
  readonly book: LedgerBookName;
  readonly entries: number;
  readonly sums: Record<LedgerCount, number>;
}

const names = Object.keys(ledgerCounts) as readonly LedgerCount[];

/** Every book, also those without an entry in the period. */
export function ledgerTotals(db: Db, from: string, to: string): readonly LedgerTotals[] {
  const sums = names.map((name) => `coalesce(sum(${name}), 0) AS ${name}`).join(', ');
  const found = rows<Record<LedgerCount, number> & { readonly book: LedgerBookName; readonly entries: number }>(
    db,
    `SELECT book, count(*) AS entries, ${sums} FROM ledger_entry
     WHERE voided = 0 AND held_on BETWEEN ? AND ? GROUP BY book`,
    from,
    to,
  );
  return (Object.keys(ledgerBooks) as readonly LedgerBookName[]).map((book) => {
    const row = found.find((each) => each.book === book);
    const counts = Object.fromEntries(names.map((name) => [name, row?.[name] ?? 0])) as Record<LedgerCount, number>;
    return { book, entries: row?.entries ?? 0, sums: counts };
  });
}
