import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isFailure } from '#domain/failure.ts';
import { compressFrame, inflateFrame } from '#db/zstd-frame.ts';
import { failureCode } from '#tests/helpers/failure-code.ts';
import * as sample from './package-samples.ts';

describe('a zstd frame', () => {
  const text = sample.ndjson(sample.someLines(20).ops);
  const frame = compressFrame(Buffer.from(text));

  it('is refused when cut anywhere or followed by anything', async () => {
    for (let length = 0; length < frame.length; length++) {
      const code = await failureCode(() => inflateFrame(frame.subarray(0, length), 1e6));
      expect(code, `cut to ${length}`).toBe('fileDamaged');
    }
    const longer = Buffer.concat([frame, Buffer.from([0])]);
    expect(await failureCode(() => inflateFrame(longer, 1e6))).toBe('fileDamaged');
  });

  it('is refused without its checksum, whatever stands in its place', async () => {
    const bare = execFileSync('zstd', ['-q', '-c', '--no-check'], { input: text });

    expect(await failureCode(() => inflateFrame(bare, 1e6))).toBe('fileDamaged');
    expect(await failureCode(() => inflateFrame(Buffer.concat([bare, Buffer.alloc(4)]), 1e6))).toBe('fileDamaged');
  });

  it('never gives other bytes after a flipped bit, only a code', () => {
    for (let bit = 0; bit < frame.length * 8; bit++) {
      const bytes = Buffer.from(frame);
      bytes.writeUInt8(bytes.readUInt8(bit >>> 3) ^ (1 << (bit & 7)), bit >>> 3);
      let content: string | null = null;
      try {
        content = inflateFrame(bytes, 1e6).toString();
      } catch (error) {
        if (!isFailure(error)) throw error;
      }
      expect(content === null || content === text, `bit ${bit}`).toBe(true);
    }
  });

  it('stops at the limit', async () => {
    expect(inflateFrame(frame, Buffer.byteLength(text)).toString()).toBe(text);
    expect(await failureCode(() => inflateFrame(frame, Buffer.byteLength(text) - 1))).toBe('fileTooLarge');
    expect(inflateFrame(compressFrame(Buffer.alloc(0)), 0)).toHaveLength(0);
    expect(await failureCode(() => inflateFrame(compressFrame(Buffer.from('x')), 0))).toBe('fileTooLarge');
  });

  it('of every size and kind comes back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 3000 }), fc.integer({ min: 1, max: 300 }), (bytes, times) => {
        const content = Buffer.concat(Array.from({ length: times }, () => bytes));
        expect(inflateFrame(compressFrame(content), content.length).equals(content)).toBe(true);
      }),
    );
  });
});
