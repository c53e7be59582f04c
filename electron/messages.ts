/** What the main process and the database process say to each other. */
import type { Reply } from '#contract/define.ts';

export interface BackendStart {
  readonly folder: string;
  readonly demo: boolean;
  readonly appVersion: string;
}

export type ToBackend =
  | { readonly kind: 'start'; readonly options: BackendStart }
  | { readonly kind: 'call'; readonly seq: number; readonly name: string; readonly input: unknown }
  | { readonly kind: 'close' };

export type BackendEvent = 'changed' | 'progress' | 'notice';

export type FromBackend =
  | { readonly kind: 'ready' }
  /** It cannot start, and starting again would not help: `message` is for the user. */
  | { readonly kind: 'refused'; readonly code: string; readonly message: string }
  | { readonly kind: 'reply'; readonly seq: number; readonly reply: Reply<unknown> }
  | { readonly kind: 'event'; readonly event: BackendEvent; readonly data: unknown };
