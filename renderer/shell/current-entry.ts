/** The entry whose path the present one starts with; the longest wins. */
export function currentEntry(paths: readonly string[], path: string): string | undefined {
  return paths
    .filter((each) => path === each || (each !== '/' && path.startsWith(`${each}/`)))
    .toSorted((a, b) => b.length - a.length)[0];
}
