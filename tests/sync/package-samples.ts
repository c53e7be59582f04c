/** Small packages with fixed keys, and the tools to make wrong ones. */
import { Encrypter, identityToRecipient } from 'age-encryption';
import { encodePrefix, type PackageHeader } from '#domain/sync/envelope.ts';
import { opLine, privateLine, type Op } from '#domain/sync/op-line.ts';
import { commitmentOf, genesisHash, hashFromText, hashText, sha256Hex, verifyChain } from '#db/hash.ts';
import { signingKeyFromSeed } from '#services/crypto/signing.ts';
import type { ChainToSeal, HeaderStart } from '#services/sync/package-file.ts';
import { compressFrame } from '#db/zstd-frame.ts';

export const inc = '000102030405060708090a0b0c0d0e0f';
export const deviceKey = signingKeyFromSeed(Buffer.alloc(32, 1));
export const strangerKey = signingKeyFromSeed(Buffer.alloc(32, 2));
// bech32 of 32 bytes 0x03: fixed so that the documented vectors never move.
export const centreIdentity = 'AGE-SECRET-KEY-1QVPSXQCRQVPSXQCRQVPSXQCRQVPSXQCRQVPSXQCRQVPSXQCRQVPS2PGGME';
export const salt = Buffer.alloc(16, 5).toString('base64url');

export const centreRecipient = (): Promise<string> => identityToRecipient(centreIdentity);

export const personal = (seq: number): string => privateLine({ seq, salt, fields: { customerName: '张三' } });

/** Op lines 1 to `count`; odd ones have a private line. */
export function someLines(count: number): { readonly ops: string[]; readonly privates: string[] } {
  const ops: string[] = [];
  const privates: string[] = [];
  for (let seq = 1; seq <= count; seq++) {
    const withPrivate = seq % 2 === 1;
    if (withPrivate) privates.push(personal(seq));
    ops.push(opLine(anOp(seq, withPrivate ? commitmentOf(personal(seq)) : null)));
  }
  return { ops, privates };
}

export const anOp = (seq: number, commitment: string | null): Op => ({
  seq,
  hlc: 1_795_000_000_000_000 + seq,
  firstSeq: seq,
  user: '100234',
  entity: 'complaint',
  recordId: `O037.01KAPXY7C0ABCDEFGH${String(seq).padStart(2, '0')}`,
  after: [],
  fields: { status: 'open', summary: '柜台排队时间长' },
  commitment,
});

export const ndjson = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');

/** A chain in stream 'centre' from its beginning. */
export function aChain(count = 3): ChainToSeal {
  const { ops, privates } = someLines(count);
  const prev = hashText(genesisHash(inc, 'centre'));
  return { inc, stream: 'centre', first: 1, prev, opsText: ndjson(ops), privateText: ndjson(privates) };
}

export const headerStart: HeaderStart = {
  kind: 'up',
  branch: { id: 'b1', name: '示例分行' },
  from: 'O037',
  to: 'centre',
  inc,
  boxKey: `age1${'q'.repeat(58)}`,
  no: 12,
  madeAt: 1_795_000_000_000,
  app: '0.1.0',
  schema: 1,
  have: [],
  counts: { complaint: 3 },
};

/** A whole header for tests that need no payload. */
export function aHeader(): PackageHeader {
  const chain = { inc, stream: 'centre', first: 1, last: 3, count: 3, ops: 10, private: 0 };
  const tip = hashText(genesisHash(inc, 'centre'));
  return {
    format: 1,
    ...headerStart,
    signKey: deviceKey.signKey,
    minReader: 1,
    chains: [{ ...chain, prev: tip, tip }],
    payload: { bytes: 1, sha256: '0'.repeat(64) },
  };
}

export type Forged = {
  readonly ops?: string;
  readonly privates?: string;
  readonly opsFrame?: Buffer;
  readonly privateFrame?: Buffer;
  readonly chain?: Partial<PackageHeader['chains'][number]>;
  readonly header?: Readonly<Record<string, unknown>>;
  readonly after?: Buffer;
  readonly payload?: (payload: Buffer) => Buffer;
};

/**
 * A package by a sender who holds a registered key and sends something wrong: everything that the
 * forgery does not touch is consistent and the signature is good.
 */
export async function forgedPackage(forged: Forged): Promise<Buffer> {
  const { ops, privates } = someLines(3);
  const opsText = forged.ops ?? ndjson(ops);
  const opsFrame = forged.opsFrame ?? compressFrame(Buffer.from(opsText));
  const privateFrame = forged.privateFrame ?? compressFrame(Buffer.from(forged.privates ?? ndjson(privates)));
  const prev = forged.chain?.prev ?? hashText(genesisHash(inc, 'centre'));
  const hashed = () => verifyChain(hashFromText(prev), opsText.split('\n').slice(0, -1)).tip;
  const tip = forged.chain?.tip ?? hashText(hashed());
  const lengths = { ops: opsFrame.length, private: privateFrame.length };
  const chain = { inc, stream: 'centre', first: 1, last: 3, count: 3, prev, tip, ...lengths, ...forged.chain };
  const encrypter = new Encrypter();
  encrypter.addRecipient(await centreRecipient());
  const plain = Buffer.concat([opsFrame, privateFrame, forged.after ?? Buffer.alloc(0)]);
  const closed = Buffer.from(await encrypter.encrypt(plain));
  const payload = forged.payload === undefined ? closed : forged.payload(closed);
  const size = { bytes: payload.length, sha256: sha256Hex(payload) };
  return signedPackage({ ...aHeader(), chains: [chain], payload: size, ...forged.header }, payload);
}

export function signedPackage(header: unknown, payload: Buffer): Buffer {
  const json = Buffer.from(JSON.stringify(header));
  const signed = Buffer.concat([encodePrefix(json), json, payload]);
  return Buffer.concat([signed, deviceKey.sign(signed)]);
}
