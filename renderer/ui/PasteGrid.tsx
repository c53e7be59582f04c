/**
 * Excel-like entry of rosters, attendance and scores. Every visible cell is a real input, so the first
 * pinyin letter is never lost: focus = selected. Windowed, at most 1000 rows.
 */
import { useVirtualizer } from '@tanstack/react-virtual';
import { Button } from 'antd';
import { useCallback, useEffect, useMemo, useRef, useState, type ClipboardEvent, type ReactNode } from 'react';
import { must } from '#domain/failure.ts';
import { cellAfter, type CellAt, type CellMove } from './cell-moves.ts';
import { tableFromClipboard } from './clipboard-table.ts';
import { useKeys } from './keys.ts';
import { PasteRow } from './PasteRow.tsx';
import { PastePreview } from './PastePreview.tsx';
import {
  applyPlan,
  cellProblem,
  planPaste,
  type GridColumn,
  type GridRow,
  type PastePlan,
  type RowMatch,
} from './paste.ts';
import { toast } from './toast.ts';
import './paste-grid.css';

export type { GridColumn, GridRow, RowMatch } from './paste.ts';

interface Props {
  readonly columns: readonly GridColumn[];
  /** Each row holds `id`. */
  readonly rows: readonly GridRow[];
  readonly onChange: (rows: readonly GridRow[]) => void;
  readonly label: string;
  /** Allows rows to be added; gives an empty one with a fresh id. */
  readonly newRow?: () => GridRow;
  readonly removable?: (row: GridRow) => boolean;
  readonly maxRows?: number;
  /** Read out before the column title: the name in the row. */
  readonly rowLabel?: (row: GridRow, index: number) => string;
  readonly readOnly?: boolean;
  readonly match?: (cells: Readonly<Record<string, string>>, rows: readonly GridRow[]) => RowMatch;
}

const rowHeight = 34;

export function PasteGrid(props: Props): ReactNode {
  const { columns, rows, newRow, maxRows = 1000, readOnly = false } = props;
  const root = useRef<HTMLDivElement>(null);
  const [range, setRange] = useState<{ column: number; from: number; to: number }>();
  const [plan, setPlan] = useState<PastePlan>();
  const history = useHistory(props);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => root.current,
    estimateSize: () => rowHeight,
    overscan: 6,
    scrollPaddingStart: rowHeight,
  });
  const focusCell = useCellFocus(root, (row) => {
    virtual.scrollToIndex(row, { align: 'auto' });
  });
  const stops = useMemo(() => columns.flatMap((column, at) => (column.kind === 'fixed' ? [] : [at])), [columns]);
  const problems = useMemo(() => countProblems(rows, columns), [rows, columns]);
  const canAdd = newRow !== undefined && !readOnly && rows.length < maxRows;
  const addRow = (): void => {
    if (!canAdd) return;
    history.change((now) => [...now, newRow()]);
    focusCell({ row: rows.length, column: stops[0] ?? 0 });
  };
  const setCell = (at: CellAt, value: string): void => {
    const column = columns[at.column];
    if (column === undefined) return;
    history.change((now) => withCell(now, at.row, column.key, value));
  };
  const move = (at: CellAt, step: CellMove): void => {
    const page = Math.max(1, Math.floor((root.current?.clientHeight ?? 400) / rowHeight) - 2);
    if ('go' in step) {
      const next = cellAfter(at, step.go, rows.length, stops, page);
      setRange(step.extend ? { column: at.column, from: range?.from ?? at.row, to: next.row } : undefined);
      focusCell(next);
    } else if (step.act === 'commitDown' && at.row === rows.length - 1 && canAdd) addRow();
    else if (step.act === 'commitDown') focusCell({ ...at, row: Math.min(rows.length - 1, at.row + 1) });
    else if (step.act === 'commitUp') focusCell({ ...at, row: Math.max(0, at.row - 1) });
    else if (step.act === 'undo') history.undo();
    else if (step.act === 'fillDown' && !readOnly) {
      history.change((now) => filled(now, columns, at, range));
    }
  };
  const paste = (event: ClipboardEvent, at: CellAt): void => {
    if (readOnly) return;
    const table = tableFromClipboard(event.clipboardData);
    if (table.length === 0 || (table.length === 1 && table[0]?.length === 1 && !(table[0][0] ?? '').includes('\n')))
      return;
    event.preventDefault();
    setPlan(planPaste({ table, columns, rows, ...at, maxRows, canAdd: newRow !== undefined, match: props.match }));
  };
  const applyNow = (): void => {
    if (plan === undefined) return;
    history.change((now) => applyPlan(now, columns, plan, newRow));
    setPlan(undefined);
    toast({ text: `已粘贴 ${plan.good} 行`, tone: 'good', undo: history.undo });
  };
  useGridHelp(props.label, !readOnly);
  const template = columns.map((column) => `minmax(${column.width}px, ${column.width}fr)`).join(' ');
  const removable = props.removable;
  return (
    <div className="pg">
      <div
        ref={root}
        className="pg-scroll"
        role="grid"
        aria-label={props.label}
        aria-rowcount={rows.length + 1}
        aria-readonly={readOnly}
        tabIndex={-1}
      >
        <div className="pg-head" role="rowgroup">
          <div className="pg-row" role="row" aria-rowindex={1} style={{ gridTemplateColumns: `44px ${template} 40px` }}>
            <span role="columnheader">序号</span>
            {columns.map((column) => (
              <span key={column.key} role="columnheader">
                {column.title}
              </span>
            ))}
            <span role="columnheader" aria-label="操作" />
          </div>
        </div>
        <div role="rowgroup" className="pg-body" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const row = must(rows[item.index], 'the window lies inside the rows');
            return (
              <PasteRow
                key={row['id'] ?? item.index}
                row={row}
                index={item.index}
                top={item.start}
                columns={columns}
                template={`44px ${template} 40px`}
                name={props.rowLabel?.(row, item.index) ?? `第 ${item.index + 1} 行`}
                readOnly={readOnly}
                inRange={range !== undefined && isBetween(item.index, range) ? range.column : undefined}
                onSet={setCell}
                onMove={move}
                onPaste={paste}
                {...(removable === undefined || readOnly || !removable(row)
                  ? {}
                  : {
                      onRemove: () => {
                        history.change((now) => now.filter((each) => each !== row));
                        toast({ text: `已删除第 ${item.index + 1} 行`, undo: history.undo });
                      },
                    })}
              />
            );
          })}
        </div>
      </div>
      <div className="pg-foot">
        <span className="muted num">共 {rows.length} 行</span>
        {problems.count > 0 && problems.first !== undefined && (
          <Button size="small" type="link" danger onClick={() => focusCell(must(problems.first, 'just tested'))}>
            ▲ {problems.count} 处有问题，去看第一处
          </Button>
        )}
        {canAdd && (
          <Button size="small" onClick={addRow}>
            添加一行
          </Button>
        )}
      </div>
      {plan !== undefined && (
        <PastePreview
          plan={plan}
          onApply={applyNow}
          onCancel={() => {
            setPlan(undefined);
          }}
        />
      )}
    </div>
  );
}

