import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { applyReceived } from '#db/merge.ts';
import { writeRecord } from '#db/op-log.ts';
import type { Db } from '#db/open.ts';
import { rowsAtOnce } from '#db/record.ts';
import type { StoredOp } from '#db/segment.ts';
import { row, rows, run } from '#db/statements.ts';
import { outletEntity } from '#domain/organisation.ts';
import type { JsonFields } from '#domain/sync/op-line.ts';
import { attendanceOf } from '#tests/bench/ledger.ts';
import { newDatabase } from '#tests/helpers/database.ts';

const centre = () => ({
  inc: 'a'.repeat(32),
  node: 'centre',
  user: '100001',
  now: () => 1_750_000_000_000,
  randomBytes: (size: number) => randomBytes(size),
  firstSeq: new Map<number, number>(),
});
const chain = 7;
const author = { node: '0001', chain };

/** A full set of new lines of attendance and half of one; `change` spoils some. */
const lines = (change: (index: number) => JsonFields = () => ({})): readonly StoredOp[] =>
  Array.from({ length: rowsAtOnce * 1.5 }, (_, index) => ({
    id: `op${index}`,
    chain,
    op: {
      seq: index + 1,
      hlc: index + 1,
      firstSeq: index + 1,
      user: '200001',
      entity: 'attendance',
      recordId: `0001.${index}`,
      after: [],
      fields: {
        ...(attendanceOf('0001', { kind: 'outreach', id: '0001.E' }, index) as JsonFields),
        ...change(index),
      },
      commitment: null,
    },
    private: null,
  }));

describe('new records that come together', () => {
  let db: Db;
  const ids = (): readonly string[] =>
    rows<{ id: string }>(db, 'SELECT id FROM attendance ORDER BY seq').map(({ id }) => id);

  beforeEach(() => {
    ({ db } = newDatabase());
    const outlet = { code: '0001', name: '营业部', subBranch: '直属', district: '高新', sort: 1 };
    writeRecord(db, centre(), 'all', outletEntity, '0001', outlet);
    run(
      db,
      `INSERT INTO chain (id, inc, stream, node, own, seq, hash) VALUES (?, ?, 'centre', '0001', 0, 1000, zeroblob(32))`,
      chain,
      'b'.repeat(32),
    );
  });

  it('are all inserted, as they are one by one', () => {
    const counts = applyReceived(db, author, lines(), 1);

    expect(counts).toEqual({ added: 30, changed: 0, conflicts: 0, shelved: 0 });
    expect(ids()).toEqual(lines().map(({ op }) => op.recordId));
    expect(row(db, 'SELECT name, head, chain, seq FROM attendance WHERE id = ?', '0001.3')).toMatchObject({
      head: 'op3',
      chain,
      seq: 4,
    });
  });

  it('do not fall with the one whose content breaks a rule of the table', () => {
    const counts = applyReceived(
      db,
      author,
      lines((index) => (index === 5 ? { ofKind: 'party' } : {})),
      1,
    );

    expect(counts).toEqual({ added: 29, changed: 0, conflicts: 0, shelved: 1 });
    expect(ids()).not.toContain('0001.5');
    expect(rows(db, 'SELECT record, seq FROM shelf')).toEqual([{ record: '0001.5', seq: 6 }]);
  });

  it('do not fall with the one that is not its author’s', () => {
    const counts = applyReceived(
      db,
      author,
      lines((index) => (index === 9 ? { outlet: '0002' } : {})),
      1,
    );

    expect(counts).toMatchObject({ added: 29, shelved: 1 });
  });

  it('are written only as far as their chain reaches: no row without an operation', () => {
    run(db, 'UPDATE chain SET seq = 12 WHERE id = ?', chain);

    const counts = applyReceived(db, author, lines(), 1);

    expect(counts).toMatchObject({ added: 12, shelved: 18 });
    expect(ids()).toHaveLength(12);
  });

  it('are set aside when their outlet is somebody else, and nothing of them is in the rows', () => {
    const counts = applyReceived(
      db,
      author,
      lines()
        .slice(0, 2)
        .map((stored) => ({ ...stored, op: { ...stored.op, fields: { ...stored.op.fields, outlet: '0002' } } })),
      1,
    );

    expect(counts).toEqual({ added: 0, changed: 0, conflicts: 0, shelved: 2 });
    expect(ids()).toEqual([]);
  });

  it('and what the centre alone may write is not changed by an outlet', () => {
    const [line] = lines();
    const head = row<{ head: string }>(db, 'SELECT head FROM outlet')?.head ?? '';
    const op = { ...line?.op, entity: 'outlet', recordId: '0001', after: [head], fields: { name: '改名' } };

    const counts = applyReceived(db, author, [{ ...line, op } as StoredOp], 1);

    expect(counts).toEqual({ added: 0, changed: 0, conflicts: 0, shelved: 1 });
    expect(row(db, 'SELECT name FROM outlet')).toEqual({ name: '营业部' });
    expect(rows(db, 'SELECT record, reason FROM shelf')).toEqual([{ record: '0001', reason: 'name 不归对方登记' }]);
  });
});
