/** How the state of a training looks. */
import type { ReactNode } from 'react';
import type { TrainingState } from '#domain/training.ts';
import { trainingStates } from '#domain/training.ts';
import { StateTag, type Tone } from '#renderer/ui/StateTag.tsx';

const tones: Readonly<Record<TrainingState, Tone>> = { planned: 'active', done: 'good', cancelled: 'idle' };

export function TrainingStateTag({ state }: { readonly state: TrainingState }): ReactNode {
  return <StateTag tone={tones[state]}>{trainingStates[state]}</StateTag>;
}
