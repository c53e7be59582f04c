import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  maxLineBytes,
  opLine,
  parseOpLine,
  parsePrivateLine,
  privateLine,
  utf8Length,
  type JsonFields,
  type Op,
} from '#domain/sync/op-line.ts';
import { commitmentOf, genesisHash, hashText, opHash, opId, verifyChain } from '#db/hash.ts';
import { failureCode } from '#tests/helpers/failure-code.ts';

const idOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
const id = fc.uint8Array({ minLength: 16, maxLength: 16 }).map(idOf);
const position = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });
const name = fc.string({ unit: 'binary', minLength: 1, maxLength: 20 });
// A line is JSON, and JSON has no -0: it would come back as 0.
const json = fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.parse(JSON.stringify(value)) as never);
const fields = fc.dictionary(name, json).map((value) => JSON.parse(JSON.stringify(value)) as JsonFields);

const anOp = fc
  .record({
    seq: position,
    hlc: position,
    user: name,
    entity: name,
    recordId: name,
    after: fc.array(id, { maxLength: 4 }),
    fields,
    commitment: fc.option(fc.uint8Array({ minLength: 32, maxLength: 32 }).map(idOf)),
  })
  .map((op): Op => ({ ...op, firstSeq: Math.max(1, op.seq - 1) }));

const example: Op = {
  seq: 7,
  hlc: 1_795_000_000_000_000,
  firstSeq: 6,
  user: '100234',
  entity: 'complaint',
  recordId: 'O037.01KAPXY7C0ABCDEFGHJK',
  after: ['AAAAAAAAAAAAAAAAAAAAAA'],
  fields: { status: 'open', amountFen: 1200 },
  commitment: null,
};

describe('an op line', () => {
  it('has one exact text', () => {
    expect(opLine(example)).toBe(
      '{"s":7,"t":1795000000000000,"x":6,"u":"100234","e":"complaint","r":"O037.01KAPXY7C0ABCDEFGHJK",' +
        '"a":["AAAAAAAAAAAAAAAAAAAAAA"],"f":{"status":"open","amountFen":1200},"v":1}',
    );
  });

  it('comes back as it was written, on one line, whatever it holds', () => {
    fc.assert(
      fc.property(anOp, (op) => {
        const line = opLine(op);

        expect(line).not.toContain('\n');
        expect(parseOpLine(line)).toEqual(op);
      }),
    );
  });

  it('keeps what a newer writer added beside the known fields', () => {
    const line = opLine(example).replace('"v":1', '"new":{"deep":[1]},"v":1');

    expect(parseOpLine(line)).toEqual(example);
  });

  it('of a newer shape is too new, not damaged', async () => {
    expect(await failureCode(() => parseOpLine(opLine(example).replace('"v":1', '"v":2')))).toBe('fileTooNew');
  });

  it.each([
    ['seq is missing', '"s":7', '"q":7'],
    ['seq is zero', '"s":7', '"s":0'],
    ['seq is a text', '"s":7', '"s":"7"'],
    ['seq is not whole', '"s":7', '"s":7.5'],
    ['the transaction begins later', '"x":6', '"x":8'],
    ['the clock is negative', '"t":1795000000000000', '"t":-1'],
    ['the user is empty', '"u":"100234"', '"u":""'],
    ['the entity is too long', '"e":"complaint"', `"e":"${'c'.repeat(101)}"`],
    ['a head is no op id', 'AAAAAAAAAAAAAAAAAAAAAA', 'AAAAAAAAAAAAAAAAAAAAAB'],
    ['the fields are a list', '"f":{"status":"open","amountFen":1200}', '"f":[]'],
    ['the commitment is short', '"v":1', '"p":"AAAA","v":1'],
    ['the version is missing', ',"v":1', ''],
    ['the version is a text', '"v":1', '"v":"1"'],
    ['it is no JSON', '{"s"', '{s'],
  ])('is refused when %s', async (_what, from, to) => {
    const line = opLine(example).replace(from, to);

    expect(line).not.toBe(opLine(example));
    expect(await failureCode(() => parseOpLine(line))).toBe('fileDamaged');
  });

  it('is refused in any text without an unknown error', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.json()), async (text) => {
        expect(['fileDamaged', 'fileTooNew']).toContain(await failureCode(() => parseOpLine(text)));
        expect(await failureCode(() => parsePrivateLine(text))).toBe('fileDamaged');
      }),
    );
  });

  it('longer than the limit is neither written nor read', async () => {
    const roomy = { ...example, fields: { text: '汉'.repeat(maxLineBytes / 3 - 100) } };
    const full = { ...example, fields: { text: '汉'.repeat(maxLineBytes / 3) } };

    expect(parseOpLine(opLine(roomy))).toEqual(roomy);
    expect(await failureCode(() => opLine(full))).toBe('invalid');
    expect(await failureCode(() => parseOpLine(JSON.stringify({ s: 1, f: full.fields })))).toBe('fileDamaged');
  });
});

describe('a private line', () => {
  const part = { seq: 7, salt: 'AAAAAAAAAAAAAAAAAAAAAA', fields: { customerName: '张三' } };

  it('has one exact text and comes back', () => {
    const line = privateLine(part);

    expect(line).toBe('{"s":7,"n":"AAAAAAAAAAAAAAAAAAAAAA","f":{"customerName":"张三"}}');
    expect(parsePrivateLine(line)).toEqual(part);
  });

  it('has a commitment that depends on the salt', () => {
    const other = privateLine({ ...part, salt: 'AAAAAAAAAAAAAAAAAAAAAQ' });

    expect(commitmentOf(privateLine(part))).toMatch(/^[\w-]{43}$/);
    expect(commitmentOf(other)).not.toBe(commitmentOf(privateLine(part)));
  });
});

describe('a chain', () => {
  it('is hashed from its name, link by link', () => {
    const start = genesisHash('00'.repeat(16), 'centre');
    const first = opHash(start, 'one');
    const second = opHash(first, '二');

    expect(verifyChain(start, ['one', '二'])).toEqual({ ids: [opId(first), opId(second)], tip: second });
    expect(verifyChain(start, [])).toEqual({ ids: [], tip: start });
    expect(hashText(genesisHash('00'.repeat(16), 'all'))).not.toBe(hashText(start));
  });

  it('has another tip after any change of any line', () => {
    const lines = fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(lines, fc.nat(), fc.string({ minLength: 1 }), (texts, at, more) => {
        const start = genesisHash('11'.repeat(16), 'centre');
        const changed = texts.map((text, index) => (index === at % texts.length ? text + more : text));

        expect(verifyChain(start, changed).tip.equals(verifyChain(start, texts).tip)).toBe(false);
      }),
    );
  });
});

it('counts bytes as UTF-8 does', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(utf8Length(text)).toBe(Buffer.byteLength(text));
    }),
  );
});
