/** One management group: its name and the business classes that are counted under it. */
import { useState, type ReactNode } from 'react';
import type { GroupLine } from '#contract/dictionary.ts';
import { GROUP_PURPOSES, type GroupPurpose } from '#domain/management-group.ts';
import { DictPicker } from '#renderer/ui/DictPicker.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { FormSheet } from '#renderer/ui/FormSheet.tsx';
import { LineField } from '#renderer/ui/LineField.tsx';
import { toast } from '#renderer/ui/toast.ts';
import { useDict, useDictLabel } from '#renderer/ui/use-dict.ts';
import { useAct } from '#renderer/use-query.ts';
import './dictionary.css';

interface Props {
  readonly purpose: GroupPurpose;
  readonly group?: GroupLine;
  readonly onClose: () => void;
}

export function GroupForm({ purpose, group, onClose }: Props): ReactNode {
  const [label, setLabel] = useState(group?.label ?? '');
  const [members, setMembers] = useState<readonly string[]>(group?.members ?? []);
  const act = useAct('dictionary.saveGroup', { onFailure: () => true });
  const reasons = act.failure?.fields ?? {};
  // It takes what is left over: classes are taken away from it by naming them elsewhere.
  const takesRest = group?.members.length === 0;
  const save = async (): Promise<void> => {
    const done = await act.run({ id: group?.id ?? null, purpose, label, members: [...members] });
    if (done === undefined) return;
    toast({ text: `分组“${label}”已保存，数字随即按它计；重新制作配置包后到网点`, tone: 'good' });
    onClose();
  };
  return (
    <FormSheet
      title={`${group === undefined ? '新增' : '修改'}分组 · ${GROUP_PURPOSES[purpose]}`}
      width={640}
      busy={act.busy}
      failure={act.failure}
      onSave={save}
      onClose={onClose}
      lastEnterSaves={false}
    >
      <LineField
        label="名称"
        name="label"
        required
        autoFocus
        error={reasons['label']}
        most={30}
        placeholder="如 个人贷款（含催收）"
        value={label}
        onChange={setLabel}
      />
      {takesRest ? (
        <Field label="业务类别" name="members" error={reasons['members']}>
          {() => <p className="muted">其余各组没有列出的类别都归这里</p>}
        </Field>
      ) : (
        <MemberField members={members} onChange={setMembers} error={reasons['members']} />
      )}
    </FormSheet>
  );
}

function MemberField(props: {
  readonly members: readonly string[];
  readonly onChange: (members: readonly string[]) => void;
  readonly error: string | undefined;
}): ReactNode {
  const { members, onChange, error } = props;
  const lines = useDict('business');
  const label = useDictLabel();
  const codes = new Map(lines.map((line) => [line.id, line.stdCode]));
  return (
    <Field
      label="业务类别"
      name="members"
      required
      error={error}
      hint="选上一级就包括它下面的全部；同一口径里一个类别只归一组"
    >
      {(control) => (
        <>
          <DictPicker
            control={control}
            lines={lines.filter(({ id }) => !members.includes(id))}
            leavesOnly={false}
            value={null}
            placeholder="加一个类别：中文、拼音或 # 编码"
            onChange={(id) => {
              if (id !== null) onChange([...members, id]);
            }}
          />
          <ul className="group-members" aria-label="已选类别">
            {members.map((id) => (
              <li key={id}>
                <span className="num">{codes.get(id)}</span> {label(id)}
                <button
                  type="button"
                  className="plain-button"
                  aria-label={`去掉 ${label(id)}`}
                  onClick={() => onChange(members.filter((each) => each !== id))}
                >
                  ✕
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </Field>
  );
}