const isBetween = (row: number, range: { readonly from: number; readonly to: number }): boolean =>
  row >= Math.min(range.from, range.to) && row <= Math.max(range.from, range.to);

function withCell(rows: readonly GridRow[], at: number, key: string, value: string): readonly GridRow[] {
  const row = rows[at];
  return row === undefined || (row[key] ?? '') === value ? rows : rows.with(at, { ...row, [key]: value });
}

/** Ctrl+D: the first cell of the range goes down through it; without a range the cell above comes down. */
export function filled(
  rows: readonly GridRow[],
  columns: readonly GridColumn[],
  at: CellAt,
  range: { readonly column: number; readonly from: number; readonly to: number } | undefined,
): readonly GridRow[] {
  const column = columns[range?.column ?? at.column];
  if (column === undefined || column.kind === 'fixed') return rows;
  const top = range === undefined ? at.row - 1 : Math.min(range.from, range.to);
  const bottom = range === undefined ? at.row : Math.max(range.from, range.to);
  const value = rows[top]?.[column.key];
  if (value === undefined) return rows;
  return rows.map((row, index) => (index > top && index <= bottom ? { ...row, [column.key]: value } : row));
}

function countProblems(
  rows: readonly GridRow[],
  columns: readonly GridColumn[],
): { readonly count: number; readonly first: CellAt | undefined } {
  let count = 0;
  let first: CellAt | undefined;
  rows.forEach((row, index) => {
    columns.forEach((column, at) => {
      if (column.kind === 'fixed' || cellProblem(column, row[column.key] ?? '', row) === undefined) return;
      count += 1;
      first ??= { row: index, column: at };
    });
  });
  return { count, first };
}

/** Fifty steps back, whatever made them: typing, pasting, filling, deleting. */
function useHistory({ rows, onChange }: Pick<Props, 'rows' | 'onChange'>): {
  readonly change: (step: (rows: readonly GridRow[]) => readonly GridRow[]) => void;
  readonly undo: () => void;
} {
  const past = useRef<(readonly GridRow[])[]>([]);
  const now = useRef({ rows, onChange });
  useEffect(() => {
    now.current = { rows, onChange };
  });
  // Two steps may follow each other before the parent has drawn the first: typing in a cell, then Enter.
  const set = useCallback((next: readonly GridRow[]) => {
    now.current = { ...now.current, rows: next };
    now.current.onChange(next);
  }, []);
  const change = useCallback(
    (step: (rows: readonly GridRow[]) => readonly GridRow[]) => {
      const before = now.current.rows;
      const next = step(before);
      if (next === before) return;
      past.current = [...past.current.slice(-49), before];
      set(next);
    },
    [set],
  );
  const undo = useCallback(() => {
    const before = past.current.pop();
    if (before !== undefined) set(before);
  }, [set]);
  return { change, undo };
}

/** Focuses a cell even when its row is not drawn yet: scrolls first, focuses after drawing. */
function useCellFocus(
  root: React.RefObject<HTMLDivElement | null>,
  scrollTo: (row: number) => void,
): (at: CellAt) => void {
  const wanted = useRef<CellAt>(null);
  const [, draw] = useState(0);
  useEffect(() => {
    const at = wanted.current;
    if (at === null) return;
    const cell = root.current?.querySelector<HTMLInputElement>(`[data-cell="${at.row},${at.column}"]`);
    if (cell === null || cell === undefined) return;
    wanted.current = null;
    cell.focus({ preventScroll: true });
    if (cell.type !== 'checkbox') cell.select();
  });
  return (at) => {
    wanted.current = at;
    scrollTo(at.row);
    draw((count) => count + 1);
  };
}

function useGridHelp(label: string, editable: boolean): void {
  const line = (key: string, text: string): { key: string; label: string; helpOnly: true; run: () => void } => ({
    key,
    label: text,
    helpOnly: true,
    run: () => undefined,
  });
  useKeys(label, [
    line('↑ ↓ ← →', '换格'),
    line('Enter', '确定并到下一行'),
    line('F2', '光标放到末尾'),
    ...(editable
      ? [line('Space', '勾选'), line('Ctrl+D', '向下填充'), line('Ctrl+V', '粘贴一片，先预览'), line('Ctrl+Z', '撤销')]
      : []),
  ]);
}
