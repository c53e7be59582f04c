/** The one grammar of list screens: chips → search → table → batch bar → detail. */
import { Button, type InputRef } from 'antd';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useMay } from '#renderer/session-store.ts';
import { DataTable } from './DataTable.tsx';
import { EmptyState } from './EmptyState.tsx';
import { FailureNote } from './FailureNote.tsx';
import type { RowAction } from './grid-keys.ts';
import { keyLabel } from './key-names.ts';
import { useKeys } from './keys.ts';
import type { useListState } from './list-store.ts';
import { BatchBar, ListTools } from './ListTools.tsx';
import { useListView, type ListPageProps, type ListView } from './list-view.ts';
import { PageHeader } from './Page.tsx';
import type { Column } from './rows.ts';
import { UnmaskedExport } from './UnmaskedExport.tsx';
import './table.css';

export type { Column } from './rows.ts';
export type { RowAction } from './grid-keys.ts';

export function ListPage<Row>(props: ListPageProps<Row>): ReactNode {
  const { rows, failure } = props;
  const view = useListView(props);
  const { shown } = view;
  const search = useRef<InputRef>(null);
  useListKeys(props, view, search);
  return (
    <div className="page">
      <PageHeader
        title={props.title}
        count={props.count ?? (rows === undefined ? undefined : shown.length)}
        primary={props.primary}
        actions={
          <>
            {props.actions}
            <UnmaskedExport title={props.title} view={view} rowId={props.rowId} />
          </>
        }
        {...(props.back === undefined ? {} : { back: props.back })}
      />
      {props.tabs !== undefined && <div className="page-tools">{props.tabs}</div>}
      <ListTools {...props} view={view} box={search} />
      <BatchBar {...props} view={view} />
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

function useListKeys<Row>(
  props: ListPageProps<Row>,
  { chosen, exportNow, list }: ListView<Row>,
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
    { key: 'Escape', label: '取消选择', run: () => list.set({ selected: [] }), when: chosen.length > 0 },
    { key: 'F5', label: '刷新', run: () => onRetry?.(), when: onRetry !== undefined },
    ...batch.flatMap((each) =>
      each.keyName === undefined
        ? []
        : [{ key: each.keyName, label: each.label, run: () => each.run(chosen), when: chosen.length > 0 }],
    ),
  ]);
}

function ListTable<Row>(
  props: ListPageProps<Row> & { readonly rows: readonly Row[]; readonly view: ListView<Row> },
): ReactNode {
  const { view, rowId, rowActions = [], rowButtons, onOpen } = props;
  const { list, shown, visible } = view;
  return (
    <DataTable
      selected={list.selected}
      onSelect={(selected) => list.set({ selected })}
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
