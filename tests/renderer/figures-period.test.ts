import { describe, expect, it } from 'vitest';
import type { PeriodChoice } from '#renderer/features/figures/period-store.ts';
import {
  comparedWith,
  dataEnd,
  firstChoice,
  moved,
  rangeLabel,
  withKind,
} from '#renderer/features/figures/period-store.ts';

const half: PeriodChoice = { kind: 'half', range: { from: '2025-01-01', to: '2025-06-30' }, compare: 'year' };
const days = (from: string, to: string) => ({ from, to });

describe('the period a screen starts with', () => {
  it.each([
    ['no data', null, '2025-05-20', days('2025-01-01', '2025-06-30')],
    ['the running half-year', days('2024-01-03', '2025-05-19'), '2025-05-20', days('2025-01-01', '2025-06-30')],
    ['a finished one that is full', days('2024-01-03', '2025-06-28'), '2025-09-01', days('2025-01-01', '2025-06-30')],
    [
      'the one before a finished one with a gap',
      days('2024-01-03', '2025-10-20'),
      '2026-11-23',
      days('2025-01-01', '2025-06-30'),
    ],
    ['a gap but nothing before it', days('2025-07-03', '2025-10-20'), '2026-11-23', days('2025-07-01', '2025-12-31')],
    [
      'the finished one in the month of its report',
      days('2024-01-03', '2025-07-22'),
      '2025-07-31',
      days('2025-01-01', '2025-06-30'),
    ],
    [
      'the running one after that month',
      days('2024-01-03', '2025-07-22'),
      '2025-08-01',
      days('2025-07-01', '2025-12-31'),
    ],
    [
      'a new one before which there is nothing',
      days('2025-07-02', '2025-07-22'),
      '2025-07-23',
      days('2025-07-01', '2025-12-31'),
    ],
    ['a date in the future', days('2025-01-03', '2031-01-01'), '2025-05-20', days('2025-01-01', '2025-06-30')],
  ])('%s', (_case, span, today, range) => {
    expect(firstChoice(span, today)).toEqual({ kind: 'half', range, compare: 'year' });
  });
});

describe('what a period is compared with', () => {
  it('is the whole of it when it is over, as many days while it runs', () => {
    expect(comparedWith(half, '2025-07-01')).toEqual(days('2024-01-01', '2024-06-30'));
    expect(comparedWith(half, '2025-06-30')).toEqual(days('2024-01-01', '2024-06-30'));
    expect(comparedWith(half, '2025-03-10')).toEqual(days('2024-01-01', '2024-03-10'));
  });

  it('is the period before for 环比, cut to as many days', () => {
    const before: PeriodChoice = { ...half, compare: 'before' };
    expect(comparedWith(before, '2025-07-01')).toEqual(days('2024-07-01', '2024-12-31'));
    expect(comparedWith(before, '2025-01-31')).toEqual(days('2024-07-01', '2024-07-31'));
    const march: PeriodChoice = { kind: 'month', range: days('2025-03-01', '2025-03-31'), compare: 'before' };
    expect(comparedWith(march, '2025-03-30')).toEqual(days('2025-02-01', '2025-02-28'));
  });
});

it('days of one’s own move by their length and keep their days when the kind changes', () => {
  const own = withKind(half, 'custom');
  expect(own.range).toEqual(half.range);
  const week = { ...own, range: days('2025-03-03', '2025-03-09') };
  expect(moved(week, 1).range).toEqual(days('2025-03-10', '2025-03-16'));
  expect(withKind(week, 'quarter').range).toEqual(days('2025-01-01', '2025-03-31'));
});

it('names whole periods, and spells out the rest', () => {
  expect(rangeLabel('half', half.range)).toBe('2025年上半年');
  expect(rangeLabel('half', days('2024-01-01', '2024-03-10'))).toBe('2024-01-01 至 2024-03-10');
});

it('says where the data stop, but not for the last weeks', () => {
  expect(dataEnd(half.range, days('2024-01-01', '2025-03-31'), '2025-09-01')).toBe('2025-03-31');
  expect(dataEnd(half.range, days('2024-01-01', '2025-06-10'), '2025-09-01')).toBeNull();
  expect(dataEnd(half.range, days('2024-01-01', '2025-03-01'), '2025-03-20')).toBeNull();
  expect(dataEnd(half.range, null, '2025-09-01')).toBeNull();
});
