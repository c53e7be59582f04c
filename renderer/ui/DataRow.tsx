/** One row of a DataTable. */
import { memo, type CSSProperties, type ReactNode } from 'react';
import type { Column } from './rows.ts';

interface Props<Row> {
  readonly domId: string;
  readonly row: Row;
  readonly index: number;
  readonly top: number;
  readonly columns: readonly Column<Row>[];
  readonly template: string;
  readonly offsets: readonly (number | undefined)[];
  readonly active: boolean;
  readonly ticked: boolean | undefined;
  readonly tone: 'red' | 'amber' | undefined;
  readonly mark: string;
  readonly opens: boolean;
  readonly onTick: (index: number, range: boolean) => void;
  readonly onPress: (index: number) => void;
}

export const cellStyle = (left: number | undefined): CSSProperties =>
  left === undefined ? {} : { position: 'sticky', left, zIndex: 1 };

/** A press that ends a text selection must not open the row. */
const isSelecting = (): boolean => window.getSelection()?.isCollapsed === false;

function DataRowPlain<Row>(props: Props<Row>): ReactNode {
  const { row, columns, offsets, ticked } = props;
  const classes = [
    'dt-row',
    props.active ? 'dt-active' : '',
    ticked === true ? 'dt-ticked' : '',
    props.opens ? 'dt-opens' : '',
    props.tone === undefined ? '' : `dt-${props.tone}`,
    props.mark,
  ];
  return (
    <div
      id={props.domId}
      role="row"
      aria-rowindex={props.index + 2}
      aria-selected={ticked ?? props.active}
      className={classes.filter((name) => name !== '').join(' ')}
      style={{ gridTemplateColumns: props.template, transform: `translateY(${props.top}px)` }}
      onMouseDown={(event) => {
        if (ticked === undefined || !event.shiftKey) return;
        // Or the browser marks the texts in between, and Ctrl+C takes those.
        event.preventDefault();
        event.currentTarget.closest<HTMLElement>('[role="grid"]')?.focus({ preventScroll: true });
      }}
      onClick={(event) => {
        if (event.target instanceof Element && event.target.closest('button, a, input') !== null) return;
        if (ticked !== undefined && (event.ctrlKey || event.shiftKey)) props.onTick(props.index, event.shiftKey);
        else if (!isSelecting()) props.onPress(props.index);
      }}
    >
      {ticked !== undefined && (
        <div role="gridcell" className="dt-cell dt-tick" style={cellStyle(0)}>
          <label className="dt-tick-target">
            <input
              type="checkbox"
              tabIndex={-1}
              checked={ticked}
              aria-label={`选中第 ${props.index + 1} 行`}
              onChange={(event) => {
                props.onTick(props.index, event.nativeEvent instanceof MouseEvent && event.nativeEvent.shiftKey);
              }}
            />
          </label>
        </div>
      )}
      {columns.map((column, at) => (
        <div
          key={column.key}
          role="gridcell"
          className={`dt-cell dt-${column.align ?? 'left'}${column.screenOnly === true ? ' dt-buttons' : ''}`}
          style={cellStyle(offsets[at])}
          title={column.render === undefined ? column.text(row) : undefined}
        >
          {column.render === undefined ? <span className="ellipsis">{column.text(row)}</span> : column.render(row)}
        </div>
      ))}
    </div>
  );
}

/** memo() drops the type parameter; the cast puts it back. */
export const DataRow = memo(DataRowPlain) as typeof DataRowPlain;
