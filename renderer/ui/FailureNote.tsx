/** A failure where it happened: what happened, whether data is safe, what to do, and a code to read out. */
import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { RequestFailure } from '#renderer/api.ts';
import { CopyButton } from './CopyButton.tsx';
import './parts.css';

interface Props {
  readonly failure: RequestFailure;
  readonly onRetry?: (() => void) | undefined;
  readonly actions?: ReactNode;
}

export function FailureNote({ failure, onRetry, actions }: Props): ReactNode {
  return (
    <div className="failure-note" role="alert">
      <span aria-hidden="true" className="failure-icon">
        ▲
      </span>
      <div className="failure-body">
        <p>{failure.message}</p>
        <p className="failure-code">
          代码 <span className="mono">{failure.phoneCode}</span>
          <CopyButton text={`${failure.phoneCode} ${failure.message}`} />
        </p>
      </div>
      {onRetry !== undefined && <Button onClick={onRetry}>重试</Button>}
      {actions}
    </div>
  );
}
