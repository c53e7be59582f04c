/** Unfinished forms. Local to this PC and to the person who types; never synchronised. */
import type { Db } from './open.ts';
import { rows, run } from './statements.ts';

export interface StoredDraft {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly updatedAt: number;
}

/** Newest first. */
export const draftsOf = (db: Db, staffNo: string, kind: string): readonly StoredDraft[] =>
  rows<Omit<StoredDraft, 'body'> & { readonly body: string }>(
    db,
    'SELECT id, kind, title, body, updated_at AS updatedAt FROM draft WHERE staff_no = ? AND kind = ? ORDER BY updated_at DESC, id',
    staffNo,
    kind,
  ).map((draft) => ({ ...draft, body: JSON.parse(draft.body) as Readonly<Record<string, unknown>> }));

/** False when the id belongs to somebody else's draft; nothing is changed then. */
export function saveDraft(db: Db, staffNo: string, draft: StoredDraft): boolean {
  return (
    run(
      db,
      `INSERT INTO draft (id, staff_no, kind, title, body, updated_at) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, title = excluded.title, body = excluded.body, updated_at = excluded.updated_at
       WHERE staff_no = excluded.staff_no`,
      draft.id,
      staffNo,
      draft.kind,
      draft.title,
      JSON.stringify(draft.body),
      draft.updatedAt,
    ) === 1
  );
}

export const dropDraft = (db: Db, staffNo: string, id: string): number =>
  run(db, 'DELETE FROM draft WHERE id = ? AND staff_no = ?', id, staffNo);
