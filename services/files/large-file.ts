/** Files of any size, read piece by piece. */
import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs';

const piece = Buffer.alloc(1024 * 1024);

function eachPiece(path: string, take: (bytes: Uint8Array) => void): void {
  const file = openSync(path, 'r');
  try {
    for (let read = readSync(file, piece); read > 0; read = readSync(file, piece)) take(piece.subarray(0, read));
  } finally {
    closeSync(file);
  }
}

/** SHA-256, hexadecimal. @throws what the system says */
export function fileSha256(path: string): string {
  const hash = createHash('sha256');
  eachPiece(path, (bytes) => hash.update(bytes));
  return hash.digest('hex');
}

/** Copies to a new file, which is on the disk afterwards. Returns the SHA-256 of what was read. @throws what the system says */
export function copyFileDurably(from: string, to: string): string {
  const hash = createHash('sha256');
  const file = openSync(to, 'wx', 0o660);
  try {
    eachPiece(from, (bytes) => {
      hash.update(bytes);
      for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done);
    });
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  return hash.digest('hex');
}
