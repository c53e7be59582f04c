/** 暂停 · 恢复 · 补充材料 · 会商 · 转办 · 告知延期 · 重新办理 · 核查 · 保管: one short form each. */
import { Input } from 'antd';
import { useState, type ReactNode } from 'react';
import type { ComplaintView } from '#contract/complaint.ts';
import { CENTRE, reviewResults, type ReviewResult } from '#domain/complaint.ts';
import { originOf } from '#domain/complaint-holder.ts';
import { pauseKinds, type PauseKind } from '#domain/complaint-pause.ts';
import { moveLabels } from '#domain/complaint-state.ts';
import { ChipPicker } from '#renderer/ui/ChipPicker.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { useAct } from '#renderer/use-query.ts';
import { namesOf } from './form-model.ts';
import { ChoiceChips, type MoveProps } from './move-parts.tsx';
import { OptionPick, useOutlets } from './people.tsx';
import { saidInForm, StepForm } from './StepForm.tsx';

interface ChipsProps<T extends string> {
  readonly label: string;
  readonly name: string;
  readonly options: Readonly<Record<T, string>>;
  readonly value: T | null;
  readonly onChange: (value: T) => void;
  readonly error: string | undefined;
  readonly hint?: string;
}

function Chips<T extends string>({ label, name, options, value, onChange, error, hint }: ChipsProps<T>): ReactNode {
  const isOption = (text: string): text is T => Object.hasOwn(options, text);
  return (
    <Field label={label} name={name} required error={error} {...(hint === undefined ? {} : { hint })}>
      {(control) => (
        <ChipPicker
          control={control}
          label={label}
          options={Object.entries<string>(options).map(([each, words]) => ({ value: each, label: words }))}
          value={value}
          onChange={(picked) => {
            if (isOption(picked)) onChange(picked);
          }}
        />
      )}
    </Field>
  );
}

export function PauseForm(props: MoveProps): ReactNode {
  const [kind, setKind] = useState<PauseKind>('mediation');
  const [organisation, setOrganisation] = useState('');
  const act = useAct('complaint.pause', saidInForm);
  const reasons = act.failure?.fields ?? {};
  return (
    <StepForm
      {...props}
      title={moveLabels.pause}
      okText="暂停计时"
      note="鉴定和调解的时间不计入法定时限；行内 3-5-10 照常计"
      act={act}
      words={{ label: '依据', required: true, placeholder: '客户是否同意、怎样告知、申请编号' }}
      save={(said) => act.run({ ...said, kind, organisation })}
    >
      <Chips label="事由" name="kind" options={pauseKinds} value={kind} onChange={setKind} error={reasons['kind']} />
      <Field label="机构" name="organisation" required error={reasons['organisation']}>
        {(control) => (
          <Input
            {...control}
            maxLength={60}
            placeholder="鉴定或调解机构的名称"
            value={organisation}
            onChange={(event) => {
              setOrganisation(event.target.value);
            }}
          />
        )}
      </Field>
    </StepForm>
  );
}

const textMoves = {
  resume: { verb: 'complaint.resume', label: '结果', placeholder: '鉴定意见，或是否达成调解协议' },
  restart: {
    verb: 'complaint.restart',
    label: '新的事实',
    placeholder: '客户补充了什么新的事实和理由',
    note: '3-5-10 和法定时限都从收到新材料之日重新起算；原收到日保留',
  },
  review: {
    verb: 'complaint.review',
    label: '申请理由',
    placeholder: '客户对处理结果有什么不服',
    note: '客户收到处理决定后 30 日内可以申请；上级机构 30 日内作出决定',
  },
} as const;
export type TextMove = keyof typeof textMoves;

export function TextForm({ move, ...props }: MoveProps & { readonly move: TextMove }): ReactNode {
  const { verb, label, placeholder, ...more } = textMoves[move];
  const act = useAct(verb, saidInForm);
  const words = { label, required: true, rows: 4, placeholder };
  return <StepForm {...props} {...more} title={moveLabels[move]} act={act} words={words} save={act.run} />;
}

export function ConsultForm(props: MoveProps): ReactNode {
  const [members, setMembers] = useState('');
  const act = useAct('complaint.consult', saidInForm);
  const fields = act.failure?.fields ?? {};
  const wrong = Object.entries(fields).find(([field]) => field.startsWith('members'))?.[1];
  const reasons = wrong === undefined ? fields : { ...fields, members: wrong };
  return (
    <StepForm
      {...props}
      title={moveLabels.consult}
      act={act}
      reasons={reasons}
      words={{ label: '会商结论', required: true, rows: 5, placeholder: '事实怎样认定、怎样处理、谁来办、何时办完' }}
      save={(said) => act.run({ ...said, members: namesOf(members) })}
    >
      <Field label="参加人" name="members" required error={reasons['members']} hint="姓名用顿号分开，至少两人">
        {(control) => (
          <Input
            {...control}
            maxLength={500}
            placeholder="如 支行行长李某、消保中心赵某、信用卡部周某"
            value={members}
            onChange={(event) => {
              setMembers(event.target.value);
            }}
          />
        )}
      </Field>
    </StepForm>
  );
}

