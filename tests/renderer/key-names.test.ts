import { describe, expect, test } from 'vitest';
import { isComposing, isNeverBound, keyLabel, keyName, needsNoText, type KeyPress } from '#renderer/ui/key-names.ts';

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  shiftKey: false,
  altKey: false,
  metaKey: false,
  ...held,
});

describe('the name of a key press', () => {
  test.each([
    [press('Enter', { ctrlKey: true }), 'Ctrl+Enter'],
    [press('k', { ctrlKey: true }), 'Ctrl+K'],
    [press('K', { ctrlKey: true }), 'Ctrl+K'],
    [press('F', { ctrlKey: true, shiftKey: true }), 'Ctrl+Shift+F'],
    [press('ArrowDown', { shiftKey: true }), 'Shift+ArrowDown'],
    [press(' '), 'Space'],
    [press('C', { shiftKey: true }), 'c'],
    [press('c'), 'c'],
    [press('?', { shiftKey: true }), '?'],
    [press('1', { altKey: true }), 'Alt+1'],
    [press('F2'), 'F2'],
    [press('=', { ctrlKey: true }), 'Ctrl+='],
    [press('l', { metaKey: true }), 'Ctrl+L'],
  ])('%o is %s', (event, name) => {
    expect(keyName(event)).toBe(name);
  });

  test('is printed as it stands on the keyboard', () => {
    expect(['Ctrl+ArrowDown', 'Space', 'c', 'Escape', 'F2'].map(keyLabel)).toEqual([
      'Ctrl+↓',
      '空格',
      'C',
      'Esc',
      'F2',
    ]);
  });
});

test('while an input method composes, no key is ours', () => {
  expect(isComposing({ isComposing: true, keyCode: 13 })).toBe(true);
  expect(isComposing({ isComposing: false, keyCode: 229 })).toBe(true);
  expect(isComposing({ isComposing: false, keyCode: 13 })).toBe(false);
});

test('keys of input methods and Linux menus are never bound', () => {
  const never = ['Ctrl+Space', 'Shift+Space', 'Ctrl+.', 'Ctrl+Shift+F', 'Alt+F', 'Alt+Shift+A'];

  expect(never.filter((name) => !isNeverBound(name))).toEqual([]);
  expect(['Alt+1', 'Ctrl+F', 'Alt+ArrowDown', 'F6'].filter(isNeverBound)).toEqual([]);
});

test('in a text field letters, arrows and the text’s own Ctrl keys stay with the text', () => {
  expect(['c', '?', '1', 'ArrowDown', 'Space', 'Ctrl+Z', 'Ctrl+A', 'Ctrl+C'].every(needsNoText)).toBe(true);
  expect(['F2', 'Ctrl+Enter', 'Escape', 'Alt+1', 'Ctrl+K'].some(needsNoText)).toBe(false);
});
