/** What came in and what went out: one row per file, keyed by its content. */
import type { PackageHeader } from '#domain/sync/envelope.ts';
import type { Failure, FailureCode } from '#domain/failure.ts';
import type { Db } from '#db/open.ts';
import { row, rows, run } from '#db/statements.ts';
import type { OpenedPackage } from './package-file.ts';

export interface Incoming {
  readonly at: number;
  readonly bytes: number;
  readonly fileName: string;
}

export interface AppliedCounts {
  readonly added: number;
  readonly changed: number;
  readonly same: number;
  readonly conflicts: number;
  readonly shelved: number;
  readonly forks: number;
}

export interface InRow extends AppliedCounts {
  readonly sha256: string;
  readonly node: string | null;
  readonly inc: string | null;
  readonly no: number | null;
  readonly madeAt: number | null;
  readonly app: string | null;
  readonly bytes: number;
  readonly receivedAt: number;
  /** `approval`: whole and in order, but it voids so much that a person must say yes first. */
  readonly state: 'waiting' | 'approval' | 'merged' | 'known' | 'refused';
  readonly code: string | null;
  readonly reason: string | null;
  readonly fileName: string;
  readonly mergedAt: number | null;
  readonly undoneAt: number | null;
}

const columns = `sha256, node, inc, no, made_at AS madeAt, app, bytes, received_at AS receivedAt, state, code, reason,
  added, changed, same, conflicts, shelved, forks, file_name AS fileName, merged_at AS mergedAt, undone_at AS undoneAt`;

export const findIncoming = (db: Db, sha256: string): InRow | null =>
  row<InRow>(db, `SELECT ${columns} FROM package_in WHERE sha256 = ?`, sha256) ?? null;

export const listIncoming = (db: Db, node: string | undefined): readonly InRow[] =>
  node === undefined
    ? rows<InRow>(db, `SELECT ${columns} FROM package_in ORDER BY received_at DESC, no DESC LIMIT 2000`)
    : rows<InRow>(
        db,
        `SELECT ${columns} FROM package_in WHERE node = ? ORDER BY received_at DESC, no DESC LIMIT 500`,
        node,
      );

/** Files that something may have changed for: the one before them came, the program was upgraded, the PC was registered. */
export const listRetryable = (db: Db): readonly InRow[] =>
  rows<InRow>(
    db,
    `SELECT ${columns} FROM package_in
     WHERE state = 'waiting' OR state = 'refused' AND code IN ('fileTooNew', 'unknownSender') ORDER BY node, no`,
  );

/** What a header says of itself; nothing when it could not be read. */
const headerColumns = (header: PackageHeader | null): readonly (string | number | null)[] =>
  header === null ? [null, null, null, null, null] : [header.from, header.inc, header.no, header.madeAt, header.app];

/** A package that was applied (or held nothing new). Call in the transaction that applied it. */
export function recordPackIn(
  db: Db,
  pack: Pick<OpenedPackage, 'header' | 'sha256'>,
  counts: AppliedCounts,
  file: Incoming,
): void {
  const state =
    counts.added + counts.changed + counts.conflicts + counts.shelved === 0 && counts.same > 0 ? 'known' : 'merged';
  save(db, pack.sha256, pack.header, file, { state, failure: null, counts, mergedAt: file.at });
}

/** A package that waits for an earlier one, or was refused with its reason. */
export function recordUnapplied(
  db: Db,
  sha256: string,
  header: PackageHeader | null,
  failure: Failure,
  file: Incoming,
): void {
  const state = unappliedState(failure.code);
  save(db, sha256, header, file, {
    state,
    failure,
    counts: { added: 0, changed: 0, same: 0, conflicts: 0, shelved: 0, forks: 0 },
    mergedAt: null,
  });
}

export function unappliedState(code: FailureCode): 'waiting' | 'approval' | 'refused' {
  if (code === 'massVoid') return 'approval';
  return code === 'earlierMissing' ? 'waiting' : 'refused';
}

interface Result {
  readonly state: InRow['state'];
  readonly failure: Failure | null;
  readonly counts: AppliedCounts;
  readonly mergedAt: number | null;
}

