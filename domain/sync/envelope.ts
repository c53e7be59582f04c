/**
 * The container of one exchange file: .xbsync (outlet → centre) and .xbcfg (centre → outlet).
 *
 *   offset      size  content
 *   ----------  ----  ---------------------------------------------------------------
 *   0              8  magic "XBPKG1\r\n" = 58 42 50 4B 47 31 0D 0A
 *   8              4  H, length of the header in bytes, unsigned, big-endian
 *   12             H  header: one JSON object, UTF-8, no byte order mark
 *   12+H           P  payload: one age file (binary form); P is header.payload.bytes
 *   12+H+P        64  Ed25519 signature over all bytes before it
 *
 * The "\r\n" in the magic shows a file whose line ends were converted on the way. The header is
 * readable without any key and holds no personal data. It is signed as it stands and never built
 * again from its parsed value, so fields this version does not know survive and are ignored.
 *
 * The payload's plaintext is a row of zstd frames (each with its content checksum), without
 * anything between them, in this order:
 *
 *   1. when header.hello is there: one frame of header.hello bytes, one line of JSON
 *   2. for each entry of header.chains, in order: one frame of `ops` bytes with the op lines,
 *      then, unless `private` is 0, one frame of `private` bytes with the private lines
 *
 * A frame of lines is NDJSON: UTF-8, every line ended by one LF, no empty line. See op-line.ts
 * for the lines and db/hash.ts for the chain.
 *
 * A file is accepted if and only if all of these hold; the first that fails decides the code.
 * A reader must check them in this order, so that nothing of a stranger's is decrypted or
 * inflated. Conditions 1-6 need no key.
 *
 *    1. size ≤ 64 MiB                                                         fileTooLarge
 *    2. the magic stands at offset 0                                          notAPackage
 *    3. 2 ≤ H ≤ 1 MiB, and 12 + H + 64 ≤ size                       fileTooLarge, fileDamaged
 *    4. the header is valid UTF-8 and a JSON object                           fileDamaged
 *    5. header.format ≤ 1 and header.minReader ≤ 1                            fileTooNew
 *    6. the header has the shape of `PackageHeader` below, and
 *       size = 12 + H + header.payload.bytes + 64                             fileDamaged
 *    7. the signature verifies with the key the reader holds for the sender   badSignature
 *    8. header.branch.id, header.kind, header.to are the reader's own     wrongBranch, wrongRecipient
 *    9. SHA-256 of the payload = header.payload.sha256                        fileDamaged
 *   10. the payload is an age file with exactly one stanza, of type X25519,
 *       or scrypt with work factor ≤ 16 where a code is expected              fileDamaged
 *   11. it opens with the reader's identity, or the code                wrongRecipient, wrongCode
 *   12. the frame lengths of the header add up to the plaintext's length      fileDamaged
 *   13. every frame inflates, its checksum agrees, and all frames together
 *       give ≤ 256 MiB                                              fileDamaged, fileTooLarge
 *   14. every line is valid UTF-8 and ≤ 1 MiB                       fileDamaged, fileTooLarge
 *   15. per chain: there are `count` = last − first + 1 op lines               fileDamaged
 *   16. per chain: hashing the op lines from `prev` gives `tip`; with
 *       first = 1, `prev` is the genesis hash of (inc, stream)                fileDamaged
 *   17. per chain: every op line is well formed, of a known version,
 *       and `s` runs from `first` to `last`                       fileDamaged, fileTooNew
 *   18. per chain: private lines are well formed, their `s` rises and lies
 *       within the chain, and the SHA-256 of each is the commitment `p` of
 *       that op line                                                          fileDamaged
 *
 * An op line with a commitment but without its private line is valid: it was erased.
 * File name, file date and the numbers `no` and `madeAt` decide nothing.
 */
import * as z from 'zod/mini';
import { Failure } from '#domain/failure.ts';

export const packageFormat = 1;
/** What this program can read; a package with a higher `minReader` waits for an upgrade. */
export const readerLevel = 1;

