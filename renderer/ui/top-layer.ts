/** The open native dialogs, topmost last. What must be seen above a dialog is drawn inside it. */
import { create } from 'zustand';

const store = create<{ readonly dialogs: readonly HTMLElement[] }>()(() => ({ dialogs: [] }));

export function enterTopLayer(dialog: HTMLElement): () => void {
  store.setState(({ dialogs }) => ({ dialogs: [...dialogs, dialog] }));
  return () => {
    store.setState(({ dialogs }) => ({ dialogs: dialogs.filter((each) => each !== dialog) }));
  };
}

export const useTopLayer = (): HTMLElement => store(({ dialogs }) => dialogs.at(-1) ?? document.body);