function save(
  db: Db,
  sha256: string,
  header: PackageHeader | null,
  file: Incoming,
  { state, failure, counts, mergedAt }: Result,
): void {
  run(
    db,
    `INSERT INTO package_in (sha256, node, inc, no, made_at, app, bytes, received_at, state, code, reason, added, changed, same, conflicts, shelved, forks, have, file_name, merged_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (sha256) DO UPDATE SET node = excluded.node, inc = excluded.inc, no = excluded.no, made_at = excluded.made_at, app = excluded.app,
       state = excluded.state, code = excluded.code, reason = excluded.reason, added = excluded.added, changed = excluded.changed,
       same = excluded.same, conflicts = excluded.conflicts, shelved = excluded.shelved, forks = excluded.forks, have = excluded.have, merged_at = excluded.merged_at`,
    sha256,
    ...headerColumns(header),
    file.bytes,
    file.at,
    state,
    failure?.code ?? null,
    failure?.message ?? null,
    counts.added,
    counts.changed,
    counts.same,
    counts.conflicts,
    counts.shelved,
    counts.forks,
    header === null ? null : JSON.stringify(header.have),
    file.fileName,
    mergedAt,
  );
}

export type Have = PackageHeader['have'];

/**
 * What the other side said it holds in the package that was merged last. Taking a late, older one
 * does no harm: then more is sent than needed, never less.
 */
export function lastHaveOf(db: Db, node: string): Have {
  const found = row<{ have: string | null }>(
    db,
    `SELECT have FROM package_in WHERE node = ? AND state IN ('merged', 'known') ORDER BY rowid DESC LIMIT 1`,
    node,
  );
  return found?.have === null || found === undefined ? [] : (JSON.parse(found.have) as Have);
}

export interface OutRow {
  readonly no: number;
  readonly kind: 'up' | 'down';
  readonly receiver: string;
  readonly madeAt: number;
  readonly madeBy: string;
  readonly sha256: string;
  readonly bytes: number;
  /** Last position per own chain: `{ "<inc>/<stream>": seq }`. */
  readonly chains: string;
  readonly counts: string;
  readonly file: string;
}

const outColumns = 'no, kind, receiver, made_at AS madeAt, made_by AS madeBy, sha256, bytes, chains, counts, file';

export const listOutgoing = (db: Db, receiver: string): readonly OutRow[] =>
  rows<OutRow>(db, `SELECT ${outColumns} FROM package_out WHERE receiver = ? ORDER BY no DESC`, receiver);

export const nextPackageNo = (db: Db): number =>
  (row<{ n: number | null }>(db, 'SELECT max(no) AS n FROM package_out')?.n ?? 0) + 1;

export interface Receipt {
  readonly sha256: string;
  readonly state: string;
  readonly code: string | null;
  readonly reason: string | null;
  readonly counts: AppliedCounts;
}

const receiptsPerReply = 200;

/** What became of the newest files of an outlet, to be told to it. */
export const receiptsFor = (db: Db, node: string): readonly Receipt[] =>
  rows<InRow>(
    db,
    `SELECT ${columns} FROM package_in WHERE node = ? ORDER BY rowid DESC LIMIT ?`,
    node,
    receiptsPerReply,
  ).map(({ sha256, state, code, reason, added, changed, same, conflicts, shelved, forks }) => ({
    sha256,
    state,
    code,
    reason,
    counts: { added, changed, same, conflicts, shelved, forks },
  }));

/** Keeps the newest word on each file. */
export function saveReceipts(db: Db, receipts: readonly Receipt[], saidAt: number): void {
  for (const { sha256, state, code, reason, counts } of receipts)
    run(
      db,
      `INSERT INTO receipt (sha256, state, code, reason, counts, said_at) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (sha256) DO UPDATE SET state = excluded.state, code = excluded.code, reason = excluded.reason,
         counts = excluded.counts, said_at = excluded.said_at WHERE excluded.said_at >= said_at`,
      sha256,
      state,
      code,
      reason,
      JSON.stringify(counts),
      saidAt,
    );
}

export const receiptOf = (db: Db, sha256: string): Receipt | null => {
  const found = row<Omit<Receipt, 'counts'> & { readonly counts: string }>(
    db,
    'SELECT sha256, state, code, reason, counts FROM receipt WHERE sha256 = ?',
    sha256,
  );
  return found === undefined ? null : { ...found, counts: JSON.parse(found.counts) as AppliedCounts };
};

export function recordOut(db: Db, out: OutRow): void {
  run(
    db,
    'INSERT INTO package_out (no, kind, receiver, made_at, made_by, sha256, bytes, chains, counts, file) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    out.no,
    out.kind,
    out.receiver,
    out.madeAt,
    out.madeBy,
    out.sha256,
    out.bytes,
    out.chains,
    out.counts,
    out.file,
  );
}
