/** Where the user was in each list: filters, row, scroll, selection. Returning to a list lands there again. */
import { useCallback } from 'react';
import { create } from 'zustand';

export interface SortState {
  readonly key: string;
  readonly down: boolean;
}

export interface ListState {
  readonly chip: string;
  readonly text: string;
  readonly filters: Readonly<Record<string, string>>;
  readonly sort: SortState | null;
  readonly active: string | null;
  readonly selected: readonly string[];
  /** Pixels; `active` when the row to come back to has changed since: it is brought into sight. */
  readonly scroll: number | 'active';
  readonly viewed: readonly string[];
  /** Values ticked in header menus, by column. */
  readonly columnValues: Readonly<Record<string, readonly string[]>>;
  readonly hiddenColumns: readonly string[] | null;
}

export interface ListInitial {
  readonly chip?: string;
  readonly filters?: Readonly<Record<string, string>>;
  readonly sort?: SortState;
}

interface ListStore {
  readonly pages: Readonly<Record<string, ListState>>;
  /** Ids as last shown, for 下一件 in a detail. */
  readonly orders: Readonly<Record<string, readonly string[]>>;
}

export const listStore = create<ListStore>()(() => ({ pages: {}, orders: {} }));

const blank: ListState = {
  chip: '',
  text: '',
  filters: {},
  sort: null,
  active: null,
  selected: [],
  scroll: 0,
  viewed: [],
  columnValues: {},
  hiddenColumns: null,
};

/** How each list starts, as its screen said when it was first shown. */
const initials = new Map<string, ListState>();

export function setList(page: string, patch: Partial<ListState>): void {
  listStore.setState((store) => ({
    pages: { ...store.pages, [page]: { ...(store.pages[page] ?? initials.get(page) ?? blank), ...patch } },
  }));
}

export function rememberOrder(page: string, ids: readonly string[]): void {
  const known = listStore.getState().orders[page];
  if (known?.length === ids.length && known.every((id, at) => id === ids[at])) return;
  listStore.setState((store) => ({ orders: { ...store.orders, [page]: ids } }));
}

/** The neighbour of a record in the list it was opened from; undefined at the end. */
export function nextInList(page: string, id: string, step: 1 | -1): string | undefined {
  const order = listStore.getState().orders[page] ?? [];
  const at = order.indexOf(id);
  return at < 0 ? undefined : order[at + step];
}

/** The neighbour to open, marked in the list as seen: coming back lands on it. Undefined at the end. */
export function stepInList(page: string, id: string, step: 1 | -1): string | undefined {
  const other = nextInList(page, id, step);
  if (other !== undefined) visitInList(page, other);
  return other;
}

export const isInList = (page: string, id: string): boolean => (listStore.getState().orders[page] ?? []).includes(id);

/** A record opened without passing through its list. */
function visitInList(page: string, id: string): void {
  const viewed = listStore.getState().pages[page]?.viewed ?? [];
  setList(page, { active: id, scroll: 'active', viewed: viewed.includes(id) ? viewed : [...viewed, id] });
}

/** Forgets everything shown to the last person, e.g. after log-out. */
export function forgetLists(): void {
  listStore.setState({ pages: {}, orders: {} });
}

export function useListState(
  page: string,
  initial?: ListInitial,
): ListState & { readonly set: (patch: Partial<ListState>) => void } {
  const stored = listStore((store) => store.pages[page]);
  if (initial !== undefined && !initials.has(page)) initials.set(page, { ...blank, ...initial });
  const state = stored ?? initials.get(page) ?? blank;
  const set = useCallback(
    (patch: Partial<ListState>) => {
      setList(page, patch);
    },
    [page],
  );
  return { ...state, set };
}
