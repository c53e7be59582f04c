/** What a director decides: erasing a customer's data, taking a whole file back. */
import { complaintEntity } from '#domain/complaint.ts';
import { isFailure } from '#domain/failure.ts';
import { rows } from '#db/statements.ts';
import type { Town } from './town.ts';

interface Case {
  readonly id: string;
  readonly outlet: string;
  readonly closed: number;
}

/** The personal data of a closed case leave every PC; one that is open is closed first. */
export async function erase(town: Town): Promise<void> {
  const cases = rows<Case>(
    town.centre.db,
    'SELECT id, outlet, closed_on IS NOT NULL AS closed FROM complaint ORDER BY id',
  );
  const found = town.chance.oneOrNone(cases);
  if (found !== undefined) await eraseCase(town, found);
}

export async function eraseCase(town: Town, found: Omit<Case, 'closed'> & Partial<Case>): Promise<void> {
  const { centre } = town;
  if (found.closed !== 1)
    centre.write((ctx) =>
      ctx.write(complaintEntity, found.id, { state: 'closed', closedOn: '2025-03-04' }, found.outlet),
    );
  await centre.call('erasure.order', { complaint: found.id, reason: '客户书面申请' });
  town.noteSaved(centre);
}

/** Takes back what one file brought, unless something newer stands on it. */
export async function undo(town: Town): Promise<void> {
  const merged = rows<{ sha256: string }>(
    town.centre.db,
    `SELECT sha256 FROM package_in WHERE state = 'merged' AND undone_at IS NULL ORDER BY rowid`,
  );
  const found = town.chance.oneOrNone(merged);
  if (found === undefined) return;
  try {
    await town.centre.call('inbox.undo', { sha256: found.sha256, reason: '报送有误' });
  } catch (error) {
    if (!isFailure(error) || error.code !== 'impossible') throw error;
  }
  town.noteSaved(town.centre);
}
