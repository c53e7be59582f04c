/**
 * What the centre tells an outlet besides operations, in the hello line of every pack: what became
 * of its files, and how its records stand at the centre. docs/sync-format.md, "Hello line".
 */
import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { entities } from '#domain/entities.ts';
import { mappingOf } from '#db/record.ts';
import type { Db } from '#db/open.ts';
import { rows } from '#db/statements.ts';
import type { Receipt } from './journal.ts';
import { receiptsFor } from './journal.ts';
import type { OpenedPackage } from './package-file.ts';

export interface NodeState {
  readonly records: number;
  /** SHA-256 over the records, hex; equal for equal records. */
  readonly digest: string;
}

/** The centre's last word on this outlet's records, and when it was said (milliseconds UTC). */
export interface CentreState extends NodeState {
  readonly at: number;
}

export interface Reply {
  readonly receipts: readonly Receipt[];
  readonly state: NodeState | null;
}

const count = z.int().check(z.minimum(0));

const ReplyLine = z.looseObject({
  receipts: z._default(
    z.array(
      z.looseObject({
        sha256: z.string(),
        state: z.string(),
        code: z.nullable(z.string()),
        reason: z.nullable(z.string()),
        counts: z.object({
          added: count,
          changed: count,
          same: count,
          conflicts: count,
          shelved: count,
          forks: count,
        }),
      }),
    ),
    [],
  ),
  state: z._default(z.nullable(z.looseObject({ records: count, digest: z.string() })), null),
});

/** Fields of the hello line that answer an outlet. */
export const replyFor = (db: Db, outlet: string): Reply => ({
  receipts: receiptsFor(db, outlet),
  state: stateOfNode(db, outlet),
});

/** The reply in a pack; empty where an older centre wrote none, or wrote what is not understood here. */
export function replyOf(pack: Pick<OpenedPackage, 'hello'>): Reply {
  const parsed = ReplyLine.safeParse(pack.hello === null ? {} : JSON.parse(pack.hello));
  return parsed.success ? parsed.data : { receipts: [], state: null };
}

/**
 * The records an outlet began, as they stand here: how many, and their digest. Conflicts count with
 * the value that is displayed, which depends on the operations only.
 */
export function stateOfNode(db: Db, node: string): NodeState {
  const digest = createHash('sha256');
  let records = 0;
  for (const entity of entities.filter(({ owner }) => owner === 'outlet')) {
    const columns = ['id', ...mappingOf(entity).map(({ column }) => column), 'head'].join(', ');
    const found = rows(
      db,
      `SELECT ${columns} FROM ${entity.name} WHERE id >= ? AND id < ? ORDER BY id`,
      `${node}.`,
      `${node}/`,
    );
    for (const each of found) digest.update(`${entity.name}\n${JSON.stringify(each)}\n`);
    records += found.length;
  }
  return { records, digest: digest.digest('hex') };
}
