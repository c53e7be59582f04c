/** Invented pictures: pixels as a canvas gives them, and the frame of a JPEG file. */
import type { Pixels } from '../../build/demo/png.ts';

/** A scene of soft blocks; another `seed` is another scene. */
export function scene(seed: number, width = 320, height = 240): Pixels {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const u = x / width;
      const v = y / height;
      const value =
        128 +
        60 * Math.sin(seed * 1.7 + u * (5 + (seed % 4))) +
        50 * Math.cos(seed * 2.3 + v * (4 + (seed % 5)) + u * 3);
      data.set([value, value * 0.9, value * 0.8, 255], (y * width + x) * 4);
    }
  }
  return { data, width, height };
}

/** Every pixel through `change`. */
export const changed = ({ data, width, height }: Pixels, change: (value: number, index: number) => number): Pixels => ({
  data: data.map((value, index) => (index % 4 === 3 ? value : change(value, index))),
  width,
  height,
});

/** Nearest-neighbour copy in another size. */
export function resized(from: Pixels, width: number, height: number): Pixels {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = (Math.floor((y * from.height) / height) * from.width + Math.floor((x * from.width) / width)) * 4;
      data.set(from.data.subarray(at, at + 4), (y * width + x) * 4);
    }
  }
  return { data, width, height };
}

/** The frame of a JPEG file with EXIF (day, place), a comment, and something behind its end. */
export function jpegWithExif(day = '2025:06:12 10:20:30'): Buffer {
  const tiff = Buffer.alloc(26 + 18 + 20);
  tiff.write('II*\0', 0, 'latin1');
  tiff.writeUInt32LE(8, 4);
  tiff.writeUInt16LE(1, 8);
  entry(tiff, 10, 0x8769, 4, 1, 26);
  tiff.writeUInt16LE(1, 26);
  entry(tiff, 28, 0x9003, 2, 20, 44);
  tiff.write(`${day}\0`, 44, 'latin1');
  const segment = (marker: number, body: Uint8Array): Buffer => {
    const head = Buffer.from([0xff, marker, 0, 0]);
    head.writeUInt16BE(body.length + 2, 2);
    return Buffer.concat([head, body]);
  };
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1')),
    segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff, Buffer.from('GPS 31.2304N 121.4737E')])),
    segment(0xfe, Buffer.from('camera of somebody')),
    segment(0xc0, Buffer.from([8, 0, 240, 1, 64, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1])),
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    Buffer.from([0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56, 0xff, 0xd9]),
    Buffer.from('maker note behind the end'),
  ]);
}

function entry(tiff: Buffer, at: number, tag: number, type: number, count: number, value: number): void {
  tiff.writeUInt16LE(tag, at);
  tiff.writeUInt16LE(type, at + 2);
  tiff.writeUInt32LE(count, at + 4);
  tiff.writeUInt32LE(value, at + 8);
}
