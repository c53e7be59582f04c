import { execFileSync } from 'node:child_process';
import { Encrypter } from 'age-encryption';
import { describe, expect, it } from 'vitest';
import { isFailure } from '#domain/failure.ts';
import { signatureBytes } from '#domain/sync/envelope.ts';
import { sha256Hex } from '#db/hash.ts';
import { openPackage, readHeader, type OpenWith } from '#services/sync/package-file.ts';
import { compressFrame } from '#db/zstd-frame.ts';
import { failureCode } from '#tests/helpers/failure-code.ts';
import * as sample from './package-samples.ts';

const open: OpenWith = { verifyKey: sample.deviceKey.signKey, identity: sample.centreIdentity };

describe('a package that was signed wrong on purpose is refused', () => {
  const { ops, privates } = sample.someLines(3);
  const half = compressFrame(Buffer.alloc(129 * 1024 * 1024, 0x20));
  const bomb = compressFrame(Buffer.alloc(257 * 1024 * 1024, 0x20));
  const cases: readonly (readonly [string, sample.Forged, string])[] = [
    [
      'an op line is changed after the tip',
      { ops: sample.ndjson(ops).replace('open', 'shut'), chain: { tip: sample.aHeader().chains[0]?.tip ?? '' } },
      'fileDamaged chain tip',
    ],
    [
      'the chain begins from nowhere',
      { chain: { prev: Buffer.alloc(32).toString('base64url') } },
      'fileDamaged chain genesis',
    ],
    ['a line is missing', { ops: sample.ndjson(ops.slice(0, 2)) }, 'fileDamaged chain count'],
    [
      'two lines are swapped',
      { ops: sample.ndjson([...ops.slice(0, 1), ...ops.slice(1).reverse()]) },
      'fileDamaged chain seq',
    ],
    ['a line is no op', { ops: sample.ndjson([...ops.slice(0, 2), '{}']) }, 'fileDamaged op v'],
    ['a line is of a newer shape', { ops: sample.ndjson(ops).replaceAll('"v":1', '"v":2') }, 'fileTooNew op'],
    ['the last line has no line feed', { ops: sample.ndjson(ops).trimEnd() }, 'fileDamaged lines end'],
    [
      'a line is not UTF-8',
      { opsFrame: compressFrame(Buffer.from([0x7b, 0xff, 0x7d, 0x0a])) },
      'fileDamaged frame utf8',
    ],
    [
      'a line is longer than 1 MiB',
      {
        ops: `{"s":"${'x'.repeat(1024 * 1024)}"}\n`,
        chain: { last: 1, count: 1, tip: sample.aHeader().chains[0]?.tip ?? '' },
      },
      'fileTooLarge line',
    ],
    [
      'a personal value is changed',
      { privates: sample.ndjson(privates).replace('张三', '李四') },
      'fileDamaged private commitment',
    ],
    ['a private line belongs to no op', { privates: `${sample.personal(4)}\n` }, 'fileDamaged private seq'],
    [
      'a private line belongs to an op without',
      { privates: `${sample.personal(2)}\n` },
      'fileDamaged private commitment',
    ],
    [
      'a private line comes twice',
      { privates: sample.ndjson([...privates.slice(0, 1), ...privates]) },
      'fileDamaged private seq',
    ],
    ['a frame has no checksum', { opsFrame: withoutChecksum(sample.ndjson(ops)) }, 'fileDamaged frame structure'],
    [
      'a frame is two',
      { opsFrame: Buffer.concat(ops.map((line) => compressFrame(Buffer.from(`${line}\n`)))) },
      'fileDamaged frame structure',
    ],
    ['a frame is no frame', { opsFrame: Buffer.from('not zstd at all') }, 'fileDamaged frame structure'],
    ['the frames do not fill the payload', { after: Buffer.from('x') }, 'fileDamaged payload frames'],
    ['two frames together are a bomb', { opsFrame: half, privateFrame: half }, 'fileTooLarge unpacked'],
    ['a frame is a bomb', { opsFrame: bomb }, 'fileTooLarge unpacked'],
    ['the payload is no age file', { payload: () => Buffer.from('age? no') }, 'fileDamaged payload stanza'],
    ['the payload has lost its end', { payload: (payload) => payload.subarray(0, -1) }, 'fileDamaged payload age'],
    [
      'the payload has a flipped bit',
      { payload: (payload) => Buffer.concat([payload.subarray(0, -1), Buffer.from([(payload.at(-1) ?? 0) ^ 1])]) },
      'fileDamaged payload age',
    ],
    ['the payload asks for a gigabyte of scrypt', { payload: () => scryptStanza(20) }, 'wrongRecipient passphrase'],
    [
      'the payload has another digest',
      { header: { payload: { bytes: 1, sha256: '0'.repeat(64) } }, payload: () => Buffer.from('x') },
      'fileDamaged payload sha256',
    ],
  ];

  it('but an honest one made the same way is accepted', async () => {
    expect(await whyRefused(await sample.forgedPackage({}))).toBe('accepted');
  });

  it.each(cases)('when %s', async (_what, forged, code) => {
    expect(await whyRefused(await sample.forgedPackage(forged))).toBe(code);
  });

  it('when it is for two recipients', async () => {
    const encrypter = new Encrypter();
    encrypter.addRecipient(await sample.centreRecipient());
    encrypter.addRecipient(await sample.centreRecipient());
    const payload = Buffer.from(await encrypter.encrypt('x'));

    expect(await whyRefused(await sample.forgedPackage({ payload: () => payload }))).toBe('fileDamaged payload stanza');
  });

  it('whichever bit of its age file is flipped', async () => {
    const good = await sample.forgedPackage({});
    const { header } = readHeader(good);
    const payload = good.subarray(good.length - signatureBytes - header.payload.bytes, -signatureBytes);
    for (let bit = 0; bit < payload.length * 8; bit += 3) {
      const bytes = Buffer.from(payload);
      bytes.writeUInt8(bytes.readUInt8(bit >>> 3) ^ (1 << (bit & 7)), bit >>> 3);
      const size = { bytes: bytes.length, sha256: sha256Hex(bytes) };
      const code = await failureCode(() =>
        openPackage(sample.signedPackage({ ...header, payload: size }, bytes), open),
      );
      expect(['fileDamaged', 'wrongRecipient'], `bit ${bit}`).toContain(code);
    }
  });
});

/** Code and place, so that a case cannot pass for another reason than its own. */
async function whyRefused(bytes: Uint8Array): Promise<string> {
  try {
    await openPackage(bytes, open);
    return 'accepted';
  } catch (error) {
    if (!isFailure(error)) throw error;
    const details = error.details as Readonly<Record<string, unknown>>;
    const place = [details['part'] ?? details['line'] ?? details['lock'], details['path'] ?? details['field']];
    return [error.code, ...place.filter((part) => typeof part === 'string')].join(' ');
  }
}

function withoutChecksum(text: string): Buffer {
  return execFileSync('zstd', ['-q', '-c', '--no-check'], { input: text });
}

function scryptStanza(workFactor: number): Buffer {
  const [b22, b43] = ['A'.repeat(22), 'A'.repeat(43)];
  return Buffer.from(`age-encryption.org/v1\n-> scrypt ${b22} ${workFactor}\n${b43}\n--- ${b43}\n${'x'.repeat(32)}`);
}
