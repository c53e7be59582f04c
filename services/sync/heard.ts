/**
 * At the centre: what a device said it holds, as long as no pack has answered it. A copied disk that has
 * not written anything yet reports under the same name as the first, so the newest word alone may be the
 * other PC's (ADR 0021).
 */
import type { Db } from '#db/open.ts';
import { row, rows, run } from '#db/statements.ts';
import type { Have } from './journal.ts';

export interface Heard {
  /** SHA-256, hex, of the files that said so. */
  readonly files: readonly string[];
  /** One list of tips per file; what all of them prove known need not be sent. */
  readonly haves: readonly Have[];
}

/**
 * The words no pack has answered; when there are none, those the newest pack answered: it may have been
 * lost. Of a device that is one PC only its newest word counts.
 */
export function heardFrom(db: Db, node: string, inc: string): Heard {
  const found = rows<{ sha256: string; have: string | null }>(
    db,
    `SELECT sha256, have FROM package_in
     WHERE node = :node AND inc = :inc AND state IN ('merged', 'known') AND COALESCE(answered, :endless) = (
       SELECT MAX(COALESCE(answered, :endless)) FROM package_in
       WHERE node = :node AND inc = :inc AND state IN ('merged', 'known'))
     ORDER BY rowid`,
    { node, inc, endless: Number.MAX_SAFE_INTEGER },
  );
  const counting = isMoreThanOne(db, node, inc) ? found : found.slice(-1);
  return {
    files: found.map(({ sha256 }) => sha256),
    haves: counting.map(({ have }) => (have === null ? [] : (JSON.parse(have) as Have))),
  };
}

/** A PC numbers its files without a gap or a repetition; where a number came twice, the disk was copied or set back. */
const isMoreThanOne = (db: Db, node: string, inc: string): boolean =>
  row(db, 'SELECT no FROM package_in WHERE node = ? AND inc = ? GROUP BY no HAVING count(*) > 1 LIMIT 1', node, inc) !==
  undefined;

/** Call in the transaction that records the pack which answers. */
export function noteAnswered(db: Db, { files }: Heard, packNo: number): void {
  run(
    db,
    'UPDATE package_in SET answered = ? WHERE answered IS NULL AND sha256 IN (SELECT value FROM json_each(?))',
    packNo,
    JSON.stringify(files),
  );
}
