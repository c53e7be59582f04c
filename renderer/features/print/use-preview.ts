/** A preview that follows its request. */
import { useEffect, useState } from 'react';
import type { Preview } from '#contract/print.ts';
import { asFailure, call, type RequestFailure } from '#renderer/api.ts';
import { start } from '#renderer/start.ts';

/** `make` stays the same function from one drawing to the next. The PDF for a request; the one before is forgotten, and the last one when the screen is left. */
export function usePreview<T>(
  request: T,
  make: (request: T) => Promise<Preview>,
): {
  readonly preview: Preview | undefined;
  readonly failure: RequestFailure | undefined;
  readonly busy: boolean;
} {
  const [state, setState] = useState<{ preview?: Preview; failure?: RequestFailure; busy: boolean }>({ busy: true });
  useEffect(() => {
    let left = false;
    let token: string | undefined;
    const drop = (made: string): void => start(call('print.drop', { token: made }));
    const ask = async (): Promise<void> => {
      setState((before) => ({ ...before, busy: true }));
      try {
        const preview = await make(request);
        token = preview.token;
        if (left) drop(token);
        else setState({ preview, busy: false });
      } catch (error) {
        if (!left) setState({ failure: asFailure(error), busy: false });
      }
    };
    start(ask());
    return () => {
      left = true;
      if (token !== undefined) drop(token);
    };
  }, [request, make]);
  return { preview: state.preview, failure: state.failure, busy: state.busy };
}
