import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { neutralizeFormula, normalizeCell, normalizePhone } from '#domain/normalize.ts';

describe('a cell', () => {
  test.each([
    ['　张三\u00a0', '张三'],
    ['ＡＢｃ１２３', 'ABc123'],
    ['张\u200b三\ufeff', '张三'],
    ['工号\t1024', '工号 1024'],
    ['第一行\r\n第二行\n', '第一行 第二行'],
    ['\u202e123\u202c', '123'],
    ['（甲）', '（甲）'],
    ['\u0000a\u0007', 'a'],
  ])('%j becomes %j', (text, cell) => {
    expect(normalizeCell(text)).toBe(cell);
  });

  test('keeps its line breaks when asked', () => {
    expect(normalizeCell(' 第一行 \r\n\r\n 第二行\u2028第三行 ', true)).toBe('第一行\n\n第二行\n第三行');
  });

  test('keeps rare characters of names as they are', () => {
    for (const name of ['䶮', '㛃', '喆', '堃', '\u{20bb7}', '\ufa1e', '买买提·吐尔逊'])
      expect(normalizeCell(name)).toBe(name);
  });

  test('does not change when it is normalised again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.boolean(), (text, keepLines) => {
        const once = normalizeCell(text, keepLines);
        expect(normalizeCell(once, keepLines)).toBe(once);
      }),
    );
  });
});

describe('a phone number', () => {
  test.each([
    ['13812345678', 'mobile', '13812345678'],
    ['+86 138-1234-5678', 'mobile', '13812345678'],
    ['0086 13812345678', 'mobile', '13812345678'],
    ['8613812345678', 'mobile', '13812345678'],
    ['１３８１２３４５６７８', 'mobile', '13812345678'],
    ['138 1234 5678', 'mobile', '13812345678'],
    ['0571-87654321', 'landline', '0571-87654321'],
    ['057187654321', 'landline', '0571-87654321'],
    ['(0571)87654321', 'landline', '0571-87654321'],
    ['（０５７１）８７６５４３２１', 'landline', '0571-87654321'],
    ['010-87654321', 'landline', '010-87654321'],
    ['021 5765 4321', 'landline', '021-57654321'],
    ['0571-87654321-802', 'landline', '0571-87654321-802'],
    ['0571-87654321转802', 'landline', '0571-87654321-802'],
    ['87654321', 'landline', '87654321'],
    ['95588', 'service', '95588'],
    ['400-820-8820', 'service', '4008208820'],
    ['12378', 'service', '12378'],
  ])('%s is a %s', (text, kind, value) => {
    expect(normalizePhone(text)).toEqual({ kind, value });
  });

  test.each(['', '1381234567', '138123456789', '12812345678', '无', '110101199003071234', '0571', '张三13812345678'])(
    '%j is none',
    (text) => {
      expect(normalizePhone(text)).toBeNull();
    },
  );

  test('is the same when it is normalised again', () => {
    for (const text of ['0571-87654321转802', '+86 138-1234-5678', '(010)87654321']) {
      const phone = normalizePhone(text)!;
      expect(normalizePhone(phone.value)).toEqual(phone);
    }
  });
});

describe('text for a spreadsheet', () => {
  test.each(['=1+1', '+86', '-1', '@SUM(A1)', ' =1', '\t=1', '＝1', '\r=1', '\u00a0@x'])(
    '%j is made harmless',
    (text) => {
      expect(neutralizeFormula(text)).toBe(`'${text}`);
    },
  );

  test.each(['张三', '1-2', 'a=b', '', '《办法》'])('%j stays', (text) => {
    expect(neutralizeFormula(text)).toBe(text);
  });
});
