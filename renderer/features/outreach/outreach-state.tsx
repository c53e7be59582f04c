/** How the state of an event looks and reads. */
import type { ReactNode } from 'react';
import type { OutreachRow } from '#contract/outreach.ts';
import { outreachStates } from '#domain/outreach.ts';
import { dayText, weekdayOf } from '#renderer/ui/format.ts';
import { StateTag, type Tone } from '#renderer/ui/StateTag.tsx';

const tones: Readonly<Record<OutreachRow['state'], Tone>> = {
  planned: 'active',
  toFill: 'today',
  done: 'good',
  cancelled: 'idle',
};

export function OutreachStateTag({ state }: { readonly state: OutreachRow['state'] }): ReactNode {
  return <StateTag tone={tones[state]}>{outreachStates[state]}</StateTag>;
}

/** 6月12日 周四, or 6月12日—14日 for several days. */
export function daysText({ heldOn, endsOn }: Pick<OutreachRow, 'heldOn' | 'endsOn'>, thisYear: string): string {
  const first = dayText(heldOn, thisYear);
  if (heldOn === endsOn) return `${first} ${weekdayOf(heldOn)}`;
  const last = dayText(endsOn);
  return `${first}—${heldOn.slice(0, 7) === endsOn.slice(0, 7) ? last.replace(/^.*月/u, '') : last}`;
}
