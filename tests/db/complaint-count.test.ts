/** Totals are remembered between two writes, and not a moment longer. */
import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { countComplaints } from '#db/complaint.ts';
import { writeRecord } from '#db/op-log.ts';
import type { Db } from '#db/open.ts';
import { closeDatabase, openDatabase } from '#db/open.ts';
import { complaintEntity } from '#domain/complaint.ts';
import { outletEntity } from '#domain/organisation.ts';
import { newDatabase } from '#tests/helpers/database.ts';
import { aComplaint } from '#tests/helpers/records.ts';

const work = {
  inc: 'a'.repeat(32),
  node: '0001',
  user: '200001',
  now: () => 1_750_000_000_000,
  randomBytes: (size: number) => randomBytes(size),
  firstSeq: new Map<number, number>(),
};

const register = (db: Db, id: string): void => {
  writeRecord(db, { ...work, firstSeq: new Map() }, 'centre', complaintEntity, id, aComplaint('0001'));
};

const count = (db: Db): number =>
  countComplaints(db, [{ sql: 'voided = 0', params: [] }], [{ sql: '1', params: [] }])[0] ?? -1;

test('the numbers on the chips follow every write, one taken back and one of another program', () => {
  const { db, path, key } = newDatabase();
  writeRecord(db, work, 'all', outletEntity, '0001', {
    code: '0001',
    name: '营业部',
    subBranch: '直属',
    district: '高新',
    sort: 1,
  });
  expect([count(db), count(db)]).toEqual([0, 0]);

  register(db, '0001.A');
  expect([count(db), count(db)]).toEqual([1, 1]);

  const takenBack = db.transaction(() => {
    register(db, '0001.B');
    expect(count(db)).toBe(2);
    throw new Error('power cut');
  });
  expect(() => takenBack.immediate()).toThrow('power cut');
  expect(count(db)).toBe(1);

  const other = openDatabase({ path, key });
  register(other, '0001.C');
  closeDatabase(other);
  expect(count(db)).toBe(2);
});
