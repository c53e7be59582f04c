/** From a number to its records: the list opens with the number's own filter and says whose it is. */
import type { RecordFilter } from '#domain/record-filter.ts';
import { setList } from './list-store.ts';

const pages = { complaint: 'complaints', outreach: 'events', training: 'trainings' } as const;

/** Returns the route to go to. `label` names the number, e.g. 信用卡 2025年上半年. */
export function openRecords({ list, filter }: RecordFilter, label: string): string {
  const page = pages[list];
  setList(page, {
    chip: '',
    text: '',
    columnValues: {},
    selected: [],
    active: null,
    scroll: 0,
    filters: { figure: JSON.stringify(filter), figureLabel: label },
  });
  return `/${page}`;
}

/** The filter a number left in a list's state, or undefined. */
export function figureFilter<F>(filters: Readonly<Record<string, string>>): F | undefined {
  const text = filters['figure'];
  return text === undefined || text === '' ? undefined : (JSON.parse(text) as F);
}
