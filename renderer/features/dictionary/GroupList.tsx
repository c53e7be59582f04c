/** 管理口径分组: which business classes a manager's word covers, per purpose. Figures are counted by them. */
import { useMemo, useState, type ReactNode } from 'react';
import type { GroupLine } from '#contract/dictionary.ts';
import { GROUP_PURPOSES, type GroupPurpose } from '#domain/management-group.ts';
import { useMay } from '#renderer/session-store.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { useKeys } from '#renderer/ui/keys.ts';
import { ListPage, type Column } from '#renderer/ui/ListPage.tsx';
import { useListState } from '#renderer/ui/list-store.ts';
import { useRead } from '#renderer/use-query.ts';
import { DictionaryTabs } from './DictionaryTabs.tsx';
import { GroupForm } from './GroupForm.tsx';

const columns: readonly Column<GroupLine>[] = [
  { key: 'purpose', title: '口径', width: 110, text: (row) => GROUP_PURPOSES[row.purpose] },
  { key: 'label', title: '分组', width: 180, text: (row) => row.label },
  {
    key: 'words',
    title: '包括的业务类别',
    width: 360,
    grow: true,
    text: (row) => row.words.slice(row.words.indexOf('：') + 1),
  },
  { key: 'count', title: '类别数', width: 84, align: 'right', text: (row) => String(row.members.length) },
];

const rowId = (row: GroupLine): string => row.id;
const isPurpose = (text: string): text is GroupPurpose => Object.hasOwn(GROUP_PURPOSES, text);

export function GroupList(): ReactNode {
  const mayWrite = useMay('dictionary.write');
  const found = useRead('dictionary.groups', {});
  const list = useListState('groups', { chip: 'bank' });
  const purpose = isPurpose(list.chip) ? list.chip : 'bank';
  const [open, setOpen] = useState<GroupLine | 'new'>();
  const typed = list.text.trim().toLowerCase();
  const rows = useMemo(
    () => found.data?.filter((row) => row.purpose === purpose && row.words.toLowerCase().includes(typed)),
    [found.data, purpose, typed],
  );
  const add = (): void => setOpen('new');
  useKeys('管理口径分组', [{ key: 'n', label: '新增分组', run: add, when: mayWrite }], {
    enabled: open === undefined,
  });
  return (
    <ListPage
      page="groups"
      title="字典"
      {...(mayWrite ? { primary: { label: '新增分组', keyName: 'n', run: add } } : {})}
      tabs={<DictionaryTabs current="/dictionary/groups" />}
      chips={Object.entries(GROUP_PURPOSES).map(([key, label]) => ({
        key,
        label,
        count: found.data?.filter((row) => row.purpose === key).length,
      }))}
      search="分组、类别、编码"
      rows={rows}
      rowId={rowId}
      columns={columns}
      loading={found.loading}
      failure={found.failure}
      onRetry={found.reload}
      {...(mayWrite ? { onOpen: setOpen } : {})}
      emptyFirst={<EmptyState title="没有这样的分组">换个口径或查找的字再试。</EmptyState>}
      drawer={
        open !== undefined && (
          <GroupForm
            purpose={purpose}
            {...(open === 'new' ? {} : { group: open })}
            onClose={() => setOpen(undefined)}
          />
        )
      }
    />
  );
}
