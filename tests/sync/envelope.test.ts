import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as envelope from '#domain/sync/envelope.ts';
import { normalizePickupCode, pickupCode } from '#domain/sync/pickup-code.ts';
import { failureCode } from '#tests/helpers/failure-code.ts';
import { aHeader } from './package-samples.ts';

describe('the header', () => {
  it('keeps fields this version does not know', () => {
    const text = JSON.stringify({
      ...aHeader(),
      later: { deep: [1] },
      payload: { bytes: 1, sha256: '0'.repeat(64), more: 1 },
    });

    expect(envelope.parseHeader(text)).toEqual(JSON.parse(text));
  });

  it.each([
    ['format 2', { format: 2 }],
    ['a reader of level 2', { minReader: 2 }],
    ['format 2 whatever else it holds', { format: 2, chains: 'other', payload: null }],
  ])('that needs %s is too new', async (_what, change) => {
    expect(await failureCode(() => envelope.parseHeader(JSON.stringify({ ...aHeader(), ...change })))).toBe(
      'fileTooNew',
    );
  });

  it.each([
    ['no JSON', '{'],
    ['a list', '[]'],
    ['null', 'null'],
    ['an empty object', '{}'],
    ['format 0', JSON.stringify({ ...aHeader(), format: 0 })],
    ['a kind nobody knows', JSON.stringify({ ...aHeader(), kind: 'side' })],
    ['an inc in capitals', JSON.stringify({ ...aHeader(), inc: 'A'.repeat(32) })],
    [
      'a wrong count',
      JSON.stringify({ ...aHeader(), chains: aHeader().chains.map((chain) => ({ ...chain, count: 9 })) }),
    ],
    ['a negative length', JSON.stringify({ ...aHeader(), payload: { bytes: -1, sha256: '0'.repeat(64) } })],
  ])('that is %s is damaged', async (_what, text) => {
    expect(await failureCode(() => envelope.parseHeader(text))).toBe('fileDamaged');
  });

  it('of any text ends in a header or a code', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.json()), async (text) => {
        expect(['fileDamaged', 'fileTooNew']).toContain(await failureCode(() => envelope.parseHeader(text)));
      }),
    );
  });
});

describe('the prefix', () => {
  const start = (length: number): Uint8Array => {
    const bytes = new Uint8Array(envelope.prefixBytes);
    bytes.set(envelope.magic);
    new DataView(bytes.buffer).setUint32(8, length);
    return bytes;
  };

  it('carries the length of the header', () => {
    expect(envelope.headerLength(envelope.encodePrefix(new Uint8Array(300)), 1000)).toBe(300);
    expect([...start(300)]).toEqual([...envelope.encodePrefix(new Uint8Array(300))]);
  });

  it.each([
    ['a header of 100 MB', start(100 * 1024 * 1024), 1000, 'fileTooLarge'],
    ['a header of 4 GB', start(0xffffffff), 1000, 'fileTooLarge'],
    ['a header longer than the file', start(990), 1000, 'fileDamaged'],
    ['no header', start(0), 1000, 'fileDamaged'],
    ['a file above the limit', start(300), 64 * 1024 * 1024 + 1, 'fileTooLarge'],
    ['an empty file', new Uint8Array(0), 0, 'notAPackage'],
    ['only the magic', envelope.magic, 8, 'fileDamaged'],
    [
      'converted line ends',
      Uint8Array.of(0x58, 0x42, 0x50, 0x4b, 0x47, 0x31, 0x0a, 0, 0, 1, 0, 0),
      1000,
      'notAPackage',
    ],
  ])('with %s is refused', async (_what, bytes, size, code) => {
    expect(await failureCode(() => envelope.headerLength(bytes, size))).toBe(code);
  });
});

describe('the pickup code', () => {
  it('is read back from what people type', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 10, maxLength: 10 }), (random) => {
        const code = pickupCode(random);

        expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/);
        expect(normalizePickupCode(` ${code.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l')} `)).toBe(
          code.replaceAll('-', ''),
        );
      }),
    );
  });

  it.each(['', 'ABCD', 'ABCD-EFGH-JKMN-PQR', 'ABCD-EFGH-JKMN-PQR!', 'ABCD-EFGH-JKMN-PQRSX'])('is not %j', (typed) => {
    expect(normalizePickupCode(typed)).toBeNull();
  });
});
