import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchPerson, parseMarks, sheetOf } from '#domain/attendance.ts';

describe('lines typed in one go', () => {
  const lines = (text: string, max = 50): readonly number[] | string => {
    const marks = parseMarks(text, max);
    return marks.ok ? marks.lines : marks.problem;
  };

  it('reads ranges and single lines, in any order, each once', () => {
    expect(lines('1-3,5,7')).toEqual([1, 2, 3, 5, 7]);
    expect(lines('7 5,1-3,2')).toEqual([1, 2, 3, 5, 7]);
  });

  it('reads what an input method makes of it', () => {
    expect(lines('１－３，５、７')).toEqual([1, 2, 3, 5, 7]);
    expect(lines('1到3；5')).toEqual([1, 2, 3, 5]);
    expect(lines('1 ~ 3')).toEqual([1, 2, 3]);
  });

  it('marks nothing when something cannot be read', () => {
    expect(lines('1-3,张三')).toContain('张三');
    expect(lines('5-3')).toContain('从小到大');
    expect(lines('0')).toContain('次序不对');
    expect(lines('')).toContain('请输入');
    expect(lines('1-51')).toContain('第 51 行');
  });

  it('gives back every set of lines that is written out', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 300 }), { minLength: 1 }), (wanted) => {
        expect(lines(wanted.join(','), 300)).toEqual([...wanted].sort((a, b) => a - b));
      }),
    );
  });
});

describe('people of a pasted list', () => {
  const people = [
    { staffNo: '10001', name: '李建国' },
    { staffNo: '10086', name: '王小敏' },
    { staffNo: '10087', name: '王小敏' },
  ];

  it('are found by number before name', () => {
    expect(matchPerson({ staffNo: '10087', name: '李建国' }, people)).toEqual({ kind: 'one', index: 2 });
    expect(matchPerson({ staffNo: ' 10001 ', name: '' }, people)).toEqual({ kind: 'one', index: 0 });
  });

  it('are found by name when there is no number or an unknown one', () => {
    expect(matchPerson({ staffNo: '', name: '李 建国' }, people)).toEqual({ kind: 'one', index: 0 });
    expect(matchPerson({ staffNo: '99999', name: '李建国' }, people)).toEqual({ kind: 'one', index: 0 });
  });

  it('are not chosen between when two have one name', () => {
    expect(matchPerson({ staffNo: '', name: '王小敏' }, people)).toEqual({ kind: 'many', indexes: [1, 2] });
  });

  it('may be nobody', () => {
    expect(matchPerson({ staffNo: '', name: '' }, people)).toEqual({ kind: 'none' });
    expect(matchPerson({ staffNo: '', name: '张三' }, people)).toEqual({ kind: 'none' });
  });
});

describe('which sheet a line is on', () => {
  it('is told by person and duty', () => {
    expect(sheetOf({ staff: null, duty: null })).toBe('public');
    expect(sheetOf({ staff: null, duty: '' })).toBe('staff');
    expect(sheetOf({ staff: 'O037.10086', duty: null })).toBe('staff');
  });
});
