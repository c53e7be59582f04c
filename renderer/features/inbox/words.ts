/** States of files and outlets, with their tone. */
import { inboxStates, type InboxFile, type InboxOutlet } from '#contract/inbox.ts';
import type { Tone } from '#renderer/ui/StateTag.tsx';

export const fileTones = {
  ready: 'active',
  waiting: 'today',
  approval: 'today',
  merged: 'good',
  known: 'idle',
  refused: 'overdue',
} as const satisfies Record<InboxFile['state'], Tone>;

export const fileWord = (state: InboxFile['state']): string => inboxStates[state];

export const outletStates = {
  none: { word: '从未上报', tone: 'idle' },
  merged: { word: '已合并', tone: 'good' },
  waiting: { word: '等前一份', tone: 'today' },
  approval: { word: '等待核准', tone: 'today' },
  refused: { word: '拒收', tone: 'overdue' },
} as const satisfies Record<InboxOutlet['state'], { readonly word: string; readonly tone: Tone }>;
