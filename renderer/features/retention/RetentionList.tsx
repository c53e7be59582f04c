/** 保管期限: closed cases that have been kept long enough, and taking the customer out of them one by one. */
import { Button, Input } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { RetentionLine } from '#contract/retention.ts';
import { start } from '#renderer/start.ts';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { ListPage, type Column } from '#renderer/ui/ListPage.tsx';
import { ReasonDialog } from '#renderer/ui/ReasonDialog.tsx';
import { toast } from '#renderer/ui/toast.ts';
import { useShortLabel } from '#renderer/ui/use-dict.ts';
import { useAct, useRead } from '#renderer/use-query.ts';

const rowId = (row: RetentionLine): string => row.id;

const columnsOf = (short: (id: string) => string): readonly Column<RetentionLine>[] => [
  { key: 'caseNo', title: '编号', width: 210, text: (row) => row.caseNo, sort: 'text' },
  { key: 'outlet', title: '被投诉网点', width: 180, grow: true, text: (row) => row.outletName, filter: true },
  { key: 'business', title: '业务', width: 180, text: (row) => short(row.business) },
  { key: 'closedOn', title: '办结日', width: 120, text: (row) => row.closedOn, sort: 'text' },
  { key: 'keptUntil', title: '保管至', width: 120, text: (row) => row.keptUntil, sort: 'text' },
];

export function RetentionList(): ReactNode {
  const [, go] = useLocation();
  const short = useShortLabel();
  const found = useRead('retention.due', {});
  const [asked, setAsked] = useState<RetentionLine>();
  const erase = useAct('erasure.order');
  const columns = useMemo(() => columnsOf(short), [short]);
  const run = async (line: RetentionLine, reason: string): Promise<void> => {
    const done = await erase.run({ complaint: line.id, reason });
    setAsked(undefined);
    if (done !== undefined) toast({ text: `${line.caseNo} 已去标识化，数字不变`, tone: 'good' });
  };
  return (
    <>
      <ListPage
        page="retention"
        title="保管期限"
        count={found.data?.total}
        filters={found.data === undefined ? null : <Years key={found.data.years} years={found.data.years} />}
        rows={found.data?.rows}
        rowId={rowId}
        columns={columns}
        loading={found.loading}
        failure={found.failure}
        onRetry={found.reload}
        onOpen={(row) => go(`/complaints/${row.id}`)}
        rowActions={[{ key: 'q', label: '去标识化', run: setAsked }]}
        emptyFirst={
          <EmptyState title="没有到期的投诉">
            办结满保管期限、没有“延长保管”的投诉会列在这里，由主任逐件决定。
          </EmptyState>
        }
      />
      {asked !== undefined && (
        <ReasonDialog
          open
          danger
          title={`去标识化 ${asked.caseNo}`}
          text="姓名、电话、诉求和办理过程的文字、附件将在本机立即删除，网点装入下一个配置包时删除。编号、类别和数字保留。不能恢复。"
          presets={['保管期限届满']}
          okText="去标识化"
          onOk={(reason) => run(asked, reason)}
          onCancel={() => setAsked(undefined)}
        />
      )}
    </>
  );
}

function Years({ years }: { readonly years: number }): ReactNode {
  const [typed, setTyped] = useState(String(years));
  const [wrong, setWrong] = useState('');
  const save = useAct('retention.save', {
    onFailure: ({ fields }) => {
      const [reason] = Object.values(fields);
      setWrong(reason ?? '');
      return reason !== undefined;
    },
  });
  const run = async (): Promise<void> => {
    setWrong('');
    const saved = await save.run({ years: Number(typed) });
    if (saved !== undefined) toast({ text: `办结后保管 ${saved.years} 年`, tone: 'good' });
  };
  return (
    <span className="side-by-side">
      <label htmlFor="retention-years">办结后保管</label>
      <Input
        id="retention-years"
        inputMode="numeric"
        maxLength={2}
        style={{ width: 56 }}
        status={wrong === '' ? '' : 'error'}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
        }}
      />
      年
      <Button disabled={typed === String(years)} loading={save.busy} onClick={() => start(run())}>
        保存
      </Button>
      {wrong !== '' && (
        <span className="field-error" role="alert">
          ▲ {wrong}
        </span>
      )}
    </span>
  );
}
