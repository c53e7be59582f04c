/**
 * Proves that the database says what its operations say: every hash chain from its genesis, every
 * private value against its commitment, every row against the fold of its operations. SQLite's own
 * check cannot do this: a changed value in a valid page is fine to it.
 */
import { createHash } from 'node:crypto';
import { entities, entityByName } from '#domain/entities.ts';
import type { Entity } from '#domain/entity.ts';
import { relayEntity } from '#domain/relay.ts';
import type { FoldOp } from '#domain/sync/fold.ts';
import { fold } from '#domain/sync/fold.ts';
import { parseOpLine, parsePrivateLine } from '#domain/sync/op-line.ts';
import type { Chain } from './chain.ts';
import { chainsWhere, hashAt, linesOf, startOf } from './chain.ts';
import { commitmentOf, opHash, opId } from './hash.ts';
import { foldOpOf } from './merge.ts';
import { ownOpsAfter } from './op-log.ts';
import type { Db } from './open.ts';
import { mappingOf, toSql } from './record.ts';
import { carriedOp, eachOnce, relayFrom } from './relay.ts';
import type { Segment, StoredOp } from './segment.ts';
import { segmentsOf } from './segment.ts';
import type { Row } from './statements.ts';
import { row, rows } from './statements.ts';

export interface ChainCheck {
  readonly node: string;
  readonly stream: string;
  readonly own: boolean;
  readonly ops: number;
  /** Operations whose personal values were erased. */
  readonly erased: number;
  /** Empty when the chain holds. */
  readonly problem: string;
}

export interface RowCheck {
  readonly checked: number;
  readonly different: readonly {
    readonly entity: string;
    readonly record: string;
    readonly fields: readonly string[];
  }[];
}

/** SQLite's findings about pages, indexes and references; empty when whole. */
export function integrityFindings(db: Db): readonly string[] {
  const found = rows<{ integrity_check: string }>(db, 'PRAGMA integrity_check').map((each) => each.integrity_check);
  const broken = rows<{ table: string }>(db, 'PRAGMA foreign_key_check').map((each) => `reference in ${each.table}`);
  return [...found.filter((text) => text !== 'ok'), ...broken];
}

/** Checks all chains and hands every operation to `collect`. */
export function checkChains(db: Db, collect: (stored: StoredOp) => void): readonly ChainCheck[] {
  return chainsWhere(db, 'true').map((chain) => {
    const start = hashAt(db, chain, startOf(chain));
    const walk = new Walk(chain, start, collect);
    if (chain.own === 1) {
      for (const op of ownOpsAfter(db, chain.id, 0)) walk.step(op.line, op.private, op.id);
    } else for (const segment of segmentsOf(db, chain.id)) walk.segment(segment);
    return walk.result();
  });
}

class Walk {
  private readonly chain: Chain;
  private readonly collect: (stored: StoredOp) => void;
  private hash: Buffer;
  private seq: number;
  private erased = 0;
  private problem = '';

  constructor(chain: Chain, start: Buffer | null, collect: (stored: StoredOp) => void) {
    this.chain = chain;
    this.collect = collect;
    this.seq = startOf(chain);
    this.hash = start ?? Buffer.alloc(32);
    if (start === null) this.found(`第 ${this.seq} 条处接不上`);
  }

  step(line: string, secret: string | null, id: string | null): void {
    this.seq += 1;
    this.hash = opHash(this.hash, line);
    const op = parseOpLine(line);
    const idHere = opId(this.hash);
    if (op.seq !== this.seq) this.found(`第 ${this.seq} 条的序号不符`);
    if (id !== null && id !== idHere) this.found(`第 ${this.seq} 条的编号不符`);
    if (op.commitment !== null && secret === null) this.erased += 1;
    if (secret !== null && commitmentOf(secret) !== op.commitment) {
      this.found(`第 ${this.seq} 条的个人信息与记录时不符`);
    }
    this.collect({ id: idHere, chain: this.chain.id, op, private: secret === null ? null : parsePrivateLine(secret) });
  }

  segment(segment: Segment): void {
    if (!segment.prev.equals(this.hash) || segment.first !== this.seq + 1) this.found(`第 ${segment.first} 条处接不上`);
    const secrets = new Map(linesOf(segment.private).map((line) => [parsePrivateLine(line).seq, line]));
    for (const line of linesOf(segment.ops)) this.step(line, secrets.get(this.seq + 1) ?? null, null);
    if (!segment.tip.equals(this.hash) || segment.last !== this.seq) this.found(`第 ${segment.last} 条处的校验值不符`);
  }

