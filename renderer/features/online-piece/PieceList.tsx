/** 线上内容: articles and videos of the branch, with reads counted on days. */
import { Select } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import type { PieceRow } from '#contract/online-piece.ts';
import { onlineChannels, onlineForms } from '#domain/online-piece.ts';
import { periodOf } from '#domain/periods.ts';
import { useMay } from '#renderer/session-store.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { dayText, thousands } from '#renderer/ui/format.ts';
import { useKeys } from '#renderer/ui/keys.ts';
import { ListPage, type Column } from '#renderer/ui/ListPage.tsx';
import { useListState } from '#renderer/ui/list-store.ts';
import { useNowOnce } from '#renderer/ui/use-today.ts';
import { OutreachTabs } from '#renderer/ui/work-tabs.tsx';
import { useRead } from '#renderer/use-query.ts';
import { PieceForm, ReadsForm } from './PieceForm.tsx';

const columns: readonly Column<PieceRow>[] = [
  { key: 'publishedOn', title: '发布日', width: 116, text: (row) => row.publishedOn, sort: 'text' },
  { key: 'title', title: '标题', width: 260, grow: true, text: (row) => row.title, sort: 'text' },
  { key: 'series', title: '栏目', width: 130, text: (row) => row.series ?? '', filter: true },
  { key: 'channel', title: '渠道', width: 96, text: (row) => onlineChannels[row.channel], filter: true },
  { key: 'form', title: '形式', width: 84, text: (row) => onlineForms[row.form], filter: true },
  {
    key: 'reads',
    title: '阅读播放量',
    width: 108,
    align: 'right',
    text: (row) => (row.readOn === null ? '' : thousands(row.reads)),
    sort: 'number',
    term: '最近一次统计的累计阅读量或播放量。',
  },
  {
    key: 'readOn',
    title: '统计日',
    width: 104,
    text: (row) => row.readOn ?? '',
    render: (row) => (row.readOn === null ? <span className="muted">未统计</span> : dayText(row.readOn)),
    sort: 'text',
  },
];
const spans = { all: '全部时间', month: '本月', quarter: '本季度', half: '本半年', year: '今年' } as const;
type Span = keyof typeof spans;
const spanOf = (text: string | undefined): Span =>
  text !== undefined && Object.hasOwn(spans, text) ? (text as Span) : 'all';

type Open = { readonly what: 'new' } | { readonly what: 'edit' | 'reads'; readonly row: PieceRow };

export function PieceList(): ReactNode {
  const { today } = useNowOnce();
  const mayWrite = useMay('onlinePiece.write');
  const [open, setOpen] = useState<Open>();
  const list = useListState('online-pieces');
  const span = spanOf(list.filters['span']);
  const pieces = useRead('onlinePiece.list', span === 'all' ? { from: null, to: null } : periodOf(today, span));
  const rows = useMemo(
    () => pieces.data?.filter((row) => `${row.title} ${row.series ?? ''}`.includes(list.text.trim())),
    [pieces.data, list.text],
  );
  const add = (): void => setOpen({ what: 'new' });
  useKeys('线上内容', [{ key: 'n', label: '登记内容', run: add, when: mayWrite }]);
  return (
    <ListPage
      page="online-pieces"
      title="宣教活动"
      primary={mayWrite ? { label: '登记内容', keyName: 'n', run: add } : undefined}
      actions={<Total rows={rows ?? []} />}
      tabs={<OutreachTabs current="/events/online" />}
      search="标题、栏目"
      filters={
        <Select
          aria-label="时间范围"
          style={{ width: 112 }}
          value={span}
          options={Object.entries(spans).map(([value, label]) => ({ value, label }))}
          onChange={(value) => list.set({ filters: { ...list.filters, span: value === 'all' ? '' : value } })}
        />
      }
      rows={rows}
      rowId={(row) => row.id}
      columns={columns}
      failure={pieces.failure}
      onRetry={pieces.reload}
      {...(mayWrite ? { onOpen: (row: PieceRow) => setOpen({ what: 'edit', row }), rowButtons: () => true } : {})}
      rowActions={
        mayWrite ? [{ key: 'r', label: '登记阅读量', run: (row: PieceRow) => setOpen({ what: 'reads', row }) }] : []
      }
      emptyFirst={
        <EmptyState
          title="还没有线上内容"
          actions={mayWrite ? [{ label: '登记内容', keyName: 'N', run: add, primary: true }] : []}
        >
          公众号、视频号发布的“消保小课堂”“以案说险”等登记在这里，按统计日记阅读播放量。
        </EmptyState>
      }
      drawer={open !== undefined && <Opened open={open} onClose={() => setOpen(undefined)} />}
    />
  );
}

function Total({ rows }: { readonly rows: readonly PieceRow[] }): ReactNode {
  if (rows.length === 0) return null;
  return (
    <span className="num">
      共 {rows.length} 篇，阅读播放 <b>{thousands(rows.reduce((sum, { reads }) => sum + reads, 0))}</b> 次
    </span>
  );
}

function Opened({ open, onClose }: { readonly open: Open; readonly onClose: () => void }): ReactNode {
  if (open.what === 'new') return <PieceForm onClose={onClose} />;
  return open.what === 'reads' ? (
    <ReadsForm row={open.row} onClose={onClose} />
  ) : (
    <PieceForm row={open.row} onClose={onClose} />
  );
}
