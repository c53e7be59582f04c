/** 人员与口令: who may log in on this PC, new people, passwords set anew, people who left. */
import { useMemo, useState, type ReactNode } from 'react';
import { roles } from '#domain/permissions.ts';
import type { UserLine } from '#contract/user.ts';
import { useUser } from '#renderer/session-store.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { fullInstant, instantText } from '#renderer/ui/format.ts';
import { useKeys } from '#renderer/ui/keys.ts';
import { ListPage, type Column } from '#renderer/ui/ListPage.tsx';
import { useListState } from '#renderer/ui/list-store.ts';
import { ReasonDialog } from '#renderer/ui/ReasonDialog.tsx';
import { StateTag } from '#renderer/ui/StateTag.tsx';
import { toast } from '#renderer/ui/toast.ts';
import { useAct, useRead } from '#renderer/use-query.ts';
import { UserForm } from './UserForm.tsx';

const columns: readonly Column<UserLine>[] = [
  { key: 'staffNo', title: '工号', width: 140, text: (line) => line.staffNo, sort: 'text' },
  { key: 'name', title: '姓名', width: 160, grow: true, text: (line) => line.name, sort: 'text' },
  { key: 'role', title: '岗位', width: 140, text: (line) => roles[line.role].label, filter: true },
  {
    key: 'active',
    title: '状态',
    width: 120,
    text: (line) => (line.active ? '在用' : '已停用'),
    render: (line) => <StateTag tone={line.active ? 'active' : 'idle'}>{line.active ? '在用' : '已停用'}</StateTag>,
  },
  {
    key: 'lastLoginAt',
    title: '最近登录',
    width: 180,
    text: (line) => (line.lastLoginAt === null ? '从未登录' : fullInstant(line.lastLoginAt)),
    render: (line) =>
      line.lastLoginAt === null ? <span className="muted">从未登录</span> : instantText(line.lastLoginAt),
    sort: 'text',
  },
];

const rowId = (line: UserLine): string => line.staffNo;

type Open = { readonly kind: 'new' } | { readonly kind: 'reset' | 'retire'; readonly line: UserLine };

export function UserList(): ReactNode {
  const me = useUser();
  const users = useRead('user.list', {});
  const list = useListState('users', { chip: 'active' });
  const [open, setOpen] = useState<Open>();
  const retire = useAct('user.retire');
  const rows = useMemo(
    () =>
      users.data
        ?.filter((line) => (list.chip === 'all' ? true : line.active))
        .filter((line) => `${line.staffNo}${line.name}`.toLowerCase().includes(list.text.trim().toLowerCase())),
    [users.data, list.chip, list.text],
  );
  const close = (): void => {
    setOpen(undefined);
  };
  const add = (): void => {
    setOpen({ kind: 'new' });
  };
  useKeys('人员', [{ key: 'n', label: '添加人员', run: add }], { enabled: open === undefined });
  const retireNow = async (line: UserLine): Promise<void> => {
    const done = await retire.run({ staffNo: line.staffNo });
    if (done === undefined) return;
    toast({ text: `${line.name} 已停用，不能再登录。他登记的内容不变。`, tone: 'good' });
    close();
  };
  return (
    <ListPage
      page="users"
      title="人员与口令"
      primary={{ label: '添加人员', keyName: 'n', run: add }}
      chips={[
        { key: 'active', label: '在用', count: users.data?.filter((line) => line.active).length },
        { key: 'all', label: '全部', count: users.data?.length },
      ]}
      search="工号或姓名"
      rows={rows}
      rowId={rowId}
      columns={columns}
      failure={users.failure}
      onRetry={users.reload}
      rowActions={[
        { key: 'r', label: '重设口令', run: (line) => setOpen({ kind: 'reset', line }), when: (line) => line.active },
        {
          key: 't',
          label: '停用',
          run: (line) => setOpen({ kind: 'retire', line }),
          when: (line) => line.active && line.staffNo !== me.staffNo,
        },
      ]}
      rowButtons={(line) => line.active}
      emptyFirst={
        <EmptyState title="还没有人员" actions={[{ label: '添加人员', keyName: 'N', run: add, primary: true }]} />
      }
      drawer={
        <>
          {open?.kind === 'new' && <UserForm onClose={close} />}
          {open?.kind === 'reset' && <UserForm line={open.line} onClose={close} />}
          {open?.kind === 'retire' && (
            <ReasonDialog
              open
              title={`停用 ${open.line.name}（${open.line.staffNo}）`}
              text="停用后不能登录，已登记的内容不变。需要时可以用同一工号重新添加。"
              required={false}
              okText="停用"
              danger
              onOk={() => retireNow(open.line)}
              onCancel={close}
            />
          )}
        </>
      }
    />
  );
}
