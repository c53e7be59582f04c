/** Making and opening one side file. Format: domain/sync/side-file.ts. */
import { closeSync, constants, openSync, readSync } from 'node:fs';
import type { SideHeader } from '#domain/sync/side-file.ts';
import {
  parseSideHeader,
  sideDamaged,
  sideFileFormat,
  sideFileLimits,
  sideFileMagic,
  sidePrefixBytes,
} from '#domain/sync/side-file.ts';
import { sha256Hex } from '#db/hash.ts';
import { openForIdentity, sealForRecipient } from '../crypto/age.ts';

export interface SideAddress {
  readonly branch: SideHeader['branch'];
  readonly from: string;
  readonly to: string;
  /** `age1…` of the receiver. */
  readonly recipient: string;
}

export async function sealSideFile(content: Uint8Array, { recipient, ...address }: SideAddress): Promise<Buffer> {
  const payload = await sealForRecipient(content, recipient);
  const header: SideHeader = {
    format: sideFileFormat,
    ...address,
    sha256: sha256Hex(content),
    bytes: content.length,
    payload: { bytes: payload.length, sha256: sha256Hex(payload) },
  };
  const json = Buffer.from(JSON.stringify(header));
  // What this program would not read, it must not write.
  parseSideHeader(json.toString());
  const prefix = Buffer.alloc(sidePrefixBytes);
  prefix.write(sideFileMagic, 'latin1');
  prefix.writeUInt32BE(json.length, 8);
  return Buffer.concat([prefix, json, payload]);
}

export interface SideFile {
  readonly header: SideHeader;
  readonly payload: Buffer;
}

/** Header and payload, whole; no key needed. @throws Failure fileDamaged, fileTooNew */
export function readSideFile(file: Buffer): SideFile {
  if (file.length < sidePrefixBytes || file.toString('latin1', 0, 8) !== sideFileMagic) throw sideDamaged('magic');
  const headerBytes = file.readUInt32BE(8);
  if (headerBytes > sideFileLimits.headerBytes || sidePrefixBytes + headerBytes > file.length)
    throw sideDamaged('length');
  const payloadAt = sidePrefixBytes + headerBytes;
  const header = parseSideHeader(file.toString('utf8', sidePrefixBytes, payloadAt));
  const payload = file.subarray(payloadAt);
  if (payload.length !== header.payload.bytes || sha256Hex(payload) !== header.payload.sha256)
    throw sideDamaged('payload');
  return { header, payload };
}

/** The content, with the hash the header promised. @throws Failure wrongRecipient, fileDamaged */
export async function openSideFile({ header, payload }: SideFile, identity: string): Promise<Buffer> {
  const content = await openForIdentity(payload, identity);
  if (content.length !== header.bytes || sha256Hex(content) !== header.sha256) throw sideDamaged('content');
  return content;
}

/** Whether the file at `path` begins as a side file; false as well when it cannot be read. */
export function isSideFile(path: string): boolean {
  try {
    // Without O_NONBLOCK opening a named pipe waits for ever. Windows has neither.
    const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const start = Buffer.alloc(sideFileMagic.length);
      return readSync(file, start, 0, start.length, 0) === start.length && start.toString('latin1') === sideFileMagic;
    } finally {
      closeSync(file);
    }
  } catch {
    return false;
  }
}
