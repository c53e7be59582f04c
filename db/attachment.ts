/** Questions about attachments. */
import type { Attachment } from '#domain/attachment.ts';
import { attachmentEntity } from '#domain/attachment.ts';
import type { FileCounts } from '#domain/outreach.ts';
import type { Db } from './open.ts';
import { findRecords } from './record.ts';
import { row, rows, run } from './statements.ts';

/** Of one record in the order they were added, voided ones left out. */
export const attachmentsOf = (db: Db, ofId: string): readonly Attachment[] =>
  findRecords(db, attachmentEntity, 'WHERE of_id = ? AND voided = 0 ORDER BY id', ofId);

export interface Content {
  readonly sha256: string;
  readonly bytes: number;
}

const notErased = 'voided = 0 AND sha256 NOT IN (SELECT sha256 FROM erased_content)';

/** Contents of live attachments, each once, erased ones left out; of one outlet's when given. */
export const liveContents = (db: Db, outlet?: string): readonly Content[] =>
  rows<Content>(
    db,
    `SELECT sha256, max(bytes) AS bytes FROM attachment
     WHERE (? IS NULL OR outlet = ?) AND ${notErased}
     GROUP BY sha256 ORDER BY sha256`,
    outlet ?? null,
    outlet ?? null,
  );

/** Contents that others than this outlet attached to these cases. */
export const contentsOfCases = (db: Db, cases: readonly string[], outlet: string): readonly Content[] =>
  rows<Content>(
    db,
    `SELECT sha256, max(bytes) AS bytes FROM attachment
     WHERE of_kind = 'complaint' AND of_id IN (SELECT value FROM json_each(?)) AND outlet <> ? AND ${notErased}
     GROUP BY sha256 ORDER BY sha256`,
    JSON.stringify(cases),
    outlet,
  );

/** At an outlet: contents that others attached to the cases it has of them. */
export const foreignContents = (db: Db, outlet: string): readonly Content[] =>
  rows<Content>(
    db,
    `SELECT sha256, max(bytes) AS bytes FROM attachment WHERE outlet <> ? AND ${notErased}
     GROUP BY sha256 ORDER BY sha256`,
    outlet,
  );

export const isErased = (db: Db, sha256: string): boolean =>
  row(db, 'SELECT 1 FROM erased_content WHERE sha256 = ?', sha256) !== undefined;

/** Whether a live attachment has this content. */
export const isClaimed = (db: Db, sha256: string): boolean =>
  row(db, 'SELECT 1 FROM attachment WHERE sha256 = ? AND voided = 0', sha256) !== undefined;

/** Whether this content was ever named here: by a live or voided attachment, or by an erasure. */
export const isKnownContent = (db: Db, sha256: string): boolean =>
  isErased(db, sha256) || row(db, 'SELECT 1 FROM attachment WHERE sha256 = ?', sha256) !== undefined;

/**
 * Contents that only records among `ids` have: attachments themselves or what they belong to.
 * What another record shows as well is not these records' alone.
 */
export const contentsOnlyOf = (db: Db, ids: readonly string[]): readonly string[] =>
  rows<{ sha256: string }>(
    db,
    `WITH chosen AS (SELECT value AS id FROM json_each(?))
     SELECT sha256 FROM attachment GROUP BY sha256
     HAVING sum(id IN chosen OR of_id IN chosen) = count(*)`,
    JSON.stringify(ids),
  ).map(({ sha256 }) => sha256);

export function noteErased(db: Db, sha256: string, at: number): void {
  run(db, 'INSERT OR IGNORE INTO erased_content (sha256, at) VALUES (?, ?)', sha256, at);
}

export const noFiles: FileCounts = { photos: 0, scans: 0 };

/** Photos and scanned sheets of the events that touch the days given, by event; those without any left out. */
export const eventFiles = (db: Db, from: string, to: string): ReadonlyMap<string, FileCounts> =>
  new Map(
    rows<FileCounts & { ofId: string }>(
      db,
      `SELECT file.of_id AS ofId, sum(file.kind = 'photo') AS photos, sum(file.kind = 'sheet') AS scans
       FROM attachment AS file JOIN outreach_event AS event ON event.id = file.of_id
       WHERE file.voided = 0 AND file.of_kind = 'outreach' AND event.ends_on >= ? AND event.held_on <= ?
       GROUP BY file.of_id`,
      from,
      to,
    ).map(({ ofId, ...counts }) => [ofId, counts]),
  );

export interface Picture {
  readonly id: string;
  readonly ofKind: 'complaint' | 'outreach' | 'training';
  readonly ofId: string;
  readonly outlet: string;
  readonly pictureHash: string;
}

/** Every live photo that can be compared. Answered from an index. */
export const allPictures = (db: Db): readonly Picture[] =>
  rows<Picture>(
    db,
    `SELECT id, of_kind AS ofKind, of_id AS ofId, outlet, picture_hash AS pictureHash FROM attachment
     WHERE picture_hash IS NOT NULL AND voided = 0 AND kind = 'photo' ORDER BY id`,
  );
