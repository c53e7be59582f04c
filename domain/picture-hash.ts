/**
 * What a picture looks like, in 128 bits: the same photo shrunk, brightened or saved again gives
 * nearly the same bits, another photo differs in about half of them.
 *
 * The picture is averaged down to 9×9 grey cells; 64 bits say whether a cell is darker than its right
 * neighbour, 64 whether it is darker than the one below (a difference hash in both directions).
 * As 32 hex digits. Cropped or mirrored copies are not recognised.
 */

export const pictureGrid = 9;

/** Fewer levels of grey than this between darkest and lightest cell: nothing to tell pictures apart by. */
const leastContrast = 12;

/** Differing bits up to which two pictures count as the same. tests/domain/picture-hash.test.ts shows both sides. */
export const samePictureBits = 12;

/** Average grey (0–255) of the cells of `size` × `size`, from pixels as a canvas gives them (RGBA). */
export function greyCells(
  pixels: { readonly data: ArrayLike<number>; readonly width: number; readonly height: number },
  size: number = pictureGrid,
): readonly number[] {
  const { data, width, height } = pixels;
  const cells: number[] = [];
  for (let row = 0; row < size; row += 1) {
    const [top, bottom] = rangeOf(row, size, height);
    for (let column = 0; column < size; column += 1) {
      const [left, right] = rangeOf(column, size, width);
      let sum = 0;
      for (let y = top; y < bottom; y += 1) {
        for (let x = left; x < right; x += 1) sum += greyAt(data, (y * width + x) * 4);
      }
      cells.push(sum / ((bottom - top) * (right - left)));
    }
  }
  return cells;
}

/** 32 hex digits from 9×9 grey cells, or null when the picture is as good as empty. */
export function pictureHash(cells: readonly number[]): string | null {
  if (cells.length !== pictureGrid * pictureGrid) throw new Error('a picture has 81 cells');
  if (Math.max(...cells) - Math.min(...cells) < leastContrast) return null;
  const at = (row: number, column: number): number => cells[row * pictureGrid + column] ?? 0;
  const bits: boolean[] = [];
  for (let row = 0; row < pictureGrid - 1; row += 1) {
    for (let column = 0; column < pictureGrid - 1; column += 1) bits.push(at(row, column) < at(row, column + 1));
  }
  for (let row = 0; row < pictureGrid - 1; row += 1) {
    for (let column = 0; column < pictureGrid - 1; column += 1) bits.push(at(row, column) < at(row + 1, column));
  }
  return hexOf(bits);
}

export const isPictureHash = (text: string): boolean => /^[0-9a-f]{32}$/.test(text);

/** Differing bits of two hashes, 0–128. */
export function pictureDistance(a: string, b: string): number {
  let bits = 0;
  for (let at = 0; at < 32; at += 8) {
    bits += countBits(Number.parseInt(a.slice(at, at + 8), 16) ^ Number.parseInt(b.slice(at, at + 8), 16));
  }
  return bits;
}

export const isSamePicture = (a: string, b: string): boolean => pictureDistance(a, b) <= samePictureBits;

const rangeOf = (index: number, size: number, length: number): readonly [number, number] => {
  const from = Math.floor((index * length) / size);
  return [from, Math.max(from + 1, Math.floor(((index + 1) * length) / size))];
};

const greyAt = (data: ArrayLike<number>, at: number): number =>
  0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0);

function hexOf(bits: readonly boolean[]): string {
  let text = '';
  for (let at = 0; at < bits.length; at += 4) {
    text += bits
      .slice(at, at + 4)
      .reduce((value, bit) => value * 2 + (bit ? 1 : 0), 0)
      .toString(16);
  }
  return text;
}

function countBits(word: number): number {
  let rest = word - ((word >>> 1) & 0x5555_5555);
  rest = (rest & 0x3333_3333) + ((rest >>> 2) & 0x3333_3333);
  return Math.imul((rest + (rest >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24;
}
