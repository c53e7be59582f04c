/** From the own operation log to the chains of a package. */
import type { PackageHeader } from '#domain/sync/envelope.ts';
import { entities } from '#domain/entities.ts';
import { auditTip } from '#db/audit.ts';
import type { Identity } from '#db/identity.ts';
import type { Chain } from '#db/op-log.ts';
import { genesisHash, opHash } from '#db/hash.ts';
import { ownOpsAfter } from '#db/op-log.ts';
import type { Db } from '#db/open.ts';
import { schemaVersion } from '#db/open.ts';
import { row, rows } from '#db/statements.ts';
import type { ChainToSeal, HeaderStart } from './package-file.ts';

/** Everything of one own chain after position `after`, or null when there is nothing. */
export function chainToSeal(db: Db, chain: Chain, after: number): ChainToSeal | null {
  const ops = ownOpsAfter(db, chain.id, after);
  if (ops.length === 0) return null;
  const secrets = ops.flatMap((op) => (op.private === null ? [] : [op.private]));
  return {
    inc: chain.inc,
    stream: chain.stream,
    first: after + 1,
    prev: ownHashAt(db, chain, after).toString('base64url'),
    opsText: lines(ops.map((op) => op.line)),
    privateText: lines(secrets),
  };
}

const lines = (list: readonly string[]): string => list.map((line) => `${line}\n`).join('');

function ownHashAt(db: Db, chain: Chain, seq: number): Buffer {
  if (seq === chain.seq) return chain.hash;
  let hash = genesisHash(chain.inc, chain.stream);
  for (const op of ownOpsAfter(db, chain.id, 0)) {
    if (op.seq > seq) break;
    hash = opHash(hash, op.line);
  }
  return hash;
}

/** Header parts that say who sends and what is here; see docs/sync-format.md. */
export function headerStart(
  db: Db,
  who: {
    readonly identity: Identity;
    readonly branchName: string;
    readonly boxKey: string;
    readonly kind: PackageHeader['kind'];
    readonly to: string;
    readonly no: number;
    readonly madeAt: number;
    readonly app: string;
  },
): HeaderStart {
  const tip = auditTip(db);
  return {
    kind: who.kind,
    branch: { id: who.identity.branchId, name: who.branchName },
    from: who.identity.node,
    to: who.to,
    inc: who.identity.inc,
    boxKey: who.boxKey,
    no: who.no,
    madeAt: who.madeAt,
    app: who.app,
    schema: schemaVersion,
    have: tipsFor(db, who.to),
    counts: recordCounts(db),
    audit: { n: tip.n, hash: tip.hash.toString('base64url') },
  };
}

/** The tips this side holds of chains that concern the receiver: the computed receipt. */
function tipsFor(db: Db, receiver: string): HeaderStart['have'] {
  const held = rows<Chain>(
    db,
    'SELECT * FROM chain WHERE seq > 0 AND branch = 0 AND (node = ? OR own = 1 AND stream IN (?, ?)) ORDER BY id',
    receiver,
    receiver,
    'all',
  );
  return held.map(({ inc, stream, seq, hash }) => ({ inc, stream, seq, tip: hash.toString('base64url') }));
}

/** Live records per entity. */
export function recordCounts(db: Db): Record<string, number> {
  const count = (table: string): number =>
    row<{ n: number }>(db, `SELECT count(*) AS n FROM ${table} WHERE voided = 0`)?.n ?? 0;
  return Object.fromEntries(entities.map(({ name }) => [name, count(name)]));
}