const mebibyte = 1024 * 1024;

export const packageLimits = {
  headerBytes: mebibyte,
  fileBytes: 64 * mebibyte,
  unpackedBytes: 256 * mebibyte,
  helloBytes: mebibyte,
} as const;

export const magic = Uint8Array.of(0x58, 0x42, 0x50, 0x4b, 0x47, 0x31, 0x0d, 0x0a);
export const prefixBytes = 12;
export const signatureBytes = 64;

// 43 base64url characters hold 32 bytes; the last one carries only the four bits left over.
const hash32 = z.string().check(z.regex(/^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/));
// 86 characters hold 64 bytes.
const signature64 = z.string().check(z.regex(/^[A-Za-z0-9_-]{85}[AQgw]$/));
const hexSha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/));
const incarnation = z.string().check(z.regex(/^[0-9a-f]{32}$/));
const boxKey = z.string().check(z.regex(/^age1[02-9ac-hj-np-z]{58}$/));
const name = z.string().check(z.minLength(1), z.maxLength(100));
const natural = z.int().check(z.minimum(0));
const positive = z.int().check(z.minimum(1));

const ChainHeader = z.looseObject({
  inc: incarnation,
  /** Destination: 'centre', 'all' or an outlet code. */
  stream: name,
  first: positive,
  last: positive,
  /** Hash before `first`, base64url. */
  prev: hash32,
  /** Hash after `last`, base64url. */
  tip: hash32,
  count: positive,
  /** Length in bytes of the zstd frame of op lines. */
  ops: positive,
  /** Length in bytes of the zstd frame of private lines; 0 = there is no such frame. */
  private: natural,
  /** The centre's signature over (inc, stream, last, tip) of a chain of its own; see `tipText`. */
  proof: z.optional(signature64),
});

/** What the centre signs of a chain's tip, so that an outlet can hand the operations back as the centre's. */
export const tipText = (chain: {
  readonly inc: string;
  readonly stream: string;
  readonly last: number;
  readonly tip: string;
}): string => `xiaobao-tip-1\n${chain.inc}\n${chain.stream}\n${chain.last}\n${chain.tip}`;

/** What a device signs for the one that takes its place after a restored backup. */
export const successionText = (next: {
  readonly inc: string;
  readonly signKey: string;
  readonly boxKey: string;
}): string => `xiaobao-succession-1\n${next.inc}\n${next.signKey}\n${next.boxKey}`;

const PackageHeaderSchema = z.looseObject({
  format: z.literal(packageFormat),
  kind: z.enum(['up', 'down']),
  branch: z.looseObject({ id: name, name }),
  /** 'centre' or an outlet code. */
  from: name,
  to: name,
  /** Incarnation of the sender. */
  inc: incarnation,
  /** Ed25519 public key of the signer, 32 bytes base64url. A claim until the reader knows it. */
  signKey: hash32,
  /** age recipient to which answers are encrypted. */
  boxKey,
  /** Number of the package, for people only. */
  no: positive,
  /** Milliseconds since 1970 UTC by the sender's clock, for people only. */
  madeAt: natural,
  app: name,
  schema: positive,
  minReader: positive,
  chains: z.array(ChainHeader).check(z.maxLength(2000)),
  /** What the sender holds: the computed receipt. `tip` is the hash after `seq`. */
  have: z.array(z.looseObject({ inc: incarnation, stream: name, seq: positive, tip: hash32 })).check(z.maxLength(5000)),
  /** Live records per entity at the sender, to compare by eye. */
  counts: z.record(name, natural),
  audit: z.optional(z.looseObject({ n: natural, hash: hash32 })),
  enrol: z.optional(z.looseObject({ mac: hash32 })),
  /** The incarnation this one continues, and that one's signature over `successionText`. */
  succeeds: z.optional(z.looseObject({ inc: incarnation, sig: signature64 })),
  /** Length in bytes of the hello frame. */
  hello: z.optional(positive),
  payload: z.looseObject({ bytes: positive, sha256: hexSha256 }),
});

