/** Real photos for tests: drawn and encoded by the runtime itself, with what a telephone adds. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { jpegWithExif } from '#tests/helpers/pictures.ts';

export interface PhotoWish {
  readonly seed: number;
  readonly width?: number;
  readonly height?: number;
  readonly quality?: number;
}

/** A JPEG of soft shapes; another seed is another scene, another size or quality the same scene. */
export async function drawnPhoto(page: Page, wish: PhotoWish): Promise<Buffer> {
  const { seed, width = 2400, height = 1800, quality = 0.9 } = wish;
  const text = await page.evaluate(
    async (photo) => {
      const canvas = new OffscreenCanvas(photo.width, photo.height);
      const pen = canvas.getContext('2d');
      if (pen === null) throw new Error('no canvas');
      const tone = (index: number): string =>
        `hsl(${(photo.seed * 67 + index * 71) % 360} 55% ${30 + ((photo.seed * 13 + index * 29) % 45)}%)`;
      pen.scale(photo.width / 240, photo.height / 180);
      pen.fillStyle = tone(0);
      pen.fillRect(0, 0, 240, 180);
      for (let index = 1; index < 14; index += 1) {
        pen.fillStyle = tone(index);
        const x = (photo.seed * 83 + index * 97) % 240;
        const y = (photo.seed * 41 + index * 59) % 180;
        pen.beginPath();
        pen.ellipse(
          x,
          y,
          12 + ((photo.seed * 7 + index * 11) % 40),
          10 + ((photo.seed * 5 + index * 17) % 34),
          index,
          0,
          7,
        );
        pen.fill();
      }
      const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: photo.quality });
      const bytes = new Uint8Array(await blob.arrayBuffer());
      let latin = '';
      for (let at = 0; at < bytes.length; at += 8192) latin += String.fromCharCode(...bytes.subarray(at, at + 8192));
      return btoa(latin);
    },
    { seed, width, height, quality },
  );
  return Buffer.from(text, 'base64');
}

/** The same with the day, the place and the camera in it. */
export function withExif(jpeg: Buffer, day: string): Buffer {
  const told = jpegWithExif(day);
  const at = told.indexOf(Buffer.from([0xff, 0xe1]));
  return Buffer.concat([jpeg.subarray(0, 2), told.subarray(at, at + 2 + told.readUInt16BE(at + 2)), jpeg.subarray(2)]);
}

export async function photoFile(
  page: Page,
  folder: string,
  name: string,
  wish: PhotoWish,
  day?: string,
): Promise<string> {
  const jpeg = await drawnPhoto(page, wish);
  const path = join(folder, name);
  writeFileSync(path, day === undefined ? jpeg : withExif(jpeg, day));
  return path;
}
