/**
 * What a picture looks like, in 512 bits: the same photo shrunk, brightened or saved again gives nearly
 * the same bits, another photo differs in a quarter of them or more.
 *
 * The picture is averaged down to 17×17 grey cells; 256 bits say whether a cell is clearly darker than
 * its right neighbour, 256 whether it is than the one below (a difference hash in both directions).
 * Clearly, because on a wall or a sky the difference is noise. As 128 hex digits. A grid of 9×9 took
 * similar scenes for one: ADR 0028 has the figures. Cropped or mirrored copies are not recognised.
 */

export const pictureGrid = 17;

/** Fewer levels of grey than this between darkest and lightest cell: nothing to tell pictures apart by. */
const leastContrast = 12;

/** Differing bits up to which two pictures count as the same. tests/domain/picture-hash.test.ts shows both sides. */
export const samePictureBits = 36;

/** Levels of grey that are a difference. */
const clearly = 2.5;

const isDarker = (cell: number, other: number): boolean => other - cell > clearly;

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

/** 128 hex digits from 17×17 grey cells, or null when the picture is as good as empty. */
export function pictureHash(cells: readonly number[]): string | null {
  if (cells.length !== pictureGrid * pictureGrid) throw new Error('a picture has 289 cells');
  if (Math.max(...cells) - Math.min(...cells) < leastContrast) return null;
  const at = (row: number, column: number): number => cells[row * pictureGrid + column] ?? 0;
  const bits: boolean[] = [];
  for (let row = 0; row < pictureGrid - 1; row += 1) {
    for (let column = 0; column < pictureGrid - 1; column += 1)
      bits.push(isDarker(at(row, column), at(row, column + 1)), isDarker(at(row, column), at(row + 1, column)));
  }
  return hexOf(bits);
}

/** Of many hashes, each is read once and then compared with many. */
export function pictureWords(hash: string): Int32Array {
  const words = new Int32Array(hash.length / 8);
  for (let at = 0; at < words.length; at += 1) words[at] = Number.parseInt(hash.slice(at * 8, at * 8 + 8), 16);
  return words;
}

/** Differing bits, 0–512; counted no further than needed to know that there are more than `most`. */
export function pictureDistance(a: Int32Array, b: Int32Array, most = 512): number {
  let bits = 0;
  for (let at = 0; at < a.length && bits <= most; at += 1) bits += countBits((a[at] ?? 0) ^ (b[at] ?? 0));
  return bits;
}

export const isSamePicture = (a: Int32Array, b: Int32Array): boolean =>
  pictureDistance(a, b, samePictureBits) <= samePictureBits;

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

/** Bits set in 32. */
export function countBits(word: number): number {
  let rest = word - ((word >>> 1) & 0x5555_5555);
  rest = (rest & 0x3333_3333) + ((rest >>> 2) & 0x3333_3333);
  return Math.imul((rest + (rest >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24;
}
