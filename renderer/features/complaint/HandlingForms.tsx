/** 暂停 · 恢复 · 补充材料 · 会商 · 转办 · 告知延期 · 重新办理 · 核查 · 保管: one short form each. */
import { Input } from 'antd';
import { useState, type ReactNode } from 'react';
import type { ComplaintView } from '#contract/complaint.ts';
import { CENTRE, reviewResults, type ReviewResult } from '#domain/complaint.ts';
import { originOf } from '#domain/complaint-holder.ts';
import { pauseKinds, type PauseKind } from '#domain/complaint-pause.ts';
import { moveLabels } from '#domain/complaint-state.ts';
import { start } from '#renderer/start.ts';
import { ChipPicker } from '#renderer/ui/ChipPicker.tsx';
import { Field } from '#renderer/ui/Field.tsx';
import { useAct } from '#renderer/use-query.ts';
import { namesOf } from './form-model.ts';
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
import { OptionPick, useOutlets } from './people.tsx';

const own = { onFailure: () => true };

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

export function PauseForm({ id, from, onDone, onClose }: MoveProps): ReactNode {
  const [when, setWhen] = useState<When>(now);
  const [kind, setKind] = useState<PauseKind>('mediation');
  const [organisation, setOrganisation] = useState('');
  const [text, setText] = useState('');
  const act = useAct('complaint.pause', own);
  const reasons = act.failure?.fields ?? {};
  const save = async (): Promise<void> => {
    const saved = await act.run({ id, ...happened(when), kind, organisation, text });
    if (saved !== undefined) onDone(saved.state);
  };
  return (
    <MoveFrame
      title={moveLabels.pause}
      okText="暂停计时"
      note="鉴定和调解的时间不计入法定时限；行内 3-5-10 照常计"
      busy={act.busy}
      reasons={reasons}
      failure={act.failure}
      onSave={() => start(save())}
      onClose={onClose}
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
      <WordsField
        label="依据"
        name="text"
        required
        value={text}
        onChange={setText}
        reasons={reasons}
        placeholder="客户是否同意、怎样告知、申请编号"
      />
      <WhenFields when={when} from={from} reasons={reasons} onChange={setWhen} />
    </MoveFrame>
  );
}

