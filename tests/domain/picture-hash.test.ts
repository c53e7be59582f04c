import { describe, expect, it } from 'vitest';
import { must } from '#domain/failure.ts';
import {
  greyCells,
  isSamePicture,
  pictureDistance,
  pictureHash,
  pictureWords,
  samePictureBits,
} from '#domain/picture-hash.ts';
import { drawnPhoto } from '../../build/demo/photo.ts';
import type { Pixels } from '../../build/demo/png.ts';
import { changed, resized, scene } from '#tests/helpers/pictures.ts';

const hashOf = (pixels: Pixels): Int32Array =>
  pictureWords(must(pictureHash(greyCells(pixels)), 'the scene has contrast'));

describe('the same photo', () => {
  const original = scene(3);
  const copies: readonly (readonly [string, Pixels])[] = [
    ['smaller', resized(original, 160, 120)],
    ['larger', resized(original, 1601, 1203)],
    ['brighter', changed(original, (value) => value + 25)],
    ['darker, with less contrast', changed(original, (value) => value * 0.7)],
    ['with noise', changed(original, (value, index) => value + ((index * 7919) % 17) - 8)],
    ['as a JPEG of low quality', changed(original, (value) => Math.round(value / 12) * 12)],
    ['with a small mark in a corner', changed(original, (value, index) => (index < 320 * 4 * 12 ? 250 : value))],
  ];

  it.each(copies)('is recognised %s', (_name, copy) => {
    expect(isSamePicture(hashOf(original), hashOf(copy))).toBe(true);
  });
});

describe('another photo', () => {
  it('is far away, even when it shows a banner, a table and people as well', () => {
    const drawn = (scene: string, width: number): Int32Array =>
      pictureWords(must(drawnPhoto({ scene, width }).pictureHash, 'the scene has contrast'));
    const hashes = Array.from({ length: 60 }, (_, index) => drawn(`scene ${index}`, 160));

    const copies = hashes.map((hash, index) => pictureDistance(hash, drawn(`scene ${index}`, 107)));
    const others = hashes.flatMap((a, index) => hashes.slice(index + 1).map((b) => pictureDistance(a, b)));

    expect(others).toHaveLength(1770);
    expect(Math.max(...copies)).toBeLessThanOrEqual(samePictureBits);
    expect(Math.min(...others)).toBeGreaterThan(samePictureBits + 8);
  });
});

describe('a picture hash', () => {
  it('of an empty page does not exist: two white pages are not one photo', () => {
    expect(pictureHash(greyCells(changed(scene(1), () => 250)))).toBeNull();
  });

  it('has 128 hex digits, and its distance counts bits', () => {
    const distance = (a: string, b: string): number => pictureDistance(pictureWords(a), pictureWords(b));
    const none = '0'.repeat(128);

    expect(pictureHash(greyCells(scene(5)))).toMatch(/^[0-9a-f]{128}$/);
    expect(distance(none, 'f'.repeat(128))).toBe(512);
    expect(distance(none, `${'0'.repeat(127)}3`)).toBe(2);
    expect(distance(`80${'0'.repeat(126)}`, none)).toBe(1);
  });

  it('reads a picture smaller than its grid', () => {
    expect(greyCells(resized(scene(2), 3, 2))).toHaveLength(289);
  });
});
