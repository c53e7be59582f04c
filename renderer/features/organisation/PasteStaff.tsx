/** Adds or changes people from a pasted roster of any outlets. */
import { useDeferredValue, useState, type ReactNode } from 'react';
import { posts } from '#domain/organisation.ts';
import type { StaffLine } from '#contract/organisation.ts';
import { PasteList } from '#renderer/ui/PasteList.tsx';
import { toast } from '#renderer/ui/toast.ts';
import { useAct, useRead } from '#renderer/use-query.ts';

const isPost = (text: string): text is keyof typeof posts => Object.hasOwn(posts, text);

/** A good line carries the post's key; the list shows and saves its word. */
const postWord = ({ post }: StaffLine): string => (isPost(post) ? posts[post] : post);

export function PasteStaff({ onClose }: { readonly onClose: () => void }): ReactNode {
  const [text, setText] = useState('');
  const settled = useDeferredValue(text);
  const isPasted = settled.trim() !== '';
  const check = useRead('organisation.checkStaff', { text: settled }, { enabled: isPasted });
  const store = useAct('organisation.saveStaff');
  const save = async (good: string): Promise<void> => {
    const done = await store.run({ text: good });
    if (done === undefined) return;
    toast({
      text: `新增 ${done.added} 人，更新 ${done.changed} 人，不变 ${done.same} 人。名单随下一份配置包发到网点。`,
      tone: 'good',
    });
    onClose();
  };
  return (
    <PasteList
      title="导入人员名单"
      hint={`从 Excel 或 WPS 复制五列粘贴：网点号、工号、姓名、岗位、入职日期（可以空）。岗位：${Object.values(posts).join('、')}。工号已有的，更新内容；换了网点的，从原网点转出。`}
      placeholder={'O001\t10010\t王敏\t柜员\t2023-07-01'}
      headings={['网点号', '工号', '姓名', '岗位', '入职日期']}
      text={text}
      onText={setText}
      lines={
        isPasted && settled === text
          ? check.data?.lines.map((line) => ({
              line: line.line,
              cells: [line.outlet, line.staffNo, line.name, postWord(line), line.joinedOn],
              problem: line.problem,
            }))
          : undefined
      }
      failure={isPasted ? check.failure : undefined}
      busy={store.busy}
      okText={(good) => `保存 ${good} 人`}
      onSave={save}
      onClose={onClose}
    />
  );
}
