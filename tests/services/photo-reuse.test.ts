import { describe, expect, it } from 'vitest';
import { attachmentEntity } from '#domain/attachment.ts';
import { outreachEventEntity } from '#domain/outreach.ts';
import { pairsAmong } from '#domain/photo-reuse.ts';
import { eventPlan } from '#tests/helpers/activity.ts';
import { centreWorld } from '#tests/helpers/world.ts';

const hashOf = (seed: number): string => {
  let state = seed * 2_654_435_761 + 1;
  return Array.from({ length: 128 }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state >>> 28).toString(16);
  }).join('');
};
/** Differs from `hash` in the given number of bits. */
const nearly = (hash: string, bits: number): string =>
  [...hash].map((digit, at) => (at < bits ? (Number.parseInt(digit, 16) ^ 1).toString(16) : digit)).join('');

async function branchWithPhotos() {
  const world = await centreWorld({ date: '2025-06-30' });
  const { db, ctx } = world;
  const { write } = ctx();
  const event = (id: string, outlet: string, heldOn: string, state = 'done'): void =>
    write(outreachEventEntity, id, {
      ...eventPlan,
      heldOn,
      endsOn: heldOn,
      eventNo: `HD-${id}`,
      outlet,
      state,
    });
  const photo = (id: string, ofId: string, pictureHash: string): void =>
    write(attachmentEntity, id, {
      outlet: 'O037',
      ofKind: 'outreach',
      ofId,
      kind: 'photo',
      mime: 'image/jpeg',
      bytes: 1,
      sha256: id.slice(1).padEnd(64, '0'),
      pictureHash,
    });
  db.transaction(() => {
    event('e1', 'O037', '2025-03-03');
    event('e2', 'O037', '2025-05-20');
    event('e3', 'O037', '2024-03-03');
    event('e4', 'O037', '2025-05-21', 'cancelled');
    photo('p1', 'e1', hashOf(1));
    photo('p2', 'e2', nearly(hashOf(1), 36));
    photo('p3', 'e3', hashOf(2));
    photo('p4', 'e2', nearly(hashOf(2), 37));
    photo('p5', 'e1', hashOf(1));
    photo('p6', 'e3', nearly(hashOf(1), 3));
    photo('p7', 'e4', hashOf(1));
  }).immediate();
  return world;
}

describe('photos used twice', () => {
  it('are found over all outlets up to the limit, once for two records, not in cancelled ones', async () => {
    const { call } = await branchWithPhotos();

    const all = await call('photoReuse.list', { from: null, to: null });

    expect(all.map(({ one, other, photos }) => [one.ofId, other.ofId, photos.map(({ bits }) => bits)])).toEqual([
      ['e1', 'e2', [36, 36]],
      ['e2', 'e3', [33]],
      ['e1', 'e3', [3, 3]],
    ]);
    expect(all[0]).toMatchObject({
      one: { number: 'HD-e1', heldOn: '2025-03-03', ofKind: 'outreach' },
      verdict: null,
    });
    const may = await call('photoReuse.list', { from: '2025-05-01', to: '2025-06-30' });
    expect(may.map(({ id }) => id)).toEqual(['e1 e2', 'e2 e3']);
  });

  it('are decided by a person, stay decided, and can be opened again', async () => {
    const { call, refusal, db } = await branchWithPhotos();
    const pairs = [
      { one: 'p2', other: 'p1' },
      { one: 'p2', other: 'p5' },
    ];
    await call('photoReuse.decide', { pairs, verdict: 'reused', note: '三月的照片' });
    await call('photoReuse.decide', { pairs, verdict: 'same', note: null });
    const find = async () => (await call('photoReuse.list', { from: null, to: null })).find(({ id }) => id === 'e1 e2');

    expect(await find()).toMatchObject({ verdict: 'same', decidedOn: '2025-06-30', note: '' });
    expect((await call('photoReuse.list', { from: null, to: null })).at(-1)?.id).toBe('e1 e2');
    const kept = db.prepare('SELECT one, other FROM photo_reuse ORDER BY other').all();
    expect(kept).toEqual([
      { one: 'p1', other: 'p2' },
      { one: 'p2', other: 'p5' },
    ]);
    const streams = db
      .prepare(`SELECT DISTINCT chain.stream FROM op JOIN chain ON chain.id = op.chain WHERE entity = 'photo_reuse'`)
      .all();
    expect(streams).toEqual([{ stream: 'centre' }]);

    await call('photoReuse.reopen', { pairs: pairs.slice(0, 1) });
    expect(await find()).toMatchObject({ verdict: null });
    const own = [{ one: 'p1', other: 'p5' }];
    expect((await refusal('photoReuse.decide', { pairs: own, verdict: 'same', note: null }))?.code).toBe('invalid');
  });

  it('are found among many in the time of a click', () => {
    const photos = Array.from({ length: 5_000 }, (_, at) => ({
      id: `p${String(at).padStart(6, '0')}`,
      ofId: `e${at % 1250}`,
      pictureHash: hashOf(at),
    }));
    const copy = { id: 'q', ofId: 'other', pictureHash: nearly(hashOf(4_999), 5) };
    const began = performance.now();

    const pairs = pairsAmong([...photos, copy], ({ id }) => id >= 'p004800');

    expect(pairs.map(({ one, other, bits }) => [one.id, other.id, bits])).toEqual([['p004999', 'q', 5]]);
    // Some hundredths of a second; the limit is for a machine that is busy.
    expect(performance.now() - began).toBeLessThan(3000);
  });
});
