/** The dictionaries of this installation, asked once and again when a pack changed them. */
import { useMemo } from 'react';
import type { DictLine } from '#contract/dictionary.ts';
import { useRead } from '#renderer/use-query.ts';

const none: readonly DictLine[] = [];

/** The lines of one dictionary, retired ones included: pickers leave those out, labels need them. */
export function useDict(dict: string): readonly DictLine[] {
  const { data } = useRead('dictionary.all', {});
  return useMemo(() => data?.filter((line) => line.dict === dict) ?? none, [data, dict]);
}

/** Label of any dictionary line; the id itself when the line is unknown. */
export function useDictLabel(): (id: string | null | undefined) => string {
  const { data } = useRead('dictionary.all', {});
  return useMemo(() => {
    const labels = new Map(data?.map((line) => [line.id, line.label]));
    return (id) => (id === null || id === undefined || id === '' ? '--' : (labels.get(id) ?? id));
  }, [data]);
}

/** As `useDictLabel`, with the short label where there is one: 因定价收费引起的投诉 → 定价收费. */
export function useShortLabel(): (id: string | null | undefined) => string {
  const { data } = useRead('dictionary.all', {});
  return useMemo(() => {
    const labels = new Map(data?.map((line) => [line.id, line.shortLabel === '' ? line.label : line.shortLabel]));
    return (id) => (id === null || id === undefined || id === '' ? '--' : (labels.get(id) ?? id));
  }, [data]);
}
