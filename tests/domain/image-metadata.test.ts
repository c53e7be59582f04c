import { describe, expect, it } from 'vitest';
import { pictureSize, takenOnOf, withoutMetadata } from '#domain/image-metadata.ts';
import { jpegWithExif, scene } from '#tests/helpers/pictures.ts';
import { chunk, pngOf } from '../../build/demo/png.ts';

describe('a JPEG', () => {
  it('tells the day it was taken on and its size', () => {
    expect(takenOnOf(jpegWithExif())).toBe('2025-06-12');
    expect(pictureSize(jpegWithExif(), 'image/jpeg')).toEqual({ width: 320, height: 240 });
  });

  it.each(['0000:00:00 00:00:00', '2025:13:45 10:00:00', '                   '])(
    'with the day “%s” tells none',
    (day) => {
      expect(takenOnOf(jpegWithExif(day))).toBeNull();
    },
  );

  it('loses place, camera, comments and what follows its end, and keeps the picture', () => {
    const file = jpegWithExif();

    const clean = Buffer.from(withoutMetadata(file, 'image/jpeg'));

    expect(clean.toString('latin1')).not.toMatch(/Exif|GPS|camera|maker/);
    expect(clean.subarray(-2)).toEqual(Buffer.from([0xff, 0xd9]));
    expect(clean.includes(Buffer.from([0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56]))).toBe(true);
    expect(pictureSize(clean, 'image/jpeg')).toEqual({ width: 320, height: 240 });
  });

  it('cut at any place is never a crash', () => {
    const file = jpegWithExif();

    for (let length = 0; length <= file.length; length += 1) {
      const part = file.subarray(0, length);
      expect(withoutMetadata(part, 'image/jpeg').length).toBeLessThanOrEqual(length);
      takenOnOf(part);
      pictureSize(part, 'image/jpeg');
    }
  });
});

describe('a PNG', () => {
  it('loses its texts and EXIF and stays the same picture', () => {
    const plain = pngOf(scene(2, 16, 16));
    const told = pngOf(scene(2, 16, 16), [
      chunk('tEXt', Buffer.from('Author\0somebody')),
      chunk('eXIf', Buffer.from('II*\0 31.2304N')),
      chunk('tIME', Buffer.alloc(7)),
    ]);

    expect(Buffer.from(withoutMetadata(Buffer.concat([told, Buffer.from('tail')]), 'image/png'))).toEqual(plain);
  });
});

describe('a WebP', () => {
  it('loses EXIF and XMP and no longer announces them', () => {
    const part = (type: string, body: Buffer): Buffer => {
      const head = Buffer.alloc(8);
      head.write(type, 0, 'latin1');
      head.writeUInt32LE(body.length, 4);
      return Buffer.concat([head, body, Buffer.alloc(body.length % 2)]);
    };
    const parts = [part('VP8X', Buffer.from([0x1c, 0, 0, 0, 7, 0, 0, 7, 0, 0])), part('VP8 ', Buffer.from('pixels'))];
    const file = (...more: readonly Buffer[]): Buffer => {
      const body = Buffer.concat([Buffer.from('WEBP'), ...parts, ...more]);
      return Buffer.concat([Buffer.from('RIFF'), Buffer.from(Uint32Array.of(body.length).buffer), body]);
    };

    const clean = Buffer.from(
      withoutMetadata(file(part('EXIF', Buffer.from('31.2304N x')), part('XMP ', Buffer.from('<x/>'))), 'image/webp'),
    );

    expect(clean.length).toBe(file().length);
    expect(clean.readUInt32LE(4)).toBe(clean.length - 8);
    expect(clean[20]).toBe(0x10);
    expect(clean.toString('latin1')).not.toMatch(/EXIF|XMP|31\.2/);
  });
});
