/**
 * What a picture says about itself, and a copy that no longer says it.
 *
 * A telephone writes into every photo where it was taken, with what and when. The day is kept as a
 * field of the record; place, camera and everything else is cut out of the file. Only containers
 * are read here, never pixels, so a hostile picture meets no decoder:
 *
 *   JPEG  segments FF xx length …; APP1–APP15 and comments are left out, APP0 (JFIF) and APP14
 *         (colour transform, needed to decode) stay. What follows the end mark is left out too.
 *   PNG   chunks length type data crc; text, time and EXIF chunks are left out, and what follows IEND.
 *   WebP  chunks inside RIFF; EXIF and XMP are left out and their flags cleared.
 */
import { isValidDate } from './dates.ts';

/** Bytes of the picture without what its maker said about it. Other kinds come back as they are. */
export function withoutMetadata(bytes: Uint8Array, mime: string): Uint8Array {
  if (mime === 'image/jpeg') return withoutSegments(bytes);
  if (mime === 'image/png') return withoutChunks(bytes);
  return mime === 'image/webp' ? withoutRiffChunks(bytes) : bytes;
}

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** As the header says; null when it cannot be read. */
export function pictureSize(bytes: Uint8Array, mime: string): PictureSize | null {
  const view = viewOf(bytes);
  if (mime === 'image/png') return bytes.length < 24 ? null : { width: view.getUint32(16), height: view.getUint32(20) };
  if (mime !== 'image/jpeg') return null;
  for (const { marker, at, end } of segmentsOf(bytes)) {
    // SOF0–SOF15, without DHT, JPG and DAC, which share the range.
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame && end - at >= 9) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
  }
  return null;
}

/** The day a JPEG says it was taken on, `YYYY-MM-DD`, or null. */
export function takenOnOf(bytes: Uint8Array): string | null {
  for (const { marker, at, end } of segmentsOf(bytes)) {
    if (marker === 0xe1 && latin(bytes, at + 4, 6) === 'Exif\0\0') return dayIn(bytes.subarray(at + 10, end));
  }
  return null;
}

// --- JPEG -----------------------------------------------------------------------------------

interface Segment {
  readonly marker: number;
  /** Of its FF. */
  readonly at: number;
  readonly end: number;
}

/** Segments up to and including the start of scan, whose data then runs to the end mark. */
function* segmentsOf(bytes: Uint8Array): Generator<Segment> {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return;
  for (let at = 2; at + 4 <= bytes.length;) {
    if (bytes[at] !== 0xff) return;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const end = at + 2 + (((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0));
    if (end > bytes.length || marker === 0xd9) return;
    yield { marker, at, end };
    if (marker === 0xda) return;
    at = end;
  }
}

const isTold = (marker: number): boolean => (marker > 0xe0 && marker <= 0xef && marker !== 0xee) || marker === 0xfe;

function withoutSegments(bytes: Uint8Array): Uint8Array {
  const kept: Uint8Array[] = [bytes.subarray(0, 2)];
  for (const { marker, at, end } of segmentsOf(bytes)) {
    if (marker === 0xda) {
      kept.push(bytes.subarray(at, afterEndMark(bytes, end)));
      return joined(kept);
    }
    if (!isTold(marker)) kept.push(bytes.subarray(at, end));
  }
  // No scan: not a picture that could be shown; whoever decodes it will say so.
  return bytes;
}

/**
 * Behind the end mark FF D9. In picture data FF is followed by 00 or a restart mark; anything else
 * begins a segment, and a table of a later scan may hold any bytes.
 */
function afterEndMark(bytes: Uint8Array, from: number): number {
  let at = bytes.indexOf(0xff, from);
  while (at >= 0 && at + 1 < bytes.length) {
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xd9) return at + 2;
    const isData = marker === 0 || marker === 0xff || (marker >= 0xd0 && marker <= 0xd7);
    const length = isData ? 0 : ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
    at = bytes.indexOf(0xff, at + (marker === 0xff ? 1 : 2) + length);
  }
  return bytes.length;
}

/** DateTimeOriginal, else DateTime, of a TIFF block. */
function dayIn(tiff: Uint8Array): string | null {
  const little = latin(tiff, 0, 2) === 'II';
  const view = viewOf(tiff);
  const short = (at: number): number => (at + 2 <= tiff.length ? view.getUint16(at, little) : 0);
  const long = (at: number): number => (at + 4 <= tiff.length ? view.getUint32(at, little) : 0);
  const entry = (directory: number, tag: number): number | null => {
    for (let index = 0; index < short(directory); index += 1) {
      const at = directory + 2 + index * 12;
      if (at + 12 > tiff.length) return null;
      if (short(at) === tag) return long(at + 8);
    }
    return null;
  };
  const exif = entry(long(4), 0x8769);
  const at = (exif === null ? null : entry(exif, 0x9003)) ?? entry(long(4), 0x0132);
  const found = at === null ? null : /^(\d{4}):(\d\d):(\d\d) /.exec(latin(tiff, at, 11));
  const day = found === null ? '' : `${found[1]}-${found[2]}-${found[3]}`;
  return isValidDate(day) ? day : null;
}

// --- PNG, WebP ------------------------------------------------------------------------------

const toldChunks = new Set(['tEXt', 'zTXt', 'iTXt', 'tIME', 'eXIf']);

function withoutChunks(bytes: Uint8Array): Uint8Array {
  const view = viewOf(bytes);
  const kept: Uint8Array[] = [bytes.subarray(0, 8)];
  for (let at = 8; at + 12 <= bytes.length;) {
    const end = at + 12 + view.getUint32(at);
    const type = latin(bytes, at + 4, 4);
    if (end > bytes.length) break;
    if (!toldChunks.has(type)) kept.push(bytes.subarray(at, end));
    if (type === 'IEND') return joined(kept);
    at = end;
  }
  return bytes;
}

function withoutRiffChunks(bytes: Uint8Array): Uint8Array {
  const view = viewOf(bytes);
  const kept: Uint8Array[] = [];
  for (let at = 12; at + 8 <= bytes.length;) {
    const length = view.getUint32(at + 4, true);
    const end = Math.min(at + 8 + length + (length % 2), bytes.length);
    const type = latin(bytes, at, 4);
    if (type !== 'EXIF' && type !== 'XMP ')
      kept.push(type === 'VP8X' ? clearedFlags(bytes, at, end) : bytes.subarray(at, end));
    at = end;
  }
  const body = joined(kept);
  const head = bytes.slice(0, 12);
  viewOf(head).setUint32(4, body.length + 4, true);
  return joined([head, body]);
}

/** Bits 2 and 3 of the first data byte of VP8X announce XMP and EXIF. */
function clearedFlags(bytes: Uint8Array, at: number, end: number): Uint8Array {
  const chunk = bytes.slice(at, end);
  chunk[8] = (chunk[8] ?? 0) & ~0x0c;
  return chunk;
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const latin = (bytes: Uint8Array, at: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(at, at + length));

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
