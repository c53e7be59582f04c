/** One row of a PasteGrid: real inputs, each with its own text until it is committed. */
import { memo, useState, type ClipboardEvent, type KeyboardEvent, type ReactNode } from 'react';
import { normalizeCell } from '#domain/normalize.ts';
import { cellMove, type Caret, type CellAt, type CellMove } from './cell-moves.ts';
import { isComposing, keyName } from './key-names.ts';
import { cellProblem, type GridColumn, type GridRow } from './paste.ts';

export interface CellActs {
  readonly set: (at: CellAt, value: string) => void;
  readonly move: (at: CellAt, step: CellMove) => void;
  readonly paste: (event: ClipboardEvent, at: CellAt) => void;
  readonly remove: (row: GridRow, index: number) => void;
}

interface RowProps {
  readonly row: GridRow;
  readonly index: number;
  readonly top: number;
  readonly columns: readonly GridColumn[];
  readonly template: string;
  /** Begin of the ids of the columns' choices. */
  readonly lists: string;
  readonly name: string;
  readonly readOnly: boolean;
  /** The column in which this row belongs to the marked range. */
  readonly inRange: number | undefined;
  readonly removable: boolean;
  readonly acts: CellActs;
}

/** While the grid scrolls, only the rows that come into sight are drawn. */
export const PasteRow = memo(function PasteRow(props: RowProps): ReactNode {
  const { row, index, columns, name } = props;
  return (
    <div
      className="pg-row"
      role="row"
      aria-rowindex={index + 2}
      style={{ gridTemplateColumns: props.template, transform: `translateY(${props.top}px)` }}
    >
      <span role="rowheader" className="pg-number num">
        {index + 1}
      </span>
      {columns.map((column, at) => (
        <Cell key={column.key} {...props} column={column} at={at} />
      ))}
      <span role="gridcell" className="pg-cell">
        {props.removable && (
          <button
            type="button"
            tabIndex={-1}
            className="control-button"
            aria-label={`删除${name}`}
            onClick={() => props.acts.remove(row, index)}
          >
            ✕
          </button>
        )}
      </span>
    </div>
  );
});

interface CellProps extends RowProps {
  readonly column: GridColumn;
  readonly at: number;
}

function Cell(props: CellProps): ReactNode {
  const { row, column, inRange, at } = props;
  const range = inRange === at ? ' pg-range' : '';
  if (column.kind === 'fixed') {
    return (
      <span role="gridcell" className={`pg-cell pg-fixed${range}`}>
        <span className="ellipsis">{row[column.key]}</span>
      </span>
    );
  }
  return <Entry {...props} range={range} />;
}

function Entry(props: CellProps & { readonly range: string }): ReactNode {
  const { row, index, column, name, lists, readOnly, acts, range } = props;
  const at: CellAt = { row: index, column: props.at };
  const stored = row[column.key] ?? '';
  const [typed, setTyped] = useState<string>();
  const problem = cellProblem(column, typed ?? stored, row);
  const flag = column.kind === 'flag';
  const commit = (): void => {
    if (typed === undefined) return;
    setTyped(undefined);
    const value = normalizeCell(typed);
    acts.set(at, column.clean?.(value) ?? value);
  };
  const press = (event: KeyboardEvent<HTMLInputElement>): void => {
    const step = isComposing(event.nativeEvent)
      ? undefined
      : cellMove(keyName(event.nativeEvent), caretOf(event.currentTarget));
    const act = step !== undefined && 'act' in step ? step.act : undefined;
    // Text being typed has its own undo; text not yet typed has nothing to restore.
    const leftToInput =
      (act === 'undo' && typed !== undefined && typed !== stored) || (act === 'restore' && typed === undefined);
    if (step === undefined || leftToInput) return;
    event.preventDefault();
    event.stopPropagation();
    if (act === 'restore') setTyped(undefined);
    else if (act === 'edit') toEnd(event.currentTarget);
    else {
      commit();
      acts.move(at, step);
    }
  };
  const shared = {
    'data-cell': `${at.row},${at.column}`,
    'aria-label': `${name} ${column.title}`,
    'aria-invalid': problem !== undefined,
    title: problem,
    onKeyDown: press,
    onPaste: (event: ClipboardEvent<HTMLInputElement>) => {
      acts.paste(event, at);
    },
  };
  return (
    <span role="gridcell" className={`pg-cell${range}${problem === undefined ? '' : ' pg-wrong'}`}>
      {flag ? (
        <input
          {...shared}
          type="checkbox"
          checked={stored === '1'}
          disabled={readOnly}
          onChange={(event) => {
            acts.set(at, event.target.checked ? '1' : '');
          }}
        />
      ) : (
        <input
          {...shared}
          className={column.kind === 'number' ? 'pg-input num pg-right' : 'pg-input'}
          inputMode={column.kind === 'number' ? 'decimal' : 'text'}
          autoComplete="off"
          list={column.options === undefined ? undefined : `${lists}${column.key}`}
          readOnly={readOnly}
          value={typed ?? stored}
          onFocus={(event) => {
            event.target.select();
          }}
          onChange={(event) => {
            setTyped(event.target.value);
          }}
          onBlur={commit}
        />
      )}
    </span>
  );
}

const caretOf = (input: HTMLInputElement): Caret => ({
  start: input.selectionStart ?? 0,
  end: input.selectionEnd ?? 0,
  length: input.value.length,
  flag: input.type === 'checkbox',
});

function toEnd(input: HTMLInputElement): void {
  if (input.type !== 'checkbox') input.setSelectionRange(input.value.length, input.value.length);
}
