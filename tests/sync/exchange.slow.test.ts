import { copyFileSync, readFileSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentDigest } from '#db/verify.ts';
import type { Db } from '#db/open.ts';
import { row, rows } from '#db/statements.ts';
import { complaintEntity } from '#domain/complaint.ts';
import { must } from '#domain/failure.ts';
import type { Branch, Station } from '#tests/helpers/branch.ts';
import {
  centreUsers,
  copyOf,
  folderIn,
  logInAs,
  newBranch,
  password,
  station,
  testWorld,
} from '#tests/helpers/branch.ts';
import { failureCode } from '#tests/helpers/failure-code.ts';
import { recordComplaint } from '#tests/helpers/records.ts';

const dbOf = (at: Station): Db => must(at.backend.session, 'logged in').installation.db;
const complaints = (db: Db): number => row<{ n: number }>(db, 'SELECT count(*) AS n FROM complaint')?.n ?? 0;

async function exported(branch: Branch, at: Station): Promise<string> {
  const { file } = await at.call('exchange.export', { folder: folderIn(branch.base, 'stick') });
  branch.clock.now += 60_000;
  return file;
}

describe('one outlet reports to the centre', () => {
  it('brings every record over once, and both sides verify', async () => {
    const branch = await newBranch(1);
    const [outlet] = branch.outlets as [Station];
    outlet.write((ctx) => recordComplaint(ctx));
    const file = await exported(branch, outlet);

    const first = await branch.centre.call('inbox.merge', { paths: [file] });
    const second = await branch.centre.call('inbox.merge', { paths: [file] });

    expect(first.sum).toMatchObject({ files: 1, merged: 1, added: 1, conflicts: 0, shelved: 0 });
    expect(second.sum).toMatchObject({ files: 1, known: 1, added: 0, changed: 0 });
    expect(complaints(dbOf(branch.centre))).toBe(1);
    expect((await branch.centre.call('database.verify', {})).ok).toBe(true);
    expect((await outlet.call('database.verify', {})).ok).toBe(true);
  });

  it('previews exactly what the merge then does, and the preview leaves nothing behind', async () => {
    const branch = await newBranch(1);
    const [outlet] = branch.outlets as [Station];
    outlet.write((ctx) => {
      for (let count = 0; count < 3; count += 1) recordComplaint(ctx);
    });
    const file = await exported(branch, outlet);
    const before = contentDigest(dbOf(branch.centre));

    const preview = await branch.centre.call('inbox.preview', { paths: [file] });
    const untouched = contentDigest(dbOf(branch.centre));
    const merged = await branch.centre.call('inbox.merge', { paths: [file] });

    expect(preview.effect.period).toBe('2025年上半年');
    expect(preview.effect.lines[0]).toEqual({ label: '投诉量', unit: '件', before: 0, after: 3 });
    expect(untouched).toBe(before);
    expect(merged.sum.added).toBe(preview.sum.added);
  });

  it('reports that there is nothing to report', async () => {
    const branch = await newBranch(1);
    const [outlet] = branch.outlets as [Station];

    const { sum, files } = await branch.centre.call('inbox.merge', { paths: [await exported(branch, outlet)] });

    expect(sum).toMatchObject({ merged: 1, added: 0 });
    expect(files[0]).toMatchObject({ outlet: '0001', state: 'merged' });
  });

  it('hears back through the next pack and then sends only what is new', async () => {
    const branch = await newBranch(1);
    const [outlet] = branch.outlets as [Station];
    outlet.write((ctx) => recordComplaint(ctx));
    await branch.centre.call('inbox.merge', { paths: [await exported(branch, outlet)] });
    const { made } = await branch.centre.call('pack.make', {
      outlets: ['0001'],
      folder: folderIn(branch.base, 'answers'),
    });

    await outlet.call('exchange.importPack', { path: made[0]?.path ?? '' });
    outlet.write((ctx) => recordComplaint(ctx));
    const state = await outlet.call('exchange.state', {});
    const { sum } = await branch.centre.call('inbox.merge', { paths: [await exported(branch, outlet)] });

    expect(made[0]?.code).toBe('');
    expect(state.history.map((line) => line.state)).toEqual(['received']);
    expect(state.pendingTotal).toBe(1);
    expect(sum).toMatchObject({ added: 1, same: 0 });
  });
});

describe('files out of order', () => {
  it('lets a later file wait for the earlier one and then takes both', async () => {
    const branch = await newBranch(1);
    const [outlet] = branch.outlets as [Station];
    outlet.write((ctx) => recordComplaint(ctx));
    const first = await exported(branch, outlet);
    // The centre's answer reaches the outlet but the centre itself is then set back to before.
    const early = copyOf(await closed(branch.centre), join(branch.base, 'centre-early'));
    await branch.centre.call('session.login', { staffNo: centreUsers.director, password });
    await branch.centre.call('inbox.merge', { paths: [first] });
    const { made } = await branch.centre.call('pack.make', {
      outlets: ['0001'],
      folder: folderIn(branch.base, 'answers'),
    });
    await outlet.call('exchange.importPack', { path: made[0]?.path ?? '' });
    outlet.write((ctx) => recordComplaint(ctx));
    const second = await exported(branch, outlet);

    const restored = station(early, testWorld(branch.clock));
    await restored.call('session.login', { staffNo: centreUsers.director, password });
    const waiting = await restored.call('inbox.merge', { paths: [second] });
    const taken = await restored.call('inbox.merge', { paths: [first] });

    expect(waiting.files[0]).toMatchObject({ state: 'waiting', code: 'earlierMissing' });
    expect(taken.sum).toMatchObject({ added: 2, waiting: 0 });
    expect(complaints(dbOf(restored))).toBe(2);
  });

  it('gives the same aggregate for any order and any repetition', { timeout: 120_000 }, async () => {
    const branch = await newBranch(3);
    const files = await threeOutletsInRounds(branch);
    const empty = await closed(branch.centre);
    let count = 0;
    const digests = new Set<string>();

    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray(files, { minLength: files.length }),
        fc.array(fc.constantFrom(...files), { maxLength: 4 }),
        async (order, again) => {
          count += 1;
          const centre = station(copyOf(empty, join(branch.base, `copy-${count}`)), testWorld(branch.clock));
          await centre.call('session.login', { staffNo: centreUsers.director, password });
          for (const path of [...order, ...again]) await centre.call('inbox.merge', { paths: [path] });
          expect((await centre.call('database.verify', {})).ok).toBe(true);
          digests.add(contentDigest(dbOf(centre)));
          await centre.backend.close();
        },
      ),
      { numRuns: 12 },
    );

    expect(digests.size).toBe(1);
  });
});

