/** Pure part of 常用筛选: what of a list's state is kept, and how it reads. */
import type { FilterValue } from '#contract/saved-filter.ts';
import type { ListState } from './list-store.ts';

type Kept = Pick<ListState, 'chip' | 'text' | 'filters' | 'sort' | 'columnValues'>;

/** Without what narrows nothing, so that two filters that show the same are the same. */
export const filterOf = ({ chip, text, filters, sort, columnValues }: Kept): FilterValue => ({
  chip,
  text: text.trim(),
  filters: Object.fromEntries(sorted(filters).filter(([, value]) => value !== '')),
  sort: sort === null ? null : { key: sort.key, down: sort.down },
  columnValues: Object.fromEntries(
    sorted(columnValues).flatMap(([key, values]) => (values.length === 0 ? [] : [[key, values.toSorted()]])),
  ),
});

const sorted = <T>(record: Readonly<Record<string, T>>): readonly (readonly [string, T])[] =>
  Object.entries(record).toSorted(([left], [right]) => (left < right ? -1 : 1));

export const isSameFilter = (left: FilterValue, right: FilterValue): boolean =>
  JSON.stringify(filterOf(left)) === JSON.stringify(filterOf(right));

interface Titles {
  readonly chips?: readonly { readonly key: string; readonly label: string }[] | undefined;
  readonly columns: readonly { readonly key: string; readonly title: string }[];
}

/** `未办结 · “分期” · 状态：处理中 · 按时限` */
export function filterWords(value: FilterValue, { chips = [], columns }: Titles): string {
  const titleOf = (key: string): string => columns.find((column) => column.key === key)?.title ?? key;
  const chip = chips.find(({ key }) => key === value.chip);
  return [
    chip?.label ?? '',
    value.text === '' ? '' : `“${value.text}”`,
    ...Object.entries(value.columnValues).map(([key, values]) => `${titleOf(key)}：${values.join('、')}`),
    value.sort === null ? '' : `按${titleOf(value.sort.key)}${value.sort.down ? '倒排' : '排'}`,
  ]
    .filter((words) => words !== '')
    .join(' · ');
}
