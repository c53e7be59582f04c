/** Received files, one line each: whose, which number, what it brings, why it was refused. */
import type { ReactNode } from 'react';
import type { InboxFile } from '#contract/inbox.ts';
import { DataTable } from '#renderer/ui/DataTable.tsx';
import { bytes, fullInstant, thousands } from '#renderer/ui/format.ts';
import type { Column } from '#renderer/ui/rows.ts';
import { StateTag } from '#renderer/ui/StateTag.tsx';
import { FileDecision } from './FileDecisions.tsx';
import { fileTones, fileWord } from './words.ts';

const amount = (key: 'added' | 'changed' | 'same' | 'conflicts' | 'shelved', title: string): Column<InboxFile> => ({
  key,
  title,
  width: 68,
  align: 'right',
  text: (file) => (file.state === 'refused' ? '--' : thousands(file[key])),
  sort: 'number',
});

/** Why it is as it is; for a merged file what somebody should know about the computer it came from. */
function remark(file: InboxFile): string {
  const parts = [
    file.reason,
    file.forks > 0 ? '与已收到的不同源：台账可能在两台电脑上使用，或从备份恢复过；两边内容都已保留。请电话核对。' : '',
    file.clockAheadMs > 0 ? `该网点电脑的时钟快了约 ${hoursAhead(file.clockAheadMs)}，请提醒校正；不影响合并。` : '',
  ];
  return parts.filter((part) => part !== '').join(' ');
}

const hoursAhead = (ms: number): string => {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 60) return `${minutes} 分钟`;
  return minutes < 48 * 60 ? `${Math.round(minutes / 60)} 小时` : `${Math.round(minutes / 1440)} 天`;
};

const columns: readonly Column<InboxFile>[] = [
  {
    key: 'state',
    title: '状态',
    width: 104,
    text: (file) => fileWord(file.state),
    render: (file) => <StateTag tone={fileTones[file.state]}>{fileWord(file.state)}</StateTag>,
    filter: true,
  },
  { key: 'decide', title: '处理', width: 84, text: () => '', render: (file) => <FileDecision file={file} /> },
  {
    key: 'outlet',
    title: '网点',
    width: 160,
    text: (file) => (file.outlet === '' ? '--' : `${file.outlet} ${file.outletName}`),
    sort: 'text',
  },
  { key: 'file', title: '文件', width: 290, text: (file) => file.fileName, sort: 'text' },
  { key: 'no', title: '第几份', width: 68, align: 'right', text: (file) => (file.no === 0 ? '--' : String(file.no)) },
  amount('added', '新增'),
  amount('changed', '更新'),
  amount('same', '无变化'),
  { ...amount('conflicts', '两边都改'), width: 76, term: '网点和中心都改过同一内容，两个值都留着，等人核对。' },
  { ...amount('shelved', '暂存'), term: '这一版程序不认识、或不归该网点写的内容，原样留着，不影响其余。' },
  {
    key: 'reason',
    title: '说明',
    width: 280,
    grow: true,
    text: remark,
    render: (file) => (
      <span className="ellipsis" title={remark(file)}>
        {remark(file)}
      </span>
    ),
  },
  {
    key: 'madeAt',
    title: '生成时间',
    width: 140,
    text: (file) => (file.madeAt === 0 ? '--' : fullInstant(file.madeAt)),
    sort: 'text',
  },
  { key: 'bytes', title: '大小', width: 84, align: 'right', text: (file) => bytes(file.bytes) },
];

/** Bad ones first: they are what somebody has to do something about. */
const order: readonly InboxFile['state'][] = ['approval', 'refused', 'waiting', 'ready', 'merged', 'known'];

interface Props {
  readonly files: readonly InboxFile[];
  readonly label: string;
  readonly height?: number | 'fill';
}

export function FileTable({ files, label, height = 'fill' }: Props): ReactNode {
  const rows = files.toSorted((a, b) => order.indexOf(a.state) - order.indexOf(b.state));
  return (
    <DataTable
      rows={rows}
      rowId={(file) => `${file.sha256} ${file.fileName}`}
      columns={columns}
      label={label}
      height={height}
      rowTone={(file) =>
        file.state === 'refused' ? 'red' : file.state === 'waiting' || file.state === 'approval' ? 'amber' : undefined
      }
      empty={<p className="inbox-none muted">没有文件</p>}
    />
  );
}
