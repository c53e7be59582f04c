/** Choices of a dictionary for a row of chips: those in use, in their order. */
import { useMemo } from 'react';
import type { ChipOption } from './ChipPicker.tsx';
import { useDict } from './use-dict.ts';

export function useDictOptions(dict: string): readonly ChipOption[] {
  const lines = useDict(dict);
  return useMemo(
    () =>
      lines
        .filter((line) => line.retiredOn === null)
        .toSorted((a, b) => a.sort - b.sort)
        .map(({ id, label }) => ({ value: id, label })),
    [lines],
  );
}
