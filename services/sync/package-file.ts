/**
 * Making and opening one exchange file. The format and its 18 conditions are described in
 * domain/sync/envelope.ts; this file does them in that order. Nothing here touches a database:
 * whether the sender is known, allowed and next in line is decided by the caller.
 */
import { isUtf8 } from 'node:buffer';
import { fstatSync, readSync } from 'node:fs';
import { Failure } from '#domain/failure.ts';
import * as envelope from '#domain/sync/envelope.ts';
import type { PackageHeader } from '#domain/sync/envelope.ts';
import {
  ageLock,
  ageStartBytes,
  openForIdentity,
  openWithPassphrase,
  sealForRecipient,
  sealWithPassphrase,
} from '../crypto/age.ts';
import { sha256Hex } from '#db/hash.ts';
import { isSignedBy, type SigningKey } from '../crypto/signing.ts';
import { chainBounds, openChain, type OpenedChain } from './package-chain.ts';
import { compressFrame, inflateFrame } from '#db/zstd-frame.ts';

/** What the writer knows before anything is packed; the rest of the header is computed. */
export type HeaderStart = Pick<
  PackageHeader,
  'kind' | 'branch' | 'from' | 'to' | 'inc' | 'boxKey' | 'no' | 'madeAt' | 'app' | 'schema' | 'have' | 'counts'
> &
  Partial<Pick<PackageHeader, 'audit' | 'enrol' | 'succeeds'>>;

export type ChainToSeal = {
  readonly inc: string;
  readonly stream: string;
  /** `seq` of the first line. */
  readonly first: number;
  /** Hash before it, base64url. */
  readonly prev: string;
  /** NDJSON, every line with its line feed; at least one line. */
  readonly opsText: string;
  /** NDJSON in rising `seq`, or ''. */
  readonly privateText: string;
  /** The centre's signature over the tip, handed back with the centre's operations. */
  readonly proof?: string;
  /** Have the signer of the package sign the tip. */
  readonly prove?: boolean;
};

export type PackageToSeal = {
  readonly header: HeaderStart;
  readonly chains: readonly ChainToSeal[];
  /** One line of JSON without line feed, for a down package. */
  readonly hello?: string;
  readonly signing: SigningKey;
} & (
  | {
      /** `age1…` of the receiver. */
      readonly recipient: string;
    }
  | {
      /** Normalised pickup code (80 random bits, so a low work factor will do). */
      readonly passphrase: string;
    }
);

export type SealedPackage = {
  readonly bytes: Buffer;
  /** SHA-256 of the whole file, hex. */
  readonly sha256: string;
  readonly header: PackageHeader;
};

const codeWorkFactor = 12;

/**
 * Packs, encrypts and signs. The chains are hashed and checked first, as a receiver would: a
 * mistake in our own log is an Error here and never leaves the house. Throws Failure fileTooLarge.
 */
export async function sealPackage(pack: PackageToSeal): Promise<SealedPackage> {
  const frames: Buffer[] = [];
  const added = (text: string): number => {
    const frame = compressFrame(Buffer.from(text));
    frames.push(frame);
    return frame.length;
  };
  const hello = pack.hello === undefined ? {} : { hello: added(`${pack.hello}\n`) };
  const chains = pack.chains.map(({ opsText, privateText, prove, ...chain }) => {
    const bounds = chainBounds({ ...chain, opsText, privateText });
    const signed = { ...chain, ...bounds };
    return {
      ...signed,
      ops: added(opsText),
      private: privateText === '' ? 0 : added(privateText),
      ...(prove === true ? { proof: signedText(pack.signing, envelope.tipText(signed)) } : {}),
    };
  });
  checkUnpacked(pack);
  const payload = await locked(Buffer.concat(frames), pack);
  const header: PackageHeader = {
    format: envelope.packageFormat,
    ...pack.header,
    signKey: pack.signing.signKey,
    minReader: envelope.readerLevel,
    chains,
    ...hello,
    payload: { bytes: payload.length, sha256: sha256Hex(payload) },
  };
  const bytes = framed(header, payload, pack.signing);
  return { bytes, sha256: sha256Hex(bytes), header };
}

