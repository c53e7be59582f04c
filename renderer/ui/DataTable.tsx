/** A windowed table with a row keyboard: 20 000 rows cost as much as 30. Used by ListPage and by detail tabs. */
import { useVirtualizer, type VirtualItem, type Virtualizer } from '@tanstack/react-virtual';
import {
  useCallback,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type FocusEvent,
  type KeyboardEvent,
  type ReactNode,
} from 'react';
import { sayCopied } from './copy-rows.ts';
import { DataHead } from './DataHead.tsx';
import { DataRow } from './DataRow.tsx';
import { gridKeyDown, tickedAfter, type RowAction } from './grid-keys.ts';
import { keyLabel } from './key-names.ts';
import { useKeys } from './keys.ts';
import type { ListState, SortState } from './list-store.ts';
import { fixedOffsets, gridTemplate, tsvOf, type Column } from './rows.ts';
import './table.css';

export type { Column } from './rows.ts';
export type { RowAction } from './grid-keys.ts';

export interface DataTableProps<Row> {
  readonly rows: readonly Row[];
  readonly rowId: (row: Row) => string;
  readonly columns: readonly Column<Row>[];
  /** Read out by screen readers. */
  readonly label: string;
  readonly onOpen?: ((row: Row) => void) | undefined;
  readonly rowActions?: readonly RowAction<Row>[];
  /** Ids of ticked rows; without it rows cannot be ticked. */
  readonly selected?: readonly string[] | undefined;
  readonly onSelect?: ((ids: readonly string[]) => void) | undefined;
  readonly activeId?: string | null | undefined;
  readonly onActive?: ((id: string) => void) | undefined;
  readonly sort?: SortState | null;
  readonly onSort?: ((sort: SortState | null) => void) | undefined;
  readonly columnValues?: ListState['columnValues'];
  readonly onColumnValues?: ((key: string, values: readonly string[]) => void) | undefined;
  /** All rows before header filters, for the counts in the header menus. */
  readonly unfiltered?: readonly Row[];
  /** Pixels, or as much as there is. */
  readonly height?: number | 'fill';
  readonly empty?: ReactNode;
  readonly rowTone?: ((row: Row) => 'red' | 'amber' | undefined) | undefined;
  readonly flashId?: string | undefined;
  readonly openId?: string | undefined;
  readonly viewed?: readonly string[];
  readonly initialScroll?: number | 'active';
  readonly onScrolled?: ((top: number) => void) | undefined;
  readonly onNearEnd?: (() => void) | undefined;
  readonly autoFocus?: boolean;
}

export const rowHeight = 36;
const headHeight = 36;
const estimateSize = (): number => rowHeight;

export function DataTable<Row>(props: DataTableProps<Row>): ReactNode {
  const { rows, columns, onSelect, height = 'fill', selected = [] } = props;
  const table = useTable(props);
  const { root, id, activeIndex, selectable } = table;
  useKeys(props.label, tableHelp(props, selectable), { enabled: rows.length > 0 });
  const template = gridTemplate(columns, selectable);
  // The same array as long as the columns are the same: rows are drawn anew only when something of theirs changed.
  const offsets = useMemo(() => fixedOffsets(columns, selectable), [columns, selectable]);
  return (
    <div
      ref={root}
      className="dt"
      role="grid"
      tabIndex={0}
      aria-label={props.label}
      aria-rowcount={rows.length + 1}
      aria-multiselectable={selectable}
      aria-activedescendant={activeIndex >= 0 ? `${id}-${activeIndex}` : undefined}
      style={height === 'fill' ? { flex: '1 1 0', minHeight: 120 } : { height }}
      onKeyDown={table.press}
      onFocus={table.markFirst}
      onCopy={(event) => {
        if (window.getSelection()?.isCollapsed === false) return;
        const chosen = rowsToCopy(rows, props.rowId, selected, activeIndex);
        if (chosen.length === 0) return;
        event.clipboardData.setData('text/plain', tsvOf(chosen, columns));
        event.preventDefault();
        sayCopied(chosen.length);
      }}
    >
      <DataHead
        columns={columns}
        template={template}
        offsets={offsets}
        rows={props.unfiltered ?? rows}
        ticked={selectable ? tickState(rows.length, selected.length) : undefined}
        onTickAll={() => onSelect?.(selected.length > 0 ? [] : rows.map(props.rowId))}
        sort={props.sort ?? null}
        onSort={props.onSort}
        columnValues={props.columnValues ?? {}}
        onColumnValues={props.onColumnValues}
      />
      {rows.length === 0 ? (
        <div role="rowgroup">
          <div role="row">
            <div role="gridcell">{props.empty}</div>
          </div>
        </div>
      ) : (
        <div className="dt-body" role="rowgroup" style={{ height: table.virtual.getTotalSize() }}>
          {table.virtual.getVirtualItems().map((item) => (
            <WindowRow key={item.key} {...props} {...table} item={item} template={template} offsets={offsets} />
          ))}
        </div>
      )}
    </div>
  );
}

