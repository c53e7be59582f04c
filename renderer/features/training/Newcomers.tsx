/** 新员工: who joined in the last year and has not been to any training since. */
import { useMemo, type ReactNode } from 'react';
import { posts } from '#domain/organisation.ts';
import type { Out } from '#contract/index.ts';
import { useSide } from '#renderer/session-store.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { dayText } from '#renderer/ui/format.ts';
import { ListPage, type Column } from '#renderer/ui/ListPage.tsx';
import { TrainingTabs } from '#renderer/ui/work-tabs.tsx';
import { useRead } from '#renderer/use-query.ts';

type Newcomer = Out<'training.newcomers'>[number];

export function Newcomers(): ReactNode {
  const side = useSide();
  const people = useRead('training.newcomers', {});
  const columns = useMemo<readonly Column<Newcomer>[]>(
    () => [
      { key: 'staffNo', title: '工号', width: 110, text: (row) => row.staffNo, sort: 'text' },
      { key: 'name', title: '姓名', width: 120, text: (row) => row.name, sort: 'text' },
      { key: 'post', title: '岗位', width: 110, text: (row) => posts[row.post], filter: true },
      ...(side === 'centre'
        ? [{ key: 'outlet', title: '网点', width: 180, text: (row: Newcomer) => row.outletName, filter: true }]
        : []),
      {
        key: 'joinedOn',
        title: '入职日',
        width: 140,
        text: (row) => row.joinedOn,
        render: (row) => dayText(row.joinedOn, ''),
        sort: 'text',
      },
      {
        key: 'days',
        title: '已入职',
        width: 110,
        align: 'right',
        text: (row) => `${row.days} 天`,
        sort: (a, b) => a.days - b.days,
      },
    ],
    [side],
  );
  return (
    <ListPage
      page="newcomers"
      title="培训"
      tabs={<TrainingTabs current="/trainings/newcomers" />}
      rows={people.data}
      rowId={(row) => row.id}
      columns={columns}
      failure={people.failure}
      onRetry={people.reload}
      rowTone={(row) => (row.days > 90 ? 'amber' : undefined)}
      emptyFirst={
        <EmptyState title="近一年入职的人都参加过培训">
          名册里有入职日、入职后还没有到场记录的人会列在这里，入职超过 90 天的标出来。
        </EmptyState>
      }
    />
  );
}
