/** 投诉: chips, search, table. At the centre the same list of all outlets. */
import { Button } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { ComplaintChip, ComplaintLine } from '#contract/complaint.ts';
import { nextMove } from '#domain/complaint-state.ts';
import { call } from '#renderer/api.ts';
import { useMay, useSide } from '#renderer/session-store.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { thousands } from '#renderer/ui/format.ts';
import { ListPage, type RowAction } from '#renderer/ui/ListPage.tsx';
import { shownColumns } from '#renderer/ui/rows.ts';
import { useListState } from '#renderer/ui/list-store.ts';
import { useShortLabel } from '#renderer/ui/use-dict.ts';
import { useRead } from '#renderer/use-query.ts';
import { complaintColumns } from './list-columns.tsx';
import './complaint.css';

export const complaintPage = 'complaints';

const chips: readonly { readonly key: ComplaintChip; readonly label: string }[] = [
  { key: 'all', label: '全部' },
  { key: 'open', label: '未办结' },
  { key: 'today', label: '今日到期' },
  { key: 'overdue', label: '超期' },
  { key: 'forwarded', label: '监管转办' },
  { key: 'mine', label: '本人承办' },
  { key: 'repeat', label: '重复' },
  { key: 'intention', label: '投诉意向' },
  { key: 'late', label: '补报' },
];

/** Newest first; scrolling near the end asks for more, sorting and header filters ask for all. */
const firstRows = 500;
const mostRows = 20_000;

const rowId = (row: ComplaintLine): string => row.id;
const rowTone = ({ clock }: ComplaintLine): 'red' | 'amber' | undefined =>
  clock?.state === 'overdue' ? 'red' : clock?.state === 'today' ? 'amber' : undefined;

export function ComplaintList(): ReactNode {
  const side = useSide();
  const mayWrite = useMay('complaint.write');
  const [, go] = useLocation();
  const short = useShortLabel();
  const list = useListState(complaintPage, { chip: 'all' });
  const chip = chips.find(({ key }) => key === list.chip)?.key ?? 'all';
  const all = list.sort !== null || Object.values(list.columnValues).some((values) => values.length > 0);
  const [limit, setLimit] = useState(firstRows);
  const found = useRead('complaint.list', { chip, text: list.text, limit: all ? mostRows : limit });
  const columns = useMemo(() => complaintColumns(side, short), [side, short]);
  const { counts, rows, total, capped } = found.data ?? {};
  const shownChips = chips
    .filter(({ key }) => side === 'outlet' || key !== 'mine')
    // Where nothing was locked there is nothing late: no chip that only ever says 0.
    .filter(({ key }) => key !== 'late' || chip === 'late' || (counts?.late ?? 0) > 0)
    .map((each) => ({ ...each, count: counts?.[each.key] }));
  const printRegister = (): void => {
    const shown = shownColumns(columns, list.hiddenColumns).map(({ key }) => key);
    go(`/print/register/${shown.join(',')}`);
  };
  const register = { label: '登记投诉', keyName: 'F2', run: () => go('/complaints/new') };
  return (
    <ListPage
      page={complaintPage}
      title="投诉"
      count={total}
      {...(mayWrite ? { primary: register } : {})}
      actions={
        <>
          {mayWrite && <DraftChip onOpen={() => go('/complaints/new')} />}
          {mayWrite && <Button onClick={() => go('/import')}>导入 Excel</Button>}
          {total !== undefined && total > 0 && <Button onClick={printRegister}>打印台账</Button>}
        </>
      }
      chips={shownChips}
      search="编号、客户、诉求"
      filters={
        <>
          {capped === true && <span className="doubt">◔ 命中太多，只列最近登记的 {thousands(total)} 件</span>}
          {total !== undefined && total > mostRows && (
            <span className="doubt">◔ 只列最近收到的 {thousands(mostRows)} 件</span>
          )}
        </>
      }
      rows={rows}
      rowId={rowId}
      columns={columns}
      loading={found.loading}
      failure={found.failure}
      onRetry={found.reload}
      onOpen={(row) => go(`/complaints/${row.id}`)}
      rowActions={mayWrite ? rowActionsOf(go) : []}
      rowTone={rowTone}
      allRows={async () => (await call('complaint.list', { chip, text: list.text, limit: mostRows })).rows}
      onNearEnd={() => {
        if (total !== undefined && total > limit) setLimit(Math.min(limit * 4, mostRows));
      }}
      emptyFirst={<FirstTime mayWrite={mayWrite} onNew={() => go('/complaints/new')} onImport={() => go('/import')} />}
    />
  );
}

const opens = (move: 'contact' | 'plan' | 'close') => (row: ComplaintLine) => {
  if (row.voided) return false;
  const next = nextMove({ state: row.state, voided: false });
  if (move === 'plan') return next === 'plan' || next === 'close';
  return next === 'contact' || next === 'plan' || next === 'close';
};

const rowActionsOf = (go: (path: string) => void): readonly RowAction<ComplaintLine>[] => [
  { key: 'c', label: '记录联系', run: (row) => go(`/complaints/${row.id}/contact`), when: opens('contact') },
  { key: 'p', label: '出方案', run: (row) => go(`/complaints/${row.id}/plan`), when: opens('plan') },
  { key: 'd', label: '办结', run: (row) => go(`/complaints/${row.id}/close`), when: opens('close') },
];

/** A form left unfinished waits here. */
function DraftChip({ onOpen }: { readonly onOpen: () => void }): ReactNode {
  const { data } = useRead('draft.list', { kind: 'complaint' });
  const draft = data?.[0];
  if (draft === undefined) return null;
  return <Button onClick={onOpen}>草稿 1 · {draft.title}</Button>;
}

interface FirstTimeProps {
  readonly mayWrite: boolean;
  readonly onNew: () => void;
  readonly onImport: () => void;
}

function FirstTime({ mayWrite, onNew, onImport }: FirstTimeProps): ReactNode {
  if (!mayWrite) return <EmptyState title="还没有网点报来的投诉">合并网点的报送文件后，投诉会出现在这里。</EmptyState>;
  return (
    <EmptyState
      title="还没有投诉"
      actions={[
        { label: '登记第一件', keyName: 'F2', run: onNew, primary: true },
        { label: '从 Excel 导入历史台账', run: onImport },
      ]}
    />
  );
}
