import { describe, expect, it } from 'vitest';
import { passwordFault } from '#domain/password.ts';

const fault = (password: string): string | null => passwordFault(password, { staffNo: '100234' });

describe('a password may be', () => {
  it.each(['Demo-2025', 'a quiet river', '今天天气很好我们去公园', 'Zx9!kqpw', 'yinhang-huobi-77'])(
    '%s',
    (password) => {
      expect(fault(password)).toBeNull();
    },
  );
});

describe('a password may not', () => {
  it.each([
    ['be empty', '', /太短/],
    ['be short', 'aB3-xyz', /太短/],
    ['have 9 characters of 2 kinds', 'abcdefg12', /太短/],
    ['count full-width characters as symbols', 'ａｂｃｄｅｆｇ１', /太短/],
    ['hold the staff number', 'my100234word', /工号/],
    ['hold the staff number in full width', 'my１００２３４word', /工号/],
    ['repeat few characters', 'abababababab', /重复/],
    ['be common', 'P@ssw0rd-2025', /常见/],
    ['be common with a year', 'Admin@2025', /常见/],
    ['be a run of digits', '1234567890', /常见/],
    ['be a run of letters', 'abcdefghijkl', /常见/],
    ['hold a control character', 'abcdefgh\u0007ijk', /控制/],
    ['be a book', 'Ab3-'.repeat(33), /超过/],
  ])('%s', (_what, password, reason) => {
    expect(fault(password)).toMatch(reason);
  });
});
