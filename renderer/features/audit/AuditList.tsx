/** 操作记录: who did what and when. Lines cannot be changed or taken out; nothing here is customer data. */
import { Button } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import type { AuditLine } from '#contract/audit.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { fullInstant, thousands } from '#renderer/ui/format.ts';
import { ListPage, type Column } from '#renderer/ui/ListPage.tsx';
import { useListState } from '#renderer/ui/list-store.ts';
import { useRead } from '#renderer/use-query.ts';
import { auditKinds, verbKind, verbWord, type AuditKind } from './verb-words.ts';

const columns: readonly Column<AuditLine>[] = [
  { key: 'n', title: '序号', width: 84, align: 'right', text: (line) => thousands(line.n) },
  { key: 'at', title: '时间', width: 150, text: (line) => fullInstant(line.at) },
  { key: 'user', title: '工号', width: 110, text: (line) => (line.user === '-' ? '未登录' : line.user), filter: true },
  { key: 'kind', title: '类别', width: 110, text: (line) => auditKinds[verbKind(line.verb)], filter: true },
  { key: 'verb', title: '操作', width: 150, text: (line) => verbWord(line.verb), filter: true },
  { key: 'note', title: '说明', width: 260, grow: true, text: (line) => line.note ?? '' },
  {
    key: 'record',
    title: '对象',
    width: 250,
    text: (line) => line.record ?? '',
    render: (line) => <span className="mono ellipsis">{line.record ?? ''}</span>,
  },
];

const rowId = (line: AuditLine): string => String(line.n);
const page = 500;
const kinds = Object.entries(auditKinds) as readonly (readonly [AuditKind, string])[];

export function AuditList(): ReactNode {
  /** First line numbers of the pages above this one; empty at the newest page. */
  const [cursors, setCursors] = useState<readonly number[]>([]);
  const before = cursors.at(-1);
  const lines = useRead('audit.list', { limit: page, ...(before === undefined ? {} : { before }) });
  const list = useListState('audit', { chip: 'all' });
  const all = lines.data;
  const rows = useMemo(() => {
    const typed = list.text.trim().toLowerCase();
    return all
      ?.filter((line) => list.chip === '' || list.chip === 'all' || verbKind(line.verb) === list.chip)
      .filter((line) =>
        `${line.user} ${verbWord(line.verb)} ${line.note ?? ''} ${line.record ?? ''}`.toLowerCase().includes(typed),
      );
  }, [all, list.chip, list.text]);
  const oldest = all?.at(-1)?.n;
  return (
    <ListPage
      page="audit"
      title="操作记录"
      chips={[
        { key: 'all', label: '全部' },
        ...kinds.map(([key, label]) => ({
          key,
          label,
          count: all?.filter((line) => verbKind(line.verb) === key).length,
        })),
      ]}
      search="工号、操作、说明"
      filters={
        <span className="audit-pages">
          <Button disabled={cursors.length === 0} onClick={() => setCursors(cursors.slice(0, -1))}>
            较新的 {page} 条
          </Button>{' '}
          <Button
            disabled={oldest === undefined || oldest <= 1}
            onClick={() => {
              if (oldest !== undefined) setCursors([...cursors, oldest]);
            }}
          >
            更早的 {page} 条
          </Button>
        </span>
      }
      rows={rows}
      rowId={rowId}
      columns={columns}
      failure={lines.failure}
      onRetry={lines.reload}
      emptyFirst={<EmptyState title="还没有操作记录" />}
    />
  );
}
