import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { askedAt, typedBehind } from '#renderer/ui/double-colon.ts';

describe('`::` before the caret', () => {
  test.each([
    ['::', 2, 0],
    ['客户来电：：', 6, 4],
    ['a:：b', 3, 1],
    ['::b', 3, undefined],
    [':', 1, undefined],
    [':::', 3, undefined],
    ['时间: :', 5, undefined],
    ['', 0, undefined],
  ])('in “%s” at %i', (text, caret, from) => {
    expect(askedAt(text, caret)).toBe(from);
  });

  test.each([
    ['x::fq', 5, 'fq'],
    ['x::', 3, ''],
    ['x::fq', 2, undefined],
    ['x:fq', 4, undefined],
    ['x::第一行\n', 7, undefined],
    ['x::这是一句话。', 9, undefined],
    [`x::${'长'.repeat(17)}`, 20, undefined],
  ])('the search in “%s” with the caret at %i', (text, caret, typed) => {
    expect(typedBehind(text, 1, caret)).toBe(typed);
  });

  it('what is typed behind it is found whatever stands around', () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => !/[:：]$/.test(text)),
        fc.stringMatching(/^[a-z一-龥]{0,8}$/),
        fc.string(),
        (before, typed, after) => {
          const text = `${before}::${typed}${after}`;
          const from = askedAt(text, before.length + 2);

          expect(from).toBe(before.length);
          expect(typedBehind(text, before.length, before.length + 2 + typed.length)).toBe(typed);
        },
      ),
    );
  });
});
