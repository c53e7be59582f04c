/** 标准, 大, 特大: the zoom of the whole window, remembered per user. */
import { useEffect, useRef } from 'react';
import type { Settings } from '#contract/setting.ts';
import { call } from '#renderer/api.ts';
import { start } from '#renderer/start.ts';
import { useAct, useRead } from '#renderer/use-query.ts';

export type TextSize = Settings['textSize'];

export const textSizes: readonly { readonly key: TextSize; readonly label: string }[] = [
  { key: 'standard', label: '标准' },
  { key: 'large', label: '大' },
  { key: 'huge', label: '特大' },
];

export function stepTextSize(size: TextSize, step: 1 | -1): TextSize {
  const at = textSizes.findIndex((each) => each.key === size) + step;
  return textSizes[Math.min(textSizes.length - 1, Math.max(0, at))]?.key ?? size;
}

/** The size of this user. Zooms the window when it is read and when it changes. */
export function useTextSize(): readonly [TextSize, (size: TextSize) => void] {
  const { data } = useRead('setting.all', {});
  const save = useAct('setting.save');
  const size = data?.textSize ?? 'standard';
  const zoomed = useRef<TextSize>(undefined);
  const known = data !== undefined;
  useEffect(() => {
    if (!known || zoomed.current === size) return;
    zoomed.current = size;
    start(call('shell.zoom', { textSize: size }));
  }, [known, size]);
  const set = (next: TextSize): void => {
    if (next !== size) start(save.run({ textSize: next }));
  };
  return [size, set];
}
