/**
 * Hashing of operation chains. SHA-256 everywhere.
 *
 *   genesis    = H(utf8("xiaobao-chain-1\n" + inc + "\n" + stream))
 *   op hash    = H(hash of the op before it (32 bytes) ‖ utf8(op line, without line feed))
 *   op id      = base64url of the first 16 bytes of the op hash
 *   commitment = base64url of H(utf8(private line))
 *
 * The hash of an op fixes all ops before it, so two chains with the same tip are the same chain.
 */
import { hash } from 'node:crypto';
import { genesisText, maxLineBytes } from '#domain/sync/op-line.ts';

export const hashBytes = 32;
const idBytes = 16;

// One buffer for all: the previous hash, then the line; each hash lands where the next one needs it.
// `crypto.hash` on it is several times faster than `createHash`, which makes an object per op, and
// a text of one character per byte is its cheapest answer. Nothing here is asynchronous, so nobody else uses the buffer.
const linked = Buffer.alloc(hashBytes + maxLineBytes);

export const sha256 = (bytes: Uint8Array): Buffer => hash('sha256', bytes, 'buffer');

export const sha256Hex = (bytes: Uint8Array): string => hash('sha256', bytes, 'hex');

export const genesisHash = (inc: string, stream: string): Buffer => hash('sha256', genesisText(inc, stream), 'buffer');

/** Hash of the op `line` that follows the op with hash `prev`. */
export function opHash(prev: Uint8Array, line: string): Buffer {
  begin(prev);
  link(writeLine(line));
  return Buffer.from(linked.subarray(0, hashBytes));
}

export const opId = (hashOfOp: Uint8Array): string =>
  Buffer.from(hashOfOp.buffer, hashOfOp.byteOffset, idBytes).toString('base64url');

/** The value of an op line's `p` for its private line. */
export const commitmentOf = (privateLine: string): string => hash('sha256', privateLine, 'base64url');

/**
 * Hashes `lines` one after the other from `prev` (32 bytes). `ids[i]` is the op id of `lines[i]`;
 * `tip` is the hash after the last line. The caller compares `tip` with what was promised.
 */
export function verifyChain(prev: Uint8Array, lines: readonly string[]): ChainHashes {
  begin(prev);
  const ids = lines.map((line) => {
    link(writeLine(line));
    return linked.toString('base64url', 0, idBytes);
  });
  return { ids, tip: Buffer.from(linked.subarray(0, hashBytes)) };
}

/** The same for NDJSON bytes (every line ended by a line feed), without encoding them again. */
export function verifyChainBytes(prev: Uint8Array, ndjson: Buffer): ChainHashes {
  begin(prev);
  const ids: string[] = [];
  for (let at = 0, end = ndjson.indexOf(lineFeed); end !== -1; end = ndjson.indexOf(lineFeed, at)) {
    if (end - at > maxLineBytes) throw new Error('line too long');
    link(ndjson.copy(linked, hashBytes, at, end));
    ids.push(linked.toString('base64url', 0, idBytes));
    at = end + 1;
  }
  return { ids, tip: Buffer.from(linked.subarray(0, hashBytes)) };
}

export type ChainHashes = { readonly ids: readonly string[]; readonly tip: Buffer };

/** base64url text of a hash ↔ its 32 bytes. */
export const hashText = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');

export function hashFromText(text: string): Buffer {
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.length !== hashBytes) throw new Error('not a hash');
  return bytes;
}

const lineFeed = 10;

function begin(prev: Uint8Array): void {
  if (prev.length !== hashBytes) throw new Error(`a hash has ${hashBytes} bytes, not ${prev.length}`);
  linked.set(prev);
}

function writeLine(line: string): number {
  const bytes = linked.write(line, hashBytes);
  // A write that does not fit is cut short; the limit is checked where lines are made and read.
  if (bytes >= maxLineBytes - 3 && Buffer.byteLength(line) > maxLineBytes) throw new Error('line too long');
  return bytes;
}

function link(lineBytes: number): void {
  linked.write(hash('sha256', linked.subarray(0, hashBytes + lineBytes), 'binary'), 0, 'latin1');
}
