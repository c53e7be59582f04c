import { describe, expect, test } from 'vitest';
import { nameSounds, pinyinOf } from '#db/pinyin.ts';

describe('how a name sounds', () => {
  test.each([
    ['张三', 'zs zhangsan'],
    ['欧阳锋', 'oyf ouyangfeng'],
    // Surnames are read as surnames; the everyday reading finds them, too.
    ['单芳', 'sf shanfang df danfang'],
    ['曾芳', 'zf zengfang cf cengfang'],
    ['仇芳', 'qf qiufang cf choufang'],
    // As it is typed.
    ['吕布', 'lb lvbu'],
    ['ＷＡＮＧ Anna', 'w wanganna'],
    ['王Anna', 'wa wanganna'],
    ['阿卜杜拉·买买提', 'abdlmmt abudulamaimaiti'],
    // Not in the table: found by what is.
    ['𠮷田', 't tian'],
    ['𠮷', ''],
    ['', ''],
  ])('%s', (name, sounds) => {
    expect(nameSounds(name).join(' ')).toBe(sounds);
  });

  test('a label', () => {
    expect(pinyinOf('信用卡')).toBe('xyk xinyongka');
  });
});
