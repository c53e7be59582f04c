/** Pure part of moving through a PasteGrid: what a key does in a cell, given the caret. */

export interface Caret {
  readonly start: number;
  readonly end: number;
  readonly length: number;
  /** A check box has no caret: arrows always leave it. */
  readonly flag: boolean;
}

export type CellMove =
  | {
      readonly go: 'up' | 'down' | 'left' | 'right' | 'pageUp' | 'pageDown' | 'top' | 'bottom';
      readonly extend: boolean;
    }
  | { readonly act: 'commitDown' | 'commitUp' | 'restore' | 'edit' | 'fillDown' | 'undo' };

/** Undefined leaves the key to the input: typing, caret inside the text, Tab. */
export function cellMove(name: string, caret: Caret): CellMove | undefined {
  const whole = caret.flag || (caret.start === 0 && caret.end === caret.length);
  switch (name) {
    case 'ArrowUp':
    case 'Shift+ArrowUp':
      return { go: 'up', extend: name.startsWith('Shift') };
    case 'ArrowDown':
    case 'Shift+ArrowDown':
      return { go: 'down', extend: name.startsWith('Shift') };
    case 'ArrowLeft':
      return whole || (caret.start === 0 && caret.end === 0) ? { go: 'left', extend: false } : undefined;
    case 'ArrowRight':
      return whole || (caret.start === caret.length && caret.end === caret.length)
        ? { go: 'right', extend: false }
        : undefined;
    case 'PageUp':
      return { go: 'pageUp', extend: false };
    case 'PageDown':
      return { go: 'pageDown', extend: false };
    case 'Ctrl+Home':
      return { go: 'top', extend: false };
    case 'Ctrl+End':
      return { go: 'bottom', extend: false };
    case 'Enter':
      return { act: 'commitDown' };
    case 'Shift+Enter':
      return { act: 'commitUp' };
    case 'Escape':
      return { act: 'restore' };
    case 'F2':
      return { act: 'edit' };
    case 'Ctrl+D':
      return { act: 'fillDown' };
    case 'Ctrl+Z':
      return { act: 'undo' };
    default:
      return undefined;
  }
}

export interface CellAt {
  readonly row: number;
  readonly column: number;
}

/** The cell a movement leads to, kept inside the grid. `stops` are the columns that can be entered. */
export function cellAfter(
  at: CellAt,
  go: Extract<CellMove, { go: string }>['go'],
  rows: number,
  stops: readonly number[],
  page: number,
): CellAt {
  const last = Math.max(0, rows - 1);
  const stop = stops.indexOf(at.column);
  const beside = (step: number): number => stops[Math.min(stops.length - 1, Math.max(0, stop + step))] ?? at.column;
  switch (go) {
    case 'up':
      return { ...at, row: Math.max(0, at.row - 1) };
    case 'down':
      return { ...at, row: Math.min(last, at.row + 1) };
    case 'left':
      return { ...at, column: beside(-1) };
    case 'right':
      return { ...at, column: beside(1) };
    case 'pageUp':
      return { ...at, row: Math.max(0, at.row - page) };
    case 'pageDown':
      return { ...at, row: Math.min(last, at.row + page) };
    case 'top':
      return { row: 0, column: stops[0] ?? at.column };
    case 'bottom':
      return { row: last, column: stops.at(-1) ?? at.column };
  }
}
