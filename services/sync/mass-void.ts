/**
 * A file that voids much at once waits for a person: a mistake or an attack at one outlet must not
 * empty the branch's figures unseen. What is missing in a file never means a deletion.
 */
import { entityByName } from '#domain/entities.ts';
import { Failure } from '#domain/failure.ts';
import type { Db } from '#db/open.ts';
import { row } from '#db/statements.ts';
import type { OpenedPackage } from './package-file.ts';

/** More records than this, or more than this share of the outlet's live ones (but never for a handful). */
const voidLimit = { records: 20, share: 0.05, handful: 5 } as const;

/** Outlet-owned records people count. */
const counted = ['complaint', 'outreach_event', 'training'] as const;

/** @throws Failure massVoid (details `{voided, live}`) */
export function refuseMassVoid(db: Db, pack: Pick<OpenedPackage, 'header' | 'chains'>): void {
  const named = new Map<string, string>();
  for (const { ops } of pack.chains)
    for (const { entity, recordId, fields } of ops) if (fields['voided'] === true) named.set(recordId, entity);
  if (named.size <= voidLimit.handful) return;
  const voided = [...named].filter(([record, entity]) => isLive(db, entity, record)).length;
  const live = counted
    .map(
      (table) =>
        row<{ n: number }>(db, `SELECT count(*) AS n FROM ${table} WHERE outlet = ? AND voided = 0`, pack.header.from)
          ?.n ?? 0,
    )
    .reduce((sum, n) => sum + n, 0);
  if (voided <= voidLimit.handful || (voided <= voidLimit.records && voided <= live * voidLimit.share)) return;
  throw new Failure(
    'massVoid',
    `这份文件一次作废 ${voided} 条记录（该网点现有 ${live} 条），先不合并，等主任核准。文件已原样保留，已有数据没有变化。请先电话核对该网点。`,
    { voided, live },
  );
}

const isLive = (db: Db, entity: string, record: string): boolean =>
  entityByName.has(entity) && row(db, `SELECT 1 FROM ${entity} WHERE id = ? AND voided = 0`, record) !== undefined;
