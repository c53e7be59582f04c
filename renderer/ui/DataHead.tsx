/** The heading row: sort by pressing, filter by value, definitions. */
import { useId, useState, type ReactNode } from 'react';
import { cellStyle } from './DataRow.tsx';
import { anchorName, anchorStyle, Floating } from './Floating.tsx';
import { thousands } from './format.ts';
import { toggled } from './grid-keys.ts';
import type { ListState, SortState } from './list-store.ts';
import { valueCounts, type Column } from './rows.ts';
import { Term } from './Term.tsx';

interface Props<Row> {
  readonly columns: readonly Column<Row>[];
  readonly template: string;
  readonly offsets: readonly (number | undefined)[];
  readonly rows: readonly Row[];
  readonly ticked: 'none' | 'some' | 'all' | undefined;
  readonly onTickAll: () => void;
  readonly sort: SortState | null;
  readonly onSort: ((sort: SortState | null) => void) | undefined;
  readonly columnValues: ListState['columnValues'];
  readonly onColumnValues: ((key: string, values: readonly string[]) => void) | undefined;
}

export function DataHead<Row>(props: Props<Row>): ReactNode {
  const { ticked, offsets } = props;
  return (
    <div className="dt-head" role="rowgroup">
      <div className="dt-row dt-head-row" role="row" aria-rowindex={1} style={{ gridTemplateColumns: props.template }}>
        {ticked !== undefined && (
          <div role="columnheader" className="dt-cell dt-tick" style={cellStyle(0)}>
            <label className="dt-tick-target">
              <input
                type="checkbox"
                tabIndex={-1}
                aria-label="全选"
                checked={ticked === 'all'}
                ref={(box) => {
                  if (box !== null) box.indeterminate = ticked === 'some';
                }}
                onChange={props.onTickAll}
              />
            </label>
          </div>
        )}
        {props.columns.map((column, at) => (
          <div
            key={column.key}
            role="columnheader"
            className={`dt-cell dt-${column.align ?? 'left'}${column.screenOnly === true ? ' dt-buttons' : ''}`}
            style={cellStyle(offsets[at])}
            aria-sort={sortName(column.key, props.sort)}
          >
            <HeadTitle column={column} sort={props.sort} onSort={props.onSort} />
            {column.filter === true && props.onColumnValues !== undefined && (
              <ValueMenu
                column={column}
                rows={props.rows}
                chosen={props.columnValues[column.key] ?? []}
                onChange={(values) => props.onColumnValues?.(column.key, values)}
              />
            )}
          </div>
        ))}
      </div>
    </div>
  );
}

function sortName(key: string, sort: SortState | null): 'ascending' | 'descending' | undefined {
  if (sort?.key !== key) return undefined;
  return sort.down ? 'descending' : 'ascending';
}

/** Rising, falling, as it came. */
function nextSort(key: string, sort: SortState | null): SortState | null {
  if (sort?.key !== key) return { key, down: false };
  return sort.down ? null : { key, down: true };
}

function HeadTitle<Row>(props: {
  readonly column: Column<Row>;
  readonly sort: SortState | null;
  readonly onSort: ((sort: SortState | null) => void) | undefined;
}): ReactNode {
  const { column, sort, onSort } = props;
  const title = column.term === undefined ? column.title : <Term definition={column.term}>{column.title}</Term>;
  if (column.sort === undefined || onSort === undefined) return <span className="ellipsis">{title}</span>;
  const mark = sort?.key === column.key ? (sort.down ? '▼' : '▲') : '⇅';
  const press = (): void => {
    onSort(nextSort(column.key, sort));
  };
  return (
    <>
      {column.term === undefined ? null : <span className="ellipsis">{title}</span>}
      <button type="button" tabIndex={-1} className="dt-sort" onClick={press} aria-label={`按${column.title}排序`}>
        {column.term === undefined && <span className="ellipsis">{column.title}</span>}
        <span aria-hidden="true" className={sort?.key === column.key ? 'dt-sort-on' : 'dt-sort-off'}>
          {mark}
        </span>
      </button>
    </>
  );
}

function ValueMenu<Row>(props: {
  readonly column: Column<Row>;
  readonly rows: readonly Row[];
  readonly chosen: readonly string[];
  readonly onChange: (values: readonly string[]) => void;
}): ReactNode {
  const { column, rows, chosen, onChange } = props;
  const id = useId();
  const anchor = anchorName(id);
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className={`dt-filter${chosen.length > 0 ? ' dt-filter-on' : ''}`}
        style={anchorStyle(id)}
        data-anchor={anchor}
        aria-label={`筛选${column.title}`}
        aria-expanded={open}
        onClick={() => {
          setOpen(!open);
        }}
      >
        ▾{chosen.length > 0 && <span className="num">{chosen.length}</span>}
      </button>
      {open && (
        <Floating
          anchor={anchor}
          onClose={() => {
            setOpen(false);
          }}
          label={`筛选${column.title}`}
          role="group"
          focusFirst
        >
          <div
            className="dt-values"
            onKeyDown={(event) => {
              if (event.key !== 'Escape') return;
              event.stopPropagation();
              setOpen(false);
            }}
          >
            {valueCounts(rows, column).map(([value, count]) => (
              <label key={value} className="dt-value">
                <input
                  type="checkbox"
                  checked={chosen.includes(value)}
                  onChange={() => {
                    onChange(toggled(chosen, value));
                  }}
                />
                <span className="ellipsis">{value === '' ? '（空）' : value}</span>
                <span className="num muted">{thousands(count)}</span>
              </label>
            ))}
            <button type="button" className="plain-button" onClick={() => onChange([])} disabled={chosen.length === 0}>
              清除
            </button>
          </div>
        </Floating>
      )}
    </>
  );
}
