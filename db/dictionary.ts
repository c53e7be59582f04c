/** Dictionary entries as rows, and how often this PC chose each of them. */
import type { DictEntryRecord } from '#domain/reference-data.ts';
import { dictEntryEntity } from '#domain/reference-data.ts';
import type { Db } from './open.ts';
import { findRecords } from './record.ts';
import { rows, run } from './statements.ts';

export const allDictEntries = (db: Db): readonly DictEntryRecord[] =>
  findRecords(db, dictEntryEntity, 'WHERE voided = 0 ORDER BY dict, sort, id');

export const choiceUses = (db: Db): ReadonlyMap<string, number> =>
  new Map(
    rows<{ entry: string; uses: number }>(db, 'SELECT entry, uses FROM choice_use').map(({ entry, uses }) => [
      entry,
      uses,
    ]),
  );

/** Counts a choice, so that pickers show the most used first. Local to this PC. */
export function countChoices(db: Db, entries: readonly string[]): void {
  for (const entry of new Set(entries)) {
    run(
      db,
      'INSERT INTO choice_use (entry, uses) VALUES (?, 1) ON CONFLICT (entry) DO UPDATE SET uses = uses + 1',
      entry,
    );
  }
}

export interface ChoiceFact {
  readonly id: string;
  readonly dict: string;
  readonly label: string;
  readonly retiredOn: string | null;
  /** Nothing still in use lies below it. */
  readonly leaf: boolean;
}

/** What is known of these entries on a day; unknown ids are missing from the answer. */
export function choiceFacts(db: Db, ids: readonly string[], day: string): ReadonlyMap<string, ChoiceFact> {
  const found = rows<Omit<ChoiceFact, 'leaf'> & { readonly below: number }>(
    db,
    `SELECT id, dict, label, retired_on AS retiredOn,
       EXISTS (SELECT 1 FROM dict_entry AS child WHERE child.parent = dict_entry.id AND child.voided = 0
         AND (child.retired_on IS NULL OR child.retired_on > ?)) AS below
     FROM dict_entry WHERE voided = 0 AND id IN (SELECT value FROM json_each(?))`,
    day,
    JSON.stringify(ids),
  );
  return new Map(found.map(({ below, ...fact }) => [fact.id, { ...fact, leaf: below === 0 }]));
}
