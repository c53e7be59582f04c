/**
 * The exchange as a whole under chance: outlets, centre, carriers, disks and clocks, all from one
 * seed, on the product's own code. A failure names its seed and what happened; `XB_SEED=48` plays
 * that one alone and tells every detail, `XB_SEED=1-500` plays a row of them.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lengthOf } from '#tests/helpers/length.ts';
import { complaintEntity } from '#domain/complaint.ts';
import { must } from '#domain/failure.ts';
import type { Staff } from '#domain/organisation.ts';
import { staffEntity } from '#domain/organisation.ts';
import { findRecords } from '#db/record.ts';
import { crashDuring, filesFor } from './model/accidents.ts';
import { eraseCase } from './model/decisions.ts';
import { cloneOf, isAnything, isDatabase, setBack } from './model/machines.ts';
import type { Coverage } from './model/schedule.ts';
import { play, roundTrip } from './model/schedule.ts';
import { answer, complaintsAt, editShared, exportFrom, importPack, merge, record } from './model/steps.ts';
import type { Place } from './model/place.ts';
import type { Template } from './model/template.ts';
import { makeTemplate } from './model/template.ts';

let template: Template;
beforeAll(async () => {
  template = await makeTemplate();
});
afterAll(() => template.remove());

const [first = 1, last = first] = (process.env['XB_SEED'] ?? `1-${lengthOf({ short: 300, long: 10_000 })}`)
  .split('-')
  .map(Number);
const batch = 50;
const timeout = 600_000;
const batches = Array.from({ length: Math.ceil((last - first + 1) / batch) }, (_, index) => first + index * batch);

/** What was tried, over all schedules. */
const total: Record<string, number> = {};
const add = (coverage: Coverage): void => {
  for (const [what, count] of Object.entries(coverage)) total[what] = (total[what] ?? 0) + count;
};

describe('nothing is lost, doubled or silently changed', () => {
  it.each(batches)(
    'in whatever order people, carriers and accidents come: seeds from %i',
    { timeout },
    async (from) => {
      const seeds = Array.from({ length: Math.min(batch, last + 1 - from) }, (_, index) => from + index);
      for (const seed of seeds) await expect(play(template, seed).then(add)).resolves.toBeUndefined();
    },
  );

  it.runIf(batches.length > 1)('and every kind of trouble has been there', () => {
    expect(Object.entries(total).filter(([, count]) => count <= batches.length)).toEqual([]);
  });
});

const staffAt = (place: Place, outlet: string): readonly Staff[] =>
  findRecords(place.db, staffEntity, 'WHERE outlet = ? ORDER BY id', outlet);

