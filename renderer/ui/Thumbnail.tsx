/** A photo everybody at the event saw, as a picture. One that is not on this PC shows its words instead. */
import { useEffect, useState, type ReactNode } from 'react';
import { call } from '#renderer/api.ts';
import { start } from '#renderer/start.ts';

export function Thumbnail({ id, missing = null }: { readonly id: string; readonly missing?: ReactNode }): ReactNode {
  const [url, setUrl] = useState<string | null>();
  useEffect(() => {
    let left = false;
    let made: string | undefined;
    const load = async (): Promise<void> => {
      try {
        const { mime, content } = await call('attachment.thumbnail', { id });
        if (left) return;
        made = URL.createObjectURL(new Blob([new Uint8Array(content)], { type: mime }));
        setUrl(made);
      } catch {
        // Not arrived yet, or damaged: the check of all contents names it.
        if (!left) setUrl(null);
      }
    };
    start(load());
    return () => {
      left = true;
      if (made !== undefined) URL.revokeObjectURL(made);
    };
  }, [id]);
  if (url === null) return missing;
  return url === undefined ? null : <img src={url} alt="" draggable={false} />;
}
