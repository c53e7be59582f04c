/** One row of a PasteGrid: real inputs, each with its own text until it is committed. */
import { useState, type ClipboardEvent, type KeyboardEvent, type ReactNode } from 'react';
import { normalizeCell } from '#domain/normalize.ts';
import { cellMove, type Caret, type CellAt, type CellMove } from './cell-moves.ts';
import { isComposing, keyName } from './key-names.ts';
import { cellProblem, type GridColumn, type GridRow } from './paste.ts';

interface RowProps {
  readonly row: GridRow;
  readonly index: number;
  readonly top: number;
  readonly columns: readonly GridColumn[];
  readonly template: string;
  readonly name: string;
  readonly readOnly: boolean;
  /** The column in which this row belongs to the marked range. */
  readonly inRange: number | undefined;
  readonly onSet: (at: CellAt, value: string) => void;
  readonly onMove: (at: CellAt, step: CellMove) => void;
  readonly onPaste: (event: ClipboardEvent, at: CellAt) => void;
  readonly onRemove: (() => void) | undefined;
}

export function PasteRow(props: RowProps): ReactNode {
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
        <span
          key={column.key}
          role="gridcell"
          className={`pg-cell${props.inRange === at ? ' pg-range' : ''}${column.kind === 'fixed' ? ' pg-fixed' : ''}`}
        >
          {column.kind === 'fixed' ? (
            <span className="ellipsis">{row[column.key]}</span>
          ) : (
            <Cell {...props} column={column} at={{ row: index, column: at }} label={`${name} ${column.title}`} />
          )}
        </span>
      ))}
      <span role="gridcell" className="pg-cell">
        {props.onRemove !== undefined && (
          <button
            type="button"
            tabIndex={-1}
            className="control-button"
            aria-label={`删除${name}`}
            onClick={props.onRemove}
          >
            ✕
          </button>
        )}
      </span>
    </div>
  );
}

interface CellProps extends RowProps {
  readonly column: GridColumn;
  readonly at: CellAt;
  readonly label: string;
}

function Cell({ row, column, at, label, readOnly, onSet, onMove, onPaste }: CellProps): ReactNode {
  const stored = row[column.key] ?? '';
  const [typed, setTyped] = useState<string>();
  const problem = cellProblem(column, typed ?? stored, row);
  const flag = column.kind === 'flag';
  const commit = (): void => {
    if (typed === undefined) return;
    setTyped(undefined);
    const value = normalizeCell(typed);
    onSet(at, column.clean?.(value) ?? value);
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
      onMove(at, step);
    }
  };
  const shared = {
    'data-cell': `${at.row},${at.column}`,
    'aria-label': label,
    'aria-invalid': problem !== undefined,
    title: problem,
    onKeyDown: press,
    onPaste: (event: ClipboardEvent<HTMLInputElement>) => {
      onPaste(event, at);
    },
  };
  if (flag) {
    return (
      <input
        {...shared}
        type="checkbox"
        checked={stored === '1'}
        disabled={readOnly}
        onChange={(event) => {
          onSet(at, event.target.checked ? '1' : '');
        }}
      />
    );
  }
  return (
    <>
      <input
        {...shared}
        className={column.kind === 'number' ? 'pg-input num pg-right' : 'pg-input'}
        inputMode={column.kind === 'number' ? 'decimal' : 'text'}
        autoComplete="off"
        list={column.options === undefined ? undefined : `${column.key}-${at.row}`}
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
      {column.options !== undefined && (
        <datalist id={`${column.key}-${at.row}`}>
          {column.options.map((option) => (
            <option key={option} value={option} />
          ))}
        </datalist>
      )}
    </>
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
