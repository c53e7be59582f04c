/** While a long job runs that a button of this screen began: how far it is, and a way to stop it. */
import type { ReactNode } from 'react';
import { call } from '#renderer/api.ts';
import { start } from '#renderer/start.ts';
import { useProgress } from '#renderer/use-query.ts';
import { ProgressBar } from './ProgressBar.tsx';
import { Sheet } from './Sheet.tsx';

export function JobSheet({ title }: { readonly title: string }): ReactNode {
  const progress = useProgress();
  const stop = (): void => start(call('session.cancelJob', {}));
  if (progress === undefined) return null;
  return (
    <Sheet title={title} width={560} onClose={stop}>
      <ProgressBar {...progress} onCancel={stop} />
    </Sheet>
  );
}
