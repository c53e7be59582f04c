/** The one grammar of list screens: chips → search → table → batch bar → detail. */
import { Button, Input, type InputRef } from 'antd';
import { useDeferredValue, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import type { RequestFailure } from '#renderer/api.ts';
import { ColumnMenu } from './ColumnMenu.tsx';
import { DataTable } from './DataTable.tsx';
import { useMay } from '#renderer/session-store.ts';
import { start } from '#renderer/start.ts';
import { EmptyState } from './EmptyState.tsx';
import { exportTable } from './export-table.ts';
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

export interface ListPageProps<Row> extends Omit<HeadProps, 'title'> {
  /** Key under which filters, row and scroll are remembered. */
  readonly page: string;
  readonly title: string;
  /** Screens that belong together with this one, above its tools. */
  readonly tabs?: ReactNode;
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
  /** Where only the first rows are read: all of them, for the export. */
  readonly allRows?: () => Promise<readonly Row[]>;
}

export function ListPage<Row>(props: ListPageProps<Row>): ReactNode {
  const { rows, batch = [], failure } = props;
  const view = useListView(props);
  const { list, shown, chosen } = view;
  const search = useRef<InputRef>(null);
  useListKeys(props, view, search);
  return (
    <div className="page">
      <PageHeader
        title={props.title}
        count={props.count ?? (rows === undefined ? undefined : shown.length)}
        primary={props.primary}
        actions={props.actions}
        {...(props.back === undefined ? {} : { back: props.back })}
      />
      {props.tabs !== undefined && <div className="page-tools">{props.tabs}</div>}
      <ListTools {...props} view={view} box={search} />
      {chosen.length > 0 && batch.length > 0 && (
        <BatchBar rows={chosen} batch={batch} onClear={() => list.set({ selected: [] })} />
      )}
      <div className="list-main">
        <div className="list-table">
          {failure !== undefined && <FailureNote failure={failure} onRetry={props.onRetry} />}
          {failure === undefined && rows === undefined && <Waiting />}
          {rows !== undefined && <ListTable {...props} rows={rows} view={view} />}
        </div>
        {props.aside}
      </div>
      {props.drawer}
    </div>
  );
}

interface ListView<Row> {
  readonly list: ReturnType<typeof useListState>;
  readonly visible: readonly Column<Row>[];
  readonly shown: readonly Row[];
  /** Ticked rows that are on screen. */
  readonly chosen: readonly Row[];
  readonly exportNow: () => void;
}

function useListView<Row>(props: ListPageProps<Row>): ListView<Row> {
  const { page, rows, rowId, columns, presorted = false } = props;
  const list = useListState(page);
  const { hiddenColumns, columnValues, sort, selected } = list;
  const visible = useMemo(() => shownColumns(columns, hiddenColumns), [columns, hiddenColumns]);
  const shown = useMemo(() => {
    const filtered = filterRows(rows ?? [], columns, columnValues);
    return presorted ? filtered : sortRows(filtered, columns, sort);
  }, [rows, columns, columnValues, sort, presorted]);
  const chosen = useMemo(() => {
    const ids = new Set(selected);
    return shown.filter((row) => ids.has(rowId(row)));
  }, [selected, shown, rowId]);
  useEffect(() => {
    rememberOrder(page, shown.map(rowId));
  }, [page, shown, rowId]);
  // Ctrl+E: exactly what is on screen; with ticked rows only those.
  const exportNow = (): void => {
    start(
      exportTable(props.title, visible, async () => {
        if (chosen.length > 0 || props.allRows === undefined) return chosen.length > 0 ? chosen : shown;
        const all = filterRows(await props.allRows(), columns, columnValues);
        return presorted ? all : sortRows(all, columns, sort);
      }),
    );
  };
  return { list, visible, shown, chosen, exportNow };
}

function useListKeys<Row>(
  props: ListPageProps<Row>,
  { chosen, exportNow }: ListView<Row>,
  search: React.RefObject<InputRef | null>,
): void {
  const { batch = [], onRetry } = props;
  const mayExport = useMay('print.document');
  useKeys(props.title, [
    {
      key: 'Ctrl+F',
      label: '在本页查找',
      run: () => search.current?.focus({ cursor: 'all' }),
      when: props.search !== undefined,
    },
    { key: 'Ctrl+E', label: '导出表格', run: exportNow, when: mayExport },
    { key: 'F5', label: '刷新', run: () => onRetry?.(), when: onRetry !== undefined },
    ...batch.flatMap((each) =>
      each.keyName === undefined
        ? []
        : [{ key: each.keyName, label: each.label, run: () => each.run(chosen), when: chosen.length > 0 }],
    ),
  ]);
}

function ListTools<Row>(
  props: ListPageProps<Row> & { readonly view: ListView<Row>; readonly box: React.RefObject<InputRef | null> },
): ReactNode {
  const { page, chips, view } = props;
  const mayExport = useMay('print.document');
  const { list } = view;
  return (
    <div className="list-tools">
      {chips !== undefined && (
        <Chips
          chips={chips}
          value={list.chip || (chips[0]?.key ?? '')}
          onChange={(chip) => list.set({ chip, selected: [] })}
        />
      )}
      {props.filters}
      {props.search !== undefined && <SearchBox page={page} placeholder={props.search} box={props.box} />}
      <ColumnMenu
        columns={props.columns}
        hidden={list.hiddenColumns}
        onChange={(hiddenColumns) => {
          list.set({ hiddenColumns });
        }}
      />
      {mayExport && (
        <Button onClick={view.exportNow} disabled={view.shown.length === 0}>
          导出<kbd>Ctrl+E</kbd>
        </Button>
      )}
    </div>
  );
}

function ListTable<Row>(
  props: ListPageProps<Row> & { readonly rows: readonly Row[]; readonly view: ListView<Row> },
): ReactNode {
  const { view, rowId, rowActions = [], rowButtons, onOpen, batch = [] } = props;
  const { list, shown, visible } = view;
  const selection =
    batch.length === 0
      ? {}
      : { selected: list.selected, onSelect: (selected: readonly string[]) => list.set({ selected }) };
  return (
    <DataTable
      {...selection}
      rows={shown}
      unfiltered={props.rows}
      rowId={rowId}
      columns={rowButtons === undefined ? visible : [...visible, buttonColumn(rowActions, rowButtons)]}
      label={props.title}
      autoFocus
      onOpen={onOpen === undefined ? undefined : openAndMark(onOpen, rowId, list)}
      rowActions={rowActions}
      activeId={list.active}
      onActive={(active) => list.set({ active })}
      sort={list.sort}
      onSort={(sort) => list.set({ sort })}
      columnValues={list.columnValues}
      onColumnValues={(key, values) => list.set({ columnValues: { ...list.columnValues, [key]: values } })}
      rowTone={props.rowTone}
      flashId={props.flashId}
      openId={props.openId}
      viewed={list.viewed}
      initialScroll={list.scroll}
      onScrolled={(scroll) => list.set({ scroll })}
      onNearEnd={props.onNearEnd}
      empty={isNarrowed(props) ? <NothingFound {...list} /> : props.emptyFirst}
    />
  );
}

function isNarrowed<Row>({
  view: { list },
  chips,
}: Pick<ListPageProps<Row>, 'chips'> & { readonly view: ListView<Row> }): boolean {
  if (list.text !== '' || Object.values(list.columnValues).some((values) => values.length > 0)) return true;
  if (Object.values(list.filters).some((value) => value !== '')) return true;
  return list.chip !== '' && list.chip !== chips?.[0]?.key;
}

function buttonColumn<Row>(rowActions: readonly RowAction<Row>[], shows: (row: Row) => boolean): Column<Row> {
  return {
    key: 'row-buttons',
    title: '操作',
    width: 16 + rowActions.reduce((sum, action) => sum + 60 + action.label.length * 14, 0),
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

function NothingFound({ text, set }: Pick<ReturnType<typeof useListState>, 'text' | 'set'>): ReactNode {
  return (
    <EmptyState
      title={text === '' ? '没有符合条件的记录' : `没有找到“${text}”`}
      actions={[{ label: '清除筛选', run: () => set({ text: '', chip: '', columnValues: {}, filters: {} }) }]}
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
