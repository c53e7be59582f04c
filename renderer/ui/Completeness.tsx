/** 完成度: which parts are there and which are missing, in words and signs, not by colour alone. */
import type { ReactNode } from 'react';
import './facts.css';

interface Props<P extends string> {
  readonly parts: Readonly<Record<P, string>>;
  readonly missing: readonly P[];
}

export function Completeness<P extends string>({ parts, missing }: Props<P>): ReactNode {
  const all = Object.entries(parts) as [P, string][];
  return (
    <div className="complete" aria-label={`完成度 ${all.length - missing.length} / ${all.length}`} role="group">
      {all.map(([part, label]) => (
        <span key={part} className={missing.includes(part) ? 'complete-no' : 'complete-yes'}>
          {label} {missing.includes(part) ? '✗' : '✓'}
        </span>
      ))}
    </div>
  );
}
