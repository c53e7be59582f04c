/** One figure with its definition; it opens the records behind it. */
import type { ReactNode } from 'react';
import { thousands } from './format.ts';
import { Term } from './Term.tsx';
import type { Tone } from './StateTag.tsx';
import './parts.css';

interface Props {
  readonly label: string;
  readonly value: number | string | null | undefined;
  readonly unit?: string;
  readonly definition?: ReactNode;
  /** Small line under the number: comparison, as-of date. */
  readonly note?: ReactNode;
  readonly tone?: Tone;
  readonly onOpen?: () => void;
}

export function StatCard({ label, value, unit, definition, note, tone, onOpen }: Props): ReactNode {
  const shown = typeof value === 'string' ? value : thousands(value);
  const figure = (
    <>
      <span className="stat-value num">{shown}</span>
      {unit !== undefined && <span className="stat-unit">{unit}</span>}
    </>
  );
  return (
    <div className={`stat-card${tone === undefined ? '' : ` tone-${tone}`}`}>
      <div className="stat-label">
        {definition === undefined ? label : <Term definition={definition}>{label}</Term>}
      </div>
      {onOpen === undefined ? (
        <div className="stat-figure">{figure}</div>
      ) : (
        <button
          type="button"
          className="stat-figure stat-open"
          aria-label={`${label} ${shown}${unit ?? ''}，查看明细`}
          onClick={onOpen}
        >
          {figure}
        </button>
      )}
      {note !== undefined && <div className="stat-note">{note}</div>}
    </div>
  );
}
