/** 记录联系 · 出方案 · 处理记录 · 回访: one short form each. Closing is CloseForm.tsx. */
import { useState, type ReactNode } from 'react';
import type { FieldReasons } from '#domain/failure.ts';
import { start } from '#renderer/start.ts';
import { ChipPicker } from '#renderer/ui/ChipPicker.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { useAct } from '#renderer/use-query.ts';
import {
  ChoiceChips,
  happened,
  MoveFrame,
  now,
  WhenFields,
  WordsField,
  type MoveProps,
  type When,
} from './move-parts.tsx';

const own = { onFailure: () => true };

export function ContactForm({ id, from, onDone, onClose }: MoveProps): ReactNode {
  const [when, setWhen] = useState<When>(now);
  const [means, setMeans] = useState<string | null>('means.phone');
  const [reached, setReached] = useState<boolean>();
  const [text, setText] = useState('');
  const act = useAct('complaint.addContact', own);
  const [missing, setMissing] = useState<FieldReasons>({});
  const reasons: FieldReasons = { ...act.failure?.fields, ...missing };
  const save = async (): Promise<void> => {
    setMissing(reached === undefined ? { reached: '请选择是否联系上' } : {});
    if (reached === undefined) return;
    const saved = await act.run({ id, ...happened(when), means: means ?? '', reached, text });
    if (saved !== undefined) onDone(saved.state);
  };
  return (
    <MoveFrame
      title="记录联系"
      okText="保存"
      busy={act.busy}
      reasons={reasons}
      failure={act.failure}
      onSave={() => start(save())}
      onClose={onClose}
    >
      <ChoiceChips label="方式" name="means" dict="noticeMeans" value={means} onChange={setMeans} reasons={reasons} />
      <Field
        label="结果"
        name="reached"
        required
        error={reasons['reached']}
        hint={reached === false ? '未接通只作记录，3 个工作日的联系时限照常计' : undefined}
      >
        {(control) => (
          <ChipPicker
            control={control}
            label="结果"
            options={[
              { value: 'yes', label: '联系上' },
              { value: 'no', label: '未接通' },
            ]}
            value={reached === undefined ? null : reached ? 'yes' : 'no'}
            onChange={(value) => setReached(value === 'yes')}
          />
        )}
      </Field>
      <WordsField
        label="沟通内容"
        name="text"
        required={reached !== false}
        value={text}
        onChange={setText}
        reasons={reasons}
        placeholder="客户的说法和要求、告知了什么"
      />
      <WhenFields when={when} from={from} reasons={reasons} onChange={setWhen} />
    </MoveFrame>
  );
}

export function PlanForm({ id, from, onDone, onClose }: MoveProps): ReactNode {
  const [when, setWhen] = useState<When>(now);
  const [text, setText] = useState('');
  const act = useAct('complaint.setPlan', own);
  const reasons = act.failure?.fields ?? {};
  const save = async (): Promise<void> => {
    const saved = await act.run({ id, ...happened(when), text });
    if (saved !== undefined) onDone(saved.state);
  };
  return (
    <MoveFrame
      title="出方案"
      okText="保存"
      busy={act.busy}
      reasons={reasons}
      failure={act.failure}
      onSave={() => start(save())}
      onClose={onClose}
    >
      <WordsField
        label="处理方案"
        name="text"
        required
        rows={5}
        value={text}
        onChange={setText}
        reasons={reasons}
        placeholder="拟怎样处理、客户的意见"
      />
      <WhenFields when={when} from={from} reasons={reasons} onChange={setWhen} />
    </MoveFrame>
  );
}

export function NoteForm({ id, from, onDone, onClose }: MoveProps): ReactNode {
  const [when, setWhen] = useState<When>(now);
  const [text, setText] = useState('');
  const act = useAct('complaint.addNote', own);
  const reasons = act.failure?.fields ?? {};
  const save = async (): Promise<void> => {
    const saved = await act.run({ id, ...happened(when), text });
    if (saved !== undefined) onDone(saved.state);
  };
  return (
    <MoveFrame
      title="补充处理记录"
      okText="保存"
      busy={act.busy}
      reasons={reasons}
      failure={act.failure}
      onSave={() => start(save())}
      onClose={onClose}
    >
      <WordsField
        label="处理记录"
        name="text"
        required
        rows={5}
        value={text}
        onChange={setText}
        reasons={reasons}
        placeholder="调查核实、内部协查、会商……"
      />
      <WhenFields when={when} from={from} reasons={reasons} onChange={setWhen} />
    </MoveFrame>
  );
}

export function FollowUpForm({ id, from, onDone, onClose }: MoveProps): ReactNode {
  const [when, setWhen] = useState<When>(now);
  const [means, setMeans] = useState<string | null>('means.phone');
  const [satisfaction, setSatisfaction] = useState<string | null>(null);
  const [text, setText] = useState('');
  const act = useAct('complaint.followUp', own);
  const reasons = act.failure?.fields ?? {};
  const save = async (): Promise<void> => {
    const saved = await act.run({ id, ...happened(when), means: means ?? '', satisfaction: satisfaction ?? '', text });
    if (saved !== undefined) onDone(saved.state);
  };
  return (
    <MoveFrame
      title="回访"
      okText="保存"
      busy={act.busy}
      reasons={reasons}
      failure={act.failure}
      onSave={() => start(save())}
      onClose={onClose}
    >
      <ChoiceChips label="方式" name="means" dict="noticeMeans" value={means} onChange={setMeans} reasons={reasons} />
      <ChoiceChips
        label="满意度"
        name="satisfaction"
        dict="satisfaction"
        value={satisfaction}
        onChange={setSatisfaction}
        reasons={reasons}
      />
      <WordsField
        label="客户意见"
        name="text"
        value={text}
        onChange={setText}
        reasons={reasons}
        placeholder="客户怎么说；没有可不填"
      />
      <WhenFields when={when} from={from} reasons={reasons} onChange={setWhen} />
    </MoveFrame>
  );
}
