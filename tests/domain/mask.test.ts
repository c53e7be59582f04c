import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findSensitiveNumbers, maskName, maskPhone, maskTail, redactNumbers } from '#domain/mask.ts';

describe('names', () => {
  test.each([
    ['张三', '张*'],
    ['张三丰', '张**'],
    ['欧阳娜娜', '欧***'],
    ['买买提·吐尔逊', '买***'],
    ['\u{20bb7}田', '\u{20bb7}*'],
    ['李', '李*'],
    ['', ''],
  ])('%s is shown as %s', (name, masked) => {
    expect(maskName(name)).toBe(masked);
  });
});

describe('phones and tails', () => {
  test.each([
    ['13812345678', '138****5678'],
    ['0571-87654321', '0571-****4321'],
    ['0571-87654321-802', '0571-****4321'],
    ['87654321', '****4321'],
    ['95588', '****'],
    ['', ''],
  ])('%s is shown as %s', (phone, masked) => {
    expect(maskPhone(phone)).toBe(masked);
  });

  test('a tail shows four characters, and of a short text none', () => {
    expect([maskTail('6222 0212 3456 7890'), maskTail('1234'), maskTail('')]).toEqual(['****7890', '****', '']);
  });
});

describe('numbers in a text', () => {
  test.each([
    ['电话13812345678，请回电', 'phone', '13812345678'],
    ['电话138 1234 5678', 'phone', '13812345678'],
    ['电话138-1234-5678', 'phone', '13812345678'],
    ['电话１３８１２３４５６７８', 'phone', '13812345678'],
    ['电话１３８－１２３４－５６７８', 'phone', '13812345678'],
    ['1 3 8 1 2 3 4 5 6 7 8', 'phone', '13812345678'],
    ['+8613812345678', 'phone', '8613812345678'],
    ['座机0571-87654321', 'phone', '057187654321'],
    ['身份证110101199003071234', 'idCard', '110101199003071234'],
    ['身份证11010119900307123x。', 'idCard', '11010119900307123X'],
    ['身份证１１０１０１１９９００３０７１２３Ｘ', 'idCard', '11010119900307123X'],
    ['身份证 110101 19900307 1234', 'idCard', '110101199003071234'],
    ['老证110101900307123', 'idCard', '110101900307123'],
    ['卡号6222021234567890123', 'bankCard', '6222021234567890123'],
    ['卡号6222 0212 3456 7890 123', 'bankCard', '6222021234567890123'],
    ['卡号6222-0212-3456-7890', 'bankCard', '6222021234567890'],
  ])('%s holds one %s', (text, kind, digits) => {
    expect(findSensitiveNumbers(text)).toMatchObject([{ kind, digits }]);
  });

  test.each([
    '2026-04-15 至 2026-04-30，共3次，每次5000元',
    '单号TS-0037-20260415-A003-6',
    '金额1234567.89元',
    '12378转来，20260415',
    '2025.01.02 2025.03.04',
    '信用卡尾号1234，借记卡尾号5678',
  ])('%s holds none', (text) => {
    expect(findSensitiveNumbers(text)).toEqual([]);
  });

  test('several numbers side by side are told apart', () => {
    expect(findSensitiveNumbers('2026-04-15 13812345678 6222021234567890').map((found) => found.kind)).toEqual([
      'phone',
      'bankCard',
    ]);
  });

  test('are found at the place where they stand', () => {
    const text = '张三，电话１３８ １２３４ ５６７８；卡6222021234567890。';
    const [phone, card] = findSensitiveNumbers(text);

    expect(text.slice(phone!.start, phone!.end)).toBe('１３８ １２３４ ５６７８');
    expect(text.slice(card!.start, card!.end)).toBe('6222021234567890');
  });

  test('are masked, and the rest of the text stays', () => {
    expect(
      redactNumbers('电话138 1234 5678，证件110101199003071234，卡6222021234567890，单号TS-0037-20260415-A003-6'),
    ).toBe('电话138****5678，证件110********1234，卡****7890，单号TS-0037-20260415-A003-6');
  });

  test('none is left after masking, whatever the text', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '13812345678',
        '110101199003071234',
        '6222021234567890',
        ' ',
        '-',
        '，',
        '0571',
        '电话',
        '１３８',
      ),
      fc.integer({ min: 0, max: 99_999_999 }).map(String),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const redacted = redactNumbers(pieces.join(''));
        expect(findSensitiveNumbers(redacted)).toEqual([]);
        expect(redactNumbers(redacted)).toBe(redacted);
      }),
      { numRuns: 2000 },
    );
  });
});
