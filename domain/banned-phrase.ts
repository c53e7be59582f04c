/** Finding abolished sentences (禁用语) in what somebody writes. A warning, never a refusal. */

/** Shorter ones would be found in half of all texts. */
export const shortestBanned = 4;

/** Letters, digits and characters alone: spaces and punctuation between them hide nothing. */
export const bareText = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}%]/gu, '');

/** The sentences of the list that stand in the text, in the order of the list. */
export function bannedIn<T extends { readonly sentence: string }>(text: string, list: readonly T[]): readonly T[] {
  const bare = bareText(text);
  if (bare.length < shortestBanned) return [];
  return list.filter(({ sentence }) => {
    const wanted = bareText(sentence);
    return wanted.length >= shortestBanned && bare.includes(wanted);
  });
}
