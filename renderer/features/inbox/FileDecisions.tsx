/** What a director may decide about one file: merge it although it voids much, or take it back. */
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import type { InboxFile } from '#contract/inbox.ts';
import { useMay } from '#renderer/session-store.ts';
import { thousands } from '#renderer/ui/format.ts';
import { ReasonDialog } from '#renderer/ui/ReasonDialog.tsx';
import { toast } from '#renderer/ui/toast.ts';
import { useAct } from '#renderer/use-query.ts';

export function FileDecision({ file }: { readonly file: InboxFile }): ReactNode {
  const may = useMay('inbox.approve');
  const [open, setOpen] = useState(false);
  if (file.undone) return <span className="muted">已撤销</span>;
  if (!may || (file.state !== 'approval' && file.state !== 'merged')) return null;
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {file.state === 'approval' ? '核准…' : '撤销…'}
      </Button>
      {open && file.state === 'approval' && <Approve file={file} onClose={() => setOpen(false)} />}
      {open && file.state === 'merged' && <Undo file={file} onClose={() => setOpen(false)} />}
    </>
  );
}

interface Props {
  readonly file: InboxFile;
  readonly onClose: () => void;
}

function Approve({ file, onClose }: Props): ReactNode {
  const act = useAct('inbox.approve');
  return (
    <ReasonDialog
      open
      title="核准合并"
      text={file.reason}
      presets={['已电话核对，作废无误']}
      okText="核准合并"
      onOk={async (reason) => {
        const done = await act.run({ sha256: file.sha256, reason });
        if (done === undefined) return;
        toast({ text: `已合并：新增 ${done.added} 条，更新 ${done.changed} 条。`, tone: 'good' });
        onClose();
      }}
      onCancel={onClose}
    />
  );
}

function Undo({ file, onClose }: Props): ReactNode {
  const act = useAct('inbox.undo');
  return (
    <ReasonDialog
      open
      title="撤销本批"
      text={`撤销“${file.outletName}”第 ${file.no} 份带来的内容：新增的作废，改过的还原。记录和经过都留着，撤销会随配置包告诉网点。这些记录如已有更新的内容，就不能整批撤销。`}
      presets={['报送有误，网点重报', '重复报送']}
      okText="撤销本批"
      danger
      onOk={async (reason) => {
        const done = await act.run({ sha256: file.sha256, reason });
        if (done === undefined) return;
        const left =
          done.left.length === 0 ? '' : `；${thousands(done.left.length)} 条有网点自己登记的事实，请网点更正`;
        toast({ text: `已撤销：作废 ${done.voided} 条，还原 ${done.restored} 条${left}。`, tone: 'good' });
        onClose();
      }}
      onCancel={onClose}
    />
  );
}
