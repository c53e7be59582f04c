/** 封账: the finished periods, which of them are final, and what has changed in them since. */
import { Button } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import type { PeriodLockRow } from '#contract/period-lock.ts';
import { useMay } from '#renderer/session-store.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { thousands } from '#renderer/ui/format.ts';
import { ListPage, type Column } from '#renderer/ui/ListPage.tsx';
import { useListState } from '#renderer/ui/list-store.ts';
import { RecordsDrawer, type Opened } from '#renderer/ui/RecordsDrawer.tsx';
import { ReasonDialog } from '#renderer/ui/ReasonDialog.tsx';
import { StateTag } from '#renderer/ui/StateTag.tsx';
import { toast } from '#renderer/ui/toast.ts';
import { useAct, useRead } from '#renderer/use-query.ts';

const kinds = { half: '半年', year: '年', quarter: '季', month: '月' } as const;
type Kind = keyof typeof kinds;
const kindOf = (chip: string): Kind => (Object.hasOwn(kinds, chip) ? (chip as Kind) : 'half');

const rowId = (row: PeriodLockRow): string => row.key;
const stateOf = ({ isLocked, reopened }: PeriodLockRow): string =>
  isLocked ? '已封账' : reopened === null ? '未封账' : '已解除';

/** By whom and why it stands as it does. */
const whoOf = ({ locked, reopened }: PeriodLockRow): string => {
  if (reopened !== null) return `${reopened.on} ${reopened.byName}解除：${reopened.reason}`;
  return locked === null ? '' : `${locked.byName}：${locked.reason}`;
};

const columnsOf = (onOpen: (opened: Opened) => void): readonly Column<PeriodLockRow>[] => [
  { key: 'label', title: '报告期', width: 140, text: (row) => row.label },
  {
    key: 'state',
    title: '状态',
    width: 96,
    text: stateOf,
    render: (row) => (
      <StateTag tone={row.isLocked ? 'good' : row.reopened === null ? 'idle' : 'today'}>{stateOf(row)}</StateTag>
    ),
  },
  { key: 'on', title: '封账日', width: 108, text: (row) => row.locked?.on ?? '--' },
  {
    key: 'then',
    title: '封账时',
    width: 84,
    align: 'right',
    text: (row) => (row.locked === null ? '--' : `${thousands(row.locked.complaints)} 件`),
  },
  {
    key: 'now',
    title: '现在',
    width: 92,
    align: 'right',
    text: (row) => `${thousands(row.complaints)} 件`,
    render: (row) => <Count n={row.complaints} onOpen={() => onOpen({ title: `${row.label} 投诉`, open: row.open })} />,
  },
  {
    key: 'late',
    title: '其中补报',
    width: 96,
    align: 'right',
    text: (row) => (row.isLocked ? `${thousands(row.late)} 件` : '--'),
    render: (row) =>
      row.isLocked ? (
        <Count n={row.late} onOpen={() => onOpen({ title: `${row.label} 补报`, open: row.openLate })} />
      ) : (
        '--'
      ),
  },
  { key: 'who', title: '由谁、为什么', width: 220, grow: true, text: whoOf },
];

/** A number opens its list; nothing has none. */
function Count({ n, onOpen }: { readonly n: number; readonly onOpen: () => void }): ReactNode {
  if (n === 0) return <span className="num">0 件</span>;
  return (
    <Button type="link" size="small" className="num" tabIndex={-1} onClick={onOpen}>
      {thousands(n)} 件
    </Button>
  );
}

export function PeriodLockList(): ReactNode {
  const mayDecide = useMay('periodLock.decide');
  const list = useListState('period-lock', { chip: 'half' });
  const kind = kindOf(list.chip);
  const found = useRead('periodLock.list', { kind });
  const [opened, setOpened] = useState<Opened>();
  const [asked, setAsked] = useState<PeriodLockRow>();
  const columns = useMemo(() => columnsOf(setOpened), []);
  return (
    <>
      <ListPage
        page="period-lock"
        title="封账"
        back={{ label: '驾驶舱', path: '/' }}
        chips={Object.entries(kinds).map(([key, label]) => ({ key, label }))}
        rows={found.data}
        rowId={rowId}
        columns={columns}
        loading={found.loading}
        failure={found.failure}
        onRetry={found.reload}
        onOpen={(row) => setOpened({ title: `${row.label} 投诉`, open: row.open })}
        rowActions={
          mayDecide
            ? [
                { key: 'l', label: '封账', run: setAsked, when: (row) => !row.isLocked },
                { key: 'u', label: '解除封账', run: setAsked, when: (row) => row.isLocked },
              ]
            : []
        }
        {...(mayDecide ? { rowButtons: () => true } : {})}
        emptyFirst={
          <EmptyState title="还没有结束的报告期">
            报告期结束后列在这里，由主任封账：数字从那天起不再悄悄变动。
          </EmptyState>
        }
      />
      {asked !== undefined && <Decision row={asked} kind={kind} onClose={() => setAsked(undefined)} />}
      {opened !== undefined && (
        <RecordsDrawer key={opened.title} opened={opened} onClose={() => setOpened(undefined)} />
      )}
    </>
  );
}

const reports: Readonly<Record<Kind, string>> = {
  half: '半年报告已上报',
  year: '年度报告已上报',
  quarter: '季度报表已上报',
  month: '月报已上报',
};

interface DecisionProps {
  readonly row: PeriodLockRow;
  readonly kind: Kind;
  readonly onClose: () => void;
}

/** Says in plain words what it does before it is done. */
function Decision({ row, kind, onClose }: DecisionProps): ReactNode {
  const lock = useAct('periodLock.lock');
  const unlock = useAct('periodLock.unlock');
  const { key, label, isLocked, complaints } = row;
  const run = async (reason: string): Promise<void> => {
    const done = isLocked ? await unlock.run({ key, reason }) : await lock.run({ key, reason });
    if (done === undefined) return;
    onClose();
    toast({
      text: isLocked ? `${label} 已解除封账` : `${label} 已封账，${thousands(complaints)} 件`,
      tone: 'good',
    });
  };
  return (
    <ReasonDialog
      open
      danger={isLocked}
      title={`${isLocked ? '解除封账' : '封账'} ${label}`}
      text={isLocked ? unlockText : `${label}现有投诉 ${thousands(complaints)} 件，这个数字将记为封账数。${lockText}`}
      presets={isLocked ? ['监管要求更正', '网点漏报较多，重新汇总'] : [reports[kind]]}
      okText={isLocked ? '解除封账' : '封账'}
      onOk={run}
      onCancel={onClose}
    />
  );
}

const lockText =
  '封账后：这一期的投诉仍可登记，但须写明原因，并标为“补报”；类别、渠道、来源、收到日等计入数字的内容，须由两人更正；案件照常办理。网点装入下一个配置包后照此执行。';
const unlockText =
  '解除后：这一期的投诉可以像平时一样登记和修改，不再标“补报”；再次封账时重新记数。谁、哪天、为什么解除，都会留下记录。网点装入下一个配置包后照此执行。';
