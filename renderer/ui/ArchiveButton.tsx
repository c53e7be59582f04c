/** 一键归档: everything about one event or training in one ZIP file. */
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { call } from '#renderer/api.ts';
import { useMay } from '#renderer/session-store.ts';
import { start } from '#renderer/start.ts';
import { useAct } from '#renderer/use-query.ts';
import { useKeys } from './keys.ts';
import { ReasonDialog } from './ReasonDialog.tsx';
import { toast } from './toast.ts';

interface Props {
  readonly ofKind: 'outreach' | 'training';
  readonly ofId: string;
}

export function ArchiveButton({ ofKind, ofId }: Props): ReactNode {
  const [asking, setAsking] = useState(false);
  const make = useAct('archive.make');
  const mayMake = useMay('archive.make');
  const ask = (): void => setAsking(true);
  useKeys('归档', [{ key: 'g', label: '一键归档', run: ask, when: mayMake && !make.busy }]);
  const run = async (reason: string): Promise<void> => {
    setAsking(false);
    const done = await make.run({ ofKind, ofId, reason });
    if (done === undefined || done === null) return;
    const gaps = done.missing.length === 0 ? '' : `，有 ${done.missing.length} 个附件的文件不在本机，目录里已注明`;
    toast({
      text: `已归档 ${done.files} 个文件，写完后已逐个核对${gaps}`,
      tone: done.missing.length === 0 ? 'good' : 'warn',
      actions: [{ label: '打开所在文件夹', run: () => start(call('shell.reveal', { path: done.path })) }],
    });
  };
  if (!mayMake) return null;
  return (
    <>
      <Button onClick={ask} loading={make.busy}>
        一键归档<kbd>G</kbd>
      </Button>
      <ReasonDialog
        open={asking}
        title="一键归档"
        text="生成一个 ZIP 文件：目录、方案、签到表、照片、资料样张、总结和校验清单。里面有完整姓名，请存放在本行规定的位置。用途会记入操作记录。"
        presets={['年度归档', '监管检查调阅', '内部审计调阅']}
        okText="选择位置并归档"
        onOk={run}
        onCancel={() => setAsking(false)}
      />
    </>
  );
}
