/** Received files, one line each: whose, which number, what it brings, why it was refused. */
import type { ReactNode } from 'react';
import type { InboxFile } from '#contract/inbox.ts';
import { DataTable } from '#renderer/ui/DataTable.tsx';
import { bytes, fullInstant, thousands } from '#renderer/ui/format.ts';
import type { Column } from '#renderer/ui/rows.ts';
import { StateTag } from '#renderer/ui/StateTag.tsx';
import { fileTones, fileWord } from './words.ts';

const amount = (key: 'added' | 'changed' | 'same' | 'conflicts' | 'shelved', title: string): Column<InboxFile> => ({
  key,
  title,
  width: 68,
  align: 'right',
  text: (file) => (file.state === 'refused' ? '--' : thousands(file[key])),
  sort: 'number',
});

const columns: readonly Column<InboxFile>[] = [
  {
    key: 'state',
    title: '状态',
    width: 104,
    text: (file) => fileWord(file.state),
    render: (file) => <StateTag tone={fileTones[file.state]}>{fileWord(file.state)}</StateTag>,
    filter: true,
  },
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
    text: (file) => file.reason,
    render: (file) => (
      <span className="ellipsis" title={file.reason}>
        {file.reason}
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
const order: readonly InboxFile['state'][] = ['refused', 'waiting', 'ready', 'merged', 'known'];

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
      rowTone={(file) => (file.state === 'refused' ? 'red' : file.state === 'waiting' ? 'amber' : undefined)}
      empty={<p className="inbox-none muted">没有文件</p>}
    />
  );
}
