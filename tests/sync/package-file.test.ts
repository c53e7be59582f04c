import { execFileSync } from 'node:child_process';
import { mkdtempSync, openSync, closeSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateX25519Identity } from 'age-encryption';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { prefixBytes, signatureBytes } from '#domain/sync/envelope.ts';
import { ageLock, openWithPassphrase, sealWithPassphrase } from '#services/crypto/age.ts';
import { sha256Hex } from '#db/hash.ts';
import {
  openPackage,
  readHeader,
  sealPackage,
  type OpenWith,
  type SealedPackage,
} from '#services/sync/package-file.ts';
import { inflateFrame } from '#db/zstd-frame.ts';
import { failureCode } from '#tests/helpers/failure-code.ts';
import * as sample from './package-samples.ts';

const open: OpenWith = {
  verifyKey: sample.deviceKey.signKey,
  identity: sample.centreIdentity,
  expected: { branchId: 'b1', kind: 'up', to: 'centre' },
};

let recipient = '';
let sealed: SealedPackage;
beforeAll(async () => {
  recipient = await sample.centreRecipient();
  sealed = await sealPackage({
    header: sample.headerStart,
    chains: [sample.aChain()],
    signing: sample.deviceKey,
    recipient,
  });
});

const codeOf = (bytes: Uint8Array, how: OpenWith = open) => failureCode(() => openPackage(bytes, how));

describe('a package', () => {
  it('gives back what was sealed', async () => {
    const chain = sample.aChain();
    const opened = await openPackage(sealed.bytes, open);

    expect(opened.header).toEqual(sealed.header);
    expect(opened.sha256).toBe(sealed.sha256);
    expect(opened.hello).toBeNull();
    expect(opened.chains).toHaveLength(1);
    const [got] = opened.chains;
    expect(got?.opsText).toBe(chain.opsText);
    expect(got?.privateText).toBe(chain.privateText);
    expect(got?.lines).toEqual(chain.opsText.trimEnd().split('\n'));
    expect(got?.ops.map((op) => op.seq)).toEqual([1, 2, 3]);
    expect([...(got?.privateParts.keys() ?? [])]).toEqual([1, 3]);
    expect(got?.privateParts.get(3)?.fields).toEqual({ customerName: '张三' });
    expect(inflateFrame(got?.opsFrame ?? Buffer.alloc(0), 1e6).toString()).toBe(chain.opsText);
    expect(inflateFrame(got?.privateFrame ?? Buffer.alloc(0), 1e6).toString()).toBe(chain.privateText);
  });

  it('carries several chains, a hello line, receipts and a line erased since', async () => {
    const second = { ...sample.aChain(2), privateText: '' };
    const have = [{ inc: sample.inc, stream: 'all', seq: 4, tip: sample.aChain().prev }];
    const header = { ...sample.headerStart, kind: 'down' as const, to: 'O037', have };
    const pack = await sealPackage({
      header,
      chains: [sample.aChain(), second],
      hello: '{"enrolSecret":"x"}',
      signing: sample.deviceKey,
      recipient,
    });
    const opened = await openPackage(pack.bytes, { ...open, expected: { kind: 'down', to: 'O037' } });

    expect(opened.hello).toBe('{"enrolSecret":"x"}');
    expect(opened.header.have).toEqual(have);
    expect(opened.chains[1]?.ops[0]?.commitment).not.toBeNull();
    expect(opened.chains[1]?.privateParts.size).toBe(0);
    expect(opened.chains[1]?.privateFrame).toHaveLength(0);
  });

  it('without any op is a receipt', async () => {
    const pack = await sealPackage({ header: sample.headerStart, chains: [], signing: sample.deviceKey, recipient });

    expect((await openPackage(pack.bytes, open)).chains).toEqual([]);
  });

  it('closed with a pickup code opens with the code and with nothing else', async () => {
    const passphrase = 'ABCDEFGHJKMNPQRS';
    const pack = await sealPackage({
      header: sample.headerStart,
      chains: [sample.aChain()],
      signing: sample.deviceKey,
      passphrase,
    });
    const { verifyKey } = open;

    expect(readHeader(pack.bytes).lock).toBe('passphrase');
    expect((await openPackage(pack.bytes, { verifyKey, passphrase })).chains).toHaveLength(1);
    expect(await codeOf(pack.bytes, { verifyKey, passphrase: 'ABCDEFGHJKMNPQRT' })).toBe('wrongCode');
    expect(await codeOf(pack.bytes)).toBe('wrongRecipient');
    expect(await codeOf(sealed.bytes, { verifyKey, passphrase })).toBe('wrongRecipient');
  });

  it('shows its header without any key, from bytes and from an open file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'xiaobao-test-'));
    const path = join(folder, 'a.xbsync');
    writeFileSync(path, sealed.bytes);
    const file = openSync(path, 'r');
    const fromFile = readHeader(file);
    closeSync(file);
    rmSync(folder, { recursive: true });

    expect(fromFile).toEqual(readHeader(sealed.bytes));
    expect(fromFile).toMatchObject({ header: sealed.header, fileBytes: sealed.bytes.length, lock: 'key' });
  });

  it('with a mistake in the own chain is never signed', async () => {
    const chain = sample.aChain();
    const seal = (wrong: Partial<typeof chain>) =>
      sealPackage({
        header: sample.headerStart,
        chains: [{ ...chain, ...wrong }],
        signing: sample.deviceKey,
        recipient,
      });

    await expect(seal({ first: 2 })).rejects.toThrow('own chain centre');
    await expect(seal({ prev: sample.aChain(2).prev.replace(/^./, 'z') })).rejects.toThrow('genesis');
    await expect(seal({ privateText: `${sample.personal(2)}\n` })).rejects.toThrow('commitment');
    await expect(seal({ opsText: '' })).rejects.toThrow('at least one op');
  });
});

