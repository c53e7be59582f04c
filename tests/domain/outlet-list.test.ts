import { describe, expect, it } from 'vitest';
import { parseOutletList, parseStaffList } from '#domain/outlet-list.ts';

const outlets = new Set(['0001', '0002']);
const problems = (text: string): readonly string[] => parseStaffList(text, outlets).map(({ problem }) => problem);

describe('a pasted staff list', () => {
  it('names the second line of a staff number, whatever the outlet and however it is written', () => {
    const text = ['0001\t300011\t张三\t柜员', '0001\t300012\t李四\t柜员', '0002\t３０００１１\t张三\t柜员'].join('\n');

    expect(problems(text)).toEqual(['', '', '工号与第 1 行重复']);
  });

  it('takes rare characters as they are, and 60 of them', () => {
    const [line] = parseStaffList(`0001\t300011\t${'䶮'.repeat(60)}\t柜员\t2024-07-01`, outlets);

    expect(line).toMatchObject({ name: '䶮'.repeat(60), post: 'teller', problem: '' });
    expect(problems(`0001\t300011\t${'䶮'.repeat(61)}\t柜员`)).toEqual(['姓名超过 60 个字']);
  });

  it('says of each bad line what is wrong with it', () => {
    const text = [
      '9999\t300011\t张三\t柜员',
      '0001\t3-1\t张三\t柜员',
      '0001\t300012\t\t柜员',
      '0001\t300013\t张三\t行长',
    ];

    expect(problems(text.join('\n'))).toEqual([
      '没有网点号“9999”',
      '工号“3-1”不合要求（3 至 20 位数字或字母）',
      '缺少姓名',
      expect.stringContaining('没有岗位“行长”'),
    ]);
  });
});

describe('a pasted outlet list', () => {
  it('names the second line of a code and of a name', () => {
    const text = '网点号,名称\n0001,东街支行\n0001,西街支行\n0002,东街支行';

    expect(parseOutletList(text).map(({ problem }) => problem)).toEqual([
      '',
      '网点号与第 2 行重复',
      '名称与第 2 行重复',
    ]);
  });
});
