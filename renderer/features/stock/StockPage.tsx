/** 物料: what is left of each kind, and every movement. What events give out is taken off by itself. */
import { Button } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import type { StockMove } from '#contract/stock.ts';
import { materialKinds, stockCauses } from '#domain/stock.ts';
import { useMay, useSide } from '#renderer/session-store.ts';
import { DataTable, type Column } from '#renderer/ui/DataTable.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { FailureNote } from '#renderer/ui/FailureNote.tsx';
import { dayText, thousands } from '#renderer/ui/format.ts';
import { useKeys } from '#renderer/ui/keys.ts';
import { Page, Section } from '#renderer/ui/Page.tsx';
import { ReasonDialog } from '#renderer/ui/ReasonDialog.tsx';
import { StatCard } from '#renderer/ui/StatCard.tsx';
import { useNowOnce } from '#renderer/ui/use-today.ts';
import { OutreachTabs } from '#renderer/ui/work-tabs.tsx';
import { useAct, useRead } from '#renderer/use-query.ts';
import { StockForm } from './StockForm.tsx';
import '#renderer/ui/facts.css';

export function StockPage(): ReactNode {
  const mayWrite = useMay('outreach.write');
  const [adding, setAdding] = useState(false);
  const balance = useRead('stock.balance', {});
  const moves = useRead('stock.moves', {});
  const add = (): void => setAdding(true);
  useKeys('物料', [{ key: 'n', label: '登记物料', run: add, when: mayWrite }]);
  const failure = balance.failure ?? moves.failure;
  return (
    <Page
      title="宣教活动"
      primary={mayWrite ? { label: '登记物料', keyName: 'n', run: add } : undefined}
      tools={<OutreachTabs current="/events/stock" />}
    >
      {failure !== undefined && <FailureNote failure={failure} onRetry={balance.reload} />}
      <div className="cards">
        {balance.data?.map(({ kind, kept, received, given, left }) => (
          <StatCard
            key={kind}
            label={materialKinds[kind]}
            value={kept ? left : '--'}
            unit={kept ? '份' : ''}
            note={kept ? `领入 ${thousands(received)}，活动发放 ${thousands(given)}` : '没有登记过'}
            {...(left < 0 ? { tone: 'overdue' as const } : {})}
          />
        ))}
      </div>
      {moves.data !== undefined && <Moves rows={moves.data} mayWrite={mayWrite} />}
      {adding && <StockForm onClose={() => setAdding(false)} />}
    </Page>
  );
}

function Moves({ rows, mayWrite }: { readonly rows: readonly StockMove[]; readonly mayWrite: boolean }): ReactNode {
  const side = useSide();
  const { today } = useNowOnce();
  const [voiding, setVoiding] = useState<StockMove>();
  const act = useAct('stock.void');
  const columns = useMemo<readonly Column<StockMove>[]>(
    () => [
      {
        key: 'movedOn',
        title: '日期',
        width: 120,
        text: (row) => row.movedOn,
        render: (row) => dayText(row.movedOn, today.slice(0, 4)),
      },
      ...(side === 'centre'
        ? [{ key: 'outlet', title: '网点', width: 160, text: (row: StockMove) => row.outletName }]
        : []),
      { key: 'kind', title: '物料', width: 110, text: (row) => materialKinds[row.kind] },
      { key: 'cause', title: '事由', width: 100, text: (row) => stockCauses[row.cause] },
      {
        key: 'quantity',
        title: '份数',
        width: 88,
        align: 'right',
        text: (row) => `${row.quantity > 0 ? '+' : ''}${thousands(row.quantity)}`,
      },
      { key: 'note', title: '说明', width: 200, grow: true, text: (row) => row.note ?? '' },
      ...(mayWrite
        ? [
            {
              key: 'void',
              title: '操作',
              width: 80,
              screenOnly: true,
              text: () => '',
              render: (row: StockMove) => (
                <Button size="small" onClick={() => setVoiding(row)}>
                  作废
                </Button>
              ),
            },
          ]
        : []),
    ],
    [side, today, mayWrite],
  );
  return (
    <Section title="物料进出">
      <DataTable
        label="物料进出"
        rows={rows}
        rowId={(row) => row.id}
        columns={columns}
        height={rows.length === 0 ? 160 : Math.min(430, 72 + rows.length * 36)}
        empty={
          <EmptyState title="还没有登记过物料">
            领到折页、手册时登记份数；活动回填时按种类填发放份数，结存自动减少。不登记也不影响活动。
          </EmptyState>
        }
      />
      <ReasonDialog
        open={voiding !== undefined}
        title="作废这笔物料记录"
        presets={['数量录错', '重复登记']}
        okText="作废"
        danger
        onOk={async (reason) => {
          if (voiding !== undefined && (await act.run({ id: voiding.id, reason })) !== undefined) setVoiding(undefined);
        }}
        onCancel={() => setVoiding(undefined)}
      />
    </Section>
  );
}
