/**
 * Excel-like entry of rosters, attendance and scores. Every visible cell is a real input, so the first
 * pinyin letter is never lost: focus = selected. Windowed, at most 1000 rows.
 */
import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { Button } from 'antd';
import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useId,
  useMemo,
  useRef,
  useState,
  type ClipboardEvent,
  type ReactNode,
} from 'react';
import { must } from '#domain/failure.ts';
import { cellAfter, type CellAt, type CellMove } from './cell-moves.ts';
import { tableFromClipboard } from './clipboard-table.ts';
import { columnInRange, countProblems, filled, withCell, type Range } from './grid-edits.ts';
import { useKeys } from './keys.ts';
import { PasteRow, type CellActs } from './PasteRow.tsx';
import { PastePreview } from './PastePreview.tsx';
import { applyPlan, planPaste, type GridColumn, type GridRow, type PastePlan, type RowMatch } from './paste.ts';
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

/** Of a row and of the heading row above them. */
const rowHeight = 34;

export function PasteGrid(props: Props): ReactNode {
  const { columns, rows, label, readOnly = false } = props;
  const grid = useGrid(props);
  const { root, virtual, plan } = grid;
  useGridHelp(label, !readOnly);
  const template = useMemo(() => templateOf(columns), [columns]);
  const lists = useId();
  return (
    <div className="pg">
      <div
        ref={root}
        className="pg-scroll"
        role="grid"
        aria-label={label}
        aria-rowcount={rows.length + 1}
        aria-readonly={readOnly}
        tabIndex={-1}
      >
        <Head columns={columns} template={template} />
        <div role="rowgroup" className="pg-body" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const row = must(rows[item.index], 'the window lies inside the rows');
            return (
              <PasteRow
                key={row['id'] ?? item.index}
                row={row}
                index={item.index}
                top={item.start - rowHeight}
                columns={columns}
                template={template}
                lists={lists}
                name={props.rowLabel?.(row, item.index) ?? `第 ${item.index + 1} 行`}
                readOnly={readOnly}
                inRange={columnInRange(item.index, grid.range)}
                removable={!readOnly && props.removable?.(row) === true}
                acts={grid.acts}
              />
            );
          })}
        </div>
      </div>
      <OptionLists id={lists} columns={columns} />
      <Foot grid={grid} rows={rows} columns={columns} />
      {plan !== undefined && <PastePreview plan={plan} onApply={grid.applyPlan} onCancel={grid.dropPlan} />}
    </div>
  );
}

const templateOf = (columns: readonly GridColumn[]): string =>
  `44px ${columns.map((column) => `minmax(${column.width}px, ${column.width}fr)`).join(' ')} 40px`;

/** One list of choices a column, whatever the number of rows. */
function OptionLists({ id, columns }: { readonly id: string; readonly columns: readonly GridColumn[] }): ReactNode {
  return columns.map(
    ({ key, options }) =>
      options !== undefined && (
        <datalist key={key} id={`${id}${key}`}>
          {options.map((option) => (
            <option key={option} value={option} />
          ))}
        </datalist>
      ),
  );
}

function Head({
  columns,
  template,
}: {
  readonly columns: readonly GridColumn[];
  readonly template: string;
}): ReactNode {
  return (
    <div className="pg-head" role="rowgroup">
      <div className="pg-row" role="row" aria-rowindex={1} style={{ gridTemplateColumns: template }}>
        <span role="columnheader">序号</span>
        {columns.map((column) => (
          <span key={column.key} role="columnheader">
            {column.title}
          </span>
        ))}
        <span role="columnheader" aria-label="操作" />
      </div>
    </div>
  );
}

function Foot(props: {
  readonly grid: Grid;
  readonly rows: readonly GridRow[];
  readonly columns: readonly GridColumn[];
}): ReactNode {
  const { grid, rows, columns } = props;
  const { count, first } = useMemo(() => countProblems(rows, columns), [rows, columns]);
  return (
    <div className="pg-foot">
      <span className="muted num">共 {rows.length} 行</span>
      {first !== undefined && (
        <Button size="small" type="link" danger onClick={() => grid.focusCell(first)}>
          ▲ {count} 处有问题，去看第一处
        </Button>
      )}
      {grid.addRow !== undefined && (
        <Button size="small" onClick={grid.addRow}>
          添加一行
        </Button>
      )}
    </div>
  );
}

interface Grid {
  readonly root: React.RefObject<HTMLDivElement | null>;
  readonly virtual: Virtualizer<HTMLDivElement, Element>;
  readonly range: Range | undefined;
  readonly plan: PastePlan | undefined;
  readonly focusCell: (at: CellAt) => void;
  readonly addRow: (() => void) | undefined;
  /** The same as long as the grid lives, so that a row is drawn anew only when its own content changes. */
  readonly acts: CellActs;
  readonly applyPlan: () => void;
  readonly dropPlan: () => void;
}

