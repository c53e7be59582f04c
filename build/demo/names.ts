/** Invented people and telephone numbers. */
import type { Chance } from './random.ts';

const signs = (text: string): readonly string[] => Array.from(text);

const commonSurnames = signs('王李张刘陈杨');
const usualSurnames = signs('黄赵吴周徐孙马朱胡郭何高林罗');
const otherSurnames = signs(
  '郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤',
);
const surnames: readonly (readonly [string, number])[] = [
  ...commonSurnames.map((sign) => [sign, 8] as const),
  ...usualSurnames.map((sign) => [sign, 4] as const),
  ...otherSurnames.map((sign) => [sign, 1] as const),
  ['欧阳', 0.6],
  ['司徒', 0.3],
];

const firstSigns = signs('志文建国晓海春秀玉明丽小永德俊思子雨梓欣嘉佳宏振立家云天一少世红桂淑素');
const lastSigns = signs(
  '强伟敏静丽磊洋艳勇军杰娟涛明超霞平刚玲华峰飞兰英辉鹏萍波宁琳燕浩宇涵轩怡彤瑶婷雪梅芳琴凤清安成林东斌荣庆康宏',
);

/** A name as it is usual; nobody in particular. */
export function personName(chance: Chance): string {
  const surname = chance.weighted(surnames);
  const last = chance.pick(lastSigns);
  return chance.hit(0.3) ? `${surname}${last}` : `${surname}${chance.pick(firstSigns)}${last}`;
}

/** 王女士: as people sign a sheet on which they need not leave a name. */
export const casualName = (chance: Chance): string =>
  chance.hit(0.45)
    ? `${chance.weighted(surnames)}${chance.pick(['女士', '先生', '阿姨', '师傅'])}`
    : personName(chance);

/**
 * A mobile number nobody has: 154 is a prefix that no operator was given, and the four digits of
 * the number area are 0000. `n` from 0 to 9999 gives the last four.
 */
export function syntheticPhone(n: number): string {
  if (!Number.isInteger(n) || n < 0 || n > 9999)
    throw new RangeError(`the demo has numbers for 10000 people, not ${n}`);
  return `1540000${String(n).padStart(4, '0')}`;
}
