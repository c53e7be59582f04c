/** What would happen: counts, every error with its row and column, what is known already. */
import { Button } from 'antd';
import { useMemo, useState, type ReactNode } from 'react';
import type { ImportFault } from '#contract/import.ts';
import type { Out } from '#contract/index.ts';
import { ChipPicker } from '#renderer/ui/ChipPicker.tsx';
import { DataTable, type Column } from '#renderer/ui/DataTable.tsx';
import { EmptyState } from '#renderer/ui/EmptyState.tsx';
import { thousands } from '#renderer/ui/format.ts';
import { useKeys } from '#renderer/ui/keys.ts';
import { useShortLabel } from '#renderer/ui/use-dict.ts';

type Checked = Out<'import.check'>;
type Duplicate = Checked['duplicates'][number];
type Sample = Checked['samples'][number];

interface Props {
  readonly checked: Checked;
  readonly fileName: string;
  readonly busy: boolean;
  readonly onRun: () => void;
  readonly onBack: () => void;
}

const faultColumns: readonly Column<ImportFault>[] = [
  { key: 'row', title: '行', width: 72, align: 'right', text: (fault) => String(fault.row), sort: 'number' },
  { key: 'column', title: '列', width: 56, text: (fault) => (fault.column === '' ? '--' : fault.column), sort: 'text' },
  { key: 'heading', title: '表头', width: 130, text: (fault) => fault.heading },
  { key: 'field', title: '栏目', width: 110, text: (fault) => fault.field, filter: true },
  { key: 'value', title: '内容', width: 170, text: (fault) => fault.value },
  { key: 'reason', title: '哪里不对', width: 260, grow: true, text: (fault) => fault.reason, filter: true },
];

const duplicateColumns: readonly Column<Duplicate>[] = [
  { key: 'row', title: '行', width: 72, align: 'right', text: (each) => String(each.row), sort: 'number' },
  { key: 'reason', title: '为什么算重复', width: 260, grow: true, text: (each) => each.reason, filter: true },
  { key: 'of', title: '与哪一件重复', width: 240, text: (each) => each.of },
];

const sampleColumns = (short: (id: string) => string): readonly Column<Sample>[] => [
  { key: 'row', title: '行', width: 72, align: 'right', text: (each) => String(each.row) },
  { key: 'receivedOn', title: '收到日期', width: 110, text: (each) => each.receivedOn },
  { key: 'customer', title: '客户', width: 80, text: (each) => each.customer },
  { key: 'business', title: '业务', width: 160, text: (each) => short(each.business) },
  { key: 'cause', title: '原因', width: 140, text: (each) => short(each.cause) },
  { key: 'summary', title: '诉求摘要', width: 200, grow: true, text: (each) => each.summary },
  { key: 'closedOn', title: '办结日期', width: 110, text: (each) => (each.closedOn === '' ? '--' : each.closedOn) },
];

type Part = 'faults' | 'duplicates' | 'samples';
const isPart = (part: string): part is Part => ['faults', 'duplicates', 'samples'].includes(part);

export function CheckStep({ checked, fileName, busy, onRun, onBack }: Props): ReactNode {
  const [part, setPart] = useState<Part>(
    checked.faulty > 0 ? 'faults' : checked.duplicate > 0 ? 'duplicates' : 'samples',
  );
  const ready = checked.created > 0 && !busy;
  useKeys('核对', [
    { key: 'Ctrl+Enter', label: '导入', run: onRun, when: ready },
    { key: 'Escape', label: '回到对应列', run: onBack, when: !busy },
  ]);
  const { created, faulty, duplicate, skipped, late } = checked;
  return (
    <>
      <div className="import-body">
        <p className="import-sum" role="status">
          {fileName}：可导入 <b className="num">{thousands(created)}</b> 件，有误{' '}
          <b className="num">{thousands(faulty)}</b> 行，重复 <b className="num">{thousands(duplicate)}</b> 行
          {skipped > 0 && `，别的网点 ${thousands(skipped)} 行`}。
          {late > 0 && `其中 ${thousands(late)} 件收到日在已封账的报告期，将作为补报登记。`}还没有写入任何内容。
        </p>
        <ChipPicker
          label="看哪一部分"
          value={part}
          options={[
            { value: 'faults', label: `有误 ${thousands(faulty)} 行` },
            { value: 'duplicates', label: `重复 ${thousands(duplicate)} 行` },
            { value: 'samples', label: '导入后的样子' },
          ]}
          onChange={(value) => isPart(value) && setPart(value)}
        />
        <Part part={part} checked={checked} />
      </div>
      <div className="import-foot">
        <span className="muted">
          {faulty > 0 && '有误的行不会导入。改好原表再导入一次即可，已导入的会认出来，不会重复。Ctrl+C 可复制选中行。'}
        </span>
        <Button onClick={onBack} disabled={busy}>
          回到对应列
        </Button>
        <Button type="primary" disabled={!ready} loading={busy} onClick={onRun}>
          导入 {thousands(created)} 件<kbd>Ctrl+Enter</kbd>
        </Button>
      </div>
    </>
  );
}

function Part({ part, checked }: { readonly part: Part; readonly checked: Checked }): ReactNode {
  const short = useShortLabel();
  const samples = useMemo(() => sampleColumns(short), [short]);
  const [selected, setSelected] = useState<readonly string[]>([]);
  if (part === 'faults') {
    return (
      <DataTable
        rows={checked.faults}
        rowId={(fault) => `${fault.row} ${fault.field}`}
        columns={faultColumns}
        label="有误的行"
        selected={selected}
        onSelect={setSelected}
        autoFocus
        empty={<EmptyState title="没有错误" />}
      />
    );
  }
  if (part === 'duplicates') {
    return (
      <DataTable
        rows={checked.duplicates}
        rowId={(each) => String(each.row)}
        columns={duplicateColumns}
        label="重复的行"
        empty={<EmptyState title="没有重复" />}
      />
    );
  }
  return (
    <DataTable
      rows={checked.samples}
      rowId={(each) => String(each.row)}
      columns={samples}
      label="导入后的样子"
      empty={<EmptyState title="没有可以导入的行" />}
    />
  );
}