/** A signature over a text, as it stands in headers. */
export const signedText = (signing: SigningKey, text: string): string =>
  signing.sign(Buffer.from(text)).toString('base64url');

function framed(header: PackageHeader, payload: Buffer, signing: SigningKey): Buffer {
  const text = JSON.stringify(header);
  // What this program would not read, it must not write.
  envelope.parseHeader(text);
  const json = Buffer.from(text);
  const signed = Buffer.concat([envelope.encodePrefix(json), json, payload]);
  const bytes = Buffer.concat([signed, signing.sign(signed)]);
  if (bytes.length > envelope.packageLimits.fileBytes) {
    throw envelope.tooLarge({ part: 'file', bytes: bytes.length });
  }
  return bytes;
}

const locked = (plain: Buffer, pack: PackageToSeal): Promise<Buffer> =>
  'recipient' in pack
    ? sealForRecipient(plain, pack.recipient)
    : sealWithPassphrase(plain, pack.passphrase, codeWorkFactor);

function checkUnpacked(pack: PackageToSeal): void {
  const texts = pack.chains.flatMap((chain) => [chain.opsText, chain.privateText]);
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  if (bytes > envelope.packageLimits.unpackedBytes) throw envelope.tooLarge({ part: 'unpacked', bytes });
}

/** Work factor (log2 N) that a reader accepts for a pickup code. */
const maxCodeWorkFactor = 16;

export type PackageGlance = {
  readonly header: PackageHeader;
  readonly headerBytes: number;
  readonly fileBytes: number;
  /** What opens the payload: the receiver's key, a code, or null for neither (damaged). */
  readonly lock: 'key' | 'passphrase' | null;
};

/**
 * The header of a package, without any key: conditions 1–6. Takes the whole file's bytes or an
 * open file descriptor, of which it reads only the beginning. The header is a claim until
 * openPackage has checked the signature. Throws Failure notAPackage, fileDamaged, fileTooLarge or
 * fileTooNew.
 */
export function readHeader(source: Uint8Array | number): PackageGlance {
  const fileBytes = typeof source === 'number' ? fstatSync(source).size : source.length;
  const headerBytes = envelope.headerLength(bytesAt(source, 0, envelope.prefixBytes), fileBytes);
  const payloadAt = envelope.prefixBytes + headerBytes;
  const header = envelope.parseHeader(textOf(bytesAt(source, envelope.prefixBytes, headerBytes), 'header'));
  envelope.checkFileLength(header, headerBytes, fileBytes);
  const lock = ageLock(bytesAt(source, payloadAt, Math.min(ageStartBytes, header.payload.bytes)));
  return { header, headerBytes, fileBytes, lock: lock === null ? null : lock.kind };
}

export type OpenWith = {
  /** The Ed25519 key that must have signed, base64url. `header.signKey` for a first contact. */
  readonly verifyKey: string;
  /** What the header must say; each part left out is not compared. */
  readonly expected?: {
    readonly branchId?: string;
    readonly kind?: PackageHeader['kind'];
    readonly to?: string;
  };
} & ({ readonly identity: string } | { readonly passphrase: string });

export type OpenedPackage = {
  readonly header: PackageHeader;
  /** SHA-256 of the whole file, hex. */
  readonly sha256: string;
  /** The JSON text of the hello line, or null. */
  readonly hello: string | null;
  /** In header order. */
  readonly chains: readonly OpenedChain[];
};

/**
 * Checks and opens a package: all 18 conditions, or a Failure with the code of the first that
 * fails. `passphrase` is the normalised pickup code. What comes back is whole and as the signer
 * made it; whether `chains[i].prev` is known here is the caller's question.
 */
