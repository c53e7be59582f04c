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
