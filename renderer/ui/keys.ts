/**
 * One keyboard for the whole window: scopes, the innermost and newest asked first. A modal scope hides those
 * below it. Nothing acts while an input method is composing, and bare letters never act in a text field.
 */
import { useContext, useLayoutEffect, useRef, useState } from 'react';
import { Covered } from './cover.ts';
import { isComposing, isNeverBound, keyName, needsNoText } from './key-names.ts';

export { isComposing } from './key-names.ts';

export interface KeyBinding {
  /** As keyName() prints it: `F2`, `Ctrl+Enter`, `Ctrl+ArrowDown`, `c`, `?`. */
  readonly key: string;
  readonly label: string;
  readonly run: (event: KeyboardEvent) => void;
  /** False takes the key out without changing the order of the list. */
  readonly when?: boolean;
  /** Listed in the help only: the focused table handles the key itself. */
  readonly helpOnly?: boolean;
  /** Acts through dialogs too: locking, text size. */
  readonly everywhere?: boolean;
}

export interface KeyScope {
  readonly title: string;
  readonly bindings: readonly KeyBinding[];
  readonly modal: boolean;
}

interface Entry {
  /** Parents are drawn before children, so a form inside a dialog ranks above the dialog. */
  readonly rank: number;
  readonly scope: { current: KeyScope };
}

let entries: readonly Entry[] = [];
let ranks = 0;

function nextRank(): number {
  ranks += 1;
  return ranks;
}

export interface KeyOptions {
  /** Hides all scopes below, as a dialog does. */
  readonly modal?: boolean;
  readonly enabled?: boolean;
}

/** Binds keys while the component is mounted. `title` heads the group in the F1 help. */
export function useKeys(title: string, bindings: readonly KeyBinding[], options: KeyOptions = {}): void {
  const { modal = false } = options;
  const covered = useContext(Covered);
  const enabled = options.enabled !== false && !covered;
  const scope = useRef<KeyScope>({ title, bindings, modal });
  const [rank] = useState(nextRank);
  // Before the next key can come: a key acts on what is seen.
  useLayoutEffect(() => {
    scope.current = { title, bindings, modal };
  });
  useLayoutEffect(() => {
    if (!enabled) return;
    const entry = { rank, scope };
    entries = [...entries, entry].toSorted((a, b) => b.rank - a.rank);
    return () => {
      entries = entries.filter((each) => each !== entry);
    };
  }, [enabled, rank]);
}

/** The scopes that can act now, newest first; what the help shows. */
export function activeScopes(): readonly KeyScope[] {
  const scopes: KeyScope[] = [];
  for (const { scope } of entries) {
    scopes.push(scope.current);
    if (scope.current.modal) break;
  }
  return scopes;
}

export const isTextField = (target: EventTarget | null): boolean =>
  target instanceof HTMLTextAreaElement ||
  (target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'submit', 'file'].includes(target.type)) ||
  (target instanceof HTMLElement && target.isContentEditable);

function handle(event: KeyboardEvent): void {
  if (event.defaultPrevented || isComposing(event)) return;
  const name = keyName(event);
  if (isNeverBound(name) || (needsNoText(name) && isTextField(event.target))) return;
  // Space and Enter on a focused button press that button.
  if ((name === 'Enter' || name === 'Space') && event.target instanceof HTMLButtonElement) return;
  const binding = bindingFor(name);
  if (binding === undefined) return;
  event.preventDefault();
  binding.run(event);
}

function bindingFor(name: string): KeyBinding | undefined {
  const acts = (each: KeyBinding): boolean => each.key === name && each.when !== false && each.helpOnly !== true;
  return (
    activeScopes()
      .flatMap((scope) => scope.bindings)
      .find(acts) ??
    entries.flatMap(({ scope }) => scope.current.bindings).find((each) => each.everywhere === true && acts(each))
  );
}

/** Called once by the app. Listens in the bubble phase so that a field can keep a key for itself. */
export function listenToKeys(): () => void {
  window.addEventListener('keydown', handle);
  return () => {
    window.removeEventListener('keydown', handle);
  };
}
