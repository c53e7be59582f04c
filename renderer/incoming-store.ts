/** Files opened by double click or handed over by a second start, waiting for the screen that takes them. */
import { create } from 'zustand';

const incomingStore = create<{ readonly paths: readonly string[] }>()(() => ({ paths: [] }));

export function addIncoming(paths: readonly string[]): void {
  incomingStore.setState((store) => ({ paths: [...new Set([...store.paths, ...paths])] }));
}

const endsWith = (extension: string) => (path: string) => path.toLowerCase().endsWith(`.${extension}`);

/** Paths of one kind, e.g. `xbsync`, and a way to take them off the list once they are dealt with. */
export function useIncoming(extension: string): { readonly paths: readonly string[]; readonly take: () => void } {
  const all = incomingStore((store) => store.paths);
  const paths = all.filter(endsWith(extension));
  const take = (): void => {
    incomingStore.setState((store) => ({ paths: store.paths.filter((path) => !endsWith(extension)(path)) }));
  };
  return { paths, take };
}
