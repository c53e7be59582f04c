/** Invented photos of events: a wall, a banner, a table, people. The same name draws the same scene in any size. */
import { greyCells, pictureHash } from '#domain/picture-hash.ts';
import type { Pixels } from './png.ts';
import { pngOf } from './png.ts';
import type { Chance } from './random.ts';
import { chanceOf } from './random.ts';

export interface PhotoWish {
  /** What it shows; two wishes of one name show the same. */
  readonly scene: string;
  readonly width: number;
}

export interface DrawnPhoto {
  readonly content: Buffer;
  readonly pictureHash: string | null;
}

type Colour = readonly [number, number, number];

interface Shape {
  readonly kind: 'box' | 'disc';
  /** Middle and half size, as shares of the picture. */
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  readonly colour: Colour;
}

export function drawnPhoto({ scene, width }: PhotoWish): DrawnPhoto {
  const pixels = blank(width, Math.round((width * 3) / 4));
  for (const shape of shapesOf(chanceOf(`photo/${scene}`))) paint(pixels, shape);
  return { content: pngOf(pixels), pictureHash: pictureHash(greyCells(pixels)) };
}

const colour = (chance: Chance, from: number, to: number): Colour => [
  chance.int(from, to),
  chance.int(from, to),
  chance.int(from, to),
];

function shapesOf(chance: Chance): readonly Shape[] {
  const floor = 0.55 + chance.next() * 0.2;
  const shapes: Shape[] = [
    { kind: 'box', x: 0.5, y: 0.5, w: 0.5, h: 0.5, colour: colour(chance, 150, 235) },
    { kind: 'box', x: 0.5, y: (1 + floor) / 2, w: 0.5, h: (1 - floor) / 2, colour: colour(chance, 80, 170) },
    {
      kind: 'box',
      x: 0.2 + chance.next() * 0.6,
      y: 0.3,
      w: 0.1 + chance.next() * 0.12,
      h: 0.2,
      colour: colour(chance, 40, 220),
    },
    // The banner.
    {
      kind: 'box',
      x: 0.35 + chance.next() * 0.3,
      y: 0.1 + chance.next() * 0.08,
      w: 0.28,
      h: 0.05,
      colour: [190, 30, 40],
    },
    {
      kind: 'box',
      x: 0.3 + chance.next() * 0.4,
      y: 0.78,
      w: 0.16 + chance.next() * 0.1,
      h: 0.08,
      colour: colour(chance, 90, 200),
    },
  ];
  for (let count = chance.int(4, 9); count > 0; count -= 1) shapes.push(...person(chance));
  return shapes;
}

function person(chance: Chance): readonly Shape[] {
  const x = 0.06 + chance.next() * 0.88;
  const y = 0.45 + chance.next() * 0.3;
  const size = 0.7 + chance.next() * 0.9;
  const skin: Colour = [225, 185, 155];
  return [
    { kind: 'box', x, y: y + 0.15 * size, w: 0.035 * size, h: 0.12 * size, colour: colour(chance, 20, 200) },
    { kind: 'disc', x, y, w: 0.022 * size, h: 0.03 * size, colour: skin },
  ];
}

function blank(width: number, height: number): Pixels {
  return { data: new Uint8ClampedArray(width * height * 4).fill(255), width, height };
}

function paint({ data, width, height }: Pixels, { kind, x, y, w, h, colour: [red, green, blue] }: Shape): void {
  const left = Math.max(0, Math.floor((x - w) * width));
  const right = Math.min(width, Math.ceil((x + w) * width));
  const top = Math.max(0, Math.floor((y - h) * height));
  const bottom = Math.min(height, Math.ceil((y + h) * height));
  for (let row = top; row < bottom; row += 1) {
    for (let column = left; column < right; column += 1) {
      const u = (column / width - x) / w;
      const v = (row / height - y) / h;
      if (kind === 'disc' && u * u + v * v > 1) continue;
      data.set([red, green, blue, 255], (row * width + column) * 4);
    }
  }
}
