/**
 * Draws the application's icon: a ledger page with a check, on bank blue. Run it after a change:
 *
 *   node build/icons/draw.mjs        (Node 22 or newer)
 *
 * It writes NxN.png (Linux, window) and icon.ico (Windows) beside itself. Shapes are signed
 * distances on a 64 × 64 grid, so that every size is drawn sharp and not scaled down.
 */
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { crc32, deflateSync } from 'node:zlib';

const folder = dirname(fileURLToPath(import.meta.url));
const grid = 64;
const samples = 4;
const pngSizes = [16, 24, 32, 48, 64, 128, 256, 512];
const icoSizes = [16, 24, 32, 48, 64, 128, 256];

const blue = [0x0b, 0x5c, 0xad];
const white = [0xff, 0xff, 0xff];
const pale = [0xa9, 0xc8, 0xe6];
const green = [0x1f, 0x9d, 0x55];

/** Negative inside. */
function roundedBox(x, y, left, top, right, bottom, radius) {
  const dx = Math.abs(x - (left + right) / 2) - (right - left) / 2 + radius;
  const dy = Math.abs(y - (top + bottom) / 2) - (bottom - top) / 2 + radius;
  return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - radius;
}

function stroke(x, y, [ax, ay], [bx, by], width) {
  const along = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2);
  const t = Math.min(1, Math.max(0, along));
  return Math.hypot(x - ax - t * (bx - ax), y - ay - t * (by - ay)) - width / 2;
}

const check = (x, y, width) =>
  Math.min(stroke(x, y, [34.5, 44.5], [41, 51], width), stroke(x, y, [41, 51], [54.5, 36.5], width));

/** The topmost shape at a point; null outside the icon. */
function colourAt(x, y) {
  if (roundedBox(x, y, 2, 2, 62, 62, 13) > 0) return null;
  if (check(x, y, 6) <= 0) return green;
  if (check(x, y, 12) <= 0) return white;
  if (roundedBox(x, y, 15, 11, 49, 53, 4) > 0) return blue;
  // The binding edge, then the lines of the page.
  if (x < 21) return pale;
  for (const line of [21, 29, 37]) if (roundedBox(x, y, 26, line - 1.75, 44, line + 1.75, 1.75) <= 0) return blue;
  return white;
}

function pixels(size) {
  const rgba = Buffer.alloc(size * size * 4);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) rgba.set(pixel(column, row, size), (row * size + column) * 4);
  }
  return rgba;
}

function pixel(column, row, size) {
  const sum = [0, 0, 0];
  let covered = 0;
  for (let sample = 0; sample < samples * samples; sample++) {
    const x = ((column + ((sample % samples) + 0.5) / samples) / size) * grid;
    const y = ((row + (Math.floor(sample / samples) + 0.5) / samples) / size) * grid;
    const colour = colourAt(x, y);
    if (colour === null) continue;
    covered += 1;
    for (let channel = 0; channel < 3; channel++) sum[channel] += colour[channel];
  }
  if (covered === 0) return [0, 0, 0, 0];
  return [...sum.map((value) => Math.round(value / covered)), Math.round((covered / (samples * samples)) * 255)];
}

function png(size) {
  const rgba = pixels(size);
  const lines = Buffer.alloc(size * (size * 4 + 1));
  for (let row = 0; row < size; row++) rgba.copy(lines, row * (size * 4 + 1) + 1, row * size * 4, (row + 1) * size * 4);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(lines, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name, data) {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** An ICO file is a table of contents and PNG files. */
function ico(images) {
  const head = Buffer.alloc(6 + 16 * images.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(images.length, 4);
  let offset = head.length;
  images.forEach(({ size, data }, index) => {
    const entry = 6 + 16 * index;
    // 256 is written as 0.
    head.set([size % 256, size % 256, 0, 0], entry);
    head.writeUInt16LE(1, entry + 4);
    head.writeUInt16LE(32, entry + 6);
    head.writeUInt32LE(data.length, entry + 8);
    head.writeUInt32LE(offset, entry + 12);
    offset += data.length;
  });
  return Buffer.concat([head, ...images.map(({ data }) => data)]);
}

for (const size of pngSizes) writeFileSync(join(folder, `${size}x${size}.png`), png(size));
writeFileSync(join(folder, 'icon.ico'), ico(icoSizes.map((size) => ({ size, data: png(size) }))));
