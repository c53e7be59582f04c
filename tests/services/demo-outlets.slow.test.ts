/** Three outlets of the demo, from the founding of the centre to its figures, through the requests of the screens. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Db } from '#db/open.ts';
import { rows } from '#db/statements.ts';
import { tempFolder } from '#tests/helpers/temp-folder.ts';
import { centreUsers } from '../../build/demo/branch.ts';
import { foundCentre, mergeAll } from '../../build/demo/centre.ts';
import { foldersIn } from '../../build/demo/folders.ts';
import { makePlan } from '../../build/demo/plan.ts';
import { makeOutlet } from '../../build/demo/recorder.ts';
import { ask, drivenWorld, openBackend, withBackend } from '../../build/demo/requests.ts';
import { milestones } from '../../build/demo/time.ts';
import { login } from '../../build/demo/users.ts';

const codes = ['0003', '0037', '0064'];
const appVersion = '0.0.0-test';
/** scrypt N: this test is about records, not about passwords. */
const passwordCost = 2 ** 10;

test('what three outlets record is what the centre counts', { timeout: 120_000 }, async () => {
  const folders = foldersIn(tempFolder());
  const plan = makePlan();
  const centre = { centre: folders.centre, packs: folders.packs, appVersion, passwordCost };
  const packs = await foundCentre(centre, codes);
  for (const { outlet, path, code } of packs) {
    const own = plan.outlets.find((each) => each.code === outlet);
    if (own === undefined) throw new Error(`no plan for ${outlet}`);
    const job = { code: outlet, packPath: path, pickupCode: code };
    await makeOutlet(own, job, { outlets: folders.outlets, inbox: folders.inbox, appVersion, passwordCost });
  }

  const merged = await mergeAll(centre, folders.inbox);

  // Planned for later: stays at the outlet.
  const planned = plan.cases.filter(
    ({ outlet, receivedOn }) => codes.includes(outlet.code) && receivedOn < '2025-07-01',
  );
  const ofThree = plan.outlets.filter(({ code }) => codes.includes(code)).flatMap(({ actions }) => actions);
  const lines = ofThree.flatMap(({ input }) =>
    Array.isArray(input['lines']) ? (input['lines'] as readonly unknown[]) : [],
  );
  expect(packs.map(({ outlet }) => outlet)).toEqual(codes);
  expect(readdirSync(folders.inbox).filter((name) => name.endsWith('.xbsync'))).toHaveLength(3);
  const photos = ofThree.filter(({ name }) => name === 'attachment.add').length;
  expect(photos).toBeGreaterThan(10);
  expect(merged.attachments).toEqual({ stored: photos, known: 0, waiting: 0, refused: [] });
  // One outlet tries a later program: what this version does not know is kept aside.
  expect(merged.sum).toMatchObject({ files: 3, merged: 3, refused: 0, conflicts: 0, shelved: 1 });
  expect(merged.refused).toEqual([]);
  expect(merged.complaints).toBe(planned.filter(({ ending }) => ending !== 'void').length);
  expect(merged.events).toBe(ofThree.filter(({ name }) => name === 'outreach.create').length);
  expect(merged.attendance).toBe(lines.length);
  const half = planned.filter(
    ({ nature, ending, receivedOn }) =>
      nature === 'nature.complaint' && ending !== 'void' && receivedOn >= '2025-01-01' && receivedOn <= '2025-06-30',
  );
  expect(merged.figures.complaints.total.n).toBe(half.length);
  // What is final from that day is exactly what was counted.
  expect(await lockOf(centre)).toMatchObject([
    { key: '2025H1', isLocked: true, locked: { complaints: half.length }, late: 0 },
    {},
    {},
  ]);
  expect(merged.figures.complaints.rates.followUp.now.percent).toBe(100);
  expect(merged.figures.complaints.rates.forwardedOnTime.now.percent ?? 100).toBe(100);
  expect(merged.figures.training.courses.n).toBe(3);
  expect(merged.figures.training.exams.n).toBe(1);
  expect(readdirSync(join(folders.outlets, '0037'))).toContain('outlet.db');
});

test('an outlet recorded twice has the same records', { timeout: 60_000 }, async () => {
  const folders = foldersIn(tempFolder());
  const plan = makePlan().outlets.find(({ code }) => code === '0037');
  const [pack] = await foundCentre({ centre: folders.centre, packs: folders.packs, appVersion, passwordCost }, [
    '0037',
  ]);
  if (plan === undefined || pack === undefined) throw new Error('outlet 0037 is not planned');
  const record = async (name: string): Promise<string> => {
    const outlets = join(folders.outlets, name);
    const target = { outlets, inbox: join(folders.inbox, name), appVersion, passwordCost };
    await makeOutlet(plan, { code: '0037', packPath: pack.path, pickupCode: pack.code }, target);
    const world = drivenWorld(milestones.merged + 30 * 24 * 3_600_000);
    return await withBackend(openBackend({ folder: join(outlets, '0037'), world, appVersion }), async (backend) => {
      await login(backend, plan.clerk.staffNo);
      const db = backend.session?.installation.db;
      if (db === undefined) throw new Error('nobody is logged in');
      return contentOf(db);
    });
  };

  const [first, second] = [await record('first'), await record('second')];

  expect(first.length).toBeGreaterThan(10_000);
  expect(second).toBe(first);
});

/** What the director sees of the half-years, newest first. */
const lockOf = async ({ centre: folder }: { readonly centre: string }) => {
  const world = drivenWorld(milestones.locked + 60_000);
  return await withBackend(openBackend({ folder, world, appVersion }), async (backend) => {
    await login(backend, centreUsers[1].staffNo);
    return await ask(backend, 'periodLock.list', {});
  });
};

/** All records without their place in the log, which hangs on the device's own key. */
function contentOf(db: Db): string {
  const tables = ['complaint', 'complaint_step', 'outreach_event', 'training', 'attendance', 'attachment'];
  const found = tables.map((table) => rows<Record<string, unknown>>(db, `SELECT * FROM ${table} ORDER BY id`));
  const own = ({ head: _head, chain: _chain, seq: _seq, ...fields }: Record<string, unknown>) => fields;
  return JSON.stringify(found.map((each) => each.map(own)));
}
