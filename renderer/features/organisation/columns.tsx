/** Columns of the outlet list, and how a pack stands. */
import type { PackState } from '#contract/pack.ts';
import { fullInstant } from '#renderer/ui/format.ts';
import type { Column } from '#renderer/ui/rows.ts';
import { StateTag, type Tone } from '#renderer/ui/StateTag.tsx';

export type PackWord = 'missing' | 'outdated' | 'current';
export const packWords: Readonly<Record<PackWord, { readonly word: string; readonly tone: Tone }>> = {
  missing: { word: '未生成', tone: 'today' },
  outdated: { word: '有更新未下发', tone: 'active' },
  current: { word: '已是最新', tone: 'good' },
};

export const packWord = ({ packNo, outdated }: PackState): PackWord =>
  packNo === null ? 'missing' : outdated ? 'outdated' : 'current';

export const columns: readonly Column<PackState>[] = [
  { key: 'outlet', title: '网点号', width: 90, text: (line) => line.outlet, sort: 'text' },
  { key: 'name', title: '网点', width: 170, grow: true, text: (line) => line.name, sort: 'text' },
  { key: 'subBranch', title: '支行', width: 150, text: (line) => line.subBranch, sort: 'text', filter: true },
  { key: 'staff', title: '人员', width: 72, align: 'right', text: (line) => String(line.staff), sort: 'number' },
  {
    key: 'pack',
    title: '配置包',
    width: 136,
    text: (line) => packWords[packWord(line)].word,
    render: (line) => <StateTag tone={packWords[packWord(line)].tone}>{packWords[packWord(line)].word}</StateTag>,
    filter: true,
  },
  { key: 'madeAt', title: '生成时间', width: 140, text: (line) => fullInstant(line.madeAt), sort: 'text' },
  {
    key: 'enrolled',
    title: '电脑',
    width: 96,
    text: (line) => (line.enrolled ? '已登记' : '未登记'),
    render: (line) => <StateTag tone={line.enrolled ? 'good' : 'idle'}>{line.enrolled ? '已登记' : '未登记'}</StateTag>,
    filter: true,
    term: '收到并合并过该网点第一份报送文件后，即为已登记。',
  },
  {
    key: 'app',
    title: '程序版本',
    width: 112,
    text: (line) => (line.appVersion === '' ? '--' : line.appVersion),
    filter: true,
  },
];
