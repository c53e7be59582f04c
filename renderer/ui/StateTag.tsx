/** A state as icon + words + colour, so that it reads in grey print and for colour-blind eyes. */
import type { ReactNode } from 'react';
import './parts.css';

export type Tone = 'overdue' | 'today' | 'good' | 'active' | 'paused' | 'idle';

export const toneIcons: Readonly<Record<Tone, string>> = {
  overdue: '▲',
  today: '◔',
  good: '✓',
  active: '●',
  paused: '‖',
  idle: '○',
};

interface Props {
  readonly tone: Tone;
  readonly children: ReactNode;
  readonly icon?: string;
}

export function StateTag({ tone, children, icon }: Props): ReactNode {
  return (
    <span className={`state-tag tone-${tone}`}>
      <span aria-hidden="true">{icon ?? toneIcons[tone]}</span>
      {children}
    </span>
  );
}
