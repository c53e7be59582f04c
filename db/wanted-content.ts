/**
 * At an outlet: which contents the centre already has, by its own last word. That word is the list of
 * contents it still wants together with how far it held the chains when it said so; one without the
 * other proves nothing, so both are kept from the same pack and replaced together.
 */
import type { PackageHeader } from '#domain/sync/envelope.ts';
import type { Db } from './open.ts';
import { row, rows, run } from './statements.ts';

export interface Unconfirmed {
  readonly sha256: string;
  readonly bytes: number;
  /** Chain and position of the operation that first named the content; null when it came from the centre. */
  readonly chain: number | null;
  readonly first: number | null;
  readonly wanted: number;
}

export interface CentreWord {
  /** How far the centre held the chains, as in a package header. */
  readonly have: PackageHeader['have'];
  /** The list was too long: contents behind its last one are not spoken of. */
  readonly more: boolean;
}

/** Replaces the centre's word. Call in the transaction that takes the pack in. */
export function saveCentreWord(db: Db, wanted: readonly string[], word: CentreWord): void {
  run(db, 'DELETE FROM wanted_content');
  for (const sha256 of wanted) run(db, 'INSERT OR IGNORE INTO wanted_content (sha256) VALUES (?)', sha256);
  run(
    db,
    `INSERT INTO setting (owner, key, value) VALUES ('device', 'wantedContent', ?)
     ON CONFLICT (owner, key) DO UPDATE SET value = excluded.value`,
    JSON.stringify(word),
  );
}

/** Null when no pack has spoken of contents yet. */
export function centreWord(db: Db): CentreWord | null {
  const found = row<{ value: string }>(
    db,
    `SELECT value FROM setting WHERE owner = 'device' AND key = 'wantedContent'`,
  );
  return found === undefined ? null : (JSON.parse(found.value) as CentreWord);
}

export const lastWanted = (db: Db): string | null =>
  row<{ sha256: string | null }>(db, 'SELECT max(sha256) AS sha256 FROM wanted_content')?.sha256 ?? null;

/** Contents of the outlet's live attachments with what is needed to tell whether the centre has them. */
export const ownContents = (db: Db, outlet: string): readonly Unconfirmed[] =>
  rows<Unconfirmed>(
    db,
    `SELECT a.sha256, max(a.bytes) AS bytes, o.chain, min(o.seq) AS first,
       EXISTS (SELECT 1 FROM wanted_content w WHERE w.sha256 = a.sha256) AS wanted
     FROM attachment a LEFT JOIN op o ON o.record = a.id
     WHERE a.voided = 0 AND a.outlet = ? AND a.sha256 NOT IN (SELECT sha256 FROM erased_content)
     GROUP BY a.sha256 ORDER BY a.sha256`,
    outlet,
  );
