import { describe, expect, it } from 'vitest';
import { isEnd, isScanning, noScan, scanned, type ScanState } from '#renderer/shell/scan-gun.ts';

const code = 'HD-0037-20250612-A001-6/T2/1-3';

/** The keys that type a text, as places on the keyboard. */
const keysOf = (text: string): readonly string[] =>
  [...text].flatMap((sign) => {
    if (sign === '-') return ['Minus'];
    if (sign === '/') return ['Slash'];
    return /[A-Z]/.test(sign) ? ['ShiftLeft', `Key${sign}`] : [`Digit${sign}`];
  });

function typed(text: string, everyMs: number): ScanState {
  let at = 1000;
  return keysOf(text).reduce<ScanState>((state, key) => {
    at += everyMs;
    return scanned(state, { code: key, at });
  }, noScan);
}

describe('a code scanner', () => {
  it('is known by its pace, and its code is read whole', () => {
    const state = typed(code, 8);

    expect(isScanning(state)).toBe(true);
    expect(state.typed).toBe(code);
  });

  it('is not a person who types the same text', () => {
    expect(isScanning(typed(code, 90))).toBe(false);
  });

  it('is not somebody who types something else fast', () => {
    expect(isScanning(typed('HELLO-1-2', 8))).toBe(false);
  });

  it('may stand still for a moment once it is known', () => {
    const begun = typed('HD-0037', 8);

    expect(scanned(begun, { code: 'Minus', at: begun.at + 300 }).typed).toBe('HD-0037-');
    expect(scanned(begun, { code: 'Minus', at: begun.at + 900 }).typed).toBe('-');
  });

  it('reads keys of the number block, and ends with Enter or Tab', () => {
    const begun = typed('PX-', 8);

    expect(scanned(begun, { code: 'Numpad4', at: begun.at + 8 }).typed).toBe('PX-4');
    expect(['Enter', 'NumpadEnter', 'Tab', 'KeyA'].map((key) => isEnd({ code: key, at: 0 }))).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });

  it('forgets everything at a key that stands in no code', () => {
    const begun = typed('HD-0037', 8);

    expect(scanned(begun, { code: 'Space', at: begun.at + 8 })).toEqual(noScan);
  });
});
