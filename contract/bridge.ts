/** The one object the window gets from the preload script. Types only; the code is electron/preload/index.ts. */
import type { Progress, Reply, Topic } from './define.ts';
import type { Name } from './index.ts';

/** A sentence the shell wants on screen, e.g. after the database process was restarted. */
export interface Notice {
  readonly kind: 'info' | 'warning' | 'error';
  readonly message: string;
}

export interface BridgeEvents {
  /** Topics whose screens must ask again. */
  readonly changed: readonly Topic[];
  readonly progress: Progress;
  readonly notice: Notice;
  /** Absolute paths of files opened by double click or handed over by a second start. */
  readonly files: readonly string[];
}

/** A `File` of the page; contract/ knows no DOM. */
export interface DroppedFile {
  readonly name: string;
  readonly size: number;
}

export type BridgeEvent = keyof BridgeEvents;

export interface Bridge {
  /** Never rejects for a failure a user can meet: that comes as a reply with ok: false. */
  readonly call: (name: Name, input: unknown) => Promise<Reply<unknown>>;
  /** Returns the function that unsubscribes. Notices and files sent before the first listener are kept for it. */
  readonly on: <E extends BridgeEvent>(event: E, callback: (data: BridgeEvents[E]) => void) => () => void;
  /** Absolute path of a file dropped on the window; '' when it is not on disk. */
  readonly pathOf: (file: DroppedFile) => string;
}
