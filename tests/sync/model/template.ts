/** A finished branch to be copied for every schedule: once before its first report, once after it. */
import { randomBytes } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { saveIdentity, saveSecret } from '#db/identity.ts';
import { rows } from '#db/statements.ts';
import { saveUser } from '#db/user.ts';
import { must } from '#domain/failure.ts';
import { branchEntity, outletEntity, staffEntity } from '#domain/organisation.ts';
import { createBackend } from '#services/backend.ts';
import type { Ctx } from '#services/context.ts';
import { closeInstallation, createDatabase } from '#services/installation.ts';
import { createBranchKeys } from '#services/crypto/branch-keys.ts';
import { createDeviceKeys } from '#services/crypto/device-keys.ts';
import { branchKeysPath, deviceKeysPath } from '#services/keys.ts';
import { password, testCost, testWorld } from '#tests/helpers/branch.ts';
import { seedRandomness, trueRandomness } from './chance.ts';
import type { Clock } from './place.ts';
import { Place } from './place.ts';

export interface Template {
  /** Folders with a folder per place. */
  readonly fresh: string;
  readonly met: string;
  readonly start: number;
  readonly keys: ReadonlyMap<string, Buffer>;
  /** Positions per chain that the founding filled: `<inc>/<stream>` to seq. */
  readonly founded: ReadonlyMap<string, number>;
  readonly remove: () => void;
}

export const outletCodes = ['0001', '0002', '0003'] as const;

/** Memory where the system has a folder of that kind: nothing here is about the disk's speed. */
export const placeForFolders = (): string => (existsSync('/dev/shm') ? '/dev/shm' : tmpdir());

/** The centre is founded with a handful of its own records, so that ten schedules fit into a second; the outlets enrol as every outlet does. */
export async function makeTemplate(): Promise<Template> {
  seedRandomness('template');
  const base = mkdtempSync(join(placeForFolders(), 'xiaobao-model-'));
  const clock: Clock = { now: Date.UTC(2025, 2, 3, 1) };
  const keys = new Map<string, Buffer>();
  const founded = new Map<string, number>();
  const finish = async (place: Place): Promise<void> => {
    keys.set(place.code, place.key);
    for (const { inc, stream, seq } of rows<{ inc: string; stream: string; seq: number }>(
      place.db,
      'SELECT inc, stream, seq FROM chain',
    ))
      founded.set(`${inc}/${stream}`, seq);
    await place.switchOff();
  };
  const fresh = join(base, 'fresh');
  const centre = await newCentre(fresh, clock);
  const { made } = await centre.call('pack.make', { outlets: [...outletCodes], folder: centre.folderFor('packs') });
  const places = [centre];
  for (const pack of made) places.push(await newOutlet(fresh, clock, pack));
  for (const place of places) await finish(place);
  const met = join(base, 'met');
  cpSync(fresh, met, { recursive: true });
  await meet(places.map(({ code, key }) => new Place(code, { code, folder: join(met, code), key, clock })));
  trueRandomness();
  const remove = (): void => rmSync(base, { recursive: true, force: true });
  return { fresh, met, start: clock.now + 3_600_000, keys, founded, remove };
}

/** The first report of every outlet. */
async function meet(places: readonly Place[]): Promise<void> {
  for (const place of places) await place.switchOn();
  const [centre, ...outlets] = places;
  const folder = must(centre, 'a centre').folderFor('first');
  for (const outlet of outlets) await outlet.call('exchange.export', { folder });
  await centre?.call('inbox.merge', { paths: [folder] });
  for (const place of places) await place.switchOff();
}

async function newCentre(base: string, clock: Clock): Promise<Place> {
  const folder = join(base, 'centre');
  const key = randomBytes(32);
  const db = createDatabase(folder, 'centre', key);
  const device = await createDeviceKeys(deviceKeysPath(folder), key);
  await createBranchKeys(branchKeysPath(folder), key, 'branch.model');
  saveIdentity(db, {
    side: 'centre',
    branchId: 'branch.model',
    node: 'centre',
    inc: device.inc,
    letter: 'A',
    createdAt: clock.now,
  });
  saveSecret(db, 'phoneHmacKey', randomBytes(32).toString('base64url'));
  saveUser(db, { staffNo: '100002', name: '主任', role: 'director', active: true, mustChange: false });
  db.close();
  const place = new Place('centre', { code: 'centre', folder, key, clock });
  await place.switchOn();
  place.write(found);
  return place;
}

function found(ctx: Ctx): void {
  ctx.write(branchEntity, 'branch', { bankName: '测试银行', branchName: '测试分行', centreName: '消保中心' }, 'all');
  outletCodes.forEach((code, index) => {
    ctx.write(
      outletEntity,
      code,
      { code, name: `第${code}支行`, subBranch: '城东支行', district: '高新区', sort: index },
      'all',
    );
    ctx.write(staffEntity, `${code}.30001`, { outlet: code, staffNo: '30001', name: '张三', post: 'teller' }, code);
  });
}

async function newOutlet(
  base: string,
  clock: Clock,
  pack: { readonly outlet: string; readonly path: string; readonly code: string },
): Promise<Place> {
  const folder = join(base, pack.outlet);
  const backend = createBackend({
    folder,
    demo: false,
    appVersion: '0.0.0-model',
    world: testWorld(clock),
    passwordCost: testCost,
  });
  const reply = await backend.call('setup.enrol', {
    path: pack.path,
    code: pack.code,
    staffNo: '200000',
    userName: '负责人',
    password,
  });
  if (!reply.ok) throw new Error(reply.message);
  const { installation } = must(backend.session, 'enrolled');
  const key = installation.keys.dbKey;
  closeInstallation(installation);
  const place = new Place(pack.outlet, { code: pack.outlet, folder, key, clock });
  await place.switchOn();
  return place;
}