const backHome = 'back';

export function TransferForm({ view, ...props }: MoveProps & { readonly view: ComplaintView }): ReactNode {
  const isAway = view.transferredTo !== null;
  const origin = originOf({ id: props.id });
  const [to, setTo] = useState<string>(isAway ? backHome : origin === CENTRE ? view.complainedOutlet : CENTRE);
  const outlets = useOutlets().filter(({ value }) => value !== origin);
  const act = useAct('complaint.transfer', saidInForm);
  const home = view.handover === 'in' ? `退回${view.originName}` : view.handover === 'out' ? '收回自办' : '退回登记方';
  const options = [
    ...(origin === CENTRE ? [] : [{ value: CENTRE, label: '分行消保中心' }]),
    ...(isAway ? [{ value: backHome, label: home }] : []),
    ...outlets,
  ];
  return (
    <StepForm
      {...props}
      title={view.handover === 'in' ? '退回或转办' : moveLabels.transfer}
      okText={to === backHome ? (view.handover === 'in' ? '退回' : '收回') : '转办'}
      note="对方在下一份配置包里收到这件投诉和全部办理记录；时限仍从最初收到日起算，件数不重复计"
      act={act}
      words={{ label: '原因', required: true, placeholder: '为什么转；退回请写明理由' }}
      save={(said) => act.run({ ...said, to: to === backHome ? null : to })}
    >
      <Field label="转给" name="to" required error={act.failure?.fields['to']}>
        {(control) => <OptionPick control={control} label="转给" options={options} value={to} onChange={setTo} />}
      </Field>
    </StepForm>
  );
}

export function TellExtensionForm(props: MoveProps): ReactNode {
  const [means, setMeans] = useState<string | null>('means.phone');
  const act = useAct('complaint.tellExtension', saidInForm);
  const reasons = act.failure?.fields ?? {};
  return (
    <StepForm
      {...props}
      title={moveLabels.tellExtension}
      note="批准和告知都要在原时限之内，延期才有效"
      act={act}
      words={{ label: '告知凭证', required: true, placeholder: '短信编号、录音编号、挂号回执或签收单的存放处' }}
      save={(said) => act.run({ ...said, means: means ?? '' })}
    >
      <ChoiceChips label="方式" name="means" dict="noticeMeans" value={means} onChange={setMeans} reasons={reasons} />
    </StepForm>
  );
}

const factChoices = { yes: '有新的事实和理由', no: '没有' } as const;

export function ReopenForm(props: MoveProps): ReactNode {
  const [facts, setFacts] = useState<'yes' | 'no' | null>(null);
  const act = useAct('complaint.reopen', saidInForm);
  // An answer left out is refused with its reason, like every other field.
  const newFacts = (facts === null ? null : facts === 'yes') as boolean;
  return (
    <StepForm
      {...props}
      title={moveLabels.reopen}
      okText="重新办理"
      note="此件回到“处理中”；原办结内容留在修改记录里"
      act={act}
      words={{ label: '原因', required: true }}
      save={(said) => act.run({ ...said, newFacts })}
    >
      <Chips
        label="新的事实"
        name="newFacts"
        options={factChoices}
        value={facts}
        onChange={setFacts}
        error={act.failure?.fields['newFacts']}
        hint={facts === 'no' ? '时限仍从原收到日计' : '有新的事实和理由的，时限从今天重新起算'}
      />
    </StepForm>
  );
}

export function DecideReviewForm(props: MoveProps): ReactNode {
  const [result, setResult] = useState<ReviewResult | null>(null);
  const act = useAct('complaint.decideReview', saidInForm);
  return (
    <StepForm
      {...props}
      title={moveLabels.decideReview}
      act={act}
      words={{ label: '核查决定', required: true, rows: 4, placeholder: '作出决定的机构、理由、怎样告知客户' }}
      save={(said) => act.run({ ...said, result: result as ReviewResult })}
    >
      <Chips
        label="结果"
        name="result"
        options={reviewResults}
        value={result}
        onChange={setResult}
        error={act.failure?.fields['result']}
      />
    </StepForm>
  );
}
