/** One sheet on screen in the order of the paper: quick ticks, the grid, colleagues from the roster. */
import { Button } from 'antd';
import { useLayoutEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import type { RosterPerson } from '#contract/training.ts';
import type { Post } from '#domain/organisation.ts';
import { useKeys } from '#renderer/ui/keys.ts';
import { PasteGrid, type GridColumn, type GridRow } from '#renderer/ui/PasteGrid.tsx';
import { toast } from '#renderer/ui/toast.ts';
import { MarkBar } from './MarkBar.tsx';
import { RosterDialog } from './RosterDialog.tsx';
import { blankRow, matchRow, rosterRow, withMarks, withoutMarks } from './sheet-rows.ts';
import './attendance.css';

interface Props {
  readonly label: string;
  readonly columns: readonly GridColumn[];
  readonly rows: readonly GridRow[];
  readonly onRows: (rows: readonly GridRow[]) => void;
  readonly roster: readonly RosterPerson[];
  /** The sheet of the public grows with the highest number; that of the staff has its people. */
  readonly open: boolean;
  readonly posts: readonly Post[];
  readonly readOnly: boolean;
  readonly tools?: ReactNode;
}

const longest = 1000;
const publicHint =
  '按纸质签到表的行号回填：输入 1-25,27,30 再按 Enter，表会补足行数，不录姓名也可以；也可以从 Excel 复制后粘贴。';
const staffHint = '先“从名册添加”，或从 Excel 复制带标题的名单粘贴（工号、姓名）；名册之外的人“添加一行”。';
const anyRow = (): boolean => true;

export function SheetGrid(props: Props): ReactNode {
  const { label, columns, rows, onRows, roster, open, readOnly } = props;
  const [adding, setAdding] = useState(false);
  const listed = useMemo(() => new Set(rows.map((row) => row['staff'] ?? '')), [rows]);
  const { version, replace, undo } = useSteps(rows, onRows);
  const mark = (lines: readonly number[], here: boolean): void => {
    const before = rows;
    const text = `${lines.length} 行已标为${here ? '到场' : '未到'}`;
    replace(withMarks(rows, lines, here, open), text, (now) => withoutMarks(now, before));
  };
  const add = (people: readonly RosterPerson[]): void => {
    setAdding(false);
    const added = people.map(rosterRow);
    replace([...rows, ...added], `已添加 ${people.length} 人`, (now) =>
      now.filter((row) => !added.some((each) => each['id'] === row['id'])),
    );
  };
  useKeys(label, [{ key: 'Ctrl+G', label: '从名册添加', run: () => setAdding(true), when: !open && !readOnly }]);
  const came = rows.filter((row) => row['here'] === '1').length;
  return (
    <div className="sheet-main">
      <MarkBar max={open ? longest : rows.length} onMark={mark} onUndo={undo} readOnly={readOnly}>
        <span className="mark-end">
          <span className="sheet-counts num" role="status">
            到场 <b>{came}</b> / {rows.length}
          </span>
          {!open && !readOnly && (
            <Button onClick={() => setAdding(true)}>
              从名册添加<kbd>Ctrl+G</kbd>
            </Button>
          )}
          {props.tools}
        </span>
      </MarkBar>
      {rows.length === 0 && !readOnly && <p className="sheet-hint">{open ? publicHint : staffHint}</p>}
      <div className="sheet-grid">
        <PasteGrid
          key={version}
          label={label}
          columns={columns}
          rows={rows}
          onChange={onRows}
          readOnly={readOnly}
          maxRows={longest}
          newRow={blankRow}
          removable={anyRow}
          rowLabel={(row, index) => (row['name'] ? `第 ${index + 1} 行 ${row['name']}` : `第 ${index + 1} 行`)}
          {...(open
            ? {}
            : {
                match: (cells: Readonly<Record<string, string>>, now: readonly GridRow[]) =>
                  matchRow(cells, now, roster),
              })}
        />
      </div>
      {adding && (
        <RosterDialog
          people={roster}
          listed={listed}
          posts={props.posts}
          onAdd={add}
          onClose={() => setAdding(false)}
        />
      )}
    </div>
  );
}

/**
 * Steps made outside the grid: ticks by number, people from the roster. They are no steps of the grid's own
 * undo, so it starts afresh and one step back is kept here.
 */
function useSteps(rows: readonly GridRow[], onRows: Props['onRows']) {
  const [version, setVersion] = useState(0);
  const latest = useRef(rows);
  useLayoutEffect(() => {
    latest.current = rows;
  });
  const last = useRef<() => void>(null);
  const undo = (): void => last.current?.();
  const replace = (
    next: readonly GridRow[],
    text: string,
    back: (now: readonly GridRow[]) => readonly GridRow[],
  ): void => {
    const set = (to: readonly GridRow[]): void => {
      onRows(to);
      setVersion((count) => count + 1);
    };
    set(next);
    last.current = () => {
      last.current = null;
      set(back(latest.current));
    };
    toast({ text, tone: 'good', undo });
  };
  return { version, replace, undo };
}