function useGrid(props: Props): Grid {
  const { columns, rows, newRow, maxRows = 1000, readOnly = false } = props;
  const root = useRef<HTMLDivElement>(null);
  const [range, setRange] = useState<Range>();
  const history = useHistory(props);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => root.current,
    estimateSize: () => rowHeight,
    overscan: 6,
    scrollMargin: rowHeight,
    scrollPaddingStart: rowHeight,
  });
  const focusCell = useCellFocus(root, (row) => {
    virtual.scrollToIndex(row, { align: 'auto' });
  });
  const stops = useMemo(() => columns.flatMap((column, at) => (column.kind === 'fixed' ? [] : [at])), [columns]);
  const canAdd = newRow !== undefined && !readOnly && rows.length < maxRows;
  const addRow = (): void => {
    if (newRow === undefined) return;
    history.change((now) => [...now, newRow()]);
    focusCell({ row: rows.length, column: stops[0] ?? 0 });
  };
  const setCell = (at: CellAt, value: string): void => {
    const key = columns[at.column]?.key;
    if (key !== undefined) history.change((now) => withCell(now, at.row, key, value));
  };
  const go = (at: CellAt, step: Extract<CellMove, { go: string }>): void => {
    const page = Math.max(1, Math.floor((root.current?.clientHeight ?? 400) / rowHeight) - 2);
    const next = cellAfter(at, step.go, rows.length, stops, page);
    setRange(step.extend ? { column: at.column, from: range?.from ?? at.row, to: next.row } : undefined);
    focusCell(next);
  };
  const move = (at: CellAt, step: CellMove): void => {
    if ('go' in step) go(at, step);
    else if (step.act === 'commitDown' && at.row === rows.length - 1 && canAdd) addRow();
    else if (step.act === 'commitDown') go(at, { go: 'down', extend: false });
    else if (step.act === 'commitUp') go(at, { go: 'up', extend: false });
    else if (step.act === 'undo') history.undo();
    else if (step.act === 'fillDown' && !readOnly) history.change((now) => filled(now, columns, at, range));
  };
  const remove = (row: GridRow, index: number): void => {
    history.change((now) => now.filter((each) => each !== row));
    toast({ text: `已删除第 ${index + 1} 行`, undo: history.undo });
  };
  const { paste, ...pasting } = usePasting(props, history);
  const acts = useSteady({ set: setCell, move, paste, remove });
  return { root, virtual, range, focusCell, addRow: canAdd ? addRow : undefined, acts, ...pasting };
}

/** The acts of the last drawing behind functions that never change. */
function useSteady(acts: CellActs): CellActs {
  const latest = useRef(acts);
  useLayoutEffect(() => {
    latest.current = acts;
  });
  const [steady] = useState<CellActs>(() => ({
    set: (at, value) => latest.current.set(at, value),
    move: (at, step) => latest.current.move(at, step),
    paste: (event, at) => latest.current.paste(event, at),
    remove: (row, index) => latest.current.remove(row, index),
  }));
  return steady;
}

/** A block from the clipboard becomes a plan; the plan becomes rows when the user says so. */
function usePasting(
  props: Props,
  history: History,
): Pick<Grid, 'plan' | 'applyPlan' | 'dropPlan'> & Pick<CellActs, 'paste'> {
  const { columns, rows, newRow, match, maxRows = 1000, readOnly = false } = props;
  const [plan, setPlan] = useState<PastePlan>();
  const dropPlan = (): void => {
    setPlan(undefined);
  };
  const paste = (event: ClipboardEvent, at: CellAt): void => {
    if (readOnly) return;
    const table = tableFromClipboard(event.clipboardData);
    // One cell is pasted as text, into the text.
    if (table.length === 0 || (table.length === 1 && table[0]?.length === 1)) return;
    event.preventDefault();
    setPlan(planPaste({ table, columns, rows, ...at, maxRows, canAdd: newRow !== undefined, match }));
  };
  const apply = (): void => {
    if (plan === undefined) return;
    history.change((now) => applyPlan(now, columns, plan, newRow));
    setPlan(undefined);
    toast({ text: `已粘贴 ${plan.good} 行`, tone: 'good', undo: history.undo });
  };
  return { plan, paste, applyPlan: apply, dropPlan };
}

interface History {
  readonly change: (step: (rows: readonly GridRow[]) => readonly GridRow[]) => void;
  readonly undo: () => void;
}

/** Fifty steps back, whatever made them: typing, pasting, filling, deleting. */
function useHistory({ rows, onChange }: Pick<Props, 'rows' | 'onChange'>): History {
  const past = useRef<(readonly GridRow[])[]>([]);
  const now = useRef({ rows, onChange });
  useLayoutEffect(() => {
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
    // A row just added could not be scrolled to before it was drawn.
    scrollTo(at.row);
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
