/** Pages of a PDF, and which of them are asked for. */

/** Number of pages of a PDF that Chromium made: its page objects are never compressed. */
export const pagesOf = (pdf: Uint8Array): number =>
  Buffer.from(pdf)
    .toString('latin1')
    .match(/\/Type\s*\/Page[^s]/g)?.length ?? 0;

/** Pages from 1, both ends included. */
export interface PageRange {
  readonly from: number;
  readonly to: number;
}

/** `1-3,5` → ranges. The contract has checked the shape; '' means all pages. */
export function pageRanges(text: string): readonly PageRange[] {
  if (text === '') return [];
  return text.split(',').map((part) => {
    const [from = 1, to = from] = part.split('-').map(Number);
    return { from: Math.min(from, to), to: Math.max(from, to) };
  });
}

/**
 * The document with only these of its pages: each is one `section.page`. Chromium is not asked for
 * ranges, because not every version of Electron honours them when printing.
 */
export function onlyPages(html: string, ranges: readonly PageRange[]): string {
  if (ranges.length === 0) return html;
  const wanted = ranges.map(({ from, to }) => `:nth-of-type(n + ${from}):nth-of-type(-n + ${to})`);
  return html.replace('</head>', `<style>section.page:not(${wanted.join(', ')}) { display: none; }</style></head>`);
}
