/**
 * guard.json: how far this installation's own chains had got when something last left it. It lies
 * outside the database and outside every backup, so a database that does not know what the guard
 * knows was restored or copied.
 *
 *   { "format": 1, "kind": "xiaobao-guard", "inc": "…", "letter": "A",
 *     "chains": [{ "inc", "stream", "seq", "tip" }], "mac": "…" }
 *
 * mac = HMAC-SHA256(HKDF(database key, "xiaobao-guard-1"), the JSON text without `mac`). A missing or
 * foreign guard proves nothing and is written anew.
 */
import { createHmac } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { branchesOf, chainsWhere, hashAt, ownChains } from '#db/chain.ts';
import type { Identity } from '#db/identity.ts';
import type { Db } from '#db/open.ts';
import { derivedKey } from './crypto/secret-box.ts';
import { readFileSafely, replaceFileDurably } from './files/atomic-write.ts';

const Guard = z.object({
  format: z.literal(1),
  kind: z.literal('xiaobao-guard'),
  inc: z.string(),
  letter: z.string(),
  chains: z.array(z.object({ inc: z.string(), stream: z.string(), seq: z.number(), tip: z.string() })),
});
export type Guard = z.infer<typeof Guard>;
const Sealed = z.extend(Guard, { mac: z.string() });

const guardPath = (folder: string): string => join(folder, 'guard.json');
const maxGuardBytes = 1024 * 1024;

/** Writes down where the own chains stand. Call before anything made from them leaves this PC. */
export function writeGuard(folder: string, db: Db, dbKey: Uint8Array, identity: Identity): void {
  const chains = ownChains(db)
    .filter(({ seq }) => seq > 0)
    .map(({ inc, stream, seq, hash }) => ({ inc, stream, seq, tip: hash.toString('base64url') }));
  const guard: Guard = { format: 1, kind: 'xiaobao-guard', inc: identity.inc, letter: identity.letter, chains };
  const json = { ...guard, mac: macOf(dbKey, guard) };
  replaceFileDurably(guardPath(folder), Buffer.from(`${JSON.stringify(json)}\n`));
}

/** Null when there is none, or one of another installation. */
export function readGuard(folder: string, dbKey: Uint8Array): Guard | null {
  if (!existsSync(guardPath(folder))) return null;
  try {
    const parsed = Sealed.safeParse(JSON.parse(readFileSafely(guardPath(folder), maxGuardBytes).toString('utf8')));
    if (!parsed.success) return null;
    const { mac, ...guard } = parsed.data;
    return macOf(dbKey, guard) === mac ? guard : null;
  } catch {
    return null;
  }
}

/** Whether somebody knows more of our own chains than this database does. */
export const knowsMore = (
  db: Db,
  tips: readonly { readonly inc: string; readonly stream: string; readonly seq: number; readonly tip: string }[],
): boolean =>
  tips.some(({ inc, stream, seq, tip }) =>
    branchesOf(db, inc, stream).every((chain) => hashAt(db, chain, seq)?.toString('base64url') !== tip),
  );

/**
 * Whether operations of this incarnation came back from the other side, because this database had
 * lost them or a copy of it wrote them. It must go on as a new incarnation then.
 */
export const isOvertaken = (db: Db, inc: string): boolean => chainsWhere(db, 'inc = ? AND own = 0', inc).length > 0;

function macOf(dbKey: Uint8Array, guard: Guard): string {
  const { format, kind, inc, letter, chains } = guard;
  return createHmac('sha256', derivedKey(dbKey, Buffer.alloc(0), 'xiaobao-guard-1'))
    .update(JSON.stringify({ format, kind, inc, letter, chains }))
    .digest('base64url');
}
