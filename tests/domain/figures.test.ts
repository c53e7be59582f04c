import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { change, changeText, isSmall, pointsText, share, sharePoints } from '#domain/figures.ts';

describe('percents', () => {
  it.each([
    [110, 352, 31.3, 31],
    [75, 352, 21.3, 21],
    [63, 352, 17.9, 18],
    [63, 418, 15.1, 15],
    [1, 8, 12.5, 13],
    [1, 3, 33.3, 33],
    [2, 3, 66.7, 67],
    [0, 7, 0, 0],
    [7, 7, 100, 100],
  ])('%i of %i is %d %%', (part, whole, oneDecimal, noDecimal) => {
    expect(share(part, whole)).toBe(oneDecimal);
    expect(share(part, whole, 0)).toBe(noDecimal);
  });

  it('rounds an exact half up, where floating point would go either way', () => {
    // 31.25, 0.15, 1.05, 2.675 … all end on the half.
    expect([share(5, 16), share(3, 2000), share(21, 2000), share(1, 16)]).toEqual([31.3, 0.2, 1.1, 6.3]);
  });

  it('has no share of nothing', () => {
    expect(share(0, 0)).toBeNull();
    expect(sharePoints({ part: 1, whole: 2, partBefore: 0, wholeBefore: 0 })).toBeNull();
  });

  it.each([
    [352, 418, -15.8, -16],
    [110, 137, -19.7, -20],
    [110, 138, -20.3, -20],
    [75, 91, -17.6, -18],
    [75, 92, -18.5, -18],
    [25, 30, -16.7, -17],
    [3, 2, 50, 50],
    [5, 5, 0, 0],
    [0, 5, -100, -100],
  ])('%i after %i is a change of %d %%', (now, before, oneDecimal, noDecimal) => {
    expect(change(now, before)).toBe(oneDecimal);
    expect(change(now, before, 0)).toBe(noDecimal);
  });

  it('has no change against nothing', () => {
    expect(change(3, 0)).toBeNull();
  });

  it('never answers minus zero', () => {
    expect(Object.is(change(99_999, 100_000, 0), -0)).toBe(false);
  });

  it('shows that the share of agency sales rose while the number stood still', () => {
    const pair = { part: 63, whole: 352, partBefore: 63, wholeBefore: 418 };
    expect([sharePoints(pair), sharePoints(pair, 0)]).toEqual([2.8, 3]);
  });

  it('lies within half a step of the exact value', () => {
    const counts = fc.tuple(fc.integer({ min: 0, max: 1_000_000 }), fc.integer({ min: 1, max: 1_000_000 }));
    fc.assert(
      fc.property(counts, ([part, whole]) => {
        const exact = (part / whole) * 100;
        expect(Math.abs((share(part, whole) ?? Number.NaN) - exact)).toBeLessThanOrEqual(0.05 + exact * 1e-9);
      }),
    );
  });
});

describe('words', () => {
  it.each([
    [352, 418, '下降15.8%'],
    [418, 352, '上升18.8%'],
    [5, 5, '持平'],
    [4, 0, '新增4件'],
    [3, 8, '减少5件'],
    [12, 9, '增加3件'],
    [9, 10, '下降10%'],
  ])('%i after %i: %s', (now, before, text) => {
    expect(changeText(now, before, '件')).toBe(text);
  });

  it('tells points of a share', () => {
    expect([pointsText(2.8), pointsText(-0.4), pointsText(0), pointsText(null)]).toEqual([
      '占比上升2.8个百分点',
      '占比下降0.4个百分点',
      '占比持平',
      null,
    ]);
  });

  it('guards small numbers', () => {
    expect([isSmall(0), isSmall(9), isSmall(10)]).toEqual([true, true, false]);
  });
});