export async function openPackage(bytes: Uint8Array, open: OpenWith): Promise<OpenedPackage> {
  const { header, headerBytes } = readHeader(bytes);
  const payloadAt = envelope.prefixBytes + headerBytes;
  const signatureAt = payloadAt + header.payload.bytes;
  if (!isSignedBy(open.verifyKey, bytes.subarray(0, signatureAt), bytes.subarray(signatureAt))) {
    throw badSignature();
  }
  checkAddress(header, open.expected ?? {});
  const payload = bytes.subarray(payloadAt, signatureAt);
  if (sha256Hex(payload) !== header.payload.sha256) {
    throw envelope.damaged({ part: 'payload', path: 'sha256' });
  }
  const plain =
    'identity' in open
      ? await openForIdentity(payload, open.identity)
      : await openWithPassphrase(payload, open.passphrase, maxCodeWorkFactor);
  return { header, sha256: sha256Hex(bytes), ...openFrames(header, plain) };
}

function openFrames(header: PackageHeader, plain: Buffer): Pick<OpenedPackage, 'hello' | 'chains'> {
  const lengths = envelope.frameLengths(header);
  const total = lengths.reduce((sum, length) => sum + length, 0);
  if (total !== plain.length) throw envelope.damaged({ part: 'payload', path: 'frames' });
  let at = 0;
  const cut = (length: number): Buffer => plain.subarray(at, (at += length));
  let left: number = envelope.packageLimits.unpackedBytes;
  const inflated = (frame: Buffer): Buffer => {
    if (frame.length === 0) return frame;
    const content = inflateFrame(frame, left);
    left -= content.length;
    return content;
  };
  const hello = header.hello === undefined ? null : helloLine(cut(header.hello));
  const chains = header.chains.map((chain) => {
    const opsFrame = cut(chain.ops);
    const privateFrame = cut(chain.private);
    const opsBytes = inflated(opsFrame);
    const opsText = textOf(opsBytes, 'frame');
    const privateText = textOf(inflated(privateFrame), 'frame');
    const content = openChain(chain, { opsText, opsBytes, privateText });
    return { ...content, opsText, privateText, opsFrame, privateFrame };
  });
  return { hello, chains };
}

function helloLine(frame: Buffer): string {
  const text = textOf(inflateFrame(frame, envelope.packageLimits.helloBytes), 'hello');
  if (!/^[^\n]+\n$/.test(text)) throw envelope.damaged({ part: 'hello' });
  return text.slice(0, -1);
}

function checkAddress(header: PackageHeader, expected: NonNullable<OpenWith['expected']>): void {
  const { branchId = header.branch.id, kind = header.kind, to = header.to } = expected;
  if (header.branch.id !== branchId) {
    throw new Failure(
      'wrongBranch',
      `文件来自“${header.branch.name}”，不是本分行的文件，未导入。已有数据不受影响。请核对文件来源。`,
      { branch: header.branch, expected: branchId },
    );
  }
  if (header.kind !== kind || header.to !== to) {
    throw new Failure(
      'wrongRecipient',
      `这个文件是发给 ${header.to === 'centre' ? '分行中心' : `网点 ${header.to}`} 的，不是发给本机的，未导入。已有数据不受影响。请交给对方，或请对方重新导出。`,
      { kind: header.kind, to: header.to },
    );
  }
}

const badSignature = (): Failure =>
  new Failure(
    'badSignature',
    '文件的签名不对：可能在途中损坏、被改动，或不是由登记过的单位制作。未导入任何内容，已有数据不受影响。请对方重新导出，并电话核对 8 位指纹。',
  );

function bytesAt(source: Uint8Array | number, at: number, length: number): Uint8Array {
  if (typeof source !== 'number') return source.subarray(at, at + length);
  const bytes = Buffer.alloc(length);
  let filled = 0;
  for (let read = -1; read !== 0 && filled < length; filled += read) {
    read = readSync(source, bytes, filled, length - filled, at + filled);
  }
  return bytes.subarray(0, filled);
}

/** Buffer asks and decodes several times faster than a TextDecoder that refuses; neither drops a byte order mark. */
function textOf(bytes: Uint8Array, part: string): string {
  if (!isUtf8(bytes)) throw envelope.damaged({ part, path: 'utf8' });
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}
