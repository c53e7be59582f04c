/** Pure part of the pickers: which choices fit what was typed, best first. */

export interface PickLine {
  readonly id: string;
  readonly parent: string | null;
  readonly label: string;
  readonly shortLabel: string;
  readonly stdCode: string;
  /** Initials and full pinyin separated by a space, e.g. `xyk xinyongka`. */
  readonly pinyin: string;
  readonly synonyms: readonly string[];
  readonly sort: number;
  readonly retiredOn: string | null;
  readonly uses: number;
}

export interface PickChoice {
  readonly line: PickLine;
  /** Labels from the root, without the line itself. */
  readonly path: readonly string[];
}

/** Full-width letters and digits as typed by an input method, spaces gone, lower case. */
export const foldText = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, '');

export function pathOfLine(line: PickLine, byId: ReadonlyMap<string, PickLine>): readonly string[] {
  const path: string[] = [];
  const seen = new Set<string>([line.id]);
  for (let at = line.parent; at !== null && !seen.has(at);) {
    seen.add(at);
    const parent = byId.get(at);
    if (parent === undefined) break;
    path.unshift(parent.label);
    at = parent.parent;
  }
  return path;
}

/** Choices in tree order: most used first, then the order the centre gave. Retired lines are left out unless chosen. */
export function choicesOf(
  lines: readonly PickLine[],
  leavesOnly: boolean,
  chosen: string | null,
): readonly PickChoice[] {
  const byId = new Map(lines.map((line) => [line.id, line]));
  const parents = new Set(lines.filter((line) => line.retiredOn === null).map((line) => line.parent));
  return lines
    .filter((line) => line.id === chosen || (line.retiredOn === null && !(leavesOnly && parents.has(line.id))))
    .map((line) => ({ line, path: pathOfLine(line, byId) }))
    .toSorted((a, b) => b.line.uses - a.line.uses || a.line.sort - b.line.sort);
}

/** 0 is best; undefined does not fit. */
export function rank(choice: PickChoice, typed: string): number | undefined {
  const { line } = choice;
  const code = line.stdCode.toLowerCase();
  if (typed.startsWith('#')) return code.startsWith(typed.slice(1)) ? 0 : undefined;
  const label = foldText(line.label);
  const names = [label, foldText(line.shortLabel), ...line.synonyms.map(foldText)];
  const sounds = line.pinyin
    .toLowerCase()
    .split(/[\s,|]+/)
    .filter((sound) => sound !== '');
  if (names.includes(typed) || code === typed) return 0;
  if (names.some((name) => name.startsWith(typed)) || code.startsWith(typed)) return 1;
  if (sounds.some((sound) => sound.startsWith(typed))) return 2;
  if (names.some((name) => name.includes(typed))) return 3;
  if (sounds.some((sound) => sound.includes(typed))) return 4;
  if (choice.path.some((part) => foldText(part).includes(typed))) return 5;
  return undefined;
}

export function matches(choices: readonly PickChoice[], text: string): readonly PickChoice[] {
  const typed = foldText(text);
  if (typed === '') return choices;
  return choices
    .flatMap((choice) => {
      const at = rank(choice, typed);
      return at === undefined ? [] : [{ choice, at }];
    })
    .toSorted((a, b) => a.at - b.at)
    .map((found) => found.choice);
}

interface PickerNow {
  readonly open: boolean;
  readonly text: string;
  readonly at: number;
  readonly count: number;
}

export interface PickerStep {
  readonly prevent: boolean;
  readonly stop?: boolean;
  readonly open?: boolean;
  readonly at?: number;
  readonly pick?: number;
  readonly clear?: boolean;
}

/** What a key does in a picker; undefined leaves it to the form (Tab, Enter on a closed picker, letters). */
export const pickerKey = (key: string, now: PickerNow): PickerStep | undefined =>
  now.open ? openPickerKey(key, now) : closedPickerKeys[key];

const closedPickerKeys: Readonly<Record<string, PickerStep>> = {
  ArrowDown: { prevent: true, open: true },
  ArrowUp: { prevent: true, open: true },
  ' ': { prevent: true, open: true },
  Delete: { prevent: true, clear: true },
  Backspace: { prevent: true, clear: true },
};

function openPickerKey(key: string, { text, at, count }: PickerNow): PickerStep | undefined {
  const none = count === 0;
  switch (key) {
    case 'ArrowDown':
      return { prevent: true, at: Math.max(0, Math.min(count - 1, at + 1)) };
    case 'ArrowUp':
      return { prevent: true, at: Math.max(0, at - 1) };
    case 'Escape':
      return { prevent: true, stop: true, open: false };
    case 'Enter':
      // Takes the choice and lets the form go on to the next field.
      return none ? { prevent: true, stop: true } : { prevent: false, pick: at };
    case 'Tab':
      return text === '' || none ? { prevent: false, open: false } : { prevent: false, pick: at };
    default:
      return text === '' && /^[1-9]$/.test(key) && Number(key) <= count
        ? { prevent: true, pick: Number(key) - 1 }
        : undefined;
  }
}
