/** What can happen to the bytes of a package on its way: the whole inbox must shrug every time. */
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Encrypter } from 'age-encryption';
import { beforeAll, describe, expect, it } from 'vitest';
import type { InboxFile } from '#contract/inbox.ts';
import { sha256Hex } from '#db/hash.ts';
import type { Db } from '#db/open.ts';
import { contentDigest } from '#db/verify.ts';
import { compressFrame } from '#db/zstd-frame.ts';
import { must } from '#domain/failure.ts';
import { encodePrefix, prefixBytes, signatureBytes } from '#domain/sync/envelope.ts';
import type { SigningKey } from '#services/crypto/signing.ts';
import { readHeader } from '#services/sync/package-file.ts';
import type { Branch, Station } from '#tests/helpers/branch.ts';
import { folderIn, newBranch } from '#tests/helpers/branch.ts';
import { isLong } from '#tests/helpers/length.ts';
import { recordComplaint } from '#tests/helpers/records.ts';

const dbOf = (at: Station): Db => must(at.backend.session, 'logged in').installation.db;

let branch: Branch;
let centre: Station;
let outlet: Station;
let small: Buffer;
let large: Buffer;

beforeAll(async () => {
  branch = await newBranch(1, { keep: true });
  ({ centre } = branch);
  outlet = must(branch.outlets[0], 'one outlet');
  outlet.write((ctx) => recordComplaint(ctx));
  small = await exported();
  outlet.write((ctx) => {
    for (let count = 0; count < 400; count += 1) recordComplaint(ctx, { summary: randomBytes(60).toString('base64') });
  });
  large = await exported();
  return () => {
    branch.remove();
  };
});

async function exported(): Promise<Buffer> {
  const { file } = await outlet.call('exchange.export', { folder: folderIn(branch.base, 'stick') });
  branch.clock.now += 60_000;
  return readFileSync(file);
}

let round = 0;

/** Puts the files into one folder and merges it; the files of the result by name. */
async function merged(files: Readonly<Record<string, Uint8Array>>): Promise<Readonly<Record<string, InboxFile>>> {
  round += 1;
  const folder = folderIn(branch.base, `inbox-${round}`);
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
  const { files: results } = await centre.call('inbox.merge', { paths: [folder] });
  return Object.fromEntries(results.map((file) => [file.fileName, file]));
}

/** Merges what must all be refused, with nothing changed and a reason for each; the codes by file name. */
async function refusals(files: Readonly<Record<string, Uint8Array>>): Promise<Readonly<Record<string, string>>> {
  const before = contentDigest(dbOf(centre));

  const results = await merged(files);

  expect(contentDigest(dbOf(centre))).toBe(before);
  expect(Object.keys(results).sort()).toEqual(Object.keys(files).sort());
  const unsaid = Object.values(results).filter(
    ({ state, reason }) => state !== 'refused' || !/[\u4e00-\u9fff]{6}/.test(reason),
  );
  expect(unsaid).toEqual([]);
  return Object.fromEntries(Object.values(results).map(({ fileName, code }) => [fileName, code]));
}

const every = (step: number, length: number): readonly number[] =>
  Array.from({ length: Math.ceil(length / step) }, (_, index) => index * step);

