/**
 * A code scanner is a keyboard that types faster than anybody. Pure: key presses in, a code out.
 *
 * Keys are read by their place (`event.code`), so that an input method that is on does not matter;
 * every sign of our codes is a capital letter, a digit, `-` or `/`. From the third sign of a number
 * on (`HD-`, `PX-`) the scanner is known, and its keys belong to nobody else.
 */
export interface ScanPress {
  /** `KeyH`, `Digit0`, `Minus`, `Enter` … */
  readonly code: string;
  /** Milliseconds on any clock that goes forward. */
  readonly at: number;
}

export interface ScanState {
  readonly typed: string;
  readonly at: number;
}

export const noScan: ScanState = { typed: '', at: Number.NEGATIVE_INFINITY };

/** Between two keys of a scanner; nobody types three letters of a number at this pace. */
const slowestMs = 60;
/** Once known, a scanner may be held up by a busy PC. */
const pauseMs = 400;
const longest = 60;
const begins = /^(HD|PX)-/;

/** Whether what was typed so far can only have come from a scanner. */
export const isScanning = ({ typed }: ScanState): boolean => begins.test(typed);

/** The state after one key press. Modifiers leave it as it is. */
export function scanned(state: ScanState, press: ScanPress): ScanState {
  if (/^(Shift|Control|Alt|Meta|CapsLock)/.test(press.code)) return state;
  const sign = signOf(press.code);
  if (sign === null) return noScan;
  const inTime = press.at - state.at <= (isScanning(state) ? pauseMs : slowestMs);
  const typed = inTime ? state.typed + sign : sign;
  return { typed: typed.length > longest ? '' : typed, at: press.at };
}

/** Enter or Tab, whichever the scanner is set to, ends a code. */
export const isEnd = ({ code }: ScanPress): boolean => code === 'Enter' || code === 'NumpadEnter' || code === 'Tab';

const others: Readonly<Record<string, string>> = { Minus: '-', NumpadSubtract: '-', Slash: '/', NumpadDivide: '/' };

function signOf(code: string): string | null {
  return /^(?:Key|Digit|Numpad)([A-Z0-9])$/.exec(code)?.[1] ?? others[code] ?? null;
}
