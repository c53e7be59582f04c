/** What a pasted block would do, before it does it: matched columns, rows, and reasons for what is refused. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { Button } from 'antd';
import { useMemo, useRef, useState, type ReactNode } from 'react';
import { must } from '#domain/failure.ts';
import { useKeys } from './keys.ts';
import type { GridColumn, PasteEntry, PastePlan } from './paste.ts';
import { Sheet } from './Sheet.tsx';
import './paste-grid.css';

interface Props {
  readonly plan: PastePlan;
  readonly onApply: () => void;
  readonly onCancel: () => void;
}

export function PastePreview({ plan, onApply, onCancel }: Props): ReactNode {
  const [onlyBad, setOnlyBad] = useState(false);
  const columns = plan.mapping.filter((column): column is GridColumn => column !== null);
  const dropped = plan.mapping.length - columns.length;
  const entries = useMemo(
    () => (onlyBad ? plan.entries.filter((entry) => Object.keys(entry.problems).length > 0) : plan.entries),
    [plan, onlyBad],
  );
  return (
    <Sheet
      title="粘贴预览"
      width={860}
      onClose={onCancel}
      footer={
        <>
          <Button onClick={onCancel}>取消</Button>
          <Button type="primary" disabled={plan.good === 0} onClick={onApply}>
            应用 {plan.good} 行<kbd>Ctrl+Enter</kbd>
          </Button>
        </>
      }
    >
      <ApplyKey ready={plan.good > 0} run={onApply} />
      <p className="paste-summary">
        共 {plan.entries.length} 行，可用 <b>{plan.good}</b> 行
        {plan.bad > 0 && <span className="tone-overdue">，▲ {plan.bad} 行有问题，不会写入</span>}
        {plan.headed ? '。已按首行标题对应列' : '。没有标题行，按光标位置依次填入'}
        {dropped > 0 && `；有 ${dropped} 列用不上，未采用`}。
        {plan.bad > 0 && (
          <label className="paste-only">
            <input type="checkbox" checked={onlyBad} onChange={() => setOnlyBad(!onlyBad)} /> 只看有问题的行
          </label>
        )}
      </p>
      <Entries entries={entries} columns={columns} />
    </Sheet>
  );
}

/** Any number of lines, only those in sight drawn. A line with reasons may be higher than the others. */
function Entries(props: {
  readonly entries: readonly PasteEntry[];
  readonly columns: readonly GridColumn[];
}): ReactNode {
  const { entries, columns } = props;
  const root = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: entries.length,
    getScrollElement: () => root.current,
    estimateSize: () => 31,
    overscan: 8,
    // Before the dialog is laid out: what fits into half a window.
    initialRect: { width: 820, height: 400 },
  });
  const items = virtual.getVirtualItems();
  const above = items[0]?.start ?? 0;
  const below = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <div ref={root} className="paste-table" tabIndex={0} role="region" aria-label="粘贴内容">
      <table aria-rowcount={entries.length + 1}>
        <thead>
          <tr>
            <th>行</th>
            {columns.map((column) => (
              <th key={column.key}>{column.title}</th>
            ))}
            <th>结果</th>
          </tr>
        </thead>
        <tbody>
          <Space heightPx={above} />
          {items.map(({ index }) => {
            const entry = must(entries[index], 'the window lies inside the lines');
            return (
              <PreviewRow
                key={entry.line}
                index={index}
                measure={virtual.measureElement}
                entry={entry}
                columns={columns}
              />
            );
          })}
          <Space heightPx={below} />
        </tbody>
      </table>
    </div>
  );
}

const Space = ({ heightPx }: { readonly heightPx: number }): ReactNode =>
  heightPx > 0 && (
    <tr className="paste-space" aria-hidden="true">
      <td style={{ height: heightPx }} />
    </tr>
  );

/** Inside the dialog, so that its key ranks above the dialog's own. */
function ApplyKey({ ready, run }: { readonly ready: boolean; readonly run: () => void }): ReactNode {
  useKeys('粘贴预览', [{ key: 'Ctrl+Enter', label: '应用', run, when: ready }]);
  return null;
}

function PreviewRow({
  index,
  measure,
  entry,
  columns,
}: {
  readonly index: number;
  readonly measure: (row: HTMLTableRowElement | null) => void;
  readonly entry: PasteEntry;
  readonly columns: readonly GridColumn[];
}): ReactNode {
  const reasons = Object.values(entry.problems);
  return (
    <tr ref={measure} data-index={index} aria-rowindex={index + 2} className={reasons.length > 0 ? 'paste-bad' : ''}>
      <td className="num">{entry.line}</td>
      {columns.map((column) => (
        <td key={column.key} className={entry.problems[column.key] === undefined ? '' : 'paste-bad-cell'}>
          {column.kind === 'flag' && entry.cells[column.key] === '1' ? '✓' : entry.cells[column.key]}
        </td>
      ))}
      <td>
        {reasons.length > 0
          ? `▲ ${reasons.join('；')}`
          : entry.target === 'new'
            ? '新增'
            : `写入第 ${Number(entry.target) + 1} 行`}
      </td>
    </tr>
  );
}
