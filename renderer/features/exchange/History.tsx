/** Files written so far, newest first, and what is known of their fate. */
import type { ReactNode } from 'react';
import type { ExportLine } from '#contract/exchange.ts';
import { DataTable } from '#renderer/ui/DataTable.tsx';
import { bytes, fullInstant } from '#renderer/ui/format.ts';
import type { Column } from '#renderer/ui/rows.ts';
import { StateTag } from '#renderer/ui/StateTag.tsx';
import { countsText, fileName, receiptText, stateOf } from './words.ts';

const columns: readonly Column<ExportLine>[] = [
  { key: 'no', title: '序号', width: 60, align: 'right', text: (line) => String(line.no) },
  { key: 'madeAt', title: '生成时间', width: 140, text: (line) => fullInstant(line.madeAt) },
  {
    key: 'state',
    title: '状态',
    width: 140,
    text: (line) => stateOf(line).word,
    render: (line) => <StateTag tone={stateOf(line).tone}>{stateOf(line).word}</StateTag>,
    term: '文件写好只是“已导出”。中心收到并合并后，下一份配置包会带回消息，这里才变成“中心已收到”。',
  },
  {
    key: 'said',
    title: '中心回执',
    width: 220,
    text: (line) => receiptText(line),
    render: (line) => (
      <span className="ellipsis" title={receiptText(line)}>
        {receiptText(line)}
      </span>
    ),
  },
  {
    key: 'counts',
    title: '内容',
    width: 200,
    grow: true,
    text: (line) => (countsText(line.counts) === '' ? '空报告' : countsText(line.counts)),
  },
  {
    key: 'checkCode',
    title: '校验码',
    width: 104,
    text: (line) => line.checkCode,
    render: (line) => <span className="mono">{line.checkCode}</span>,
  },
  {
    key: 'file',
    title: '文件',
    width: 270,
    text: (line) => fileName(line.file),
    render: (line) => <span title={line.file}>{fileName(line.file)}</span>,
  },
  { key: 'bytes', title: '大小', width: 84, align: 'right', text: (line) => bytes(line.bytes) },
  { key: 'madeBy', title: '经办', width: 90, text: (line) => line.madeBy },
];

export function History({ lines }: { readonly lines: readonly ExportLine[] }): ReactNode {
  return (
    <DataTable
      rows={lines}
      rowId={(line) => String(line.no)}
      columns={columns}
      label="报送文件"
      height={Math.max(2, Math.min(lines.length, 12)) * 36 + 40}
      empty={
        <p className="report-none muted">
          还没有生成过报送文件。每份文件都包含中心还没确认收到的全部内容，丢了一份不要紧。
        </p>
      }
    />
  );
}
