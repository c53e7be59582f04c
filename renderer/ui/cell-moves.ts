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

const always: Readonly<Record<string, CellMove>> = {
  ArrowUp: { go: 'up', extend: false },
  'Shift+ArrowUp': { go: 'up', extend: true },
  ArrowDown: { go: 'down', extend: false },
  'Shift+ArrowDown': { go: 'down', extend: true },
  PageUp: { go: 'pageUp', extend: false },
  PageDown: { go: 'pageDown', extend: false },
  'Ctrl+Home': { go: 'top', extend: false },
  'Ctrl+End': { go: 'bottom', extend: false },
  Enter: { act: 'commitDown' },
  'Shift+Enter': { act: 'commitUp' },
  Escape: { act: 'restore' },
  F2: { act: 'edit' },
  'Ctrl+D': { act: 'fillDown' },
  'Ctrl+Z': { act: 'undo' },
};

/** Undefined leaves the key to the input: typing, caret inside the text, Tab. */
export function cellMove(name: string, caret: Caret): CellMove | undefined {
  const { start, end, length, flag } = caret;
  const whole = flag || (start === 0 && end === length);
  if (name === 'ArrowLeft' && (whole || end === 0)) return { go: 'left', extend: false };
  if (name === 'ArrowRight' && (whole || start === length)) return { go: 'right', extend: false };
  return always[name];
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
