/** The one grammar of list screens: chips → search → table → batch bar → detail. */
import { Button, Input, type InputRef } from 'antd';
import { useDeferredValue, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import type { RequestFailure } from '#renderer/api.ts';
import { ColumnMenu } from './ColumnMenu.tsx';
import { DataTable } from './DataTable.tsx';
import { EmptyState } from './EmptyState.tsx';
import { FailureNote } from './FailureNote.tsx';
import { thousands } from './format.ts';
import type { RowAction } from './grid-keys.ts';
import { keyLabel } from './key-names.ts';
import { useKeys } from './keys.ts';
import { rememberOrder, useListState } from './list-store.ts';
import { PageHeader, type HeadProps } from './Page.tsx';
import { filterRows, shownColumns, sortRows, type Column } from './rows.ts';
import './table.css';

export type { Column } from './rows.ts';
export type { RowAction } from './grid-keys.ts';

export interface BatchAction<Row> {
  readonly label: string;
  readonly keyName?: string;
  readonly danger?: boolean;
  readonly run: (rows: readonly Row[]) => void;
}

export interface SheetText {
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface ListPageProps<Row> extends Omit<HeadProps, 'title'> {
  /** Key under which filters, row and scroll are remembered. */
  readonly page: string;
  readonly title: string;
  readonly chips?: readonly { readonly key: string; readonly label: string; readonly count?: number | undefined }[];
  /** Placeholder of the search box; without it there is none. */
  readonly search?: string;
  readonly filters?: ReactNode;
  readonly rows: readonly Row[] | undefined;
  readonly rowId: (row: Row) => string;
  readonly columns: readonly Column<Row>[];
  readonly loading?: boolean;
  readonly failure?: RequestFailure | undefined;
  readonly onRetry?: () => void;
  readonly onOpen?: (row: Row) => void;
  readonly rowActions?: readonly RowAction<Row>[];
  /** Shows the row actions as buttons at the right, for the mouse; false for a row hides its buttons. */
  readonly rowButtons?: (row: Row) => boolean;
  readonly batch?: readonly BatchAction<Row>[];
  readonly emptyFirst: ReactNode;
  readonly rowTone?: (row: Row) => 'red' | 'amber' | undefined;
  readonly flashId?: string | undefined;
  readonly openId?: string | undefined;
  readonly aside?: ReactNode;
  readonly drawer?: ReactNode;
  /** The backend sorted by useListState(page).sort already. */
  readonly presorted?: boolean;
  readonly onNearEnd?: () => void;
  /** Ctrl+E: exactly what is on screen, as text. */
  readonly onExport?: (sheet: SheetText) => void;
}

export function ListPage<Row>(props: ListPageProps<Row>): ReactNode {
  const { page, rows, rowId, columns } = props;
  const list = useListState(page);
  const visible = useMemo(() => shownColumns(columns, list.hiddenColumns), [columns, list.hiddenColumns]);
  const drawn =
    props.rowButtons === undefined ? visible : [...visible, buttonColumn(props.rowActions ?? [], props.rowButtons)];
  const filtered = useMemo(
    () => filterRows(rows ?? [], columns, list.columnValues),
    [rows, columns, list.columnValues],
  );
  const shown = useMemo(
    () => (props.presorted === true ? filtered : sortRows(filtered, columns, list.sort)),
    [filtered, columns, list.sort, props.presorted],
  );
  useEffect(() => {
    rememberOrder(page, shown.map(rowId));
  }, [page, shown, rowId]);
  const chosen = useMemo(() => {
    const ids = new Set(list.selected);
    return shown.filter((row) => ids.has(rowId(row)));
  }, [list.selected, shown, rowId]);
  const exportNow = (): void => {
    props.onExport?.({
      headings: visible.map((column) => column.title),
      rows: (chosen.length > 0 ? chosen : shown).map((row) => visible.map((column) => column.text(row))),
    });
  };
  const search = useRef<InputRef>(null);
  useKeys(props.title, [
    {
      key: 'Ctrl+F',
      label: '在本页查找',
      run: () => search.current?.focus({ cursor: 'all' }),
      when: props.search !== undefined,
    },
    { key: 'Ctrl+E', label: '导出表格', run: exportNow, when: props.onExport !== undefined },
    { key: 'F5', label: '刷新', run: () => props.onRetry?.(), when: props.onRetry !== undefined },
    ...(props.batch ?? []).flatMap((each) =>
      each.keyName === undefined
        ? []
        : [{ key: each.keyName, label: each.label, run: () => each.run(chosen), when: chosen.length > 0 }],
    ),
  ]);
  const narrowed = list.text !== '' || Object.values(list.columnValues).some((values) => values.length > 0);
  return (
    <div className="page">
      <PageHeader
        title={props.title}
        count={props.count ?? (rows === undefined ? undefined : shown.length)}
        primary={props.primary}
        actions={props.actions}
        {...(props.back === undefined ? {} : { back: props.back })}
      />
      <div className="list-tools">
        {props.chips !== undefined && (
          <Chips
            chips={props.chips}
            value={list.chip || (props.chips[0]?.key ?? '')}
            onChange={(chip) => list.set({ chip, selected: [] })}
          />
        )}
        {props.filters}
        {props.search !== undefined && <SearchBox page={page} placeholder={props.search} box={search} />}
        <ColumnMenu
          columns={columns}
          hidden={list.hiddenColumns}
          onChange={(hiddenColumns) => {
            list.set({ hiddenColumns });
          }}
        />
        {props.onExport !== undefined && (
          <Button onClick={exportNow} disabled={shown.length === 0}>
            导出<kbd>Ctrl+E</kbd>
          </Button>
        )}
      </div>
      {chosen.length > 0 && (props.batch ?? []).length > 0 && (
        <BatchBar rows={chosen} batch={props.batch ?? []} onClear={() => list.set({ selected: [] })} />
      )}
      <div className="list-main">
        <div className="list-table">
          {props.failure !== undefined && <FailureNote failure={props.failure} onRetry={props.onRetry} />}
          {props.failure === undefined && rows === undefined && <Waiting />}
          {rows !== undefined && (
            <DataTable
              rows={shown}
              unfiltered={rows}
              rowId={rowId}
              columns={drawn}
              label={props.title}
              autoFocus
              {...(props.onOpen === undefined ? {} : { onOpen: openAndMark(props.onOpen, rowId, list) })}
              rowActions={props.rowActions ?? []}
              {...((props.batch ?? []).length === 0
                ? {}
                : { selected: list.selected, onSelect: (selected: readonly string[]) => list.set({ selected }) })}
              activeId={list.active}
              onActive={(active) => {
                list.set({ active });
              }}
              sort={list.sort}
              onSort={(sort) => {
                list.set({ sort });
              }}
              columnValues={list.columnValues}
              onColumnValues={(key, values) => {
                list.set({ columnValues: { ...list.columnValues, [key]: values } });
              }}
              rowTone={props.rowTone}
              flashId={props.flashId}
              openId={props.openId}
              viewed={list.viewed}
              initialScroll={list.scroll}
              onScrolled={(scroll) => {
                list.set({ scroll });
              }}
              onNearEnd={props.onNearEnd}
              empty={
                narrowed || (list.chip !== '' && list.chip !== (props.chips?.[0]?.key ?? '')) ? (
                  <NothingFound
                    text={list.text}
                    onClear={() => list.set({ text: '', chip: '', columnValues: {}, filters: {} })}
                  />
                ) : (
                  props.emptyFirst
                )
              }
            />
          )}
        </div>
        {props.aside}
      </div>
      {props.drawer}
    </div>
  );
}

function buttonColumn<Row>(rowActions: readonly RowAction<Row>[], shows: (row: Row) => boolean): Column<Row> {
  return {
    key: 'row-buttons',
    title: '操作',
    width: 16 + rowActions.reduce((sum, action) => sum + 44 + action.label.length * 14, 0),
    screenOnly: true,
    text: () => '',
    render: (row) =>
      shows(row) &&
      rowActions
        .filter((action) => action.when?.(row) !== false)
        .map((action) => (
          <Button key={action.key} size="small" tabIndex={-1} onClick={() => action.run(row)}>
            {action.label}
            <kbd>{keyLabel(action.key)}</kbd>
          </Button>
        )),
  };
}

function openAndMark<Row>(
  open: (row: Row) => void,
  rowId: (row: Row) => string,
  list: ReturnType<typeof useListState>,
): (row: Row) => void {
  return (row) => {
    const id = rowId(row);
    list.set({ active: id, viewed: list.viewed.includes(id) ? list.viewed : [...list.viewed, id] });
    open(row);
  };
}

function Chips(props: {
  readonly chips: NonNullable<ListPageProps<unknown>['chips']>;
  readonly value: string;
  readonly onChange: (chip: string) => void;
}): ReactNode {
  return (
    <div className="list-chips" role="group" aria-label="快捷筛选">
      {props.chips.map((chip) => (
        <button
          key={chip.key}
          type="button"
          className="list-chip"
          aria-pressed={chip.key === props.value}
          onClick={() => {
            props.onChange(chip.key);
          }}
        >
          {chip.label}
          {chip.count !== undefined && <span className="num"> {thousands(chip.count)}</span>}
        </button>
      ))}
    </div>
  );
}

/** Typing is answered at once in the box and after 150 ms in the list; pinyin being composed is not searched. */
function SearchBox(props: {
  readonly page: string;
  readonly placeholder: string;
  readonly box: React.RefObject<InputRef | null>;
}): ReactNode {
  const list = useListState(props.page);
  const [typed, setTyped] = useState(list.text);
  const [composing, setComposing] = useState(false);
  const { set, text } = list;
  const settled = useDeferredValue(typed);
  // What this box sent itself must not come back over letters typed since.
  const sent = useRef(text);
  useEffect(() => {
    if (text === sent.current) return;
    sent.current = text;
    setTyped(text);
  }, [text]);
  useEffect(() => {
    if (composing || settled === text) return;
    const timer = setTimeout(() => {
      sent.current = settled;
      set({ text: settled, selected: [] });
    }, 150);
    return () => {
      clearTimeout(timer);
    };
  }, [settled, composing, set, text]);
  return (
    <Input
      ref={props.box}
      className="list-search"
      placeholder={`${props.placeholder} Ctrl+F`}
      aria-label={props.placeholder}
      allowClear
      value={typed}
      onChange={(event) => {
        setTyped(event.target.value);
      }}
      onCompositionStart={() => {
        setComposing(true);
      }}
      onCompositionEnd={() => {
        setComposing(false);
      }}
    />
  );
}

function BatchBar<Row>(props: {
  readonly rows: readonly Row[];
  readonly batch: readonly BatchAction<Row>[];
  readonly onClear: () => void;
}): ReactNode {
  return (
    <div className="list-batch" role="toolbar" aria-label="批量操作">
      <span>
        已选 <b className="num">{thousands(props.rows.length)}</b> 项
      </span>
      {props.batch.map((each) => (
        <Button key={each.label} danger={each.danger ?? false} onClick={() => each.run(props.rows)}>
          {each.label}
          {each.keyName !== undefined && <kbd>{keyLabel(each.keyName)}</kbd>}
        </Button>
      ))}
      <Button type="text" onClick={props.onClear}>
        取消选择
      </Button>
    </div>
  );
}

function NothingFound(props: { readonly text: string; readonly onClear: () => void }): ReactNode {
  return (
    <EmptyState
      title={props.text === '' ? '没有符合条件的记录' : `没有找到“${props.text}”`}
      actions={[{ label: '清除筛选', run: props.onClear }]}
    />
  );
}

/** Grey lines, only when a read takes longer than 200 ms. */
export function Waiting(): ReactNode {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => {
      setLate(true);
    }, 200);
    return () => {
      clearTimeout(timer);
    };
  }, []);
  if (!late) return null;
  return (
    <div className="list-wait" aria-busy="true" aria-label="正在读取">
      {[90, 70, 80, 60, 75].map((width) => (
        <span key={width} style={{ width: `${width}%` }} />
      ))}
    </div>
  );
}
