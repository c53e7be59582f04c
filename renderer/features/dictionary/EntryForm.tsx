/** One choice of a dictionary. Past records show its new name; what they chose stays the same. */
import { Button, Checkbox, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import type { DictLine } from '#contract/dictionary.ts';
import { start } from '#renderer/start.ts';
import { DateField } from '#renderer/ui/DateField.tsx';
import { EnterForm } from '#renderer/ui/EnterForm.tsx';
import { FailureNote } from '#renderer/ui/FailureNote.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { Sheet } from '#renderer/ui/Sheet.tsx';
import { toast } from '#renderer/ui/toast.ts';
import { useCalendar } from '#renderer/ui/use-calendar.ts';
import { useNowOnce } from '#renderer/ui/use-today.ts';
import { useAct } from '#renderer/use-query.ts';

interface Body {
  readonly label: string;
  readonly shortLabel: string;
  readonly stdCode: string;
  readonly stdCodeChecked: boolean;
  readonly synonyms: string;
  readonly retiredOn: string | null;
}

export function EntryForm({ entry, onClose }: { readonly entry: DictLine; readonly onClose: () => void }): ReactNode {
  const { today } = useNowOnce();
  const { marks } = useCalendar();
  const [body, setBody] = useState<Body>({ ...entry, synonyms: entry.synonyms.join(' ') });
  const act = useAct('dictionary.save', { onFailure: () => true });
  const reasons = act.failure?.fields ?? {};
  const save = async (): Promise<void> => {
    const synonyms = body.synonyms.split(/\s+/).filter((word) => word !== '');
    const saved = await act.run({ ...body, id: entry.id, synonyms });
    if (saved === undefined) return;
    toast({ text: '字典已修改，重新制作配置包后到网点', tone: 'good' });
    onClose();
  };
  const line = (label: string, name: 'label' | 'shortLabel' | 'stdCode' | 'synonyms', hint?: string): ReactNode => (
    <Field
      label={label}
      name={name}
      required={name === 'label'}
      error={reasons[name]}
      {...(hint === undefined ? {} : { hint })}
    >
      {(control) => (
        <Input
          {...control}
          maxLength={120}
          value={body[name]}
          onChange={(event) => {
            setBody({ ...body, [name]: event.target.value });
          }}
        />
      )}
    </Field>
  );
  return (
    <Sheet title={`修改字典项 ${entry.label}`} onClose={onClose} width={600}>
      <EnterForm label="修改字典项" onSave={() => start(save())} errors={reasons} busy={act.busy}>
        {line('名称', 'label')}
        {line('简称', 'shortLabel', '列表和图表上用；没有可不填')}
        {line('标准编码', 'stdCode', '《金融消费者投诉统计分类及编码》中的编码')}
        <Field label="编码核对" name="stdCodeChecked">
          {(control) => (
            <Checkbox
              id={control.id}
              checked={body.stdCodeChecked}
              onChange={(event) => {
                setBody({ ...body, stdCodeChecked: event.target.checked });
              }}
            >
              已与标准原文核对
            </Checkbox>
          )}
        </Field>
        {line('搜索词', 'synonyms', '客户常说的话，用空格分开，如 扣年费 乱收费')}
        <Field
          label="停用日期"
          name="retiredOn"
          error={reasons['retiredOn']}
          hint="从这天起不能再选；以前的记录不变。留空为在用"
        >
          {(control) => (
            <DateField
              control={control}
              value={body.retiredOn}
              today={today}
              marks={marks}
              onChange={(retiredOn) => setBody({ ...body, retiredOn })}
            />
          )}
        </Field>
        {act.failure !== undefined && Object.keys(reasons).length === 0 && <FailureNote failure={act.failure} />}
        <Foot busy={act.busy} onClose={onClose} />
      </EnterForm>
    </Sheet>
  );
}

const Foot = ({ busy, onClose }: { readonly busy: boolean; readonly onClose: () => void }): ReactNode => (
  <div className="form-foot">
    <Button onClick={onClose}>取消</Button>
    <Button type="primary" htmlType="submit" loading={busy}>
      保存
      <kbd>Ctrl+Enter</kbd>
    </Button>
  </div>
);
