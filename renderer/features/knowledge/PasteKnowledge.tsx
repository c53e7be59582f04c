/** A table of the 知识库 pasted from Excel or WPS. What is there already is corrected, not doubled. */
import { useDeferredValue, useState, type ReactNode } from 'react';
import { knowledgeKinds, type KnowledgeKind } from '#domain/knowledge.ts';
import { knowledgeParts } from '#domain/knowledge-table.ts';
import { PasteList } from '#renderer/ui/PasteList.tsx';
import { toast } from '#renderer/ui/toast.ts';
import { useAct, useRead } from '#renderer/use-query.ts';

export function PasteKnowledge(props: { readonly kind: KnowledgeKind; readonly onClose: () => void }): ReactNode {
  const { kind, onClose } = props;
  const [text, setText] = useState('');
  const settled = useDeferredValue(text);
  const isPasted = settled.trim() !== '';
  const check = useRead('knowledge.check', { kind, text: settled }, { enabled: isPasted });
  const store = useAct('knowledge.paste');
  const { one: label } = knowledgeKinds[kind];
  const { columns } = knowledgeParts[kind];
  const save = async (good: string): Promise<void> => {
    const done = await store.run({ kind, text: good });
    if (done === undefined) return;
    toast({ text: `${label}：新增 ${done.added}，更新 ${done.changed}。重新制作配置包后到网点`, tone: 'good' });
    onClose();
  };
  const named = columns.includes('业务类别') ? '业务类别和投诉原因写字典里的名称、简称或编码，可以空。' : '';
  return (
    <PasteList
      title={`粘贴 · ${label}`}
      hint={`从 Excel 或 WPS 复制这几列粘贴：${columns.join('、')}。${named}已有的会更新，不会重复。`}
      placeholder={columns.join('\t')}
      headings={columns}
      text={text}
      onText={setText}
      lines={isPasted && settled === text ? check.data : undefined}
      failure={isPasted ? check.failure : undefined}
      busy={store.busy}
      okText={(good) => `记入 ${good} ${knowledgeKinds[kind].unit}`}
      onSave={save}
      onClose={onClose}
    />
  );
}
