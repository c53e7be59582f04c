/** Files on their way in: kept outside the screen, because a merge goes on while other screens are looked at. */
import { create } from 'zustand';
import type { Out } from '#contract/index.ts';
import { asFailure, call, type RequestFailure } from '#renderer/api.ts';

export type Preview = Out<'inbox.preview'>;
export type Merged = Out<'inbox.merge'>;

export type Step =
  | { readonly kind: 'idle' }
  | { readonly kind: 'reading'; readonly paths: readonly string[] }
  | { readonly kind: 'preview'; readonly paths: readonly string[]; readonly preview: Preview }
  | { readonly kind: 'merging'; readonly paths: readonly string[] }
  | { readonly kind: 'done'; readonly merged: Merged }
  | { readonly kind: 'failed'; readonly paths: readonly string[]; readonly failure: RequestFailure };

export const inboxStore = create<{ readonly step: Step }>()(() => ({ step: { kind: 'idle' } }));

const put = (step: Step): void => {
  inboxStore.setState({ step });
};

export const isBusy = ({ kind }: Step): boolean => kind === 'reading' || kind === 'merging';

/** Reads the files and says what merging would do. Nothing is merged yet. */
export async function preview(paths: readonly string[]): Promise<void> {
  if (paths.length === 0 || isBusy(inboxStore.getState().step)) return;
  put({ kind: 'reading', paths });
  try {
    const found = await call('inbox.preview', { paths: [...paths] });
    put(found.sum.cancelled ? { kind: 'idle' } : { kind: 'preview', paths, preview: found });
  } catch (error) {
    put({ kind: 'failed', paths, failure: asFailure(error) });
  }
}

export async function merge(paths: readonly string[]): Promise<void> {
  if (isBusy(inboxStore.getState().step)) return;
  put({ kind: 'merging', paths });
  try {
    put({ kind: 'done', merged: await call('inbox.merge', { paths: [...paths] }) });
  } catch (error) {
    put({ kind: 'failed', paths, failure: asFailure(error) });
  }
}

export const finish = (): void => {
  put({ kind: 'idle' });
};

/** Stops at the next file; what is merged by then stays merged. */
export async function cancel(): Promise<void> {
  await call('session.cancelJob', {});
}