interface RowActs {
  /** Ticks or unticks a row, or with `range` all from the active row to it. */
  readonly tick: (index: number, range: boolean) => void;
  readonly open: (index: number) => void;
}

/**
 * The newest of both behind functions that stay the same, so that a row need not be drawn anew for them. Newest from
 * the moment in which it is seen: a click that came before an effect did would be about other rows.
 */
function useSteady(newest: RowActs): RowActs {
  const latest = useRef(newest);
  useLayoutEffect(() => {
    latest.current = newest;
  });
  return useMemo(
    () => ({
      tick: (index, range) => latest.current.tick(index, range),
      open: (index) => latest.current.open(index),
    }),
    [],
  );
}

interface Table {
  readonly id: string;
  readonly root: React.RefObject<HTMLDivElement | null>;
  readonly virtual: Virtualizer<HTMLDivElement, Element>;
  readonly activeIndex: number;
  readonly selectable: boolean;
  readonly acts: RowActs;
  readonly press: (event: KeyboardEvent<HTMLElement>) => void;
  readonly markFirst: (event: FocusEvent<HTMLElement>) => void;
}

function useTable<Row>(props: DataTableProps<Row>): Table {
  const { rows, rowId, onSelect, onNearEnd } = props;
  const id = useId();
  const root = useRef<HTMLDivElement>(null);
  const [ownActive, setOwnActive] = useState<string | null>(null);
  const active = props.activeId === undefined ? ownActive : props.activeId;
  const activeIndex = active === null ? -1 : rows.findIndex((row) => rowId(row) === active);
  // A new function would make the virtualizer measure all rows again at every drawing.
  const getItemKey = useCallback((index: number) => rowIdAt(rows, rowId, index), [rows, rowId]);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => root.current,
    estimateSize,
    getItemKey,
    // Every row drawn costs; at the pace of a wheel more of them would be seen as a stutter.
    overscan: 4,
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
  });
  useScrollMemory(root, { virtual, count: rows.length, activeIndex }, props);
  useAutoFocus(root, props.autoFocus === true);
  useNearEnd(virtual.range?.endIndex ?? 0, rows.length, onNearEnd);
  const mark = (index: number): void => {
    const row = rows[index];
    if (row === undefined) return;
    setOwnActive(rowId(row));
    props.onActive?.(rowId(row));
  };
  const moveToRow = (index: number): void => {
    mark(index);
    virtual.scrollToIndex(index, { align: 'auto' });
  };
  const tick = (index: number, range: boolean): void => {
    onSelect?.(tickedAfter(rows.map(rowId), props.selected ?? [], range ? activeIndex : index, index));
    mark(index);
  };
  const press = (event: KeyboardEvent<HTMLElement>): void => {
    const height = root.current?.clientHeight ?? 400;
    const pageSize = Math.max(1, Math.floor((height - headHeight) / rowHeight) - 1);
    const { selected, rowActions = [], onOpen } = props;
    gridKeyDown(
      { rows, rowId, activeIndex, pageSize, selected, rowActions, onMove: moveToRow, onOpen, onSelect },
      event,
    );
  };
  // Whoever comes to the table by keyboard sees at once where it is.
  const markFirst = (event: FocusEvent<HTMLElement>): void => {
    if (event.target === root.current && activeIndex < 0) mark(0);
  };
  const open = (index: number): void => {
    const row = rows[index];
    moveToRow(index);
    if (row !== undefined) props.onOpen?.(row);
  };
  const acts = useSteady({ tick, open });
  return { id, root, virtual, activeIndex, selectable: onSelect !== undefined, acts, press, markFirst };
}

