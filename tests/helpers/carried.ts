/** A branch in which files are really carried: what tests of the exchange do again and again. */
import { cpSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Db } from '#db/open.ts';
import { rows } from '#db/statements.ts';
import { must } from '#domain/failure.ts';
import type { Branch, Station } from '#tests/helpers/branch.ts';
import { copyOf, folderIn, outletHead, password, station, testWorld } from '#tests/helpers/branch.ts';
import { recordComplaint } from '#tests/helpers/records.ts';

export const dbOf = (at: Station): Db => must(at.backend.session, 'logged in').installation.db;
export const identityOf = (at: Station) => must(at.backend.session, 'logged in').installation.identity;
export const noticesOf = (at: Station) => must(at.backend.session, 'logged in').notices;
export const summaries = (db: Db): readonly string[] =>
  rows<{ summary: string }>(db, 'SELECT summary FROM complaint WHERE voided = 0 ORDER BY summary').map(
    ({ summary }) => summary,
  );

export const record = (at: Station, ...texts: readonly string[]): readonly string[] => {
  const ids: string[] = [];
  for (const summary of texts) at.write((ctx) => ids.push(recordComplaint(ctx, { summary })));
  return ids;
};

export async function exported(branch: Branch, at: Station): Promise<string> {
  const { file } = await at.call('exchange.export', { folder: folderIn(branch.base, 'stick') });
  branch.clock.now += 60_000;
  return file;
}

export const merge = (branch: Branch, ...paths: readonly string[]) =>
  branch.centre.call('inbox.merge', { paths: [...paths] });

export async function answered(branch: Branch, centre: Station, ...outlets: readonly Station[]): Promise<void> {
  const { made } = await centre.call('pack.make', { outlets: ['0001'], folder: folderIn(branch.base, 'answers') });
  branch.clock.now += 60_000;
  for (const outlet of outlets)
    for (const { path } of made)
      await outlet.call('exchange.importPack', { path }).catch((error: unknown) => {
        if (made.length === 1) throw error;
      });
}

export const logIn = (at: Station, staffNo = outletHead(0)) => at.call('session.login', { staffNo, password });

/** A copy of a closed installation, as a person or a backup program would make it. */
export async function imageOf(branch: Branch, at: Station, name: string, staffNo?: string): Promise<string> {
  await at.call('session.logout', {});
  const image = copyOf(at.folder, join(branch.base, name));
  await logIn(at, staffNo);
  return image;
}

/** Puts files of an image back over a closed installation. */
export async function restored(
  branch: Branch,
  at: Station,
  image: string,
  only: (name: string) => boolean,
  staffNo?: string,
) {
  await at.call('session.logout', {});
  for (const name of readdirSync(at.folder).filter((each) => each.includes('.db') && only(each)))
    rmSync(join(at.folder, name));
  for (const name of readdirSync(image).filter(only))
    cpSync(join(image, name), join(at.folder, name), { recursive: true });
  const again = station(at.folder, testWorld(branch.clock));
  await logIn(again, staffNo);
  return again;
}

export const isDatabase = (name: string): boolean => name.includes('.db');

export async function closed(at: Station): Promise<string> {
  await at.call('session.logout', {});
  return at.folder;
}
