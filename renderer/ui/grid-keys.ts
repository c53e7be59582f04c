/** Moving, opening and ticking rows by keyboard. Focus stays on the grid; the active row is marked. */
import type { KeyboardEvent } from 'react';
import { isComposing, keyName } from './key-names.ts';
import { isTextField } from './keys.ts';

export interface RowAction<Row> {
  /** One letter or digit, acting on the active row. */
  readonly key: string;
  readonly label: string;
  readonly run: (row: Row) => void;
  readonly when?: (row: Row) => boolean;
}

export interface GridKeys<Row> {
  readonly rows: readonly Row[];
  readonly rowId: (row: Row) => string;
  readonly activeIndex: number;
  /** Rows that fit on the screen, for PgUp and PgDn. */
  readonly pageSize: number;
  readonly selected: readonly string[] | undefined;
  readonly rowActions: readonly RowAction<Row>[];
  readonly onMove: (index: number) => void;
  readonly onOpen: ((row: Row) => void) | undefined;
  readonly onSelect: ((ids: readonly string[]) => void) | undefined;
}

/** The index a movement key leads to, or undefined for other keys. */
export function moveTo(name: string, at: number, count: number, page: number): number | undefined {
  if (count === 0) return undefined;
  const last = count - 1;
  const from = at < 0 ? -1 : at;
  switch (name) {
    case 'ArrowDown':
    case 'Shift+ArrowDown':
      return Math.min(last, from + 1);
    case 'ArrowUp':
    case 'Shift+ArrowUp':
      return Math.max(0, from - 1);
    case 'Home':
      return 0;
    case 'End':
      return last;
    case 'PageDown':
      return Math.min(last, from + page);
    case 'PageUp':
      return Math.max(0, from - page);
    default:
      return undefined;
  }
}

export const toggled = (ids: readonly string[], id: string): readonly string[] =>
  ids.includes(id) ? ids.filter((each) => each !== id) : [...ids, id];

/** Handles one key press; returns true when it was used. */
function actOnKey<Row>(keys: GridKeys<Row>, name: string): boolean {
  const { rows, rowId, activeIndex, onSelect } = keys;
  const row = rows[activeIndex];
  const target = moveTo(name, activeIndex, rows.length, keys.pageSize);
  if (target !== undefined) {
    if (name.startsWith('Shift+') && onSelect !== undefined) extend(keys, target);
    keys.onMove(target);
    return true;
  }
  if (name === 'Ctrl+A' && onSelect !== undefined) {
    onSelect(rows.map(rowId));
    return true;
  }
  if (row === undefined) return false;
  if (name === 'Enter' && keys.onOpen !== undefined) {
    keys.onOpen(row);
    return true;
  }
  if (name === 'Space' && onSelect !== undefined) {
    onSelect(toggled(keys.selected ?? [], rowId(row)));
    return true;
  }
  const action = keys.rowActions.find((each) => each.key === name && each.when?.(row) !== false);
  action?.run(row);
  return action !== undefined;
}

function extend<Row>(keys: GridKeys<Row>, target: number): void {
  const ids = [keys.rows[keys.activeIndex], keys.rows[target]].flatMap((row) =>
    row === undefined ? [] : [keys.rowId(row)],
  );
  keys.onSelect?.([...new Set([...(keys.selected ?? []), ...ids])]);
}

export function gridKeyDown<Row>(keys: GridKeys<Row>, event: KeyboardEvent<HTMLElement>): void {
  if (isComposing(event.nativeEvent) || isTextField(event.target)) return;
  const name = keyName(event.nativeEvent);
  const onControl = event.target instanceof Element && event.target.closest('button, a, [role="checkbox"]') !== null;
  if (onControl && (name === 'Enter' || name === 'Space')) return;
  if (!actOnKey(keys, name)) return;
  event.preventDefault();
  event.stopPropagation();
}

/** Pressing a ticked row alone unticks it; a range only ever adds. */
export function tickedAfter(
  ids: readonly string[],
  ticked: readonly string[],
  from: number,
  to: number,
): readonly string[] {
  const clicked = ids[to];
  if (clicked === undefined) return ticked;
  if (from === to || from < 0) return toggled(ticked, clicked);
  return [...new Set([...ticked, ...ids.slice(Math.min(from, to), Math.max(from, to) + 1)])];
}
