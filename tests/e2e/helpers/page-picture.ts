/**
 * Pages of a PDF as small grey pictures, and how far they are from stored ones. The stored ones are PNG
 * files, so that a person can look at them; XB_PICTURES=new writes them anew.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync, inflateSync } from 'node:zlib';
import { chunk } from '../../../build/demo/png.ts';
import { root } from './app.ts';

const folder = join(root, 'tests/e2e/pictures');
/** A row of 12 mm is then 23 pixels high: lines, words and the code can be told apart. */
const dotsPerInch = 50;
/** Side of the squares that are compared: a hair of difference in drawing a letter is none. */
const square = 6;

interface Picture {
  readonly width: number;
  readonly height: number;
  readonly grey: Uint8Array;
}

export interface Difference {
  /** Mean difference of the squares, of 255. */
  readonly mean: number;
  /** That of the square that differs most. */
  readonly worst: number;
}

/** Page `page` of a PDF against the stored picture `name`. */
export function differenceFrom(name: string, pdf: string, page: number): Difference {
  const now = pictureOf(pdf, page);
  const path = join(folder, `${name}.png`);
  if (process.env['XB_PICTURES'] === 'new') writeFileSync(path, pngFrom(now));
  if (!existsSync(path)) throw new Error(`no picture ${name}.png; write it with XB_PICTURES=new and look at it`);
  return difference(now, fromPng(readFileSync(path)));
}

function pictureOf(pdf: string, page: number): Picture {
  const which = ['-f', String(page), '-l', String(page), '-singlefile'];
  const pgm = execFileSync('pdftoppm', ['-gray', '-r', String(dotsPerInch), ...which, pdf], { maxBuffer: 2 ** 24 });
  const head = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(pgm.subarray(0, 40).toString('latin1'));
  if (head === null) throw new Error('pdftoppm gave no grey picture');
  return { width: Number(head[1]), height: Number(head[2]), grey: pgm.subarray(head[0].length) };
}

export function difference(a: Picture, b: Picture): Difference {
  if (a.width !== b.width || a.height !== b.height) return { mean: 255, worst: 255 };
  const others = squares(b);
  const apart = squares(a).map((value, index) => Math.abs(value - (others[index] ?? 0)));
  return { mean: apart.reduce((sum, each) => sum + each, 0) / apart.length, worst: Math.max(...apart) };
}

/** Mean brightness of each square. */
function squares({ width, height, grey }: Picture): readonly number[] {
  const across = Math.floor(width / square);
  const down = Math.floor(height / square);
  return Array.from({ length: across * down }, (_, at) => {
    const left = (at % across) * square;
    const top = Math.floor(at / across) * square;
    let sum = 0;
    for (let y = top; y < top + square; y += 1)
      for (let x = left; x < left + square; x += 1) sum += grey[y * width + x] ?? 0;
    return sum / square ** 2;
  });
}

const mark = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const headLength = mark.length + 25;

/** Eight bits of grey, no filters: all this reads again. */
function pngFrom({ width, height, grey }: Picture): Buffer {
  const lines = Buffer.alloc(height * (width + 1));
  for (let y = 0; y < height; y += 1) lines.set(grey.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0, 0, 0, 0], 8);
  return Buffer.concat([
    mark,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(lines, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function fromPng(png: Buffer): Picture {
  const width = png.readUInt32BE(16);
  const height = png.readUInt32BE(20);
  const length = png.readUInt32BE(headLength);
  const lines = inflateSync(png.subarray(headLength + 8, headLength + 8 + length));
  const grey = Buffer.alloc(width * height);
  for (let y = 0; y < height; y += 1) grey.set(lines.subarray(y * (width + 1) + 1, (y + 1) * (width + 1)), y * width);
  return { width, height, grey };
}
