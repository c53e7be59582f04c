/** Every keystroke is kept: saved every two seconds and when the form loses the focus, restored after a crash. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { call } from '#renderer/api.ts';
import { start } from '#renderer/start.ts';

export interface DraftForm<T> {
  readonly body: T;
  readonly update: (patch: Partial<T>) => void;
  /** False until an earlier draft was looked for; show the form only then. */
  readonly ready: boolean;
  /** When the restored draft was last written, if there was one. */
  readonly restoredAt: number | undefined;
  readonly savedAt: number | undefined;
  /** Call after the record was saved, or to throw the draft away. */
  readonly drop: () => Promise<void>;
  readonly flush: () => Promise<void>;
}

const interval = 2000;

/** `title` names the draft in lists, e.g. the masked customer. It is read at each save. */
export function useDraft<T extends object>(
  kind: string,
  id: string,
  initial: T,
  title: (body: T) => string,
): DraftForm<T> {
  const [body, setBody] = useState(initial);
  const [ready, setReady] = useState(false);
  const [restoredAt, setRestoredAt] = useState<number>();
  const [savedAt, setSavedAt] = useState<number>();
  const live = useRef({ body, title, dirty: false, dropped: false });
  live.current.title = title;
  const flush = useCallback(async () => {
    const now = live.current;
    if (!now.dirty || now.dropped) return;
    now.dirty = false;
    try {
      const saved = await call('draft.save', {
        id,
        kind,
        title: now.title(now.body).slice(0, 80),
        body: { ...now.body } as Record<string, unknown>,
      });
      setSavedAt(saved.updatedAt);
    } catch (error) {
      // Still unsaved: the next round tries again.
      now.dirty = true;
      throw error;
    }
  }, [id, kind]);
  useRestored(
    kind,
    id,
    (saved) => {
      live.current.body = { ...live.current.body, ...(saved.body as Partial<T>) };
      setBody(live.current.body);
      setRestoredAt(saved.updatedAt);
    },
    setReady,
  );
  useSaving(flush);
  const update = useCallback((patch: Partial<T>) => {
    live.current.body = { ...live.current.body, ...patch };
    live.current.dirty = true;
    setBody(live.current.body);
  }, []);
  const drop = useCallback(async () => {
    live.current.dropped = true;
    await call('draft.drop', { id });
  }, [id]);
  return { body, update, ready, restoredAt, savedAt, drop, flush };
}

function useRestored(
  kind: string,
  id: string,
  onFound: (draft: { readonly body: Readonly<Record<string, unknown>>; readonly updatedAt: number }) => void,
  setReady: (ready: boolean) => void,
): void {
  const found = useRef(onFound);
  found.current = onFound;
  useEffect(() => {
    let left = false;
    const look = async (): Promise<void> => {
      try {
        const drafts = await call('draft.list', { kind });
        const saved = drafts.find((draft) => draft.id === id);
        if (!left && saved !== undefined) found.current(saved);
      } finally {
        if (!left) setReady(true);
      }
    };
    start(look());
    return () => {
      left = true;
    };
  }, [kind, id, setReady]);
}

function useSaving(flush: () => Promise<void>): void {
  useEffect(() => {
    // One warning is enough while saving keeps failing; the text stays on screen.
    let warned = false;
    const save = (): void => {
      const work = flush();
      if (warned) work.catch(() => undefined);
      else
        start(
          work.catch((error: unknown) => {
            warned = true;
            throw error;
          }),
        );
    };
    const timer = setInterval(save, interval);
    window.addEventListener('blur', save);
    document.addEventListener('focusout', save);
    return () => {
      clearInterval(timer);
      window.removeEventListener('blur', save);
      document.removeEventListener('focusout', save);
      save();
    };
  }, [flush]);
}
