import { describe, expect, it } from 'vitest';
import { extensionOf, fileKindOf, isRefusal } from '#domain/file-kind.ts';
import { jpegWithExif, scene } from '#tests/helpers/pictures.ts';
import { pngOf } from '../../build/demo/png.ts';

const zip = (...names: readonly string[]): Buffer => Buffer.from(`PK\u0003\u0004${names.join(' ')} PK\u0001\u0002`);
const mimeOf = (bytes: Uint8Array): string => {
  const found = fileKindOf(bytes);
  return isRefusal(found) ? found : found.mime;
};

describe('what a file is', () => {
  const known: readonly (readonly [string, Uint8Array])[] = [
    ['image/jpeg', jpegWithExif()],
    ['image/png', pngOf(scene(1, 8, 8))],
    ['image/webp', Buffer.from('RIFF\0\0\0\0WEBPVP8 ')],
    ['image/gif', Buffer.from('GIF89a')],
    ['image/bmp', Buffer.from([0x42, 0x4d, 0, 0, 0, 0, 0, 0, 0, 0, 54, 0, 0, 0, 40, 0, 0, 0])],
    ['application/pdf', Buffer.from('%PDF-1.7\n')],
    ['application/ofd', zip('OFD.xml', 'Doc_0/Document.xml')],
    [
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      zip('[Content_Types].xml', 'word/document.xml'),
    ],
    ['application/x-ole-storage', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])],
  ];

  it.each(known)('is seen from its content: %s', (mime, bytes) => {
    expect(mimeOf(bytes)).toBe(mime);
  });

  const refused: readonly (readonly [string, string, Uint8Array])[] = [
    ['a Windows program', 'program', Buffer.from('MZ\x90\0\x03')],
    ['a Linux program', 'program', Buffer.from('\x7fELF')],
    ['a script', 'program', Buffer.from('#!/bin/sh\n')],
    ['a shortcut', 'program', Buffer.from([0x4c, 0, 0, 0, 0x01, 0x14, 0x02, 0])],
    ['nothing', 'empty', Buffer.alloc(0)],
    ['a photo of a newer telephone', 'heic', Buffer.from('\0\0\0\x18ftypheic')],
    ['a plain ZIP file', 'unknown', zip('photos/1.jpg')],
    ['text that begins with BM', 'unknown', Buffer.from('BMW und andere')],
    ['three bytes', 'unknown', Buffer.from('abc')],
  ];

  it.each(refused)('%s is refused', (_name, why, bytes) => {
    expect(fileKindOf(bytes)).toBe(why);
  });
});

describe('the ending of a saved copy', () => {
  it('follows the content, and the name only between old Office formats', () => {
    expect(extensionOf('image/jpeg', '照片.exe')).toBe('.jpg');
    expect(extensionOf('application/x-ole-storage', '通知.wps')).toBe('.wps');
    expect(extensionOf('application/x-ole-storage', '通知.exe')).toBe('.doc');
  });
});
