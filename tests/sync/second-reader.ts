/**
 * A second program that opens a package, written from docs/sync-format.md alone: it imports
 * nothing of the product, so that the document is proved enough. Numbers are its sections.
 */
import { createHash, createPublicKey, verify } from 'node:crypto';
import { zstdDecompressSync } from 'node:zlib';
import { Decrypter } from 'age-encryption';

interface Header {
  readonly format: number;
  readonly minReader: number;
  readonly from: string;
  readonly signKey: string;
  readonly hello?: number;
  readonly chains: readonly {
    readonly inc: string;
    readonly stream: string;
    readonly first: number;
    readonly last: number;
    readonly count: number;
    readonly prev: string;
    readonly tip: string;
    readonly ops: number;
    readonly private: number;
  }[];
  readonly payload: { readonly bytes: number; readonly sha256: string };
}

export interface ReadOp {
  readonly id: string;
  readonly entity: string;
  readonly record: string;
  readonly after: readonly string[];
  /** Public and personal fields together. */
  readonly fields: Readonly<Record<string, unknown>>;
}

const sha256 = (...parts: readonly (string | Uint8Array)[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** @throws Error naming the condition of section 3 that does not hold */
export async function readPackage(
  file: Buffer,
  key: { readonly identity: string } | { readonly passphrase: string },
): Promise<{ readonly header: Header; readonly ops: readonly ReadOp[] }> {
  hold(file.subarray(0, 8).equals(Buffer.from('XBPKG1\r\n')), 2);
  const headerBytes = file.readUInt32BE(8);
  const payloadAt = 12 + headerBytes;
  hold(headerBytes >= 2 && payloadAt + 64 <= file.length, 3);
  const header = JSON.parse(file.toString('utf8', 12, payloadAt)) as Header;
  hold(header.format <= 1 && header.minReader <= 1, 5);
  const signatureAt = payloadAt + header.payload.bytes;
  hold(file.length === signatureAt + 64, 6);
  const signer = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: header.signKey }, format: 'jwk' });
  hold(verify(null, file.subarray(0, signatureAt), signer, file.subarray(signatureAt)), 7);
  const payload = file.subarray(payloadAt, signatureAt);
  hold(sha256(payload).toString('hex') === header.payload.sha256, 9);
  const decrypter = new Decrypter();
  if ('identity' in key) decrypter.addIdentity(key.identity);
  else decrypter.addPassphrase(key.passphrase);
  const plain = Buffer.from(await decrypter.decrypt(payload));
  let at = header.hello ?? 0;
  const frame = (length: number): readonly string[] => {
    const lines = length === 0 ? '' : zstdDecompressSync(plain.subarray(at, at + length)).toString('utf8');
    at += length;
    return lines.split('\n').slice(0, -1);
  };
  const ops = header.chains.flatMap((chain) => readChain(chain, frame(chain.ops), frame(chain.private)));
  hold(at === plain.length, 12);
  return { header, ops };
}

/** Sections 4 and 5. */
function readChain(
  chain: Header['chains'][number],
  lines: readonly string[],
  secrets: readonly string[],
): readonly ReadOp[] {
  hold(lines.length === chain.count, 15);
  const personal = new Map(secrets.map((line) => [(JSON.parse(line) as { readonly s: number }).s, line] as const));
  let hash: Buffer = Buffer.from(chain.prev, 'base64url');
  if (chain.first === 1) hold(hash.equals(sha256(`xiaobao-chain-1\n${chain.inc}\n${chain.stream}`)), 16);
  const ops = lines.map((line, index) => {
    hash = sha256(hash, line);
    const op = JSON.parse(line) as {
      readonly s: number;
      readonly e: string;
      readonly r: string;
      readonly a: readonly string[];
      readonly f: Readonly<Record<string, unknown>>;
      readonly p?: string;
    };
    hold(op.s === chain.first + index, 17);
    const secret = personal.get(op.s);
    if (secret !== undefined) hold(sha256(secret).toString('base64url') === op.p, 18);
    const hidden = secret === undefined ? {} : (JSON.parse(secret) as { readonly f: object }).f;
    const id = hash.subarray(0, 16).toString('base64url');
    return { id, entity: op.e, record: op.r, after: op.a, fields: { ...op.f, ...hidden } };
  });
  hold(hash.toString('base64url') === chain.tip, 16);
  return ops;
}

function hold(condition: boolean, number: number): void {
  if (!condition) throw new Error(`condition ${number} of section 3 does not hold`);
}
