/** What people decide about files and records: approval, undoing, receipts, parts for the mail, erasure. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { row, rows } from '#db/statements.ts';
import { complaintEntity } from '#domain/complaint.ts';
import { must } from '#domain/failure.ts';
import type { Station } from '#tests/helpers/branch.ts';
import { centreUsers, copyOf, folderIn, newBranch, password } from '#tests/helpers/branch.ts';
import { answered, closed, dbOf, exported, logIn, merge, record, summaries } from '#tests/helpers/carried.ts';
import { failureCode } from '#tests/helpers/failure-code.ts';
import { recordComplaint } from '#tests/helpers/records.ts';

describe('decisions about a file', () => {
  it('waits for the director when a file voids much, and merges it after the yes', async () => {
    const branch = await newBranch(1);
    const [outlet] = branch.outlets as [Station];
    const ids = record(outlet, ...Array.from({ length: 10 }, (_, index) => `件${index}`));
    await merge(branch, await exported(branch, outlet));
    outlet.write((ctx) => {
      for (const id of ids.slice(0, 6)) ctx.write(complaintEntity, id, { voided: true, voidReason: '误登' });
    });
    const file = await exported(branch, outlet);

    const held = await merge(branch, file);
    const still = summaries(dbOf(branch.centre)).length;
    const { sha256 } = must(held.files[0], 'one file');
    const said = await branch.centre.call('inbox.approve', { sha256, reason: '已电话核对' });

    expect(held.files[0]).toMatchObject({ state: 'approval', code: 'massVoid' });
    expect(still).toBe(10);
    expect(said).toMatchObject({ state: 'merged', changed: 6 });
    expect(summaries(dbOf(branch.centre))).toHaveLength(4);
  });

  it('takes a file back by operations of its own, but not when something newer stands on it', async () => {
    const branch = await newBranch(1);
    const [outlet] = branch.outlets as [Station];
    const [early] = record(outlet, '早');
    await merge(branch, await exported(branch, outlet));
    record(outlet, '错批');
    outlet.write((ctx) => ctx.write(complaintEntity, must(early, 'recorded'), { level: 'level.major' }));
    const wrong = must((await merge(branch, await exported(branch, outlet))).files[0], 'one file');

    const undone = await branch.centre.call('inbox.undo', { sha256: wrong.sha256, reason: '报送有误' });
    const twice = await failureCode(() =>
      branch.centre.call('inbox.undo', { sha256: wrong.sha256, reason: '再来一次' }),
    );
    await answered(branch, branch.centre, outlet);

    expect(undone).toEqual({ voided: 1, restored: 1, left: [] });
    expect(twice).toBe('impossible');
    for (const side of [branch.centre, outlet]) {
      expect(summaries(dbOf(side))).toEqual(['早']);
      expect(row(dbOf(side), 'SELECT level FROM complaint WHERE id = ?', early)).toEqual({ level: 'level.normal' });
      expect((await side.call('database.verify', {})).ok).toBe(true);
    }
  });

  it('takes no file back out of a period that was locked with it; one that came later it does', async () => {
    const branch = await newBranch(1);
    const [outlet] = branch.outlets as [Station];
    record(outlet, '已上报', '已上报');
    const counted = must((await merge(branch, await exported(branch, outlet))).files[0], 'one file');
    branch.clock.now = Date.UTC(2025, 6, 20, 2);
    await branch.centre.call('periodLock.lock', { key: '2025H1', reason: '半年报告已上报' });
    branch.clock.now += 3_600_000;
    record(outlet, '迟到');
    const later = must((await merge(branch, await exported(branch, outlet))).files[0], 'one file');
    const undo = ({ sha256 }: { readonly sha256: string }) =>
      branch.centre.call('inbox.undo', { sha256, reason: '报送有误' });

    await expect(undo(counted)).rejects.toThrow(
      '2025年上半年已于7月20日封账，这份文件里有 2 件投诉计入已上报的数字，不能整批撤销，没有改动任何内容。请在这些投诉里逐条申请更正或作废，由另一位有审批权限的人同意后生效。',
    );
    expect(await undo(later)).toEqual({ voided: 1, restored: 0, left: [] });
    expect(summaries(dbOf(branch.centre))).toEqual(['已上报', '已上报']);
  });

  it('tells the outlet what became of each file', async () => {
    const branch = await newBranch(1);
    const [outlet] = branch.outlets as [Station];
    record(outlet, '甲');
    await merge(branch, await exported(branch, outlet));
    await answered(branch, branch.centre, outlet);

    const { history, confirmed } = await outlet.call('exchange.state', {});

    expect(history[0]).toMatchObject({ state: 'received', said: { state: 'merged', code: '' } });
    expect(confirmed).toMatchObject({ records: 1, complete: true, agrees: true });
  });

  it('divides a report that is too large for the mail, and the parts come in any order', async () => {
    const branch = await newBranch(1);
    const [outlet] = branch.outlets as [Station];
    outlet.write((ctx) => {
      for (let n = 0; n < 1200; n += 1)
        recordComplaint(ctx, { summary: `第 ${n} 件 ${ctx.newId()} ${'事由'.repeat(20)}` });
    });

    const line = await outlet.call('exchange.export', { folder: folderIn(branch.base, 'mail'), partBytes: 100_000 });
    const parts = readdirSync(join(branch.base, 'mail')).map((name) => join(branch.base, 'mail', name));
    const { sum } = await merge(branch, ...parts.toReversed());

    expect(line.parts).toBe(parts.length);
    expect(parts.length).toBeGreaterThan(1);
    expect(sum).toMatchObject({ added: 1200, waiting: 0, refused: 0 });
  });
});

describe('erasure of one customer', () => {
  it('takes the values out everywhere, keeps the chain, and no old file brings them back', async () => {
    const branch = await newBranch(1);
    const [outlet] = branch.outlets as [Station];
    const [id] = record(outlet, '要删除的客户事由');
    const old = await exported(branch, outlet);
    await merge(branch, old);
    outlet.write((ctx) =>
      ctx.write(complaintEntity, must(id, 'recorded'), { state: 'closed', closedOn: '2025-03-03' }),
    );
    await merge(branch, await exported(branch, outlet));

    const done = await branch.centre.call('erasure.order', { complaint: must(id, 'recorded'), reason: '客户书面申请' });
    await answered(branch, branch.centre, outlet);
    const image = copyOf(await closed(outlet), join(branch.base, 'after'));
    await logIn(outlet);
    await merge(branch, old, await exported(branch, outlet));

    expect(done.operations).toBeGreaterThan(0);
    for (const side of [branch.centre, outlet]) {
      expect(row(dbOf(side), 'SELECT customer_name AS name, phone, summary FROM complaint WHERE id = ?', id)).toEqual({
        name: '',
        phone: '',
        summary: '',
      });
      const report = await side.call('database.verify', {});
      expect(report.ok).toBe(true);
      expect(report.chains.reduce((sum, { erased }) => sum + erased, 0)).toBeGreaterThan(0);
      expect(rows(dbOf(side), `SELECT 1 FROM op WHERE private LIKE '%要删除%'`)).toEqual([]);
    }
    expect(readdirSync(image)).toContain('outlet.db');
  });
});

describe('an upgraded centre', () => {
  it('folds what it did not know before, as soon as it opens', async () => {
    const branch = await newBranch(1);
    const [outlet] = branch.outlets as [Station];
    const [id] = record(outlet, '甲');
    outlet.write((ctx) => ctx.write(complaintEntity, must(id, 'recorded'), { product: '新栏目' }));
    await merge(branch, await exported(branch, outlet));
    const { db } = must(branch.centre.backend.session, 'logged in').installation;
    // As a program without this field would have left it: the row without it, the record on the list.
    db.exec('DROP TRIGGER complaint_update_needs_op');
    db.prepare('UPDATE complaint SET product = NULL WHERE id = ?').run(id);
    db.prepare(`INSERT INTO later (record, entity) VALUES (?, 'complaint')`).run(id);
    const before = (await branch.centre.call('database.verify', {})).rows.different;
    await branch.centre.call('session.logout', {});

    await branch.centre.call('session.login', { staffNo: centreUsers.director, password });

    expect(before).toMatchObject([{ record: id, fields: ['product'] }]);
    expect(row(dbOf(branch.centre), 'SELECT product FROM complaint WHERE id = ?', id)).toEqual({ product: '新栏目' });
    expect((await branch.centre.call('database.verify', {})).ok).toBe(true);
    expect(rows(dbOf(branch.centre), 'SELECT * FROM later')).toEqual([]);
  });
});
