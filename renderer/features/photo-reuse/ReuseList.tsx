/** 重复照片: one photo in two records anywhere in the branch, decided by a person. */
import { Select } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import type { ReuseRow } from '#contract/photo-reuse.ts';
import { periodOf } from '#domain/periods.ts';
import { reuseVerdicts } from '#domain/photo-reuse.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { dayText } from '#renderer/ui/format.ts';
import { ListPage, type Column } from '#renderer/ui/ListPage.tsx';
import { useListState } from '#renderer/ui/list-store.ts';
import { useNowOnce } from '#renderer/ui/use-today.ts';
import { OutreachTabs } from '#renderer/ui/work-tabs.tsx';
import { useRead } from '#renderer/use-query.ts';
import { ReuseDrawer } from './ReuseDrawer.tsx';

const chipWords = { open: '待核', same: reuseVerdicts.same, reused: reuseVerdicts.reused, all: '全部' } as const;
type Chip = keyof typeof chipWords;
const spans = { half: '本半年', year: '今年', all: '全部时间' } as const;
type Span = keyof typeof spans;
const isIn = <T extends object>(table: T, key: string | undefined): key is string & keyof T =>
  key !== undefined && Object.hasOwn(table, key);

const place = ({ outletName, title, heldOn }: ReuseRow['one']): string => `${outletName} ${dayText(heldOn)} ${title}`;

const columns: readonly Column<ReuseRow>[] = [
  {
    key: 'verdict',
    title: '认定',
    width: 104,
    text: (row) => (row.verdict === null ? '待核' : reuseVerdicts[row.verdict]),
    render: (row) =>
      row.verdict === null ? (
        <span className="tone-today">◔ 待核</span>
      ) : row.verdict === 'reused' ? (
        <span className="tone-overdue">▲ 确为重复</span>
      ) : (
        <span className="tone-good">✓ 同一活动</span>
      ),
  },
  { key: 'one', title: '一处', width: 300, grow: true, text: (row) => place(row.one) },
  { key: 'other', title: '另一处', width: 300, grow: true, text: (row) => place(row.other) },
  {
    key: 'photos',
    title: '相同照片',
    width: 88,
    align: 'right',
    text: (row) => String(row.photos.length),
    sort: 'number',
  },
  {
    key: 'bits',
    title: '差异',
    width: 72,
    align: 'right',
    text: (row) => String(Math.min(...row.photos.map(({ bits }) => bits))),
    sort: 'number',
    term: '画面指纹 512 位中不同的位数。0 为完全相同，36 以内列出；裁剪、镜像过的认不出来。',
  },
  { key: 'decidedOn', title: '认定日', width: 104, text: (row) => row.decidedOn, sort: 'text' },
  { key: 'decidedByName', title: '认定人', width: 96, text: (row) => row.decidedByName },
];

export function ReuseList(): ReactNode {
  const { today } = useNowOnce();
  const list = useListState('photo-reuse');
  const [openId, setOpenId] = useState<string>();
  const chip: Chip = isIn(chipWords, list.chip) ? list.chip : 'open';
  const span: Span = isIn(spans, list.filters['span']) ? list.filters['span'] : 'half';
  const found = useRead('photoReuse.list', span === 'all' ? { from: null, to: null } : periodOf(today, span));
  const rows = useMemo(() => found.data?.filter((row) => isShown(row, chip)), [found.data, chip]);
  const at = rows?.findIndex(({ id }) => id === openId) ?? -1;
  // A row just decided leaves the list of open ones; its drawer stays until it is closed.
  const open = found.data?.find(({ id }) => id === openId);
  const step = (by: 1 | -1): (() => void) | undefined => {
    const next = rows?.[at === -1 && by === 1 ? 0 : at + by];
    return next === undefined ? undefined : () => setOpenId(next.id);
  };
  return (
    <ListPage
      page="photo-reuse"
      title="宣教活动"
      tabs={<OutreachTabs current="/events/reused" />}
      chips={Object.entries(chipWords).map(([key, label]) => ({
        key: key === 'open' ? '' : key,
        label,
        count: found.data?.filter((row) => isShown(row, key as Chip)).length,
      }))}
      filters={
        <Select
          aria-label="时间范围"
          style={{ width: 112 }}
          value={span}
          options={Object.entries(spans).map(([value, label]) => ({ value, label }))}
          onChange={(value) => list.set({ filters: { ...list.filters, span: value === 'half' ? '' : value } })}
        />
      }
      rows={rows}
      rowId={(row) => row.id}
      columns={columns}
      failure={found.failure}
      onRetry={found.reload}
      onOpen={(row) => setOpenId(row.id)}
      openId={openId}
      emptyFirst={
        <EmptyState title={chip === 'open' ? '没有待核的重复照片' : '没有这样的照片'}>
          全分行的活动、培训照片按画面比对，两处用了同一张照片的列在这里，由中心认定。
        </EmptyState>
      }
      drawer={
        open !== undefined && (
          <ReuseDrawer
            key={open.id}
            row={open}
            onClose={() => setOpenId(undefined)}
            onNext={step(1)}
            onPrevious={step(-1)}
          />
        )
      }
    />
  );
}

const isShown = ({ verdict }: ReuseRow, chip: Chip): boolean =>
  chip === 'all' || (chip === 'open' ? verdict === null : verdict === chip);
