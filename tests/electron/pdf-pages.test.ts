import { describe, expect, it } from 'vitest';
import { pageRanges, pagesOf } from '#electron/pdf-pages.ts';

describe('pages to print', () => {
  it('are ranges from 1, both ends included', () => {
    expect(pageRanges('')).toEqual([]);
    expect(pageRanges('2')).toEqual([{ from: 2, to: 2 }]);
    expect(pageRanges('1-3,5')).toEqual([
      { from: 1, to: 3 },
      { from: 5, to: 5 },
    ]);
    expect(pageRanges('3-1')).toEqual([{ from: 1, to: 3 }]);
  });
});

describe('pages of a PDF', () => {
  it('are its page objects, not the tree above them', () => {
    const pdf = '<</Type /Pages /Count 2>> <</Type /Page\n/Parent 1 0 R>> <</Type/Page /Parent 1 0 R>>';
    expect(pagesOf(Buffer.from(pdf))).toBe(2);
  });
});
