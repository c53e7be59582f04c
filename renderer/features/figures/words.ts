/** How figures are said on screen. Percents come in percent; `--` where there is nothing to divide by. */
import type { Figure, Part, Rate } from '#contract/figures.ts';
import { changeText, isSmall, pointsText } from '#domain/figures.ts';
import { thousands } from '#renderer/ui/format.ts';

export const percentText = (value: number | null): string => (value === null ? '--' : `${value}%`);

/** 同期 418件 */
export const beforeText = (figure: Figure, word: string): string =>
  `${word} ${thousands(figure.previous)}${figure.unit}`;

/** 下降15.8% */
export const changeOf = (figure: Figure): string => changeText(figure.n, figure.previous, figure.unit);

/** A rate of fewer than ten is a count: 3/7. */
export const rateText = ({ now }: Pick<Rate, 'now'>): string =>
  now.due > 0 && isSmall(now.due) ? `${now.met}/${now.due}` : percentText(now.percent);

/** 351/352件 */
export const fractionText = ({ now, unit }: Pick<Rate, 'now' | 'unit'>): string =>
  `${thousands(now.met)}/${thousands(now.due)}${unit}`;

/** Share and its change, unless the numbers are too small to have one: 31.3%，占比下降1.5个百分点 */
export function shareText(part: Part, whole: number): string {
  if (isSmall(whole)) return '';
  return [percentText(part.share), pointsText(part.sharePoints)].filter((each) => each !== null).join('，');
}

/** Written at the end of a bar: 110件 31.3% 下降19.7% */
export function barText(part: Part, whole: number): string {
  const share = isSmall(whole) ? '' : ` ${percentText(part.share)}`;
  return `${thousands(part.n)}${share}　${changeText(part.n, part.previous, part.unit)}`;
}
