/** Pure part of the keyboard: what a key press is called and whether it may act. */

export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  readonly isComposing?: boolean;
  readonly keyCode?: number;
}

/** True while an input method owns the keyboard: Enter then accepts pinyin, it does not submit. */
export const isComposing = (press: Pick<KeyPress, 'isComposing' | 'keyCode'>): boolean =>
  press.isComposing === true || press.keyCode === 229;

/** `Ctrl+Enter`, `Shift+ArrowDown`, `F2`, `c`. Letters are lower case unless a modifier names them. */
export function keyName(press: KeyPress): string {
  const base = press.key === ' ' ? 'Space' : press.key.length === 1 ? letterName(press) : press.key;
  const typed = press.key.length === 1 && press.key !== ' ';
  const parts = [
    press.ctrlKey || press.metaKey ? 'Ctrl' : '',
    press.altKey ? 'Alt' : '',
    // A printable character already shows its Shift: `?` is `?`, not Shift+?.
    press.shiftKey && (!typed || press.ctrlKey || press.altKey) ? 'Shift' : '',
    base,
  ];
  return parts.filter((part) => part !== '').join('+');
}

const letterName = (press: KeyPress): string =>
  press.ctrlKey || press.altKey || press.metaKey ? press.key.toUpperCase() : press.key.toLowerCase();

/** Keys that belong to input methods, the desktop or Linux menus. Binding one is a programming error. */
export function isNeverBound(name: string): boolean {
  if (['Ctrl+Space', 'Shift+Space', 'Ctrl+.', 'Ctrl+Shift+F', 'Ctrl+Shift'].includes(name)) return true;
  return /^Alt\+(Shift\+)?[A-Z]$/.test(name);
}

/** A key without Ctrl or Alt that types or moves inside a text field: only acts outside of one. */
export const needsNoText = (name: string): boolean =>
  ['Ctrl+Z', 'Ctrl+A', 'Ctrl+C'].includes(name) ||
  (!/^(Ctrl|Alt)\+/.test(name) && !/^F\d+$/.test(name) && name !== 'Escape');

/** How a key is printed on buttons and in the help. */
export function keyLabel(name: string): string {
  return name
    .replace('ArrowUp', '↑')
    .replace('ArrowDown', '↓')
    .replace('ArrowLeft', '←')
    .replace('ArrowRight', '→')
    .replace('Escape', 'Esc')
    .replace('Space', '空格')
    .replace('PageUp', 'PgUp')
    .replace('PageDown', 'PgDn')
    .replace(/^[a-z]$/, (letter) => letter.toUpperCase());
}
