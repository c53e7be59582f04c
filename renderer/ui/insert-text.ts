/** Writing into a text area as if it had been typed: the person's own undo (Ctrl+Z) takes it back. */

/** How many characters still fit when `replaced` of them go. */
export const roomIn = (area: HTMLTextAreaElement, replaced: number): number =>
  area.maxLength < 0 ? Number.POSITIVE_INFINITY : area.maxLength - area.value.length + replaced;

/** Replaces `from`–`to`; the caret stands behind the new text. False when it does not fit: nothing is cut off. */
export function insertText(area: HTMLTextAreaElement, text: string, from: number, to: number): boolean {
  if (text.length > roomIn(area, to - from)) return false;
  area.focus();
  area.setSelectionRange(from, to);
  // Setting `value` would empty the undo history; no other call of the platform writes into it, and
  // the shell's answers later than the next key (ADR 0034).
  // oxlint-disable-next-line typescript/no-deprecated
  return document.execCommand('insertText', false, text);
}

let last: WeakRef<HTMLTextAreaElement> | undefined;

export function rememberArea(area: HTMLTextAreaElement): void {
  last = new WeakRef(area);
}

/** The text area in sight that was used last; else the first one of what lies on top. */
export function areaInUse(): HTMLTextAreaElement | undefined {
  const top = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document.body;
  const used = last?.deref();
  if (used?.isConnected === true && top.contains(used)) return used;
  return top.querySelector<HTMLTextAreaElement>('.words-area textarea') ?? undefined;
}
