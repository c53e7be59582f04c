/** 删除客户信息: the centre's director orders it for one closed case. */
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { useMay } from '#renderer/session-store.ts';
import { ReasonDialog } from './ReasonDialog.tsx';
import { toast } from './toast.ts';
import { useAct } from '#renderer/use-query.ts';

interface Props {
  readonly complaint: string;
  readonly caseNo: string;
}

export function EraseCustomer({ complaint, caseNo }: Props): ReactNode {
  const may = useMay('record.erase');
  const act = useAct('erasure.order');
  const [open, setOpen] = useState(false);
  if (!may) return null;
  return (
    <>
      <Button danger onClick={() => setOpen(true)}>
        删除客户信息…
      </Button>
      <ReasonDialog
        open={open}
        title={`删除 ${caseNo} 的客户信息`}
        text="姓名、电话、事由、处理文字和附件内容将从中心删除，并随下一份配置包在网点删除；旧文件和备份也不能把它们带回来。件数、时限和分类照旧统计。删除后不能恢复。"
        presets={['客户书面申请', '保存期限届满']}
        okText="删除"
        danger
        onOk={async (reason) => {
          if ((await act.run({ complaint, reason })) === undefined) return;
          setOpen(false);
          toast({ text: '已删除。请给该网点生成一份新的配置包，网点导入后同样删除。', tone: 'good', seconds: 15 });
        }}
        onCancel={() => setOpen(false)}
      />
    </>
  );
}
