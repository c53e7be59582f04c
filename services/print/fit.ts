/** Text that must fit a printed field. */

const mmPerPt = 25.4 / 72;
const lineHeight = 1.2;
/** One line is worth this much smaller signs; below it the text wraps. */
const smallerForOneLine = 0.8;

export interface Room {
  readonly widthMm: number;
  readonly heightMm: number;
}

/** Width of a text in em: CJK signs are square, Latin letters and digits about half as wide. */
export function widthEm(text: string): number {
  let width = 0;
  for (const sign of text) width += (sign.codePointAt(0) ?? 0) < 0x2000 ? 0.55 : 1;
  return width;
}

/**
 * The size for `text`, of `sizes` (largest first): on one line if that costs little, else wrapped.
 * The smallest when nothing fits; the field then cuts it.
 */
export function fitPt(text: string, room: Room, sizes: readonly number[]): number {
  const linesAt = (pt: number): number => {
    const emPerLine = room.widthMm / (pt * mmPerPt);
    const needed = widthEm(text);
    // A line that is broken ends with whole signs.
    return needed <= emPerLine ? 1 : Math.ceil(needed / Math.max(1, Math.floor(emPerLine)));
  };
  const fits = (pt: number): boolean => linesAt(pt) * pt * mmPerPt * lineHeight <= room.heightMm;
  const oneLine = sizes.find((pt) => linesAt(pt) === 1 && fits(pt));
  const wrapped = sizes.find(fits);
  if (oneLine !== undefined && oneLine >= (wrapped ?? 0) * smallerForOneLine) return oneLine;
  return wrapped ?? sizes.at(-1) ?? 9;
}