describe('a damaged package is refused with a code', () => {
  it('for every length it can be cut to', async () => {
    for (let length = 0; length < sealed.bytes.length; length++) {
      const code = await codeOf(sealed.bytes.subarray(0, length));
      expect(code, `cut to ${length}`).toBe(length < 8 ? 'notAPackage' : 'fileDamaged');
    }
  });

  it('for every single flipped bit', async () => {
    const allowed = ['notAPackage', 'fileDamaged', 'fileTooLarge', 'fileTooNew', 'badSignature'];
    for (let bit = 0; bit < sealed.bytes.length * 8; bit++) {
      const bytes = Buffer.from(sealed.bytes);
      bytes.writeUInt8(bytes.readUInt8(bit >>> 3) ^ (1 << (bit & 7)), bit >>> 3);
      expect(allowed, `bit ${bit}`).toContain(await codeOf(bytes));
    }
  });

  it('with anything before, behind or between', async () => {
    const { bytes } = sealed;
    const extra = Buffer.from('x');

    expect(await codeOf(Buffer.concat([extra, bytes]))).toBe('notAPackage');
    expect(await codeOf(Buffer.concat([bytes, extra]))).toBe('fileDamaged');
    expect(await codeOf(Buffer.concat([bytes, bytes]))).toBe('fileDamaged');
    expect(await codeOf(Buffer.from(bytes.toString('latin1').replaceAll('\r\n', '\n'), 'latin1'))).toBe('notAPackage');
  });

  it('with the payload of another good package', async () => {
    const other = await sealPackage({
      header: sample.headerStart,
      chains: [sample.aChain()],
      signing: sample.deviceKey,
      recipient,
    });
    const at = sealed.bytes.length - signatureBytes - sealed.header.payload.bytes;
    const otherAt = other.bytes.length - signatureBytes - other.header.payload.bytes;

    expect(await codeOf(Buffer.concat([sealed.bytes.subarray(0, at), other.bytes.subarray(otherAt)]))).toBe(
      'badSignature',
    );
  });

  it('that is only random bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (tail) => {
        const bytes = Buffer.concat([sealed.bytes.subarray(0, prefixBytes), tail]);
        expect(await codeOf(tail)).toBe('notAPackage');
        expect(['fileDamaged', 'fileTooNew']).toContain(await codeOf(bytes));
      }),
    );
  });
});

describe('a package for or by somebody else', () => {
  it.each([
    ['another branch', { branchId: 'b2' }, 'wrongBranch'],
    ['another kind', { kind: 'down' }, 'wrongRecipient'],
    ['another outlet', { to: 'O001' }, 'wrongRecipient'],
  ] as const)('is refused when we expect %s', async (_what, expected, code) => {
    expect(await codeOf(sealed.bytes, { ...open, expected })).toBe(code);
  });

  it('is refused without the right key', async () => {
    expect(await codeOf(sealed.bytes, { ...open, identity: await generateX25519Identity() })).toBe('wrongRecipient');
    expect(await codeOf(sealed.bytes, { ...open, verifyKey: sample.strangerKey.signKey })).toBe('badSignature');
    expect(await codeOf(sealed.bytes, { ...open, verifyKey: '' })).toBe('badSignature');
  });
});

describe('the standard programs', () => {
  it('open the payload: age -d | zstd -d', () => {
    const folder = mkdtempSync(join(tmpdir(), 'xiaobao-test-'));
    const [key, payload] = [join(folder, 'key.txt'), join(folder, 'payload.age')];
    writeFileSync(key, `${sample.centreIdentity}\n`);
    writeFileSync(payload, sealed.bytes.subarray(-signatureBytes - sealed.header.payload.bytes, -signatureBytes));
    const plain = execFileSync('age', ['-d', '-i', key, payload]);
    const text = execFileSync('zstd', ['-d', '-q', '-c'], { input: plain }).toString();
    rmSync(folder, { recursive: true });

    const { opsText, privateText } = sample.aChain();
    expect(text).toBe(opsText + privateText);
  });

  it('make a payload that we open', async () => {
    const texts = sample.aChain();
    const frame = (text: string) => execFileSync('zstd', ['-q', '-c', '-19'], { input: text });
    const forged = await sample.forgedPackage({
      opsFrame: frame(texts.opsText),
      privateFrame: frame(texts.privateText),
    });
    expect(await codeOf(forged)).toBeNull();

    const { header } = readHeader(forged);
    const plain = Buffer.concat([frame(texts.opsText), frame(texts.privateText)]);
    const payload = execFileSync('age', ['-r', recipient], { input: plain });
    const size = { bytes: payload.length, sha256: sha256Hex(payload) };
    expect(await codeOf(sample.signedPackage({ ...header, payload: size }, payload))).toBeNull();
  });
});

it('an age file says how it is closed before any work is done', async () => {
  const closed = await sealWithPassphrase(Buffer.from('x'), 'code', 10);

  expect(ageLock(closed)).toEqual({ kind: 'passphrase', workFactor: 10 });
  expect(await failureCode(() => openWithPassphrase(closed, 'code', 9))).toBe('fileDamaged');
  expect(ageLock(Buffer.alloc(0))).toBeNull();
});
