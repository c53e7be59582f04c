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

/** A file the centre holds back is no longer just on its way, even if a later one brought its content. */
export function stateOf(line: ExportLine): { readonly word: string; readonly tone: Tone } {
  if (line.state === 'received' || line.said === null) return exportStates[line.state];
  if (line.said.state === 'refused') return { word: '中心未合并', tone: 'overdue' };
  if (line.said.state === 'waiting' || line.said.state === 'approval') return { word: '中心存着待处理', tone: 'today' };
  return exportStates[line.state];
}

const receipts: Readonly<Record<string, string>> = {
  merged: '已合并',
  known: '内容早已收到',
  waiting: '等前一份文件',
  approval: '等中心主任核准',
};

export const receiptText = ({ said }: ExportLine): string =>
  said === null ? '还没有消息' : (receipts[said.state] ?? (said.reason === '' ? '没有合并' : said.reason));

export const fileName = (path: string): string => path.split(/[\\/]/).at(-1) ?? path;
