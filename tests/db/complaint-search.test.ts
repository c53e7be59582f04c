import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { indexComplaints, textCondition } from '#db/complaint-search.ts';
import { writeRecord } from '#db/op-log.ts';
import type { Db } from '#db/open.ts';
import { closeDatabase, openDatabase } from '#db/open.ts';
import { rows, run } from '#db/statements.ts';
import { complaintEntity } from '#domain/complaint.ts';
import { outletEntity } from '#domain/organisation.ts';
import { soundWord } from '#domain/search.ts';
import type { TestDatabase } from '#tests/helpers/database.ts';
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

/** A database with the cases of two customers. */
function twoCases(): TestDatabase {
  const base = newDatabase();
  writeRecord(base.db, work(), 'all', outletEntity, '0001', {
    code: '0001',
    name: '营业部',
    subBranch: '直属',
    district: '高新',
    sort: 1,
  });
  for (const [id, customerName] of [
    ['0001.A', '欧阳锋'],
    ['0001.B', '黄药师'],
  ] as const) {
    const fields = aComplaint('0001', { customerName, summary: '年费' });
    writeRecord(base.db, work(), 'centre', complaintEntity, id, fields);
  }
  return base;
}

const found = (db: Db, typed: string): readonly string[] => {
  const condition = textCondition(db, typed, false);
  if (condition === null) return [];
  return rows<{ id: string }>(db, `SELECT id FROM complaint WHERE ${condition.sql}`, ...condition.params).map(
    ({ id }) => id,
  );
};

test('the index forgets the words and the sound of a text that was replaced, and keeps those of the others', () => {
  const { db } = twoCases();
  indexComplaints(db, 100);
  db.exec(`CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, complaint_text, row)`);
  const before = words(db);

  writeRecord(db, work(), 'centre', complaintEntity, '0001.A', { customerName: '已删除' });
  indexComplaints(db, 100);
  db.exec(`INSERT INTO complaint_text (complaint_text) VALUES ('optimize')`);

  const gone = ['欧阳', '阳锋', soundWord('oyf'), soundWord('ouyangfeng')];
  expect(before).toEqual(expect.arrayContaining([...gone, '黄药', '年费', soundWord('hys'), soundWord('huangyaoshi')]));
  expect(words(db)).toEqual(expect.arrayContaining(['已删', '黄药', '年费', soundWord('hys')]));
  expect(words(db).filter((word) => gone.includes(word))).toEqual([]);
});

test('a sound is found in what the index does not hold yet', () => {
  const { db, path, key } = twoCases();
  closeDatabase(db);
  // Read only, nothing can be indexed.
  const still = openDatabase({ path, key, readonly: true });

  expect(found(still, 'ouyang')).toEqual(['0001.A']);
  expect(found(still, 'HYS 年费')).toEqual(['0001.B']);
  expect(found(still, 'hys 利息')).toEqual([]);
});

test('an index made before names were found by sound is made anew', () => {
  const { db, path, key } = twoCases();
  indexComplaints(db, 100);
  db.exec(`INSERT INTO complaint_text (complaint_text) VALUES ('delete-all')`);
  run(db, `INSERT INTO complaint_text (rowid, words) VALUES (1, '欧阳 阳锋 锋'), (2, '黄药 药师 师')`);
  expect(found(db, 'oyf')).toEqual([]);
  db.pragma('user_version = 110');
  closeDatabase(db);

  const upgraded = openDatabase({ path, key, stamp: '2026-01-01' });

  expect(found(upgraded, 'oyf')).toEqual(['0001.A']);
  expect(indexComplaints(upgraded, 100)).toBe(0);
});