describe('what the model once found', () => {
  it('a PC set back to its first day takes its own operations back and goes on as a new one', async () => {
    const outcome = play(template, 1, async (town) => {
      const place = town.chance.one(town.outlets);
      record(town, place);
      await roundTrip(town, place);
      await setBack(town, place, town.firstImageOf(place), isAnything);
      await roundTrip(town, place);
      record(town, place);
    });

    await expect(outcome.then(add)).resolves.toBeUndefined();
  });

  it.each([5, 30, 60, 90])('the same when the power fails at statement %i of reading the answer', async (step) => {
    const outcome = play(template, 2, async (town) => {
      const place = town.chance.one(town.outlets);
      record(town, place);
      await roundTrip(town, place);
      await setBack(town, place, town.firstImageOf(place), isAnything);
      await exportFrom(town, place);
      await answer(town, place.code);
      await crashDuring(town, place, step, async () => {
        for (const { path } of filesFor(town, place.code).slice(-1)) await importPack(town, place, path);
      });
      record(town, place);
    });

    await expect(outcome.then(add)).resolves.toBeUndefined();
  });

  it('a conflict that one side has decided is decided on the other side, too', async () => {
    const outcome = play(template, 3, async (town) => {
      const place = town.chance.one(town.outlets);
      record(town, place);
      await roundTrip(town, place);
      const [found] = complaintsAt(place);
      for (const [at, product] of [
        [place, '甲'],
        [town.centre, '乙'],
      ] as const)
        editShared(town, at, must(found, 'recorded'), { product });
      await roundTrip(town, place);
      editShared(town, town.centre, must(found, 'recorded'), { product: '丙' });
    });

    await expect(outcome.then(add)).resolves.toBeUndefined();
  });

  it.each([4, 5, 6, 7])(
    'a copied disk that has written nothing misses no change of the centre: seed %i',
    async (seed) => {
      const outcome = play(template, seed, async (town) => {
        const [place] = town.outlets;
        const first = must(place, 'there is an outlet');
        record(town, first);
        await roundTrip(town, first);
        const copy = await cloneOf(town, first);
        const [teller] = staffAt(town.centre, first.code);
        town.centre.write((ctx) => ctx.write(staffEntity, must(teller, 'founded').id, { name: '张三改' }, first.code));
        town.noteSaved(town.centre);
        await roundTrip(town, first);
        await exportFrom(town, copy);
        await exportFrom(town, first);
        // The newest word is of the PC that has the change.
        await merge(
          town,
          filesFor(town, 'centre')
            .slice(-2)
            .map(({ path }) => path),
        );
        await answer(town, first.code);
        for (const each of [first, copy])
          for (const { path } of filesFor(town, each.code).slice(-1)) await importPack(town, each, path);

        expect(staffAt(copy, first.code).map(({ name }) => name)).toContain('张三改');
      });

      await expect(outcome.then(add)).resolves.toBeUndefined();
    },
  );

  it('an erasure reaches a change that stands aside until its record comes back', async () => {
    const outcome = play(template, 9, async (town) => {
      const first = must(town.outlets[0], 'there is an outlet');
      record(town, first);
      await roundTrip(town, first);
      const found = must(complaintsAt(town.centre)[0], 'merged');
      editShared(town, town.centre, found, { findings: '查明9号77' });
      await setBack(town, first, town.firstImageOf(first), isAnything);
      await answer(town, first.code);
      await importPack(town, first, must(filesFor(town, first.code).at(-1), 'answered').path);
      await eraseCase(town, found);
    });

    await expect(outcome.then(({ erasures }) => erasures)).resolves.toBe(1);
  });

  it('an outlet gets back its own case where only the copy of another outlet is left', async () => {
    const outcome = play(template, 10, async (town) => {
      const [first, second] = [must(town.outlets[0], 'two outlets'), must(town.outlets[1], 'two outlets')];
      record(town, first);
      await roundTrip(town, first);
      const found = must(complaintsAt(town.centre)[0], 'merged');
      town.centre.write((ctx) => ctx.write(complaintEntity, found.id, { transferredTo: second.code }, 'centre'));
      town.noteSaved(town.centre);
      await roundTrip(town, second);
      expect(complaintsAt(second)).toContainEqual(found);
      for (const file of filesFor(town, 'centre')) file.lost = true;
      await setBack(town, town.centre, town.firstImageOf(town.centre), isDatabase);
      await setBack(town, first, town.firstImageOf(first), isAnything);
    });

    await expect(outcome.then(({ relays }) => relays)).resolves.toBeGreaterThan(0);
  });

  it('a change whose record is lost on every PC and on its way stands aside, in sight', async () => {
    const outcome = play(template, 8, async (town) => {
      const [place] = town.outlets;
      const first = must(place, 'there is an outlet');
      record(town, first);
      await roundTrip(town, first);
      const [found] = complaintsAt(town.centre);
      editShared(town, town.centre, must(found, 'merged'), { product: '甲' });
      await roundTrip(town, first);
      const pack = must(filesFor(town, first.code).at(-1), 'answered');
      for (const file of filesFor(town, 'centre')) file.lost = true;
      await setBack(town, town.centre, town.firstImageOf(town.centre), isAnything);
      await setBack(town, first, town.firstImageOf(first), isAnything);
      await importPack(town, first, pack.path);
    });

    await expect(outcome.then(({ kept }) => kept)).resolves.toBe(1);
  });
});
