/** 记录联系 · 出方案 · 处理记录 · 回访: one short form each. Closing is CloseForm.tsx. */
import { useState, type ReactNode } from 'react';
import type { FieldReasons } from '#domain/failure.ts';
import { ChipPicker } from '#renderer/ui/ChipPicker.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { useAct } from '#renderer/use-query.ts';
import { ChoiceChips, type MoveProps } from './move-parts.tsx';
import { saidInForm, StepForm } from './StepForm.tsx';

export function ContactForm(props: MoveProps): ReactNode {
  const [means, setMeans] = useState<string | null>('means.phone');
  const [reached, setReached] = useState<boolean>();
  const act = useAct('complaint.addContact', saidInForm);
  const [missing, setMissing] = useState<FieldReasons>({});
  const reasons: FieldReasons = { ...act.failure?.fields, ...missing };
  return (
    <StepForm
      {...props}
      title="记录联系"
      act={act}
      reasons={reasons}
      words={{ label: '沟通内容', required: reached !== false, placeholder: '客户的说法和要求、告知了什么' }}
      save={async (said) => {
        setMissing(reached === undefined ? { reached: '请选择是否联系上' } : {});
        return reached === undefined ? undefined : act.run({ ...said, means: means ?? '', reached });
      }}
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
    </StepForm>
  );
}

export function PlanForm(props: MoveProps): ReactNode {
  const act = useAct('complaint.setPlan', saidInForm);
  const words = { label: '处理方案', required: true, rows: 5, placeholder: '拟怎样处理、客户的意见' };
  return <StepForm {...props} title="出方案" act={act} words={words} save={act.run} />;
}

export function NoteForm(props: MoveProps): ReactNode {
  const act = useAct('complaint.addNote', saidInForm);
  const words = { label: '处理记录', required: true, rows: 5, placeholder: '调查核实、内部协查、会商……' };
  return <StepForm {...props} title="补充处理记录" act={act} words={words} save={act.run} />;
}

export function FollowUpForm(props: MoveProps): ReactNode {
  const [means, setMeans] = useState<string | null>('means.phone');
  const [satisfaction, setSatisfaction] = useState<string | null>(null);
  const act = useAct('complaint.followUp', saidInForm);
  const reasons = act.failure?.fields ?? {};
  return (
    <StepForm
      {...props}
      title="回访"
      act={act}
      words={{ label: '客户意见', placeholder: '客户怎么说；没有可不填' }}
      save={(said) => act.run({ ...said, means: means ?? '', satisfaction: satisfaction ?? '' })}
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
    </StepForm>
  );
}
