/** Pure part of `::` in a text area: where a wording was asked for, and what was typed to find it. */

const colons = /^[:：]{2}$/;

/** Longer than anybody types to find a wording: then the colons were meant as colons. */
const longestAsk = 16;

/** Position of the two colons just typed before the caret; undefined when there are none, or three. */
export function askedAt(text: string, caret: number): number | undefined {
  if (caret < 2 || !colons.test(text.slice(caret - 2, caret))) return undefined;
  return /[:：]/.test(text.slice(caret - 3, caret - 2)) && caret > 2 ? undefined : caret - 2;
}

/** What was typed behind the colons that stand at `from`; undefined once it is no search any more. */
export function typedBehind(text: string, from: number, caret: number): string | undefined {
  if (caret < from + 2 || !colons.test(text.slice(from, from + 2))) return undefined;
  const typed = text.slice(from + 2, caret);
  return typed.length > longestAsk || /[\n。，；]/.test(typed) ? undefined : typed;
}
