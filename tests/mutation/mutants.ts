/** The bugs that are planted, one at a time. Each is a mistake a program of this kind has really had, or the model once found in this one. */
export interface Mutant {
  /** What the program would then do. */
  readonly name: string;
  readonly file: string;
  /** Stands exactly once in the file. */
  readonly find: string;
  readonly replace: string;
  /** The test most likely to notice; it is tried first, to save time. */
  readonly near: string;
}

export const mutants: readonly Mutant[] = [
  {
    name: 'identity by position: another history with the same numbers counts as known',
    file: 'services/sync/placement.ts',
    find: `  const isSame = (seq: number): boolean => hashAt(db, held, seq)?.equals(hashes(seq)) === true;`,
    replace: `  const isSame = (seq: number): boolean => seq <= held.seq || hashAt(db, held, seq)?.equals(hashes(seq)) === true;`,
    near: 'tests/sync/hard-cases.slow.test.ts',
  },
  {
    name: 'a fork overwrites: the second history is dropped',
    file: 'services/sync/incoming.ts',
    find: `  if (common === chain.last) return { ...none, same };`,
    replace: `  if (common === chain.last || (held !== null && common < held.seq)) return { ...none, same };`,
    near: 'tests/sync/hard-cases.slow.test.ts',
  },
  {
    name: 'gaps are accepted silently',
    file: 'services/sync/placement.ts',
    find: `  const reached = Math.max(0, ...branches.map(({ seq }) => seq));
`,
    replace: `  const reached = Math.max(0, ...branches.map(({ seq }) => seq));
  if (reached < chain.first) return { held: branches[0] ?? null, common: chain.last };
`,
    near: 'tests/sync/exchange.slow.test.ts',
  },
  {
    name: 'the signature is not checked',
    file: 'services/crypto/signing.ts',
    find: `  return key !== null && verify(null, bytes, key, signature);`,
    replace: `  return key !== null && (verify(null, bytes, key, signature) || signature.length === 64);`,
    near: 'tests/sync/package-file.test.ts',
  },
  {
    name: 'a file for somebody else is taken',
    file: 'services/sync/package-file.ts',
    find: `  if (header.kind !== kind || header.to !== to) {`,
    replace: `  if (header.kind !== kind) {`,
    near: 'tests/sync/package-file.test.ts',
  },
  {
    name: 'whoever signs may bring whatever: chains are not tied to their author',
    file: 'services/sync/authors.ts',
    find: `  if (device !== outlet || writers.some((node) => node !== outlet)) throw notPermitted({ inc, stream: 'centre' });
`,
    replace: ``,
    near: 'tests/sync/authors.test.ts',
  },
  {
    name: 'the other side may write what only one owns',
    file: 'db/merge.ts',
    find: `  if (entity.owner === 'centre') return author.node === 'centre';
`,
    replace: `  if (entity.name !== '') return true;
`,
    near: 'tests/db/merge.test.ts',
  },
  {
    name: 'an action is not one transaction',
    file: 'services/dispatch.ts',
    find: `  return db
    .transaction(() => {
      const unit = beginWork(around);
      const value = body(unit.ctx);
      writeAudit(unit, around.user, verb);
      return value;
    })
    .immediate();`,
    replace: `  const unit = beginWork(around);
  const value = body(unit.ctx);
  if (db.open) writeAudit(unit, around.user, verb);
  return value;`,
    near: 'tests/sync/model.slow.test.ts',
  },
  {
    name: 'acknowledged for ever: what the other side once had, it has',
    file: 'services/sync/journal.ts',
    find: `  return found?.have === null || found === undefined ? [] : (JSON.parse(found.have) as Have);`,
    replace: `  const all = rows<{ have: string | null }>(db, \`SELECT have FROM package_in WHERE node = ?\`, node);
  return found === undefined ? [] : all.flatMap(({ have }) => (have === null ? [] : (JSON.parse(have) as Have)));`,
    near: 'tests/sync/model.slow.test.ts',
  },
  {
    name: 'counted as arrived at the export',
    file: 'services/sync/journal.ts',
    find: `export function recordOut(db: Db, out: OutRow): void {
`,
    replace: `export function recordOut(db: Db, out: OutRow): void {
  for (const [key, seq] of Object.entries(JSON.parse(out.chains) as Record<string, number>)) {
    const chain = row<{ hash: Buffer }>(db, \`SELECT hash FROM chain WHERE inc || '/' || stream = ? AND branch = 0 AND seq = ?\`, key, seq);
    const last = row<{ at: number; have: string | null }>(db, 'SELECT rowid AS at, have FROM package_in WHERE node = ? ORDER BY rowid DESC LIMIT 1', out.receiver);
    if (chain === undefined || last === undefined) continue;
    const [inc, stream] = key.split('/');
    const have = [...(JSON.parse(last.have ?? '[]') as Have), { inc, stream, seq, tip: chain.hash.toString('base64url') }];
    run(db, 'UPDATE package_in SET have = ? WHERE rowid = ?', JSON.stringify(have), last.at);
  }
`,
    near: 'tests/sync/model.slow.test.ts',
  },
  {
    name: 'the newest clock wins, the other value is gone',
    file: 'domain/sync/fold.ts',
    find: `    const visible = setters.filter((op) => setters.every((other) => !isSuperseded(op, other)));`,
    replace: `    const visible = setters.slice(0, 1);`,
    near: 'tests/sync/fold.test.ts',
  },
  {
    name: 'superseded values stay visible',
    file: 'domain/sync/fold.ts',
    find: `    const visible = setters.filter((op) => setters.every((other) => !isSuperseded(op, other)));`,
    replace: `    const visible = setters;`,
    near: 'tests/sync/fold.test.ts',
  },
  {
    name: 'an edit that has not seen the newest value overwrites it',
    file: 'db/merge.ts',
    find: `if (!isFirst && updateRow(db, entity, op.recordId, fields, at, op.after.join(',')))`,
    replace: `if (!isFirst && updateRow(db, entity, op.recordId, fields, at, row<{ head: string }>(db, \`SELECT head FROM \${entity.name} WHERE id = ?\`, op.recordId)?.head ?? ''))`,
    near: 'tests/sync/model.slow.test.ts',
  },
  {
    name: 'a decided conflict stays open on the other side',
    file: 'db/merge.ts',
    find: `      clearConflicts(db, op.recordId, Object.keys(fields));
      return 'changed';`,
    replace: `      return 'changed';`,
    near: 'tests/sync/model.slow.test.ts',
  },
  {
    name: 'an operation that cannot be applied stops its file',
    file: 'db/merge.ts',
    find: `function shelve(db: Db, author: Author, { op }: StoredOp, reason: string): Outcome {
`,
    replace: `function shelve(db: Db, author: Author, { op }: StoredOp, reason: string): Outcome {
  if (op.seq > 0) throw new Error(reason);
`,
    near: 'tests/db/merge.test.ts',
  },
  {
    name: 'the own operations of an outlet are not given back',
    file: 'services/sync/outgoing.ts',
    find: `OR node = ? AND stream = 'centre')\``,
    replace: `OR node = ? AND stream = 'centre' AND own = 1)\``,
    near: 'tests/sync/hard-cases.slow.test.ts',
  },
  {
    name: 'a file that came too early is not tried again',
    file: 'services/sync/journal.ts',
    find: `     WHERE state = 'waiting' OR state`,
    replace: `     WHERE state = 'never' OR state`,
    near: 'tests/sync/exchange.slow.test.ts',
  },
  {
    name: 'a restored database goes on under its old name',
    file: 'services/installation.ts',
    find: `  if (!isBehind && !isOvertaken(`,
    replace: `  if (!isBehind || !isOvertaken(`,
    near: 'tests/sync/hard-cases.slow.test.ts',
  },
  {
    name: 'a PC that was set back does not notice at the answer',
    file: 'services/exchange.ts',
    find: `  if (!isOvertaken(ctx.db, inc) && !knowsMore(ctx.db, ours)) return false;`,
    replace: `  if (!knowsMore(ctx.db, ours)) return false;`,
    near: 'tests/sync/model.slow.test.ts',
  },
  {
    name: 'an erasure is not carried out where it arrives',
    file: 'services/sync/incoming.ts',
    find: `    if (erasure !== null) eraseValues(`,
    replace: `    if (erasure === null) eraseValues(`,
    near: 'tests/sync/decisions.slow.test.ts',
  },
  {
    name: 'an erasure leaves the values in received segments',
    file: 'db/erased.ts',
    find: `  if (kept.length === secrets.length) return;`,
    replace: `  if (kept.length <= secrets.length) return;`,
    near: 'tests/sync/decisions.slow.test.ts',
  },
  {
    name: 'many voids at once pass without a person',
    file: 'services/sync/mass-void.ts',
    find: `  if (named.size <= voidLimit.handful) return;`,
    replace: `  if (named.size >= 0) return;`,
    near: 'tests/sync/decisions.slow.test.ts',
  },
  {
    name: 'a stopped computer may go on reporting',
    file: 'services/sync/sender.ts',
    find: `    if (device.state === 'revoked') throw revoked();
    if (device.node`,
    replace: `    if (device.node`,
    near: 'tests/sync/hard-cases.slow.test.ts',
  },
  {
    name: 'commits are not durable (synchronous = NORMAL)',
    file: 'db/open.ts',
    find: `  db.pragma('synchronous = FULL');`,
    replace: `  db.pragma('synchronous = NORMAL');`,
    near: 'tests/db/open.test.ts',
  },
  {
    name: 'the file is renamed before it is on the disk',
    file: 'services/files/atomic-write.ts',
    find: `      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    if (verify`,
    replace: `    } finally {
      closeSync(file);
    }
    if (verify`,
    near: 'tests/sync/lost-power.slow.test.ts',
  },
  {
    name: 'what was written is not read back',
    file: 'services/files/atomic-write.ts',
    find: `    if (verify && !hasContent(part, bytes)) {`,
    replace: `    if (verify && bytes.length === 0) {`,
    near: 'tests/services/atomic-write.slow.test.ts',
  },
  {
    name: 'inflating without a limit',
    file: 'db/zstd-frame.ts',
    find: `    const bytes = zstdDecompressSync(frame, { maxOutputLength: Math.max(1, maxBytes) });
    if (bytes.length <= maxBytes) return bytes;`,
    replace: `    const bytes = zstdDecompressSync(frame);
    if (bytes.length <= maxBytes * 1024) return bytes;`,
    near: 'tests/sync/zstd-frame.test.ts',
  },
  {
    name: 'compressed without a checksum',
    file: 'db/zstd-frame.ts',
    find: `[constants.ZSTD_c_checksumFlag]: 1`,
    replace: `[constants.ZSTD_c_checksumFlag]: 0`,
    near: 'tests/sync/zstd-frame.test.ts',
  },
  {
    name: 'the signing key lies in the backups',
    file: 'services/keys.ts',
    find: `join(folder, 'device.json')`,
    replace: `join(folder, 'backups', 'device.json')`,
    near: 'tests/services/backup-keys.test.ts',
  },
  {
    name: 'a row may be written without an operation',
    file: 'db/migrations/0010-initial.ts',
    find: `WHEN NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
`,
    replace: `WHEN NEW.seq < 0 AND NOT EXISTS (SELECT 1 FROM chain WHERE chain.id = NEW.chain AND NEW.seq <= chain.seq
`,
    near: 'tests/db/write-guards.test.ts',
  },
  {
    name: 'personal values travel in the open part of an operation',
    file: 'db/op-log.ts',
    find: `    (field.personal ? personal : open)[name]`,
    replace: `    (field.personal && name === '' ? personal : open)[name]`,
    near: 'tests/sync/decisions.slow.test.ts',
  },
];