describe('a small package', () => {
  it('is refused at whatever place it is cut off', async () => {
    const lengths = every(isLong ? 1 : 17, small.length);

    const codes = await refusals(Object.fromEntries(lengths.map((length) => [`${length}`, small.subarray(0, length)])));

    // Before its eight first bytes are whole nobody can say what it is.
    expect(codes).toEqual(
      Object.fromEntries(lengths.map((length) => [`${length}`, length < 8 ? 'notAPackage' : 'fileDamaged'])),
    );
  });

  it('is refused whichever of its bytes is changed, in whichever way', async () => {
    const ways: readonly ((byte: number) => number)[] = isLong
      ? [(byte) => byte ^ 0x01, (byte) => byte ^ 0x80, (byte) => (byte === 0 ? 0xff : 0), (byte) => ~byte & 0xff]
      : [(byte) => byte ^ 0x01];
    const files: Record<string, Buffer> = {};
    for (const at of every(isLong ? 1 : 13, small.length)) {
      ways.forEach((change, way) => {
        const bytes = Buffer.from(small);
        bytes.writeUInt8(change(bytes.readUInt8(at)), at);
        files[`${at}-${way}`] = bytes;
      });
    }

    const codes = await refusals(files);

    const { headerBytes } = readHeader(small);
    // In the header a change is seen as what it makes of the header, at the latest by the signature.
    const allowed = (at: number): readonly string[] => {
      if (at < 8) return ['notAPackage'];
      if (at < prefixBytes) return ['fileDamaged', 'fileTooLarge'];
      if (at >= prefixBytes + headerBytes) return ['badSignature'];
      return ['fileDamaged', 'badSignature', 'unknownSender', 'fileTooNew'];
    };
    const wrong = Object.entries(codes).filter(([name, code]) => !allowed(Number(name.split('-')[0])).includes(code));
    expect(wrong).toEqual([]);
  });
});

describe('a large package', () => {
  it('is refused after whatever a bad stick or a bad program does to it', async () => {
    const count = isLong ? 10_000 : 300;
    const random = mulberry(20_250_303);
    for (let from = 0; from < count; from += 250) {
      const files: Record<string, Buffer> = {};
      for (let index = from; index < Math.min(count, from + 250); index += 1)
        files[`${index}`] = mutated(large, random);

      const codes = await refusals(files);

      for (const code of new Set(Object.values(codes)))
        expect(['notAPackage', 'fileDamaged', 'fileTooLarge', 'badSignature', 'unknownSender', 'fileTooNew']).toContain(
          code,
        );
    }
  });
});

describe('a package that asks for too much', () => {
  it('is refused before it is given', async () => {
    const { header, headerBytes } = readHeader(large);
    const signing = must(must(outlet.backend.session, 'logged in').installation.keys.device, 'an outlet has keys');
    const mebibyte = 1024 * 1024;
    const chain = must(header.chains[0], 'it has a chain');
    const bomb = compressFrame(Buffer.alloc(257 * mebibyte, 0x0a));
    const recipient = must(
      must(centre.backend.session, 'logged in').installation.keys.branch,
      'a centre has keys',
    ).boxKey;
    const bombHeader = { ...header, chains: [{ ...chain, ops: bomb.length, private: 0 }] };
    const wide = Buffer.from(large);
    wide.writeUInt32BE(100 * mebibyte, 8);
    const scrypt = Buffer.from(
      `age-encryption.org/v1\n-> scrypt ${'A'.repeat(22)} 30\n${'A'.repeat(43)}\n--- ${'A'.repeat(43)}\n${'x'.repeat(64)}`,
    );
    const started = process.memoryUsage.rss();

    const codes = await refusals({
      'zstd bomb': signed(bombHeader, await sealedFor(recipient, bomb), signing),
      'age that asks for a day of scrypt': signed(header, scrypt, signing),
      'header said to be 100 MiB': wide,
      'header that is 100 MiB, more than a file': Buffer.concat([
        wide.subarray(0, prefixBytes),
        Buffer.alloc(100 * mebibyte, 0x20),
      ]),
      'header that is 2 MiB': withWideHeader(large, headerBytes, 2 * mebibyte),
    });

    expect(codes).toEqual({
      'zstd bomb': 'fileTooLarge',
      'age that asks for a day of scrypt': 'wrongRecipient',
      'header said to be 100 MiB': 'fileTooLarge',
      'header that is 100 MiB, more than a file': 'fileTooLarge',
      'header that is 2 MiB': 'fileTooLarge',
    });
    expect(process.memoryUsage.rss() - started).toBeLessThan(600 * mebibyte);
  });
});

