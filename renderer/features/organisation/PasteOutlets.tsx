/** Adds outlets, or renames known ones, from a pasted list. */
import { useDeferredValue, useState, type ReactNode } from 'react';
import { PasteList } from '#renderer/ui/PasteList.tsx';
import { toast } from '#renderer/ui/toast.ts';
import { useAct, useRead } from '#renderer/use-query.ts';

export function PasteOutlets({ onClose }: { readonly onClose: () => void }): ReactNode {
  const [text, setText] = useState('');
  const settled = useDeferredValue(text);
  const isPasted = settled.trim() !== '';
  const check = useRead('setup.checkOutlets', { text: settled }, { enabled: isPasted });
  const add = useAct('organisation.addOutlets');
  const save = async (good: string): Promise<void> => {
    const done = await add.run({ text: good });
    if (done === undefined) return;
    toast({
      text: `新增 ${done.added} 个网点，改名 ${done.renamed} 个，不变 ${done.same} 个。新网点要生成配置包才能使用。`,
      tone: 'good',
    });
    onClose();
  };
  return (
    <PasteList
      title="添加网点"
      hint="从 Excel 或 WPS 复制四列粘贴：网点号、名称、支行、区县（后两列可以空）。网点号已有的，更新名称、支行、区县。"
      placeholder={'O106\t滨河支行\t高新支行\t高新区'}
      headings={['网点号', '名称', '支行', '区县']}
      text={text}
      onText={setText}
      lines={
        isPasted && settled === text
          ? check.data?.lines.map(({ line, code, name, subBranch, district, problem }) => ({
              line,
              cells: [code, name, subBranch, district],
              problem,
            }))
          : undefined
      }
      failure={isPasted ? check.failure : undefined}
      busy={add.busy}
      okText={(good) => `保存 ${good} 个网点`}
      onSave={save}
      onClose={onClose}
    />
  );
}
