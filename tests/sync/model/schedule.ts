/** One schedule: what happens in a branch, drawn from its seed, and the check afterwards. */
import { crash, deliverDamaged, deliverToStranger, filesFor, loseFile, setClockWrong } from './accidents.ts';
import { row, rows } from '#db/statements.ts';
import { checkAll, owedOps } from './invariants.ts';
import { erase, undo } from './decisions.ts';
import { clone, nightfall, restore, takeImage } from './machines.ts';
import { settle } from './settle.ts';
import { recordNewer } from './newer.ts';
import type { Place } from './place.ts';
import type { Step } from './steps.ts';
import {
  answer,
  centreOwn,
  complaintsAt,
  edit,
  editShared,
  exportFrom,
  importPack,
  keepPhrase,
  merge,
  record,
  transfer,
  handleTransferred,
  voidOne,
} from './steps.ts';
import type { Template } from './template.ts';
import { Town } from './town.ts';

const anOutlet = (town: Town) => town.chance.one(town.outlets);
const aPlace = (town: Town) => town.chance.one(town.places);

/** Some of the files for the centre, some twice, in any order, old ones too. */
async function mergeSome(town: Town): Promise<void> {
  const files = filesFor(town, 'centre');
  const some = [...town.chance.some(files, 50), ...town.chance.some(files, 15)];
  await merge(
    town,
    town.chance.shuffled(some).map(({ path }) => path),
  );
}

async function importSome(town: Town): Promise<void> {
  const place = anOutlet(town);
  const packs = town.chance.shuffled(town.chance.some(filesFor(town, place.code), 60)).slice(0, 3);
  for (const { path } of packs) if (await importPack(town, place, path)) await town.hearPromises(place);
}

/** Mostly for an outlet the centre has heard of: a first pack costs a scrypt. */
async function answerOne(town: Town): Promise<void> {
  const known = rows<{ node: string }>(town.centre.db, 'SELECT DISTINCT node FROM device ORDER BY node').map(
    ({ node }) => node,
  );
  await answer(
    town,
    town.chance.in100(5) ? town.chance.one(town.codes) : (town.chance.oneOrNone(known) ?? town.chance.one(town.codes)),
  );
}

/** As it should be: report, merge, answer, answer read. */
export async function roundTrip(town: Town, place: Place): Promise<void> {
  await exportFrom(town, place);
  await merge(
    town,
    filesFor(town, 'centre')
      .slice(-1)
      .map(({ path }) => path),
  );
  await answer(town, place.code);
  for (const { path } of filesFor(town, place.code).slice(-1))
    if (await importPack(town, place, path)) await town.hearPromises(place);
}

/** Two people who do not know of each other write one record. */
async function bothEdit(town: Town): Promise<void> {
  const place = anOutlet(town);
  const there = new Set(complaintsAt(town.centre).map(({ id }) => id));
  const shared = town.chance.oneOrNone(complaintsAt(place).filter(({ id }) => there.has(id)));
  if (shared === undefined) return;
  editShared(town, place, shared);
  editShared(town, town.centre, shared);
}

const steps: readonly Step[] = [
  { name: 'record', weight: 12, run: (town) => record(town, anOutlet(town)) },
  { name: 'edit at outlet', weight: 9, run: (town) => edit(town, anOutlet(town)) },
  { name: 'edit at centre', weight: 9, run: (town) => edit(town, town.centre) },
  { name: 'both edit', weight: 6, run: bothEdit },
  { name: 'void', weight: 2, run: (town) => voidOne(town, aPlace(town)) },
  { name: 'centre writes its own', weight: 3, run: centreOwn },
  { name: 'centre keeps a wording', weight: 2, run: keepPhrase },
  { name: 'transfer', weight: 6, run: (town) => transfer(town, aPlace(town)) },
  { name: 'handle elsewhere', weight: 4, run: handleTransferred },
  { name: 'export', weight: 10, run: (town) => exportFrom(town, anOutlet(town)) },
  { name: 'merge', weight: 9, run: mergeSome },
  { name: 'answer', weight: 6, run: answerOne },
  { name: 'import pack', weight: 8, run: importSome },
  { name: 'round trip', weight: 8, run: (town) => roundTrip(town, anOutlet(town)) },
  { name: 'damaged file', weight: 5, run: deliverDamaged },
  { name: 'file for another', weight: 2, run: deliverToStranger },
  { name: 'lost stick', weight: 4, run: loseFile },
  { name: 'wrong clock', weight: 2, run: setClockWrong },
  { name: 'crash', weight: 6, run: crash },
  { name: 'image', weight: 3, run: takeImage },
  { name: 'restore outlet', weight: 3, run: (town) => restore(town, anOutlet(town)) },
  { name: 'restore centre', weight: 2, run: (town) => restore(town, town.centre) },
  { name: 'clone', weight: 2, run: clone },
  { name: 'newer program', weight: 1, run: (town) => recordNewer(town, anOutlet(town)) },
  { name: 'erasure', weight: 2, run: erase },
  { name: 'undo', weight: 2, run: undo },
  { name: 'night', weight: 1, run: nightfall },
];

const totalWeight = steps.reduce((sum, { weight }) => sum + weight, 0);

function drawn(town: Town): Step {
  let left = town.chance.below(totalWeight);
  for (const step of steps) {
    left -= step.weight;
    if (left < 0) return step;
  }
  throw new Error('weights do not add up');
}

/** How much a schedule has tried: a model that never forks proves nothing about forks. */
export type Coverage = Readonly<Record<string, number>>;

function coverageOf(town: Town): Coverage {
  const count = (sql: string): number => row<{ n: number }>(town.centre.db, sql)?.n ?? 0;
  return {
    operations: town.written.size,
    filesMerged: count(`SELECT count(*) AS n FROM package_in WHERE state IN ('merged', 'known')`),
    filesRefused: count(`SELECT count(*) AS n FROM package_in WHERE state = 'refused'`),
    forks: count('SELECT count(*) AS n FROM chain WHERE branch > 0'),
    conflicts: count('SELECT count(*) AS n FROM conflict'),
    devices: count('SELECT count(*) AS n FROM device'),
    erasures: count('SELECT count(*) AS n FROM erasure'),
    kept: count('SELECT count(*) AS n FROM shelf'),
    relays: count('SELECT count(*) AS n FROM relay'),
    undone: count('SELECT count(*) AS n FROM package_in WHERE undone_at IS NOT NULL'),
    promised: town.promised.size,
    lostFiles: town.files.filter(({ lost }) => lost).length,
    centreSetBack: town.centreAge,
  };
}

/** What is done in a branch; afterwards everything is exchanged and checked. */
export type Story = (town: Town) => Promise<void>;

/** As many steps as chance will have it. */
const byChance: Story = async (town) => {
  for (let left = town.chance.between(14, 40); left > 0; left -= 1) {
    const step = drawn(town);
    town.say(step.name);
    await step.run(town);
    town.clock.now += town.chance.between(1, 600) * 1000;
  }
};

/** @throws Error with the seed and everything that happened */
export async function play(template: Template, seed: number, story: Story = byChance): Promise<Coverage> {
  const town = new Town(template, seed);
  try {
    await town.open();
    await story(town);
    town.say('settle');
    town.opened.clear();
    const owed = owedOps(town);
    await settle(town);
    checkAll(town, owed);
    return coverageOf(town);
  } catch (error) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    throw new Error(`seed ${seed}: ${text}\n  after: ${town.trace.join(', ')}`, { cause: error });
  } finally {
    town.close();
  }
}
