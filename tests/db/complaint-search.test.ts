import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { indexComplaints } from '#db/complaint-search.ts';
import { writeRecord } from '#db/op-log.ts';
import type { Db } from '#db/open.ts';
import { rows } from '#db/statements.ts';
import { complaintEntity } from '#domain/complaint.ts';
import { outletEntity } from '#domain/organisation.ts';
import { newDatabase } from '#tests/helpers/database.ts';
import { aComplaint } from '#tests/helpers/records.ts';

const work = () => ({
  inc: 'a'.repeat(32),
  node: '0001',
  user: '200001',
  now: () => 1_750_000_000_000,
  randomBytes: (size: number) => randomBytes(size),
  firstSeq: new Map<number, number>(),
});

const words = (db: Db): readonly string[] =>
  rows<{ term: string }>(db, 'SELECT term FROM vocabulary').map(({ term }) => term);

test('the index forgets the words of a text that was replaced, and keeps those of the others', () => {
  const { db } = newDatabase();
  writeRecord(db, work(), 'all', outletEntity, '0001', {
    code: '0001',
    name: '营业部',
    subBranch: '直属',
    district: '高新',
    sort: 1,
  });
  writeRecord(
    db,
    work(),
    'centre',
    complaintEntity,
    '0001.A',
    aComplaint('0001', { customerName: '欧阳锋', summary: '年费' }),
  );
  writeRecord(
    db,
    work(),
    'centre',
    complaintEntity,
    '0001.B',
    aComplaint('0001', { customerName: '黄药师', summary: '年费' }),
  );
  indexComplaints(db, 100);
  db.exec(`CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, complaint_text, row)`);
  const before = words(db);

  writeRecord(db, work(), 'centre', complaintEntity, '0001.A', { customerName: '已删除' });
  indexComplaints(db, 100);
  db.exec(`INSERT INTO complaint_text (complaint_text) VALUES ('optimize')`);

  expect(before).toEqual(expect.arrayContaining(['欧阳', '阳锋', '黄药', '年费']));
  expect(words(db)).toEqual(expect.arrayContaining(['已删', '黄药', '年费']));
  expect(words(db)).not.toEqual(expect.arrayContaining(['欧阳']));
  expect(words(db)).not.toEqual(expect.arrayContaining(['阳锋']));
});
