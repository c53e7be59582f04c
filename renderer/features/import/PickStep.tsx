/** Where the list comes from, the file, and what was imported before. */
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import type { ImportBatch } from '#contract/import.ts';
import { importKinds, type ImportKind } from '#domain/import.ts';
import { useMay } from '#renderer/session-store.ts';
import { ChipPicker } from '#renderer/ui/ChipPicker.tsx';
import { FileDrop } from '#renderer/ui/FileDrop.tsx';
import { fullInstant, thousands } from '#renderer/ui/format.ts';
import { Section } from '#renderer/ui/Page.tsx';
import { ReasonDialog } from '#renderer/ui/ReasonDialog.tsx';
import { toast } from '#renderer/ui/toast.ts';
import { useAct, useRead } from '#renderer/use-query.ts';

const kinds = Object.entries(importKinds).map(([value, { label }]) => ({ value, label }));
const isKind = (value: string): value is ImportKind => Object.hasOwn(importKinds, value);

interface Props {
  readonly busy: boolean;
  readonly onFile: (path: string, kind: ImportKind) => void;
}

export function PickStep({ busy, onFile }: Props): ReactNode {
  const [kind, setKind] = useState<ImportKind>('ledger');
  return (
    <div className="import-scroll">
      <Section title="这份表格从哪里来">
        <ChipPicker label="来源" value={kind} options={kinds} onChange={(value) => isKind(value) && setKind(value)} />
        <p className="muted">每种来源的列对应会记住，下次同样的表格不用再选。</p>
        <FileDrop
          extensions={['xlsx', 'csv', 'xls']}
          button={busy ? '正在打开…' : '选择 Excel 文件'}
          label="把 .xlsx、.xls 或 .csv 拖到这里。先核对，看过结果再导入。"
          onPaths={([path]) => path !== undefined && onFile(path, kind)}
        />
      </Section>
      <Batches />
    </div>
  );
}

function Batches(): ReactNode {
  const { data } = useRead('import.batches', {});
  const mayUndo = useMay('import.undo');
  const [asked, setAsked] = useState<ImportBatch>();
  const undo = useAct('import.undo');
  if (data === undefined || data.length === 0) return null;
  const run = async (reason: string): Promise<void> => {
    const done = await undo.run({ batch: asked?.id ?? '', reason });
    setAsked(undefined);
    if (done === undefined) return;
    const kept = done.kept.length === 0 ? '' : `，${thousands(done.kept.length)} 件已办理过，保留`;
    toast({ text: `已撤销：作废 ${thousands(done.voided)} 件${kept}。`, tone: 'good' });
  };
  return (
    <Section title="导入记录">
      <table className="import-table">
        <thead>
          <tr>
            <th>时间</th>
            <th>来源</th>
            <th>文件</th>
            <th>导入人</th>
            <th className="num">导入</th>
            <th className="num">有误</th>
            <th className="num">重复</th>
            <th>状态</th>
          </tr>
        </thead>
        <tbody>
          {data.map((batch) => (
            <tr key={batch.id}>
              <td className="num">{fullInstant(batch.at)}</td>
              <td>{importKinds[batch.kind].label}</td>
              <td className="import-long">{batch.fileName}</td>
              <td>{batch.userName}</td>
              <td className="num">{thousands(batch.created)}</td>
              <td className="num">{thousands(batch.faulty)}</td>
              <td className="num">{thousands(batch.duplicate)}</td>
              <td>
                <BatchState batch={batch} onUndo={mayUndo ? () => setAsked(batch) : undefined} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <ReasonDialog
        open={asked !== undefined}
        title="撤销这批导入"
        text={
          asked !== undefined &&
          `将作废 ${thousands(asked.created - asked.touched)} 件，编号保留不再使用。${asked.touched > 0 ? `另有 ${thousands(asked.touched)} 件导入后已经办理过，不会动。` : ''}`
        }
        presets={['选错了文件', '列对应选错了', '不是本网点的投诉']}
        okText="撤销导入"
        danger
        onOk={run}
        onCancel={() => setAsked(undefined)}
      />
    </Section>
  );
}

function BatchState({
  batch,
  onUndo,
}: {
  readonly batch: ImportBatch;
  readonly onUndo: (() => void) | undefined;
}): ReactNode {
  if (batch.undoneAt !== null) {
    return (
      <span className="muted">
        已撤销 {thousands(batch.undone)} 件 · {batch.undoneBy} · {batch.undoReason}
      </span>
    );
  }
  if (onUndo === undefined || batch.touched >= batch.created) return <span className="muted">已导入</span>;
  return (
    <Button size="small" onClick={onUndo}>
      撤销
    </Button>
  );
}
