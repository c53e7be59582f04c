/** 教育基地: where an outlet teaches again and again, and what was held there. */
import { useMemo, useState, type ReactNode } from 'react';
import type { BaseRow } from '#contract/education-base.ts';
import { baseKinds } from '#domain/education-base.ts';
import { useMay, useSide } from '#renderer/session-store.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { dayText, thousands } from '#renderer/ui/format.ts';
import { useKeys } from '#renderer/ui/keys.ts';
import { ListPage, type Column } from '#renderer/ui/ListPage.tsx';
import { useListState } from '#renderer/ui/list-store.ts';
import { OutreachTabs } from '#renderer/ui/work-tabs.tsx';
import { useRead } from '#renderer/use-query.ts';
import { BaseForm } from './BaseForm.tsx';

const baseColumns: readonly Column<BaseRow>[] = [
  { key: 'name', title: '基地', width: 220, grow: true, text: (row) => row.name, sort: 'text' },
  { key: 'kind', title: '类别', width: 96, text: (row) => baseKinds[row.kind], filter: true },
  { key: 'address', title: '地址', width: 200, text: (row) => row.address },
  { key: 'partner', title: '共建单位', width: 160, text: (row) => row.partner ?? '' },
  { key: 'sinceOn', title: '建立', width: 112, text: (row) => row.sinceOn, sort: 'text' },
  {
    key: 'events',
    title: '活动场次',
    width: 92,
    align: 'right',
    text: (row) => thousands(row.events),
    sort: 'number',
    term: '在这个基地举办、已完成回填的活动。',
  },
  {
    key: 'reached',
    title: '覆盖人次',
    width: 96,
    align: 'right',
    text: (row) => thousands(row.reached),
    sort: 'number',
  },
  {
    key: 'lastOn',
    title: '最近一次',
    width: 104,
    text: (row) => row.lastOn ?? '',
    render: (row) => (row.lastOn === null ? '' : dayText(row.lastOn)),
    sort: 'text',
  },
];

export function BaseList(): ReactNode {
  const side = useSide();
  const mayWrite = useMay('outreach.write');
  const [editing, setEditing] = useState<BaseRow | 'new'>();
  const list = useListState('education-bases');
  const bases = useRead('educationBase.list', {});
  const rows = useMemo(
    () =>
      bases.data?.filter((row) =>
        `${row.name} ${row.address} ${row.partner ?? ''} ${row.outletName}`.includes(list.text.trim()),
      ),
    [bases.data, list.text],
  );
  const columns = useMemo(
    () =>
      side === 'centre'
        ? [
            { key: 'outlet', title: '网点', width: 150, text: (row: BaseRow) => row.outletName, filter: true },
            ...baseColumns,
          ]
        : baseColumns,
    [side],
  );
  const add = (): void => setEditing('new');
  useKeys('教育基地', [{ key: 'n', label: '登记基地', run: add, when: mayWrite }]);
  return (
    <ListPage
      page="education-bases"
      title="宣教活动"
      primary={mayWrite ? { label: '登记基地', keyName: 'n', run: add } : undefined}
      tabs={<OutreachTabs current="/events/bases" />}
      search="基地、地址、共建单位"
      rows={rows}
      rowId={(row) => row.id}
      columns={columns}
      failure={bases.failure}
      onRetry={bases.reload}
      {...(mayWrite ? { onOpen: (row: BaseRow) => setEditing(row) } : {})}
      emptyFirst={
        <EmptyState
          title="还没有教育基地"
          actions={mayWrite ? [{ label: '登记基地', keyName: 'N', run: add, primary: true }] : []}
        >
          与学校、老年大学、社区共建的基地登记在这里，活动计划里选上它，场次和人次自动累计。
        </EmptyState>
      }
      drawer={
        editing !== undefined && (
          <BaseForm {...(editing === 'new' ? {} : { row: editing })} onClose={() => setEditing(undefined)} />
        )
      }
    />
  );
}
