/** 完成度: which parts are there and which are missing, in words and signs, not by colour alone. */
import type { ReactNode } from 'react';
import './facts.css';

interface Props<P extends string> {
  readonly parts: Readonly<Record<P, string>>;
  readonly missing: readonly P[];
  /** Leads to where a missing part is filled in. */
  readonly onGo?: ((part: P) => void) | undefined;
}

export function Completeness<P extends string>({ parts, missing, onGo }: Props<P>): ReactNode {
  const all = Object.entries(parts) as [P, string][];
  return (
    <div className="complete" aria-label={`完成度 ${all.length - missing.length} / ${all.length}`} role="group">
      {all.map(([part, label]) =>
        missing.includes(part) ? (
          <Missing key={part} label={label} onGo={onGo === undefined ? undefined : () => onGo(part)} />
        ) : (
          <span key={part} className="complete-yes">
            {label} ✓
          </span>
        ),
      )}
    </div>
  );
}

function Missing({ label, onGo }: { readonly label: string; readonly onGo: (() => void) | undefined }): ReactNode {
  if (onGo === undefined) return <span className="complete-no">{label} ✗</span>;
  return (
    <button type="button" className="plain-button complete-no" title={`去补：${label}`} onClick={onGo}>
      {label} ✗
    </button>
  );
}
