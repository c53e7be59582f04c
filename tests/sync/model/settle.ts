/**
 * The last exchange: every PC still in use reports, every file that was not lost arrives at last,
 * answers go out and come in, until every outlet is told that the centre has everything and that
 * it agrees. What a person must do, is done: a computer nobody knows is admitted.
 */
import { rows } from '#db/statements.ts';
import { isRelayDue } from '#services/sync/relay.ts';
import { filesFor } from './accidents.ts';
import type { Place } from './place.ts';
import { answer, exportFrom, importPack, merge } from './steps.ts';
import type { CarriedFile, Town } from './town.ts';

const mostRounds = 12;

export async function settle(town: Town): Promise<void> {
  const carried = new Set<CarriedFile>();
  for (let round = 1; round <= mostRounds; round += 1) {
    const incarnations = incarnationsOf(town);
    for (const place of town.outlets) await exportFrom(town, place);
    const up = filesFor(town, 'centre').filter((file) => !carried.has(file));
    for (const file of up) carried.add(file);
    await merge(
      town,
      town.chance.shuffled(up).map(({ path }) => path),
    );
    await admitUnknown(town);
    const before = new Set(town.files);
    for (const code of town.codes) await answer(town, code);
    const newest = new Set(town.files.filter((file) => !before.has(file)));
    let haveHeard = true;
    for (const place of town.outlets) haveHeard = (await hear(town, place, newest)) && haveHeard;
    if (haveHeard && incarnationsOf(town) === incarnations && (await isSettled(town))) return;
  }
  throw new Error('the exchange never comes to rest');
}

const incarnationsOf = (town: Town): string => town.places.map(({ inc }) => inc).join();

/** What the outlets are told, and what nobody tells them: that the centre has got back its own, too. */
async function isSettled(town: Town): Promise<boolean> {
  const atCentre = new Set(town.idsAt(town.centre));
  for (const place of town.outlets) {
    const { confirmed } = await place.call('exchange.state', {});
    if (confirmed?.complete !== true || confirmed.agrees !== true) return false;
    if (town.idsAt(place).some((id) => !atCentre.has(id))) return false;
  }
  // Cases that are handled elsewhere have been told to everybody they concern.
  return (
    !town.codes.some((code) => isRelayDue(town.centre.db, code)) && town.outlets.every((place) => hasAll(town, place))
  );
}

/** Whether an outlet has heard everything that was passed on to it. */
function hasAll(town: Town, place: Place): boolean {
  const ids = (at: Place): readonly string[] =>
    rows<{ id: string }>(at.db, 'SELECT id FROM relay WHERE outlet = ?', place.code).map(({ id }) => id);
  const here = new Set(ids(place));
  return ids(town.centre).every((id) => here.has(id));
}

/**
 * Every pack there is for the outlet: nobody can tell from outside for which of its PCs. True when
 * one of the newest was for this one; two PCs with one identity get theirs in turns.
 */
async function hear(town: Town, place: Place, newest: ReadonlySet<CarriedFile>): Promise<boolean> {
  const heard = town.heardAt(place);
  const packs = filesFor(town, place.code).filter(({ path }) => !heard.has(path));
  const before = packs.filter((file) => !newest.has(file));
  for (const { path } of before) heard.add(path);
  for (const { path } of town.chance.shuffled(before)) await importPack(town, place, path);
  let isForThis = false;
  for (const { path } of packs.filter((file) => newest.has(file)))
    isForThis = (await importPack(town, place, path)) || isForThis;
  return isForThis;
}

/** Whoever is behind a file that is held back was rung up and said so. */
async function admitUnknown(town: Town): Promise<void> {
  let admitted = 0;
  for (const code of codesToRing(town)) {
    const inUse = new Set(town.outlets.map(({ inc }) => inc));
    for (const { inc, state, fingerprint } of await town.centre.call('device.list', { outlet: code })) {
      if (state !== 'unknown' && !(state === 'replaced' && inUse.has(inc))) continue;
      await town.centre.call('device.admit', { inc, fingerprint, reason: '电话核对' });
      town.say(`a PC of ${code} is admitted`);
      admitted += 1;
    }
  }
  if (admitted > 0) await merge(town, []);
}

/** Outlets with files that are held back, or with a PC in use that the centre does not answer. */
function codesToRing(town: Town): readonly string[] {
  const active = new Set(
    rows<{ inc: string }>(town.centre.db, `SELECT inc FROM device WHERE state = 'active'`).map(({ inc }) => inc),
  );
  const held = rows<{ node: string }>(town.centre.db, `SELECT node FROM package_in WHERE code = 'unknownSender'`).map(
    ({ node }) => node,
  );
  return town.codes.filter(
    (code) => held.includes(code) || town.outlets.some((place) => place.code === code && !active.has(place.inc)),
  );
}
