/** What is carried, in words. */
import type { ExportLine } from '#contract/exchange.ts';
import type { Tone } from '#renderer/ui/StateTag.tsx';
import { thousands } from '#renderer/ui/format.ts';

const entityWords: Readonly<Record<string, string>> = {
  complaint: '投诉',
  complaint_step: '处理记录',
  outreach_event: '宣教活动',
  training: '培训',
  attendance: '签到',
};

/** 投诉 3，处理记录 8. What the centre gave the outlet goes back with nothing new and is not named. */
export const countsText = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(entityWords)
    .filter(([entity]) => (counts[entity] ?? 0) > 0)
    .map(([entity, word]) => `${word} ${thousands(counts[entity])}`)
    .join('，');

/** The program knows that a file was written, and later that the centre has it; never that it was sent. */
export const exportStates = {
  exported: { word: '已导出·待送达', tone: 'today' },
  received: { word: '中心已收到', tone: 'good' },
} as const satisfies Record<ExportLine['state'], { readonly word: string; readonly tone: Tone }>;

export const fileName = (path: string): string => path.split(/[\\/]/).at(-1) ?? path;
