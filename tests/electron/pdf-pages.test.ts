import { describe, expect, it } from 'vitest';
import { onlyPages, pageRanges, pagesOf } from '#electron/pdf-pages.ts';

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

describe('a document with some of its pages', () => {
  it('hides the others, and is untouched when all are wanted', () => {
    const html = '<head></head><body><section class="page">1</section></body>';

    expect(onlyPages(html, [])).toBe(html);
    expect(onlyPages(html, pageRanges('1,3-4'))).toBe(
      '<head><style>section.page:not(:nth-of-type(n + 1):nth-of-type(-n + 1), :nth-of-type(n + 3):nth-of-type(-n + 4)) ' +
        '{ display: none; }</style></head><body><section class="page">1</section></body>',
    );
  });
});

describe('pages of a PDF', () => {
  it('are its page objects, not the tree above them', () => {
    const pdf = '<</Type /Pages /Count 2>> <</Type /Page\n/Parent 1 0 R>> <</Type/Page /Parent 1 0 R>>';
    expect(pagesOf(Buffer.from(pdf))).toBe(2);
  });
});
