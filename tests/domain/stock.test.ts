import { describe, expect, it } from 'vitest';
import { itemsFrom, ticked } from '#domain/campaign.ts';
import { readsOn } from '#domain/online-piece.ts';
import { balances, shortages } from '#domain/stock.ts';

const came = { kind: 'leaflet', cause: 'received', movedOn: '2025-03-01', quantity: 500 } as const;
const gave = (heldOn: string, count: number) => ({ heldOn, givenByKind: [{ kind: 'leaflet' as const, count }] });
const leaflets = (...args: Parameters<typeof balances>) => balances(...args).find(({ kind }) => kind === 'leaflet');

describe('what is left of a material', () => {
  it('is what came in less what went out and what events gave', () => {
    const lost = { kind: 'leaflet', cause: 'lost', movedOn: '2025-03-05', quantity: -20 } as const;

    expect(leaflets([came, lost], [gave('2025-03-10', 200), gave('2025-03-15', 100)])).toEqual({
      kind: 'leaflet',
      kept: true,
      received: 500,
      given: 300,
      left: 180,
    });
  });

  it('does not take off what was given before anybody kept count', () => {
    expect(leaflets([came], [gave('2025-02-28', 400)])).toMatchObject({ given: 0, left: 500 });
  });

  it('says nothing where nobody keeps count', () => {
    const all = balances([], [gave('2025-03-10', 200)]);

    expect(all.every(({ kept, left }) => !kept && left === 0)).toBe(true);
    expect(shortages(all)).toEqual([]);
  });

  it('is asked about when more was given than there was', () => {
    expect(shortages(balances([came], [gave('2025-03-10', 530)]))).toEqual(['折页超出结存 30 份']);
  });
});

describe('a checklist', () => {
  const before = [
    { key: '1', text: '布置展板' },
    { key: '2', text: '设咨询台' },
  ];

  it('keeps the keys of lines that stay, and never gives one out again', () => {
    expect(itemsFrom([' 设咨询台', '', '进社区一次', '进社区一次'], before)).toEqual([
      { key: '2', text: '设咨询台' },
      { key: '3', text: '进社区一次' },
    ]);
  });

  it('counts ticks of its own items only', () => {
    expect(ticked(before, [{ item: '2' }, { item: '9' }, { item: '2' }]).map(({ key }) => key)).toEqual(['2']);
  });
});

describe('reads of an online piece', () => {
  const counts = [
    { readOn: '2025-04-30', reads: 1200 },
    { readOn: '2025-03-31', reads: 800 },
  ];

  it('are the newest count not after the day, and none before the first', () => {
    expect(['2025-03-30', '2025-03-31', '2025-04-29', '2025-06-30'].map((day) => readsOn(counts, day))).toEqual([
      0, 800, 800, 1200,
    ]);
  });
});