describe('a package put together wrongly', () => {
  it('is refused: halves of two, two in one, somebody else’s signature, nothing at all', async () => {
    const parts = (bytes: Buffer) => {
      const { headerBytes } = readHeader(bytes);
      const payloadAt = prefixBytes + headerBytes;
      return [
        bytes.subarray(0, payloadAt),
        bytes.subarray(payloadAt, -signatureBytes),
        bytes.subarray(-signatureBytes),
      ] as const;
    };
    const [[smallHead, smallPayload, smallEnd], [largeHead, , largeEnd]] = [parts(small), parts(large)];

    const codes = await refusals({
      'header of another': Buffer.concat([largeHead, smallPayload, smallEnd]),
      'signature of another': Buffer.concat([smallHead, smallPayload, largeEnd]),
      'two in one': Buffer.concat([small, large]),
      'the same twice': Buffer.concat([small, small]),
      'payload before header': Buffer.concat([smallPayload, smallHead, smallEnd]),
      'with a byte too many': Buffer.concat([small, Buffer.from([0])]),
      'line ends converted': Buffer.from(small.toString('latin1').replaceAll('\r\n', '\n'), 'latin1'),
      nothing: Buffer.alloc(0),
    });

    expect(codes).toEqual({
      'header of another': 'fileDamaged',
      'signature of another': 'badSignature',
      'two in one': 'fileDamaged',
      'the same twice': 'fileDamaged',
      'payload before header': 'notAPackage',
      'with a byte too many': 'fileDamaged',
      'line ends converted': 'notAPackage',
      nothing: 'notAPackage',
    });
  });

  it('and after all that the whole ones are merged as if nothing had been', async () => {
    const results = await merged({ small, large });

    expect(Object.values(results).map(({ state, added }) => ({ state, added }))).toEqual([
      { state: 'merged', added: 401 },
      { state: 'known', added: 0 },
    ]);
    expect((await centre.call('database.verify', {})).ok).toBe(true);
  });
});

async function sealedFor(recipient: string, plain: Uint8Array): Promise<Buffer> {
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  return Buffer.from(await encrypter.encrypt(plain));
}

/** By the outlet's own key, as a broken or malicious program at an enrolled device would. */
function signed(header: object, payload: Buffer, signing: SigningKey): Buffer {
  const json = Buffer.from(
    JSON.stringify({ ...header, payload: { bytes: payload.length, sha256: sha256Hex(payload) } }),
  );
  const body = Buffer.concat([encodePrefix(json), json, payload]);
  return Buffer.concat([body, signing.sign(body)]);
}

function withWideHeader(bytes: Buffer, headerBytes: number, width: number): Buffer {
  const wide = Buffer.concat([
    bytes.subarray(0, prefixBytes + headerBytes),
    Buffer.alloc(width - headerBytes, 0x20),
    bytes.subarray(prefixBytes + headerBytes),
  ]);
  wide.writeUInt32BE(width, 8);
  return wide;
}

type Random = () => number;

/** A small generator with a seed, so that a failure comes again. */
function mulberry(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** One of: flipped bits, a lost piece, a doubled piece, a piece of zeros, two pieces exchanged, strange bytes put in. */
function mutated(original: Buffer, random: Random): Buffer {
  const below = (limit: number): number => Math.floor(random() * limit);
  for (;;) {
    const bytes = Buffer.from(original);
    const at = below(bytes.length);
    const size = 1 + below(Math.min(4096, bytes.length - at));
    const [before, piece, after] = [bytes.subarray(0, at), bytes.subarray(at, at + size), bytes.subarray(at + size)];
    const other = Buffer.from(Array.from({ length: Math.min(size, 64) }, () => below(256)));
    const changed = [
      () => {
        for (let flips = 0; flips < 1 + (size % 8); flips += 1) {
          const place = below(bytes.length);
          bytes.writeUInt8(bytes.readUInt8(place) ^ (1 << below(8)), place);
        }
        return bytes;
      },
      () => Buffer.concat([before, after]),
      () => Buffer.concat([before, piece, piece, after]),
      () => Buffer.concat([before, Buffer.alloc(size), after]),
      () => Buffer.concat([after, piece, before]),
      () => Buffer.concat([before, other, piece, after]),
    ][below(6)]?.();
    if (changed !== undefined && !changed.equals(original)) return changed;
  }
}