/** Several cumulative files per outlet, with later edits of earlier records. */
async function threeOutletsInRounds(branch: Branch): Promise<string[]> {
  const files: string[] = [];
  for (const outlet of branch.outlets) {
    const ids: string[] = [];
    for (let round = 0; round < 3; round += 1) {
      outlet.write((ctx) => {
        ids.push(recordComplaint(ctx), recordComplaint(ctx));
        for (const id of ids.slice(0, round))
          ctx.write(complaintEntity, id, { state: 'handling', contactedOn: `2025-03-0${round + 3}` });
      });
      files.push(await exported(branch, outlet));
    }
  }
  return files;
}

async function closed(at: Station): Promise<string> {
  await at.call('session.logout', {});
  return at.folder;
}

describe('files that must not get in', () => {
  const refused = async (branch: Branch, path: string) => {
    const before = contentDigest(dbOf(branch.centre));
    const { files } = await branch.centre.call('inbox.merge', { paths: [path] });
    expect(contentDigest(dbOf(branch.centre))).toBe(before);
    return files[0];
  };

  it('refuses a file cut short, changed by one byte, or not a package, with a reason in words', async () => {
    const branch = await newBranch(1);
    const [outlet] = branch.outlets as [Station];
    outlet.write((ctx) => recordComplaint(ctx));
    const file = await exported(branch, outlet);
    const cut = join(branch.base, 'cut.xbsync');
    copyFileSync(file, cut);
    truncateSync(cut, readFileSync(file).length - 100);
    const changed = join(branch.base, 'changed.xbsync');
    const bytes = readFileSync(file);
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 200) ^ 1, bytes.length - 200);
    writeFileSync(changed, bytes);
    const junk = join(branch.base, '工资表.xlsx');
    writeFileSync(junk, 'PK not a package');

    expect(await refused(branch, cut)).toMatchObject({ state: 'refused', code: 'fileDamaged' });
    expect(await refused(branch, changed)).toMatchObject({ state: 'refused', code: 'badSignature' });
    expect(await refused(branch, junk)).toMatchObject({ state: 'refused', code: 'notAPackage' });
  });

  it('refuses a file of another branch and of a device that never enrolled here', async () => {
    const branch = await newBranch(1);
    const other = await newBranch(1);
    const file = await exported(other, must(other.outlets[0], 'one outlet'));

    expect(await refused(branch, file)).toMatchObject({ state: 'refused', code: 'wrongBranch' });
  });

  it('refuses the pack itself, dropped on the inbox by mistake', async () => {
    const branch = await newBranch(1);
    const pack = join(branch.base, 'packs', must(readdirSync(join(branch.base, 'packs'))[0], 'one pack'));

    expect(await refused(branch, pack)).toMatchObject({ state: 'refused', code: 'wrongRecipient' });
  });

  it('goes on with the good files around a bad one', async () => {
    const branch = await newBranch(2);
    for (const outlet of branch.outlets) {
      outlet.write((ctx) => recordComplaint(ctx));
      await exported(branch, outlet);
    }
    writeFileSync(join(branch.base, 'stick', '0 坏文件.xbsync'), 'x');

    const { sum } = await branch.centre.call('inbox.merge', { paths: [join(branch.base, 'stick')] });

    expect(sum).toMatchObject({ files: 3, merged: 2, refused: 1, added: 2 });
  });
});

describe('who may', () => {
  it('lets the administrator read the inbox but not merge', async () => {
    const branch = await newBranch(1);
    await logInAs(branch.centre, centreUsers.admin);

    expect(await failureCode(() => branch.centre.call('inbox.merge', { paths: [] }))).toBe('forbidden');
    expect(await branch.centre.call('inbox.outlets', {})).toHaveLength(1);
  });

  it('leaves a line in the audit trail for every merge and every refusal', async () => {
    const branch = await newBranch(1);
    const [outlet] = branch.outlets as [Station];
    const file = await exported(branch, outlet);
    await branch.centre.call('inbox.merge', { paths: [file] });

    const lines = rows<{ line: string }>(dbOf(branch.centre), 'SELECT line FROM audit').map(
      ({ line }) => JSON.parse(line) as { verb: string; record?: string },
    );

    expect(lines.filter(({ verb }) => verb === 'inbox.merge')).toMatchObject([{ record: '0001' }]);
  });
});
