import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { indexWords, matchExpression } from '#domain/search.ts';

describe('search words', () => {
  test.each([
    ['信用卡分期', '信用 用卡 卡分 分期 期'],
    ['扣ATM手续费', '扣 atm 手续 续费 费'],
    ['ＡＴＭ机', 'atm 机'],
    ['2025年6月', '2025 年 6 月'],
    ['，。 ', ''],
    ['𠮷野家', '𠮷野 野家 家'],
    ['野家𠮷', '野家 家𠮷 𠮷'],
  ])('%s is indexed as %s', (text, words) => {
    expect(indexWords(text)).toBe(words);
  });

  test.each([
    ['催收', '"催收"'],
    ['手续费', '"手续 续费"'],
    ['吞', '"吞"*'],
    ['atm', '("atm"* OR "\ue001atm"*)'],
    ['z', '"z"*'],
    ['a1', '"a1"*'],
    ['分期 利息', '"分期" AND "利息"'],
    ['扣ATM费', '"扣"* AND ("atm"* OR "\ue001atm"*) AND "费"*'],
    ['"; DROP', '("drop"* OR "\ue001drop"*)'],
    ['--', null],
  ])('%s is looked for as %s', (typed, expression) => {
    expect(matchExpression(typed)).toBe(expression);
  });

  test('whatever is typed, the expression holds no quote or operator of its own', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        const expression = matchExpression(typed);
        if (expression === null) return;
        const word = /^(?:"[^"]+"\*?|\("[^"]+"\* OR "[^"]+"\*\))$/u;
        for (const part of expression.split(' AND ')) expect(part).toMatch(word);
      }),
    );
  });
});