export type PackageHeader = z.infer<typeof PackageHeaderSchema>;
export type PackageChain = z.infer<typeof ChainHeader>;

/** Conditions 5 and 6 of the header's text. Throws Failure `fileDamaged` or `fileTooNew`. */
export function parseHeader(text: string): PackageHeader {
  const json = jsonObject(text);
  if (isAbove(json['format'], packageFormat) || isAbove(json['minReader'], readerLevel)) {
    throw new Failure(
      'fileTooNew',
      '文件由更新版本的软件制作，本机暂时读不了。已有数据不受影响，文件原样保留。请先升级本机软件，再导入。',
      { format: json['format'], minReader: json['minReader'], app: json['app'] },
    );
  }
  const parsed = PackageHeaderSchema.safeParse(json);
  if (!parsed.success) {
    throw damaged({ part: 'header', path: parsed.error.issues[0]?.path.join('.') ?? '' });
  }
  const wrongChain = parsed.data.chains.find((chain) => chain.count !== chain.last - chain.first + 1);
  if (wrongChain !== undefined) throw damaged({ part: 'header', path: 'chains.count' });
  return parsed.data;
}

/** Condition 2. Throws Failure notAPackage. */
export function mustBePackage(start: Uint8Array): void {
  if (magic.every((byte, index) => start[index] === byte)) return;
  throw new Failure(
    'notAPackage',
    '这不是消保台账的交换文件，未导入。已有数据不受影响。请选择扩展名为 .xbsync 或 .xbcfg 的文件。',
  );
}

/** Conditions 2 and 3 on the first 12 bytes: the header's length. */
export function headerLength(start: Uint8Array, fileBytes: number): number {
  if (fileBytes > packageLimits.fileBytes) throw tooLarge({ part: 'file', bytes: fileBytes });
  mustBePackage(start);
  if (start.length < prefixBytes) throw damaged({ part: 'prefix' });
  const length = new DataView(start.buffer, start.byteOffset).getUint32(8, false);
  if (length > packageLimits.headerBytes) throw tooLarge({ part: 'header', bytes: length });
  if (length < 2 || prefixBytes + length + signatureBytes > fileBytes) throw damaged({ part: 'prefix' });
  return length;
}

/** The magic and the header's length, to stand before the header. */
export function encodePrefix(header: Uint8Array): Uint8Array {
  if (header.length > packageLimits.headerBytes) throw tooLarge({ part: 'header', bytes: header.length });
  const prefix = new Uint8Array(prefixBytes);
  prefix.set(magic);
  new DataView(prefix.buffer).setUint32(8, header.length, false);
  return prefix;
}

/** The last clause of condition 6. */
export function checkFileLength(header: PackageHeader, headerBytes: number, fileBytes: number): void {
  const expected = prefixBytes + headerBytes + header.payload.bytes + signatureBytes;
  if (expected !== fileBytes) throw damaged({ part: 'length', expected, fileBytes });
}

/** Lengths of the frames in the order in which they stand in the plaintext. */
export function frameLengths(header: PackageHeader): number[] {
  const hello = header.hello === undefined ? [] : [header.hello];
  return [...hello, ...header.chains.flatMap((chain) => [chain.ops, chain.private])];
}

export const damaged = (details: Readonly<Record<string, unknown>>): Failure =>
  new Failure(
    'fileDamaged',
    '文件已损坏或不完整，未导入任何内容，已有数据不受影响。请重新拷贝；仍不行时请对方重新导出。',
    details,
  );

export const tooLarge = (details: Readonly<Record<string, unknown>>): Failure =>
  new Failure(
    'fileTooLarge',
    '文件超过允许的大小，未导入任何内容，已有数据不受影响。请对方重新导出；仍超限时请联系科技部门。',
    details,
  );

const isAbove = (value: unknown, limit: number): boolean => typeof value === 'number' && value > limit;

function jsonObject(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw damaged({ part: 'header', path: 'json' });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw damaged({ part: 'header', path: 'object' });
  }
  return value as Record<string, unknown>;
}
