/** What a list screen is given, and what it shows of it now. */
import { useEffect, useMemo, type ReactNode } from 'react';
import type { RequestFailure } from '#renderer/api.ts';
import { start } from '#renderer/start.ts';
import { exportTable } from './export-table.ts';
import type { RowAction } from './grid-keys.ts';
import { rememberOrder, useListState } from './list-store.ts';
import type { HeadProps } from './Page.tsx';
import { filterRows, shownColumns, sortRows, type Column } from './rows.ts';

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

export interface ListView<Row> {
  readonly list: ReturnType<typeof useListState>;
  readonly visible: readonly Column<Row>[];
  readonly shown: readonly Row[];
  /** Ticked rows that are on screen. */
  readonly chosen: readonly Row[];
  /** What an export takes: the ticked rows, or all that fit the filters, also those not read yet. */
  readonly rowsToExport: () => Promise<readonly Row[]>;
  /** Ctrl+E: exactly what is on screen. */
  readonly exportNow: () => void;
}

export function useListView<Row>(props: ListPageProps<Row>): ListView<Row> {
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
  const rowsToExport = async (): Promise<readonly Row[]> => {
    if (chosen.length > 0 || props.allRows === undefined) return chosen.length > 0 ? chosen : shown;
    const all = filterRows(await props.allRows(), columns, columnValues);
    return presorted ? all : sortRows(all, columns, sort);
  };
  const exportNow = (): void => {
    start(exportTable(props.title, visible, rowsToExport));
  };
  return { list, visible, shown, chosen, rowsToExport, exportNow };
}
