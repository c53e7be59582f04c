import { describe, expect, it } from 'vitest';
import { archiveFileName, lacking, placesOf } from '#domain/archive.ts';
import type { AttachmentKind } from '#domain/attachment.ts';

const file = (kind: AttachmentKind, extension = '.jpg') => ({ kind, extension });

describe('places in an archive', () => {
  it('are numbered within their folder, in the order of the index, without any file name', () => {
    const places = placesOf([
      file('photo'),
      file('sheet'),
      file('photo', '.png'),
      file('evidence', '.pdf'),
      file('other'),
    ]);

    expect(places.map(({ path }) => path)).toEqual([
      '02签到表/01.jpg',
      '03照片/01.jpg',
      '03照片/02.png',
      '06其他/01.pdf',
      '06其他/02.jpg',
    ]);
  });
});

describe('the name of an archive', () => {
  it('is one that every file system takes', () => {
    expect(archiveFileName('HD-0037-20250612-A001-3', '“3·15” 走进 社区/校园: 第1场?')).toBe(
      'HD-0037-20250612-A001-3_“3·15”_走进_社区_校园__第1场_.zip',
    );
    expect(archiveFileName('N', '长'.repeat(200)).length).toBeLessThan(50);
  });
});

describe('what an archive lacks', () => {
  it('is said in words, and a scan stands for a typed sheet', () => {
    expect(lacking(new Set(), { sheet: false, summary: false })).toEqual(['签到表', '照片', '总结']);
    expect(lacking(new Set(['sheet', 'photo']), { sheet: false, summary: true })).toEqual([]);
  });
});