const textMoves = {
  resume: { verb: 'complaint.resume', label: '结果', placeholder: '鉴定意见，或是否达成调解协议', note: '' },
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

export function TextForm({ move, id, from, onDone, onClose }: MoveProps & { readonly move: TextMove }): ReactNode {
  const { verb, label, placeholder, note } = textMoves[move];
  const [when, setWhen] = useState<When>(now);
  const [text, setText] = useState('');
  const act = useAct(verb, own);
  const reasons = act.failure?.fields ?? {};
  const save = async (): Promise<void> => {
    const saved = await act.run({ id, ...happened(when), text });
    if (saved !== undefined) onDone(saved.state);
  };
  return (
    <MoveFrame
      title={moveLabels[move]}
      okText="保存"
      busy={act.busy}
      reasons={reasons}
      failure={act.failure}
      onSave={() => start(save())}
      onClose={onClose}
      {...(note === '' ? {} : { note })}
    >
      <WordsField
        label={label}
        name="text"
        required
        rows={4}
        value={text}
        onChange={setText}
        reasons={reasons}
        placeholder={placeholder}
      />
      <WhenFields when={when} from={from} reasons={reasons} onChange={setWhen} />
    </MoveFrame>
  );
}

export function ConsultForm({ id, from, onDone, onClose }: MoveProps): ReactNode {
  const [when, setWhen] = useState<When>(now);
  const [members, setMembers] = useState('');
  const [text, setText] = useState('');
  const act = useAct('complaint.consult', own);
  const fields = act.failure?.fields ?? {};
  const wrong = Object.entries(fields).find(([field]) => field.startsWith('members'))?.[1];
  const reasons = wrong === undefined ? fields : { ...fields, members: wrong };
  const save = async (): Promise<void> => {
    const saved = await act.run({ id, ...happened(when), members: namesOf(members), text });
    if (saved !== undefined) onDone(saved.state);
  };
  return (
    <MoveFrame
      title={moveLabels.consult}
      okText="保存"
      busy={act.busy}
      reasons={reasons}
      failure={act.failure}
      onSave={() => start(save())}
      onClose={onClose}
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
      <WordsField
        label="会商结论"
        name="text"
        required
        rows={5}
        value={text}
        onChange={setText}
        reasons={reasons}
        placeholder="事实怎样认定、怎样处理、谁来办、何时办完"
      />
      <WhenFields when={when} from={from} reasons={reasons} onChange={setWhen} />
    </MoveFrame>
  );
}

const backHome = 'back';

export function TransferForm({
  id,
  from,
  view,
  onDone,
  onClose,
}: MoveProps & { readonly view: ComplaintView }): ReactNode {
  const [when, setWhen] = useState<When>(now);
  const isAway = view.transferredTo !== null;
  const origin = originOf({ id });
  const [to, setTo] = useState<string>(isAway ? backHome : origin === CENTRE ? view.complainedOutlet : CENTRE);
  const [text, setText] = useState('');
  const outlets = useOutlets().filter(({ value }) => value !== origin);
  const act = useAct('complaint.transfer', own);
  const reasons = act.failure?.fields ?? {};
  const save = async (): Promise<void> => {
    const saved = await act.run({ id, ...happened(when), to: to === backHome ? null : to, text });
    if (saved !== undefined) onDone(saved.state);
  };
  const home = view.handover === 'in' ? `退回${view.originName}` : view.handover === 'out' ? '收回自办' : '退回登记方';
  const options = [
    ...(origin === CENTRE ? [] : [{ value: CENTRE, label: '分行消保中心' }]),
    ...(isAway ? [{ value: backHome, label: home }] : []),
    ...outlets,
  ];
  return (
    <MoveFrame
      title={view.handover === 'in' ? '退回或转办' : moveLabels.transfer}
      okText={to === backHome ? (view.handover === 'in' ? '退回' : '收回') : '转办'}
      note="对方在下一份配置包里收到这件投诉和全部办理记录；时限仍从最初收到日起算，件数不重复计"
      busy={act.busy}
      reasons={reasons}
      failure={act.failure}
      onSave={() => start(save())}
      onClose={onClose}
    >
      <Field label="转给" name="to" required error={reasons['to']}>
        {(control) => <OptionPick control={control} label="转给" options={options} value={to} onChange={setTo} />}
      </Field>
      <WordsField
        label="原因"
        name="text"
        required
        value={text}
        onChange={setText}
        reasons={reasons}
        placeholder="为什么转；退回请写明理由"
      />
      <WhenFields when={when} from={from} reasons={reasons} onChange={setWhen} />
    </MoveFrame>
  );
}

export function TellExtensionForm({ id, from, onDone, onClose }: MoveProps): ReactNode {
  const [when, setWhen] = useState<When>(now);
  const [means, setMeans] = useState<string | null>('means.phone');
  const [text, setText] = useState('');
  const act = useAct('complaint.tellExtension', own);
  const reasons = act.failure?.fields ?? {};
  const save = async (): Promise<void> => {
    const saved = await act.run({ id, ...happened(when), means: means ?? '', text });
    if (saved !== undefined) onDone(saved.state);
  };
  return (
    <MoveFrame
      title={moveLabels.tellExtension}
      okText="保存"
      note="批准和告知都要在原时限之内，延期才有效"
      busy={act.busy}
      reasons={reasons}
      failure={act.failure}
      onSave={() => start(save())}
      onClose={onClose}
    >
      <ChoiceChips label="方式" name="means" dict="noticeMeans" value={means} onChange={setMeans} reasons={reasons} />
      <WordsField
        label="告知凭证"
        name="text"
        required
        value={text}
        onChange={setText}
        reasons={reasons}
        placeholder="短信编号、录音编号、挂号回执或签收单的存放处"
      />
      <WhenFields when={when} from={from} reasons={reasons} onChange={setWhen} />
    </MoveFrame>
  );
}

const factChoices = { yes: '有新的事实和理由', no: '没有' } as const;

export function ReopenForm({ id, from, onDone, onClose }: MoveProps): ReactNode {
  const [when, setWhen] = useState<When>(now);
  const [facts, setFacts] = useState<'yes' | 'no' | null>(null);
  const [text, setText] = useState('');
  const act = useAct('complaint.reopen', own);
  const reasons = act.failure?.fields ?? {};
  const save = async (): Promise<void> => {
    // An answer left out is refused with its reason, like every other field.
    const newFacts = (facts === null ? null : facts === 'yes') as boolean;
    const saved = await act.run({ id, ...happened(when), newFacts, text });
    if (saved !== undefined) onDone(saved.state);
  };
  return (
    <MoveFrame
      title={moveLabels.reopen}
      okText="重新办理"
      note="此件回到“处理中”；原办结内容留在修改记录里"
      busy={act.busy}
      reasons={reasons}
      failure={act.failure}
      onSave={() => start(save())}
      onClose={onClose}
    >
      <Chips
        label="新的事实"
        name="newFacts"
        options={factChoices}
        value={facts}
        onChange={setFacts}
        error={reasons['newFacts']}
        hint={facts === 'no' ? '时限仍从原收到日计' : '有新的事实和理由的，时限从今天重新起算'}
      />
      <WordsField label="原因" name="text" required value={text} onChange={setText} reasons={reasons} />
      <WhenFields when={when} from={from} reasons={reasons} onChange={setWhen} />
    </MoveFrame>
  );
}

export function DecideReviewForm({ id, from, onDone, onClose }: MoveProps): ReactNode {
  const [when, setWhen] = useState<When>(now);
  const [result, setResult] = useState<ReviewResult | null>(null);
  const [text, setText] = useState('');
  const act = useAct('complaint.decideReview', own);
  const reasons = act.failure?.fields ?? {};
  const save = async (): Promise<void> => {
    const saved = await act.run({ id, ...happened(when), result: result as ReviewResult, text });
    if (saved !== undefined) onDone(saved.state);
  };
  return (
    <MoveFrame
      title={moveLabels.decideReview}
      okText="保存"
      busy={act.busy}
      reasons={reasons}
      failure={act.failure}
      onSave={() => start(save())}
      onClose={onClose}
    >
      <Chips
        label="结果"
        name="result"
        options={reviewResults}
        value={result}
        onChange={setResult}
        error={reasons['result']}
      />
      <WordsField
        label="核查决定"
        name="text"
        required
        rows={4}
        value={text}
        onChange={setText}
        reasons={reasons}
        placeholder="作出决定的机构、理由、怎样告知客户"
      />
      <WhenFields when={when} from={from} reasons={reasons} onChange={setWhen} />
    </MoveFrame>
  );
}
