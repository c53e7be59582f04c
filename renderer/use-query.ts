/** Reads and writes for screens. The database is the truth: after a change, active reads ask again. */
import { keepPreviousData, QueryClient, useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Progress } from '#contract/define.ts';
import type { In, Name, Out } from '#contract/index.ts';
import { asFailure, call, onChanged, onProgress, type RequestFailure } from './api.ts';
import { start } from './start.ts';
import { failureToast } from './ui/toast.ts';

export const queryClient = new QueryClient({
  defaultOptions: {
    // Reads take 0.2–4 ms: nothing is worth keeping, retrying or guessing at.
    queries: { staleTime: 0, gcTime: 60_000, retry: false, networkMode: 'always', refetchOnWindowFocus: false },
  },
});

/** A draft is saved every two seconds of typing; like saved filters it concerns nobody but its own list. */
const ownReadsOnly: readonly string[] = ['draft', 'savedFilter'];

/** Of the last change: over when what is on screen has been read again. */
let rereading: Promise<void> = Promise.resolve();

/** Call once at start: every change makes the reads now on screen ask again. */
export function followChanges(): () => void {
  return onChanged((topics) => {
    const isNarrow = topics.every((topic) => ownReadsOnly.includes(topic));
    rereading = queryClient.invalidateQueries(
      isNarrow ? { predicate: (read) => topics.some((topic) => String(read.queryKey[0]).startsWith(`${topic}.`)) } : {},
    );
    start(rereading);
  });
}

const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });

/**
 * Await it between a save and the word that it is saved, where the next key acts on what was saved: the screen
 * shows it then. The backend tells of a change before it answers. A slow read holds the word half a second at most.
 */
export async function shown(): Promise<void> {
  await Promise.race([rereading, pause(500)]);
  // Answers reach the screen in a task of their own.
  await pause(0);
}

export interface Read<T> {
  readonly data: T | undefined;
  readonly failure: RequestFailure | undefined;
  /** Only before the first answer; later answers replace the old rows silently. */
  readonly loading: boolean;
  readonly reload: () => void;
}

export interface ReadOptions {
  readonly enabled?: boolean;
  /** Shows the previous answer while the input changes, so a list does not flicker. */
  readonly keep?: boolean;
}

export function useRead<N extends Name>(name: N, input: In<N>, options: ReadOptions = {}): Read<Out<N>> {
  const result = useQuery<Out<N>, Error>({
    queryKey: [name, input],
    queryFn: () => call(name, input),
    enabled: options.enabled ?? true,
    ...(options.keep === false ? {} : { placeholderData: keepPreviousData }),
  });
  const refetch = result.refetch;
  const reload = useCallback(() => {
    start(refetch());
  }, [refetch]);
  return {
    data: result.data,
    failure: result.error === null ? undefined : asFailure(result.error),
    loading: result.isLoading,
    reload,
  };
}

export interface Act<N extends Name> {
  /** Resolves to undefined when it failed; the failure has then been shown or handled. */
  readonly run: (input: In<N>) => Promise<Out<N> | undefined>;
  readonly busy: boolean;
  readonly failure: RequestFailure | undefined;
  readonly clear: () => void;
}

export interface ActOptions {
  /** Returns true when the screen shows the failure itself; otherwise a toast does. */
  readonly onFailure?: (failure: RequestFailure) => boolean;
}

export function useAct<N extends Name>(name: N, options: ActOptions = {}): Act<N> {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<RequestFailure>();
  const handler = useRef(options.onFailure);
  useEffect(() => {
    handler.current = options.onFailure;
  });
  const run = useCallback(
    async (input: In<N>): Promise<Out<N> | undefined> => {
      setBusy(true);
      setFailure(undefined);
      try {
        return await call(name, input);
      } catch (error) {
        const failed = asFailure(error);
        setFailure(failed);
        if (handler.current?.(failed) !== true) failureToast(failed);
        return undefined;
      } finally {
        setBusy(false);
      }
    },
    [name],
  );
  const clear = useCallback(() => {
    setFailure(undefined);
  }, []);
  return { run, busy, failure, clear };
}

/** The progress of the long job now running, if any. */
export function useProgress(): Progress | undefined {
  const [progress, setProgress] = useState<Progress>();
  useEffect(
    () =>
      onProgress((next) => {
        setProgress(next.done >= next.total ? undefined : next);
      }),
    [],
  );
  return progress;
}
