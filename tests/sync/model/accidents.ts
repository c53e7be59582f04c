/** What goes wrong on the way and in the machines. */
import { readFileSync, writeFileSync } from 'node:fs';
import { isFailure } from '#domain/failure.ts';
import { Crash } from './place.ts';
import type { Place } from './place.ts';
import { answer, edit, exportFrom, importPack, merge, record, voidOne } from './steps.ts';
import type { CarriedFile, Town } from './town.ts';

export const isUp = ({ header }: CarriedFile): boolean => header.kind === 'up';
const onTheirWay = (town: Town): readonly CarriedFile[] => town.files.filter(({ lost }) => !lost);
export const filesFor = (town: Town, code: string): readonly CarriedFile[] =>
  onTheirWay(town).filter(({ header }) => header.to === code);

/** A copy of a file that is not what it was. */
function damagedCopy(town: Town, { path }: CarriedFile): string {
  const bytes = readFileSync(path);
  const copy = town.newPath('damaged');
  const at = town.chance.below(bytes.length);
  const kind = town.chance.below(4);
  const flipped = Buffer.from(bytes);
  flipped.writeUInt8(flipped.readUInt8(at) ^ (1 << town.chance.below(8)), at);
  const torn = bytes.subarray(0, at);
  const tail = Buffer.concat([bytes, Buffer.alloc(town.chance.between(1, 600))]);
  const sparse = Buffer.concat([torn, Buffer.alloc(bytes.length - at)]);
  writeFileSync(copy, [flipped, torn, tail, sparse.equals(bytes) ? torn : sparse][kind] ?? torn);
  return copy;
}

/** Nothing may change when `attempt` ends in a refusal, and it must end in one. */
async function mustRefuse(place: Place, attempt: () => Promise<boolean>): Promise<void> {
  const before = place.state();
  const wasTaken = await attempt();
  if (wasTaken) throw new Error(`${place.name} took a file that is damaged or not meant for it`);
  if (place.state() !== before) throw new Error(`${place.name} was changed by a file it refused`);
}

async function isMerged(place: Place, path: string): Promise<boolean> {
  const { files } = await place.call('inbox.merge', { paths: [path] });
  return files.some(({ state, fileName }) => path.endsWith(fileName) && state !== 'refused');
}

async function isImported(place: Place, path: string): Promise<boolean> {
  try {
    await place.call('exchange.importPack', { path });
    return true;
  } catch (error) {
    if (isFailure(error)) return false;
    throw error;
  }
}

const attemptAt = (place: Place, path: string) => (): Promise<boolean> =>
  place.isCentre ? isMerged(place, path) : isImported(place, path);

export async function deliverDamaged(town: Town): Promise<void> {
  const place = town.chance.one(town.places);
  const file = town.chance.oneOrNone(filesFor(town, place.code));
  if (file === undefined) return;
  await mustRefuse(place, attemptAt(place, damagedCopy(town, file)));
}

export async function deliverToStranger(town: Town): Promise<void> {
  const file = town.chance.oneOrNone(onTheirWay(town));
  if (file === undefined) return;
  const place = town.chance.oneOrNone(town.places.filter(({ code }) => code !== file.header.to));
  if (place === undefined) return;
  await mustRefuse(place, attemptAt(place, file.path));
}

/** A stick that never arrives. */
export function loseFile(town: Town): void {
  const file = town.chance.oneOrNone(onTheirWay(town));
  if (file !== undefined) file.lost = true;
}

export function setClockWrong(town: Town): void {
  const place = town.chance.one(town.places);
  const years = town.chance.between(-10, 10);
  place.skew = years * 365 * 86_400_000 + town.chance.below(86_400_000);
}

/** Work that a power switch ends somewhere. */
export async function crash(town: Town): Promise<void> {
  const place = town.chance.one(town.places);
  const work = workFor(town, place);
  await crashDuring(town, place, town.chance.one([1, 2, 3, 5, 8, 13, 21, 34, 55, 89]) + town.chance.below(4), work);
}

/** What was saved before the crash must still be there. */
export async function crashDuring(town: Town, place: Place, step: number, work: () => Promise<void>): Promise<void> {
  const before = town.saved.get(place) ?? new Set<string>();
  place.crashAt(step);
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Crash)) throw error;
  }
  await place.recover();
  const there = new Set(town.ownOps(place).map(({ id }) => id));
  for (const id of before)
    if (!there.has(id)) throw new Error(`${place.name} lost ${id} in a crash, which it had saved`);
  town.noteSaved(place);
}

function workFor(town: Town, place: Place): () => Promise<void> {
  const files = town.chance.shuffled(filesFor(town, place.code)).slice(0, 3);
  const paths = files.map(({ path }) => path);
  const atCentre = [
    () => merge(town, paths),
    () => merge(town, paths),
    () => answer(town, town.chance.one(town.codes)),
  ];
  const [pack] = paths;
  const atOutlet = [
    () => exportFrom(town, place),
    async () => (pack === undefined ? record(town, place) : void (await importPack(town, place, pack))),
    async () => record(town, place),
  ];
  return town.chance.one([
    ...(place.isCentre ? atCentre : atOutlet),
    async () => edit(town, place),
    async () => voidOne(town, place),
  ]);
}
