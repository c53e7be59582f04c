/** Starts work from a click or key. What goes wrong unexpectedly is shown, never lost. */
import { asFailure } from './api.ts';
import { failureToast } from './ui/toast.ts';

export function start(work: Promise<unknown>): void {
  work.catch((error: unknown) => {
    failureToast(asFailure(error));
  });
}
