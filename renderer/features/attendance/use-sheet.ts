/** A sheet being typed back: its rows, kept as a draft until they are saved. */
import { useCallback, useLayoutEffect, useMemo, useRef } from 'react';
import type { AttendanceLine } from '#contract/attendance.ts';
import type { In } from '#contract/index.ts';
import type { RosterPerson } from '#contract/training.ts';
import type { SheetKind } from '#domain/attendance.ts';
import type { GridColumn, GridRow } from '#renderer/ui/PasteGrid.tsx';
import { cellProblem } from '#renderer/ui/paste.ts';
import { toast } from '#renderer/ui/toast.ts';
import { useDraft } from '#renderer/ui/use-draft.ts';
import { useAct } from '#renderer/use-query.ts';
import { inputOf, rowOf, withoutTail, withStaff } from './sheet-rows.ts';

export interface SheetOptions {
  readonly ofKind: In<'attendance.save'>['ofKind'];
  readonly ofId: string;
  readonly sheet: SheetKind;
  /** Names the draft; no personal data. */
  readonly title: string;
  /** Lines of this sheet as stored. */
  readonly lines: readonly AttendanceLine[];
  readonly roster: readonly RosterPerson[];
  readonly columns: readonly GridColumn[];
}

export interface SheetEditor {
  readonly ready: boolean;
  readonly rows: readonly GridRow[];
  readonly setRows: (rows: readonly GridRow[]) => void;
  readonly dirty: boolean;
  readonly restoredAt: number | undefined;
  readonly busy: boolean;
  /** True when the rows are stored now, also when there was nothing to store. */
  readonly save: () => Promise<boolean>;
  /** Forgets the draft for good; the screen has to start afresh afterwards. */
  readonly discard: () => Promise<void>;
}

const same = (a: readonly GridRow[], b: readonly GridRow[]): boolean => JSON.stringify(a) === JSON.stringify(b);

export function useSheet(options: SheetOptions): SheetEditor {
  const { ofKind, ofId, sheet, lines, roster, columns } = options;
  const stored = useMemo(() => lines.map(rowOf), [lines]);
  const draft = useDraft<{ rows: readonly GridRow[] | null }>(
    'attendance',
    `att-${sheet}-${ofId}`,
    { rows: null },
    () => options.title,
  );
  const act = useAct('attendance.save');
  const { update, drop, body } = draft;
  const rows = body.rows ?? stored;
  const typed = body.rows;
  const dirty = useMemo(() => typed !== null && !same(withoutTail(typed), stored), [typed, stored]);
  const restoredAt = dirty ? draft.restoredAt : undefined;
  const live = useRef(rows);
  useLayoutEffect(() => {
    live.current = rows;
  });
  const setRows = useCallback(
    (next: readonly GridRow[]) => {
      live.current = next;
      update({ rows: next });
    },
    [update],
  );
  const save = async (): Promise<boolean> => {
    commitCell();
    const wanted = withStaff(withoutTail(live.current), roster);
    const fault = firstFault(wanted, columns);
    if (fault !== undefined) {
      toast({ text: `${fault}。没有保存，请改正后再保存。`, tone: 'warn' });
      return false;
    }
    if (!same(wanted, stored)) {
      const kept = new Set(wanted.map((row) => row['id']));
      const done = await act.run({
        ofKind,
        ofId,
        sheet,
        lines: wanted.map((row, index) => inputOf(row, index, sheet)),
        removed: lines.filter((line) => !kept.has(line.id)).map((line) => line.id),
        reason: '',
      });
      if (done === undefined) return false;
      // New rows have their ids now: saving again must not add them again.
      update({ rows: done.lines.filter((line) => line.sheet === sheet).map(rowOf) });
    }
    return true;
  };
  return {
    ready: draft.ready,
    rows,
    setRows,
    dirty,
    restoredAt,
    busy: act.busy,
    save,
    discard: drop,
  };
}

/** The cell being typed in gives its text to the rows before they are saved. */
function commitCell(): void {
  const focused = document.activeElement;
  if (focused instanceof HTMLElement && focused.matches('[data-cell]')) focused.blur();
}

function firstFault(rows: readonly GridRow[], columns: readonly GridColumn[]): string | undefined {
  for (const [index, row] of rows.entries()) {
    for (const column of columns) {
      if (column.kind === 'fixed') continue;
      const reason = cellProblem(column, row[column.key] ?? '', row);
      if (reason !== undefined) return `第 ${index + 1} 行${column.title}：${reason}`;
    }
  }
  return undefined;
}