  result(): ChainCheck {
    if (this.seq !== this.chain.seq || !this.hash.equals(this.chain.hash))
      this.found(`末端不符：应有 ${this.chain.seq} 条，实有 ${this.seq} 条`);
    const { node, stream, own } = this.chain;
    return {
      node,
      stream,
      own: own === 1,
      ops: this.seq - startOf(this.chain),
      erased: this.erased,
      problem: this.problem,
    };
  }

  private found(problem: string): void {
    if (this.problem === '') this.problem = problem;
  }
}

/**
 * Gathers operations by the record they are about, relayed ones too; those on the shelf are left out.
 * Hand its `add` to `checkChains` and its `byRecord` to `checkRows`.
 */
export class OpsByRecord {
  private readonly found = new Map<string, StoredOp[]>();
  /** What stands aside at a place: the operation there, or what it carries. */
  private readonly shelved: ReadonlyMap<string, string>;

  constructor(db: Db) {
    this.shelved = new Map(
      rows<{ chain: number; seq: number; entity: string }>(db, 'SELECT chain, seq, entity FROM shelf').map(
        ({ chain, seq, entity }) => [`${chain}:${seq}`, entity],
      ),
    );
  }

  readonly add = (stored: StoredOp): void => {
    const aside = this.shelved.get(`${stored.chain}:${stored.op.seq}`);
    if (stored.op.entity !== relayEntity.name) {
      if (aside === undefined) this.push(stored);
      return;
    }
    if (aside === relayEntity.name) return;
    this.push(stored);
    const fields = { ...stored.op.fields, ...stored.private?.fields };
    const carried = stored.op.after.length > 0 ? null : carriedOp(relayFrom(fields), { ...stored, seq: stored.op.seq });
    if (carried !== null && aside === undefined) this.push(carried);
  };

  get byRecord(): ReadonlyMap<string, readonly StoredOp[]> {
    return new Map([...this.found].map(([record, ops]) => [record, eachOnce(ops)]));
  }

  get asideCount(): number {
    return this.shelved.size;
  }

  private push(stored: StoredOp): void {
    const known = this.found.get(stored.op.recordId);
    if (known === undefined) this.found.set(stored.op.recordId, [stored]);
    else known.push(stored);
  }
}

/** Folds every record of `ops` and compares it with its row; rows without operations count as different. */
export function checkRows(db: Db, ops: ReadonlyMap<string, readonly StoredOp[]>): RowCheck {
  const different: { entity: string; record: string; fields: readonly string[] }[] = [];
  let checked = 0;
  for (const [record, stored] of ops) {
    const entity = entityByName.get(stored[0]?.op.entity ?? '');
    if (entity === undefined) continue;
    checked += 1;
    const fields = compare(db, entity, record, stored.map(foldOpOf));
    if (fields.length > 0) different.push({ entity: entity.name, record, fields });
  }
  for (const { name } of entities) {
    for (const { id } of rows<{ id: string }>(db, `SELECT id FROM ${name}`)) {
      if (!ops.has(id)) different.push({ entity: name, record: id, fields: ['没有对应的记录'] });
    }
  }
  return { checked, different };
}

function compare(db: Db, entity: Entity, record: string, ops: readonly FoldOp[]): readonly string[] {
  const stored = row<Row>(db, `SELECT * FROM ${entity.name} WHERE id = ?`, record);
  if (stored === undefined) return ['没有这一行'];
  const state = fold(ops);
  const fields = mappingOf(entity)
    .filter(({ column, name, field }) => stored[column] !== toSql(field, state.fields[name]))
    .map(({ name }) => name);
  return stored['head'] === state.heads.join(',') ? fields : [...fields, 'head'];
}

/**
 * SHA-256 over the content of every synchronised table, hex: equal for equal records, whatever the
 * order in which they arrived. Positions in chains are left out, they are how and not what.
 */
export function contentDigest(db: Db): string {
  const digest = createHash('sha256');
  for (const entity of entities) {
    const columns = ['id', ...mappingOf(entity).map(({ column }) => column), 'head'].join(', ');
    for (const found of rows(db, `SELECT ${columns} FROM ${entity.name} ORDER BY id`))
      digest.update(`${entity.name}\n${JSON.stringify(found)}\n`);
  }
  for (const found of rows(db, 'SELECT entity, record, field, vals FROM conflict ORDER BY record, field'))
    digest.update(JSON.stringify(found));
  return digest.digest('hex');
}
