/** What this installation is, its secrets, its local settings and serial numbers. Never synchronised. */
import type { Side } from '#domain/permissions.ts';
import type { Db } from './open.ts';
import { row, rows, run } from './statements.ts';

export interface Identity {
  readonly side: Side;
  readonly branchId: string;
  /** Outlet code, or 'centre'. */
  readonly node: string;
  /** Incarnation: 16 random bytes, hex. New after enrolment, restore, clone. */
  readonly inc: string;
  /** Letter of the incarnation in case numbers, so that no number is ever used twice. */
  readonly letter: string;
  readonly createdAt: number;
}

export function saveIdentity(db: Db, it: Identity): void {
  run(
    db,
    'INSERT INTO identity (one, side, branch_id, node, inc, letter, created_at) VALUES (1, ?, ?, ?, ?, ?, ?)',
    it.side,
    it.branchId,
    it.node,
    it.inc,
    it.letter,
    it.createdAt,
  );
}

export function readIdentity(db: Db): Identity | null {
  return (
    row<Identity>(
      db,
      'SELECT side, branch_id AS branchId, node, inc, letter, created_at AS createdAt FROM identity WHERE one = 1',
    ) ?? null
  );
}

/** A restored or copied database goes on as a new incarnation. */
export const changeIncarnation = (db: Db, inc: string, letter: string): number =>
  run(db, 'UPDATE identity SET inc = ?, letter = ? WHERE one = 1', inc, letter);

export type SecretKey =
  /** Proves the first sync file of an outlet. At the centre per outlet as `enrol:<code>`: those not used yet, by spaces. */
  | 'enrolSecret'
  | `enrol:${string}`
  /** JSON `{inc, sig}`: the incarnation before this one vouches for it; '' when it cannot. */
  | 'succession'
  /** Key of the HMAC over phone numbers, equal in the whole branch. */
  | 'phoneHmacKey'
  /** Public parts of the branch's keys, as the outlet received them. */
  | 'branchSignKey'
  | 'branchRecipient'
  /** Code that opens an outlet's first pack. */
  | `code:${string}`;

export const readSecret = (db: Db, key: SecretKey): string | null =>
  row<{ value: string }>(db, 'SELECT value FROM secret WHERE key = ?', key)?.value ?? null;

export function saveSecret(db: Db, key: SecretKey, value: string): void {
  run(
    db,
    'INSERT INTO secret (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    key,
    value,
  );
}

/** `owner` is a staff number, or 'device' for what belongs to this PC. */
export function readSettings(db: Db, owner: string): Readonly<Record<string, unknown>> {
  const found = rows<{ key: string; value: string }>(db, 'SELECT key, value FROM setting WHERE owner = ?', owner);
  return Object.fromEntries(found.map(({ key, value }) => [key, JSON.parse(value) as unknown]));
}

export function saveSetting(db: Db, owner: string, key: string, value: unknown): void {
  run(
    db,
    'INSERT INTO setting (owner, key, value) VALUES (?, ?, ?) ON CONFLICT (owner, key) DO UPDATE SET value = excluded.value',
    owner,
    key,
    JSON.stringify(value),
  );
}

/** Next number of a series (case, event, training). Unbroken: call in the transaction that uses it. */
export function nextSerial(db: Db, kind: string): number {
  const found = row<{ last: number }>(
    db,
    'INSERT INTO serial (kind, last) VALUES (?, 1) ON CONFLICT (kind) DO UPDATE SET last = last + 1 RETURNING last',
    kind,
  );
  if (found === undefined) throw new Error('serial returned nothing');
  return found.last;
}
