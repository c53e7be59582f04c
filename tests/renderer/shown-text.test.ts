import { describe, expect, test } from 'vitest';
import { instantOf } from '#domain/dates.ts';
import { decodeText } from '#renderer/features/setup/text-of-file.ts';
import { currentEntry } from '#renderer/shell/current-entry.ts';
import { clockWords, shortWords, type ClockFace } from '#renderer/ui/clock-face.ts';
import { bytes, dayText, dayWeek, instantText, percent, thousands, yuan } from '#renderer/ui/format.ts';
import { daysShown, otherMonth } from '#renderer/ui/month-days.ts';
import { readDay } from '#renderer/ui/read-day.ts';
import { parseTime } from '#renderer/ui/read-time.ts';

test('numbers have separators, empty ones are two dashes', () => {
  expect([thousands(1352), thousands(null), percent(0.158), percent(0.5), percent(undefined), yuan(123456)]).toEqual([
    '1,352',
    '--',
    '15.8%',
    '50%',
    '--',
    '1,234.56',
  ]);
  expect([bytes(900), bytes(2048), bytes(3_500_000)]).toEqual(['900 字节', '2.0 KB', '3.3 MB']);
});

test('dates name the weekday, and the year when it is another', () => {
  expect([dayWeek('2025-06-12'), dayText('2024-06-12', '2025'), dayText(null)]).toEqual([
    '6月12日 周四',
    '2024年6月12日',
    '--',
  ]);
});

test('instants are relative for a day, then absolute', () => {
  const now = instantOf('2025-06-12', '10:32');
  const before = (minutes: number): string => instantText(now - minutes * 60_000, now);

  expect([before(0), before(5), before(125), before(24 * 60), before(400 * 24 * 60)]).toEqual([
    '刚刚',
    '5 分钟前',
    '2 小时前',
    '06-11 10:32',
    '2024-05-08 10:32',
  ]);
});

describe('a clock in words', () => {
  const face = (more: Partial<ClockFace>): ClockFace => ({
    name: 'finish',
    due: '2025-06-19',
    state: 'pending',
    daysLeft: 5,
    workdaysLeft: 3,
    actual: null,
    estimated: false,
    ...more,
  });

  test.each([
    [face({}), '剩3个工作日', '剩3日'],
    [face({ workdaysLeft: null }), '剩5天', '剩5日'],
    [face({ state: 'overdue', daysLeft: -2 }), '超期2天', '超期2日'],
    [face({ state: 'early', daysLeft: 1 }), '提前1天完成', '提前1日完成'],
    [face({ state: 'doneLate', daysLeft: -4 }), '超期4天完成', '超期4日完成'],
    [face({ state: 'paused' }), '暂停计时', '暂停'],
  ])('%o', (clock, words, short) => {
    expect([clockWords(clock), shortWords(clock)]).toEqual([words, short]);
  });
});

describe('what is typed into', () => {
  test.each([
    ['', null],
    ['612', '2025-06-12'],
    ['2025-06-11 周三', '2025-06-11'],
    ['昨天', '2025-06-11'],
    ['613', { problem: '不能晚于 2025-06-12' }],
    ['13-45', { problem: '“13-45”不是日期，可以写 612、6-12 或 20250612' }],
  ])('a date field: %j', (typed, day) => {
    expect(readDay(typed, { today: '2025-06-12', max: '2025-06-12' })).toEqual(day);
  });

  test.each([
    ['930', '09:30'],
    ['0930', '09:30'],
    ['9：30', '09:30'],
    ['14点', '14:00'],
    ['14时5分', '14:05'],
    ['９', '09:00'],
    ['现在', '10:32'],
    ['2460', undefined],
    ['25', undefined],
    ['早上', undefined],
  ])('a time field: %j', (typed, time) => {
    expect(parseTime(typed, '10:32')).toBe(time);
  });
});

test('a calendar sheet starts on Monday and holds whole weeks', () => {
  const days = daysShown('2025-06-12');

  expect([days[0], days.at(-1), days.length]).toEqual(['2025-05-26', '2025-07-06', 42]);
  expect(daysShown('2027-02-10')).toHaveLength(28);
  expect([otherMonth('2025-01-31', 1), otherMonth('2025-01-15', -1)]).toEqual(['2025-02-28', '2024-12-15']);
});

test('text files are read in the encodings Chinese Windows programs write', () => {
  const utf16 = new Uint8Array([0xff, 0xfe, 0x51, 0x7f, 0xb9, 0x70]);
  const gbk = new Uint8Array([0xcd, 0xf8, 0xb5, 0xe3]);

  expect([decodeText(new TextEncoder().encode('网点')), decodeText(utf16), decodeText(gbk)]).toEqual([
    '网点',
    '网点',
    '网点',
  ]);
  expect(decodeText(new Uint8Array([0xef, 0xbb, 0xbf, 0x41]))).toBe('A');
});

test('the navigation marks the entry a path belongs to', () => {
  const paths = ['/', '/complaints', '/events'];

  expect([currentEntry(paths, '/'), currentEntry(paths, '/complaints/7'), currentEntry(paths, '/complaint')]).toEqual([
    '/',
    '/complaints',
    undefined,
  ]);
});
