import { describe, expect, test } from 'vitest';
import { choicesOf, matches, pickerKey, type PickLine } from '#renderer/ui/pick.ts';

const line = (id: string, label: string, pinyin: string, more: Partial<PickLine> = {}): PickLine => ({
  id,
  parent: null,
  label,
  shortLabel: label,
  stdCode: '',
  pinyin,
  synonyms: [],
  sort: 0,
  retiredOn: null,
  uses: 0,
  ...more,
});

const lines = [
  line('card', '信用卡', 'xyk xinyongka', { stdCode: '0300', sort: 1 }),
  line('fee', '分期手续费', 'fqsxf fenqishouxufei', { parent: 'card', stdCode: '0301', sort: 2 }),
  line('hunt', '催收行为', 'csxw cuishouxingwei', { parent: 'card', stdCode: '0302', sort: 3, synonyms: ['骚扰电话'] }),
  line('fund', '基金代销', 'jjdx jijindaixiao', { stdCode: '0801', sort: 4, uses: 7 }),
  line('old', '存折', 'cz cunzhe', { stdCode: '0901', sort: 5, retiredOn: '2024-01-01' }),
];
const choices = choicesOf(lines, true, null);
const found = (text: string): string[] => matches(choices, text).map(({ line: { id } }) => id);

describe('the choices of a picker', () => {
  test('are leaves with their path, most used first, without retired ones', () => {
    expect(choices.map(({ line: { id }, path }) => [id, path.join('/')])).toEqual([
      ['fund', ''],
      ['fee', '信用卡'],
      ['hunt', '信用卡'],
    ]);
  });

  test('hold a retired one only where it is the present value', () => {
    expect(choicesOf(lines, true, 'old').map((choice) => choice.line.id)).toContain('old');
  });

  test('survive a dictionary whose parents go in a circle', () => {
    const circle = [line('a', '甲', 'j', { parent: 'b' }), line('b', '乙', 'y', { parent: 'a' })];

    expect(choicesOf(circle, false, null).map(({ path }) => path.length)).toEqual([1, 1]);
  });
});

describe('typing into a picker finds', () => {
  test.each([
    ['Chinese', '手续费', ['fee']],
    ['pinyin initials', 'fqsx', ['fee']],
    ['initials from the middle', 'sxf', ['fee']],
    ['full pinyin', 'cuishou', ['hunt']],
    ['a synonym', '骚扰', ['hunt']],
    ['a code', '0302', ['hunt']],
    ['a code after #', '#03', ['fee', 'hunt']],
    ['the group', '信用卡', ['fee', 'hunt']],
    ['full-width letters', 'ｊｊｄｘ', ['fund']],
    ['nothing', '房贷', []],
  ])('by %s', (_, text, ids) => {
    expect(found(text)).toEqual(ids);
  });

  test('the exact name before a name that only holds it', () => {
    const two = choicesOf([line('long', '信用卡分期', ''), line('short', '分期', '', { sort: 1 })], true, null);

    expect(matches(two, '分期').map((choice) => choice.line.id)).toEqual(['short', 'long']);
  });
});

describe('keys in a picker', () => {
  const open = { open: true, text: '', at: 0, count: 3 };

  test('a digit picks only while nothing is typed and only what is there', () => {
    expect(pickerKey('2', open)).toEqual({ prevent: true, pick: 1 });
    expect(pickerKey('4', open)).toBeUndefined();
    expect(pickerKey('2', { ...open, text: '03' })).toBeUndefined();
  });

  test('Enter takes the choice and lets the form go on; without a choice it stays', () => {
    expect(pickerKey('Enter', { ...open, at: 1 })).toEqual({ prevent: false, pick: 1 });
    expect(pickerKey('Enter', { ...open, count: 0 })).toEqual({ prevent: true, stop: true });
  });

  test('Enter and letters on a closed picker belong to the form', () => {
    expect(pickerKey('Enter', { ...open, open: false })).toBeUndefined();
    expect(pickerKey('x', { ...open, open: false })).toBeUndefined();
    expect(pickerKey('ArrowDown', { ...open, open: false })).toEqual({ prevent: true, open: true });
  });

  test('arrows stop at both ends', () => {
    expect(pickerKey('ArrowUp', open)).toEqual({ prevent: true, at: 0 });
    expect(pickerKey('ArrowDown', { ...open, at: 2 })).toEqual({ prevent: true, at: 2 });
    expect(pickerKey('ArrowDown', { ...open, count: 0 })).toEqual({ prevent: true, at: 0 });
  });
});
