import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Work } from '#db/op-log.ts';
import { writeRecord } from '#db/op-log.ts';
import type { Db } from '#db/open.ts';
import { getRecord } from '#db/record.ts';
import { row } from '#db/statements.ts';
import { verifyAll } from '#services/database.ts';
import { outletEntity } from '#domain/organisation.ts';
import { newDatabase } from '#tests/helpers/database.ts';

const outlet = { code: '0001', name: '营业部', subBranch: '直属', district: '高新', sort: 1 };

const work = (): Work => ({
  inc: 'a'.repeat(32),
  node: 'centre',
  user: '100001',
  now: () => 1_750_000_000_000,
  randomBytes,
  firstSeq: new Map(),
});

describe('a row without an operation', () => {
  let db: Db;

  beforeEach(() => {
    ({ db } = newDatabase());
    writeRecord(db, work(), 'all', outletEntity, '0001', outlet);
  });

  it('cannot be inserted', () => {
    const insert = () =>
      db.exec(
        `INSERT INTO outlet (id, code, name, sub_branch, district, opened_on, closed_on, sort, voided, void_reason, head, chain, seq) SELECT '0002', '0002', name, sub_branch, district, opened_on, closed_on, sort, voided, void_reason, head, chain, seq FROM outlet`,
      );

    expect(insert).toThrow('write without an operation');
  });

  it('cannot be changed', () => {
    expect(() => db.exec(`UPDATE outlet SET name = '别名'`)).toThrow('write without an operation');
  });

  it('cannot borrow the operation of another record', () => {
    writeRecord(db, work(), 'all', outletEntity, '0002', { ...outlet, code: '0002' });

    expect(() => db.exec(`UPDATE outlet SET name = '别名', seq = 2 WHERE id = '0001'`)).toThrow(
      'write without an operation',
    );
  });

  it('cannot be deleted', () => {
    expect(() => db.exec('DELETE FROM outlet')).toThrow('records are voided, never deleted');
  });
});

describe('the operation log', () => {
  it('takes no operation out of order, changes none and loses none', () => {
    const { db } = newDatabase();
    writeRecord(db, work(), 'all', outletEntity, '0001', outlet);

    expect(() => db.exec(`INSERT INTO op SELECT chain, 3, id, entity, record, line, private FROM op`)).toThrow(
      'operation out of order',
    );
    expect(() => db.exec(`UPDATE op SET line = '{}'`)).toThrow('operations are never changed');
    expect(() => db.exec('DELETE FROM op')).toThrow('operations are never deleted');
  });

  it('writes nothing when nothing differs', () => {
    const { db } = newDatabase();
    writeRecord(db, work(), 'all', outletEntity, '0001', outlet);

    const again = writeRecord(db, work(), 'all', outletEntity, '0001', outlet);

    expect(again).toBeNull();
    expect(row(db, 'SELECT count(*) AS n FROM op')).toEqual({ n: 1 });
  });

  it('writes only the fields that differ', () => {
    const { db } = newDatabase();
    writeRecord(db, work(), 'all', outletEntity, '0001', outlet);

    writeRecord(db, work(), 'all', outletEntity, '0001', { ...outlet, name: '营业部（新址）' });

    const line = row<{ line: string }>(db, 'SELECT line FROM op WHERE seq = 2')?.line ?? '';
    expect(JSON.parse(line)).toMatchObject({ s: 2, f: { name: '营业部（新址）' } });
    expect(getRecord(db, outletEntity, '0001')).toMatchObject({ name: '营业部（新址）', district: '高新' });
  });
});

describe('verification', () => {
  /** Somebody with the key and a SQL shell. */
  const tamper = (db: Db, sql: string): void => {
    const triggers = db.prepare(`SELECT name FROM sqlite_master WHERE type = 'trigger'`).all() as readonly {
      readonly name: string;
    }[];
    for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`);
    db.exec(sql);
  };

  it('finds nothing in an honest database', () => {
    const { db } = newDatabase();
    writeRecord(db, work(), 'all', outletEntity, '0001', outlet);

    expect(verifyAll({ db }).ok).toBe(true);
  });

  it.each([
    ['a changed row', `UPDATE outlet SET name = '别名'`],
    ['a deleted row', `DELETE FROM outlet WHERE id = '0002'`],
    [
      'a row out of nowhere',
      `INSERT INTO outlet (id, code, name, sub_branch, district, opened_on, closed_on, sort, voided, void_reason, head, chain, seq) SELECT '0009', '0009', name, sub_branch, district, opened_on, closed_on, sort, voided, void_reason, head, chain, seq FROM outlet WHERE id = '0001'`,
    ],
    ['a changed operation', `UPDATE op SET line = replace(line, '营业部', '别名')`],
    ['a cut log', `DELETE FROM op WHERE seq = 2; DELETE FROM outlet WHERE id = '0002'`],
  ])('finds %s', (_what, sql) => {
    const { db } = newDatabase();
    writeRecord(db, work(), 'all', outletEntity, '0001', outlet);
    writeRecord(db, work(), 'all', outletEntity, '0002', { ...outlet, code: '0002', name: '高新支行' });
    tamper(db, sql);

    expect(verifyAll({ db }).ok).toBe(false);
  });
});
