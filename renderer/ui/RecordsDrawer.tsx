/** The records behind a number: exactly those it counts, each of them opens. */
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { FigureRecord } from '#contract/figures.ts';
import type { RecordFilter } from '#domain/record-filter.ts';
import { DataTable } from './DataTable.tsx';
import { DetailDrawer } from './DetailDrawer.tsx';
import { FailureNote } from './FailureNote.tsx';
import { thousands } from './format.ts';
import type { Column } from './rows.ts';
import { useRead } from '#renderer/use-query.ts';
import './records.css';

export interface Opened {
  readonly title: string;
  readonly open: RecordFilter;
}

const lists = {
  complaint: { unit: '件', path: '/complaints', day: '收到日', title: '业务类别', detail: '原因' },
  outreach: { unit: '场', path: '/events', day: '活动日', title: '活动', detail: '场景' },
  training: { unit: '场', path: '/trainings', day: '培训日', title: '培训', detail: '类别' },
} as const;

function columnsOf(list: RecordFilter['list']): readonly Column<FigureRecord>[] {
  const words = lists[list];
  const amount: Column<FigureRecord> = {
    key: 'amount',
    title: '人次',
    width: 80,
    align: 'right',
    text: (row) => (row.amount === null ? '--' : thousands(row.amount)),
    sort: 'number',
  };
  return [
    { key: 'no', title: '编号', width: 210, text: (row) => row.no, sort: 'text' },
    { key: 'day', title: words.day, width: 104, text: (row) => row.day, sort: 'text' },
    { key: 'outlet', title: '网点', width: 150, text: (row) => row.outletName, sort: 'text', filter: true },
    { key: 'title', title: words.title, width: 220, grow: true, text: (row) => row.title, sort: 'text' },
    { key: 'detail', title: words.detail, width: 150, text: (row) => row.detail, sort: 'text', filter: true },
    ...(list === 'outreach' ? [amount] : []),
    { key: 'state', title: '状态', width: 84, text: (row) => row.state, filter: true },
  ];
}

const rowId = (row: FigureRecord): string => row.id;
const page = 500;

export function RecordsDrawer({
  opened,
  onClose,
}: {
  readonly opened: Opened;
  readonly onClose: () => void;
}): ReactNode {
  const { title, open } = opened;
  const [limit, setLimit] = useState(page);
  const [, go] = useLocation();
  const records = useRead('figures.records', { open, limit });
  const { unit, path } = lists[open.list];
  const total = records.data?.total;
  const table = useRef<HTMLDivElement>(null);
  const isHere = records.data !== undefined;
  useEffect(() => {
    // Arrow keys and Enter work at once.
    if (isHere) table.current?.querySelector<HTMLElement>('[role=grid]')?.focus({ preventScroll: true });
  }, [isHere]);
  return (
    <DetailDrawer
      open
      title={title}
      sub={total === undefined ? '正在读取' : `共 ${thousands(total)} ${unit}，按日期从新到旧。回车打开一${unit}。`}
      width={1040}
      onClose={onClose}
    >
      <div className="records" ref={table}>
        {records.failure !== undefined && <FailureNote failure={records.failure} onRetry={records.reload} />}
        {records.data !== undefined && (
          <DataTable
            rows={records.data.rows}
            rowId={rowId}
            columns={columnsOf(open.list)}
            label={title}
            onOpen={(row) => go(`${path}/${encodeURIComponent(row.id)}`)}
            onNearEnd={() => {
              if (total !== undefined && limit < total) setLimit(limit + page);
            }}
            empty={<p className="records-none muted">没有记录</p>}
          />
        )}
      </div>
    </DetailDrawer>
  );
}
