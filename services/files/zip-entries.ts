/**
 * The text parts of a ZIP file (an .xlsx is one), each unpacked once under a common limit, so that
 * a file that unpacks to gigabytes is refused before a reader of Excel files meets it.
 */
import { inflateRawSync } from 'node:zlib';

export interface ZipLimits {
  readonly entries: number;
  /** Bytes of all text parts together, unpacked. */
  readonly unpacked: number;
}

const endMark = 0x06054b50;
const entryMark = 0x02014b50;
const localMark = 0x04034b50;

/** Name → content of every `.xml` and `.rels` part. Null when it is no such file, is cut off, or is too large. */
export function zipTexts(file: Buffer, limits: ZipLimits): ReadonlyMap<string, string> | null {
  try {
    return unpack(file, limits);
  } catch (error) {
    // Reading behind the end, a damaged stream, or the limit: for the person it is the same.
    if (error instanceof RangeError || (error instanceof Error && 'code' in error)) return null;
    throw error;
  }
}

function unpack(file: Buffer, limits: ZipLimits): ReadonlyMap<string, string> | null {
  const end = endOfDirectory(file);
  if (end === null) return null;
  const count = file.readUInt16LE(end + 10);
  if (count > limits.entries) return null;
  let at = file.readUInt32LE(end + 16);
  let left = limits.unpacked;
  const texts = new Map<string, string>();
  for (let entry = 0; entry < count; entry += 1) {
    if (file.readUInt32LE(at) !== entryMark) return null;
    const nameLength = file.readUInt16LE(at + 28);
    const name = file.toString('utf8', at + 46, at + 46 + nameLength);
    if (/\.(?:xml|rels)$/i.test(name)) {
      const content = contentAt(file, at, left);
      if (content === null) return null;
      left -= content.length;
      texts.set(name, content.toString('utf8'));
    }
    at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  return texts;
}

function endOfDirectory(file: Buffer): number | null {
  for (let at = file.length - 22; at >= Math.max(0, file.length - 65_557); at -= 1) {
    if (file.readUInt32LE(at) === endMark) return at;
  }
  return null;
}

function contentAt(file: Buffer, entry: number, most: number): Buffer | null {
  const method = file.readUInt16LE(entry + 10);
  const packed = file.readUInt32LE(entry + 20);
  const local = file.readUInt32LE(entry + 42);
  if (file.readUInt32LE(local) !== localMark) return null;
  const start = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
  const bytes = file.subarray(start, start + packed);
  if (bytes.length !== packed) return null;
  if (method === 0) return bytes.length > most ? null : bytes;
  return method === 8 ? inflateRawSync(bytes, { maxOutputLength: Math.max(1, most) }) : null;
}
