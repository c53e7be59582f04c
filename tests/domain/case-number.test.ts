import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  checkDigit,
  formatCaseNumber,
  incarnationLetters,
  isCaseNumber,
  outletDigits,
  parseCaseNumber,
} from '#domain/case-number.ts';
import type { CaseNumberParts } from '#domain/case-number.ts';
import { dateFromDayNumber, dayNumber } from '#domain/dates.ts';

const anyParts: fc.Arbitrary<CaseNumberParts> = fc.record({
  kind: fc.constantFrom('TS' as const, 'HD' as const, 'PX' as const),
  outlet: fc.integer({ min: 0, max: 9999 }).map((code) => outletDigits(String(code))),
  date: fc.integer({ min: dayNumber('2020-01-01'), max: dayNumber('2099-12-31') }).map(dateFromDayNumber),
  incarnation: fc.integer({ min: 0, max: 599 }).map(incarnationLetters),
  serial: fc.integer({ min: 1, max: 999_999 }),
});

const example: CaseNumberParts = { kind: 'TS', outlet: '0037', date: '2026-04-15', incarnation: 'A', serial: 3 };

describe('the check digit', () => {
  test('is that of ISO 7064 MOD 11,10', () => {
    // Worked example of the standard: 0794 has check digit 5. The German tax number below uses it too.
    expect(checkDigit('0794')).toBe(5);
    expect(checkDigit('8609574271')).toBe(9);
  });

  test('a letter counts as the two digits of its place', () => {
    expect(checkDigit('A')).toBe(checkDigit('10'));
    expect(checkDigit('TS')).toBe(checkDigit('2928'));
  });
});

describe('a number', () => {
  test('is written with outlet, date, incarnation, serial and check digit', () => {
    const number = formatCaseNumber(example);

    expect(number).toMatch(/^TS-0037-20260415-A003-\d$/);
    expect(parseCaseNumber(number)).toEqual({ ok: true, number, parts: example });
    expect(formatCaseNumber({ ...example, serial: 1234 })).toMatch(/^TS-0037-20260415-A1234-\d$/);
  });

  test('is read back from every form in which it is typed', () => {
    fc.assert(
      fc.property(anyParts, (parts) => {
        const number = formatCaseNumber(parts);
        const fullWidth = number.replace(/[0-9A-Z-]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));

        expect(isCaseNumber(number)).toBe(true);
        for (const typed of [
          number,
          number.toLowerCase(),
          number.replaceAll('-', ''),
          ` ${number} `,
          fullWidth,
          number.replaceAll('0', 'O'),
        ]) {
          expect(parseCaseNumber(typed)).toEqual({ ok: true, number, parts });
        }
      }),
    );
  });

  test('with one wrong digit is refused, whichever digit it is', () => {
    fc.assert(
      fc.property(anyParts, fc.nat(), fc.integer({ min: 1, max: 9 }), (parts, at, step) => {
        const number = formatCaseNumber(parts);
        const places = Array.from(number.matchAll(/\d/g), (match) => match.index);
        const place = places[at % places.length]!;
        const wrong = (Number(number[place]) + step) % 10;

        expect(parseCaseNumber(number.slice(0, place) + String(wrong) + number.slice(place + 1)).ok).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });

  test('with two neighbouring digits exchanged is nearly always refused', () => {
    let exchanged = 0;
    let passed = 0;
    for (let serial = 1; serial <= 999; serial += 1) {
      const number = formatCaseNumber({ ...example, serial });
      for (const place of [4, 5, 14, 15, 19, 20]) {
        if (!/\d\d/.test(number.slice(place, place + 2)) || number[place] === number[place + 1]) continue;
        exchanged += 1;
        const wrong = `${number.slice(0, place)}${number[place + 1]}${number[place]}${number.slice(place + 2)}`;
        if (parseCaseNumber(wrong).ok) passed += 1;
      }
    }

    expect(exchanged).toBeGreaterThan(1000);
    expect(passed / exchanged).toBeLessThan(0.03);
  });

  test.each([
    ['', 'shape'],
    ['XX-0037-20260415-A003-6', 'shape'],
    ['TS-037-20260415-A003-6', 'shape'],
    ['TS-0037-20260415-A000-6', 'shape'],
    ['TS-0037-20260231-A003-6', 'date'],
  ])('%j is refused for its %s', (text, reason) => {
    expect(parseCaseNumber(text)).toEqual({ ok: false, reason });
  });

  test('is not made from parts that could not be read back', () => {
    for (const wrong of [
      { serial: 0 },
      { serial: 1.5 },
      { outlet: '37' },
      { date: '2026-02-30' },
      { incarnation: 'I' },
    ]) {
      expect(() => formatCaseNumber({ ...example, ...wrong })).toThrow(RangeError);
    }
  });
});

test('outlet codes give four digits, the centre zeros', () => {
  expect(['0037', 'O037', '37', 'centre'].map(outletDigits)).toEqual(['0037', '0037', '0037', '0000']);
  expect(() => outletDigits('城中')).toThrow(RangeError);
});

test('incarnations are lettered without I and O, and without a repetition', () => {
  const all = Array.from({ length: 600 }, (_, index) => incarnationLetters(index));

  expect(all.slice(0, 9).join('')).toBe('ABCDEFGHJ');
  expect([all[23], all[24], all[599]]).toEqual(['Z', 'AA', 'ZZ']);
  expect(new Set(all).size).toBe(600);
  expect(all.join('')).not.toMatch(/[IO]/);
  expect(() => incarnationLetters(600)).toThrow(RangeError);
});
