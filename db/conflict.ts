/** Fields with several values that did not see each other, and where each value comes from. */
import type { JsonValue } from '#domain/sync/op-line.ts';
import { fold, stableText } from '#domain/sync/fold.ts';
import { foldOpOf, opsOfRecord } from './merge.ts';
import type { Db } from './open.ts';
import type { StoredOp } from './segment.ts';
import { row, rows } from './statements.ts';

export interface ConflictRow {
  readonly entity: string;
  readonly record: string;
  readonly field: string;
  readonly foundAt: number;
}

/** One of the values, with who wrote it, when and on which device. */
export interface Claim {
  readonly opId: string;
  readonly value: JsonValue;
  readonly user: string;
  /** Milliseconds UTC by the writer's clock. */
  readonly at: number;
  readonly node: string;
  readonly inc: string;
}

export interface Contest extends ConflictRow {
  /** What all of them saw before; null when there was none. */
  readonly original: JsonValue;
  /** The displayed value first. Equal values count once, for whoever wrote it last. */
  readonly claims: readonly Claim[];
}

export const listConflicts = (db: Db): readonly ConflictRow[] =>
  rows<ConflictRow>(
    db,
    'SELECT entity, record, field, found_at AS foundAt FROM conflict ORDER BY found_at DESC, record, field',
  );

export const countConflicts = (db: Db): number => row<{ n: number }>(db, 'SELECT count(*) AS n FROM conflict')?.n ?? 0;

/** The contested fields of one record. */
export function contestsOf(db: Db, record: string): readonly Contest[] {
  const held = rows<ConflictRow & { readonly vals: string }>(
    db,
    'SELECT entity, record, field, found_at AS foundAt, vals FROM conflict WHERE record = ? ORDER BY field',
    record,
  );
  if (held.length === 0) return [];
  const ops = new Map(opsOfRecord(db, record).map((stored) => [stored.id, stored]));
  return held.map(({ vals, ...conflict }) => {
    const values = JSON.parse(vals) as readonly { readonly opId: string; readonly value: JsonValue }[];
    const claims = values.flatMap(({ opId, value }) => {
      const stored = ops.get(opId);
      return stored === undefined ? [] : [claimOf(db, stored, value)];
    });
    return { ...conflict, original: originalOf(ops, claims, conflict.field), claims: distinct(claims) };
  });
}

function claimOf(db: Db, { id, chain, op, from: relayed }: StoredOp, value: JsonValue): Claim {
  const from = relayed ?? row<{ node: string; inc: string }>(db, 'SELECT node, inc FROM chain WHERE id = ?', chain);
  return {
    opId: id,
    value,
    user: op.user,
    at: Math.floor(op.hlc / 1000),
    node: from?.node ?? '',
    inc: from?.inc ?? '',
  };
}

function distinct(claims: readonly Claim[]): readonly Claim[] {
  const seen = new Set<string>();
  return claims.filter(({ value }) => {
    const text = stableText(value);
    if (seen.has(text)) return false;
    seen.add(text);
    return true;
  });
}

/** The value in the state that every author of a claim had before him. */
function originalOf(ops: ReadonlyMap<string, StoredOp>, claims: readonly Claim[], field: string): JsonValue {
  const seen = claims.map(({ opId }) => ancestorsOf(ops, opId));
  const common = [...ops.values()].filter(({ id }) => seen.every((ids) => ids.has(id)));
  return fold(common.map(foldOpOf)).fields[field] ?? null;
}

function ancestorsOf(ops: ReadonlyMap<string, StoredOp>, id: string): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting = [...(ops.get(id)?.op.after ?? [])];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    waiting.push(...(ops.get(next)?.op.after ?? []));
  }
  return found;
}

/** The newest merge: when, and how many records it changed without a question. */
export const lastMerge = (db: Db): { readonly at: number; readonly changed: number } | null =>
  row<{ at: number; changed: number }>(
    db,
    `SELECT merged_at AS at, changed FROM package_in WHERE merged_at IS NOT NULL ORDER BY merged_at DESC LIMIT 1`,
  ) ?? null;
