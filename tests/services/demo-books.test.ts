/** What the demo's centre records of itself, against the figures of the branch's half-year report. */
import { expect, test } from 'vitest';
import { recordCentreBooks } from '../../build/demo/centre-books.ts';
import { abolishedOn, recordFirstKnowledge, recordLaterKnowledge } from '../../build/demo/knowledge.ts';
import { centreWorld } from '#tests/helpers/world.ts';

test('the centre’s books and online pieces add up to the report', { timeout: 60_000 }, async () => {
  const { backend, call } = await centreWorld({ date: '2025-07-22' });
  const half = { from: '2025-01-01', to: '2025-06-30' };

  await recordCentreBooks(backend);

  const totals = await call('ledger.totals', half);
  const of = (book: string) => totals.find((each) => each.book === book);
  expect(of('rule')).toMatchObject({ entries: 5 });
  expect(of('review')).toMatchObject({ entries: 12, sums: { suggestions: 37, adopted: 37 } });
  expect(of('check')).toMatchObject({
    entries: 2,
    sums: { classes: 4, points: 15, hazards: 8, gaps: 3, rectified: 15 + 8 + 3, contracts: 4, scripts: 27 },
  });
  expect(of('care')).toMatchObject({ sums: { bases: 5 } });
  expect((of('care')?.sums.outlets ?? 0) - 32).toBeGreaterThan(105 * 0.6);
  const committee = (await call('ledger.list', { book: 'meeting' })).filter(({ kind }) => kind === '消保工作委员会');
  expect(committee.filter(({ heldOn }) => heldOn >= half.from).map(({ heldOn }) => heldOn.slice(0, 7))).toEqual([
    '2025-04',
    '2025-01',
  ]);
  const pieces = await call('onlinePiece.list', half);
  expect(pieces).toHaveLength(58);
  expect(pieces.reduce((sum, { reads }) => sum + reads, 0)).toBeGreaterThan(300_000);
  expect(pieces.toSorted((a, b) => b.reads - a.reads)[0]?.title).toBe('一图读懂个人信息保护法');
});

test('the centre’s knowledge is enough to show, and the abolished sentences are those of its check', async () => {
  const { backend, call } = await centreWorld({ date: '2025-07-22' });

  await recordFirstKnowledge(backend);
  const first = await call('knowledge.all', {});
  await recordCentreBooks(backend);
  await recordLaterKnowledge(backend);

  const all = await call('knowledge.all', {});
  const [check] = (await call('ledger.list', { book: 'check' })).filter(({ scripts }) => scripts !== null);
  expect(first.phrases.length).toBeGreaterThanOrEqual(12);
  expect(first.cases.length).toBeGreaterThanOrEqual(3);
  expect(all.cases.length).toBeGreaterThanOrEqual(5);
  expect(all.articles.length).toBeGreaterThanOrEqual(15);
  expect(check).toMatchObject({ heldOn: abolishedOn, scripts: 27 });
  expect(all.banned.filter((each) => each.abolishedOn === abolishedOn)).toHaveLength(27);
});
