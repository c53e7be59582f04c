/** What each outlet has made of a course, who has not begun first. */
import { Button } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import type { CourseRow } from '#contract/course.ts';
import type { Out } from '#contract/index.ts';
import { DataTable, type Column } from '#renderer/ui/DataTable.tsx';
import { useRead } from '#renderer/use-query.ts';
import '#renderer/ui/facts.css';

type Line = Out<'course.progress'>[number];

const words = { none: '未生成名单', planned: '进行中', done: '已完成' } as const;
const order = { none: 0, planned: 1, done: 2 } as const;

const columns: readonly Column<Line>[] = [
  { key: 'outlet', title: '网点', width: 220, grow: true, text: (line) => line.outletName },
  { key: 'state', title: '状态', width: 120, text: (line) => words[line.state] },
  { key: 'expected', title: '应参', width: 84, align: 'right', text: (line) => String(line.expected) },
  { key: 'attended', title: '实参', width: 84, align: 'right', text: (line) => String(line.attended) },
];

export function CourseOutlets({ row }: { readonly row: CourseRow }): ReactNode {
  const [open, setOpen] = useState(false);
  return (
    <div className="progress-fold">
      <Button size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? '收起各网点进度' : '各网点进度'}
      </Button>
      {open && <Outlets row={row} />}
    </div>
  );
}

function Outlets({ row }: { readonly row: CourseRow }): ReactNode {
  const progress = useRead('course.progress', { id: row.id });
  const rows = useMemo(
    () => (progress.data ?? []).toSorted((a, b) => order[a.state] - order[b.state] || a.outlet.localeCompare(b.outlet)),
    [progress.data],
  );
  if (progress.data === undefined) return null;
  return (
    <DataTable
      label={`${row.title} 各网点进度`}
      rows={rows}
      rowId={(line) => line.outlet}
      columns={columns}
      height={Math.min(400, 72 + rows.length * 36)}
    />
  );
}
