/** Backups, restored and copied PCs. */
import type { Place } from './place.ts';
import type { Town } from './town.ts';

export async function takeImage(town: Town): Promise<void> {
  const place = town.chance.one(town.places);
  town.images.push({ of: place.code, path: await place.imageTo(town.newPath(`image-${place.name}`)) });
}

export const isDatabase = (name: string): boolean => /^(?:centre|outlet)\.db/.test(name);
export const isAnything = (): boolean => true;

/** Sets a PC back: its database alone, as from a backup, or the whole disk. */
export async function restore(town: Town, place: Place): Promise<void> {
  const image = town.chance.oneOrNone(town.images.filter(({ of }) => of === place.code));
  if (image !== undefined) await setBack(town, place, image.path, town.chance.in100(60) ? isDatabase : isAnything);
}

export async function setBack(
  town: Town,
  place: Place,
  image: string,
  isPart: (name: string) => boolean,
): Promise<void> {
  const before = place.inc;
  await place.restore(image, isPart);
  const what = isPart === isDatabase ? 'database' : 'everything';
  town.detail(`${place.name} set back: ${what}, ${before.slice(0, 4)} to ${place.inc.slice(0, 4)}`);
  if (place.isCentre) {
    town.centreAge += 1;
    town.promised.clear();
  }
  town.noteSaved(place);
}

const mostPlaces = 5;

/** A second PC with a copy of an outlet's folder; both go on. */
export async function clone(town: Town): Promise<void> {
  if (town.outlets.length < mostPlaces) await cloneOf(town, town.chance.one(town.outlets));
}

export async function cloneOf(town: Town, place: Place): Promise<Place> {
  const image = await place.imageTo(town.newPath(`clone-${place.name}`));
  const copy = town.placeFrom(`${place.name}-copy${town.outlets.length}`, place.code, image);
  await copy.switchOn();
  town.outlets.push(copy);
  town.noteSaved(copy);
  return copy;
}

/** Off and on again, overnight. */
export async function nightfall(town: Town): Promise<void> {
  const place = town.chance.one(town.places);
  await place.switchOff();
  town.clock.now += town.chance.between(8, 80) * 3_600_000;
  await place.switchOn();
}
