/** Outlet by outlet: what is ticked, what was held. Opened when asked for. */
import { Button } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import type { CampaignProgress, CampaignRow } from '#contract/campaign.ts';
import { DataTable, type Column } from '#renderer/ui/DataTable.tsx';
import { thousands } from '#renderer/ui/format.ts';
import { ProgressBar } from '#renderer/ui/ProgressBar.tsx';
import { useRead } from '#renderer/use-query.ts';
import '#renderer/ui/facts.css';

export function CampaignOutlets({ row }: { readonly row: CampaignRow }): ReactNode {
  const [open, setOpen] = useState(false);
  return (
    <div className="progress-fold">
      <ProgressBar done={row.finished} total={row.outlets} label="家网点已全部做完" />
      <ol className="campaign-items campaign-plain">
        {row.items.map((item) => (
          <li key={item.key}>{item.text}</li>
        ))}
      </ol>
      <Button size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? '收起各网点进度' : '各网点进度'}
      </Button>
      {open && <Outlets row={row} />}
    </div>
  );
}

function Outlets({ row }: { readonly row: CampaignRow }): ReactNode {
  const progress = useRead('campaign.progress', { id: row.id });
  const columns = useMemo<readonly Column<CampaignProgress>[]>(
    () => [
      { key: 'outlet', title: '网点', width: 180, text: (each) => each.outletName },
      {
        key: 'done',
        title: '完成项',
        width: 88,
        align: 'right',
        text: (each) => `${each.done.length} / ${row.items.length}`,
      },
      {
        key: 'missing',
        title: '未完成',
        width: 320,
        grow: true,
        text: (each) =>
          row.items
            .filter(({ key }) => !each.done.includes(key))
            .map(({ text }) => text)
            .join('；'),
      },
      { key: 'events', title: '活动场次', width: 88, align: 'right', text: (each) => thousands(each.events) },
      { key: 'reached', title: '覆盖人次', width: 96, align: 'right', text: (each) => thousands(each.reached) },
    ],
    [row.items],
  );
  // Who is furthest behind comes first: they are the ones to be called.
  const rows = useMemo(
    () => (progress.data ?? []).toSorted((a, b) => a.done.length - b.done.length || a.outlet.localeCompare(b.outlet)),
    [progress.data],
  );
  if (progress.data === undefined) return null;
  return (
    <DataTable
      label={`${row.title} 各网点进度`}
      rows={rows}
      rowId={(each) => each.outlet}
      columns={columns}
      height={Math.min(400, 72 + rows.length * 36)}
    />
  );
}
