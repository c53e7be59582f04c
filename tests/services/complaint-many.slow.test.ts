/** The list over 100,000 complaints of a branch: what is typed finds what it should, and soon enough. */
import { performance } from 'node:perf_hooks';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { indexComplaints, searchCap } from '#db/complaint-search.ts';
import { row } from '#db/statements.ts';
import { complaintOf, idOf, summaryOf } from '#tests/bench/ledger.ts';
import { centreOfMany, many } from '#tests/bench/many-complaints.ts';
import type { Station } from '#tests/bench/station.ts';
import { outletCodes } from '#tests/bench/station.ts';
import { removeAll } from '#tests/bench/workplace.ts';

let centre: Station;

beforeAll(async () => {
  centre = await centreOfMany();
  while (indexComplaints(centre.db(), 10_000) > 0);
});
afterAll(async () => {
  await centre.close();
  removeAll();
});

/** A case in the middle, by its place. */
const place = 54_321;
const code = outletCodes(105)[place % 105] ?? '';
const id = idOf(code, place);
const phone = String(complaintOf(code, place, '2025-01-01')['phone']);

const find = async (text: string) => await centre.call('complaint.list', { text, limit: 2000 });
const counted = (like: string): number =>
  row<{ n: number }>(centre.db(), 'SELECT count(*) AS n FROM complaint WHERE summary LIKE ? AND voided = 0', like)?.n ??
  0;

test.each([
  ['a whole number', String(place), summaryOf(place)],
  ['the end of a phone number', phone.slice(-8), ''],
  ['the end of a case number', `A${place}`, ''],
  ['the end of a case number without its letter', String(place), ''],
])('%s finds the one case', async (_title, text) => {
  expect((await find(text)).rows.map((line) => line.id)).toContain(id);
});

test.each(['书面答复', '书面', '退保'])('%s finds exactly what holds it, up to the cap', async (text) => {
  const { total, capped, rows } = await find(text);

  expect(counted(`%${text}%`)).toBeGreaterThan(searchCap);
  expect({ total, capped }).toEqual({ total: searchCap, capped: true });
  for (const { id: found } of rows.slice(0, 50)) {
    expect(row<{ s: string }>(centre.db(), 'SELECT summary AS s FROM complaint WHERE id = ?', found)?.s).toContain(
      text,
    );
  }
});

test('one character finds what begins a pair with it; two that never stand together find nothing', async () => {
  expect((await find('退')).total).toBe(searchCap);
  expect((await find('吞')).total).toBe(0);
  expect((await find('复书')).total).toBe(0);
});

test('a filter and words together are not capped', async () => {
  const { total, capped } = await centre.call('complaint.list', { text: '退保', outlet: '0037', limit: 500 });

  const bare = row<{ n: number }>(
    centre.db(),
    `SELECT count(*) AS n FROM complaint WHERE summary LIKE '%退保%' AND complained_outlet = '0037' AND voided = 0`,
  );
  expect({ total, capped }).toEqual({ total: bare?.n, capped: false });
});

test('opening, filtering and searching answer well within what a person waits for', async () => {
  const times: Record<string, number> = {};
  for (const [name, input] of [
    ['open', { limit: 500 }],
    ['filter', { from: '2025-01-01', to: '2025-06-30', outlet: '0037', limit: 500 }],
    ['search', { text: '退保', limit: 500 }],
  ] as const) {
    let best = Number.POSITIVE_INFINITY;
    for (let run = 0; run < 5; run += 1) {
      const start = performance.now();
      await centre.call('complaint.list', input);
      best = Math.min(best, performance.now() - start);
    }
    times[name] = best;
  }

  // The bench states the figures; this notices when one of them becomes a scan of everything.
  expect(Object.entries(times).filter(([, ms]) => ms > 150)).toEqual([]);
  expect(many).toBe(100_000);
});