function WindowRow<Row>(
  props: DataTableProps<Row> &
    Table & {
      readonly item: VirtualItem;
      readonly template: string;
      readonly offsets: readonly (number | undefined)[];
    },
): ReactNode {
  const { item, rows, selected = [], selectable, acts, onOpen } = props;
  const row = rows[item.index];
  if (row === undefined) return null;
  const key = props.rowId(row);
  return (
    <DataRow
      domId={`${props.id}-${item.index}`}
      row={row}
      index={item.index}
      top={item.start - headHeight}
      columns={props.columns}
      template={props.template}
      offsets={props.offsets}
      active={item.index === props.activeIndex}
      ticked={selectable ? selected.includes(key) : undefined}
      tone={props.rowTone?.(row)}
      mark={rowMark(key, props)}
      opens={onOpen !== undefined}
      onTick={acts.tick}
      onPress={acts.open}
    />
  );
}

function rowIdAt<Row>(rows: readonly Row[], rowId: (row: Row) => string, index: number): string | number {
  const row = rows[index];
  return row === undefined ? index : rowId(row);
}

function useNearEnd(last: number, count: number, onNearEnd: (() => void) | undefined): void {
  useEffect(() => {
    if (count > 0 && last >= count - 20) onNearEnd?.();
  }, [last, count, onNearEnd]);
}

function rowMark<Row>(key: string, props: DataTableProps<Row>): string {
  if (key === props.flashId) return 'dt-flash';
  if (key === props.openId) return 'dt-opened';
  return props.viewed?.includes(key) === true ? 'dt-viewed' : '';
}

const tickState = (count: number, ticked: number): 'none' | 'some' | 'all' =>
  ticked === 0 ? 'none' : ticked >= count ? 'all' : 'some';

function rowsToCopy<Row>(
  rows: readonly Row[],
  rowId: (row: Row) => string,
  selected: readonly string[],
  activeIndex: number,
): readonly Row[] {
  if (selected.length > 0) {
    const wanted = new Set(selected);
    return rows.filter((row) => wanted.has(rowId(row)));
  }
  return rows.slice(activeIndex, activeIndex < 0 ? 0 : activeIndex + 1);
}

function tableHelp<Row>(props: DataTableProps<Row>, selectable: boolean): Parameters<typeof useKeys>[1] {
  const line = (key: string, label: string): Parameters<typeof useKeys>[1][number] => ({
    key,
    label,
    helpOnly: true,
    run: () => undefined,
  });
  return [
    line('↑ ↓ Home End PgUp PgDn', '换行'),
    ...(props.onOpen === undefined ? [] : [line('Enter', '打开')]),
    ...(selectable ? [line('Space', '选中'), line('Shift+ArrowDown', '连选'), line('Ctrl+A', '全选')] : []),
    line('Ctrl+C', '复制选中的行，可粘贴到 WPS'),
    ...(props.rowActions ?? []).map((action) => line(keyLabel(action.key), action.label)),
  ];
}

/** Returns to the scroll position of the last visit, or to the active row, as soon as there are rows to scroll. */
function useScrollMemory<Row>(
  root: React.RefObject<HTMLDivElement | null>,
  { virtual, count, activeIndex }: Pick<Table, 'virtual' | 'activeIndex'> & { readonly count: number },
  props: DataTableProps<Row>,
): void {
  const { initialScroll = 0, onScrolled } = props;
  const restored = useRef(false);
  const save = useRef(onScrolled);
  useLayoutEffect(() => {
    save.current = onScrolled;
  });
  useLayoutEffect(() => {
    if (restored.current || count === 0 || root.current === null) return;
    restored.current = true;
    const middle = activeIndex * rowHeight - (root.current.clientHeight - headHeight - rowHeight) / 2;
    root.current.scrollTop = initialScroll === 'active' ? Math.max(0, middle) : initialScroll;
  }, [count, activeIndex, initialScroll, root]);
  // What the virtualizer has read is taken: reading it again after rows were drawn would lay them out at once.
  useEffect(() => () => save.current?.(virtual.scrollOffset ?? 0), [virtual]);
}

function useAutoFocus(root: React.RefObject<HTMLDivElement | null>, wanted: boolean): void {
  useEffect(() => {
    const free = document.activeElement === null || document.activeElement === document.body;
    if (wanted && free) root.current?.focus({ preventScroll: true });
  }, [root, wanted]);
}
