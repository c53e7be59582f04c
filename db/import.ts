/** Imported batches, what is known already, and remembered columns. */
import type { Db } from './open.ts';
import { row, rows, run } from './statements.ts';

export interface Batch {
  readonly id: string;
  readonly at: number;
  readonly user: string;
  readonly kind: string;
  readonly fileName: string;
  readonly sha256: string;
  readonly created: number;
  readonly faulty: number;
  readonly duplicate: number;
  readonly skipped: number;
}

export interface StoredBatch extends Batch {
  readonly undoneAt: number | null;
  readonly undoneBy: string | null;
  readonly undoReason: string | null;
  readonly undone: number | null;
}

const batchColumns = `id, at, user, kind, file_name AS fileName, sha256, created, faulty, duplicate, skipped,
  undone_at AS undoneAt, undone_by AS undoneBy, undo_reason AS undoReason, undone`;

export function saveBatch(db: Db, batch: Batch): void {
  run(
    db,
    `INSERT INTO import_batch (id, at, user, kind, file_name, sha256, created, faulty, duplicate, skipped)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    batch.id,
    batch.at,
    batch.user,
    batch.kind,
    batch.fileName,
    batch.sha256,
    batch.created,
    batch.faulty,
    batch.duplicate,
    batch.skipped,
  );
}

/** Newest first. */
export const listBatches = (db: Db): readonly StoredBatch[] =>
  rows<StoredBatch>(db, `SELECT ${batchColumns} FROM import_batch ORDER BY at DESC, id DESC`);

export const findBatch = (db: Db, id: string): StoredBatch | undefined =>
  row<StoredBatch>(db, `SELECT ${batchColumns} FROM import_batch WHERE id = ?`, id);

export const batchOfFile = (db: Db, sha256: string): StoredBatch | undefined =>
  row<StoredBatch>(
    db,
    `SELECT ${batchColumns} FROM import_batch WHERE sha256 = ? AND undone_at IS NULL ORDER BY at DESC LIMIT 1`,
    sha256,
  );

export function markUndone(
  db: Db,
  id: string,
  undone: { readonly at: number; readonly by: string; readonly reason: string; readonly count: number },
): void {
  run(
    db,
    'UPDATE import_batch SET undone_at = ?, undone_by = ?, undo_reason = ?, undone = ? WHERE id = ?',
    undone.at,
    undone.by,
    undone.reason,
    undone.count,
    id,
  );
}

/** Remembers how the record stands now. */
export function saveImported(db: Db, batch: string, complaint: string): void {
  run(
    db,
    `INSERT INTO import_record (batch, complaint, head, steps)
     SELECT ?, id, head, (SELECT count(*) FROM complaint_step WHERE complaint_step.complaint = complaint.id)
     FROM complaint WHERE id = ?`,
    batch,
    complaint,
  );
}

/** Records of a batch; `touched` when anything was done to them since, by whomever. */
export const importedRecords = (
  db: Db,
  batch: string,
): readonly { readonly id: string; readonly caseNo: string; readonly touched: number }[] =>
  rows(
    db,
    `SELECT complaint.id, complaint.case_no AS caseNo,
       complaint.head <> import_record.head
       OR (SELECT count(*) FROM complaint_step WHERE complaint_step.complaint = complaint.id) <> import_record.steps
       OR EXISTS (SELECT 1 FROM attachment WHERE attachment.of_id = complaint.id)
       OR EXISTS (SELECT 1 FROM complaint_request WHERE complaint_request.complaint = complaint.id) AS touched
     FROM import_record JOIN complaint ON complaint.id = import_record.complaint
     WHERE batch = ? ORDER BY complaint.id`,
    batch,
  );

export interface KnownCase {
  readonly caseNo: string;
  readonly externalNo: string | null;
  readonly phoneKey: string | null;
  readonly receivedOn: string;
  readonly business: string;
  readonly customerName: string;
  readonly summary: string;
}

/** Everything a row could repeat. */
export const knownCases = (db: Db): readonly KnownCase[] =>
  rows<KnownCase>(
    db,
    `SELECT case_no AS caseNo, external_no AS externalNo, phone_key AS phoneKey, received_on AS receivedOn, business,
       customer_name AS customerName, summary
     FROM complaint WHERE voided = 0`,
  );

export interface StoredMapping {
  readonly headings: Readonly<Record<string, string>>;
  readonly fixed: Readonly<Record<string, string>>;
}

export function readMapping(db: Db, kind: string): StoredMapping | null {
  const found = row<{ headings: string; fixed: string }>(
    db,
    'SELECT headings, fixed FROM import_mapping WHERE kind = ?',
    kind,
  );
  if (found === undefined) return null;
  return {
    headings: JSON.parse(found.headings) as StoredMapping['headings'],
    fixed: JSON.parse(found.fixed) as StoredMapping['fixed'],
  };
}

export function saveMapping(db: Db, kind: string, { headings, fixed }: StoredMapping): void {
  run(
    db,
    'INSERT INTO import_mapping (kind, headings, fixed) VALUES (?, ?, ?) ON CONFLICT (kind) DO UPDATE SET headings = excluded.headings, fixed = excluded.fixed',
    kind,
    JSON.stringify(headings),
    JSON.stringify(fixed),
  );
}
