import { describe, expect, it } from 'vitest';
import { must } from '#domain/failure.ts';
import { greyCells, isSamePicture, pictureDistance, pictureHash } from '#domain/picture-hash.ts';
import type { Pixels } from '#tests/helpers/pictures.ts';
import { changed, resized, scene } from '#tests/helpers/pictures.ts';

const hashOf = (pixels: Pixels): string => must(pictureHash(greyCells(pixels)), 'the scene has contrast');

describe('the same photo', () => {
  const original = scene(3);
  const copies: readonly (readonly [string, Pixels])[] = [
    ['smaller', resized(original, 160, 120)],
    ['larger', resized(original, 1601, 1203)],
    ['brighter', changed(original, (value) => value + 25)],
    ['darker, with less contrast', changed(original, (value) => value * 0.7)],
    ['with noise', changed(original, (value, index) => value + ((index * 7919) % 17) - 8)],
    ['with a small mark in a corner', changed(original, (value, index) => (index < 320 * 4 * 12 ? 250 : value))],
  ];

  it.each(copies)('is recognised %s', (_name, copy) => {
    expect(isSamePicture(hashOf(original), hashOf(copy))).toBe(true);
  });
});

describe('another photo', () => {
  it('is far away, for every pair of forty scenes', () => {
    const hashes = Array.from({ length: 40 }, (_, seed) => hashOf(scene(seed)));

    const pairs = hashes.flatMap((a, index) => hashes.slice(index + 1).map((b) => [a, b] as const));
    const close = pairs.filter(([a, b]) => isSamePicture(a, b));

    expect(pairs).toHaveLength(780);
    expect(close.length / pairs.length).toBeLessThan(0.01);
  });
});

describe('a picture hash', () => {
  it('of an empty page does not exist: two white pages are not one photo', () => {
    expect(pictureHash(greyCells(changed(scene(1), () => 250)))).toBeNull();
  });

  it('has 32 hex digits, and its distance counts bits', () => {
    expect(hashOf(scene(5))).toMatch(/^[0-9a-f]{32}$/);
    expect(pictureDistance('0'.repeat(32), 'f'.repeat(32))).toBe(128);
    expect(pictureDistance('0'.repeat(32), `${'0'.repeat(31)}3`)).toBe(2);
    expect(pictureDistance(`80${'0'.repeat(30)}`, '0'.repeat(32))).toBe(1);
  });

  it('reads a picture smaller than its grid', () => {
    expect(greyCells(resized(scene(2), 3, 2))).toHaveLength(81);
  });
});
