/**
 * One zstd frame (RFC 8878) in, one out.
 *
 * node:zlib does not report input that ends early: it returns what it has, without looking at the
 * checksum. It also ignores whatever follows the first frame. So the frame's structure is walked
 * here first, from block to block: the frame must be whole, must carry the content checksum, and
 * must be all there is. What node:zlib then inflates, it has checked.
 */
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { damaged, tooLarge } from '#domain/sync/envelope.ts';

/** One frame with checksum and content size. */
export const compressFrame = (bytes: Uint8Array): Buffer =>
  zstdCompressSync(bytes, { params: { [constants.ZSTD_c_checksumFlag]: 1 } });

/** The content of one whole frame. Throws Failure fileDamaged, or fileTooLarge above `maxBytes`. */
export function inflateFrame(frame: Uint8Array, maxBytes: number): Buffer {
  if (!isWholeFrame(frame)) throw damaged({ part: 'frame', path: 'structure' });
  try {
    // The limit must be at least 1; an empty content needs none of it.
    const bytes = zstdDecompressSync(frame, { maxOutputLength: Math.max(1, maxBytes) });
    if (bytes.length <= maxBytes) return bytes;
  } catch (error) {
    if (!(error instanceof RangeError)) throw damaged({ part: 'frame', path: 'content' });
  }
  throw tooLarge({ part: 'unpacked', maxBytes });
}

const frameMagic = 0xfd2fb528;
const checksumBytes = 4;
const blockHeaderBytes = 3;
const dictionaryIdBytes = [0, 1, 2, 4];
const rleBlock = 1;
const reservedBlock = 3;

/** RFC 8878 section 3.1.1: header, blocks up to the last one, checksum, and nothing after it. */
function isWholeFrame(frame: Uint8Array): boolean {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  if (frame.length < 6 || view.getUint32(0, true) !== frameMagic) return false;
  const descriptor = view.getUint8(4);
  const hasChecksum = (descriptor & 0x04) !== 0;
  const isReservedClear = (descriptor & 0x08) === 0;
  if (!hasChecksum || !isReservedClear) return false;
  let at = 5 + headerRest(descriptor);
  for (let isLast = false; !isLast;) {
    if (at + blockHeaderBytes > frame.length) return false;
    const header = view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
    const type = (header >>> 1) & 3;
    if (type === reservedBlock) return false;
    isLast = (header & 1) === 1;
    at += blockHeaderBytes + (type === rleBlock ? 1 : header >>> 3);
  }
  return at + checksumBytes === frame.length;
}

/** Bytes of window descriptor, dictionary id and content size. */
function headerRest(descriptor: number): number {
  const isSingleSegment = (descriptor & 0x20) !== 0;
  const sizeFlag = descriptor >>> 6;
  const contentSize = sizeFlag === 0 ? (isSingleSegment ? 1 : 0) : 2 ** sizeFlag;
  return (isSingleSegment ? 0 : 1) + (dictionaryIdBytes[descriptor & 3] ?? 0) + contentSize;
}
