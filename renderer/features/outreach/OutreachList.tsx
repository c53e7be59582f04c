/** 宣教活动: what is planned, what waits for its figures, what came of it. As a list or as a month. */
import { Select } from 'antd';
import { useMemo, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { OutreachRow } from '#contract/outreach.ts';
import { periodOf } from '#domain/periods.ts';
import { useMay, useSide } from '#renderer/session-store.ts';
import { ChipPicker } from '#renderer/ui/ChipPicker.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { useKeys } from '#renderer/ui/keys.ts';
import { ListPage, type RowAction } from '#renderer/ui/ListPage.tsx';
import { useListState } from '#renderer/ui/list-store.ts';
import { Page } from '#renderer/ui/Page.tsx';
import { useDictLabel } from '#renderer/ui/use-dict.ts';
import { useNowOnce } from '#renderer/ui/use-today.ts';
import { OutreachTabs } from '#renderer/ui/work-tabs.tsx';
import { useRead } from '#renderer/use-query.ts';
import { MonthGrid } from './MonthGrid.tsx';
import { outreachColumns } from './outreach-columns.tsx';

const rowId = (row: OutreachRow): string => row.id;
const chipStates = { all: '全部', planned: '计划', toFill: '待回填', done: '已完成', cancelled: '已取消' } as const;
const spans = { all: '全部时间', month: '本月', quarter: '本季度', half: '本半年', year: '今年' } as const;
type Span = keyof typeof spans;

const isIn = <T extends object>(table: T, key: string | undefined): key is string & keyof T =>
  key !== undefined && Object.hasOwn(table, key);

export function OutreachList(): ReactNode {
  const [, go] = useLocation();
  const { today } = useNowOnce();
  const side = useSide();
  const mayWrite = useMay('outreach.write');
  const mayPrint = useMay('print.document');
  const label = useDictLabel();
  const list = useListState('events');
  // Not a filter: the view must not make an empty list look like a failed search.
  const look = useListState('events-view');
  const span: Span = isIn(spans, list.filters['span']) ? list.filters['span'] : 'all';
  const asMonth = look.filters['view'] === 'month';
  const period = span === 'all' || asMonth ? null : periodOf(today, span);
  const events = useRead('outreach.list', { from: period?.from ?? null, to: period?.to ?? null });
  const { found, rows } = useShown(events.data, list, label);
  const columns = useMemo(() => outreachColumns(label, side, today.slice(0, 4)), [label, side, today]);
  const add = (): void => go('/events/new');
  const open = (row: OutreachRow): void => go(`/events/${row.id}`);
  const setView = (view: string): void => look.set({ filters: { ...look.filters, view } });
  useKeys('宣教活动', [{ key: 'm', label: '列表 / 月历', run: () => setView(asMonth ? 'list' : 'month') }]);
  const primary = mayWrite ? { label: '新建活动', keyName: 'F3', run: add } : undefined;
  const view = (
    <ChipPicker
      label="列表或月历"
      value={asMonth ? 'month' : 'list'}
      options={[
        { value: 'list', label: '列表' },
        { value: 'month', label: '月历' },
      ]}
      onChange={setView}
    />
  );
  if (asMonth) {
    return (
      <Page title="宣教活动" primary={primary} actions={view} tools={<OutreachTabs current="/events" />}>
        <MonthGrid
          rows={events.data ?? []}
          today={today}
          month={look.filters['month'] ?? today.slice(0, 7)}
          onMonth={(month) => look.set({ filters: { ...look.filters, month } })}
          onOpen={open}
        />
      </Page>
    );
  }
  return (
    <ListPage
      page="events"
      title="宣教活动"
      primary={primary}
      actions={view}
      tabs={<OutreachTabs current="/events" />}
      chips={Object.entries(chipStates).map(([key, text]) => ({
        key,
        label: text,
        count: key === 'all' ? found?.length : found?.filter((row) => row.state === key).length,
      }))}
      search="主题、地点、编号"
      filters={
        <Select
          aria-label="时间范围"
          style={{ width: 112 }}
          value={span}
          options={Object.entries(spans).map(([value, text]) => ({ value, label: text }))}
          onChange={(value) => list.set({ filters: { ...list.filters, span: value === 'all' ? '' : value } })}
        />
      }
      rows={rows}
      rowId={rowId}
      columns={columns}
      failure={events.failure}
      onRetry={events.reload}
      onOpen={open}
      rowActions={rowActions(go, { mayWrite, mayPrint })}
      rowTone={(row) => (row.state === 'toFill' ? 'amber' : undefined)}
      emptyFirst={<Empty isAll={span === 'all'} onAdd={mayWrite ? add : undefined} />}
    />
  );
}

type Label = (id: string | null) => string;

function useShown(
  all: readonly OutreachRow[] | undefined,
  { text, chip }: { readonly text: string; readonly chip: string },
  label: Label,
): { readonly found: readonly OutreachRow[] | undefined; readonly rows: readonly OutreachRow[] | undefined } {
  const found = useMemo(() => all?.filter((row) => matches(row, text, label)), [all, text, label]);
  const rows = useMemo(
    () => (isIn(chipStates, chip) && chip !== 'all' ? found?.filter((row) => row.state === chip) : found),
    [found, chip],
  );
  return { found, rows };
}

function rowActions(
  go: (path: string) => void,
  { mayWrite, mayPrint }: { readonly mayWrite: boolean; readonly mayPrint: boolean },
): readonly RowAction<OutreachRow>[] {
  return [
    {
      key: 'b',
      label: '回填',
      run: (row) => go(`/events/${row.id}/attendance`),
      when: (row) => mayWrite && row.state !== 'cancelled',
    },
    {
      key: 'p',
      label: '打印签到表',
      run: (row) => go(`/print/sign-in/outreach/${row.id}/${row.sheetTemplate}`),
      when: (row) => mayPrint && row.state !== 'cancelled',
    },
  ];
}

function Empty({ isAll, onAdd }: { readonly isAll: boolean; readonly onAdd: (() => void) | undefined }): ReactNode {
  return (
    <EmptyState
      title={isAll ? '还没有宣教活动' : '这段时间没有活动'}
      actions={onAdd === undefined ? [] : [{ label: '新建活动', keyName: 'F3', run: onAdd, primary: true }]}
    >
      {onAdd === undefined
        ? '网点上报的活动合并后会出现在这里。'
        : '先登记活动计划，打印签到表；活动结束后按纸质签到表回填。'}
    </EmptyState>
  );
}

function matches(row: OutreachRow, text: string, label: Label): boolean {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return true;
  return [row.title, row.place, row.eventNo, row.outletName, row.leaderName, row.partner ?? '', label(row.campaign)]
    .join(' ')
    .toLowerCase()
    .includes(wanted);
}
