/** A long job with its count, its present item and a way to stop it. */
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { thousands } from './format.ts';
import './parts.css';

interface Props {
  readonly done: number;
  readonly total: number;
  readonly label: string;
  readonly onCancel?: () => void;
}

export function ProgressBar({ done, total, label, onCancel }: Props): ReactNode {
  const share = total <= 0 ? 0 : Math.min(1, done / total);
  return (
    <div className="progress-line">
      <div
        className="progress-track"
        role="progressbar"
        aria-valuenow={done}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-label={label}
      >
        <div className="progress-fill" style={{ width: `${share * 100}%` }} />
      </div>
      <span className="num">
        {thousands(done)}/{thousands(total)}
      </span>
      <span className="progress-label ellipsis">{label}</span>
      {onCancel !== undefined && <Button onClick={onCancel}>取消</Button>}
    </div>
  );
}
